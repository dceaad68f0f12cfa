"""Journeys go through the whole window; they use what its own tests use."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diary.domain.change import ChangeSet
from tests.journeys.hands import Hands
from tests.journeys.sample import task_diary
from tests.ui.conftest import Build, build, going_on, hands_off, keys, plain_look, spoken
from tests.ui.house import House, fill, foreign_write

__all__ = [
    "build",
    "going_on",
    "hands",
    "hands_off",
    "keys",
    "plain_look",
    "spoken",
    "task_file",
    "task_house",
]

OpenTask = Callable[..., House]


@pytest.fixture(scope="session")
def task_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The diary of the tasks, written once."""
    path = tmp_path_factory.mktemp("tasks") / "My knees.sqlite3"
    fill(path, task_diary())
    return path


@pytest.fixture
def task_house(task_file: Path, tmp_path: Path, build: Build) -> OpenTask:
    """Return a function that opens the window on a copy, after some more changes."""

    def make(*more: ChangeSet) -> House:
        path = tmp_path / task_file.name
        shutil.copy(task_file, path)
        for change_set in more:
            foreign_write(path, change_set)
        return build()

    return make


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """Two hands, at a mouse or a keyboard, that are counted."""
    return Hands(qtbot)
