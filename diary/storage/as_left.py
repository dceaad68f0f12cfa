"""How many rows of each table an open diary was left with, to know its content again.

An older copy that is written over an open diary is the same file for the system, has the same id,
and SQLite notices nothing: pages that stand in the log hide those of the copy, and all others are
its own. One that differs in the content of rows alone, and in none of their numbers, is not told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TypeAlias

from diary.storage import save_sql
from diary.storage.columns import CONTENT
from diary.storage.failures import READ_ERRORS

# Live and deleted rows by the name of their table.
Counts: TypeAlias = Mapping[str, tuple[int, int]]


def counted(connection: sqlite3.Connection) -> Counts:
    """The rows of each table as they were counted along; raises `sqlite3.Error`."""
    rows = connection.execute(save_sql.COUNTS).fetchall()
    return {table: (live, deleted) for table, live, deleted in rows}


def is_as_left(connection: sqlite3.Connection, left: Counts) -> bool:
    """True when the file says these numbers, and has as many rows.

    To be asked when nobody has committed since, in a transaction. Raises
    `sqlite3.OperationalError`, as when the file is busy.
    """
    try:
        return counted(connection) == left and all(
            _rows(connection, table) == numbers
            for table, numbers in left.items()
            if table in CONTENT
        )
    except sqlite3.OperationalError:
        raise
    except READ_ERRORS:
        # Pages of two files that do not go together.
        return False


def _rows(connection: sqlite3.Connection, table: str) -> tuple[int, int]:
    sql = f'SELECT count(*) - count(deleted_at), count(deleted_at) FROM "{table}"'  # noqa: S608 - our own names
    live, deleted = connection.execute(sql).fetchone()
    return live, deleted
