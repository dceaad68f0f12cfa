"""What SQLite says, in the diary's own errors: nobody above storage knows `sqlite3`."""

from __future__ import annotations

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
    InvalidValueError,
    Reason,
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
        raise DiaryUnwritableError(str(path), error.strerror or str(error)) from error


def _diary_error(error: sqlite3.Error, path: str) -> DiaryError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return InvalidValueError("shoe_id", Reason.NAMES_NOTHING)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return DiaryReplacedError(path, str(error))
    if code & _PRIMARY in _BUSY:
        return DiaryBusyError(path, str(error))
    if code & _PRIMARY in _UNWRITABLE:
        return DiaryUnwritableError(path, str(error))
    # What is left says that the file is not as the program wrote it: a broken page, a missing
    # table, a second row where there may be one.
    return DiaryDamagedError(path, str(error))
