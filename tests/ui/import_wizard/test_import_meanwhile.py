"""What another program adds to the diary while the window looks at the same files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.person import Person
from diary.domain.run import Run
from diary.ui.import_wizard.step_heading import CHECK
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, foreign_write
from tests.ui.import_wizard.hands import add, part, press, read, said, write_runs


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary(person=Person(timezone=ZONE)))


def as_added_elsewhere(runs: list[Run]) -> ChangeSet:
    added = (replace(run, id=f"theirs {number}") for number, run in enumerate(runs))
    return ChangeSet(tuple(Change(None, run) for run in added))


def note_elsewhere(house: House, run: Run) -> None:
    """Another program writes a note on a run."""
    foreign_write(house.path, ChangeSet((Change(run, replace(run, note="mine")),)))


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
    assert said(dialog, "import.outcome") == "3 left as they were."


def test_who_was_overtaken_reads_in_the_dialog_what_happened_and_what_is_new(
    house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoken: list[str]
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 3))
    plan, _choices = dialog.chosen()
    waiting = [plan.planned()[0].run]
    push = house.context.undo.push

    def overtaken(step: str, changes: ChangeSet) -> bool:
        if waiting:
            foreign_write(house.path, as_added_elsewhere([waiting.pop()]))
        return push(step, changes)

    monkeypatch.setattr(house.context.undo, "push", overtaken)
    dialog.main_button.click()
    qtbot.waitUntil(lambda: not waiting and not house.context.tasks.is_busy)
    problem = part(dialog, "import.problem")
    assert problem.isVisible()
    assert problem.accessibleName() == (
        "Act: Another program changed your diary meanwhile. Nothing was added. Still new: 2 runs."
    )
    assert dialog.main_button.text() == "Add 2 runs"
    assert not any("somewhere else" in text for text in spoken)
    add(dialog, qtbot)
    assert said(dialog, "import.outcome") == "2 runs added, 1 left as it was."
    assert len(house.stored().runs) == 3


def test_a_backup_is_only_made_for_what_is_still_new_when_add_is_pressed(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    plan, _choices = dialog.chosen()
    foreign_write(house.path, as_added_elsewhere([each.run for each in plan.planned()]))
    add(dialog, qtbot)
    assert house.backups == []


def test_what_another_program_changed_since_stays_and_the_rest_is_taken_back_at_once(
    house: House, qtbot: QtBot, tmp_path: Path, spoken: list[str]
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 3))
    add(dialog, qtbot)
    note_elsewhere(house, next(iter(house.stored().runs.values())))
    press(dialog, "import.undo")
    text = "The import was undone. What was changed since then stays."
    assert said(dialog, "import.outcome") == text
    assert [run.note for run in house.stored().runs.values()] == ["mine"]
    assert not any("somewhere else" in text for text in spoken)


def test_nothing_is_said_to_be_undone_when_all_of_it_was_changed_since(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = write_runs(tmp_path / "watch", 2)
    dialog = read(house, qtbot, [first])
    add(dialog, qtbot)
    dialog.back_button.click()
    house.prompts.files = [second]
    press(dialog, "import.files")
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    add(dialog, qtbot)
    for run in house.stored().runs.values():
        note_elsewhere(house, run)
    for _import in range(2):
        press(dialog, "import.undo")
        assert said(dialog, "import.outcome") == (
            "Nothing was undone. What is left of this import was changed since then and stays."
        )
    assert not part(dialog, "import.undo").isVisible()
    # What is here need not be added again.
    assert dialog.back_button.text() == "Import more"
    assert len(house.stored().runs) == 2


def test_what_is_gone_already_is_not_said_to_be_undone(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 1))
    add(dialog, qtbot)
    run = next(iter(house.diary.runs.values()))
    foreign_write(house.path, ChangeSet((Change(run, None),)))
    press(dialog, "import.undo")
    text = "Nothing was undone. What was added is not in your diary any more."
    assert said(dialog, "import.outcome") == text


def test_undo_that_cannot_be_written_says_so_in_the_dialog_and_can_be_tried_again(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    add(dialog, qtbot)
    house.disk.is_full = True
    press(dialog, "import.undo")
    text = "Act: Could not save. The import is still in your diary."
    assert part(dialog, "import.problem").accessibleName() == text
    house.disk.is_full = False
    press(dialog, "import.undo")
    assert house.stored().runs == {}
    assert not part(dialog, "import.problem").isVisible()


def test_undo_of_the_toast_leaves_what_another_program_changed_since(
    house: House, qtbot: QtBot, tmp_path: Path, spoken: list[str]
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 3))
    add(dialog, qtbot)
    dialog.accept()
    note_elsewhere(house, next(iter(house.stored().runs.values())))
    undo = house.find("toast.action")
    assert isinstance(undo, QPushButton)
    undo.click()
    assert [run.note for run in house.stored().runs.values()] == ["mine"]
    assert "The import was undone. What was changed since then stays." in spoken
