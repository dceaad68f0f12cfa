"""Saves what can be read of a damaged diary into a new one; the damaged file is not touched.

What SQLite still reads is taken from it, the rest from the pages themselves. A row that is not as
it was written is kept and named; what belongs to something that is gone lets go of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from diary.domain.change import whole_diary
from diary.domain.diary import Diary
from diary.domain.errors import DiaryDamagedError, DiaryExistsError, DiaryForeignError
from diary.domain.file_problem import Problem, ProblemCode
from diary.storage.carving import carve, columns_of, file_content
from diary.storage.columns import CONTENT, ROW
from diary.storage.database import identify, make_folder, read_with
from diary.storage.failures import READ_ERRORS, translated
from diary.storage.mapping.cells import Row
from diary.storage.migrations.runner import SCHEMA, STEPS, migrate, schema_of
from diary.storage.reading import Reader, read_rows
from diary.storage.row_hash import row_hash
from diary.storage.store import Clock, create_store
from diary.storage.whole_files import give_name, part_of, taken_away

# A file of another kind may be of any size; a diary of a long life is far below this.
_LOOKED_THROUGH_MOST = 1 << 29
_UPDATED_AT, _DELETED_AT = ROW.index("updated_at"), ROW.index("deleted_at")
_RUN_ID = 1 + CONTENT["scores"].index("run_id")


@dataclass(frozen=True, slots=True)
class _Left:
    """The rows by id that are left of each table, how many there were, and what is wrong.

    `doubtful`: the tables in which a row is missing or not as it was written.
    """

    schema: int
    rows: Mapping[str, Mapping[str, Row]]
    counted: Mapping[str, int]
    problems: tuple[Problem, ...]
    doubtful: tuple[str, ...] = ()


def save_readable(
    path: Path, new: Path, clock: Clock, new_id: Callable[[], str]
) -> tuple[Diary, list[Problem]]:
    """Make a diary at `new` of what can be read of the one at `path`, whole or not at all.

    Returns what it holds, and what could not be read or is not as it was written. Raises
    `DiaryExistsError` when something stands at `new`, and a `DiaryFileError` when nothing can be
    read or nothing be written. Entries in the bin are left behind.
    """
    if new.is_symlink() or new.exists():
        raise DiaryExistsError(str(new))
    diary, problems = read_what_can_be_read(path)
    with translated(new), taken_away(part_of(new)) as part:
        make_folder(new.parent)
        store = create_store(part, clock, new_id)
        try:
            store.write(whole_diary(diary))
        finally:
            store.close()
        give_name(part, new)
    return diary, problems


def read_what_can_be_read(path: Path) -> tuple[Diary, list[Problem]]:
    """Everything of a diary that any page of its file or log still holds, and what is wrong.

    Writes nothing. Raises a `DiaryFileError` for what is no diary, newer, or holds nothing that
    can be read.
    """
    left = _left(path)
    problems = [*left.problems, *_wrong(left)]
    with translated(path):
        is_straight = left.schema == SCHEMA and not left.doubtful
        found = _live(left) if is_straight else _mended(left, problems)
    diary = _diary(found, problems)
    if problems and not any(left.rows.values()):
        raise DiaryDamagedError(str(path), "no entry is left")
    return diary, problems


# ---- rows -------------------------------------------------------------------------------------


def _left(path: Path) -> _Left:
    try:
        identify(path)
        with translated(path):
            left = read_with(path, _with_sqlite)
            doubtful = tuple(table for table in left.rows if _is_doubtful(left, table))
            return _completed(replace(left, doubtful=doubtful), path) if doubtful else left
    except (DiaryDamagedError, DiaryForeignError) as error:
        left_in_pages = _without_sqlite(path)
        if left_in_pages is None:
            raise
        detail = error.detail or "no diary by its header"
        problem = Problem(ProblemCode.HEADER, details={"detail": detail})
        return replace(left_in_pages, problems=(problem,))


def _without_sqlite(path: Path) -> _Left | None:
    if not path.is_file() or path.stat().st_size > _LOOKED_THROUGH_MOST:
        return None
    with translated(path):
        carved = carve(*file_content(path))
    if not carved.count:
        return None
    return _Left(carved.schema, carved.rows, carved.counted, (), tuple(carved.rows))


def _with_sqlite(connection: sqlite3.Connection) -> _Left:
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    schema = schema_of(connection)
    rows: dict[str, Mapping[str, Row]] = {}
    problems = []
    for table in columns_of(schema):
        rows[table] = {}
        try:
            rows[table] = _rows(connection, table)
        except READ_ERRORS:
            problems.append(Problem(ProblemCode.UNREADABLE_TABLE, table))
    return _Left(schema, rows, _counted(connection), tuple(problems))


def _is_doubtful(left: _Left, table: str) -> bool:
    rows = left.rows[table]
    return left.counted.get(table) != len(rows) or not all(map(_is_sound, rows.values()))


def _completed(left: _Left, path: Path) -> _Left:
    carved = carve(*file_content(path))
    rows = {
        table: _better(found, carved.rows.get(table, {})) if table in left.doubtful else found
        for table, found in left.rows.items()
    }
    return replace(left, rows=rows, counted={**carved.counted, **left.counted})


def _rows(connection: sqlite3.Connection, table: str) -> dict[str, Row]:
    found = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
    return {row[0]: row for row in found}


def _counted(connection: sqlite3.Connection) -> dict[str, int]:
    try:
        rows = connection.execute("SELECT table_name, live + deleted FROM counts").fetchall()
    except READ_ERRORS:
        return {}
    return dict(rows)


def _better(by_sqlite: Mapping[str, Row], carved: Mapping[str, Row]) -> dict[str, Row]:
    """Of each row the one that is whole."""
    better = dict(by_sqlite)
    for identity, row in carved.items():
        if identity not in better or (_is_sound(row) and not _is_sound(better[identity])):
            better[identity] = row
    return better


def _is_sound(row: Row) -> bool:
    return bool(row_hash(row[:-1]) == row[-1])


def _wrong(left: _Left) -> Iterator[Problem]:
    for table in left.doubtful:
        rows = left.rows[table]
        for identity, row in rows.items():
            if not _is_sound(row):
                yield Problem(ProblemCode.CHANGED_ROW, f"{table}/{identity}")
        counted = left.counted.get(table, len(rows))
        if counted != len(rows):
            details = {"counted": counted, "found": len(rows)}
            yield Problem(ProblemCode.COUNT, table, details)


# ---- entries ----------------------------------------------------------------------------------


def _live(left: _Left) -> dict[str, list[Row]]:
    """Id and content of the rows outside the bin."""
    start = len(ROW)
    return {
        table: [(row[0], *row[start:-1]) for row in rows.values() if row[_DELETED_AT] is None]
        for table, rows in left.rows.items()
    }


def _mended(left: _Left, problems: list[Problem]) -> dict[str, list[Row]]:
    """The same of rows of any released schema that may be damaged."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        migrate(memory, [step for step in STEPS if step.number <= left.schema])
        memory.execute("PRAGMA foreign_keys = OFF")
        for table, rows in _untied(left, problems).items():
            # Rows of one day may be there twice, the older one from a page that is not used any
            # more: the later change takes its place.
            for row in sorted(rows.values(), key=lambda row: str(row[_UPDATED_AT])):
                try:
                    _insert(memory, table, row)
                except sqlite3.Error:
                    problems.append(Problem(ProblemCode.UNREADABLE_ROW, f"{table}/{row[0]}"))
            _count(memory, table)
        migrate(memory)
        return read_rows(memory, problems)


def _diary(rows: Mapping[str, list[Row]], problems: list[Problem]) -> Diary:
    reader = Reader()
    diary = reader.diary(rows)
    problems += reader.problems
    return _linked(diary, rows, problems)


def _untied(left: _Left, problems: list[Problem]) -> dict[str, dict[str, Row]]:
    """The rows without those links whose other end is gone: no step to a later schema bears them.

    A run lets go of its pair, a score without its run says nothing.
    """
    rows = {table: dict(found) for table, found in left.rows.items()}
    at = {
        table: [column.name for column in columns].index(name)
        for table, name in (("runs", "shoe_id"), ("scores", "run_id"))
        for columns in (columns_of(left.schema)[table],)
    }
    for identity, row in left.rows["runs"].items():
        if row[at["runs"]] is not None and row[at["runs"]] not in rows["shoes"]:
            rows["runs"][identity] = (*row[: at["runs"]], None, *row[at["runs"] + 1 :])
            problems.append(_broken("runs", identity, "shoes"))
    for identity, row in left.rows["scores"].items():
        if row[at["scores"]] is not None and row[at["scores"]] not in rows["runs"]:
            del rows["scores"][identity]
            problems.append(_broken("scores", identity, "runs"))
    return rows


def _broken(table: str, identity: str, parent: str) -> Problem:
    return Problem(ProblemCode.BROKEN_LINK, f"{table}/{identity}", {"parent": parent})


def _insert(memory: sqlite3.Connection, table: str, row: Row) -> None:
    # A step to a later schema refuses a row that is not sealed; it is told of already.
    sealed = (*row[:-1], row_hash(row[:-1]))
    marks = ",".join("?" * len(sealed))
    memory.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", sealed)  # noqa: S608 - our own names


def _count(memory: sqlite3.Connection, table: str) -> None:
    memory.execute(
        f"UPDATE counts SET (live, deleted) = (SELECT count(*) FILTER (WHERE deleted_at IS NULL),"  # noqa: S608 - our own names
        f" count(deleted_at) FROM {table}) WHERE table_name = ?",
        (table,),
    )


def _linked(diary: Diary, rows: Mapping[str, list[Row]], problems: list[Problem]) -> Diary:
    """The diary without links to what is in the bin or could not be read."""
    problems += (
        _broken("scores", row[0], "runs")
        for row in rows["scores"]
        if row[_RUN_ID] is not None and row[_RUN_ID] not in diary.runs
    )
    runs = dict(diary.runs)
    for run in diary.runs.values():
        if run.shoe_id is not None and run.shoe_id not in diary.shoes:
            runs[run.id] = replace(run, shoe_id=None)
            problems.append(_broken("runs", run.id, "shoes"))
    return replace(diary, runs=runs)
