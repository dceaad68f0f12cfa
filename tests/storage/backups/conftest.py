"""The shelf of a test's own diary."""

from pathlib import Path

import pytest

from diary.storage.backups.shelf import DiaryBackups
from diary.storage.store import SqliteStore
from tests.builders import FixedClock, filling
from tests.storage.backups.files import DIARY


@pytest.fixture
def kept(store: SqliteStore, path: Path) -> Path:
    """A closed diary with a day, a run and a pair of shoes."""
    store.write(filling(DIARY))
    store.close()
    return path


@pytest.fixture
def shelf(path: Path, clock: FixedClock) -> DiaryBackups:
    """The backups of the diary, none yet."""
    return DiaryBackups(path, clock, "kneelog 0.1.0")
