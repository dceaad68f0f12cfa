"""Plain words for backups: why one was made, how old the last is, and what went wrong with one.

A fault is told in three steps: what happened, what is safe, what to do.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import BackupFailedError, BackupFault
from diary.domain.period import local
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

_FAULT_TEXTS = {
    BackupFault.NO_FOLDER: mark(
        "The backup folder “{name}” was not found. Your diary is fine, and so are the backups made"
        " before. Connect the disk it lies on, or choose another folder."
    ),
    BackupFault.NO_SPACE: mark(
        "There is no space left for a backup in the folder “{name}”. Your diary is fine, and so are"
        " the backups made before. Make room on that disk, or choose another folder."
    ),
    BackupFault.NOT_WRITABLE: mark(
        "No backup could be written in the folder “{name}”. Your diary is fine, and so are the"
        " backups made before. Give yourself the right to write there, or choose another folder."
    ),
    BackupFault.DIARY_DAMAGED: mark(
        "The diary file {name} has a problem, so no backup was made of it. Nothing was changed,"
        " and every backup made before is kept. Restore the newest good backup, or save what can"
        " be read into a new diary."
    ),
    BackupFault.NOT_SOUND: mark(
        "The backup {name} is not as it was written and was not used. Your diary was not changed."
        " Make a new backup, or choose another one to restore."
    ),
    BackupFault.NOT_A_BACKUP: mark(
        "{name} is not a backup of a Kneelog diary. It was not touched, and your diary was not"
        " changed. Choose another file."
    ),
}
_REASONS = {
    BackupReason.CHANGE: mark("automatic, {day}"),
    BackupReason.CLOSE: mark("on closing, {day}"),
    BackupReason.BY_HAND: mark("by hand, {day}"),
    BackupReason.IMPORT: mark("before import of {day}"),
    BackupReason.BULK_EDIT: mark("before many changes at once of {day}"),
    BackupReason.RESTORE: mark("before restore of {day}"),
    BackupReason.MIGRATION: mark("before new version of {day}"),
}


def backup_failed_text(error: BackupFailedError) -> str:
    """What happened, what is safe, what to do."""
    return _(_FAULT_TEXTS[error.fault]).format(name=PurePath(error.path).name)


def reason_text(backup: Backup, formats: Formats, zone: str | None = None) -> str:
    """Why and on which day of the zone (UTC unless told): "before import of 2 Nov"."""
    day = formats.short_day(local(backup.made_at, zone).date())
    return _(_REASONS[backup.reason]).format(day=day)


def status_text(last: Backup | None, now: datetime, zone: str, formats: Formats) -> str:
    """How many days ago the last verified backup was made, counted by dates of the zone.

    A backup of a day still to come, since the clock was wrong then or is now, is told by its date.
    """
    if last is None:
        return _("Backup: never")
    made_on = local(last.made_at, zone).date()
    days = (local(now, zone).date() - made_on).days
    if days < 0:
        return _("Backup: {day}").format(day=formats.day(made_on))
    if days == 0:
        return _("Backup: today")
    if days == 1:
        return _("Backup: yesterday")
    return plural("Backup: {days} day ago", "Backup: {days} days ago", days).format(days=days)
