"""A disk that is full or fails loses no acknowledged entry, and the diary works again after it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import (
    DiaryFileError,
    DiaryReplacedError,
    DiaryUnwritableError,
    FileFault,
)
from diary.storage import database
from diary.storage import store as store_module
from diary.storage.glance import glance
from diary.storage.integrity import check_file
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore, create_store, open_store
from tests.builders import ON, FixedClock, a_day, a_diary, a_run, counted_ids, filling
from tests.storage.failing_disk import Failing, Fault

ROOT = Path(__file__).parent.parent.parent
Opening = Callable[[Path], SqliteStore]


def noted(number: int) -> ChangeSet:
    """A run with a note that takes a good part of a page."""
    return ChangeSet((Change(None, a_run(f"run-{number}", note="x" * 500)),))


# ---- a disk of its own ------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") is not None and not mount(
        "-t", "tmpfs", "-o", "size=2m,mode=700", "kneelog-test", str(folder)
    )
    if not mounted:
        pytest.skip("only an administrator may mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode


def fill(folder: Path, leave: int) -> Path:
    """Fill the disk but for so many bytes."""
    rest = folder / "rest"
    with rest.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    os.truncate(rest, max(0, rest.stat().st_size - leave))
    return rest


@pytest.mark.parametrize("pages", [0, 1, 2, 3, 5, 8, 13])
def test_a_full_disk_loses_nothing_that_was_acknowledged_and_works_again(
    small_disk: Path, template: Path, opened: Opening, pages: int
) -> None:
    path = small_disk / "My knees.sqlite3"
    shutil.copy(template, path)
    store = opened(path)
    store.write(noted(0))
    acknowledged, faults = {"run-0"}, []
    rest = fill(small_disk, pages * 4096)
    for number in range(1, 150):
        try:
            store.write(noted(number))
        except DiaryUnwritableError as error:
            faults.append(error.fault)
        else:
            acknowledged.add(f"run-{number}")
    assert set(faults) == {FileFault.NO_SPACE}
    assert set(store.load().runs) == acknowledged
    rest.unlink()
    for number in range(150, 180):
        store.write(noted(number))
        acknowledged.add(f"run-{number}")
    assert set(store.load().runs) == acknowledged
    store.close()
    assert check_file(path) == []
    assert set(read_diary(path)[0].runs) == acknowledged


def test_a_full_disk_at_the_end_keeps_the_log(
    small_disk: Path, template: Path, opened: Opening
) -> None:
    path = small_disk / "My knees.sqlite3"
    shutil.copy(template, path)
    store = opened(path)
    runs = {f"run-{number}" for number in range(50)}
    for number in range(50):
        store.write(noted(number))
    rest = fill(small_disk, 0)
    store.close()
    assert set(read_diary(path)[0].runs) == runs
    rest.unlink()
    store = opened(path)
    assert set(store.load().runs) == runs
    store.close()
    assert check_file(path) == []
    assert sorted(each.name for each in small_disk.iterdir()) == [path.name]


def test_a_disk_that_may_only_be_read_shows_the_diary(small_disk: Path, template: Path) -> None:
    path = small_disk / "My knees.sqlite3"
    shutil.copy(template, path)
    path.chmod(0o644)
    store = open_store(path, FixedClock(), counted_ids())
    day = a_day(left=3)
    store.write(filling(a_diary([day])))
    store.close()
    path.chmod(0o644)
    assert not mount("-o", "remount,ro", str(small_disk))
    with pytest.raises(DiaryUnwritableError):
        open_store(path, FixedClock(), counted_ids())
    assert read_diary(path) == (a_diary([day]), [])
    assert glance(path, ON).days == {ON: day}
    assert check_file(path) == []


# ---- a file that may not grow -----------------------------------------------------------------

LIMITED = """
import resource, sys
from pathlib import Path
from diary.domain.change import Change, ChangeSet
from diary.domain.errors import DiaryUnwritableError
from diary.storage.store import open_store
from tests.builders import FixedClock, a_run, counted_ids

path = Path(sys.argv[1])
store = open_store(path, FixedClock(), counted_ids())
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
failed = []
for number in range(60):
    if number == 40:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    try:
        store.write(ChangeSet((Change(None, a_run(str(number), note="x" * 500)),)))
    except DiaryUnwritableError:
        failed.append(str(number))
assert sorted({str(number) for number in range(60)} - set(failed)) == sorted(store.load().runs)
store.close()
print(" ".join(failed))
"""


@pytest.mark.skipif(os.name == "nt", reason="no limits of this kind there")
@pytest.mark.parametrize("most", [100_000, 200_000, 201_001, 250_000])
def test_a_file_that_may_not_grow_fails_and_works_again(path: Path, most: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(most)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    failed = set(done.stdout.split())
    assert failed
    assert max(map(int, failed)) < 40
    assert set(read_diary(path)[0].runs) == {str(number) for number in range(60)} - failed
    assert check_file(path) == []


# ---- a failure at every statement of a write --------------------------------------------------


@pytest.mark.parametrize("is_lasting", [False, True])
def test_a_write_that_fails_anywhere_is_taken_back_and_the_next_one_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opening, *, is_lasting: bool
) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Failing))
    store = opened(path)
    connection = store._connection
    assert isinstance(connection, Failing)
    wanted = Diary()
    for number in range(1, 20):
        run = a_run(f"run-{number}", left=3)
        connection.fault = Fault(number, is_lasting)
        try:
            store.write(ChangeSet((Change(None, run),)))
        except DiaryFileError:
            connection.fault = None
            assert store.load() == wanted
            store.write(ChangeSet((Change(None, run),)))
        connection.fault = None
        wanted = a_diary(runs=[*wanted.runs.values(), run])
        assert store.load() == wanted
        assert not store.has_foreign_change()
    assert check_file(path) == []


# ---- the log ----------------------------------------------------------------------------------


def test_a_log_that_a_long_reading_made_large_is_small_again_after_it(
    path: Path, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "LOG_MOST", 200_000)
    log = Path(f"{path}-wal")
    store = opened(path)
    store.write(noted(0))
    tried: list[str] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM runs").fetchone()
        store._connection.set_trace_callback(tried.append)
        for number in range(1, 60):
            store.write(noted(number))
        assert reader.execute("SELECT count(*) FROM runs").fetchone() == (1,)
        assert log.stat().st_size > 400_000
        # Folding in is tried now and then, not at every entry.
        attempts = [sql for sql in tried if "wal_checkpoint" in sql]
        assert 1 <= len(attempts) <= 10
        # Whoever waits for a lock later waits as long as before.
        assert store._connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)
        reader.execute("COMMIT")
    for number in range(60, 90):
        store.write(noted(number))
    assert log.stat().st_size <= 220_000
    assert len(store.load().runs) == 90


def test_a_log_without_anybody_reading_stays_within_bounds(path: Path, opened: Opening) -> None:
    store = opened(path)
    runs = [a_run(f"{part}-{number}", note="x" * 500) for part in range(8) for number in range(500)]
    for start in range(0, len(runs), 500):
        store.write(filling(a_diary(runs=runs[start : start + 500])))
    assert Path(f"{path}-wal").stat().st_size < 6 * 1024 * 1024


# ---- the file is another one ------------------------------------------------------------------


def rename_folder(path: Path, link: Path) -> None:
    path.parent.rename(path.parent.with_name("renamed"))


def replace_by_a_copy(path: Path, link: Path) -> None:
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.replace(path)


def delete_log(path: Path, link: Path) -> None:
    Path(f"{path}-wal").unlink()


def replace_log(path: Path, link: Path) -> None:
    copy = path.with_name("copy")
    shutil.copy(f"{path}-wal", copy)
    copy.replace(f"{path}-wal")


def turn_link(path: Path, link: Path) -> None:
    other = path.with_name("other.sqlite3")
    shutil.copy(path, other)
    link.unlink()
    link.symlink_to(other)


def delete_link(path: Path, link: Path) -> None:
    link.unlink()


_FILES = (rename_folder, replace_by_a_copy, delete_log, replace_log)
_LINKS = (turn_link, delete_link)


@pytest.mark.parametrize(
    ("change", "by_link"),
    [*((each, False) for each in _FILES), *((each, True) for each in (*_FILES, *_LINKS))],
)
def test_a_file_that_is_another_one_takes_no_entry(
    template: Path,
    tmp_path: Path,
    opened: Opening,
    change: Callable[[Path, Path], None],
    *,
    by_link: bool,
) -> None:
    path = tmp_path / "folder" / "My knees.sqlite3"
    path.parent.mkdir()
    shutil.copy(template, path)
    link = tmp_path / "link.sqlite3"
    link.symlink_to(path)
    store = opened(link if by_link else path)
    store.write(noted(0))
    change(path, link)
    with pytest.raises(DiaryReplacedError):
        store.write(noted(1))
    with pytest.raises(DiaryReplacedError):
        store.has_foreign_change()
    assert set(store.load().runs) == {"run-0"}


def test_a_file_that_another_diary_was_copied_over_is_not_taken_for_it(
    path: Path, tmp_path: Path, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    other = tmp_path / "other.sqlite3"
    store = create_store(other, FixedClock(), counted_ids(100))
    for number in range(3):
        store.write(noted(number))
    store.close()
    store = opened(path)
    with other.open("rb") as source, path.open("r+b") as target:
        shutil.copyfileobj(source, target)
        target.truncate()
    with pytest.raises(DiaryReplacedError):
        store.has_foreign_change()
    with pytest.raises(DiaryReplacedError):
        store.write(noted(9))
    with pytest.raises(DiaryReplacedError):
        store.load()


def test_what_was_just_written_is_seen_through_a_link(
    path: Path, store: SqliteStore, tmp_path: Path
) -> None:
    store._connection.execute("PRAGMA wal_autocheckpoint = 0")
    store.write(noted(0))
    link = tmp_path / "link.sqlite3"
    link.symlink_to(path)
    assert set(read_diary(link)[0].runs) == {"run-0"}
