"""A second folder gets finished backups, whole or not at all; two programs make them at once."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock

from diary import paths
from diary.bootstrap.backups import backups_of
from diary.bootstrap.files import known_diaries
from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import BackupFailedError, BackupFault, DiaryBusyError
from diary.services.backups import Backups
from diary.storage.backups import folder as backup_folder
from diary.storage.backups.manifest import listed
from diary.storage.backups.shelf import DiaryBackups
from diary.storage.store import SqliteStore
from tests.builders import FixedClock, a_diary, a_run, filling

ROOT = Path(__file__).parents[3]
MAKER = """
import sys
from pathlib import Path
from diary.domain.backup import BackupReason
from diary.storage.backups.shelf import DiaryBackups
from tests.builders import FixedClock

shelf = DiaryBackups(Path(sys.argv[1]), FixedClock(), "other")
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    print(shelf.make(BackupReason.BY_HAND).number, flush=True)
"""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The second folder."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def place_in(stick: Path) -> Path:
    """The one folder inside the second folder."""
    (place,) = (each for each in stick.iterdir() if each.is_dir())
    return place


def fault_of(shelf: DiaryBackups, stick: Path) -> BackupFailedError:
    with pytest.raises(BackupFailedError) as failure:
        shelf.copy_newest_to(stick)
    return failure.value


# ---- the second folder ------------------------------------------------------------------------


def test_it_gets_the_newest_one_with_its_manifest(shelf: DiaryBackups, stick: Path) -> None:
    shelf.make(BackupReason.CHANGE)
    newest = shelf.make(BackupReason.CLOSE)
    shelf.copy_newest_to(stick)
    place = place_in(stick)
    (copied,) = listed(place)
    assert (copied.number, copied.reason, copied.content) == (2, newest.reason, newest.content)
    assert copied.is_verified
    assert shelf.verify(copied) == []
    assert Path(copied.path).read_bytes() == Path(newest.path).read_bytes()
    assert stat.S_IMODE(Path(copied.path).stat().st_mode) == 0o400
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_what_is_there_already_is_not_copied_again(shelf: DiaryBackups, stick: Path) -> None:
    shelf.copy_newest_to(stick)
    assert list(stick.iterdir()) == []
    shelf.make(BackupReason.CHANGE)
    shelf.copy_newest_to(stick)
    before = Path(listed(place_in(stick))[0].path).stat()
    shelf.copy_newest_to(stick)
    assert Path(listed(place_in(stick))[0].path).stat() == before


def test_it_goes_on_after_the_backups_of_the_diary_were_lost(
    shelf: DiaryBackups, stick: Path, clock: FixedClock
) -> None:
    for _ in range(3):
        shelf.make(BackupReason.CHANGE)
    shelf.copy_newest_to(stick)
    shutil.rmtree(shelf.folder)
    clock.turn(hours=1)
    assert shelf.make(BackupReason.CHANGE).number == 1
    shelf.copy_newest_to(stick)
    assert [each.number for each in listed(place_in(stick))] == [4, 3]


def test_it_is_thinned_by_the_same_rule_and_foreign_files_stay(
    shelf: DiaryBackups, stick: Path, clock: FixedClock
) -> None:
    shelf.make(BackupReason.CHANGE)
    shelf.copy_newest_to(stick)
    mine = place_in(stick) / "0000001-mine.sqlite3"
    mine.write_text("mine")
    for hours in (1, 1, 1, 900, 1, 1, 1, 1, 1):
        clock.turn(hours=hours)
        shelf.make(BackupReason.CHANGE)
        shelf.copy_newest_to(stick)
    assert [each.number for each in listed(place_in(stick))] == [10, 9, 8, 7, 6, 5, 4]
    assert mine.read_text() == "mine"


def test_two_diaries_never_mix(
    path: Path, shelf: DiaryBackups, stick: Path, clock: FixedClock
) -> None:
    other = path.parent / "elsewhere" / path.name
    other.parent.mkdir()
    shutil.copy(path, other)
    for each in (shelf, DiaryBackups(other, clock, "")):
        each.make(BackupReason.CHANGE)
        each.copy_newest_to(stick)
    assert len(list(stick.iterdir())) == 2
    assert all(each.name.startswith("My knees-") for each in stick.iterdir())


def test_the_folder_that_was_chosen_for_a_diary_is_used(
    path: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "config_path", lambda: tmp_path / "config")
    backups = backups_of(path)
    backups.make(BackupReason.BY_HAND)
    assert list(stick.iterdir()) == []
    known_diaries().set_second_folder(path, stick)
    outcome = backups.make(BackupReason.BY_HAND)
    (copied,) = listed(place_in(stick))
    assert outcome.second_problem is None
    assert copied.number == outcome.backup.number == 2


def test_a_folder_that_is_not_there_is_told_and_never_made(
    shelf: DiaryBackups, stick: Path
) -> None:
    shelf.make(BackupReason.CHANGE)
    gone = stick / "gone"
    outcome = Backups(shelf, lambda: gone).make(BackupReason.CHANGE)
    assert outcome.second_problem is not None
    assert (outcome.second_problem.fault, outcome.second_problem.path) == (
        BackupFault.NO_FOLDER,
        str(gone),
    )
    assert not gone.exists()
    (stick / "file").write_text("mine")
    assert fault_of(shelf, stick / "file").fault is BackupFault.NO_FOLDER


@pytest.mark.parametrize(
    ("number", "fault"), [(28, BackupFault.NO_SPACE), (30, BackupFault.NOT_WRITABLE)]
)
def test_a_disk_that_fails_leaves_nothing_there(
    shelf: DiaryBackups,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    fault: BackupFault,
) -> None:
    shelf.make(BackupReason.CHANGE)

    def fail(source: str, part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(shutil, "copyfile", fail)
    failure = fault_of(shelf, stick)
    assert (failure.fault, failure.path) == (fault, str(stick))
    assert [each.name for each in place_in(stick).iterdir()] == [".lock"]


def test_a_backup_that_was_changed_is_not_copied(shelf: DiaryBackups, stick: Path) -> None:
    made = Path(shelf.make(BackupReason.CHANGE).path)
    made.chmod(0o600)
    content = bytearray(made.read_bytes())
    content[2000] ^= 1
    made.write_bytes(content)
    assert fault_of(shelf, stick).fault is BackupFault.NOT_SOUND
    assert listed(place_in(stick)) == []


def test_a_folder_in_use_by_another_program_is_told(
    shelf: DiaryBackups, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.make(BackupReason.CHANGE)
    shelf.copy_newest_to(stick)
    monkeypatch.setattr(backup_folder, "LOCK_WAIT_S", 0)
    with backup_folder.held(place_in(stick)):
        assert fault_of(shelf, stick).fault is BackupFault.NOT_WRITABLE
    with backup_folder.held(shelf.folder):
        with pytest.raises(DiaryBusyError):
            shelf.make(BackupReason.CHANGE)
        assert shelf.thin() == []


# ---- several makers ---------------------------------------------------------------------------


def test_two_programs_make_backups_at_once(
    path: Path, shelf: DiaryBackups, opened: Callable[[Path], SqliteStore]
) -> None:
    store = opened(path)
    with subprocess.Popen(
        [sys.executable, "-c", MAKER, str(path), "5"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        assert other.stdin is not None
        other.stdin.write("go\n")
        other.stdin.flush()
        ours = []
        for number in range(5):
            store.write(filling(a_diary(runs=[a_run(f"run-{number}")])))
            ours.append(shelf.make(BackupReason.CHANGE).number)
        theirs = [int(line) for line in other.stdout]
    assert sorted(ours + theirs) == list(range(1, 11))
    assert [each.number for each in shelf.entries()] == list(range(10, 0, -1))
    assert all(shelf.verify(each) == [] for each in shelf.entries())


def test_two_threads_make_backups_at_once(shelf: DiaryBackups) -> None:
    made: list[Backup] = []
    threads = [
        Thread(target=lambda: made.append(shelf.make(BackupReason.CHANGE))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.number for each in made) == [1, 2, 3, 4]


def test_where_there_are_no_locks_a_number_is_taken_once_all_the_same(
    shelf: DiaryBackups, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoLock(FileLock):
        def _acquire(self) -> None:
            raise NotImplementedError

    monkeypatch.setattr(backup_folder, "FileLock", NoLock)
    left = shelf.make(BackupReason.CHANGE)
    part = shelf.folder / "0000002.sqlite3.part"
    part.write_text("somebody else's, perhaps")
    assert shelf.make(BackupReason.CHANGE).number == 3
    assert part.exists()
    with (
        backup_folder.taken_number(shelf.folder) as (first, _),
        backup_folder.taken_number(shelf.folder) as (then, _),
    ):
        assert (first, then) == (4, 5)
    assert left in shelf.entries()


def test_a_maker_that_is_killed_leaves_what_the_next_one_removes(
    path: Path, shelf: DiaryBackups
) -> None:
    for number in range(1, 9):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(number)], cwd=ROOT, check=False
        )
        assert killed.returncode == -9
        assert all(shelf.verify(each) == [] for each in shelf.entries())
    left = shelf.entries()
    shelf.make(BackupReason.CHANGE)
    assert shelf.entries()[1:] == left
    assert not [each for each in shelf.folder.iterdir() if ".part" in each.name]
    assert len(list(shelf.folder.glob("*.json"))) == len(list(shelf.folder.glob("*.sqlite3")))


KILLED = """
import os, signal, sys
from pathlib import Path
from diary.domain.backup import BackupReason
from diary.storage.backups.shelf import DiaryBackups
from tests.builders import FixedClock

shelf, calls, last = DiaryBackups(Path(sys.argv[1]), FixedClock(), ""), 0, int(sys.argv[2])

def count(event, arguments):
    global calls
    if event in ("os.link", "os.remove", "os.chmod", "os.mkdir") and "backups" in str(arguments):
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
while True:
    shelf.make(BackupReason.CHANGE)
"""
