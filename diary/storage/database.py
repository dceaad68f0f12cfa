"""The one way to a connection, and the look at a file before it is opened.

A file that is not a diary, that is newer or damaged is refused before SQLite may write to it.
Nothing here opens a diary by hand: closing any descriptor of a file drops the locks that the
process holds on it.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from diary.domain.errors import (
    DiaryDamagedError,
    DiaryForeignError,
    DiaryNewerError,
    DiaryUnwritableError,
)
from diary.storage.columns import ABOUT_FROM, APPLICATION_ID, CONTENT, has_table
from diary.storage.failures import READ_ERRORS, code_of, translated
from diary.storage.migrations.runner import SCHEMA, schema_of
from diary.storage.row_hash import row_hash

BUSY_WAIT_S = 5.0
_LOG_KEPT = 8 * 1024 * 1024
SIDE_FILES = ("-wal", "-shm", "-journal")
_OWNER_FOLDER = 0o700
_NETWORK = frozenset(
    {
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.gcsfuse"),
        *("fuse.glusterfs", "fuse.google-drive-ocamlfuse", "fuse.gvfsd-fuse", "fuse.onedriver"),
        *("fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2", "glusterfs"),
        *("lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "vmhgfs"),
    }
)
# What Windows calls a drive letter that stands for another computer.
_DRIVE_REMOTE = 4
_APPLICATION_ID_AT = slice(68, 72)

Result = TypeVar("Result")


# ---- connections ------------------------------------------------------------------------------


def connect(path: Path) -> sqlite3.Connection:
    """A connection that reads and writes an existing file; raises `sqlite3.Error`.

    Transactions are begun and ended by the caller. An acknowledged commit is on the disk.
    """
    connection = _open(path, "mode=rw")
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        if is_on_network(path):
            # Write-ahead logging needs memory that all programs of one computer share.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = EXTRA")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            # A log that somebody's long reading has made large does not stay so.
            connection.execute(f"PRAGMA journal_size_limit = {_LOG_KEPT}")
    except BaseException:
        connection.close()
        raise
    return connection


def _open(path: Path, options: str) -> sqlite3.Connection:
    _refuse_begun_copy(path)
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        timeout=BUSY_WAIT_S,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )


def _refuse_begun_copy(path: Path) -> None:
    """A copy over an open diary begins with a file of no byte, beside which SQLite deletes the log.

    The log holds what was entered last, and may hide all of the copy when that is whole.
    """
    with suppress(OSError):
        if not _size(str(path)) and _size(f"{real_path(path)}-wal"):
            raise sqlite3.OperationalError("no byte of the file is there, and its log is")


def read_with(path: Path, read: Callable[[sqlite3.Connection], Result]) -> Result:
    """What `read` finds in the file, which may be open in another program; writes nothing.

    A file that nobody has open is read as it lies, so that no -wal or -shm appears beside it;
    if somebody began to write meanwhile, it is read again under SQLite's locks. `read` may
    therefore be called twice. What a killed program wrote by halves into a diary without a log is
    taken back first. Raises `sqlite3.Error`.
    """
    before = _traces(path)
    if before is not None:
        try:
            found = _read(path, "mode=ro&immutable=1", read)
        except (sqlite3.Error, UnicodeDecodeError):
            if _traces(path) == before:
                raise
        else:
            if _traces(path) == before:
                return found
    return read_open(path, read)


def read_open(path: Path, read: Callable[[sqlite3.Connection], Result]) -> Result:
    """What `read` finds in a diary that may be open in this very process; writes no entry.

    Goes through SQLite's locks alone, so that those of the open diary stay. Raises
    `sqlite3.Error`.
    """
    try:
        return _read(path, "mode=ro", read)
    except sqlite3.OperationalError as error:
        # The journal of a program that was killed; while a program has the diary open there is
        # none that would have to be rolled back.
        if code_of(error) != sqlite3.SQLITE_READONLY_ROLLBACK or not _is_ours(path):
            raise
    with closing(_open(path, "mode=rw")) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return _read(path, "mode=ro", read)


def _is_ours(path: Path) -> bool:
    """True when the file itself, half written as it may be, has our mark.

    Only for a file that SQLite refused, which this process has not open.
    """
    with path.open("rb") as file:
        start = file.read(100)
    return start[_APPLICATION_ID_AT] == APPLICATION_ID.to_bytes(4, "big")


def _read(path: Path, options: str, read: Callable[[sqlite3.Connection], Result]) -> Result:
    with closing(_open(path, options)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN")
        return read(connection)


def _traces(path: Path) -> tuple[int, ...] | None:
    """What would show a writer at work: identity, size and time; None = one may be at work."""
    path = real_path(path)
    if _size(f"{path}-wal") or _size(f"{path}-journal"):
        return None
    status = path.stat()
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def real_path(path: Path) -> Path:
    """The file itself: SQLite follows links, and keeps the log beside what they lead to."""
    return Path(os.path.realpath(path))


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except FileNotFoundError:
        return 0


# ---- the look before --------------------------------------------------------------------------


def identify(path: Path) -> int:
    """The schema number of the diary at `path`, without changing a byte.

    Raises `DiaryMissingError`, `DiaryForeignError`, `DiaryNewerError`, `DiaryDamagedError`, or
    `DiaryUnwritableError` when it may not even be read.
    """
    with translated(path):
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size == 0:
            raise DiaryForeignError(str(path))
        if not os.access(path, os.R_OK):
            raise DiaryUnwritableError(str(path))
        try:
            found = _read_header(path)
        except sqlite3.DatabaseError as error:
            # Busy and unreadable files are of this class too, and no judgement about content.
            if not isinstance(error, sqlite3.OperationalError):
                raise _not_sqlite(path, error) from error
            raise
    if _is_foreign(found):
        raise DiaryForeignError(str(path))
    if _is_newer(found):
        raise DiaryNewerError(str(path), found.schema, SCHEMA)
    application_id, schema, _ = found
    has_about = schema < ABOUT_FROM or "about" in found.tables
    has_all = has_about and found.has_tables_of(schema)
    if application_id != APPLICATION_ID or not has_all or not 0 < schema <= SCHEMA:
        raise DiaryDamagedError(str(path), f"header {application_id:#x}, schema {schema}")
    return schema


def diary_id_of(connection: sqlite3.Connection) -> str | None:
    """Which diary this is; None for a schema before it was known, and when it does not say so.

    It says so with one row that is as it was written. Raises `sqlite3.Error`.
    """
    if schema_of(connection) < ABOUT_FROM:
        return None
    try:
        rows = connection.execute("SELECT * FROM about LIMIT 2").fetchall()
    except sqlite3.OperationalError:
        raise
    except READ_ERRORS:
        # A broken page; the entries may be whole.
        return None
    is_sound = len(rows) == 1 and row_hash(rows[0][:-1]) == rows[0][-1]
    return str(rows[0][0]) if is_sound else None


def diary_id_at(path: Path) -> str | None:
    """Which diary the file is that this process has not open; see `diary_id_of`.

    Raises a `DiaryFileError`.
    """
    identify(path)
    with translated(path):
        return read_with(path, diary_id_of)


class _Header(NamedTuple):
    """Whose a file says it is, its schema number, and its tables."""

    application_id: int
    schema: int
    tables: frozenset[str]

    @property
    def has_tables(self) -> bool:
        """True when every table of a first diary is there; later ones have more."""
        return self.has_tables_of(1)

    def has_tables_of(self, schema: int) -> bool:
        """True when every table of entries of a schema is there, and their counts."""
        return {"counts", *(name for name in CONTENT if has_table(schema, name))} <= self.tables


def _is_foreign(header: _Header) -> bool:
    return header.application_id != APPLICATION_ID and not header.has_tables


def _is_newer(header: _Header) -> bool:
    return header.application_id == APPLICATION_ID and header.schema > SCHEMA


def _read_header(path: Path) -> _Header:
    """The header with what the log holds of it, unless the file itself is to be refused.

    Reading a log changes its side file. A diary has its marks in the file from the first moment,
    so that the file alone tells a foreign or newer one.
    """
    if _traces(path) is None:
        try:
            found = _read(path, "mode=ro&immutable=1", _header)
        except (sqlite3.Error, UnicodeDecodeError):
            # Somebody may be writing into it: SQLite's locks tell more.
            return read_with(path, _header)
        if _is_foreign(found) or _is_newer(found):
            return found
    return read_with(path, _header)


def _header(connection: sqlite3.Connection) -> _Header:
    application_id = int(connection.execute("PRAGMA application_id").fetchone()[0])
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return _Header(application_id, schema_of(connection), frozenset(name for (name,) in names))


def _not_sqlite(path: Path, error: sqlite3.Error) -> DiaryForeignError | DiaryDamagedError:
    # SQLite could not open the file, so the process holds no lock on it that could be lost.
    if _is_ours(path):
        return DiaryDamagedError(str(path), str(error))
    return DiaryForeignError(str(path), str(error))


# ---- places -------------------------------------------------------------------------------


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, for its owner alone; raises `OSError`."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_OWNER_FOLDER, exist_ok=True)


def lock_path(path: Path) -> Path:
    """Where the lock of a diary lies; the same one for every link to the file."""
    real = real_path(path)
    return real.with_name(f".{real.name}.lock")


def is_on_network(path: Path) -> bool:
    """True when the file lies on another computer, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone has what is called

        drive = path.absolute().anchor
        return drive.startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
        )
    mounts = Path("/proc/self/mounts")
    if not mounts.is_file():
        return False
    place = real_path(path)
    # As texts: this is asked at every opening, and there may be hundreds of mounts.
    above = {str(place), *map(str, place.parents)}
    found = {}
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        _, folder, kind, *_ = line.split(" ")
        # The kernel writes a blank in a name as \040.
        at = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), folder)
        if at in above:
            found[at] = kind
    return found[max(found, key=len)] in _NETWORK if found else False
