"""A backup is checked, whole, and of one committed state; or there is none."""

import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryForeignError,
    DiaryMissingError,
    DiaryNewerError,
)
from diary.services.ports import BackupShelf
from diary.storage.backups import making
from diary.storage.backups.content import look_through
from diary.storage.backups.shelf import DiaryBackups
from diary.storage.database import read_open
from diary.storage.migrations.runner import SCHEMA
from diary.storage.store import SqliteStore
from tests.builders import ON, FixedClock, a_diary, a_run, filling
from tests.storage.backups.files import DIARY, change, names
from tests.storage.released import RELEASED, released_diary

# ---- making --------------------------------------------------------------------------------------


def test_a_backup_is_named_counted_and_listed(kept: Path, shelf: DiaryBackups) -> None:
    backup = shelf.make(BackupReason.BY_HAND)
    folder = kept.parent / "backups" / "My knees"
    stem = f"0000001-20261120T184200Z-s{SCHEMA}-by_hand"
    assert shelf.folder == folder
    assert names(folder) == {f"{stem}.sqlite3", f"{stem}.json"}
    file = folder / f"{stem}.sqlite3"
    assert backup == Backup(
        path=str(file),
        number=1,
        made_at=datetime(2026, 11, 20, 18, 42, tzinfo=UTC),
        schema=SCHEMA,
        reason=BackupReason.BY_HAND,
        days=1,
        runs=1,
        shoes=1,
        last_on=ON,
        size_bytes=file.stat().st_size,
        sha256=sha256(file.read_bytes()).hexdigest(),
        content=backup.content,
        is_verified=True,
    )
    assert shelf.entries() == [backup]
    assert shelf.verify(backup) == []
    assert shelf.read(backup) == DIARY
    assert shelf.newest_good() == backup
    protocol: BackupShelf = shelf
    assert protocol.is_current()


def test_the_manifest_says_what_is_in_the_backup(kept: Path, shelf: DiaryBackups) -> None:
    backup = shelf.make(BackupReason.CLOSE)
    manifest = json.loads(Path(backup.path).with_suffix(".json").read_text())
    assert manifest == {
        "format": "kneelog-backup",
        "version": 1,
        "number": 1,
        "made_at": "2026-11-20T18:42:00Z",
        "schema": SCHEMA,
        "reason": "close",
        "days": 1,
        "runs": 1,
        "shoes": 1,
        "last_on": ON.isoformat(),
        "size_bytes": backup.size_bytes,
        "sha256": backup.sha256,
        "content": backup.content,
        "program": "kneelog 0.1.0",
    }


def test_only_the_owner_may_read_and_nobody_may_write(kept: Path, shelf: DiaryBackups) -> None:
    backup = shelf.make(BackupReason.CLOSE)
    rights = {each.name: stat.S_IMODE(each.stat().st_mode) for each in shelf.folder.iterdir()}
    assert rights.pop(".lock") == 0o600
    assert set(rights.values()) == {0o400}
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    assert os.stat(backup.path).st_nlink == 1  # noqa: PTH116 - the path is a text


def test_a_closed_diary_is_left_as_it_was(kept: Path, shelf: DiaryBackups) -> None:
    before = kept.read_bytes()
    shelf.make(BackupReason.CLOSE)
    assert shelf.is_current()
    assert kept.read_bytes() == before
    assert names(kept.parent) == {kept.name, "backups"}


def test_an_open_diary_is_copied_as_it_is_committed(
    kept: Path, shelf: DiaryBackups, opened: Callable[[Path], SqliteStore]
) -> None:
    store = opened(kept)
    shelf.make(BackupReason.CHANGE)
    assert shelf.is_current()
    store.write(filling(a_diary(runs=[a_run("run-2")])))
    assert not shelf.is_current()
    backup = shelf.make(BackupReason.CHANGE)
    assert shelf.is_current()
    assert (backup.number, backup.runs) == (2, 2)
    store.write(filling(a_diary(runs=[a_run("run-3")])))
    assert not store.has_foreign_change()
    assert set(store.load().runs) == {"run-1", "run-2", "run-3"}
    assert set(shelf.read(backup).runs) == {"run-1", "run-2"}


def test_what_is_written_while_it_is_copied_is_in_it_whole_or_not_at_all(
    kept: Path,
    shelf: DiaryBackups,
    opened: Callable[[Path], SqliteStore],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = opened(kept)

    def look_and_be_late(connection: sqlite3.Connection, problems: list[object]) -> object:
        content = look_through(connection, problems)  # type: ignore[arg-type] # passed on
        if connection.in_transaction and not store.load().runs.get("run-2"):
            store.write(filling(a_diary(runs=[a_run("run-2")])))
        return content

    monkeypatch.setattr(making, "look_through", look_and_be_late)
    backup = shelf.make(BackupReason.CHANGE)
    assert backup.runs == 2
    assert shelf.verify(backup) == []
    assert shelf.is_current()


def test_a_copy_that_is_not_what_was_looked_at_is_refused(
    kept: Path, shelf: DiaryBackups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_copy", lambda path, part: shutil.copy(path, part) and "other")
    with pytest.raises(BackupFailedError) as failure:
        shelf.make(BackupReason.CHANGE)
    assert failure.value.fault is BackupFault.NOT_SOUND
    assert names(shelf.folder) == set()


def test_entries_in_the_bin_are_part_of_the_fingerprint_and_not_counted(
    kept: Path, shelf: DiaryBackups, opened: Callable[[Path], SqliteStore]
) -> None:
    store = opened(kept)
    first = shelf.make(BackupReason.CHANGE)
    store.write(filling(a_diary(runs=[a_run("run-2")])).inverse())
    assert shelf.make(BackupReason.CHANGE).content == first.content


@pytest.mark.parametrize("number", sorted(RELEASED))
def test_a_diary_of_an_older_schema_is_backed_up_as_it_is_and_read_as_today(
    tmp_path: Path, clock: FixedClock, number: int
) -> None:
    path = tmp_path / "old.sqlite3"
    shutil.copy(RELEASED[number], path)
    shelf = DiaryBackups(path, clock, "kneelog 0.1.0")
    backup = shelf.make(BackupReason.MIGRATION)
    diary = released_diary(number)
    assert (backup.schema, backup.runs, backup.shoes) == (
        number,
        len(diary.runs),
        len(diary.shoes),
    )
    assert backup.last_on == max(*diary.days, *(run.on for run in diary.runs.values()))
    assert shelf.verify(backup) == []
    before = names(shelf.folder)
    assert shelf.read(backup) == diary
    assert names(shelf.folder) == before
    assert shelf.verify(backup) == []
    assert shelf.is_current()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scores SET score = 9",
        "DELETE FROM runs",
        "UPDATE counts SET live = 7 WHERE table_name = 'runs'",
        "DROP TABLE counts",
        "DROP TABLE shoes",
        "PRAGMA application_id = 7",
    ],
)
def test_a_damaged_diary_is_not_backed_up(kept: Path, shelf: DiaryBackups, statement: str) -> None:
    good = shelf.make(BackupReason.CLOSE)
    change(kept, statement)
    before = kept.read_bytes()
    with pytest.raises(BackupFailedError) as failure:
        shelf.make(BackupReason.CLOSE)
    assert failure.value.fault is BackupFault.DIARY_DAMAGED
    assert int(failure.value.detail) > 0
    assert kept.read_bytes() == before
    assert shelf.entries() == [good]
    assert len(names(shelf.folder)) == 2


def test_a_diary_with_a_broken_page_is_not_backed_up(kept: Path, shelf: DiaryBackups) -> None:
    content = bytearray(kept.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = bytes(64)
    kept.write_bytes(content)
    with pytest.raises(BackupFailedError) as failure:
        shelf.make(BackupReason.CLOSE)
    assert failure.value.fault is BackupFault.DIARY_DAMAGED
    assert names(shelf.folder) == set()


def test_what_is_no_diary_of_ours_is_not_backed_up(
    kept: Path, shelf: DiaryBackups, tmp_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(DiaryMissingError):
        DiaryBackups(tmp_path / "none.sqlite3", clock, "").make(BackupReason.CLOSE)
    assert not (tmp_path / "backups" / "none").exists()
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE books (title)")
    with pytest.raises(DiaryForeignError):
        DiaryBackups(other, clock, "").make(BackupReason.CLOSE)
    change(kept, f"PRAGMA user_version = {SCHEMA + 1}")
    with pytest.raises(DiaryNewerError):
        shelf.make(BackupReason.CLOSE)


# ---- failures ------------------------------------------------------------------------------------


@pytest.fixture
def ordinary_user() -> None:
    if os.geteuid() == 0:
        pytest.skip("an administrator may write everywhere")


def failing(number: int) -> Callable[[Path], None]:
    def fail(path: Path) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (28, BackupFault.NO_SPACE),
        (122, BackupFault.NO_SPACE),
        (5, BackupFault.NOT_WRITABLE),
        (13, BackupFault.NOT_WRITABLE),
        (30, BackupFault.NOT_WRITABLE),
        (2, BackupFault.NO_FOLDER),
    ],
)
def test_a_disk_that_fails_leaves_nothing_behind(
    kept: Path,
    shelf: DiaryBackups,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    fault: BackupFault,
) -> None:
    monkeypatch.setattr("diary.storage.backups.folder.sync_file", failing(number))
    with pytest.raises(BackupFailedError) as failure:
        shelf.make(BackupReason.CLOSE)
    assert failure.value.fault is fault
    assert failure.value.path == str(shelf.folder)
    assert names(shelf.folder) == set()
    assert names(kept.parent) == {kept.name, "backups"}


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (sqlite3.SQLITE_FULL, BackupFault.NO_SPACE),
        (sqlite3.SQLITE_IOERR_WRITE, BackupFault.NOT_WRITABLE),
        (sqlite3.SQLITE_CANTOPEN, BackupFault.NOT_WRITABLE),
        (sqlite3.SQLITE_CORRUPT, BackupFault.DIARY_DAMAGED),
    ],
)
def test_what_sqlite_says_of_the_copy_is_told_as_well(
    kept: Path,
    shelf: DiaryBackups,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    fault: BackupFault,
) -> None:
    error = (
        sqlite3.OperationalError() if code != sqlite3.SQLITE_CORRUPT else sqlite3.DatabaseError()
    )
    error.sqlite_errorcode = code

    class Failing:
        """A connection that copies nothing."""

        def __init__(self, connection: sqlite3.Connection) -> None:
            self._connection = connection

        def execute(self, sql: str, *values: object) -> object:
            if sql.startswith("VACUUM"):
                raise error
            return self._connection.execute(sql, *values)  # type: ignore[arg-type] # passed on

        def __getattr__(self, name: str) -> object:
            return getattr(self._connection, name)

    monkeypatch.setattr(
        making,
        "read_open",
        lambda path, read: read_open(path, lambda connection: read(Failing(connection))),
    )
    with pytest.raises(BackupFailedError) as failure:
        shelf.make(BackupReason.CLOSE)
    assert failure.value.fault is fault
    assert names(shelf.folder) == set()


def test_a_file_where_the_folder_should_be(kept: Path, shelf: DiaryBackups) -> None:
    (kept.parent / "backups").write_text("mine")
    with pytest.raises(BackupFailedError) as failure:
        shelf.make(BackupReason.CLOSE)
    assert failure.value.fault is BackupFault.NO_FOLDER
    assert shelf.entries() == []
    assert shelf.newest_good() is None
    assert not shelf.is_current()
    assert shelf.thin() == []
    assert (kept.parent / "backups").read_text() == "mine"


def test_a_folder_that_may_not_be_written(
    kept: Path, shelf: DiaryBackups, ordinary_user: None
) -> None:
    shelf.folder.mkdir(parents=True)
    shelf.folder.parent.chmod(0o500)
    shelf.folder.chmod(0o500)
    try:
        with pytest.raises(BackupFailedError) as failure:
            shelf.make(BackupReason.CLOSE)
    finally:
        shelf.folder.parent.chmod(0o700)
        shelf.folder.chmod(0o700)
    assert failure.value.fault is BackupFault.NOT_WRITABLE
