"""Takes a file to the present schema in one transaction, or leaves it as it was.

The version stands in `user_version` and is written by the same transaction as the steps. Before
its commit every row, count and link is looked at, and the tables are compared with what the steps
made when they were released.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.columns import APPLICATION_ID
from diary.storage.failures import READ_ERRORS
from diary.storage.mapping.cells import UNREADABLE
from diary.storage.migrations import (
    m0001_first,
    m0002_about,
    m0003_contacts,
    m0004_reminders,
    m0005_visits,
    m0006_plans,
)
from diary.storage.sealed import broken_seals, sealed_tables

# Called with when the diary is made (None = not now).
Fill: TypeAlias = Callable[[sqlite3.Connection, str | None], None]
# What SQLite makes by itself comes and goes without a step, under names that no damage has touched.
OF_SQLITE = """(
    (type = 'index' AND sql IS NULL AND name GLOB 'sqlite_autoindex_' || tbl_name || '_[0-9]')
    OR (type = 'table' AND name GLOB 'sqlite_stat[1-4]')
)"""
_SCHEMA_SQL = f"""
    SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE {OF_SQLITE} IS NOT TRUE
    ORDER BY type, name
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Step:
    """What makes schema `number` out of the one before: SQL, then a function.

    `picture` is that of the tables and indexes it ends with, taken when it was released.
    """

    number: int
    statements: tuple[str, ...]
    picture: str
    fill: Fill | None = None


STEPS: tuple[Step, ...] = (
    Step(m0001_first.NUMBER, m0001_first.STATEMENTS, m0001_first.PICTURE),
    Step(m0002_about.NUMBER, m0002_about.STATEMENTS, m0002_about.PICTURE, m0002_about.fill),
    Step(m0003_contacts.NUMBER, m0003_contacts.STATEMENTS, m0003_contacts.PICTURE),
    Step(m0004_reminders.NUMBER, m0004_reminders.STATEMENTS, m0004_reminders.PICTURE),
    Step(m0005_visits.NUMBER, m0005_visits.STATEMENTS, m0005_visits.PICTURE),
    Step(m0006_plans.NUMBER, m0006_plans.STATEMENTS, m0006_plans.PICTURE),
)
SCHEMA = STEPS[-1].number


class DamagedBeforeError(sqlite3.DatabaseError):
    """The file was not in order before any step; nothing was changed."""


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema number in a file; 0 = none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def picture_of(connection: sqlite3.Connection) -> str:
    """What tells one set of tables and indexes from another."""
    return blake2b(repr(connection.execute(_SCHEMA_SQL).fetchall()).encode()).hexdigest()[:16]


def migrate(
    connection: sqlite3.Connection,
    steps: Sequence[Step] = STEPS,
    *,
    created_at: str | None = None,
) -> None:
    """Run the steps the file has not seen; `created_at` is given for a diary that is being made.

    Raises `DamagedBeforeError` for a file that was not in order, or another `sqlite3.Error`, with
    nothing changed.
    """
    # A step that rebuilds a table would otherwise take along what refers to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        _run(connection, steps, created_at)
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA foreign_keys = ON")


def _run(connection: sqlite3.Connection, steps: Sequence[Step], created_at: str | None) -> None:
    found = schema_of(connection)
    missing = [step for step in steps if step.number > found]
    if not missing:
        # Another program was faster.
        return
    if found:
        # A broken row would be taken for the work of a step, or sealed anew by one.
        broken = _first_problem(connection)
        if broken is not None:
            raise DamagedBeforeError(f"{broken.code} {broken.where}")
    for step in missing:
        for statement in step.statements:
            connection.execute(statement)
        if step.fill is not None:
            _fill(connection, step.fill, created_at)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {missing[-1].number}")
    broken = _first_problem(connection)
    if broken is not None:
        raise sqlite3.IntegrityError(f"{broken.code} {broken.where}")
    if picture_of(connection) != missing[-1].picture:
        raise sqlite3.IntegrityError("the tables are not those of the schema")


def _fill(connection: sqlite3.Connection, fill: Fill, created_at: str | None) -> None:
    try:
        fill(connection, created_at)
    except UNREADABLE as error:
        raise sqlite3.DataError(str(error)) from error


def _first_problem(connection: sqlite3.Connection) -> Problem | None:
    try:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        link = connection.execute("PRAGMA foreign_key_check").fetchone()
        tables = sealed_tables(connection)
    except sqlite3.OperationalError:
        # A disk that fails is no judgement about content.
        raise
    except READ_ERRORS as error:
        return Problem(ProblemCode.STRUCTURE, str(error))
    if found != "ok":
        return Problem(ProblemCode.STRUCTURE, found)
    if link is not None:
        return Problem(ProblemCode.BROKEN_LINK, f"{link[0]}/{link[1]}")
    for table, columns in tables.items():
        problems = broken_seals(connection, table, columns)
        if problems:
            return problems[0]
    return None
