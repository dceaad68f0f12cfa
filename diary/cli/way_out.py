"""What to do about a damaged diary, with every command as it can be typed."""

from __future__ import annotations

from collections.abc import Iterator

from diary.cli.call import Call
from diary.cli.terminal import command_line, free_name
from diary.cli.words import counts_of, moment
from diary.words import _


def way_out(call: Call) -> Iterator[str]:
    """Lines that say what is safe, which backup is the newest good one, and what to type."""
    path = call.diary_path
    yield _("Nothing was changed. These are the ways out, and none throws anything away:")
    shelf = call.parts.backups_of(path).shelf
    newest = shelf.newest_good()
    if newest is not None:
        text = _("Go back to the newest good backup, made {moment} ({counts}):")
        yield text.format(
            moment=moment(newest.made_at, call.parts.clock.zone()), counts=counts_of(newest)
        )
        number = str(newest.number)
        yield "  " + command_line(path, "restore", number, "--dry-run")
        yield "  " + command_line(path, "restore", number)
    elif shelf.entries():
        yield _("None of the backups in {folder} is sound.").format(folder=shelf.folder)
    else:
        yield _("There is no backup of it in {folder}.").format(folder=shelf.folder)
    if not path.exists():
        return
    yield _("Save what can be read into a new diary:")
    yield "  " + command_line(path, "restore", "--readable", "--as", free_name(path))
