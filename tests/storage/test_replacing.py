"""A backup takes the place of a diary wholly or not at all, and what it replaces is kept."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryBusyError,
    DiaryUnwritableError,
    FileFault,
)
from diary.domain.file_problem import Problem
from diary.storage import replacing, restoring
from diary.storage.integrity import check_file
from diary.storage.lock import DiaryLock
from diary.storage.replacing import finish_interrupted, new_file, turn
from diary.storage.store import SqliteStore, open_store
from tests.builders import FixedClock, a_diary, a_run, counted_ids, filling
from tests.storage.put_back import (
    NOW,
    THEN,
    Shelf,
    content,
    damage,
    kill,
    make_backup,
    names,
    opened_content,
    task_of,
)
from tests.storage.released import RELEASED, released_diary


@pytest.fixture
def backup(path: Path) -> Backup:
    """A backup of THEN; the diary holds NOW."""
    return make_backup(path)


@pytest.fixture
def killed(path: Path, backup: Backup) -> Path:
    """The diary as a kill leaves it."""
    return kill(path, backup)


# ---- in the diary's place ---------------------------------------------------------------------


def test_replacing_keeps_the_diary_as_a_backup_and_can_be_undone(
    path: Path, backup: Backup
) -> None:
    before, set_aside = task_of(path).replace(backup)
    assert before is not None
    assert (before.reason, before.is_verified, set_aside) == (BackupReason.RESTORE, True, None)
    assert names(path.parent) == {path.name, "backups"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert opened_content(path) == THEN
    assert [each.reason for each in Shelf(path).entries()] == ["restore", "close"]
    again, _ = task_of(path).replace(before)
    assert opened_content(path) == NOW
    assert again is not None
    assert content(Path(again.path)) == THEN


def test_a_log_that_was_left_behind_does_not_bring_the_mistake_back(
    killed: Path, backup: Backup
) -> None:
    assert content(killed) == NOW
    before, _ = task_of(killed).replace(backup)
    assert names(killed.parent) == {killed.name, "backups"}
    assert opened_content(killed) == THEN
    assert before is not None
    assert content(Path(before.path)) == NOW


@pytest.mark.parametrize("has_links", [True, False])
def test_a_damaged_diary_is_set_aside_as_it_lies_with_its_log(
    killed: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    damage(killed)
    before = [Path(f"{killed}{ending}").read_bytes() for ending in ("", "-wal")]
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", _no_links)
    made, set_aside = task_of(killed).replace(backup)
    assert made is None
    assert set_aside is not None
    assert set_aside.parent == Shelf(killed).folder / "set aside"
    assert [Path(f"{set_aside}{ending}").read_bytes() for ending in ("", "-wal")] == before
    assert names(set_aside.parent) == {set_aside.name, f"{set_aside.name}-wal"}
    assert names(killed.parent) == {killed.name, "backups"}
    assert opened_content(killed) == THEN


def _no_links(_: Path, target: Path) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(target))


@pytest.mark.parametrize("spoiled", [b"", b"no diary at all", b"\xff" * 30_000])
def test_a_diary_that_nothing_can_open_is_set_aside(
    path: Path, backup: Backup, spoiled: bytes
) -> None:
    path.write_bytes(spoiled)
    _, set_aside = task_of(path).replace(backup)
    assert set_aside is not None
    assert set_aside.read_bytes() == spoiled
    assert opened_content(path) == THEN
    path.write_bytes(spoiled)
    _, second = task_of(path).replace(backup)
    assert second is not None
    assert second != set_aside


def test_a_diary_that_is_gone_comes_back_without_its_old_log(killed: Path, backup: Backup) -> None:
    log = Path(f"{killed}-wal").read_bytes()
    killed.unlink()
    assert task_of(killed).replace(backup) == (None, None)
    assert opened_content(killed) == THEN
    (kept,) = (Shelf(killed).folder / "set aside").iterdir()
    assert kept.read_bytes() == log


def test_a_link_to_a_diary_stays_a_link(path: Path, backup: Backup) -> None:
    link = path.with_name("link.sqlite3")
    link.symlink_to(path)
    task_of(link).replace(backup)
    assert link.is_symlink()
    assert opened_content(path) == opened_content(link) == THEN


def test_a_diary_in_the_old_form_can_be_put_back(path: Path) -> None:
    task = task_of(path)
    task.replace(task.backup_at(RELEASED[1]))
    assert opened_content(path) == released_diary()


# ---- others at work ---------------------------------------------------------------------------


def test_the_lock_of_another_window_is_respected_and_ones_own_is_no_hindrance(
    path: Path, backup: Backup
) -> None:
    window = DiaryLock(path)
    assert window.acquire()
    with pytest.raises(DiaryBusyError):
        task_of(path).replace(backup)
    assert content(path) == NOW
    task_of(path, has_lock=True).replace(backup)
    window.release()
    assert opened_content(path) == THEN


def test_a_diary_that_is_open_somewhere_is_not_replaced(
    path: Path,
    backup: Backup,
    opened: Callable[[Path], SqliteStore],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(restoring, "BUSY_WAIT_S", 0)
    store = opened(path)
    with pytest.raises(DiaryBusyError):
        task_of(path).replace(backup)
    store.write(filling(a_diary(runs=[a_run("run-3")])))
    assert "run-3" in store.load().runs
    assert names(path.parent) == {path.name, f"{path.name}-wal", f"{path.name}-shm", "backups"}


def test_what_is_written_while_the_backup_is_made_is_in_the_next_one(
    path: Path, backup: Backup
) -> None:
    other = open_store(path, FixedClock(), counted_ids(800_000))

    class Interrupted(Shelf):
        def make(self, reason: BackupReason) -> Backup:
            made = super().make(reason)
            if len(self.entries()) == 2:
                other.write(filling(a_diary(runs=[a_run("run-3")])))
                other.close()
            return made

    before, _ = task_of(path, shelf=Interrupted(path)).replace(backup)
    assert before is not None
    assert "run-3" in content(Path(before.path)).runs
    assert opened_content(path) == THEN


def test_who_waited_with_an_entry_does_not_write_it_into_the_old_file(
    path: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[sqlite3.Connection] = []
    swap = replacing.put_in_place

    def met(*given: object) -> None:
        # Opened in the last moment: it finds the diary locked, and moved when the lock is gone.
        waiting.append(sqlite3.connect(path, timeout=0, isolation_level=None))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            waiting[0].execute("PRAGMA journal_mode = WAL")
        swap(*given)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(replacing, "put_in_place", met)
    task_of(path).replace(backup)
    with closing(waiting[0]), pytest.raises(sqlite3.OperationalError, match="readonly"):
        waiting[0].execute("UPDATE counts SET live = 9")
    assert names(path.parent) == {path.name, "backups"}
    assert check_file(path) == []


# ---- when it goes wrong -----------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES])
@pytest.mark.parametrize("place", ["copy_to_disk", "put_in_place"])
def test_a_disk_that_is_full_or_locked_leaves_the_diary_as_it_was(
    killed: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch, number: int, place: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(replacing if place == "put_in_place" else restoring, place, refuse)
    with pytest.raises(BackupFailedError) as failed:
        task_of(killed).replace(backup)
    is_full = number != errno.EACCES
    assert failed.value.fault is (BackupFault.NO_SPACE if is_full else BackupFault.NOT_WRITABLE)
    assert opened_content(killed) == NOW


def test_a_backup_for_which_there_is_no_room_stops_everything(path: Path, backup: Backup) -> None:
    class Full(Shelf):
        def make(self, reason: BackupReason) -> Backup:
            raise DiaryUnwritableError(str(self.folder), fault=FileFault.NO_SPACE)

    with pytest.raises(BackupFailedError) as failed:
        task_of(path, shelf=Full(path)).replace(backup)
    assert failed.value.fault is BackupFault.NO_SPACE
    assert names(path.parent) == {path.name, "backups"}
    assert opened_content(path) == NOW


@pytest.mark.parametrize("fault", [FileFault.DISK_GONE, FileFault.UNREADABLE, FileFault.NO_SPACE])
def test_a_diary_that_cannot_even_be_read_is_set_aside(
    path: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch, fault: FileFault
) -> None:
    def refused(file: Path) -> list[Problem]:
        if file == path:
            raise DiaryUnwritableError(str(file), fault=fault)
        return check_file(file)

    monkeypatch.setattr(restoring, "check_file", refused)
    before = path.read_bytes()
    if fault is FileFault.NO_SPACE:
        # Nothing is the matter with the diary.
        with pytest.raises(BackupFailedError):
            task_of(path).replace(backup)
        assert path.read_bytes() == before
        return
    _, set_aside = task_of(path).replace(backup)
    assert set_aside is not None
    assert set_aside.read_bytes() == before
    assert opened_content(path) == THEN


def test_a_diary_is_whole_wherever_replacing_it_is_cut_off(tmp_path: Path) -> None:
    """At each name that is given or taken; `tests/storage/cut_off.py` knows further places."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.cut_off", str(tmp_path), "swap"],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "swap, sound",
        "swap, damaged",
        "swap, unreadable",
        "swap, missing",
    ]
    assert all(int(line.split()[2]) > 10 for line in lines)


# ---- the next start ---------------------------------------------------------------------------


@pytest.fixture
def cut_off(killed: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A damaged diary, cut off after the note was written and before anything else was done."""
    damage(killed)
    kept = [Path(f"{killed}{ending}").read_bytes() for ending in ("", "-wal")]
    with monkeypatch.context() as patched:
        patched.setattr(replacing, "_carry_out", lambda *_: None)
        patched.setattr(restoring, "taken_away", _left_there)
        task_of(killed).replace(backup)
    assert [Path(f"{killed}{ending}").read_bytes() for ending in ("", "-wal")] == kept
    return killed


class _left_there:  # noqa: N801 - stands in for a function
    def __init__(self, part: Path) -> None:
        self._part = part

    def __enter__(self) -> Path:
        return self._part

    def __exit__(self, *_: object) -> None:
        return


def test_a_start_looks_and_changes_nothing_when_nothing_was_cut_off(path: Path) -> None:
    assert finish_interrupted(path) is False
    assert finish_interrupted(path.with_name("missing.sqlite3")) is False
    assert names(path.parent) == {path.name}


def test_what_was_cut_off_is_finished_at_the_next_start(cut_off: Path) -> None:
    assert finish_interrupted(cut_off) is True
    assert finish_interrupted(cut_off) is False
    assert names(cut_off.parent) == {cut_off.name, "backups"}
    assert opened_content(cut_off) == THEN
    (aside,) = (Shelf(cut_off).folder / "set aside").glob("*.sqlite3")
    assert Path(f"{aside}-wal").exists()


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_a_diary_that_was_written_into_since_stays(cut_off: Path, ending: str) -> None:
    changed = Path(f"{cut_off}{ending}")
    changed.write_bytes(changed.read_bytes() + bytes(4096))
    before = changed.read_bytes()
    assert finish_interrupted(cut_off) is False
    assert changed.read_bytes() == before
    assert not any(name.startswith(".") for name in names(cut_off.parent))
    assert Path(f"{cut_off}-wal").exists()


@pytest.mark.parametrize("spoil", ["new file", "note"])
def test_without_its_parts_it_is_taken_back(cut_off: Path, spoil: str) -> None:
    note = cut_off.with_name(f".{cut_off.name}.restoring")
    before = cut_off.read_bytes()
    if spoil == "note":
        note.write_bytes(b"{")
    else:
        new_file(cut_off).write_bytes(b"half")
    assert finish_interrupted(cut_off) is False
    assert cut_off.read_bytes() == before
    assert not any(name.startswith(".") for name in names(cut_off.parent))
    assert Path(f"{cut_off}-wal").exists()


def test_a_start_waits_for_who_is_replacing_the_diary(
    cut_off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "BUSY_WAIT_S", 0)
    with turn(cut_off):
        with pytest.raises(DiaryBusyError):
            finish_interrupted(cut_off)
        cut_off.with_name(f".{cut_off.name}.restoring").unlink()
        # Only a copy yet: the diary is the old one.
        assert finish_interrupted(cut_off) is False
        assert new_file(cut_off).exists()
    assert finish_interrupted(cut_off) is False
    assert not new_file(cut_off).exists()
