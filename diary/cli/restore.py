"""`kneelog restore`: goes back to a backup, or saves what can be read of a damaged diary.

Nothing is thrown away: what is replaced is kept first, and the command that undoes it is printed.
"""

from __future__ import annotations

import errno
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from diary.cli.call import (
    DONE,
    KINDS,
    WITH_PROBLEMS,
    Call,
    RefusedError,
    UsageError,
    complain,
    expanded,
    formats_of,
    plain,
    say,
)
from diary.cli.making import named, refuse_existing
from diary.cli.terminal import command_line, free_name
from diary.cli.words import counts_of
from diary.domain.diary import Diary
from diary.domain.errors import (
    DiaryBusyError,
    DiaryDamagedError,
    DiaryForeignError,
    DiaryMissingError,
)
from diary.texts.checks import check_text
from diary.texts.restoring import lost_lines, preview_text, salvaged_lines, salvaged_text
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.backup import Backup
    from diary.services.restoring import Restoring

NEWEST = "newest"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("the backup: a file, its number in “kneelog backups”, or newest")
    parser.add_argument("file", nargs="?", metavar="FILE", help=text)
    text = _("make a diary of its own of it; the present one is not touched")
    parser.add_argument("--as", dest="new", type=Path, metavar="NEW", help=text)
    text = _("only say what would be lost")
    parser.add_argument("--dry-run", action="store_true", help=text)
    text = _("no backup: save what can be read of a damaged diary, with --as NEW")
    parser.add_argument("--readable", action="store_true", help=text)


def run(call: Call) -> int:
    """Go back to a backup, beside the diary or in its place."""
    options = call.options
    new: Path | None = None if options.new is None else expanded(options.new).absolute()
    if new is not None:
        refuse_existing(new)
    if options.readable:
        return _save_readable(call, new)
    if options.file is None:
        text = _("Say which backup: its file, its number or newest. They are listed by: {command}")
        raise UsageError(text.format(command=command_line(call.diary_path, "backups")))
    restoring = call.parts.restoring_of(call.diary_path)
    backup = _named(call, restoring, options.file)
    if new is None:
        return _replace(call, restoring, backup)
    return _open_separately(call, restoring, backup, new)


def _named(call: Call, restoring: Restoring, text: str) -> Backup:
    """The backup that a person means; a number is never taken for a file."""
    shelf = call.parts.backups_of(call.diary_path).shelf
    if text == NEWEST:
        newest = shelf.newest_good()
        if newest is None:
            told = _("There is no sound backup in {folder}. Nothing was changed.")
            raise RefusedError(told.format(folder=shelf.folder))
        return newest
    if text.isascii() and text.isdigit():
        found = [each for each in shelf.entries() if each.number == int(text)]
        if not found:
            told = _("There is no backup {number}. They are listed by: {command}")
            command = command_line(call.diary_path, "backups")
            raise UsageError(told.format(number=text, command=command))
        return found[0]
    file = expanded(Path(text)).absolute()
    if not file.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), text)
    if call.diary_path.exists() and call.diary_path.samefile(file):
        raise UsageError(_("That is the diary itself. Give a backup of it, or another diary."))
    return restoring.backup_at(file)


def _open_separately(call: Call, restoring: Restoring, backup: Backup, new: Path) -> int:
    if call.options.dry_run:
        _say_preview(call, restoring, backup)
        say(_("Nothing was done. Your diary would not be touched; it stays beside the new one."))
        return DONE
    with named(new):
        restoring.open_separately(backup, new)
    text = _("Made a diary of its own, {path}: {counts}")
    say(text.format(path=new, counts=counts_of(backup)))
    say(_("Your diary was not touched. Open the new one: {command}").format(command=_window(new)))
    return DONE


def _replace(call: Call, restoring: Restoring, backup: Backup) -> int:
    path = call.diary_path
    _say_preview(call, restoring, backup)
    if call.options.dry_run:
        command = command_line(path, "restore", call.options.file)
        say(_("Nothing was changed. To do it: {command}").format(command=command))
        return DONE
    try:
        with named(path):
            replaced = restoring.replace(backup)
    except DiaryBusyError as error:
        text = _(
            "{name} is open in a window or in use by another program. Nothing was changed. Close"
            " it there, then give the command again; or add --as NEW, which needs no closing."
        )
        raise RefusedError(text.format(name=path.name)) from error
    say(_("Restored {name}: {counts}").format(name=path.name, counts=counts_of(backup)))
    if replaced.before is not None:
        text = _("What was there is kept as backup {number}. To undo this: {command}")
        number = str(replaced.before.number)
        say(text.format(number=number, command=command_line(path, "restore", number)))
    elif replaced.set_aside is not None:
        kept = replaced.set_aside
        text = _("The damaged diary is kept: {path}")
        say(text.format(path=kept))
        free = free_name(path)
        command = command_line(kept, "restore", "--readable", "--as", free)
        say(_("To save what can be read of it: {command}").format(command=command))
    return DONE


def _say_preview(call: Call, restoring: Restoring, backup: Backup) -> None:
    present = _present(call)
    preview = restoring.preview(backup, present)
    formats = formats_of(preview.diary)
    say(preview_text(preview.diary, present, preview.difference, formats))
    if present is not None:
        for line in lost_lines(preview.difference, formats):
            say(plain(f"  {line}"))


def _present(call: Call) -> Diary | None:
    """The diary that would be replaced, as far as it can be read; None = not at all.

    A file of another program or of a newer version of this one is not replaced.
    """
    try:
        return call.parts.read_diary(call.diary_path, KINDS)[0]
    except DiaryMissingError:
        return Diary()
    except DiaryDamagedError:
        return None
    except DiaryForeignError:
        # Damage may have taken every mark of a diary; then there are backups of it.
        if call.parts.backups_of(call.diary_path).shelf.entries():
            return None
        raise


def _save_readable(call: Call, new: Path | None) -> int:
    if new is None or call.options.file is not None or call.options.dry_run:
        command = command_line(
            call.diary_path, "restore", "--readable", "--as", new or free_name(call.diary_path)
        )
        raise UsageError(
            _("Give --readable with --as NEW alone: {command}").format(command=command)
        )
    with named(new):
        salvaged = call.parts.restoring_of(call.diary_path).save_readable(new)
    say(salvaged_text(salvaged.days, salvaged.runs, salvaged.shoes))
    text = _("They are in {path}; the old file was not touched. Open the new one: {command}")
    say(text.format(path=new, command=_window(new)))
    # Where whole parts are gone there may be no entry to name.
    named_problems = salvaged_lines(salvaged.problems) or map(check_text, salvaged.problems)
    complain(dict.fromkeys(named_problems))
    return WITH_PROBLEMS if salvaged.problems else DONE


def _window(new: Path) -> str:
    return command_line(new)
