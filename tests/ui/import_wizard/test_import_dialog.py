"""The four steps through the real window, with real files: nothing is added before it was seen."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from diary.domain.backup import BackupReason
from diary.domain.person import Person
from diary.services.entries import no_pain
from diary.services.import_plan import ImportPlan
from diary.services.importing import Importing
from diary.ui.dialogs.help_dialog import HelpDialog
from diary.ui.dialogs.two_line_list import TwoLineList
from diary.ui.import_wizard.step_heading import CHECK, CHOOSE, DONE
from diary.ui.import_wizard.working_line import time_left_text
from diary.ui.pages.runs import RunsPage
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, Keyboard, focus_name
from tests.ui.import_wizard.hands import (
    add,
    open_import,
    part,
    press,
    read,
    said,
    start_of,
    write_runs,
)


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary(person=Person(timezone=ZONE)))


def test_runs_are_seen_first_and_added_as_one_step(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = write_runs(tmp_path / "watch", 3)
    copy, bad = tmp_path / "copy.fit", tmp_path / "ride.fit"
    copy.write_bytes(paths[0].read_bytes())
    bad.write_bytes(b"not a run")
    dialog = read(house, qtbot, [*paths, copy, bad])
    assert said(dialog, "import.count") == "Step 3 of 4:"
    assert house.diary.runs == {}
    assert dialog.main_button.text() == "Add 3 runs"
    assert dialog.main_button.isDefault()
    assert focus_name() == "import.table"
    add(dialog, qtbot)
    assert said(dialog, "import.outcome") == "3 runs added, 1 left as it was."
    assert len(house.stored().runs) == 3
    assert house.context.undo.undo_text() == "import of 3 runs"
    [backup] = house.backups
    assert (backup.reason, backup.runs) == (BackupReason.IMPORT, 0)
    first = dialog.done_step.files.item(0)
    assert first.text() == "ride.fit"
    assert dialog.done_step.files.count() == 5
    press(dialog, "import.undo")
    assert house.stored().runs == {}
    assert "as it was before" in said(dialog, "import.outcome")


def test_everything_twice_adds_nothing(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    paths = write_runs(tmp_path / "watch", 2)
    dialog = read(house, qtbot, paths)
    add(dialog, qtbot)
    dialog.accept()
    again = read(house, qtbot, paths)
    assert not again.main_button.isEnabled()
    assert len(house.diary.runs) == 2


def test_nothing_is_added_by_closing(
    house: House, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    read(house, qtbot, write_runs(tmp_path / "watch", 2))
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert house.stored().runs == {}
    assert house.backups == []


def test_the_runs_are_shown_when_they_are_asked_for(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 3))
    add(dialog, qtbot)
    assert focus_name() == "import.see"
    press(dialog, "import.see")
    page = house.window.current_page()
    assert isinstance(page, RunsPage)
    [chosen] = page.table.chosen_runs()
    assert chosen.started_at == start_of(0)


def test_the_toast_takes_the_import_back(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    add(dialog, qtbot)
    dialog.main_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    qtbot.mouseClick(house.find("toast.action"), Qt.MouseButton.LeftButton)
    assert house.stored().runs == {}


def test_what_was_read_is_let_go_of_once_the_dialog_is_closed(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    """It holds on to the whole diary as it was before, and every run of the files."""
    paths = write_runs(tmp_path / "watch", 2)
    dialog = read(house, qtbot, paths)
    assert plans_of(paths)
    add(dialog, qtbot)
    dialog.accept()
    # The widgets go with the dialog, which nobody but this test holds any more.
    del dialog
    qtbot.waitUntil(lambda: not plans_of(paths))
    qtbot.mouseClick(house.find("toast.action"), Qt.MouseButton.LeftButton)
    assert house.stored().runs == {}


def plans_of(paths: Sequence[Path]) -> list[object]:
    """What is still held of the plans to import these files."""
    gc.collect()
    plans = [each for each in gc.get_objects() if isinstance(each, ImportPlan)]
    return [plan for plan in plans if {Path(file.path) for file in plan.files} & set(paths)]


def test_a_file_that_breaks_off_is_left_out_and_said_to_be(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = write_runs(tmp_path / "watch", 2)
    paths[1].write_bytes(paths[1].read_bytes()[:-3])
    dialog = read(house, qtbot, paths)
    add(dialog, qtbot)
    assert said(dialog, "import.outcome") == "1 run added, 1 left out."
    files = part(dialog, "import.files_list")
    assert isinstance(files, TwoLineList)
    spoken = files.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Left out. The file breaks off: what comes after that is missing.")
    assert len(house.diary.runs) == 1


def test_the_import_alone_is_taken_back_when_something_came_after_it(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    add(dialog, qtbot)
    day = house.clock.today()
    changes = no_pain(house.diary, day, house.context.stamp())
    house.context.undo.push("no pain", changes)
    press(dialog, "import.undo")
    assert house.stored().runs == {}
    assert not house.stored().day(day).is_empty


def test_back_leads_through_every_step(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    press(dialog, "import.back")
    assert dialog.step == CHOOSE
    assert dialog.main_button.text() == "Next"
    dialog.main_button.click()
    assert dialog.step == CHECK
    add(dialog, qtbot)
    # What was added is done with: other files come next.
    assert dialog.back_button.text() == "Import more"
    press(dialog, "import.back")
    assert dialog.step == CHOOSE
    assert not dialog.main_button.isVisible()
    assert len(house.stored().runs) == 2


def test_after_undo_back_leads_to_what_can_be_added_again(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    add(dialog, qtbot)
    press(dialog, "import.undo")
    # Nothing on the step or in the status line says any longer that runs were added.
    assert not dialog.done_step.files.isVisible()
    told = house.find("window.told")
    assert isinstance(told, QLabel)
    assert told.text().startswith("The import was undone")
    assert dialog.back_button.text() == "Back"
    press(dialog, "import.back")
    assert dialog.step == CHECK
    add(dialog, qtbot)
    assert len(house.stored().runs) == 2


def test_a_folder_is_read_and_remembered(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    write_runs(tmp_path / "watch", 2)
    dialog = open_import(house, qtbot)
    house.prompts.folder = tmp_path / "watch"
    press(dialog, "import.folder")
    qtbot.waitUntil(lambda: dialog.step == CHECK)
    assert dialog.main_button.text() == "Add 2 runs"
    assert house.context.ui_state.get("import.folder", "") == str(tmp_path / "watch")


def test_files_without_runs_say_why(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "ride.fit"
    bad.write_bytes(b"not a run")
    dialog = open_import(house, qtbot)
    house.prompts.files = [bad]
    press(dialog, "import.files")
    qtbot.waitUntil(lambda: dialog.findChild(QDialog) is None and not dialog.is_working)
    assert dialog.step == CHOOSE
    press(dialog, "import.problem.files")
    shown = dialog.findChild(QDialog, "import_files")
    assert shown is not None
    assert any("ride.fit" in label.text() for label in shown.findChildren(QLabel))


def test_reading_can_be_stopped_and_leaves_nothing(
    house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_runs(tmp_path / "watch", 2)
    going_on: list[bool] = []
    whole = Importing.look

    def slow(self: Importing, *args: object, **named: object) -> object:
        plan = whole(self, *args, **named)  # type: ignore[arg-type] # handed through
        progress = named["progress"]
        assert callable(progress)
        while progress(500, 1000):
            going_on.append(True)
        return plan

    monkeypatch.setattr(Importing, "look", slow)
    dialog = open_import(house, qtbot)
    house.prompts.files = paths
    press(dialog, "import.files")
    qtbot.waitUntil(lambda: said(dialog, "import.left").startswith("50 % read"))
    assert focus_name() == "import.stop"
    press(dialog, "import.stop")
    qtbot.waitUntil(lambda: not house.context.tasks.is_busy)
    assert dialog.step == CHOOSE
    assert not dialog.is_working
    assert house.diary.runs == {}
    assert "Nothing was added" in part(dialog, "import.problem").accessibleName()


def test_the_help_says_where_runs_are_found(house: House, qtbot: QtBot) -> None:
    dialog = open_import(house, qtbot)
    press(dialog, "import.help")
    shown = house.window.findChild(HelpDialog)
    assert shown is not None
    assert shown.isVisible()
    assert "Bring in your runs" in shown.browser.toPlainText()


def test_the_time_left_is_told_in_words() -> None:
    assert time_left_text(3) == "about 5 seconds left"
    assert time_left_text(41) == "about 40 seconds left"
    assert time_left_text(62) == "about 1 minute left"
    assert time_left_text(300) == "about 5 minutes left"


def test_an_import_is_not_begun_before_the_diary_is_read(
    build: Build, spoken: list[str], tmp_path: Path
) -> None:
    house = build(is_attached=False)
    house.later.run_import.drop.files_dropped.emit(write_runs(tmp_path / "watch", 1))
    assert QApplication.activeModalWidget() is None
    assert any("imported once it is read" in text for text in spoken)


def test_the_dialog_says_the_last_step(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 1))
    add(dialog, qtbot)
    assert dialog.step == DONE
    assert said(dialog, "import.title") == "Done"


def test_two_imports_in_one_window_are_taken_back_one_after_the_other(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = write_runs(tmp_path / "first", 3), write_runs(tmp_path / "more", 2, first=5)
    dialog = read(house, qtbot, first)
    add(dialog, qtbot)
    press(dialog, "import.back")
    house.prompts.files = second
    press(dialog, "import.files")
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    add(dialog, qtbot)
    assert len(house.stored().runs) == 5
    press(dialog, "import.undo")
    # It says exactly what is gone and what is not, and offers the other one too.
    text = "Undone: import of 2 runs. Still in your diary: import of 3 runs."
    assert said(dialog, "import.outcome") == text
    assert len(house.stored().runs) == 3
    undo = part(dialog, "import.undo")
    assert undo.accessibleName() == "Undo import of 3 runs"
    assert focus_name() == "import.undo"
    press(dialog, "import.undo")
    assert "as it was before" in said(dialog, "import.outcome")
    assert house.stored().runs == {}
    assert not undo.isVisible()
    # What was read beside the first three is read again, not added as it stood.
    assert dialog.back_button.text() == "Import more"


def test_what_came_after_the_import_is_said_to_stay(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    add(dialog, qtbot)
    changes = no_pain(house.diary, house.clock.today(), house.context.stamp())
    house.context.undo.push("no pain", changes)
    press(dialog, "import.undo")
    text = "The import was undone. What was changed since then stays."
    assert said(dialog, "import.outcome") == text


def test_adding_can_be_stopped_while_the_backup_is_made_and_leaves_nothing(
    house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()
    whole = Importing.changes

    def slow(self: Importing, *args: object) -> object:
        may_go_on.wait(20)
        return whole(self, *args)  # type: ignore[arg-type] # handed through

    monkeypatch.setattr(Importing, "changes", slow)
    dialog = read(house, qtbot, write_runs(tmp_path / "watch", 2))
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert focus_name() == "import.stop"
    press(dialog, "import.stop")
    may_go_on.set()
    qtbot.waitUntil(lambda: not house.context.tasks.is_busy)
    assert dialog.step == CHECK
    assert house.stored().runs == {}
    assert "Nothing was added" in part(dialog, "import.problem").accessibleName()
    # What was chosen is still there.
    add(dialog, qtbot)
    assert len(house.stored().runs) == 2


def test_every_step_is_done_by_keys_and_the_focus_comes_back(
    house: House, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    house.window.show_page("shoes")
    before = house.window.focusWidget()
    assert before is not None
    dialog = open_import(house, qtbot)
    house.prompts.files = write_runs(tmp_path / "watch", 2)
    qtbot.waitUntil(lambda: focus_name() == "import.files")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    assert focus_name() == "import.table"
    keys.press(Qt.Key.Key_Space)
    keys.ctrl(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step == DONE)
    assert focus_name() == "import.see"
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert house.window.focusWidget() is before
    assert len(house.stored().runs) == 1
