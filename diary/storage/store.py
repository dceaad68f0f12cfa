"""The open diary: loads it, writes change sets, notices other programs, and closes it cleanly.

A transaction is never held open between calls, so that the store may be made in one thread and
used in another, one at a time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias

from diary.domain.bin import DeletedEntry
from diary.domain.change import ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryDamagedError,
    DiaryError,
    DiaryNewerError,
    DiaryReplacedError,
    DiaryUnwritableError,
    ForeignChangeError,
    MigrationFailedError,
)
from diary.domain.file_problem import Problem
from diary.domain.same_run import RunTrace
from diary.storage.as_left import Counts, counted, moved, rows_there, sound_rows
from diary.storage.bin import BinStamp, deleted_entries, empty_all, empty_old, run_traces
from diary.storage.database import (
    BUSY_WAIT_S,
    connect,
    diary_id_of,
    identify,
    read_open,
    real_path,
)
from diary.storage.failures import READ_ERRORS, primary_code, tells_of_content, translated
from diary.storage.migrations.runner import SCHEMA, DamagedBeforeError, migrate, schema_of
from diary.storage.new_file import make_new_file
from diary.storage.reading import diary_of
from diary.storage.replacing import opening
from diary.storage.rights import narrow_rights
from diary.storage.writing import write

IdSource: TypeAlias = Callable[[], str]
# Called with the file and its schema before a step changes it; makes a verified backup and says
# where it is. What it raises keeps the file as it is.
BeforeMigration: TypeAlias = Callable[[Path, int], Path | None]
# From this size on the log is folded in as soon as nobody reads; SQLite itself begins at 4 MB.
LOG_MOST = 16 * 1024 * 1024
_BUSY_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


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
        self._log = f"{real_path(path)}-wal"
        self._connection = connection
        self._clock = clock
        self._new_id = new_id
        self._opened_at = clock.now()
        self._bin = BinStamp()
        self._problems: list[Problem] = []
        self._is_open = True
        self._has_foreign_change = False
        # None = another program has written since, or nothing was read or written yet.
        self._left: Counts | None = None
        self._fold_at = LOG_MOST
        self._version = self._data_version()
        self._files = self._identities()
        self._known_looks: tuple[int, ...] | None = self._looks
        self._diary_id = diary_id_of(connection)

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def diary_id(self) -> str | None:
        """Which diary this is, as in each of its backups and copies; None = it does not say so."""
        return self._diary_id

    @property
    def problems(self) -> list[Problem]:
        """What the last load could not read."""
        return list(self._problems)

    def load(self) -> Diary:
        """Every entry outside the bin.

        Raises `DiaryDamagedError` when a page cannot be read, and `DiaryReplacedError` when the
        file holds another diary by now.
        """
        problems: list[Problem] = []
        with self._content(), self._transaction("BEGIN"):
            # A file that another one was copied over is the same file for the system.
            if diary_id_of(self._connection) not in {None, self.diary_id}:
                raise DiaryReplacedError(str(self._path))
            diary = diary_of(self._connection, problems)
            self._version, self._has_foreign_change = self._data_version(), False
            self._left = rows_there(self._connection)
        self._problems = problems
        return diary

    def write(self, change_set: ChangeSet, *, unless_foreign: bool = False) -> ChangeSet:
        """Write all changes in one transaction; when it returns they are on the disk.

        Each change is rebased onto what the file holds. Raises `StaleChangeError`,
        `InvalidValueError`, or a `DiaryFileError`, and with `unless_foreign` `ForeignChangeError`
        when another program has written since the last load; then nothing was written.
        """
        with self._content():
            try:
                return self._write(change_set, unless_foreign=unless_foreign)
            except sqlite3.DatabaseError as error:
                if not self._may_go_now(error):
                    raise
                return self._write(change_set, unless_foreign=unless_foreign)

    def _may_go_now(self, error: sqlite3.DatabaseError) -> bool:
        """Whether what kept an entry from being written is over."""
        if not tells_of_content(error):
            # The log gives back room that the file itself may not need.
            return primary_code(error) == sqlite3.SQLITE_FULL and self._fold_log()
        known = self._known_looks
        self._require_same_diary()
        # A copy was half there: now it is whole, and what is known to have been left is there.
        return self._left is not None and self._known_looks != known

    def _write(self, change_set: ChangeSet, *, unless_foreign: bool) -> ChangeSet:
        connection, now = self._connection, self._clock.now()
        with self._writing():
            if unless_foreign and self._has_foreign_change:
                raise ForeignChangeError
            before = counted(connection)
            written = write(
                connection, change_set, now, self._new_id, lambda: self._bin.next(connection, now)
            )
            if self._left is None:
                left = rows_there(connection)
            else:
                left = moved(self._left, before, counted(connection))
        self._left = left
        return written

    def has_foreign_change(self) -> bool:
        """True when another program has written since the last load or call of this.

        Raises `DiaryReplacedError` when the path no longer leads to the open file.
        """
        with translated(self._path):
            self._require_same_file()
            self._require_same_diary()
            self._look_for_foreign_change()
        found, self._has_foreign_change = self._has_foreign_change, False
        return found

    def traces_in_bin(self) -> list[RunTrace]:
        """What tells the runs in the bin again, those too of which nothing else is left."""
        with self._content():
            return run_traces(self._connection)

    def deleted(self) -> list[DeletedEntry]:
        """What lies in the bin, newest first, each with the change set that brings it back."""
        with self._content(), self._transaction("BEGIN"):
            return deleted_entries(self._connection)

    def empty_bin_now(self) -> None:
        """Remove everything in the bin for good, but for what tells an imported run again.

        What is removed is overwritten in the file; backups keep it. Raises a `DiaryFileError`;
        then nothing was removed.
        """
        with self._content():
            # Else the removed entries would stay readable in unused pages, and in the log.
            self._connection.execute("PRAGMA secure_delete = ON")
            with self._writing():
                empty_all(self._connection)
            self._left = None
            self._fold_log()

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
                empty_old(self._connection, self._clock.now(), self._opened_at)
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _content(self) -> Iterator[None]:
        """Tell pages that do not go together apart: broken ones, and those of a copy that came.

        Whatever fails is raised as one of the diary's own errors.
        """
        with translated(self._path):
            try:
                yield
            except READ_ERRORS as error:
                if tells_of_content(error):
                    self._require_same_diary()
                raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that ends with the path still leading to the open file."""
        # Of an older copy that was written over it SQLite may only say that it is malformed.
        self._require_same_diary()
        with self._transaction("BEGIN IMMEDIATE"):
            self._look_for_foreign_change()
            self._require_same_diary()
            yield
            self._require_same_file()
        # Between the look and the commit the file may have gone.
        self._require_same_file()
        if self._files[1] is None:
            # Without a log each entry is written into the file itself.
            self._known_looks = self._looks
        # Never into a file that somebody may be writing into just now.
        if self._log_bytes > self._fold_at and self._looks == self._known_looks:
            self._fold_log()
            self._require_same_file()
            self._known_looks = self._looks

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        if self._connection.in_transaction:
            # A disk that had gone did not even let the last one be taken back.
            self._connection.execute("ROLLBACK")
        self._connection.execute(begin)
        try:
            yield
            self._connection.execute("COMMIT")
        finally:
            # A full disk may have ended the transaction already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _fold_log(self) -> bool:
        """Take the log into the file, if nobody reads for long; True = it shrank."""
        before = self._log_bytes
        # What was written is safe in the log: this may fail, and waits for nobody.
        with suppress(sqlite3.Error, OSError), self._waiting(0):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._identities()
        self._fold_at = LOG_MOST + self._log_bytes
        return self._log_bytes < before

    @contextmanager
    def _waiting(self, seconds: float) -> Iterator[None]:
        self._connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {int(BUSY_WAIT_S * 1000)}")

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _look_for_foreign_change(self) -> None:
        version = self._data_version()
        if version != self._version:
            self._version, self._has_foreign_change, self._left = version, True, None

    def _identities(self) -> tuple[tuple[int, int] | None, ...]:
        """Of the file that the path leads to, and of the log beside the file that was opened."""
        found, log = _status(self._path), _status(self._log)
        self._log_bytes = 0 if log is None else log.st_size
        self._looks = found and (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        return tuple(each and (each.st_dev, each.st_ino) for each in (found, log))

    def _require_same_file(self) -> None:
        # SQLite writes into a file that was deleted or replaced without an error, and into its
        # log as well.
        if self._identities() != self._files:
            raise DiaryReplacedError(str(self._path))

    def _require_same_diary(self) -> None:
        """Look again when somebody wrote into the file itself, which a log is there to avoid.

        Another diary that was copied over this one, or an older copy of it, is the same file for
        the system, and SQLite does not notice it either.
        """
        self._require_same_file()
        if self._looks == self._known_looks:
            return
        left = self._left
        try:
            diary_id, rows = read_open(
                self._path, lambda file: (diary_id_of(file), left and sound_rows(file))
            )
            # Another program may have written just now.
            self._look_for_foreign_change()
        except sqlite3.DatabaseError as error:
            if not tells_of_content(error):
                raise
            # Pages of two files that do not go together.
            raise DiaryReplacedError(str(self._path)) from error
        if diary_id not in {None, self._diary_id} or not (rows == left or self._left is None):
            raise DiaryReplacedError(str(self._path))
        if self._left is not None:
            self._connection.execute("PRAGMA shrink_memory")  # pages of a half copy are kept, too
        self._known_looks = self._looks


def _status(path: Path | str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - twice as fast as Path.stat, twice in every write
    except FileNotFoundError:
        return None


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
    backup = None
    if schema < SCHEMA and before_migration is not None:
        backup = _backed_up(path, schema, before_migration)
    # Held until it is known which file was opened, and which log belongs to it.
    with translated(path), opening(path):
        connection = connect(path)
        try:
            _bring_up(path, connection, backup)
            return SqliteStore(path, connection, clock, new_id)
        except BaseException:
            connection.close()
            raise


def _backed_up(path: Path, schema: int, back_up: BeforeMigration) -> Path | None:
    try:
        return back_up(path, schema)
    except BackupFailedError as error:
        if error.fault is BackupFault.DIARY_DAMAGED:
            raise DiaryDamagedError(str(path), error.detail) from error
        raise


def _bring_up(path: Path, connection: sqlite3.Connection, backup: Path | None) -> None:
    # Asked again: a log that was left behind may hold a later schema than the file.
    schema = schema_of(connection)
    if schema > SCHEMA:
        raise DiaryNewerError(str(path), schema, SCHEMA)
    if schema < SCHEMA:
        try:
            migrate(connection)
        except DamagedBeforeError as error:
            raise DiaryDamagedError(str(path), str(error)) from error
        except sqlite3.Error as error:
            if primary_code(error) in _BUSY_CODES:
                raise
            kept_at = None if backup is None else str(backup)
            raise MigrationFailedError(str(path), str(error), kept_at) from error
        # What cannot be folded in yet is folded in later.
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def create_store(path: Path, clock: Clock, new_id: IdSource) -> SqliteStore:
    """Make an empty diary and open it; its folder is made for its owner alone.

    Raises `DiaryExistsError` when something stands there, `DiaryUnwritableError` when nothing can.
    """
    with translated(path):
        make_new_file(path, clock.now())
    return open_store(path, clock, new_id)
