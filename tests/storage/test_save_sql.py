"""The SQL of a save that is written down says what the mapped tables compile to."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from diary.storage import save_sql
from diary.storage.columns import CONTENT, ROW
from diary.storage.tables import COUNTS, TABLES

DIALECT = sqlite.dialect(paramstyle="qmark")
EVERY_TABLE = pytest.mark.parametrize("table", sorted(TABLES))


def compiled(statement: ClauseElement) -> str:
    return plain(str(statement.compile(dialect=DIALECT)))


def plain(sql: str) -> str:
    """SQL without what says nothing: quotes, brackets of sums, a table's name before a column's."""
    sql = re.sub(r"\w+\.", "", sql.replace('"', ""))
    sql = re.sub(r"\((\w+ \+ \?)\)", r"\1", sql)
    return re.sub(r"\s*=\s*", " = ", re.sub(r"\s+", " ", sql)).strip()


def rows_of(table: str) -> Select[tuple[object, ...]]:
    return select(*(TABLES[table].c[name] for name in (*ROW, *CONTENT[table])))


@EVERY_TABLE
def test_a_new_row_has_every_column(table: str) -> None:
    assert plain(save_sql.insert_row(table)) == compiled(insert(TABLES[table]))


@EVERY_TABLE
def test_a_changed_row_keeps_only_its_id(table: str) -> None:
    mapped = TABLES[table]
    columns = list(mapped.columns)[1:]
    values: dict[str, object] = {each.name: bindparam(f"new_{each.name}") for each in columns}
    wanted = update(mapped).values(values).where(mapped.c.id == bindparam("which"))
    assert plain(save_sql.update_row(table)) == compiled(wanted)


@EVERY_TABLE
def test_rows_are_asked_for_by_their_keys(table: str) -> None:
    column = next(iter(CONTENT[table])) if table != "scores" else "run_id"
    mapped = TABLES[table]
    wanted = rows_of(table).where(
        mapped.c[column].in_([bindparam("a"), bindparam("b")]), mapped.c.deleted_at.is_(None)
    )
    if table == "scores":
        wanted = wanted.where(mapped.c.run_id.is_not(None))
    assert plain(save_sql.rows_by(table, column, 2, is_live=True)) == compiled(wanted)


def test_rows_in_the_bin_and_all_rows() -> None:
    person, scores = TABLES["person"], TABLES["scores"]
    in_bin = rows_of("person").where(person.c.deleted_at.is_not(None))
    assert plain(save_sql.rows_by("person", None, 0, is_live=False)) == compiled(in_bin)
    assert plain(save_sql.rows_by("person", None, 0, is_live=None)) == compiled(rows_of("person"))
    of_days = rows_of("scores").where(scores.c.on.in_([bindparam("a")]), scores.c.run_id.is_(None))
    assert plain(save_sql.rows_by("scores", "on", 1, is_live=None)) == compiled(of_days)


def test_counts_are_read_and_added_to() -> None:
    assert plain(save_sql.COUNTS) == compiled(select(*COUNTS.c))
    values = {
        "live": COUNTS.c.live + bindparam("more_live"),
        "deleted": COUNTS.c.deleted + bindparam("more_deleted"),
    }
    wanted = update(COUNTS).values(values).where(COUNTS.c.table_name == bindparam("which"))
    assert plain(save_sql.ADD_COUNTS) == compiled(wanted)


def test_a_score_is_saved_without_loading_sqlalchemy(tmp_path: Path) -> None:
    code = f"""
import sys
from datetime import date
from pathlib import Path
from diary.bootstrap.files import create_store
from diary.bootstrap.system import SystemClock
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.services.entries import Stamp, set_score
on, stamp = date(2026, 11, 20), Stamp(SystemClock().now(), "UTC")
store = create_store(Path({str(tmp_path / "a.sqlite3")!r}))
store.write(set_score(Diary(), on, Knee.LEFT, Moment.MORNING, 4, stamp))
assert store.load().days[on].knees[Knee.LEFT].morning.value == 4
assert "sqlalchemy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
