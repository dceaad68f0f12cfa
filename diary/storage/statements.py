"""The SQL of the bin, compiled once from the mapped tables; values are driver tuples.

That of a save stands in `save_sql.py`, so that the first one need not wait for SQLAlchemy.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from diary.storage.columns import CONTENT, ROW
from diary.storage.tables import TABLES

_DIALECT = sqlite.dialect(paramstyle="qmark")


def _compiled(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=_DIALECT))


@cache
def newest(table: str, column: str, *, is_before: bool) -> str:
    """The greatest instant in a column without its ending Z; None = no row.

    `is_before`: among the rows before an instant.
    """
    moment = TABLES[table].c[column]
    # Without the Z the text of a full second comes before that of a part of it.
    statement = select(func.max(func.rtrim(moment, literal_column("'Z'"))))
    statement = statement.where(moment.is_not(None))
    if is_before:
        statement = statement.where(moment < bindparam("before"))
    return _compiled(statement)


@cache
def rows_in_bin(table: str) -> str:
    """Rows without their hash that are in the bin."""
    mapped = TABLES[table]
    return _compiled(_rows(table).where(mapped.c.deleted_at.is_not(None)))


@cache
def has_old_in_bin(table: str) -> str:
    """A row if anything went into the bin before an instant that is more than a run's trace."""
    mapped = TABLES[table]
    old = _is_old(table)
    if table == "runs":
        old = and_(old, ~_is_trace())
    return _compiled(select(mapped.c.id).where(old))


@cache
def empty_bin(table: str) -> str:
    """Remove what went into the bin before an instant.

    Runs stay that were imported or have scores, pairs that a run names.
    """
    mapped = TABLES[table]
    runs, scores = TABLES["runs"], TABLES["scores"]
    old = _is_old(table)
    if table == "shoes":
        old = and_(old, ~exists().where(runs.c.shoe_id == mapped.c.id))
    if table == "runs":
        has_scores = exists().where(scores.c.run_id == mapped.c.id)
        old = and_(old, mapped.c.source_sha256.is_(None), ~has_scores)
    return _compiled(delete(mapped).where(old))


@cache
def old_runs_in_bin() -> str:
    """Imported runs without their hash that went into the bin before an instant, whole ones."""
    of_file = TABLES["runs"].c.source_sha256.is_not(None)
    return _compiled(_rows("runs").where(and_(_is_old("runs"), of_file, ~_is_trace())))


def _rows(table: str) -> Select[Any]:
    return select(*(TABLES[table].c[name] for name in (*ROW, *CONTENT[table])))


def _is_old(table: str) -> ColumnElement[bool]:
    deleted_at = TABLES[table].c.deleted_at
    return and_(deleted_at.is_not(None), deleted_at < bindparam("before"))


def _is_trace() -> ColumnElement[bool]:
    """A run of which no more is left than what tells it again."""
    runs = TABLES["runs"]
    return and_(runs.c.source_name.is_(None), runs.c.source_sha256.is_not(None))
