"""Other programs on the same file, and programs that end in the middle of a sentence."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from diary.storage.integrity import check_file
from diary.storage.lock import DiaryLock
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore
from tests.builders import ON

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
