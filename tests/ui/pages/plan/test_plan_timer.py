import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary.ui.pages.plan.hold_steps import Countdown, clock_text
from diary.ui.pages.plan.timer import TimerDialog
from tests.ui.conftest import Build
from tests.ui.house import House, Keyboard
from tests.ui.pages.plan.plan_hands import (
    choose_in,
    heard,
    plan_page,
    planned_diary,
    press,
    the_dialog,
    todays,
)

pytestmark = pytest.mark.begins_at("plan")

Key = Qt.Key


def shown(timer: TimerDialog, name: str) -> str:
    label = timer.findChild(QLabel, f"plan_timer.{name}")
    assert isinstance(label, QLabel)
    return label.text()


def a_timer(house: House, qtbot: QtBot, text: str) -> TimerDialog:
    choose_in(plan_page(house).timer.menu(), text)
    return the_dialog(qtbot, TimerDialog)


def test_a_countdown_runs_only_while_it_is_on() -> None:
    count = Countdown(30.0)
    assert count.left(100.0) == 30.0
    count.go(100.0)
    assert count.left(110.0) == 20.0
    count.stop(110.0)
    assert count.left(500.0) == 20.0
    count.go(500.0)
    assert count.left(600.0) == 0.0
    # A clock that was set back adds no time.
    assert count.left(400.0) == 20.0
    assert [clock_text(each) for each in (30.0, 29.1, 0.0, 600.0)] == [
        *("0:30", "0:30", "0:00", "10:00"),
    ]


def test_thirty_seconds_a_side_by_keyboard(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]
) -> None:
    house = build(planned_diary())
    timer = a_timer(house, qtbot, "30 seconds")
    assert (shown(timer, "step"), shown(timer, "time")) == ("First side", "0:30")
    keys.press(Key.Key_Space)
    assert timer.go.text() == "Pause"
    house.clock.pass_seconds(12)
    timer.look()
    assert shown(timer, "time") == "0:18"
    keys.press(Key.Key_Space)
    house.clock.pass_seconds(60)
    timer.look()
    assert (shown(timer, "time"), timer.go.text()) == ("0:18", "Go on")
    keys.press(Key.Key_P)
    house.clock.pass_seconds(18)
    timer.look()
    assert shown(timer, "said") == "Time. Rest, then go on to the next one."
    assert "Time. Rest, then go on to the next one." in spoken
    assert timer.next.hasFocus()
    keys.press(Key.Key_N)
    assert shown(timer, "step") == "Other side"
    assert timer.go.text() == "Pause"
    keys.press(Key.Key_N)
    assert not timer.isVisible()
    assert todays(house) == []


def test_ice_is_eight_to_ten_minutes(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    house = build(planned_diary())
    texts = [each.text() for each in plan_page(house).timer.menu().actions()]
    assert texts == ["30 seconds a side", *(f"Ice, {n} minutes" for n in (8, 9, 10))]
    timer = a_timer(house, qtbot, "Ice, 9")
    assert shown(timer, "time") == "9:00"
    keys.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not house.window.findChildren(TimerDialog))


def test_a_session_goes_through_its_exercises(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    house = build(planned_diary())
    plan_page(house)
    press(house, "plan.session.start")
    timer = the_dialog(qtbot, TimerDialog)
    assert shown(timer, "step") == "Step-down, 3 x 10"
    assert (timer.go.text(), timer.next.text()) == ("Done", "Skip")
    timer.go.click()
    step = todays(house)[0].exercise("step")
    assert step is not None
    assert step.is_done is True
    assert shown(timer, "step") == "Plank, set 1 of 2"
    assert (timer.go.text(), timer.next.text()) == ("Start", "Skip")
    told = heard(house)
    timer.go.click()
    timer.next.click()
    assert timer.go.text() == "Pause"
    timer.next.click()
    assert told[-1] == "Session done. Marked as done: Step-down, Plank."
    (session,) = todays(house)
    assert session.is_done is True
    assert [each.is_done for each in session.exercises] == [True, True]


def test_what_was_never_started_is_not_marked(build: Build, qtbot: QtBot) -> None:
    house = build(planned_diary())
    told = heard(house)
    plan_page(house)
    press(house, "plan.session.start")
    timer = the_dialog(qtbot, TimerDialog)
    for _ in range(3):
        timer.next.click()
    assert not timer.isVisible()
    assert todays(house) == []
    assert told == ["Nothing was started, so no exercise was marked as done."]


def test_a_timer_closed_half_way_says_what_it_marked(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = build(planned_diary())
    told = heard(house)
    plan_page(house)
    press(house, "plan.session.start")
    timer = the_dialog(qtbot, TimerDialog)
    timer.go.click()
    keys.press(Key.Key_Escape)
    assert told[-1] == "Marked as done: Step-down."
    (session,) = todays(house)
    assert [each.is_done for each in session.exercises] == [True, None]
    assert session.is_done is None
