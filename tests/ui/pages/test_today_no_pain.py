"""What "No pain today" writes, what it leaves open, and what is said about both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard
from tests.ui.pages.test_today import LEFT_ONLY, feedback, scale

HIGHER = "a higher score is recorded already."


def offer(house: House) -> QWidget:
    return house.find("today.no_pain")


def test_after_a_score_in_the_morning_the_worst_stays_open(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(TODAY, left=a_knee_day(5))]))
    assert offer(house).isEnabled()
    keys.alt(Qt.Key.Key_0)
    said = (
        f"0 recorded for right, this morning and worst today. Worst stays open for left: {HIGHER}"
    )
    qtbot.waitUntil(lambda: house.text("window.told") == said)
    day = house.stored().day(TODAY)
    assert day.knee(Knee.LEFT).worst is None
    assert day.knee(Knee.RIGHT).worst is not None
    # Nothing is left that it could write, and why is said.
    assert not offer(house).isEnabled()
    why = f"Only the worst score is open. It cannot be 0: {HIGHER}"
    assert why in offer(house).toolTip()
    rest = house.find("today.left.rest")
    assert not rest.isEnabled()
    assert why in rest.toolTip()
    keys.alt(Qt.Key.Key_0)
    qtbot.waitUntil(lambda: house.text("window.told") == why)
    assert house.stored().day(TODAY).knee(Knee.LEFT).worst is None


def test_a_morning_without_pain_lets_the_worst_be_0(build: Build, keys: Keyboard) -> None:
    house = build(a_diary([a_day(TODAY, left=a_knee_day(0))], person=LEFT_ONLY))
    keys.alt(Qt.Key.Key_0)
    worst = house.stored().day(TODAY).knee(Knee.LEFT).worst
    assert worst is not None
    assert worst.value == 0


def test_knees_that_miss_different_scores_are_told_apart(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    run = a_run("r", TODAY, left=a_run_knee(during=3), right=a_run_knee(during=0, after=0))
    house = build(a_diary([a_day(TODAY, left=a_knee_day(2))], [run]))
    keys.alt(Qt.Key.Key_0)
    said = "0 recorded for left, after the run; right, this morning."
    qtbot.waitUntil(lambda: house.text("window.told") == said)


# ---- a worst that was typed --------------------------------------------------------------------


def test_a_worst_below_another_score_is_taken_and_remarked_on(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(TODAY, left=a_knee_day(5))], person=LEFT_ONLY))
    keys.type("2")
    qtbot.waitUntil(lambda: feedback(house, "worst") == "2 · Mild · less than the 5 above")
    worst = house.stored().day(TODAY).knee(Knee.LEFT).worst
    assert worst is not None
    assert worst.value == 2
    scale(house, "today.left.worst").setFocus()
    keys.type("6")
    qtbot.waitUntil(lambda: feedback(house, "worst") == "6 · Moderate")
