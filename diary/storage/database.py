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
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

from diary.domain.errors import (
    DiaryDamagedError,
    DiaryForeignError,
    DiaryNewerError,
    DiaryUnwritableError,
)
from diary.paths import data_path
from diary.storage.columns import APPLICATION_ID, CONTENT
from diary.storage.failures import translated
from diary.storage.migrations.runner import SCHEMA, schema_of

BUSY_WAIT_S = 5.0
SIDE_FILES = ("-wal", "-shm", "-journal")
_OWNER_FILE, _OWNER_FOLDER = 0o600, 0o700
_NETWORK = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs"),
        *("fuse.rclone", "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("ocfs2", "smb3", "smbfs", "vboxsf"),
    }
)
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
    except BaseException:
        connection.close()
        raise
    return connection


def _open(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        timeout=BUSY_WAIT_S,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )


def read_with(path: Path, read: Callable[[sqlite3.Connection], Result]) -> Result:
    """What `read` finds in the file, which may be open in another program; writes nothing.

    A file that nobody has open is read as it lies, so that no -wal or -shm appears beside it;
    if somebody began to write meanwhile, it is read again under SQLite's locks. `read` may
    therefore be called twice. Raises `sqlite3.Error`.
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
    return _read(path, "mode=ro", read)


def _read(path: Path, options: str, read: Callable[[sqlite3.Connection], Result]) -> Result:
    with closing(_open(path, options)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN")
        return read(connection)


def _traces(path: Path) -> tuple[int, ...] | None:
    """What would show a writer at work: identity, size and time; None = one may be at work."""
    if _size(f"{path}-wal") or _size(f"{path}-journal"):
        return None
    status = path.stat()
    return (status.st_ino, status.st_size, status.st_mtime_ns)


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
    if application_id != APPLICATION_ID or not found.has_tables or not 0 < schema <= SCHEMA:
        raise DiaryDamagedError(str(path), f"header {application_id:#x}, schema {schema}")
    return schema


class _Header(NamedTuple):
    """Whose a file says it is, its schema number, and its tables."""

    application_id: int
    schema: int
    tables: frozenset[str]

    @property
    def has_tables(self) -> bool:
        """True when every table of a diary is there."""
        return {*CONTENT, "counts"} <= self.tables


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
    with path.open("rb") as file:
        start = file.read(100)
    if start[_APPLICATION_ID_AT] == APPLICATION_ID.to_bytes(4, "big"):
        return DiaryDamagedError(str(path), str(error))
    return DiaryForeignError(str(path), str(error))


# ---- rights and places ------------------------------------------------------------------------


def narrow_rights(path: Path) -> None:
    """Take other people's rights from the diary, its side files and the program's own folder.

    A folder that the person chose is theirs and stays as it is.
    """
    for each in (path, *(Path(f"{path}{suffix}") for suffix in SIDE_FILES)):
        _narrow(each, _OWNER_FILE)
    if data_path() in path.absolute().parents:
        _narrow(path.absolute().parent, _OWNER_FOLDER)


def _narrow(path: Path, most: int) -> None:
    try:
        rights = stat.S_IMODE(path.stat().st_mode)
        if rights & ~most:
            path.chmod(rights & most)
    except (FileNotFoundError, PermissionError):
        # Not there, or another user's: rights are a courtesy and never keep a diary shut.
        return


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, for its owner alone; raises `OSError`."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_OWNER_FOLDER, exist_ok=True)


def is_on_network(path: Path) -> bool:
    """True when the file lies on another computer, as far as the system tells."""
    if sys.platform == "win32":
        return str(path.absolute()).startswith("\\\\")
    mounts = Path("/proc/self/mounts")
    if not mounts.is_file():
        return False
    place = path.absolute()
    found = {}
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        _, folder, kind, *_ = line.split(" ")
        # The kernel writes a blank in a name as \040.
        at = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), folder))
        if at == place or at in place.parents:
            found[at] = kind
    return found[max(found, key=lambda at: len(at.parts))] in _NETWORK if found else False
