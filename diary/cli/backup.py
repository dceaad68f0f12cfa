"""`kneelog backup`: makes a backup that is opened and checked before it counts as one."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from diary.cli.backups import backup_rows
from diary.cli.call import DONE, WITH_PROBLEMS, Call, complain, expanded, put_document, say
from diary.cli.options import option_json
from diary.cli.words import counts_of
from diary.domain.backup import BackupReason
from diary.domain.errors import BackupFailedError, BackupFault
from diary.texts.backups import backup_failed_text
from diary.words import _


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("put a finished copy into this folder as well; it has to be there")
    parser.add_argument("--out", type=Path, metavar="DIR", help=text)
    option_json(parser)


def run(call: Call) -> int:
    """Make it; a copy that fails costs no backup and is named."""
    out: Path | None = call.options.out
    if out is not None:
        out = expanded(out)
        if not out.is_dir():
            # It is never made: an empty folder may stand where a disk belongs.
            raise BackupFailedError(BackupFault.NO_FOLDER, str(out))
    backups = call.parts.backups_of(call.diary_path)
    outcome = backups.make(BackupReason.BY_HAND)
    problems = [] if outcome.second_problem is None else [outcome.second_problem]
    is_copied = False
    if out is not None:
        try:
            backups.shelf.copy_newest_to(out)
            is_copied = True
        except BackupFailedError as error:
            problems.append(error)
    if call.is_json:
        put_document({"backups": backup_rows([outcome.backup])})
    else:
        text = _("Made backup {number} and checked it: {counts}")
        say(text.format(number=outcome.backup.number, counts=counts_of(outcome.backup)))
        say(outcome.backup.path)
        if is_copied:
            say(_("A finished copy is in {folder}.").format(folder=out))
    complain(backup_failed_text(problem) for problem in problems)
    return WITH_PROBLEMS if problems else DONE
