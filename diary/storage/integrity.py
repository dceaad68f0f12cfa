"""What is wrong in a diary file; reads only, whatever it finds.

SQLite's own check sees broken pages but few changed values: row hashes, counts and the schema
find the rest. All of it works on a file of an older schema, too, but for the values of entries.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeAlias

from diary.domain.errors import (
    DiaryDamagedError,
    DiaryForeignError,
    DiaryMissingError,
    DiaryNewerError,
)
from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.columns import CONTENT, READABLE_FROM, ROW
from diary.storage.database import identify, read_open, read_with
from diary.storage.failures import READ_ERRORS, translated
from diary.storage.mapping.cells import Row
from diary.storage.migrations.runner import OF_SQLITE, STEPS, migrate, schema_of
from diary.storage.reading import Reader
from diary.storage.sealed import broken_seals, counted, nothing_more, sealed_tables

# More of SQLite's findings help nobody: the backup is the way out.
_STRUCTURE_MOST = 20
_SCHEMA_SQL = f"""
    SELECT type || ' ' || name, ifnull(sql, '') FROM sqlite_schema WHERE {OF_SQLITE} IS NOT TRUE
"""  # noqa: S608 - our own words
_NOTHING: dict[str, list[Row]] = {table: [] for table in CONTENT}
# Between two pieces of work beside a window: long enough for it to have its turn.
_BREATH_S = 0.002

# One piece of a check.
Part: TypeAlias = Callable[[sqlite3.Connection], list[Problem]]


def check_file(path: Path) -> list[Problem]:
    """Everything that is wrong in a file that this process has not open; empty = nothing.

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


def check_open(path: Path, stop: Event | None = None) -> list[Problem]:
    """Everything that is wrong in a diary that is open in this process; empty = nothing.

    For a thread of its own beside a live window: works in small pieces, keeps SQLite's locks as
    they are, and never holds one for longer than one table takes. Ends early, with what it found
    so far, once `stop` is set. Raises a `DiaryFileError` when the file cannot be read at all.
    """
    until = stop or Event()
    found: list[Problem] = []
    try:
        with translated(path):
            read_open(path, lambda connection: _look_beside(connection, found, until))
    except DiaryDamagedError as error:
        found.append(Problem(ProblemCode.STRUCTURE, details={"detail": error.detail}))
    return found


def _look(connection: sqlite3.Connection, found: list[Problem]) -> None:
    # A file that changed meanwhile is read twice.
    found.clear()
    connection.text_factory = _as_far_as_it_goes
    for part in _parts(connection, None):
        found += part(connection)


def _look_beside(connection: sqlite3.Connection, found: list[Problem], stop: Event) -> None:
    connection.text_factory = _as_far_as_it_goes
    connection.execute("COMMIT")
    for part in _parts(connection, stop):
        if stop.wait(_BREATH_S):
            return
        with _snapshot(connection):
            found += part(connection)


def _as_far_as_it_goes(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _parts(connection: sqlite3.Connection, stop: Event | None) -> Iterator[Part]:
    """The pieces of a check; `stop` is given for one beside a window."""
    tables = sealed_tables(connection)
    yield from _structure_parts(connection, in_tables=tables if stop else ())
    yield _schema
    for table, columns in tables.items():
        yield partial(_rows, table=table, columns=columns, stop=stop)
    yield partial(_counted_in_vain, tables=tables)
    if "about" in tables:
        yield _about
    yield _links


def _structure_parts(connection: sqlite3.Connection, in_tables: Collection[str]) -> Iterator[Part]:
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if in_tables and mode != "wal":
        # Without a log whoever writes waits for whoever reads: one table at a time then, at the
        # price of what lies between the tables, where no entry is.
        for table in in_tables:
            yield partial(_structure, argument=f"'{table}'")
    else:
        yield partial(_structure, argument=str(_STRUCTURE_MOST))


def _structure(connection: sqlite3.Connection, argument: str) -> list[Problem]:
    try:
        rows = connection.execute(f"PRAGMA integrity_check({argument})").fetchall()
    except READ_ERRORS as error:
        rows = [(str(error),)]
    return [
        Problem(ProblemCode.STRUCTURE, details={"detail": text})
        for (text,) in rows[:_STRUCTURE_MOST]
        if text != "ok"
    ]


def _schema(connection: sqlite3.Connection) -> list[Problem]:
    schema = schema_of(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, [step for step in STEPS if step.number <= schema])
        wanted = dict(fresh.execute(_SCHEMA_SQL).fetchall())
    found = dict(connection.execute(_SCHEMA_SQL).fetchall())
    return [
        Problem(ProblemCode.SCHEMA, name)
        for name in sorted(wanted.keys() | found.keys())
        if wanted.get(name) != found.get(name)
    ]


def _rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], stop: Event | None
) -> list[Problem]:
    def look(_: str, rows: list[Row]) -> Iterable[Problem]:
        if stop is not None:
            stop.wait(_BREATH_S)
        return _values(table, rows)

    has_values = table in CONTENT and schema_of(connection) >= READABLE_FROM
    found = broken_seals(connection, table, columns, look if has_values else nothing_more)
    # What is wrong with a row is told after that it is not as it was written.
    return sorted(found, key=lambda problem: problem.code is ProblemCode.UNREADABLE_ROW)


def _values(table: str, rows: list[Row]) -> list[Problem]:
    start = len(ROW)
    live = [(row[0], *row[start:-1]) for row in rows if row[3] is None]
    reader = Reader()
    reader.diary({**_NOTHING, table: live})
    return reader.problems


def _counted_in_vain(connection: sqlite3.Connection, tables: Collection[str]) -> list[Problem]:
    return [
        Problem(ProblemCode.COUNT, table, {"counted": None, "found": 0})
        for table in sorted(map(str, counted(connection).keys() - tables))
    ]


def _about(connection: sqlite3.Connection) -> list[Problem]:
    try:
        (number,) = connection.execute("SELECT count(*) FROM about").fetchone()
    except READ_ERRORS:
        # The broken page is told of already.
        return []
    if number == 1:
        return []
    return [Problem(ProblemCode.COUNT, "about", {"counted": 1, "found": number})]


def _links(connection: sqlite3.Connection) -> list[Problem]:
    try:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except READ_ERRORS:
        # The broken page is told of already.
        return []
    return [
        Problem(ProblemCode.BROKEN_LINK, f"{table}/{row_number}", {"parent": parent})
        for table, row_number, parent, _ in broken
    ]
