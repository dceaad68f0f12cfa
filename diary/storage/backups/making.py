"""Makes one backup: the diary is checked, copied, the copy checked by itself, and then named.

The copy is what `VACUUM INTO` reads in one transaction of its own, so it is one committed state.
While nobody wrote between the check and the copy (SQLite's `data_version` tells), both must have
the same fingerprint; otherwise the copy is a later state, and its own hashes and counts decide.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryDamagedError,
    DiaryForeignError,
    DiaryMissingError,
    DiaryNewerError,
)
from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.backups.content import Content, broken_links, fingerprint_of, look_through
from diary.storage.backups.folder import (
    bring_to_disk,
    failed_writing,
    failures,
    finish,
    held,
    remove_left_over,
    taken_number,
)
from diary.storage.database import read_open, read_with
from diary.storage.failures import primary_code, translated
from diary.storage.migrations.runner import SCHEMA, schema_of
from diary.storage.whole_files import digest_of

Result = TypeVar("Result")
# What SQLite says while it copies that is about the diary, not about the copy.
_ABOUT_THE_DIARY = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_BUSY})


def make_backup(
    path: Path, folder: Path, reason: BackupReason, *, at: datetime, program: str
) -> Backup:
    """Make a verified backup of the diary at `path`, which may be open in this process.

    Raises `BackupFailedError` with nothing left (`DIARY_DAMAGED`: `detail` is the number of
    problems), `DiaryMissingError`, `DiaryForeignError`, `DiaryNewerError`, `DiaryBusyError`, or
    `DiaryUnwritableError` when the diary cannot even be read.
    """
    if not path.exists():
        # Before a folder is made for it.
        raise DiaryMissingError(str(path))
    with failures(folder), held(folder) as has_lock:
        if has_lock:
            remove_left_over(folder)
        with taken_number(folder) as (number, part):
            expected = _copy(path, part)
            bring_to_disk(part)
            content = _checked(part, expected)
            backup = Backup(
                path="",
                number=number,
                made_at=at,
                schema=content.schema,
                reason=reason,
                days=content.days,
                runs=content.runs,
                shoes=content.shoes,
                last_on=content.last_on,
                size_bytes=part.stat().st_size,
                sha256=digest_of(part),
                content=content.fingerprint,
                is_verified=True,
            )
            return finish(folder, part, backup, program)


def copy_diary(path: Path, to: Path) -> None:
    """Copy a diary as it is to a place where nothing stands; it is checked and left untouched.

    Raises `BackupFailedError` when it is not sound, and what reading a diary raises.
    """
    _copy(path, to)


def fingerprint_of_diary(path: Path) -> str:
    """The fingerprint of a diary, which may be open in this process; raises a `DiaryFileError`."""
    return _read_diary(path, fingerprint_of)


def examine(path: Path, problems: list[Problem], *, has_links: bool = False) -> Content | None:
    """What a file holds that this process has not open; what is wrong goes to `problems`.

    None when it cannot be read to its end. `has_links`: look at links between rows too. Raises
    `DiaryMissingError`, `DiaryBusyError`, or `DiaryUnwritableError` when it may not be read.
    """
    found: list[Problem] = []

    def look(connection: sqlite3.Connection) -> Content:
        # A file that changed meanwhile is read twice.
        found.clear()
        content = look_through(connection, found)
        if has_links:
            found.extend(broken_links(connection))
        return content

    try:
        with translated(path):
            content = read_with(path, look)
    except DiaryDamagedError as error:
        problems += found or [Problem(ProblemCode.STRUCTURE, details={"detail": error.detail})]
        return None
    problems += found
    return content


def _copy(path: Path, part: Path) -> str | None:
    """Check the diary and copy it as it is; the copy is not on the disk yet.

    Returns the fingerprint that the copy must have; None when somebody wrote meanwhile.
    """
    try:
        return _read_diary(path, partial(_copied, path=path, part=part))
    except DiaryDamagedError as error:
        raise BackupFailedError(BackupFault.DIARY_DAMAGED, str(path), "1") from error


def _copied(connection: sqlite3.Connection, path: Path, part: Path) -> str | None:
    version = _data_version(connection)
    problems: list[Problem] = []
    content = look_through(connection, problems)
    _require_sound(path, connection, problems)
    # A copy is made outside of a transaction only.
    connection.execute("COMMIT")
    with _copying(part):
        connection.execute("VACUUM INTO ?", (str(part),))
    return content.fingerprint if _data_version(connection) == version else None


def _data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _require_sound(path: Path, connection: sqlite3.Connection, problems: list[Problem]) -> None:
    codes = {problem.code for problem in problems}
    if ProblemCode.NOT_A_DIARY in codes:
        raise DiaryForeignError(str(path))
    if ProblemCode.NEWER in codes:
        raise DiaryNewerError(str(path), schema_of(connection), SCHEMA)
    if problems:
        raise BackupFailedError(BackupFault.DIARY_DAMAGED, str(path), str(len(problems)))


@contextmanager
def _copying(part: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if primary_code(error) in _ABOUT_THE_DIARY:
            raise
        raise failed_writing(part.parent, error) from error


def _checked(part: Path, expected: str | None) -> Content:
    """What the copy holds, read by itself; it is refused for the least fault."""
    problems: list[Problem] = []
    content = examine(part, problems)
    if content is None or problems:
        raise BackupFailedError(BackupFault.NOT_SOUND, str(part), str(len(problems)))
    if expected not in {None, content.fingerprint}:
        raise BackupFailedError(BackupFault.NOT_SOUND, str(part), "fingerprint")
    return content


def _read_diary(path: Path, read: Callable[[sqlite3.Connection], Result]) -> Result:
    with _left_as_it_was(path), translated(path):
        return read_open(path, read)


@contextmanager
def _left_as_it_was(path: Path) -> Iterator[None]:
    """Leave no empty log beside a closed diary, which reading through SQLite's locks makes."""
    log = Path(f"{path}-wal")
    had_log = log.exists()
    try:
        yield
    finally:
        if not had_log and log.exists():
            _take_away_log(path)


def _take_away_log(path: Path) -> None:
    # SQLite itself takes an empty log away when the last connection that may write closes; nothing
    # is set here that would write into a damaged diary.
    with suppress(sqlite3.Error, UnicodeDecodeError):
        address = f"{path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, timeout=0, isolation_level=None, uri=True)) as last:
            last.execute("PRAGMA user_version").fetchone()
