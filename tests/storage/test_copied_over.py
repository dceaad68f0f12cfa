"""Another file that is copied over an open diary is noticed, and costs nothing that was kept."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.errors import DiaryFileError, DiaryReplacedError
from diary.storage import store as store_module
from diary.storage import writing
from diary.storage.integrity import check_file
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore
from tests.builders import a_day, a_diary, a_run, scored


@pytest.mark.parametrize("is_read", [True, False])
def test_an_older_copy_that_is_written_over_the_open_diary_is_noticed(
    path: Path, opened: Callable[[Path], SqliteStore], *, is_read: bool
) -> None:
    older = path.with_name("older")
    shutil.copyfile(path, older)
    first = opened(path)
    first.write(ChangeSet((Change(None, a_run("kept")),)))
    first.close()
    store = opened(path)
    if is_read:
        store.load()
    else:
        # What was written since stands in the log and hides a part of the copy.
        store.write(scored(3))
    shutil.copyfile(older, path)
    with pytest.raises(DiaryReplacedError):
        store.write(ChangeSet((Change(None, a_run("later")),)))
    with pytest.raises(DiaryReplacedError):
        store.has_foreign_change()


def test_a_copy_that_has_not_all_its_tables_yet_is_noticed_too(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    """Half copied, it has the schema of one file and tables of another."""
    half = path.with_name("half")
    shutil.copyfile(path, half)
    with closing(sqlite3.connect(half)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TABLE shoes")
    store = opened(path)
    store.load()
    shutil.copyfile(half, path)
    with pytest.raises(DiaryReplacedError):
        store.write(scored(3))


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.load(),
        lambda store: store.write(scored(3)),
        lambda store: store.has_foreign_change(),
        lambda store: store.deleted(),
        lambda store: store.traces_in_bin(),
        lambda store: store.empty_bin_now(),
    ],
    ids=["load", "write", "look", "bin", "traces", "empty"],
)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_the_first_half_of_a_copy_is_told_whatever_is_done_next(
    path: Path,
    opened: Callable[[Path], SqliteStore],
    call: Callable[[SqliteStore], object],
    share: float,
) -> None:
    older = path.read_bytes()
    first = opened(path)
    first.write(ChangeSet(tuple(Change(None, a_run(f"run-{n}")) for n in range(40))))
    first.close()
    store = opened(path)
    store.load()
    path.write_bytes(older[: int(len(older) * share)])
    with pytest.raises(DiaryReplacedError):
        call(store)


def _copied_within_a_write(
    path: Path, copy: bytes, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let the next write meet this share of a copy over the diary; then all of it is there."""
    written = writing.write

    def half_there(*given: object) -> ChangeSet:
        monkeypatch.setattr(store_module, "write", written)
        path.write_bytes(copy[: int(len(copy) * share)])
        try:
            return written(*given)  # type: ignore[arg-type]  # as it was called
        finally:
            path.write_bytes(copy)

    monkeypatch.setattr(store_module, "write", half_there)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1])
def test_entries_in_the_moment_of_a_copy_that_the_log_hides_are_written(
    path: Path,
    opened: Callable[[Path], SqliteStore],
    monkeypatch: pytest.MonkeyPatch,
    share: float,
) -> None:
    """Half there it has broken pages; whole it changes nothing of the diary."""
    store = opened(path)
    # So many that SQLite has not read all of their pages.
    store.write(ChangeSet(tuple(Change(None, a_run(f"run-{n}")) for n in range(2000))))
    store.close()
    store = opened(path)
    store.load()
    store.write(scored(3))
    _copied_within_a_write(path, path.read_bytes(), share, monkeypatch)
    for late in ("late", "later"):
        store.write(ChangeSet((Change(None, a_run(late)),)))
    store.close()
    diary = read_diary(path)[0]
    assert {"late", "later"} <= set(diary.runs)
    assert (len(diary.runs), check_file(path)) == (2002, [])


@pytest.mark.parametrize("share", [0.0, 0.05])
def test_an_older_copy_in_the_moment_of_an_entry_is_not_written_into(
    path: Path, opened: Callable[[Path], SqliteStore], monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    """What was left is not known where another program has just written: then it is refused."""
    store = opened(path)
    store.write(ChangeSet(tuple(Change(None, a_run(f"run-{n}")) for n in range(2000))))
    store.close()
    older = path.read_bytes()
    store = opened(path)
    store.write(ChangeSet(tuple(Change(None, a_run(f"later-{n}")) for n in range(200))))
    store.close()
    store = opened(path)
    store.load()
    another = opened(path)
    another.write(scored(3))
    _copied_within_a_write(path, older, share, monkeypatch)
    with pytest.raises(DiaryFileError):
        store.write(ChangeSet((Change(None, a_run("late")),)))
    assert "late" not in read_diary(path)[0].runs


def test_a_copy_that_has_just_begun_leaves_what_was_entered_last(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    """SQLite deletes the log beside a file without a byte, with all that is not yet in the file."""
    store = opened(path)
    store.load()
    copy = path.read_bytes()
    store.write(scored(3))
    path.write_bytes(b"")
    with pytest.raises(DiaryReplacedError):
        store.write(scored(4))
    with pytest.raises(DiaryReplacedError):
        store.has_foreign_change()
    with pytest.raises(DiaryFileError):
        read_diary(path)
    path.write_bytes(copy)
    # As after a kill: nobody folds the log any more.
    assert read_diary(path)[0] == a_diary([a_day(left=3)])
    assert not store.has_foreign_change()


def test_the_log_is_not_folded_into_a_file_that_somebody_writes_into(
    path: Path, opened: Callable[[Path], SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "LOG_MOST", 0)
    store = opened(path)
    store.load()
    log = Path(f"{path}-wal")
    _copied_within_a_write(path, path.read_bytes(), 1, monkeypatch)
    store.write(scored(3))
    assert log.stat().st_size > 0
    store.write(ChangeSet((Change(None, a_run()),)))
    assert log.stat().st_size == 0


def test_an_older_copy_is_not_emptied_of_its_bin(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    store = opened(path)
    run = store.write(ChangeSet((Change(None, a_run("deleted")),)))
    store.write(run.inverse())
    store.close()
    older = path.read_bytes()
    first = opened(path)
    first.write(ChangeSet((Change(None, a_run("kept")),)))
    first.close()
    store = opened(path)
    store.load()
    path.write_bytes(older)
    with pytest.raises(DiaryReplacedError):
        store.empty_bin_now()
    assert path.read_bytes() == older


def test_a_copy_whose_name_is_no_text_is_told(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    store = opened(path)
    store.load()
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE about SET diary_id = CAST(x'ff41' AS TEXT)")
    shutil.copyfile(copy, path)
    with pytest.raises(DiaryReplacedError):
        store.has_foreign_change()


def test_an_older_copy_that_is_much_smaller_is_noticed_too(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    """Its pages end before those that the open program knows."""
    older = path.with_name("older")
    shutil.copyfile(path, older)
    first = opened(path)
    first.write(ChangeSet(tuple(Change(None, a_run(f"run-{n}")) for n in range(400))))
    first.close()
    store = opened(path)
    store.load()
    shutil.copyfile(older, path)
    with pytest.raises(DiaryReplacedError):
        store.write(scored(3))
    with pytest.raises(DiaryReplacedError):
        store.has_foreign_change()
