"""What is folded on Today: the rarer signs, what it feels like and what makes it worse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.day import Day
from diary.domain.knee import MAIN_SIGNS, Area, Knee, KneeDay, Quality, Sign, WorseWith
from diary.domain.person import Person
from diary.ui.pages.today.more_signs import MORE_SIGNS
from tests.builders import a_day, a_diary, a_knee_day
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_today import YESTERDAY, page_of

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")
BOTH = Person(timezone="Europe/Berlin")


def click(house: House, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(house.find(name), Qt.MouseButton.LeftButton)


def left(house: House) -> KneeDay:
    return house.diary.day(TODAY).knee(Knee.LEFT)


def is_there(house: House, name: str) -> bool:
    return house.window.findChild(QAbstractButton, name) is not None


def text_of(house: House, name: str) -> str:
    button = house.find(name)
    assert isinstance(button, QPushButton)
    return button.text()


# ---- more signs --------------------------------------------------------------------------------


def test_more_signs_are_folded_and_unanswered_until_somebody_asks(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    assert not is_there(house, "today.left.more_signs.popped")
    house.find("today.left.more_signs").setFocus()
    keys.press(Qt.Key.Key_Space)
    assert house.find("today.left.more_signs.popped").isVisible()
    assert TODAY not in house.diary.days
    keys.tab(9)
    assert focus_name() == "today.left.more_signs.began_with_fall"
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: left(house).signs == {Sign.BEGAN_WITH_FALL: True})
    assert text_of(house, "today.left.more_signs") == "More signs (1)"
    assert house.context.undo.undo_text() == "more signs: left knee"


def test_none_of_these_in_the_fold_says_no_to_its_own_signs_only(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    click(house, qtbot, "today.left.more_signs")
    click(house, qtbot, "today.left.more_signs.none")
    qtbot.waitUntil(lambda: left(house).signs == dict.fromkeys(MORE_SIGNS, False))
    click(house, qtbot, "today.left.signs.none")
    every = {**dict.fromkeys(MORE_SIGNS, False), **dict.fromkeys(MAIN_SIGNS, False)}
    qtbot.waitUntil(lambda: left(house).signs == every)


def test_answers_inside_are_counted_while_it_is_folded(build: Build) -> None:
    said = a_knee_day(signs={Sign.NIGHT_PAIN: True, Sign.POPPED: True, Sign.STUCK: False})
    house = build(a_diary([a_day(YESTERDAY, left=said)], person=LEFT_ONLY))
    page_of(house).go_to(YESTERDAY)
    assert text_of(house, "today.left.more_signs") == "More signs (2)"
    assert not is_there(house, "today.left.more_signs.popped")


@pytest.mark.parametrize("sign", ["swelling", "locking"])
def test_a_sign_that_asks_for_more_unfolds_them(
    build: Build, qtbot: QtBot, spoken: list[str], sign: str
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    click(house, qtbot, f"today.left.signs.{sign}")
    qtbot.waitUntil(lambda: is_there(house, "today.left.more_signs.no_weight"))
    assert house.find("today.left.more_signs.no_weight").isVisible()
    assert "Any of these today?" in spoken
    click(house, qtbot, "today.left.more_signs")
    click(house, qtbot, "today.left.signs.clicking")
    qtbot.waitUntil(lambda: Sign.CLICKING in left(house).signs)
    # Whoever folds them has them folded.
    assert not house.find("today.left.more_signs.no_weight").isVisible()


def test_a_high_score_unfolds_them_and_leaves_the_focus(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=6)], person=LEFT_ONLY))
    keys.type("7")
    qtbot.waitUntil(lambda: is_there(house, "today.left.more_signs.no_weight"))
    assert focus_name() == "today.left.morning"
    page_of(house).go_to(YESTERDAY)
    assert not house.find("today.left.more_signs.no_weight").isVisible()


def test_a_sign_can_be_gone_to_from_elsewhere(build: Build) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    page_of(house).focus_sign(Knee.LEFT, Sign.LOCKING)
    assert focus_name() == "today.left.signs.locking"
    page_of(house).focus_sign(Knee.RIGHT, Sign.STUCK)
    assert focus_name() == "today.right.more_signs.stuck"
    assert house.find("today.right.more_signs.stuck").isVisible()


def test_a_knee_with_a_safety_sign_stays_open(build: Build) -> None:
    said = a_knee_day(signs={Sign.STUCK: True})
    house = build(a_diary([a_day(TODAY, right=said)], person=LEFT_ONLY))
    page = page_of(house)
    assert page.is_open(Knee.RIGHT)
    page.open_knee(Knee.RIGHT, is_open=False)
    assert page.is_open(Knee.RIGHT)


# ---- feels like, worse with --------------------------------------------------------------------


def test_what_it_feels_like_is_ticked_and_taken_back(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    click(house, qtbot, "today.left.qualities")
    click(house, qtbot, "today.left.qualities.sharp")
    click(house, qtbot, "today.left.qualities.dull")
    qtbot.waitUntil(lambda: left(house).qualities == (Quality.DULL, Quality.SHARP))
    assert text_of(house, "today.left.qualities") == "Feels like (2)"
    assert house.context.undo.undo_text() == "feels like: left knee"
    click(house, qtbot, "today.left.qualities.sharp")
    click(house, qtbot, "today.left.qualities.dull")
    qtbot.waitUntil(lambda: left(house).qualities is None)


def test_what_makes_it_worse_is_a_list_of_its_own(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    click(house, qtbot, "today.left.worse_with")
    click(house, qtbot, "today.left.worse_with.kneeling")
    qtbot.waitUntil(lambda: left(house).worse_with == (WorseWith.KNEELING,))
    assert left(house).qualities is None
    stops = [stop.objectName() for stop in page_of(house).tab_stops()]
    assert stops.index("today.left.worse_with") < stops.index("today.left.worse_with.squatting")


# ---- spots -------------------------------------------------------------------------------------


def test_the_button_names_the_spots_of_last_time(build: Build) -> None:
    past = a_day(YESTERDAY, left=a_knee_day(areas=(Area.FRONT, Area.INNER)))
    house = build(a_diary([past], person=LEFT_ONLY))
    shown = "Same spots as last time: Front, Inner side"
    assert text_of(house, "today.left.same_spots") == shown
    house.window.resize(720, 800)
    assert text_of(house, "today.left.same_spots") == shown


def test_spots_can_be_copied_to_the_other_knee(build: Build, qtbot: QtBot) -> None:
    today = Day(TODAY, knees={Knee.LEFT: a_knee_day(areas=(Area.INNER,))})
    house = build(a_diary([today], person=BOTH))
    assert not house.find("today.right.copy").isVisible()
    click(house, qtbot, "today.left.copy")
    qtbot.waitUntil(lambda: house.diary.day(TODAY).knee(Knee.RIGHT).areas == (Area.INNER,))
    assert not house.find("today.left.copy").isVisible()
    assert house.context.undo.undo_text() == "spots: right knee"


def test_a_knee_that_is_not_asked_about_is_offered_no_copy(build: Build) -> None:
    today = Day(TODAY, knees={Knee.LEFT: a_knee_day(areas=(Area.INNER,))})
    house = build(a_diary([today], person=LEFT_ONLY))
    assert not house.find("today.left.copy").isVisible()
