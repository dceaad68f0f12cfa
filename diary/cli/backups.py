"""`kneelog backups`: every backup of the diary, newest first."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable

from diary.cli.call import DONE, Call, put_document, put_table, say
from diary.cli.options import option_json
from diary.cli.terminal import command_line
from diary.cli.words import moment
from diary.domain.backup import Backup
from diary.domain.errors import DiaryMissingError
from diary.texts.backups import reason_text
from diary.texts.numbers import Formats
from diary.words import _

_MEGABYTE = 1_000_000


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    option_json(parser)


def run(call: Call) -> int:
    """List them; works without the diary itself, too."""
    path = call.diary_path
    shelf = call.parts.backups_of(path).shelf
    backups = shelf.entries()
    if not backups and not path.exists():
        # Most likely a slip in the name.
        raise DiaryMissingError(str(path))
    if call.is_json:
        put_document({"backups": backup_rows(backups)})
    elif backups:
        zone = call.parts.clock.zone()
        heads = (_("No."), _("Made"), _("Why"), _("Days"), _("Activities"), _("MB"), _("Checked"))
        put_table(heads, (_row(each, zone) for each in backups), right="rllrrrl")
        say(_("They lie in {folder}").format(folder=shelf.folder))
        text = _("What you would lose by going back to one: {command}")
        number = str(backups[0].number)
        say(text.format(command=command_line(path, "restore", number, "--dry-run")))
    else:
        say(_("No backups yet. Make one: {command}").format(command=command_line(path, "backup")))
    return DONE


def backup_rows(backups: Iterable[Backup]) -> list[dict[str, object]]:
    """Backups with the keys of the listing."""
    return [
        {
            "path": each.path,
            "made_at": each.made_at,
            "days": each.days,
            "runs": each.runs,
            "reason": each.reason,
            "verified": each.is_verified,
        }
        for each in backups
    ]


def _row(backup: Backup, zone: str) -> tuple[str, ...]:
    return (
        str(backup.number),
        moment(backup.made_at, zone),
        reason_text(backup, Formats(), zone),
        str(backup.days),
        str(backup.runs),
        Formats().number(backup.size_bytes / _MEGABYTE),
        _("yes") if backup.is_verified else _("no"),
    )
