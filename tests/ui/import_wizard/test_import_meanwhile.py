"""What another program adds to the diary while the window looks at the same files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.person import Person
from diary.domain.run import Run
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, foreign_write
from tests.ui.import_wizard.hands import add, part, read, said, write_runs


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary(person=Person(timezone=ZONE)))


def as_added_elsewhere(runs: list[Run]) -> ChangeSet:
    added = (replace(run, id=f"theirs {number}") for number, run in enumerate(runs))
    return ChangeSet(tuple(Change(None, run) for run in added))


def test_what_was_added_before_add_was_pressed_is_left(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 3))
    plan, _choices = dialog.chosen()
    first, second, _third = (each.run for each in plan.planned())
    foreign_write(house.path, as_added_elsewhere([first, second]))
    add(dialog, qtbot)
    assert said(dialog, "import.outcome") == "1 run added, 2 left as they were."
    assert len(house.stored().runs) == 3


def test_what_was_added_in_the_last_moment_is_not_added_twice(
    house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 3))
    plan, _choices = dialog.chosen()
    waiting = [each.run for each in plan.planned()]
    apply = house.context.undo.push

    def push(step: str, changes: ChangeSet) -> bool:
        """Another program is faster by a hair."""
        if waiting:
            foreign_write(house.path, as_added_elsewhere(waiting))
            waiting.clear()
        return apply(step, changes)

    monkeypatch.setattr(house.context.undo, "push", push)
    dialog.main_button.click()
    qtbot.waitUntil(lambda: not waiting and not house.context.tasks.is_busy)
    assert len(house.stored().runs) == 3
    assert part(dialog, "import.problem").isVisible()
    # Once more, and they are all here.
    dialog.main_button.click()
    qtbot.waitUntil(lambda: not house.context.tasks.is_busy)
    assert len(house.stored().runs) == 3
