"""Tasks on Today, by mouse and by keyboard, in no more presses and seconds than are allowed."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import MAIN_SIGNS, Area, Knee, KneeDay, Moment, Score, Sign
from diary.services import entries
from diary.services.entries import last_areas
from diary.ui.widgets.pain_scale import PainScale
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_run
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, stored_once
from tests.journeys.sample import YESTERDAY, task_diary
from tests.journeys.task_table import Way
from tests.ui.house import TODAY, House, SetClock

Key = Qt.Key
NONE_OF_THESE = dict.fromkeys(MAIN_SIGNS, False)
both_ways = pytest.mark.parametrize("way", ["mouse", "keys"])


def left_of(diary: Diary, on: date = TODAY) -> KneeDay:
    return diary.day(on).knee(Knee.LEFT)


def values(*scores: Score | None) -> tuple[int | None, ...]:
    return tuple(None if score is None else score.value for score in scores)


def spots_of_last_time() -> tuple[Area, ...]:
    areas = last_areas(task_diary(), TODAY, Knee.LEFT)
    assert areas
    return areas


def a_score_given(diary: Diary, value: int) -> ChangeSet:
    stamp = SetClock().stamp()
    return entries.set_score(diary, TODAY, Knee.LEFT, Moment.MORNING, value, stamp)


def shown_scale(house: House, name: str) -> PainScale:
    scale = house.find(name)
    assert isinstance(scale, PainScale)
    return scale


@both_ways
def test_2_nothing_hurt_today(task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot) -> None:
    house = task_house()
    before = house.stored()
    hands.start(2)
    if way == "mouse":
        hands.click(house.find("today.no_pain"))
    else:
        hands.alt(Key.Key_0)
    hands.finish(way)
    stored = stored_once(house, qtbot, lambda diary: left_of(diary).worst is not None)
    said = left_of(stored)
    assert values(said.morning, said.worst) == (0, 0)
    assert said.signs == {}
    assert said.areas is None
    assert stored.day(TODAY).knee(Knee.RIGHT).is_empty
    assert stored.runs == before.runs


@both_ways
def test_3_a_day_without_a_run(task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot) -> None:
    house = task_house()
    hands.start(3)
    if way == "mouse":
        hands.score(house.find("today.left.morning"), 4)
        hands.score(house.find("today.left.worst"), 3)
        hands.click(house.find("today.left.signs.none"))
        hands.click(house.find("today.left.same_spots"))
    else:
        hands.type("4")
        hands.tab()
        hands.type("3")
        hands.tab()
        hands.press(Key.Key_Space)
        hands.alt(Key.Key_S)
        hands.ctrl(Key.Key_Return)
    hands.finish(way)
    said = left_of(stored_once(house, qtbot, lambda diary: left_of(diary).areas is not None))
    assert values(said.morning, said.worst) == (4, 3)
    assert said.signs == NONE_OF_THESE
    assert said.areas == spots_of_last_time()


@both_ways
def test_4_a_day_with_a_run(task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot) -> None:
    run = a_run("run-today", TODAY)
    house = task_house(ChangeSet((Change(None, run),)))
    hands.start(4)
    if way == "mouse":
        hands.score(house.find("today.left.morning"), 2)
        hands.score(house.find(f"today.left.during.{run.id}"), 3)
        hands.score(house.find(f"today.left.after.{run.id}"), 4)
        hands.click(house.find("today.left.signs.none"))
        hands.click(house.find("today.left.same_spots"))
    else:
        for score in "234":
            hands.type(score)
            hands.tab()
        hands.press(Key.Key_Space)
        hands.alt(Key.Key_S)
        hands.ctrl(Key.Key_Return)
    hands.finish(way)
    stored = stored_once(house, qtbot, lambda diary: left_of(diary).areas is not None)
    said, told = left_of(stored), stored.runs[run.id].knee(Knee.LEFT)
    assert values(said.morning, told.during, told.after, said.worst) == (2, 3, 4, None)
    assert said.signs == NONE_OF_THESE
    assert said.areas == spots_of_last_time()


@both_ways
def test_5_front_and_inner_side_of_the_right_knee(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house()
    hands.start(5)
    if way == "mouse":
        hands.click(house.find("today.right.open"))
        hands.click(house.find("today.right.map.front"))
        hands.click(house.find("today.right.map.inner"))
    else:
        hands.go_by_tab("today.right.open")
        hands.press(Key.Key_Space)
        hands.go_by_tab("today.right.map.above")
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Space)
        # The inner side of a right knee is on its left.
        hands.press(Key.Key_Left)
        hands.press(Key.Key_Space)
    hands.finish(way)
    both = {Area.FRONT, Area.INNER}
    stored = stored_once(
        house, qtbot, lambda diary: set(diary.day(TODAY).knee(Knee.RIGHT).areas or ()) == both
    )
    assert left_of(stored).areas is None


@both_ways
def test_6_an_eight_by_mistake(task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot) -> None:
    house = task_house(a_score_given(task_diary(), 4))
    open_before = house.context.reminders.findings.open
    page = house.window.current_page()
    assert "Safety" not in house.find("today.strip").accessibleName()
    hands.score(house.find("today.left.morning"), 8)
    qtbot.waitUntil(lambda: values(left_of(house.diary).morning) == (8,))
    hands.start(6)
    if way == "mouse":
        hands.score(house.find("today.left.morning"), 4)
    else:
        hands.ctrl(Key.Key_Z)
    hands.finish(way)
    stored_once(house, qtbot, lambda diary: values(left_of(diary).morning) == (4,))
    assert house.context.reminders.findings.open == open_before
    assert house.window.current_page() is page
    assert shown_scale(house, "today.left.morning").value() == 4


def test_6_a_score_that_was_not_there_is_taken_back_by_one_key(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house()
    hands.type("8")
    stored_once(house, qtbot, lambda diary: values(left_of(diary).morning) == (8,))
    hands.start(6)
    hands.ctrl(Key.Key_Z)
    hands.finish("keys")
    assert house.stored() == task_diary()
    assert shown_scale(house, "today.left.morning").value() is None


@both_ways
def test_7_yesterday_was_forgotten(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house()
    hands.start(7)
    if way == "mouse":
        hands.click(house.find("today.previous"))
        hands.score(house.find("today.left.morning"), 2)
    else:
        hands.alt(Key.Key_Left)
        hands.type("2")
    hands.finish(way)
    stored = stored_once(house, qtbot, lambda diary: YESTERDAY in diary.days)
    assert values(left_of(stored, YESTERDAY).morning) == (2,)
    assert TODAY not in stored.days
    # Yesterday is over for less than 36 hours.
    assert not shown_scale(house, "today.left.morning").is_late


def test_7_what_is_said_days_later_is_shown_as_late(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    on = TODAY - timedelta(days=3)
    house = task_house(ChangeSet((Change(task_diary().days[on], None),)))
    hands.start(7)
    for _ in range(3):
        hands.alt(Key.Key_Left)
    hands.type("2")
    hands.finish("keys")
    stored = stored_once(house, qtbot, lambda diary: on in diary.days)
    morning = left_of(stored, on).morning
    assert morning is not None
    assert (morning.value, morning.recorded_at) == (2, house.clock.at)
    assert shown_scale(house, "today.left.morning").is_late


@both_ways
def test_8_the_left_leg_bears_no_weight(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot, spoken: list[str]
) -> None:
    house = task_house()
    hands.start(8)
    if way == "mouse":
        hands.click(house.find("today.left.more_signs"))
        hands.click(house.find("today.left.more_signs.no_weight"))
    else:
        hands.go_by_tab("today.left.more_signs")
        hands.press(Key.Key_Space)
        hands.go_by_tab("today.left.more_signs.no_weight")
        hands.press(Key.Key_Space)
    hands.finish(way)
    said = left_of(stored_once(house, qtbot, lambda diary: bool(left_of(diary).signs)))
    assert said.signs[Sign.NO_WEIGHT] is True
    strip = house.find("safety.strip")
    qtbot.waitUntil(strip.isVisible)
    shown = [label.text() for label in strip.findChildren(PlainLabel) if label.isVisible()]
    assert "Get this looked at today." in shown
    assert any("Get this looked at today." in text for text in spoken)
    # It pushes the page down and takes nothing away: the sign can be seen and taken back.
    hands.click(house.find("today.left.more_signs.no_weight"))
    qtbot.waitUntil(lambda: left_of(house.diary).signs.get(Sign.NO_WEIGHT) is not True)
