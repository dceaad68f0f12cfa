"""Where a command writes a file for somebody else: never over the diary, and over nothing unasked.

`refuse_taken` is asked before any work, so that nobody types a passphrase for nothing.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from diary.cli.call import Call, RefusedError
from diary.services.new_files import is_store_file
from diary.words import _

# What lies beside an open diary: without it entries are lost that are not in the file yet.
_COMPANIONS = ("-wal", "-shm", "-journal")


def option_replace(parser: ArgumentParser) -> None:
    """Add `--replace`."""
    text = _("write over the file if it is there already; never over a diary or a backup")
    parser.add_argument("--replace", action="store_true", help=text)


def refuse_taken(call: Call, path: Path) -> None:
    """Raise `RefusedError` for a place that may not be written; one that is free is fine."""
    if _is_of_diary(call, path) or is_store_file(path):
        text = _("{path} is a diary or belongs to one. It was not touched. Choose another name.")
        raise RefusedError(text.format(path=path))
    if not (path.exists() or path.is_symlink()) or path.is_dir():
        # Of a folder the system says what it is.
        return
    if not path.is_file():
        text = _("{path} is not a file. It was not touched. Choose another name.")
        raise RefusedError(text.format(path=path))
    if not call.options.replace:
        text = _("{path} exists already. Choose another name, or write over it with --replace.")
        raise RefusedError(text.format(path=path))


def _is_of_diary(call: Call, path: Path) -> bool:
    """True for the diary, what lies beside it while it is open, and all in its backups folder."""
    place, backups = _real(path), _real(call.parts.backups_of(call.diary_path).shelf.folder)
    return backups in place.parents or any(
        place == each or _is_same(place, each) for each in _of_diary(call.diary_path)
    )


def _of_diary(diary: Path) -> Iterator[Path]:
    real = _real(diary)
    yield real
    for ending in _COMPANIONS:
        yield real.with_name(real.name + ending)
    yield real.with_name(f".{real.name}.lock")


def _real(path: Path) -> Path:
    # `Path.resolve` does not come back from links that lead to one another.
    return Path(os.path.realpath(path))


def _is_same(path: Path, other: Path) -> bool:
    """True for two names of one file."""
    try:
        return path.samefile(other)
    except OSError:
        return False
