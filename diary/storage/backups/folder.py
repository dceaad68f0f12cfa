"""The folder of a diary's backups: one maker at a time, and nothing foreign is ever removed.

Every failure of the file system is told as one of a backup.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from diary.domain.backup import Backup, to_remove
from diary.domain.errors import BackupFailedError, BackupFault, DiaryBusyError, DiaryExistsError
from diary.storage.backups.manifest import listed, manifest_bytes
from diary.storage.backups.names import (
    ENDING,
    LOCK_NAME,
    MANIFEST_ENDING,
    BackupName,
    is_part,
    number_in,
    part_name,
    read_name,
)
from diary.storage.database import make_folder
from diary.storage.failures import primary_code
from diary.storage.whole_files import give_name, sync_file, sync_folder, taken_away

LOCK_WAIT_S = 30.0
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_FOLDER = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ENODEV, errno.ENXIO, errno.ENOTCONN}
)
_OWNER_FOLDER, _OWNER_FILE, _READ_ONLY = 0o700, 0o600, 0o400


# ---- failures ---------------------------------------------------------------------------------


@contextmanager
def failures(folder: Path) -> Iterator[None]:
    """Raise what the file system says as a `BackupFailedError` about the folder."""
    try:
        yield
    except OSError as error:
        raise _failed(folder, error.errno, error.strerror or str(error)) from error
    except DiaryExistsError as error:
        raise BackupFailedError(BackupFault.NOT_WRITABLE, str(folder), error.path) from error


def failed_writing(folder: Path, error: sqlite3.Error) -> BackupFailedError:
    """What SQLite says of a copy that it could not write into the folder."""
    is_full = primary_code(error) == sqlite3.SQLITE_FULL
    return _failed(folder, errno.ENOSPC if is_full else errno.EACCES, str(error))


def _failed(folder: Path, number: int | None, detail: str) -> BackupFailedError:
    if number in _NO_SPACE:
        fault = BackupFault.NO_SPACE
    elif number in _NO_FOLDER:
        fault = BackupFault.NO_FOLDER
    else:
        fault = BackupFault.NOT_WRITABLE
    return BackupFailedError(fault, str(folder), detail)


# ---- one maker at a time ----------------------------------------------------------------------


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Make the folder and hold it; False where the file system has no locks.

    Raises `OSError` when it cannot be made, and `DiaryBusyError` when another program makes
    backups in it for too long.
    """
    _make(folder)
    # A new lock each time: one object would let a second thread of this process in as well.
    lock = FileLock(folder / LOCK_NAME, mode=_OWNER_FILE, thread_local=False)
    has_lock = _acquire(lock, folder)
    try:
        yield has_lock
    finally:
        lock.release()


def _make(folder: Path) -> None:
    is_new = not folder.is_dir()
    make_folder(folder)
    _narrow(folder, _OWNER_FOLDER)
    if is_new:
        # What lies in it is only as safe as its own name.
        sync_folder(folder.parent)
        sync_folder(folder.parent.parent)


def _acquire(lock: FileLock, folder: Path) -> bool:
    try:
        lock.acquire(timeout=LOCK_WAIT_S)
    except Timeout as error:
        raise DiaryBusyError(str(folder)) from error
    except (OSError, NotImplementedError):
        # No locks here, or nothing can be written, which the next step will tell.
        return False
    return True


def remove_left_over(folder: Path) -> None:
    """Remove what a maker left that was cut off; only while the folder is held."""
    names = {entry.name for entry in os.scandir(folder)}
    for each in names:
        name = read_name(each)
        is_alone = name is not None and each == name.manifest and name.file not in names
        if is_alone or is_part(each):
            _remove(folder / each)


@contextmanager
def taken_number(folder: Path, least: int = 1) -> Iterator[tuple[int, Path]]:
    """Take the next number: an empty file that holds it, gone at the end; raises `OSError`."""
    number, part = _take_number(folder, least)
    with taken_away(part):
        yield number, part


def _take_number(folder: Path, least: int) -> tuple[int, Path]:
    while True:
        taken = [number_in(entry.name) for entry in os.scandir(folder)]
        number = max([least, *(each + 1 for each in taken)])
        part = folder / part_name(number, ENDING)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        try:
            os.close(os.open(part, flags, _OWNER_FILE))
        except FileExistsError:
            continue
        # Without locks another maker may have finished one of this number meanwhile.
        if sum(number_in(entry.name) == number for entry in os.scandir(folder)) == 1:
            return number, part
        part.unlink()


# ---- finishing --------------------------------------------------------------------------------


def bring_to_disk(part: Path) -> None:
    """Have a written file on the disk, never to be written again; raises `OSError`."""
    sync_file(part)
    if os.name != "nt":
        # Windows would not even let the name of an unfinished file go.
        _narrow(part, _READ_ONLY)


def finish(folder: Path, part: Path, backup: Backup, program: str) -> Backup:
    """Give a checked file on the disk its name, its manifest first; the backup with its place.

    Whenever this is cut off there is either a manifest alone, which lists nothing, or both.
    Raises `OSError` or `DiaryExistsError` with nothing left.
    """
    name = BackupName(backup.number, backup.made_at, backup.schema, backup.reason)
    file, manifest = folder / name.file, folder / name.manifest
    with taken_away(folder / part_name(backup.number, MANIFEST_ENDING)) as manifest_part:
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(manifest_part, flags, _OWNER_FILE), "wb") as written:
            written.write(manifest_bytes(backup, program))
        bring_to_disk(manifest_part)
        give_name(manifest_part, manifest)
    try:
        give_name(part, file)
    except BaseException:
        _remove(manifest)
        raise
    return replace(backup, path=str(file))


def thinned(folder: Path) -> list[Backup]:
    """Remove the backups that may go while the folder is held; returns what was removed."""
    backups = listed(folder)
    removed = list(_removed(to_remove(backups)))
    if removed:
        sync_folder(folder)
    return removed


def _removed(backups: Iterable[Backup]) -> Iterator[Backup]:
    for backup in backups:
        file = Path(backup.path)
        # The file first: a manifest alone lists nothing, and the next maker removes it.
        if _remove(file):
            _remove(file.with_suffix(MANIFEST_ENDING))
            yield backup


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _narrow(path: Path, most: int) -> None:
    # A courtesy: some file systems know no rights. Those that a person took away stay away.
    with suppress(OSError):
        path.chmod(path.stat().st_mode & most)
