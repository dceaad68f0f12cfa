"""Today while nothing can be written: what was answered stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.knee import Area, Knee, SwellingSize
from diary.domain.person import Person
from tests.builders import a_day, a_diary, a_knee_day
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard
from tests.ui.pages.test_today import YESTERDAY, feedback, page_of, scale

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")


def full_house(build: Build) -> House:
    past = a_day(YESTERDAY, left=a_knee_day(morning=2, areas=(Area.FRONT,)))
    house = build(a_diary([past], person=LEFT_ONLY))
    house.disk.is_full = True
    return house


def count(house: House) -> int:
    return len(house.context.undo.waiting())


def test_answers_are_shown_counted_and_followed_by_their_questions(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = full_house(build)
    keys.type("4")
    qtbot.waitUntil(lambda: feedback(house, "morning") == "4 · Moderate · 2 more than yesterday")
    assert house.text("today.count") == "1 of 2 scores"
    qtbot.mouseClick(house.find("today.left.signs.swelling"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(house.find("today.left.swelling_size").isVisible)
    qtbot.mouseClick(house.find("today.left.swelling_size.slight"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(house) == 3)
    page_of(house).go_to(YESTERDAY)
    page_of(house).go_to(TODAY)
    assert scale(house, "today.left.morning").value() == 4
    assert TODAY not in house.diary.days
    house.disk.is_full = False
    qtbot.mouseClick(house.find("window.strip.retry"), Qt.MouseButton.LeftButton)
    said = house.stored().day(TODAY).knee(Knee.LEFT)
    assert said.morning is not None
    assert (said.morning.value, said.swelling_size) == (4, SwellingSize.SLIGHT)
    assert scale(house, "today.left.morning").value() == 4


def test_a_score_changed_before_it_is_saved_is_one_change(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = full_house(build)
    keys.type("4")
    qtbot.waitUntil(lambda: count(house) == 1)
    keys.type("6")
    qtbot.waitUntil(lambda: feedback(house, "morning").startswith("6"))
    assert count(house) == 1
    keys.press(Qt.Key.Key_Delete)
    # There and back: nothing is left that would have to be saved.
    qtbot.waitUntil(lambda: count(house) == 0)
    assert house.find("window.strip").accessibleName() == "" or not (
        house.find("window.strip").isVisible()
    )
    assert feedback(house, "morning") == "Not answered"


def test_undo_takes_back_what_is_not_saved_yet(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = full_house(build)
    keys.type("4")
    keys.tab()
    keys.type("5")
    qtbot.waitUntil(lambda: count(house) == 2)
    assert house.context.undo.undo_text() == "score: left knee worst 5"
    keys.ctrl(Qt.Key.Key_Z)
    assert scale(house, "today.left.worst").value() is None
    assert scale(house, "today.left.morning").value() == 4
    keys.ctrl(Qt.Key.Key_Z)
    assert feedback(house, "morning") == "Not answered"
    assert not house.context.undo.has_waiting
    assert not house.find("window.strip").isVisible()
    house.window.close()
    assert not house.window.isVisible()


def test_same_spots_and_no_pain_build_on_what_waits(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = full_house(build)
    keys.type("0")
    keys.alt(Qt.Key.Key_S)
    keys.alt(Qt.Key.Key_0)
    qtbot.waitUntil(lambda: count(house) == 3)
    assert house.text("today.count") == "2 of 2 scores"
    house.disk.is_full = False
    assert house.context.undo.retry()
    said = house.stored().day(TODAY).knee(Knee.LEFT)
    assert said.areas == (Area.FRONT,)
    assert said.worst is not None
    assert said.morning is not None
    assert (said.morning.value, said.worst.value) == (0, 0)
