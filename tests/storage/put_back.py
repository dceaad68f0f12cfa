"""A diary that has a backup, and what the tests of restoring ask of it."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from diary.domain.backup import Backup, BackupReason
from diary.domain.diary import Diary
from diary.storage.backups.shelf import DiaryBackups
from diary.storage.replacing import finish_interrupted
from diary.storage.restoring import DiaryRestoring
from diary.storage.salvage import read_what_can_be_read
from diary.storage.store import open_store
from tests.builders import ON, FixedClock, a_day, a_diary, a_run, a_shoe, counted_ids, filling

THEN = a_diary([a_day(left=3)], [a_run(shoe_id="shoe-1")], [a_shoe()])
LATER = a_diary([a_day(ON + timedelta(1), right=2)], [a_run("run-2", ON + timedelta(1))])
NOW = a_diary(
    [*THEN.days.values(), *LATER.days.values()],
    [*THEN.runs.values(), *LATER.runs.values()],
    THEN.shoes.values(),
)


class Shelf(DiaryBackups):
    """The real shelf of a diary, with a clock that stands still."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, FixedClock(), "kneelog")


def task_of(path: Path, *, has_lock: bool = False, shelf: Shelf | None = None) -> DiaryRestoring:
    ids = counted_ids(900_000)
    return DiaryRestoring(path, shelf or Shelf(path), FixedClock(), ids, has_lock=has_lock)


def write(path: Path, diary: Diary, first_id: int = 500_000) -> None:
    store = open_store(path, FixedClock(), counted_ids(first_id))
    store.write(filling(diary))
    store.close()


def content(path: Path) -> Diary:
    diary, problems = read_what_can_be_read(path)
    assert problems == []
    return diary


def opened_content(path: Path) -> Diary:
    """What the program shows after the next start."""
    finish_interrupted(path)
    store = open_store(path, FixedClock(), counted_ids(700_000))
    try:
        return store.load()
    finally:
        store.close()


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if not each.name.endswith(".lock")}


def make_backup(path: Path) -> Backup:
    """A backup of THEN of an empty diary, which then holds NOW."""
    write(path, THEN)
    made = Shelf(path).make(BackupReason.CLOSE)
    write(path, LATER, 600_000)
    return made


def kill(path: Path, backup: Backup) -> Path:
    """Leave the diary as a kill does: the entries of LATER stand in the log alone."""
    shutil.copy(backup.path, path)
    path.chmod(0o600)
    live = path.with_name("live.sqlite3")
    shutil.copy(path, live)
    store = open_store(live, FixedClock(), counted_ids(600_000))
    store.write(filling(LATER))
    for ending in ("", "-wal"):
        shutil.copy(f"{live}{ending}", f"{path}{ending}")
    store.close()
    live.unlink()
    return path


def damage(path: Path) -> None:
    """Take away the page of the shoes, which LATER leaves alone."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'shoes'"
        (page,) = connection.execute(sql).fetchone()
    broken = bytearray(path.read_bytes())
    broken[4096 * (page - 1) : 4096 * page] = bytes(4096)
    path.write_bytes(broken)
