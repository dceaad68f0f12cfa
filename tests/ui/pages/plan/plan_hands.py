"""What the tests of the plan do on its page."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.session import Session
from diary.ui.pages.plan import PlanPage
from tests.builders import Given, a_diary, a_plan, an_exercise
from tests.ui.house import TODAY, ZONE, House

Dialog = TypeVar("Dialog", bound=QDialog)
BOTH = Person(tracked_knees=(Knee.LEFT, Knee.RIGHT), timezone=ZONE)


def planned_diary(**other: Given) -> Diary:
    """A plan of three strength sessions a week with two exercises."""
    step = an_exercise("step")
    plank = an_exercise("plank", "Plank", reps=None, sets=2, seconds=30.0)
    plan = a_plan(exercise_ids=("step", "plank"))
    known: dict[str, Given] = {
        "person": BOTH,
        "exercises": {each.id: each for each in (step, plank)},
        "plans": {plan.id: plan},
    }
    return a_diary(**{**known, **other})


def plan_page(house: House) -> PlanPage:
    """The page, shown."""
    house.window.show_page("plan")
    page = house.window.current_page()
    assert isinstance(page, PlanPage)
    return page


def press(house: House, name: str) -> None:
    """Press the button of this name in the window."""
    press_in(house.window, name)


def press_in(part: QWidget, name: str) -> None:
    """Press the button of this name in a part."""
    button = part.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton), name
    button.click()


def type_into(part: QWidget, name: str, text: str) -> None:
    """Put a text into the line of this name."""
    edit = part.findChild(QLineEdit, name)
    assert isinstance(edit, QLineEdit), name
    edit.setText(text)
    edit.setModified(True)
    edit.editingFinished.emit()


def the_dialog(qtbot: QtBot, kind: type[Dialog]) -> Dialog:
    """The dialog of this kind that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, kind)
    return dialog


def choose_in(menu: QMenu, text: str) -> None:
    """Take the entry of a menu that begins with a text."""
    next(each for each in menu.actions() if each.text().startswith(text)).trigger()


def heard(house: House) -> list[str]:
    """What the program says from now on."""
    told: list[str] = []
    house.context.messages.told.connect(told.append)
    return told


def todays(house: House) -> list[Session]:
    """The sessions of today as they are stored."""
    return house.stored().sessions_on(TODAY)


def tick(house: House, place: int) -> QAbstractButton:
    """The day of this week at a place, from Monday = 0, in the row of strength."""
    found = house.find(f"plan.week.strength.{place}")
    assert isinstance(found, QAbstractButton)
    return found
