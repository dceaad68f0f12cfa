"""All backups of one diary file, in the folder that is theirs alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from diary.domain.backup import Backup, BackupReason
from diary.domain.diary import Diary
from diary.domain.errors import BackupFailedError, DiaryBusyError, DiaryFileError
from diary.domain.file_problem import Problem
from diary.storage.backups.folder import failures, held, thinned
from diary.storage.backups.making import fingerprint_of_diary, make_backup
from diary.storage.backups.manifest import listed
from diary.storage.backups.names import backup_folder
from diary.storage.backups.reading import looked_at, read_backup
from diary.storage.backups.second import copy_to_second


class Clock(Protocol):
    """Where the time of a backup comes from."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""


class DiaryBackups:
    """The backups of the diary at `path`; conforms to `ports.BackupShelf`.

    `program` is written into manifests, such as "kneelog 0.1.0".
    """

    def __init__(self, path: Path, clock: Clock, program: str) -> None:
        self._path = path.absolute()
        self._clock = clock
        self._program = program

    @property
    def folder(self) -> Path:
        """Where they lie; need not exist yet."""
        return backup_folder(self._path)

    def entries(self) -> list[Backup]:
        """Every backup, newest (highest number) first; reads manifests only.

        One whose manifest is missing or does not fit is not verified and counts nothing.
        """
        return listed(self.folder)

    def make(self, reason: BackupReason) -> Backup:
        """Check the diary, copy it, check the copy, and only then give it its name.

        Raises `BackupFailedError` (`DIARY_DAMAGED`: nothing was written, `detail` is the number
        of problems) or a `DiaryFileError`.
        """
        at = self._clock.now().replace(microsecond=0)
        return make_backup(self._path, self.folder, reason, at=at, program=self._program)

    def is_current(self) -> bool:
        """True when the newest verified backup holds exactly what the diary holds now.

        Compares the hashes that rows carry. Raises a `DiaryFileError`.
        """
        newest = self._newest_verified()
        return newest is not None and newest.content == fingerprint_of_diary(self._path)

    def verify(self, backup: Backup) -> list[Problem]:
        """Read a whole backup again: its hash, its structure, every row; empty = sound.

        Raises a `DiaryFileError` when it may not even be read.
        """
        problems: list[Problem] = []
        looked_at(backup, problems)
        return problems

    def newest_good(self) -> Backup | None:
        """The newest backup that `verify` finds sound now, as the file itself says.

        One that has lost its manifest is as good as any.
        """
        for backup in self.entries():
            try:
                found = looked_at(backup, [])
            except DiaryFileError:
                continue
            if found.is_verified:
                return found
        return None

    def read(self, backup: Backup) -> Diary:
        """The entries of a backup; the file is not changed. Raises a `DiaryFileError`."""
        return read_backup(Path(backup.path))

    def thin(self) -> list[Backup]:
        """Remove what the rule for old backups lets go; returns what was removed.

        What cannot be removed now stays until the next time.
        """
        try:
            with failures(self.folder), held(self.folder):
                return thinned(self.folder)
        except (BackupFailedError, DiaryBusyError):
            return []

    def copy_newest_to(self, folder: Path) -> None:
        """Put the newest verified backup into a second folder, whole or not at all.

        Thins what this diary put there before, nothing else. Raises `BackupFailedError`.
        """
        newest = self._newest_verified()
        if newest is not None:
            copy_to_second(newest, folder, self._path, self._program)

    def _newest_verified(self) -> Backup | None:
        return next((backup for backup in self.entries() if backup.is_verified), None)
