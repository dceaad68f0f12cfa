"""An open diary notices what happens to its file and says so; nothing acknowledged is lost."""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import (
    DiaryBusyError,
    DiaryDamagedError,
    DiaryReplacedError,
    DiaryUnwritableError,
)
from diary.services.events import EventBus
from diary.services.journal import Journal
from diary.storage import database
from diary.storage import store as store_module
from diary.storage.as_left import Counts, rows_there
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore, create_store
from tests.builders import FixedClock, a_day, a_diary, a_run, counted_ids, filling, scored


def test_the_journal_writes_through_the_store(store: SqliteStore, path: Path) -> None:
    journal = Journal(EventBus())
    journal.apply(scored(3))
    assert journal.attach(store) == []
    journal.apply(Change(None, a_run()))
    assert read_diary(path)[0] == journal.diary
    journal.detach()
    assert read_diary(path)[0] == a_diary([a_day(left=3)], [a_run()])


def test_a_foreign_change_is_noticed_once(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    window, command_line = opened(path), opened(path)
    window.load()
    assert not window.has_foreign_change()
    command_line.write(scored(3))
    assert window.has_foreign_change()
    assert not window.has_foreign_change()
    window.write(ChangeSet((Change(None, a_run()),)))
    assert not window.has_foreign_change()


def test_a_foreign_change_before_a_write_of_our_own_is_still_noticed(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    window, command_line = opened(path), opened(path)
    window.load()
    command_line.write(scored(3))
    window.write(ChangeSet((Change(None, a_run()),)))
    assert window.has_foreign_change()


def test_made_in_one_thread_and_used_in_another(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    with ThreadPoolExecutor(1) as pool:
        store = pool.submit(opened, path).result()
        assert pool.submit(store.load).result() == Diary()
    store.write(scored(3))
    assert store.load() == a_diary([a_day(left=3)])


@pytest.mark.parametrize("which", ["diary", "log"])
def test_a_deleted_file_is_noticed_before_an_entry_counts(
    store: SqliteStore, path: Path, which: str
) -> None:
    (path if which == "diary" else path.with_name(f"{path.name}-wal")).unlink()
    with pytest.raises(DiaryReplacedError):
        store.write(scored(3))
    with pytest.raises(DiaryReplacedError):
        store.has_foreign_change()
    # What was written before can still be saved elsewhere.
    assert store.load() == Diary()


def test_a_replaced_file_is_noticed_and_not_touched(
    store: SqliteStore, path: Path, template: Path
) -> None:
    shutil.copy(template, path.with_name("other"))
    path.with_name("other").replace(path)
    before = path.read_bytes()
    with pytest.raises(DiaryReplacedError):
        store.write(scored(3))
    store.close()
    assert path.read_bytes() == before


def test_nothing_is_written_into_what_is_left_of_a_diary(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    """A table that another program has dropped is damage, and stays to be told."""
    store = opened(path)
    store.load()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE plans")
    for _again in range(2):
        with pytest.raises(DiaryDamagedError):
            store.write(ChangeSet((Change(None, a_run("lost")),)))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (0,)


def test_numbers_that_were_counted_wrongly_are_no_replacement(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE counts SET live = live + 1 WHERE table_name = 'days'")
    for turn in range(2):
        store = opened(path)
        store.load()
        store.write(ChangeSet((Change(None, a_run(f"run-{turn}")),)))
        # Another program's end folds the log into the file, which is then looked at anew.
        opened(path).close()
        store.write(ChangeSet((Change(None, a_run(f"more-{turn}")),)))
        store.has_foreign_change()
        store.close()
    assert set(read_diary(path)[0].runs) == {"run-0", "more-0", "run-1", "more-1"}


def test_on_a_network_an_entry_does_not_read_the_whole_diary(
    path: Path, opened: Callable[[Path], SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counting(connection: sqlite3.Connection) -> Counts | None:
        asked.append(connection)
        return rows_there(connection)

    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    monkeypatch.setattr(store_module, "rows_there", counting)
    monkeypatch.setattr(store_module, "sound_rows", counting)
    store = opened(path)
    store.load()
    for number in range(3):
        store.write(ChangeSet((Change(None, a_run(f"run-{number}")),)))
        assert not store.has_foreign_change()
    assert len(asked) == 1


def test_a_program_that_only_folds_the_log_in_is_no_replacement(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    store = opened(path)
    store.load()
    store.write(scored(3))
    opened(path).close()
    store.write(ChangeSet((Change(None, a_run("later")),)))
    other = opened(path)
    other.write(ChangeSet((Change(None, a_run("other")),)))
    other.close()
    store.write(ChangeSet((Change(None, a_run("last")),)))
    assert store.has_foreign_change()
    assert set(store.load().runs) == {"later", "other", "last"}


def test_another_program_that_keeps_writing_is_waited_for_and_then_named(
    path: Path, opened: Callable[[Path], SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_WAIT_S", 0.05)
    store = opened(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DiaryBusyError):
            store.write(scored(3))
        assert store.load() == Diary()
        other.execute("ROLLBACK")
    store.write(scored(3))


def test_a_full_disk_loses_nothing_and_works_again(store: SqliteStore) -> None:
    store.write(scored(3))
    connection = store._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    many = filling(a_diary(runs=[a_run(str(number), note="x" * 500) for number in range(100)]))
    with pytest.raises(DiaryUnwritableError):
        store.write(many)
    assert store.load() == a_diary([a_day(left=3)])
    connection.execute(f"PRAGMA max_page_count = {pages + 1000}")
    store.write(many)
    assert len(store.load().runs) == 100


def test_closing_folds_the_log_into_the_file(store: SqliteStore, path: Path) -> None:
    store.write(scored(3))
    store.close()
    store.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_closing_beside_an_open_program_keeps_its_log(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    first, second = opened(path), opened(path)
    first.write(scored(3))
    first.close()
    second.write(ChangeSet((Change(None, a_run()),)))
    assert second.load() == a_diary([a_day(left=3)], [a_run()])


def test_an_acknowledged_commit_is_on_the_disk(store: SqliteStore) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout")
    found = [store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert found == ["wal", 2, 1, 0, 5000]


def test_on_a_network_there_is_no_shared_log(
    path: Path, opened: Callable[[Path], SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    store = opened(path)
    asked = ("journal_mode", "synchronous")
    found = [store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert found == ["delete", 3]
    store.write(scored(3))
    assert not Path(f"{path}-wal").exists()
    assert read_diary(path)[0] == a_diary([a_day(left=3)])


def test_a_log_that_was_left_behind_is_not_played_into_a_new_diary(tmp_path: Path) -> None:
    path = tmp_path / "Anna.sqlite3"
    left = Path(f"{path}-wal")
    store = create_store(path, FixedClock(), counted_ids())
    store.write(scored(3))
    log = left.read_bytes()
    store.close()
    path.unlink()
    left.write_bytes(log)
    new = create_store(path, FixedClock(), counted_ids(100))
    try:
        assert new.load() == Diary()
    finally:
        new.close()
    assert [each.read_bytes() for each in path.parent.glob("*.left-*-wal")] == [log]
