"""What is wrong in a diary file; reads only, whatever it finds.

SQLite's own check sees broken pages but few changed values: row hashes, counts and the schema
find the rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from diary.domain.errors import (
    DiaryDamagedError,
    DiaryForeignError,
    DiaryMissingError,
    DiaryNewerError,
)
from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.columns import CONTENT, ROW
from diary.storage.database import identify, read_with
from diary.storage.failures import READ_ERRORS, translated
from diary.storage.mapping.cells import Row
from diary.storage.migrations.runner import SCHEMA, migrate, schema_of
from diary.storage.reading import Reader
from diary.storage.row_hash import row_hash

# More of SQLite's findings help nobody: the backup is the way out.
_STRUCTURE_MOST = 20
_SCHEMA_SQL = """
    SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
"""


def check_file(path: Path) -> list[Problem]:
    """Everything that is wrong in a file; empty = each row is as the program wrote it.

    Raises `DiaryBusyError` or `DiaryUnwritableError` when the file cannot be read at all.
    """
    try:
        identify(path)
    except DiaryMissingError:
        return [Problem(ProblemCode.MISSING)]
    except DiaryForeignError:
        return [Problem(ProblemCode.NOT_A_DIARY)]
    except DiaryNewerError as error:
        return [Problem(ProblemCode.NEWER, details={"found": error.found, "known": error.known})]
    except DiaryDamagedError as error:
        return [Problem(ProblemCode.HEADER, details={"detail": error.detail})]
    found: list[Problem] = []
    try:
        with translated(path):
            read_with(path, lambda connection: _look(connection, found))
    except DiaryDamagedError as error:
        found.append(Problem(ProblemCode.STRUCTURE, details={"detail": error.detail}))
    return found


def _look(connection: sqlite3.Connection, found: list[Problem]) -> None:
    found.clear()
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    found += _problems(connection)


def _problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    yield from _structure(connection)
    if schema_of(connection) == SCHEMA:
        yield from _schema(connection)
    counted = _counted(connection)
    rows: dict[str, list[Row]] = {}
    for table in CONTENT:
        found: list[Problem] = []
        rows[table] = _rows(connection, table, found)
        yield from found
        if not found:
            yield from _table(table, rows[table], counted.get(table))
    yield from _links(connection)
    yield from _values(rows)


def _structure(connection: sqlite3.Connection) -> Iterator[Problem]:
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_STRUCTURE_MOST})").fetchall()
    except READ_ERRORS as error:
        rows = [(str(error),)]
    for (text,) in rows:
        if text != "ok":
            yield Problem(ProblemCode.STRUCTURE, details={"detail": text})


def _schema(connection: sqlite3.Connection) -> Iterator[Problem]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        wanted = dict(fresh.execute(_SCHEMA_SQL).fetchall())
    found = dict(connection.execute(_SCHEMA_SQL).fetchall())
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield Problem(ProblemCode.SCHEMA, name)


def _counted(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    try:
        rows = connection.execute("SELECT table_name, live, deleted FROM counts").fetchall()
    except READ_ERRORS:
        return {}
    return {table: (live, deleted) for table, live, deleted in rows}


def _rows(connection: sqlite3.Connection, table: str, problems: list[Problem]) -> list[Row]:
    try:
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
    except READ_ERRORS:
        problems.append(Problem(ProblemCode.UNREADABLE_TABLE, table))
        return []


def _table(table: str, rows: list[Row], counted: tuple[int, int] | None) -> Iterator[Problem]:
    live = 0
    for row in rows:
        live += row[ROW.index("deleted_at")] is None
        if row_hash(row[:-1]) != row[-1]:
            yield Problem(ProblemCode.CHANGED_ROW, f"{table}/{row[0]}")
    found = (live, len(rows) - live)
    if counted != found:
        kept = sum(counted) if counted else None
        yield Problem(ProblemCode.COUNT, table, {"counted": kept, "found": len(rows)})


def _links(connection: sqlite3.Connection) -> Iterator[Problem]:
    try:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except READ_ERRORS:
        # The broken page is told of already.
        return
    for table, row_number, parent, _ in broken:
        yield Problem(ProblemCode.BROKEN_LINK, f"{table}/{row_number}", {"parent": parent})


def _values(rows: dict[str, list[Row]]) -> Iterator[Problem]:
    start = len(ROW)
    live = {
        table: [(row[0], *row[start:-1]) for row in rows[table] if row[3] is None]
        for table in CONTENT
    }
    reader = Reader()
    reader.diary(live)
    yield from reader.problems
