"""Other programs on the same file, and programs that end in the middle of a sentence."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from diary.domain.diary import Diary
from diary.domain.errors import DiaryBusyError
from diary.storage import database
from diary.storage.database import lock_path, read_open
from diary.storage.integrity import check_file, check_open
from diary.storage.lock import DiaryLock
from diary.storage.migrations.runner import schema_of
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore
from tests.builders import ON, a_day, a_diary, filling

ROOT = Path(__file__).parent.parent.parent
WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4
from diary.domain.change import Change, ChangeSet
from diary.domain.knee import Knee
from diary.storage.store import open_store
from tests.builders import ON, FixedClock, a_day

path, knee, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = open_store(path, FixedClock(), lambda: str(uuid4()))
for number in range(count):
    day = a_day(ON - timedelta(days=number), **{knee: number % 11})
    store.write(ChangeSet((Change(None, day),)))
    print(number, flush=True)
"""
LOCKER = """
import sys
from pathlib import Path
from diary.storage.lock import DiaryLock

lock = DiaryLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("holds", flush=True)
sys.stdin.read()
"""
TRIER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0.05, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
    print("free")
except sqlite3.OperationalError as error:
    print(error)
"""


@contextmanager
def child(code: str, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Another program at work; killed, if it is still there, at the end."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_programs_write_at_once_and_every_entry_is_there(path: Path) -> None:
    with child(WRITER, path, "left", 60) as first, child(WRITER, path, "right", 60) as second:
        first.communicate()
        second.communicate()
        assert first.returncode == second.returncode == 0
    days = read_diary(path)[0].days
    assert len(days) == 60
    assert all(len(day.knees) == 2 for day in days.values())
    assert check_file(path) == []


def test_a_killed_program_loses_nothing_it_acknowledged(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    acknowledged = -1
    for rest in (3, 17, 40):
        with child(WRITER, path, "left", 100_000) as process:
            while acknowledged < rest:
                acknowledged = int(line(process))
            process.kill()
            # Lines that were on their way when it ended count as well.
            assert process.stdout is not None
            said = process.stdout.read().split()
            acknowledged = int(said[-1]) if said else acknowledged
        # The log that was left behind is read where it lies, and folded in by the next start.
        assert_all_there(read_diary(path)[0].days, acknowledged)
        store = opened(path)
        assert_all_there(store.load().days, acknowledged)
        store.close()
        assert check_file(path) == []


def assert_all_there(days: object, last: int) -> None:
    assert isinstance(days, dict)
    assert {ON - timedelta(days=number) for number in range(last + 1)} <= set(days)


def test_a_diary_has_one_window_and_a_dead_one_does_not_count(path: Path) -> None:
    lock = DiaryLock(path)
    with child(LOCKER, path) as other:
        assert line(other) == "True"
        assert not lock.acquire()
        other.kill()
        other.wait()
        assert lock.acquire()
    with child(LOCKER, path) as other:
        assert line(other) == "False"
    lock.release()
    with child(LOCKER, path) as other:
        assert line(other) == "True"


def test_a_lock_makes_the_folder_of_a_first_start_and_may_be_given_back_unheld(
    tmp_path: Path,
) -> None:
    lock = DiaryLock(tmp_path / "diaries" / "My knees.sqlite3")
    lock.release()
    assert lock.acquire()
    lock.release()


def test_a_folder_without_room_for_a_lock_does_not_keep_the_window_shut(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert DiaryLock(tmp_path / "file" / "My knees.sqlite3").acquire()


@pytest.mark.skipif(os.name == "nt", reason="no program is stopped there by a signal")
def test_a_stopped_program_that_holds_the_diary_is_named_and_nothing_is_lost(
    path: Path, opened: Callable[[Path], SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_WAIT_S", 0.2)
    store = opened(path)
    day = a_day(left=3)
    with child(HOLDER, path) as other:
        assert line(other) == "holds"
        other.send_signal(signal.SIGSTOP)
        with pytest.raises(DiaryBusyError):
            store.write(filling(a_diary([day])))
        # Reading goes on beside it, and so does the look for what others wrote.
        assert store.load() == Diary()
        assert not store.has_foreign_change()
        other.send_signal(signal.SIGCONT)
        other.communicate()
    store.write(filling(a_diary([day])))
    assert store.load() == a_diary([day])


@pytest.mark.parametrize("look", [check_open, lambda path: read_open(path, schema_of)])
def test_a_look_at_the_open_diary_leaves_its_locks(
    path: Path, opened: Callable[[Path], SqliteStore], look: Callable[[Path], object]
) -> None:
    store = opened(path)
    store.write(filling(a_diary([a_day(left=3)])))
    connection = store._connection
    connection.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(look, path).result()
    with child(TRIER, path) as other:
        assert line(other) == "database is locked"
    connection.execute("ROLLBACK")
    with child(TRIER, path) as other:
        assert line(other) == "free"


# ---- the lock of the window -------------------------------------------------------------------


def test_a_lock_is_one_for_every_link_to_the_diary(path: Path) -> None:
    link = path.with_name("link.sqlite3")
    link.symlink_to(path)
    lock = DiaryLock(link)
    assert lock.acquire()
    with child(LOCKER, path) as other:
        assert line(other) == "False"
    lock.release()


@pytest.mark.parametrize("left", ["", "1\n", "4242\nhere\n", "\0\0"])
def test_what_stands_in_a_lock_file_is_not_believed(path: Path, left: str) -> None:
    lock_path(path).write_text(left)
    lock = DiaryLock(path)
    assert lock.acquire()
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="locks there are not made by flock")
def test_without_locks_of_the_system_a_file_that_was_left_keeps_nobody_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_fd: int, _how: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr("fcntl.flock", refuse)
    lock_path(path).write_text("99999999\nanother computer\n")
    assert DiaryLock(path).acquire()
    lock_path(path).unlink()
    first, second = DiaryLock(path), DiaryLock(path)
    assert first.acquire()
    assert second.acquire()
