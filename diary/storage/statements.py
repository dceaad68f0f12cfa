"""The SQL of the writing side, compiled once from the mapped tables; values are driver tuples."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from diary.storage.columns import CONTENT, ROW
from diary.storage.tables import COUNTS, TABLES

# So many keys are asked for at once; few sizes keep few statements prepared.
CHUNK = 200
_DIALECT = sqlite.dialect(paramstyle="qmark")


def _compiled(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=_DIALECT))


@cache
def insert_row(table: str) -> str:
    """Values: every column in order."""
    return _compiled(insert(TABLES[table]))


@cache
def update_row(table: str) -> str:
    """Values: every column but the id in order, then the id."""
    mapped = TABLES[table]
    values: dict[str, Any] = {
        column.name: bindparam(f"new_{column.name}") for column in list(mapped.columns)[1:]
    }
    return _compiled(update(mapped).values(values).where(mapped.c.id == bindparam("which")))


@cache
def rows_by(table: str, column: str | None, number: int, *, is_live: bool | None) -> str:
    """Rows without their hash whose column is one of so many values; None = any row.

    `is_live`: outside the bin, in it, or both (None).
    """
    mapped = TABLES[table]
    conditions = []
    if column is not None:
        keys: list[Any] = [bindparam(f"key_{index}") for index in range(number)]
        conditions.append(mapped.c[column].in_(keys))
    if is_live is not None:
        conditions.append(
            mapped.c.deleted_at.is_(None) if is_live else mapped.c.deleted_at.is_not(None)
        )
    if table == "scores":
        # Said in full, so that SQLite sees that the index of such scores serves.
        of_run = column == "run_id"
        conditions.append(mapped.c.run_id.is_not(None) if of_run else mapped.c.run_id.is_(None))
    chosen = [mapped.c[name] for name in (*ROW, *CONTENT[table])]
    return _compiled(select(*chosen).where(and_(True, *conditions)))


@cache
def counts() -> str:
    """Name, live and deleted rows of every table."""
    return _compiled(select(COUNTS.c.table_name, COUNTS.c.live, COUNTS.c.deleted))


@cache
def add_counts() -> str:
    """Values: what to add to live, what to add to deleted, the table's name."""
    values = {
        "live": COUNTS.c.live + bindparam("more_live"),
        "deleted": COUNTS.c.deleted + bindparam("more_deleted"),
    }
    return _compiled(update(COUNTS).values(values).where(COUNTS.c.table_name == bindparam("which")))


@cache
def known_sources() -> str:
    """SHA-256 of every imported file, of runs in the bin too."""
    column = TABLES["runs"].c.source_sha256
    return _compiled(select(column).where(column.is_not(None)).distinct())


@cache
def empty_bin(table: str) -> str:
    """Remove what went into the bin before an instant; pairs that no run names any more."""
    mapped = TABLES[table]
    is_old = and_(mapped.c.deleted_at.is_not(None), mapped.c.deleted_at < bindparam("before"))
    if table == "shoes":
        runs = TABLES["runs"]
        is_old = and_(is_old, ~exists().where(runs.c.shoe_id == mapped.c.id))
    return _compiled(delete(mapped).where(is_old))


@cache
def old_runs_in_bin() -> str:
    """Rows without their hash that went into the bin before an instant."""
    mapped = TABLES["runs"]
    chosen = [mapped.c[name] for name in (*ROW, *CONTENT["runs"])]
    is_old = and_(mapped.c.deleted_at.is_not(None), mapped.c.deleted_at < bindparam("before"))
    return _compiled(select(*chosen).where(is_old))
