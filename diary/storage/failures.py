"""What SQLite says, in the diary's own errors: nobody above storage knows `sqlite3`."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diary.domain.errors import (
    DiaryBusyError,
    DiaryDamagedError,
    DiaryError,
    DiaryMissingError,
    DiaryReplacedError,
    DiaryUnwritableError,
    FileFault,
    InvalidValueError,
    Reason,
    file_fault,
)

# What reading a damaged file may raise: Python decodes SQLite's own complaint, which may quote the
# damaged text.
READ_ERRORS = (sqlite3.DatabaseError, UnicodeDecodeError)
_PRIMARY = 0xFF
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNWRITABLE = frozenset(
    {
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY),
        *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
    }
)
# SQLite tells a full disk by itself; what else it says needs a look.
_SQLITE_FAULTS = {sqlite3.SQLITE_FULL: FileFault.NO_SPACE}
# A page of the database and one of its log: with less nothing can be written.
_LEAST_FREE = 16 * 1024


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise every error of SQLite and of the file system as one about the diary at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _diary_error(error, str(path)) from error
    except UnicodeDecodeError as error:
        raise DiaryDamagedError(str(path), str(error)) from error
    except UnicodeEncodeError as error:
        raise InvalidValueError("text", Reason.UNKNOWN, error.object) from error
    except FileNotFoundError as error:
        raise DiaryMissingError(str(path)) from error
    except OSError as error:
        raise unwritable(path, error) from error
    except DiaryUnwritableError as error:
        if error.fault is None:
            error.fault = _fault_seen(Path(error.path))
        raise


def unwritable(path: Path, error: OSError) -> DiaryUnwritableError:
    """What the system says of a file that cannot be written, as an error about `path`."""
    fault = file_fault(error.errno)
    if fault in {None, FileFault.NO_RIGHTS}:
        # A look tells whether it may not even be read.
        fault = _fault_seen(path) or fault
    return DiaryUnwritableError(str(path), error.strerror or str(error), fault)


def tells_of_content(error: Exception) -> bool:
    """True where reading fails by what stands in the file, not by its disk or others who use it.

    A missing table is one of these, although its kind of error is that of a file that is busy, and
    so are letters that are none, of which Python tells without a number.
    """
    if not isinstance(error, sqlite3.OperationalError):
        return True
    return primary_code(error) == sqlite3.SQLITE_ERROR


def code_of(error: sqlite3.Error) -> int:
    """Which error it is; Python's own, as of letters that are none, counts as SQLITE_ERROR."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR))


def primary_code(error: sqlite3.Error) -> int:
    """Of which kind an error is."""
    return code_of(error) & _PRIMARY


def _diary_error(error: sqlite3.Error, path: str) -> DiaryError:
    code, kind = code_of(error), primary_code(error)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return InvalidValueError("shoe_id", Reason.NAMES_NOTHING)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return DiaryReplacedError(path, str(error))
    if kind in _BUSY:
        return DiaryBusyError(path, str(error))
    if kind in _UNWRITABLE:
        fault = _SQLITE_FAULTS.get(kind) or _fault_seen(Path(path))
        # SQLite says no more than "I/O error" of a disk that is there and has room.
        is_disk = fault is None and kind == sqlite3.SQLITE_IOERR
        return DiaryUnwritableError(path, str(error), FileFault.DISK_GONE if is_disk else fault)
    # What is left says that the file is not as the program wrote it: a broken page, a missing
    # table, a second row where there may be one.
    return DiaryDamagedError(path, str(error))


def _fault_seen(path: Path) -> FileFault | None:
    """What a look at the file and its folder shows; None = nothing that would explain it."""
    try:
        if path.exists() and not os.access(path, os.R_OK):
            return FileFault.UNREADABLE
        folder = next(each for each in path.absolute().parents if each.is_dir())
        if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
            return FileFault.READ_ONLY
        if (path.exists() and not os.access(path, os.W_OK)) or not os.access(folder, os.W_OK):
            return FileFault.NO_RIGHTS
        if not path.parent.is_dir():
            return FileFault.DISK_GONE
        return FileFault.NO_SPACE if shutil.disk_usage(folder).free < _LEAST_FREE else None
    except PermissionError:
        return FileFault.NO_RIGHTS
    except OSError:
        return FileFault.DISK_GONE
