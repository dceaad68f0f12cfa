"""A migration that fails or is killed at any statement leaves the old diary or the new one."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryBusyError,
    DiaryDamagedError,
    DiaryFileError,
    MigrationFailedError,
)
from diary.storage import database, new_file
from diary.storage import store as store_module
from diary.storage.database import connect, identify
from diary.storage.integrity import check_file
from diary.storage.migrations.runner import SCHEMA, STEPS, Step, migrate
from diary.storage.reading import read_diary
from diary.storage.store import create_store, open_store
from tests.builders import FixedClock, counted_ids
from tests.storage.failing_disk import Failing, Fault
from tests.storage.released import RELEASED, released_diary
from tests.thorough import IS_THOROUGH

ROOT = Path(__file__).parent.parent.parent
NEXT = ("ALTER TABLE days ADD COLUMN mood TEXT", "DELETE FROM scores", "CREATE TABLE moods (id)")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A diary of the first schema."""
    path = tmp_path / "diary.sqlite3"
    shutil.copy(RELEASED[1], path)
    return path


def opening(path: Path) -> None:
    open_store(path, FixedClock(), counted_ids()).close()


def assert_whole(path: Path, schemas: Sequence[int]) -> int:
    """The diary is in order and has its content; its schema."""
    schema = identify(path)
    assert schema in schemas
    assert check_file(path) == []
    assert read_diary(path) == (released_diary(), [])
    return schema


# ---- the hook ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (BackupFailedError(BackupFault.NO_SPACE, "backups"), BackupFailedError),
        (BackupFailedError(BackupFault.DIARY_DAMAGED, "diary", "1"), DiaryDamagedError),
        (DiaryBusyError("diary"), DiaryBusyError),
    ],
)
def test_without_a_backup_no_byte_is_touched(
    old: Path, raised: Exception, expected: type[Exception]
) -> None:
    def back_up(_path: Path, _schema: int) -> Path | None:
        raise raised

    before = old.read_bytes()
    with pytest.raises(expected):
        open_store(old, FixedClock(), counted_ids(), before_migration=back_up)
    assert [each.name for each in old.parent.iterdir()] == [old.name]
    assert old.read_bytes() == before


def test_a_failure_names_the_backup_that_was_made(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def back_up(path: Path, schema: int) -> Path | None:
        asked.append((path, schema))
        return Path("backups/0000001.sqlite3")

    with_steps(monkeypatch, Step(2, ("CREATE nonsense",), ""))
    with pytest.raises(MigrationFailedError) as failed:
        open_store(old, FixedClock(), counted_ids(), before_migration=back_up)
    assert asked == [(old, 1)]
    assert failed.value.backup_path == str(Path("backups/0000001.sqlite3"))
    assert_whole(old, [1])


# ---- what is looked at before a step counts ---------------------------------------------------


def with_steps(monkeypatch: pytest.MonkeyPatch, *more: Step) -> None:
    """Let the program have these steps after the first."""
    steps = (STEPS[0], *more)
    monkeypatch.setattr(store_module, "migrate", partial(migrate, steps=steps))
    for module in (store_module, database):
        monkeypatch.setattr(module, "SCHEMA", steps[-1].number)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM shoes", "broken_link"),
        ("UPDATE runs SET note = 'better'", "changed_row runs/"),
        ("DELETE FROM events", "count events"),
        ("UPDATE counts SET live = 9 WHERE table_name = 'days'", "count days"),
        ("DROP INDEX ix_runs_on", "the tables are not those"),
        ("CREATE TABLE moods (id)", "the tables are not those"),
        ("CREATE nonsense", "syntax error"),
    ],
)
def test_a_step_that_does_damage_is_taken_back(
    old: Path, monkeypatch: pytest.MonkeyPatch, statement: str, told: str
) -> None:
    with_steps(monkeypatch, Step(2, (statement,), STEPS[0].picture))
    with pytest.raises(MigrationFailedError, match=told):
        opening(old)
    assert_whole(old, [1])


def test_a_step_whose_own_code_fails_is_taken_back(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(_connection: sqlite3.Connection, _created_at: str | None) -> None:
        raise ValueError("1 of 2")

    with_steps(monkeypatch, Step(2, (), STEPS[0].picture, fill))
    with pytest.raises(MigrationFailedError, match="1 of 2"):
        opening(old)
    assert_whole(old, [1])


@pytest.mark.parametrize("broken_at", range(len(NEXT) + 1))
def test_of_several_statements_all_count_or_none(
    broken_at: int, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_steps(monkeypatch, STEPS[1], Step(3, (*NEXT[:broken_at], "CREATE nonsense"), ""))
    with pytest.raises(MigrationFailedError):
        opening(old)
    monkeypatch.undo()
    assert_whole(old, [1])
    opening(old)
    assert_whole(old, [SCHEMA])


@pytest.mark.parametrize("broken_at", range(len(STEPS[0].statements)))
def test_a_new_diary_is_made_whole_or_not_at_all(
    broken_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (Step(1, (*STEPS[0].statements[:broken_at], "CREATE nonsense"), ""),)
    monkeypatch.setattr(new_file, "migrate", partial(migrate, steps=steps))
    with pytest.raises(MigrationFailedError):
        create_store(tmp_path / "diary.sqlite3", FixedClock(), counted_ids())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scores SET score = 9 WHERE moment = 'morning'",
        "UPDATE counts SET live = 9 WHERE table_name = 'days'",
        "DELETE FROM shoes",
    ],
)
def test_a_damaged_diary_is_not_migrated_but_told_of(old: Path, statement: str) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute(statement)
    with pytest.raises(DiaryDamagedError):
        opening(old)
    assert identify(old) == 1
    with closing(sqlite3.connect(old)) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'about'").fetchone()


# ---- a failure at every statement --------------------------------------------------------------


def places(statements: Sequence[str]) -> list[int]:
    """The numbers of the statements to fail at, from 1, and one that is never reached.

    Every day all around the commit, one in three that may change something, and one in twenty that
    only look: after a look the file is as it was before it.
    """
    committing = list(statements).index("COMMIT") + 1
    chosen = [
        number
        for number, sql in enumerate(statements, 1)
        if IS_THOROUGH
        or abs(number - committing) < 4
        or number % (20 if sql.lstrip().startswith("SELECT") else 3) == 0
    ]
    assert len(chosen) > len(statements) / 15
    return [*chosen, len(statements) + 1]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Fault], None]:
    """Lets the next opened diary meet a fault after its connection was made."""
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Failing))

    def arm(fault: Fault) -> None:
        def connected(path: Path) -> sqlite3.Connection:
            connection = connect(path)
            assert isinstance(connection, Failing)
            connection.fault = fault
            return connection

        monkeypatch.setattr(store_module, "connect", connected)

    return arm


def faults(path: Path, failing: Callable[[Fault], None], *, is_lasting: bool) -> Iterator[Fault]:
    """One fault after another, each met by a fresh diary of the first schema; the last by none."""
    whole = Fault(0)
    failing(whole)
    opening(path)
    for number in places(whole.seen):
        shutil.copy(RELEASED[1], path)
        fault = Fault(number, is_lasting)
        failing(fault)
        yield fault
        assert (len(fault.seen) >= number) == (number <= len(whole.seen))


@pytest.mark.parametrize("is_lasting", [False, True])
def test_a_disk_that_fails_at_any_statement_leaves_the_old_diary_or_the_new_one(
    old: Path, failing: Callable[[Fault], None], *, is_lasting: bool
) -> None:
    ends: set[tuple[bool, type[DiaryFileError] | None]] = set()
    for fault in faults(old, failing, is_lasting=is_lasting):
        try:
            opening(old)
        except DiaryFileError as error:
            committed = "COMMIT" in fault.seen[: fault.at - 1]
            if not committed:
                assert_whole(old, [1])
            ends.add((committed, type(error)))
        else:
            ends.add((True, None))
        schema = assert_whole(old, [1, SCHEMA])
        failing(Fault(0, is_lasting=False))
        opening(old)
        assert_whole(old, [SCHEMA])
        assert schema == 1 or "COMMIT" in fault.seen
    assert (False, MigrationFailedError) in ends
    assert (True, None) in ends


def test_a_full_disk_leaves_the_old_diary_or_the_new_one(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_room_for(pages: int, path: Path) -> sqlite3.Connection:
        connection = connect(path)
        (taken,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {taken + pages}")
        return connection

    def fits(pages: int) -> bool:
        monkeypatch.setattr(store_module, "connect", partial(with_room_for, pages))
        try:
            opening(old)
        except MigrationFailedError as error:
            return "full" not in str(error)
        finally:
            monkeypatch.undo()
        return True

    refused = 0
    while not fits(3 * refused):
        assert_whole(old, [1])
        refused += 1
    assert refused > 3
    assert_whole(old, [SCHEMA])


# ---- a kill at every statement ----------------------------------------------------------------

# One child for all kills: it forks for each, since starting takes longer than migrating.
KILLS = """
import json, os, shutil, signal, sys
from pathlib import Path
from diary.storage import store
from diary.storage.database import connect, identify
from diary.storage.integrity import check_file
from diary.storage.migrations.runner import SCHEMA
from diary.storage.reading import read_diary
from diary.storage.store import open_store
from tests.builders import FixedClock, counted_ids
from tests.storage.failing_disk import Failing, Fault
from tests.storage.released import RELEASED, released_diary
from tests.storage.test_migrations_cut_short import places

folder = Path(sys.argv[1])

def killed_at(number, path, told):
    statements = []
    def kill(sql):
        statements.append(sql)
        if len(statements) == number:
            os.write(told, sql.encode())
            os.kill(os.getpid(), signal.SIGKILL)
    def connected(path):
        connection = connect(path)
        connection.set_trace_callback(kill)
        return connection
    store.connect = connected
    open_store(path, FixedClock(), counted_ids()).close()
    os._exit(0)

seen = []
def watched(path):
    connection = connect(path)
    connection.set_trace_callback(seen.append)
    return connection
shutil.copy(RELEASED[1], folder / "watched.sqlite3")
store.connect = watched
open_store(folder / "watched.sqlite3", FixedClock(), counted_ids()).close()
store.connect = connect

for number in places(seen):
    path = folder / f"{number}.sqlite3"
    shutil.copy(RELEASED[1], path)
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        killed_at(number, path, told)
    os.close(told)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) == (number <= len(seen))
    sql = os.read(heard, 1000).decode()
    os.close(heard)
    found = [identify(path), check_file(path) == [], read_diary(path) == (released_diary(), [])]
    again = open_store(path, FixedClock(), counted_ids())
    found.append(again.load() == released_diary())
    again.close()
    found.append(identify(path) == SCHEMA and check_file(path) == [])
    print(json.dumps([" ".join(sql.split()), *found]), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child forks itself for each kill")
def test_a_kill_at_any_statement_leaves_the_old_diary_or_the_new_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLS, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(all(rest) for _, _, *rest in kills), kills
    statements = [sql for sql, *_ in kills]
    committing = statements.index("COMMIT")
    assert statements[committing + 2] == "PRAGMA wal_checkpoint(TRUNCATE)"
    old = committing + 1
    assert [schema for _, schema, *_ in kills] == [1] * old + [SCHEMA] * (len(kills) - old)
    assert old > 10
