"""The open diary: loads it, writes change sets, notices other programs, and closes it cleanly.

A transaction is never held open between calls, so that the store may be made in one thread and
used in another, one at a time.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, TypeAlias

from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import (
    DiaryError,
    DiaryExistsError,
    DiaryNewerError,
    DiaryReplacedError,
    DiaryUnwritableError,
    MigrationFailedError,
)
from diary.domain.file_problem import Problem
from diary.storage import statements
from diary.storage.bin import empty_bin
from diary.storage.database import connect, identify, make_folder, narrow_rights
from diary.storage.failures import translated
from diary.storage.migrations.runner import SCHEMA, migrate, schema_of
from diary.storage.reading import Reader, read_rows
from diary.storage.writing import write

IdSource: TypeAlias = Callable[[], str]
# Called with the file and its schema before a step changes it; the place for a verified backup.
BeforeMigration: TypeAlias = Callable[[Path, int], None]
BIN_KEPT = timedelta(days=30)


class Clock(Protocol):
    """Where the time of a write comes from."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""


class SqliteStore:
    """A diary file that is open for reading and writing; made by `open_store`."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, clock: Clock, new_id: IdSource
    ) -> None:
        self._path = path
        self._connection = connection
        self._clock = clock
        self._new_id = new_id
        self._problems: list[Problem] = []
        self._is_open = True
        self._has_foreign_change = False
        self._version = self._data_version()
        self._files = self._identities()

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def problems(self) -> list[Problem]:
        """What the last load could not read."""
        return list(self._problems)

    def load(self) -> Diary:
        """Every entry outside the bin; raises `DiaryDamagedError` when a page cannot be read."""
        reader = Reader()
        with translated(self._path), self._transaction("BEGIN"):
            rows = read_rows(self._connection, reader.problems)
            self._version, self._has_foreign_change = self._data_version(), False
        self._problems = reader.problems
        return reader.diary(rows)

    def write(self, change_set: ChangeSet) -> ChangeSet:
        """Write all changes in one transaction; when it returns they are on the disk.

        Each change is rebased onto what the file holds. Raises `StaleChangeError`,
        `InvalidValueError`, or a `DiaryFileError`; then nothing was written.
        """
        with translated(self._path):
            with self._transaction("BEGIN IMMEDIATE"):
                self._look_for_foreign_change()
                written = write(self._connection, change_set, self._clock.now(), self._new_id)
                self._require_same_file()
            # Between the look and the commit the file may have gone.
            self._require_same_file()
        return written

    def has_foreign_change(self) -> bool:
        """True when another program has written since the last load or call of this.

        Raises `DiaryReplacedError` when the path no longer leads to the open file.
        """
        with translated(self._path):
            self._require_same_file()
            self._look_for_foreign_change()
        found, self._has_foreign_change = self._has_foreign_change, False
        return found

    def known_sources(self) -> frozenset[str]:
        """SHA-256 (hex) of every imported file, of runs in the bin too."""
        with translated(self._path):
            rows = self._connection.execute(statements.known_sources()).fetchall()
        return frozenset(sha256 for (sha256,) in rows)

    def close(self) -> None:
        """Empty the bin of what is older than 30 days, fold the log into the file, let go of it."""
        if not self._is_open:
            return
        self._is_open = False
        with closing(self._connection), suppress(sqlite3.Error, DiaryError, OSError):
            # Tidying up gives way to whoever else has the diary open.
            self._connection.execute("PRAGMA busy_timeout = 0")
            self._require_same_file()
            with self._transaction("BEGIN IMMEDIATE"):
                empty_bin(self._connection, self._clock.now() - BIN_KEPT)
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._connection.execute(begin)
        try:
            yield
            self._connection.execute("COMMIT")
        finally:
            # A full disk may have ended the transaction already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _look_for_foreign_change(self) -> None:
        version = self._data_version()
        if version != self._version:
            self._version, self._has_foreign_change = version, True

    def _identities(self) -> tuple[tuple[int, int] | None, ...]:
        # SQLite writes into a file that was deleted or replaced without an error, and into its
        # log as well.
        return _identity(self._path), _identity(f"{self._path}-wal")

    def _require_same_file(self) -> None:
        if self._identities() != self._files:
            raise DiaryReplacedError(str(self._path))


def _identity(path: Path | str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - twice as fast as Path.stat, twice in every write
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def open_store(
    path: Path, clock: Clock, new_id: IdSource, *, before_migration: BeforeMigration | None = None
) -> SqliteStore:
    """Open an existing diary, taking it to the present schema if it is older.

    Raises `DiaryMissingError`, `DiaryForeignError`, `DiaryNewerError`, `DiaryDamagedError`,
    `DiaryBusyError` or `DiaryUnwritableError` with the file as it was, and
    `MigrationFailedError` with its content as it was.
    """
    schema = identify(path)
    narrow_rights(path)
    if not os.access(path, os.W_OK):
        # SQLite would open it to read and fail at the first entry.
        raise DiaryUnwritableError(str(path))
    if schema < SCHEMA and before_migration is not None:
        before_migration(path, schema)
    with translated(path):
        connection = connect(path)
        try:
            _bring_up(path, connection)
            return SqliteStore(path, connection, clock, new_id)
        except BaseException:
            connection.close()
            raise


def _bring_up(path: Path, connection: sqlite3.Connection) -> None:
    # Asked again: a log that was left behind may hold a later schema than the file.
    schema = schema_of(connection)
    if schema > SCHEMA:
        raise DiaryNewerError(str(path), schema, SCHEMA)
    if schema < SCHEMA:
        try:
            migrate(connection)
        except sqlite3.Error as error:
            raise MigrationFailedError(str(path), str(error)) from error
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def create_store(path: Path, clock: Clock, new_id: IdSource) -> SqliteStore:
    """Make an empty diary and open it; its folder is made for its owner alone.

    Raises `DiaryExistsError` when something stands there, `DiaryUnwritableError` when nothing can.
    """
    with translated(path):
        if path.is_symlink() or path.exists():
            raise DiaryExistsError(str(path))
        make_folder(path.parent)
        # Made beside its place, so that a half-made file never stands under a diary's name.
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        try:
            _make(draft)
            _put_in_place(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return open_store(path, clock, new_id)


def _make(draft: Path) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connect(draft)) as connection:
        try:
            migrate(connection)
        except sqlite3.Error as error:
            raise MigrationFailedError(str(draft), str(error)) from error
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _put_in_place(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError as error:
        raise DiaryExistsError(str(path)) from error
    except OSError:
        # A file system without hard links; renaming would replace what came in between.
        if path.exists():
            raise DiaryExistsError(str(path)) from None
        draft.rename(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
