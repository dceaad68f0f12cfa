"""Rows and counts against their seals, whatever the schema: every table that ends in `row_hash`.

Rows are read a piece at a time, so that a window in another thread stays alive meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.failures import READ_ERRORS
from diary.storage.mapping.cells import Row
from diary.storage.row_hash import row_hash

# Hashing so many rows takes about a millisecond.
PIECE = 250
_SEAL, _GONE = "row_hash", "deleted_at"

# Called with a table's name and some of its whole rows; what more is wrong with them.
Look: TypeAlias = Callable[[str, list[Row]], Iterable[Problem]]


def nothing_more(table: str, rows: list[Row]) -> Iterable[Problem]:  # noqa: ARG001 - a Look
    """A look that finds nothing."""
    return ()


def sealed_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The columns of every table that carries row hashes, by its name; raises `sqlite3.Error`."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    found = {}
    for (name,) in names:
        columns = connection.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
        if columns and columns[-1][0] == _SEAL:
            found[name] = tuple(column for (column,) in columns)
    return found


def broken_seals(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], look: Look = nothing_more
) -> list[Problem]:
    """Every row that is not as it was written, and whether there are as many as were counted.

    Each row is read once and passed on to `look`. To be called in a transaction, so that rows and
    count belong together. A table that cannot be read is a problem.
    """
    gone_at = columns.index(_GONE) if _GONE in columns else None
    live = total = 0
    found: list[Problem] = []
    try:
        for rows in _pieces(connection, table):
            total += len(rows)
            live += sum(gone_at is None or row[gone_at] is None for row in rows)
            found += (
                Problem(ProblemCode.CHANGED_ROW, f"{table}/{row[0]}")
                for row in rows
                if row_hash(row[:-1]) != row[-1]
            )
            found += look(table, rows)
    except READ_ERRORS:
        return [Problem(ProblemCode.UNREADABLE_TABLE, table)]
    wanted = counted(connection).get(table)
    if wanted != (live, total - live):
        # A flipped bit makes a text of a number.
        is_number = wanted is not None and all(type(each) is int for each in wanted)
        kept = sum(wanted) if wanted and is_number else None
        found.append(Problem(ProblemCode.COUNT, table, {"counted": kept, "found": total}))
    return found


def _pieces(connection: sqlite3.Connection, table: str) -> Iterator[list[Row]]:
    quoted = table.replace('"', '""')
    cursor = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a name of the file, quoted
    while rows := cursor.fetchmany(PIECE):
        yield rows


def counted(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """How many rows of each table are live and in the bin, as was counted along; {} = unreadable.

    Raises nothing.
    """
    try:
        rows = connection.execute("SELECT table_name, live, deleted FROM counts").fetchall()
    except READ_ERRORS:
        return {}
    return {table: (live, deleted) for table, live, deleted in rows}
