"""The form of a run as a person meets it: opened from the window, read and pressed."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.run import Surface
from diary.ui.dialogs.run_form import RunFormDialog
from diary.ui.widgets.strip import MessageStrip
from tests.builders import a_diary, a_run, a_shoe
from tests.ui.house import TODAY, ZONE, House, Keyboard

Key = Qt.Key
LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)


def some_diary() -> Diary:
    shoes = [a_shoe("blue", "Blue 12"), a_shoe("old", "Old", retired_on=TODAY)]
    before = a_run("before", TODAY - timedelta(days=2), surface=Surface.TRAIL, shoe_id="blue")
    return a_diary(runs=[before], shoes=shoes, person=LEFT_ONLY)


def open_form(house: House, keys: Keyboard, qtbot: QtBot) -> RunFormDialog:
    keys.ctrl(Key.Key_N)
    return the_form(house, qtbot)


def the_form(house: House, qtbot: QtBot) -> RunFormDialog:
    def is_there() -> bool:
        return isinstance(QApplication.activeWindow(), RunFormDialog)

    qtbot.waitUntil(is_there)
    form = QApplication.activeWindow()
    assert isinstance(form, RunFormDialog)
    return form


def back_to_window(house: House, qtbot: QtBot) -> None:
    """Do what a window system does when a dialog closes; the test's one leaves nothing active."""
    house.window.activateWindow()
    qtbot.waitUntil(house.window.isActiveWindow)


def part(form: QWidget, name: str) -> QWidget:
    found = form.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def press(form: QWidget, name: str) -> None:
    button = part(form, name)
    assert isinstance(button, QPushButton)
    button.click()


def below(form: QWidget, name: str) -> str:
    """What stands below a line: its hint or its error."""
    return part(form, f"{name}.edit").accessibleDescription()


def strip_text(form: QWidget, name: str) -> str:
    strip = part(form, name)
    assert isinstance(strip, MessageStrip)
    return strip.accessibleName()


def saved(house: House) -> str:
    """The id of the run that was added."""
    return next(run_id for run_id in house.diary.runs if run_id != "before")
