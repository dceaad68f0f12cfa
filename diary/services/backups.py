"""When a backup is due, and what belongs to making one.

Nothing here stops a person's work: a second folder that fails is told, and costs no backup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import BackupFailedError
from diary.services.ports import BackupShelf

AFTER_CHANGE = timedelta(minutes=5)
BETWEEN = timedelta(minutes=30)


class BackupSchedule:
    """When the next backup is due; pure, all instants are passed in.

    Five minutes after the last change, but no sooner than 30 minutes after the last backup.
    Somebody who never stops typing gets one 30 minutes after the first change.
    """

    def __init__(self) -> None:
        self._first_changed_at: datetime | None = None
        self._last_changed_at: datetime | None = None
        self._made_at: datetime | None = None

    def changed(self, at: datetime) -> None:
        """An entry was saved at this instant."""
        if self._made_at is not None and at < self._made_at:
            # The clock was set back; a backup "from tomorrow" must not keep the next one waiting.
            self._made_at = at
        if self._first_changed_at is None or at < self._first_changed_at:
            self._first_changed_at = at
        self._last_changed_at = at

    def clock_set_back(self, by: timedelta) -> None:
        """The clock shows so much less than it did; what is due is due no later for that."""
        first, last, made = self._first_changed_at, self._last_changed_at, self._made_at
        self._first_changed_at = None if first is None else first - by
        self._last_changed_at = None if last is None else last - by
        self._made_at = None if made is None else made - by

    def made(self, at: datetime) -> None:
        """A backup was begun at this instant and has succeeded; what changed later is not in it."""
        self._made_at = at
        if self._last_changed_at is None or self._last_changed_at <= at:
            self._first_changed_at = self._last_changed_at = None
        else:
            self._first_changed_at = self._last_changed_at

    def due_at(self) -> datetime | None:
        """The instant of the next backup; None = nothing changed since the last one."""
        if self._first_changed_at is None or self._last_changed_at is None:
            return None
        due = min(self._last_changed_at + AFTER_CHANGE, self._first_changed_at + BETWEEN)
        return due if self._made_at is None else max(due, self._made_at + BETWEEN)


@dataclass(frozen=True, slots=True)
class BackupOutcome:
    """A backup that was made, what it let go, and why the second folder did not get it."""

    backup: Backup
    removed: tuple[Backup, ...]
    second_problem: BackupFailedError | None


class Backups:
    """The backups of one diary; may be used in any thread, also while the diary is open.

    `second_folder` is asked each time; None = the person chose none.
    """

    def __init__(self, shelf: BackupShelf, second_folder: Callable[[], Path | None]) -> None:
        self._shelf = shelf
        self._second_folder = second_folder

    @property
    def shelf(self) -> BackupShelf:
        """The files themselves."""
        return self._shelf

    def make(self, reason: BackupReason) -> BackupOutcome:
        """Make a verified backup, let old ones go, and put it into the second folder.

        Raises `BackupFailedError` or a `DiaryFileError` when there is no backup.
        """
        backup = self._shelf.make(reason)
        removed = tuple(self._shelf.thin())
        return BackupOutcome(backup, removed, self._copy_to_second())

    def entries(self) -> list[Backup]:
        """Every backup, newest first."""
        return self._shelf.entries()

    def last(self) -> Backup | None:
        """The newest verified backup."""
        return next((backup for backup in self.entries() if backup.is_verified), None)

    def _copy_to_second(self) -> BackupFailedError | None:
        folder = self._second_folder()
        if folder is None:
            return None
        try:
            self._shelf.copy_newest_to(folder)
        except BackupFailedError as error:
            return error
        return None
