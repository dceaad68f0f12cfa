"""Passphrases for the command line: typed where nobody sees them, or from a file for scripts.

Never an argument or an environment variable: other programs can read those.
"""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path

from diary.cli.call import UsageError, expanded
from diary.domain.hand_over import PASSPHRASE_LONGEST
from diary.words import _


def option_passphrase_file(parser: ArgumentParser) -> None:
    """Add `--passphrase-file`."""
    text = _("read the passphrase from the first line of this file, such as /dev/fd/3")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=text)


def new_passphrase(file: Path | None) -> str:
    """A passphrase to lock a file with; typed twice where there is no file."""
    if file is not None:
        return _from_file(file)
    first = _checked(_typed(_("Passphrase: ")))
    if _typed(_("Once more: ")) != first:
        raise UsageError(_("The two are not the same. Nothing was written."))
    return first


def known_passphrase(file: Path | None) -> str:
    """The passphrase of a file that somebody else locked."""
    return _from_file(file) if file is not None else _checked(_typed(_("Passphrase: ")))


def _typed(prompt: str) -> str:
    # Without a terminal it would be asked in the open.
    if not sys.stdin.isatty():
        text = _("There is no terminal to ask for the passphrase. Give --passphrase-file.")
        raise UsageError(text)
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise UsageError(_("No passphrase was given.")) from error


def _from_file(file: Path) -> str:
    with expanded(file).open("rb") as opened:
        line = opened.readline(PASSPHRASE_LONGEST * 4 + 2)
    try:
        return _checked(line.decode("utf-8").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise UsageError(_("The passphrase is not text in UTF-8.")) from error


def _checked(passphrase: str) -> str:
    if not passphrase:
        raise UsageError(_("No passphrase was given."))
    if len(passphrase) > PASSPHRASE_LONGEST:
        raise UsageError(_("The passphrase is too long."))
    return passphrase
