"""How many rows of each table an open diary was left with, to know its content again.

An older copy that is written over an open diary is the same file for the system, has the same id,
and SQLite notices nothing: pages that stand in the log hide those of the copy, and all others are
its own. One that differs in the content of rows alone, and in none of their numbers, is not told.
Rows are compared with rows, never with the numbers that are counted along: those may be off in a
diary that is slightly damaged and otherwise good.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TypeAlias

from diary.storage import save_sql
from diary.storage.columns import CONTENT
from diary.storage.failures import READ_ERRORS, tells_of_content

# Live and deleted rows by the name of their table.
Counts: TypeAlias = Mapping[str, tuple[int, int]]


def rows_there(connection: sqlite3.Connection) -> Counts | None:
    """The rows of each table; None where a broken page keeps them from being counted.

    Raises `sqlite3.OperationalError`, as when the file is busy or a table is missing: nothing is to
    be written into what is left of such a diary.
    """
    try:
        return _rows_of_all(connection)
    except sqlite3.OperationalError:
        raise
    except READ_ERRORS:
        return None


def sound_rows(connection: sqlite3.Connection) -> Counts | None:
    """The rows of each table, where the pages go together; else None.

    Looks at every page, so it is for the rare time when somebody wrote into the file itself.
    """
    try:
        (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        return _rows_of_all(connection) if said == "ok" else None
    except READ_ERRORS as error:
        if not tells_of_content(error):
            raise
        return None


def counted(connection: sqlite3.Connection) -> Counts:
    """The rows of each table as they are counted along; raises `sqlite3.Error`."""
    rows = connection.execute(save_sql.COUNTS).fetchall()
    return {table: (live, deleted) for table, live, deleted in rows}


def moved(left: Counts, before: Counts, after: Counts) -> Counts:
    """The rows after a write of our own, by what was counted along before it and after it."""
    none = (0, 0)
    return {
        table: (
            live + after.get(table, none)[0] - before.get(table, none)[0],
            deleted + after.get(table, none)[1] - before.get(table, none)[1],
        )
        for table, (live, deleted) in left.items()
    }


def _rows_of_all(connection: sqlite3.Connection) -> Counts:
    return {table: _rows(connection, table) for table in CONTENT}


def _rows(connection: sqlite3.Connection, table: str) -> tuple[int, int]:
    sql = f'SELECT count(*) - count(deleted_at), count(deleted_at) FROM "{table}"'  # noqa: S608 - our own names
    live, deleted = connection.execute(sql).fetchone()
    return live, deleted
