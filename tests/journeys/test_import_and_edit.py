"""Runs are brought in from watch files, one is changed by hand, and every step is taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.import_wizard.step_heading import CHECK
from diary.ui.pages.runs import RunsPage
from tests.builders import a_diary, a_shoe
from tests.builders_files import FitSession, fit_file
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House, Keyboard, focus_name
from tests.ui.import_wizard.hands import add, press, the_dialog

FIRST_START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)


def some_files(folder: Path) -> list[Path]:
    """Three runs from a watch, and one of them a second time."""
    starts = [FIRST_START + timedelta(days=4 * number) for number in range(3)]
    paths = []
    for number, start in enumerate([*starts, starts[0]]):
        session = FitSession(start=start, distance_m=5000.0 + 1000 * (number % 3))
        paths.append(folder / f"run-{number}.fit")
        paths[-1].write_bytes(fit_file(session))
    return paths


def runs_page(house: House) -> RunsPage:
    page = house.window.current_page()
    assert isinstance(page, RunsPage)
    return page


def bring_in(house: House, qtbot: QtBot) -> None:
    """Read the files, add what is new and close the import."""
    dialog = the_dialog()
    press(dialog, "import.files")
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    add(dialog, qtbot)
    assert len(house.diary.runs) == 3
    dialog.main_button.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def the_form(qtbot: QtBot) -> RunFormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RunFormDialog))
    form = QApplication.activeWindow()
    assert isinstance(form, RunFormDialog)
    return form


def focus(form: QWidget, name: str) -> None:
    found = form.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    found.setFocus()


def test_import_edit_undo_redo(build: Build, keys: Keyboard, qtbot: QtBot, tmp_path: Path) -> None:
    person = Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)
    house = build(a_diary(shoes=[a_shoe("blue", "Blue 12")], person=person))
    house.prompts.files = some_files(tmp_path)
    keys.ctrl(Qt.Key.Key_2)
    assert house.find("runs.none").isVisible()

    # Ctrl+I, the files, a look, and in: the table fills without a reload and without doubles.
    keys.ctrl(Qt.Key.Key_I)
    bring_in(house, qtbot)
    page = runs_page(house)
    assert [run.distance_m for run in page.table.shown_runs()] == [7000.0, 6000.0, 5000.0]
    imported = dict(house.diary.runs)
    assert house.stored().runs == imported

    # The newest is opened with Enter, gets shoe, score and note, and is saved with Ctrl+Enter.
    page.table.setFocus()
    keys.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    keys.press(Qt.Key.Key_Return)
    form = the_form(qtbot)
    focus(form, "run_form.shoe")
    keys.type("Bl")
    focus(form, "run_form.pain.left.during")
    keys.type("3")
    focus(form, "run_form.note")
    keys.type("downhill at the end")
    keys.ctrl(Qt.Key.Key_Return)
    newest = page.table.shown_runs()[0]
    before = imported[newest.id]
    during = newest.knee(Knee.LEFT).during
    assert during is not None
    assert (newest.shoe_id, during.value, newest.note) == ("blue", 3, "downhill at the end")
    untouched = replace(newest, shoe_id=before.shoe_id, knees=before.knees, note=before.note)
    assert untouched == before

    # Undo takes the edit back first, then the import; redo brings both.
    house.window.activateWindow()
    qtbot.waitUntil(house.window.isActiveWindow)
    assert focus_name() == "runs.table"
    keys.ctrl(Qt.Key.Key_Z)
    assert house.diary.runs == imported
    keys.ctrl(Qt.Key.Key_Z)
    assert house.diary.runs == {}
    assert house.find("runs.none").isVisible()
    keys.ctrl(Qt.Key.Key_Y)
    keys.press(Qt.Key.Key_Z, _CTRL_SHIFT)
    assert house.diary.runs[newest.id] == newest
    assert page.table.shown_runs()[0] == newest
    assert house.stored().runs == dict(house.diary.runs)

    # What came in is found by its note.
    keys.ctrl(Qt.Key.Key_F)
    keys.type("downhill")
    assert [run.id for run in page.table.shown_runs()] == [newest.id]


_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_an_import_is_taken_back_from_its_message(
    build: Build, keys: Keyboard, qtbot: QtBot, tmp_path: Path
) -> None:
    house = build(a_diary(person=Person(timezone=ZONE)))
    house.prompts.files = some_files(tmp_path)
    keys.ctrl(Qt.Key.Key_2)
    button = house.find("runs.none.import")
    assert isinstance(button, QPushButton)
    button.click()
    bring_in(house, qtbot)
    undo = house.find("toast.action")
    assert isinstance(undo, QPushButton)
    undo.click()
    assert house.diary.runs == {}
    assert house.stored().runs == {}
