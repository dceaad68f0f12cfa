"""A backup is checked again, and opened beside the diary without touching anything."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from diary.domain.backup import Backup
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryExistsError,
    DiaryNewerError,
)
from tests.builders import ON
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


# ---- beside the diary -------------------------------------------------------------------------


def test_a_backup_opens_as_a_diary_of_its_own(path: Path, backup: Backup, tmp_path: Path) -> None:
    new = tmp_path / "a" / "Then.sqlite3"
    task_of(path).copy_to(backup, new)
    assert names(new.parent) == {new.name}
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert opened_content(new) == THEN
    assert content(path) == NOW


def test_a_backup_of_an_older_form_is_brought_to_the_present_one(
    path: Path, tmp_path: Path
) -> None:
    task, new = task_of(path), tmp_path / "Old.sqlite3"
    backup = task.backup_at(RELEASED[1])
    assert (backup.schema, backup.days, backup.runs) == (1, 3, 2)
    assert task.read(backup) == released_diary()
    task.copy_to(backup, new)
    assert opened_content(new) == released_diary()


def test_nothing_is_ever_replaced_by_a_separate_diary(
    path: Path, backup: Backup, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "log-wal").write_text("left behind")
    before = names(tmp_path)
    for name in ("file", "folder", "link", "log"):
        with pytest.raises(DiaryExistsError):
            task_of(path).copy_to(backup, tmp_path / name)
    assert names(tmp_path) == before
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda file: file.write_bytes(file.read_bytes()[:-4096]), BackupFault.NOT_SOUND),
        (lambda file: file.write_bytes(file.read_bytes() + b"\0" * 4096), BackupFault.NOT_SOUND),
        (lambda file: file.write_bytes(b"K" * 5000), BackupFault.NOT_A_BACKUP),
        (lambda file: file.write_bytes(b""), BackupFault.NOT_A_BACKUP),
        (lambda file: file.unlink(), BackupFault.NOT_A_BACKUP),
    ],
)
def test_a_backup_that_is_not_as_it_was_written_is_not_used(
    path: Path, backup: Backup, tmp_path: Path, spoil: Callable[[Path], None], fault: BackupFault
) -> None:
    file = Path(backup.path)
    file.parent.chmod(0o700)
    file.chmod(0o600)
    spoil(file)
    before = path.read_bytes()
    new = tmp_path / "new" / "new.sqlite3"
    uses: list[Callable[[], object]] = [
        lambda: task_of(path).copy_to(backup, new),
        lambda: task_of(path).replace(backup),
    ]
    for use in uses:
        with pytest.raises(BackupFailedError) as failed:
            use()
        assert (failed.value.fault, failed.value.path) == (fault, str(file))
    assert path.read_bytes() == before
    assert names(path.parent) == {path.name, "backups", "new"}
    assert names(new.parent) == set()


def test_a_newer_backup_is_named_as_such(path: Path, backup: Backup, tmp_path: Path) -> None:
    newer = tmp_path / "newer.sqlite3"
    shutil.copy(path, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(DiaryNewerError):
        task_of(path).backup_at(newer)
    with pytest.raises(DiaryNewerError):
        task_of(path).replace(_named(backup, newer))
    assert content(path) == NOW


def _named(backup: Backup, file: Path) -> Backup:
    return replace(backup, path=str(file))


# ---- a file that a person names ---------------------------------------------------------------


def test_a_backup_is_known_wherever_it_was_copied(
    path: Path, backup: Backup, tmp_path: Path
) -> None:
    copied = tmp_path / "stick"
    shutil.copytree(Shelf(path).folder, copied)
    found = task_of(path).backup_at(copied / Path(backup.path).name)
    assert found == _named(backup, copied / Path(backup.path).name)
    bare = copied / "renamed"
    shutil.copy(backup.path, bare)
    found = task_of(path).backup_at(bare)
    assert (found.number, found.days, found.runs, found.shoes) == (0, 1, 1, 1)
    assert (found.last_on, found.sha256, found.content) == (ON, backup.sha256, backup.content)
    assert task_of(path).read(found) == THEN


def test_a_file_with_a_log_is_taken_with_it(killed: Path, tmp_path: Path) -> None:
    """As a diary lies that was set aside."""
    aside = tmp_path / "aside.sqlite3"
    for ending in ("", "-wal"):
        shutil.copy(f"{killed}{ending}", f"{aside}{ending}")
    task, new = task_of(killed), tmp_path / "new.sqlite3"
    found = task.backup_at(aside)
    assert found.sha256 == ""
    assert task.read(found) == NOW
    task.copy_to(found, new)
    assert opened_content(new) == NOW


def test_only_a_sound_diary_is_taken_for_a_backup(
    path: Path, backup: Backup, tmp_path: Path
) -> None:
    file = tmp_path / "named"
    task = task_of(path)
    for text in (None, "Dear diary"):
        if text is not None:
            file.write_text(text)
        with pytest.raises(BackupFailedError) as failed:
            task.backup_at(file)
        assert (failed.value.fault, failed.value.path) == (BackupFault.NOT_A_BACKUP, str(file))
    file.write_bytes(Path(backup.path).read_bytes())
    assert task.backup_at(file).is_verified
    damage(file)
    with pytest.raises(BackupFailedError) as failed:
        task.backup_at(file)
    assert (failed.value.fault, failed.value.path) == (BackupFault.NOT_SOUND, str(file))


def test_the_diary_is_no_backup_of_itself(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other name.sqlite3"
    other.hardlink_to(path)
    for file in (path, other):
        with pytest.raises(BackupFailedError) as failed:
            task_of(path).backup_at(file)
        assert failed.value.fault is BackupFault.NOT_A_BACKUP
