"""Going back to a backup, as the window and the command line do it."""

from datetime import timedelta
from pathlib import Path

import pytest

from diary import bootstrap
from diary.bootstrap.backups import backups_of
from diary.bootstrap.restoring import restoring_of
from diary.domain.backup import Backup, BackupReason
from diary.domain.comparison import compare
from diary.domain.diary import Diary
from diary.domain.errors import BackupFailedError, BackupFault, DiaryBusyError, DiaryExistsError
from diary.services.restoring import Replaced, Salvaged
from diary.storage.lock import DiaryLock
from tests.builders import ON, a_day, a_diary, a_run, filling, write_new_diary

THEN = a_diary([a_day(left=3)], [a_run()])
LATER = a_diary([a_day(ON + timedelta(1), right=2)])
NOW = a_diary([*THEN.days.values(), *LATER.days.values()], THEN.runs.values())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A diary that holds NOW and has a backup of THEN."""
    path = tmp_path / "My knees.sqlite3"
    write_new_diary(path, THEN)
    backups_of(path).make(BackupReason.CLOSE)
    store = bootstrap.open_store(path)
    store.write(filling(LATER))
    store.close()
    return path


@pytest.fixture
def backup(path: Path) -> Backup:
    return backups_of(path).entries()[-1]


def content(path: Path) -> Diary:
    store = bootstrap.open_store(path)
    try:
        return store.load()
    finally:
        store.close()


def test_a_preview_shows_the_backup_and_what_would_be_lost(path: Path, backup: Backup) -> None:
    preview = restoring_of(path).preview(backup, NOW)
    assert (preview.backup, preview.diary) == (backup, THEN)
    assert preview.difference == compare(NOW, THEN)
    assert restoring_of(path).preview(backup, None).difference.is_nothing_lost


def test_a_backup_is_opened_beside_the_diary(path: Path, backup: Backup, tmp_path: Path) -> None:
    new = tmp_path / "Then.sqlite3"
    assert restoring_of(path).open_separately(backup, new) == new
    assert (content(new), content(path)) == (THEN, NOW)
    with pytest.raises(DiaryExistsError):
        restoring_of(path).open_separately(backup, new)


def test_replacing_is_taken_back_by_replacing(path: Path, backup: Backup) -> None:
    restoring = restoring_of(path)
    done = restoring.replace(backup)
    assert content(path) == THEN
    assert done.before is not None
    assert restoring.replace(done.before).before is not None
    assert content(path) == NOW


def test_a_diary_that_was_deleted_comes_back(path: Path, backup: Backup) -> None:
    path.unlink()
    assert restoring_of(path).replace(backup) == Replaced()
    assert content(path) == THEN


def test_a_window_that_has_the_diary_gives_its_lock_along(path: Path, backup: Backup) -> None:
    lock = DiaryLock(path)
    assert lock.acquire()
    with pytest.raises(DiaryBusyError):
        restoring_of(path).replace(backup)
    restoring_of(path, has_lock=True).replace(backup)
    lock.release()
    assert content(path) == THEN


def test_the_readable_part_of_a_damaged_diary_is_saved(path: Path, tmp_path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    new = tmp_path / "Saved.sqlite3"
    done = restoring_of(path).save_readable(new)
    assert isinstance(done, Salvaged)
    assert (done.days, done.runs, done.shoes) == (2, 1, 0)
    assert done.problems
    assert content(new) == NOW
    damaged = path.read_bytes()
    set_aside = restoring_of(path).replace(restoring_of(path).backup_at(new)).set_aside
    assert set_aside is not None
    assert set_aside.read_bytes() == damaged
    assert content(path) == NOW


def test_what_is_no_backup_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear diary")
    for file in (path, tmp_path / "letter", tmp_path / "missing"):
        with pytest.raises(BackupFailedError) as failed:
            restoring_of(path).backup_at(file)
        assert failed.value.fault is BackupFault.NOT_A_BACKUP
