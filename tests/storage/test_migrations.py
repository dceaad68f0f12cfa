"""From nothing and from every released schema to the present one, or back to where it was.

What happens when a step fails or the program is killed stands in `test_migrations_cut_short.py`.
"""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from diary.domain.diary import Diary
from diary.domain.errors import DiaryDamagedError
from diary.domain.file_problem import ProblemCode
from diary.storage.columns import CONTENT, ROW
from diary.storage.database import diary_id_at, read_with
from diary.storage.integrity import check_file
from diary.storage.migrations.runner import STEPS, migrate, picture_of, schema_of
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore, create_store, open_store
from diary.storage.table_base import Base
from diary.storage.tables import TABLES
from tests.builders import FixedClock, a_day, a_diary, counted_ids, filling
from tests.storage.released import RELEASED, released_diary


def test_steps_and_tables_agree(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_steps_and_tables_agree_word_for_word(path: Path) -> None:
    wanted = set()
    for table in Base.metadata.tables.values():
        wanted.add(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        wanted |= {str(CreateIndex(i).compile(dialect=sqlite.dialect())) for i in table.indexes}
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        assert {squeezed(sql) for (sql,) in found} == {squeezed(sql) for sql in wanted}


def squeezed(sql: str) -> str:
    return "".join(sql.split())


def test_the_columns_known_without_sqlalchemy_are_those_of_the_tables() -> None:
    known = {table: (*ROW, *names, "row_hash") for table, names in CONTENT.items()}
    assert known == {name: tuple(table.columns.keys()) for name, table in TABLES.items()}


@pytest.mark.parametrize("schema", RELEASED)
def test_every_released_diary_opens_with_the_same_content(schema: int, tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    shutil.copy(RELEASED[schema], path)
    assert check_file(path) == []
    store = open_store(path, FixedClock(), counted_ids())
    assert store.load() == released_diary(schema)
    assert store.problems == []
    store.close()
    assert read_diary(path) == (released_diary(schema), [])


def test_the_steps_make_what_they_made_when_they_were_released() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for step in STEPS:
            migrate(connection, [step])
            assert schema_of(connection) == step.number
            assert picture_of(connection) == step.picture
    for schema, path in RELEASED.items():
        found = read_with(path, lambda file: (schema_of(file), picture_of(file)))
        assert found == (schema, STEPS[schema - 1].picture)


def test_every_schema_has_its_released_diary() -> None:
    assert list(RELEASED) == [step.number for step in STEPS]


def test_a_file_of_the_present_schema_needs_no_backup(path: Path) -> None:
    def back_up(_path: Path, _schema: int) -> Path | None:
        pytest.fail("nothing is migrated")

    open_store(path, FixedClock(), counted_ids(), before_migration=back_up).close()


def test_two_programs_that_start_at_once_take_one_step(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    shutil.copy(RELEASED[1], path)
    opening = partial(open_store, path, FixedClock(), counted_ids())
    with ThreadPoolExecutor(2) as pool:
        stores = [future.result() for future in (pool.submit(opening), pool.submit(opening))]
    assert {store.diary_id for store in stores} == {stores[0].diary_id}
    assert [store.load() for store in stores] == [released_diary()] * 2
    for store in stores:
        store.close()
    assert check_file(path) == []


# ---- which diary it is ------------------------------------------------------------------------


def about(path: Path) -> list[tuple[str, str | None]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT diary_id, created_at FROM about").fetchall()


def test_a_new_diary_knows_which_one_it_is_and_since_when(
    tmp_path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    paths = [tmp_path / name for name in ("one.sqlite3", "two.sqlite3")]
    for path in paths:
        create_store(path, FixedClock(), counted_ids()).close()
    ids = [opened(path).diary_id for path in paths]
    assert UUID(ids[0]) != UUID(ids[1])
    assert about(paths[0]) == [(ids[0], "2026-11-20T18:42:00Z")]


def test_a_backup_and_a_copy_are_the_same_diary(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    store = opened(path)
    copy = path.with_name("copy.sqlite3")
    store._connection.execute("VACUUM INTO ?", (str(copy),))
    store.write(filling(a_diary([a_day(left=3)])))
    assert store.diary_id is not None
    assert diary_id_at(copy) == store.diary_id


def test_copies_of_an_older_diary_that_are_opened_apart_stay_the_same_diary(
    tmp_path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    first, second = (tmp_path / name for name in ("first.sqlite3", "second.sqlite3"))
    for copy in (first, second):
        shutil.copy(RELEASED[1], copy)
    assert diary_id_at(first) is None
    ids = {opened(copy).diary_id for copy in (first, second)}
    assert len(ids) == 1
    assert None not in ids
    assert about(first)[0][1] is None


def test_an_older_diary_without_entries_gets_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("one", "two"):
        path = tmp_path / name
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            migrate(connection, STEPS[:1])
        store = open_store(path, FixedClock(), counted_ids())
        ids.add(store.diary_id)
        store.close()
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE about SET diary_id = 'another'", ProblemCode.CHANGED_ROW),
        ("UPDATE about SET created_at = NULL", ProblemCode.CHANGED_ROW),
        ("DELETE FROM about", ProblemCode.COUNT),
        ("INSERT INTO about SELECT 'b', created_at, row_hash FROM about", ProblemCode.COUNT),
    ],
)
def test_a_diary_that_does_not_say_which_one_it_is_opens_and_is_told_of(
    path: Path, opened: Callable[[Path], SqliteStore], statement: str, code: ProblemCode
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
    problems = check_file(path)
    assert code in {problem.code for problem in problems}
    assert {problem.where.partition("/")[0] for problem in problems} == {"about"}
    store = opened(path)
    assert store.diary_id is None
    assert store.load() == Diary()


def test_an_id_that_was_taken_away_with_its_count_is_missed(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM about")
        connection.execute("UPDATE counts SET live = 0 WHERE table_name = 'about'")
    assert [problem.where for problem in check_file(path)] == ["about"]


@pytest.mark.parametrize("table", ["about", "contacts", "reminders"])
def test_a_diary_that_lacks_a_table_of_its_schema_is_damaged(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"DROP TABLE {table}")
    with pytest.raises(DiaryDamagedError):
        open_store(path, FixedClock(), counted_ids())
