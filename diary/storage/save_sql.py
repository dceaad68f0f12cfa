"""The SQL of a save, known without SQLAlchemy; a test holds it equal to what the tables compile to.

The first answer of a day is written as soon as the file is open, long before SQLAlchemy could be
loaded.
"""

from __future__ import annotations

from functools import cache

from diary.storage.columns import CONTENT, ROW

# So many keys are asked for at once; few sizes keep few statements prepared.
CHUNK = 200
# Name, live and deleted rows of every table.
COUNTS = "SELECT table_name, live, deleted FROM counts"
# Values: what to add to live, what to add to deleted, the table's name.
ADD_COUNTS = "UPDATE counts SET live = live + ?, deleted = deleted + ? WHERE table_name = ?"


@cache
def insert_row(table: str) -> str:
    """Values: every column in order."""
    names = (*ROW, *CONTENT[table], "row_hash")
    places = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({_quoted(names)}) VALUES ({places})"  # noqa: S608 - our names


@cache
def update_row(table: str) -> str:
    """Values: every column but the id in order, then the id."""
    names = (*ROW[1:], *CONTENT[table], "row_hash")
    values = ", ".join(f'"{name}" = ?' for name in names)
    return f"UPDATE {table} SET {values} WHERE id = ?"  # noqa: S608 - only our own names


@cache
def rows_by(table: str, column: str | None, number: int, *, is_live: bool | None) -> str:
    """Rows without their hash whose column is one of so many values; None = any row.

    `is_live`: outside the bin, in it, or both (None).
    """
    conditions = []
    if column is not None:
        conditions.append(f'"{column}" IN ({", ".join("?" * number)})')
    if is_live is not None:
        conditions.append("deleted_at IS NULL" if is_live else "deleted_at IS NOT NULL")
    if table == "scores":
        # Said in full, so that SQLite sees that the index of such scores serves.
        conditions.append("run_id IS NOT NULL" if column == "run_id" else "run_id IS NULL")
    ending = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {_quoted((*ROW, *CONTENT[table]))} FROM {table}{ending}"  # noqa: S608 - as above


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
