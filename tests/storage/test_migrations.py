"""From nothing and from every released schema to the present one, or back to where it was."""

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from diary.domain.errors import MigrationFailedError
from diary.storage import database
from diary.storage import store as store_module
from diary.storage.columns import CONTENT, ROW
from diary.storage.integrity import check_file
from diary.storage.migrations.runner import SCHEMA, STEPS, Step, migrate
from diary.storage.reading import read_diary
from diary.storage.store import create_store, open_store
from diary.storage.tables import TABLES, Base
from tests.builders import FixedClock, counted_ids
from tests.storage.released import RELEASED, released_diary

NEXT = ("ALTER TABLE days ADD COLUMN mood TEXT", "DELETE FROM scores", "CREATE TABLE moods (id)")


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
    assert store.load() == released_diary()
    assert store.problems == []
    store.close()
    assert read_diary(path) == (released_diary(), [])


@pytest.mark.parametrize("broken_at", range(len(STEPS[0].statements)))
def test_a_new_diary_is_made_whole_or_not_at_all(
    broken_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (Step(1, (*STEPS[0].statements[:broken_at], "CREATE nonsense")),)
    monkeypatch.setattr(store_module, "migrate", partial(migrate, steps=steps))
    with pytest.raises(MigrationFailedError):
        create_store(tmp_path / "diary.sqlite3", FixedClock(), counted_ids())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken_at", range(len(NEXT) + 1))
def test_a_step_that_fails_leaves_the_content_as_it_was(
    broken_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "diary.sqlite3"
    shutil.copy(RELEASED[SCHEMA], path)
    steps = (*STEPS, Step(SCHEMA + 1, (*NEXT[:broken_at], "CREATE nonsense")))
    saved = []
    with monkeypatch.context() as newer:
        newer.setattr(store_module, "migrate", partial(migrate, steps=steps))
        newer.setattr(store_module, "SCHEMA", SCHEMA + 1)
        newer.setattr(database, "SCHEMA", SCHEMA + 1)
        with pytest.raises(MigrationFailedError):
            open_store(
                path,
                FixedClock(),
                counted_ids(),
                before_migration=lambda file, schema: saved.append((file, schema)),
            )
    assert saved == [(path, SCHEMA)]
    assert check_file(path) == []
    assert read_diary(path) == (released_diary(), [])


def test_a_step_that_breaks_a_link_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    shutil.copy(RELEASED[SCHEMA], path)
    steps = (*STEPS, Step(SCHEMA + 1, ("DELETE FROM shoes",)))
    with closing(database.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        migrate(connection, steps)
    assert check_file(path) == []


def test_a_file_of_the_present_schema_needs_no_backup(path: Path) -> None:
    saved: list[object] = []
    open_store(
        path, FixedClock(), counted_ids(), before_migration=lambda *found: saved.append(found)
    ).close()
    assert saved == []
