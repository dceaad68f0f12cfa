"""Reads every row of a diary file of any schema: is it sound, and what does it hold?

A table of entries is one whose last column is `row_hash`; that holds for every schema there was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.columns import APPLICATION_ID
from diary.storage.failures import READ_ERRORS
from diary.storage.mapping.cells import Row
from diary.storage.migrations.runner import SCHEMA, STEPS, picture_of, schema_of
from diary.storage.sealed import broken_seals, sealed_tables

_PIECE = 500
# More of SQLite's findings help nobody.
_STRUCTURE_MOST = 20
_DATED = ("days", "runs")
_GONE = "deleted_at"


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its schema, entries outside the bin, and a fingerprint of every row.

    `fingerprint` (hex) covers table, id and hash of each row, those in the bin too.
    """

    schema: int
    days: int
    runs: int
    shoes: int
    last_on: date | None
    fingerprint: str


class _Fingerprint:
    """A sum of hashes, one for each row: the same for the same rows, in whatever order they lie."""

    _BYTES = 16

    def __init__(self) -> None:
        self._sum = 0

    def add(self, table: str, identity: object, seal: object) -> None:
        """Take in one row by its table, its id and the hash it carries over all other columns."""
        kept = seal.hex() if isinstance(seal, bytes) else repr(seal)
        text = f"{table};{identity};{kept}"
        digest = blake2b(text.encode("utf-8", "replace"), digest_size=self._BYTES).digest()
        self._sum += int.from_bytes(digest, "big")

    def hex(self) -> str:
        """The fingerprint."""
        return f"{self._sum % (1 << 8 * self._BYTES):0{2 * self._BYTES}x}"


class _Looking:
    """Takes the rows of all tables as they are read: counts them and sums up their hashes."""

    def __init__(self) -> None:
        self.fingerprint = _Fingerprint()
        self.live: dict[str, int] = {}

    def through(
        self, connection: sqlite3.Connection, table: str, columns: Sequence[str]
    ) -> list[Problem]:
        """Read one table; what is wrong in it."""
        gone_at = columns.index(_GONE) if _GONE in columns else None
        self.live[table] = 0

        def take(name: str, rows: list[Row]) -> Iterable[Problem]:
            for row in rows:
                self.fingerprint.add(name, row[0], row[-1])
            self.live[name] += sum(gone_at is None or row[gone_at] is None for row in rows)
            return ()

        return broken_seals(connection, table, columns, take)


def look_through(connection: sqlite3.Connection, problems: list[Problem]) -> Content:
    """Everything a file holds, in a transaction of the caller's; what is wrong goes to `problems`.

    Links between rows are not looked at; see `broken_links`. Raises what SQLite raises for a file
    that cannot be read to its end.
    """
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    tables = sealed_tables(connection)
    problems += _header(connection, has_tables=bool(tables))
    problems += _structure(connection)
    looking = _Looking()
    for table, columns in tables.items():
        problems += looking.through(connection, table, columns)
    problems += [Problem(ProblemCode.COUNT, table) for table in _counted(connection) - {*tables}]
    live = looking.live
    return Content(
        schema=schema_of(connection),
        days=live.get("days", 0),
        runs=live.get("runs", 0),
        shoes=live.get("shoes", 0),
        last_on=_last_on(connection, [table for table in _DATED if table in tables]),
        fingerprint=looking.fingerprint.hex(),
    )


def fingerprint_of(connection: sqlite3.Connection) -> str:
    """The fingerprint of a file, from ids and hashes alone: cheap, and checks nothing."""
    fingerprint = _Fingerprint()
    for table, columns in sealed_tables(connection).items():
        sql = f'SELECT "{columns[0]}", row_hash FROM "{table}"'  # noqa: S608 - names of the file's own tables
        cursor = connection.execute(sql)
        while rows := cursor.fetchmany(_PIECE):
            for identity, seal in rows:
                fingerprint.add(table, identity, seal)
    return fingerprint.hex()


def broken_links(connection: sqlite3.Connection) -> list[Problem]:
    """Rows that refer to a row which is not there."""
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [
        Problem(ProblemCode.BROKEN_LINK, f"{table}/{row_number}", {"parent": parent})
        for table, row_number, parent, _ in rows
    ]


def _header(connection: sqlite3.Connection, *, has_tables: bool) -> list[Problem]:
    application_id = int(connection.execute("PRAGMA application_id").fetchone()[0])
    schema = schema_of(connection)
    if application_id != APPLICATION_ID and not has_tables:
        return [Problem(ProblemCode.NOT_A_DIARY)]
    if schema > SCHEMA:
        return [Problem(ProblemCode.NEWER, details={"found": schema, "known": SCHEMA})]
    if application_id != APPLICATION_ID or schema < 1 or not has_tables:
        detail = f"header {application_id:#x}, schema {schema}"
        return [Problem(ProblemCode.HEADER, details={"detail": detail})]
    (picture,) = (step.picture for step in STEPS if step.number == schema)
    # The rows of a table whose columns have other names are in order, and nobody finds them.
    return (
        []
        if picture_of(connection) == picture
        else [Problem(ProblemCode.SCHEMA, f"schema {schema}")]
    )


def _structure(connection: sqlite3.Connection) -> list[Problem]:
    rows = connection.execute(f"PRAGMA integrity_check({_STRUCTURE_MOST})").fetchall()
    return [
        Problem(ProblemCode.STRUCTURE, details={"detail": text}) for (text,) in rows if text != "ok"
    ]


def _counted(connection: sqlite3.Connection) -> set[str]:
    """The tables that are counted."""
    try:
        rows = connection.execute("SELECT table_name FROM counts").fetchall()
    except READ_ERRORS:
        # Then no table of entries is counted, and each is told of.
        return set()
    return {table for (table,) in rows}


def _last_on(connection: sqlite3.Connection, tables: Iterable[str]) -> date | None:
    """The latest day that has an entry; a text that is no day is none."""
    found = []
    for table in tables:
        sql = f'SELECT max("on") FROM {table} WHERE deleted_at IS NULL'  # noqa: S608 - our own names
        (text,) = connection.execute(sql).fetchone()
        try:
            found += [] if text is None else [date.fromisoformat(text)]
        except (TypeError, ValueError):
            continue
    return max(found, default=None)
