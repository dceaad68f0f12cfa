"""Takes a file to the present schema in one transaction, or leaves it as it was.

The version stands in `user_version` and is written by the same transaction as the steps.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from diary.storage.columns import APPLICATION_ID
from diary.storage.migrations import m0001_first


@dataclass(frozen=True, slots=True)
class Step:
    """SQL that makes schema `number` out of the one before."""

    number: int
    statements: tuple[str, ...]


STEPS: tuple[Step, ...] = (Step(m0001_first.NUMBER, m0001_first.STATEMENTS),)
SCHEMA = STEPS[-1].number


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema number in a file; 0 = none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Run the steps the file has not seen; raises `sqlite3.Error` with nothing changed."""
    # A step that rebuilds a table would otherwise take along what refers to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = schema_of(connection)
        for step in steps:
            if step.number > found:
                for statement in step.statements:
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {max(found, steps[-1].number)}")
        _check_links(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _check_links(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        msg = f"a row of {broken[0]} refers to a missing row of {broken[2]}"
        raise sqlite3.IntegrityError(msg)
