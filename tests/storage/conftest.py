"""Real diary files: one empty template for the session, a fresh copy of it for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diary.storage.store import SqliteStore, create_store, open_store
from tests.builders import FixedClock, counted_ids


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty diary, closed."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    create_store(path, FixedClock(), counted_ids()).close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """An empty diary of the test's own, closed."""
    path = tmp_path / "My knees.sqlite3"
    shutil.copy(template, path)
    return path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def opened(clock: FixedClock) -> Iterator[Callable[[Path], SqliteStore]]:
    """Opens diaries and closes them after the test; ids of each store are its own."""
    stores: list[SqliteStore] = []

    def open_one(path: Path) -> SqliteStore:
        store = open_store(path, clock, counted_ids(1 + 100_000 * len(stores)))
        stores.append(store)
        return store

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(path: Path, opened: Callable[[Path], SqliteStore]) -> SqliteStore:
    return opened(path)
