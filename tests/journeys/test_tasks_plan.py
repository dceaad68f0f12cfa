"""The task with the plan, by mouse and by keyboard, in no more presses than allowed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.exercise import SessionKind
from diary.domain.sessions_by_week import done_days, plan_on
from diary.ui.pages.plan.plan_form import PlanFormDialog
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands
from tests.ui.house import TODAY, House

# The day of the tasks is a Friday.
FRIDAY = "plan.week.strength.4"


def the_form(qtbot: QtBot) -> PlanFormDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PlanFormDialog))
    form = QApplication.activeWindow()
    assert isinstance(form, PlanFormDialog)
    return form


def both_are_changed(house: House) -> None:
    plan = plan_on(house.stored(), TODAY)
    assert plan is not None
    assert plan.per_week.strength == 2
    assert TODAY in done_days(house.stored(), SessionKind.STRENGTH)


def test_21_fridays_session_is_done_and_the_target_is_two(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house()
    assert TODAY.weekday() == 4
    assert TODAY not in done_days(house.diary, SessionKind.STRENGTH)
    hands.start(21)
    hands.page(house, "Plan")
    hands.click(house.find(FRIDAY))
    hands.click(house.find("plan.edit"))
    form = the_form(qtbot)
    hands.type("2")
    save = form.findChild(QWidget, "plan_form.save")
    assert isinstance(save, QWidget)
    hands.click(save)
    hands.finish("mouse")
    both_are_changed(house)


def test_21_by_keyboard(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    house = task_house()
    hands.start(21)
    hands.ctrl(Qt.Key.Key_6)
    hands.go_by_tab(FRIDAY)
    hands.press(Qt.Key.Key_Space)
    hands.go_by_tab("plan.edit")
    hands.press(Qt.Key.Key_Return)
    the_form(qtbot)
    hands.type("2")
    hands.ctrl(Qt.Key.Key_Return)
    hands.finish("keys")
    both_are_changed(house)
