"""Opens backups beside the diary, or puts one in its place after keeping the diary.

A backup is read again in full before it is used: the copy that is made of it is what was checked.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from diary.domain.backup import Backup, BackupReason
from diary.domain.diary import Diary
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryBusyError,
    DiaryDamagedError,
    DiaryExistsError,
    DiaryForeignError,
    DiaryMissingError,
    DiaryUnwritableError,
    FileFault,
)
from diary.domain.file_problem import Problem
from diary.storage import replacing
from diary.storage.backups.manifest import listed
from diary.storage.backups.reading import looked_at
from diary.storage.database import BUSY_WAIT_S, SIDE_FILES, identify, make_folder, real_path
from diary.storage.failures import primary_code, translated
from diary.storage.integrity import check_file
from diary.storage.lock import DiaryLock
from diary.storage.replacing import held, new_file, open_file, settle, turn
from diary.storage.salvage import read_what_can_be_read, save_readable
from diary.storage.store import Clock
from diary.storage.whole_files import (
    copy_to_disk,
    digest_of,
    give_name,
    part_of,
    sync_file,
    taken_away,
)

_UNREADABLE = frozenset({FileFault.UNREADABLE, FileFault.DISK_GONE})
_TRIES = 3
_PAUSE_S = 0.05


class Shelf(Protocol):
    """What is needed of the backups of the diary."""

    @property
    def folder(self) -> Path:
        """Where they lie."""

    def make(self, reason: BackupReason) -> Backup:
        """A verified backup of the diary."""


class DiaryRestoring:
    """Brings back the backups of one diary file; conforms to `ports.RestoringFiles`.

    `has_lock`: the caller holds the diary's `DiaryLock`.
    """

    def __init__(
        self,
        path: Path,
        shelf: Shelf,
        clock: Clock,
        new_id: Callable[[], str],
        *,
        has_lock: bool = False,
    ) -> None:
        self._name = path
        self._path = real_path(path)
        self._shelf = shelf
        self._clock = clock
        self._new_id = new_id
        self._has_lock = has_lock

    def backup_at(self, file: Path) -> Backup:
        """Any diary file but the diary itself, after a full check; see `services.restoring`."""
        with _told_of_backup(file):
            if self._path.exists() and self._path.samefile(file):
                raise BackupFailedError(BackupFault.NOT_A_BACKUP, str(file), "the diary itself")
            backup = _as_backup(file, identify(file))
            problems: list[Problem] = []
            found = looked_at(backup, problems)
            _require_none([*problems, *check_file(file)], file)
            # With a log the bytes of the file alone are not the diary.
            is_whole = backup.is_verified or not _has_log(file)
            return replace(found, path=str(file), sha256=found.sha256 if is_whole else "")

    def read(self, backup: Backup) -> Diary:
        """The entries of a backup; the file is not changed."""
        file = Path(backup.path)
        with _told_of_backup(file):
            if backup.sha256 and digest_of(file) != backup.sha256:
                raise BackupFailedError(BackupFault.NOT_SOUND, backup.path, "another SHA-256")
            diary, problems = read_what_can_be_read(file)
            _require_none(problems, file)
            return diary

    def copy_to(self, backup: Backup, new: Path) -> None:
        """A diary of its own, whole or not at all; nothing is ever replaced."""
        for each in (new, *(Path(f"{new}{ending}") for ending in SIDE_FILES)):
            # A log that was left behind would be played onto the new file.
            if each.is_symlink() or each.exists():
                raise DiaryExistsError(str(each))
        with _told(new):
            make_folder(new.parent)
            with taken_away(part_of(new)) as part:
                _copy_checked(backup, part)
                give_name(part, new)

    def replace(self, backup: Backup) -> tuple[Backup | None, Path | None]:
        """Put a checked copy in the diary's place; the backup or the file that it is kept in."""
        with self._alone(), _told(self._path):
            settle(self._path)
            with taken_away(new_file(self._path)) as new:
                # First of all: a backup that cannot be used changes nothing.
                digest = _copy_checked(backup, new)
                return self._kept_and_replaced(digest)

    def save_readable(self, new: Path) -> tuple[Diary, Sequence[Problem]]:
        """A diary of what can be read of this one, and what cannot."""
        return save_readable(self._path, new, self._clock, self._new_id)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = None if self._has_lock else DiaryLock(self._name)
        if lock is not None and not lock.acquire():
            raise DiaryBusyError(str(self._name), "open in another window")
        try:
            with translated(self._path):
                make_folder(self._path.parent)
            with turn(self._path):
                yield
        finally:
            if lock is not None:
                lock.release()

    # ---- keeping the present diary ------------------------------------------------------------

    def _kept_and_replaced(self, digest: str) -> tuple[Backup | None, Path | None]:
        is_there = self._path.exists()
        if is_there and self._is_sound():
            for _ in range(_TRIES):
                with closing(open_file(self._path, "rw")) as connection:
                    version = _version(connection)
                    before = self._backed_up()
                    if before is None:
                        break
                    _fold(connection)
                    # Somebody may have written between the backup and the fold.
                    if _version(connection) == version:
                        self._swap(digest, None, connection.close)
                        return before, None
            else:
                raise DiaryBusyError(str(self._path), "written into all the time")
        kept_at = self._place_aside()
        with held(self._path) as let_go:
            self._swap(digest, kept_at, let_go)
        return None, kept_at if is_there else None

    def _is_sound(self) -> bool:
        try:
            return not check_file(self._path)
        except DiaryUnwritableError as error:
            if error.fault not in _UNREADABLE:
                raise
            # It can still be given another name.
            return False

    def _backed_up(self) -> Backup | None:
        """A backup of the diary as it is; None = it is damaged after all."""
        try:
            return self._shelf.make(BackupReason.RESTORE)
        except DiaryDamagedError:
            return None
        except BackupFailedError as error:
            if error.fault is BackupFault.DIARY_DAMAGED:
                return None
            raise

    def _swap(self, digest: str, kept_at: Path | None, let_go: Callable[[], None]) -> None:
        # Held until the new file is there: who waits for the lock finds that the diary has moved
        # and writes nothing. Windows renames no file that is open, whoever has it.
        if os.name == "nt":
            let_go()
        replacing.put_in_place(self._path, digest, kept_at)

    def _place_aside(self) -> Path:
        folder = self._shelf.folder / "set aside"
        first = f"{self._clock.now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
        number, place = 1, folder / f"{first} {self._path.name}"
        while any(Path(f"{place}{ending}").exists() for ending in ("", *SIDE_FILES)):
            number += 1
            place = folder / f"{first}-{number} {self._path.name}"
        return place


# ---- the backup -------------------------------------------------------------------------------


def _copy_checked(backup: Backup, part: Path) -> str:
    """Copy a backup to a name that nothing has, and read the copy in full; its SHA-256 (hex)."""
    file = Path(backup.path)
    with _told_of_backup(file):
        identify(file)
    if backup.sha256:
        with _told(part):
            digest = copy_to_disk(file, part)
        if digest != backup.sha256:
            raise BackupFailedError(BackupFault.NOT_SOUND, backup.path, "another SHA-256")
    else:
        digest = _copy_with_log(file, part)
    _require_none(check_file(part), file)
    return digest


def _copy_with_log(file: Path, part: Path) -> str:
    """A copy through SQLite, so that what stands in the log is in it; its SHA-256 (hex)."""
    with _told(part):
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with _told_of_backup(file), closing(open_file(file, "ro")) as source, _told(part):
        with closing(open_file(part, "rw")) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        sync_file(part)
        return digest_of(part)


def _require_none(problems: Sequence[Problem], file: Path) -> None:
    if problems:
        detail = ", ".join(sorted({problem.code for problem in problems}))
        raise BackupFailedError(BackupFault.NOT_SOUND, str(file), detail)


def _as_backup(file: Path, schema: int) -> Backup:
    """What the shelf knows of a file, also of one that was copied elsewhere with its manifest."""
    for backup in listed(file.parent):
        if backup.is_verified and Path(backup.path).name == file.name:
            return backup
    status = file.stat()
    return Backup(
        path=str(file),
        number=0,
        made_at=datetime.fromtimestamp(status.st_mtime, UTC),
        schema=schema,
        reason=BackupReason.BY_HAND,
        days=0,
        runs=0,
        shoes=0,
        last_on=None,
        size_bytes=status.st_size,
        sha256="",
        content="",
        is_verified=False,
    )


def _has_log(file: Path) -> bool:
    return any(_size(Path(f"{file}{ending}")) for ending in SIDE_FILES)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


# ---- the present diary ------------------------------------------------------------------------


def _version(connection: sqlite3.Connection) -> int:
    """Another number after another connection has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _fold(connection: sqlite3.Connection) -> None:
    """Take the log into the file, so that none is left, and keep everybody else out.

    Raises `sqlite3.OperationalError` while another program has the diary open.
    """
    until = time.monotonic() + BUSY_WAIT_S
    while True:
        try:
            # SQLite does so for the last connection only, and does not wait to become it.
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            is_busy = primary_code(error) == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
            threading.Event().wait(_PAUSE_S)
        else:
            break
    connection.execute("BEGIN EXCLUSIVE")


# ---- what went wrong --------------------------------------------------------------------------


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What cannot be written, as a failed restoring; about the folder, where room is to be made."""
    try:
        with translated(path):
            yield
    except DiaryUnwritableError as error:
        is_full = error.fault is FileFault.NO_SPACE
        fault = BackupFault.NO_SPACE if is_full else BackupFault.NOT_WRITABLE
        raise BackupFailedError(fault, str(path.parent), error.detail) from error


@contextmanager
def _told_of_backup(file: Path) -> Iterator[None]:
    """What is wrong with a backup; a newer one and a busy one are told as such."""
    try:
        with translated(file):
            yield
    except (DiaryMissingError, DiaryForeignError) as error:
        raise BackupFailedError(BackupFault.NOT_A_BACKUP, str(file), error.detail) from error
    except (DiaryDamagedError, DiaryUnwritableError) as error:
        raise BackupFailedError(BackupFault.NOT_SOUND, str(file), error.detail) from error
