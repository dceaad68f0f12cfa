from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.person import Person
from diary.services import entries
from diary.ui.undo import composed
from tests.builders import a_day, a_diary, a_knee_day
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, foreign_write

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")


def give(house: House, value: int | None, moment: Moment = Moment.MORNING) -> bool:
    change = entries.set_score(house.diary, TODAY, Knee.LEFT, moment, value, house.clock.stamp())
    return house.context.undo.push(f"score {value}", change, merge_key=f"score {moment}")


def morning(diary: Diary) -> int | None:
    score = diary.day(TODAY).knee(Knee.LEFT).morning
    return None if score is None else score.value


def test_undo_and_redo_write_to_the_file(build: Build) -> None:
    house = build()
    assert give(house, 4)
    assert house.context.undo.undo()
    assert morning(house.stored()) is None
    assert house.context.undo.redo_text() == "score 4"
    assert house.context.undo.redo()
    assert morning(house.stored()) == 4
    assert not house.context.undo.redo()


def test_the_menu_names_the_step(build: Build, keys: Keyboard) -> None:
    house = build()
    undo = house.window.menus.actions["undo"]
    assert not undo.isEnabled()
    give(house, 4)
    assert undo.text() == "&Undo score 4"
    keys.ctrl(Qt.Key.Key_Z)
    assert house.window.menus.actions["redo"].text() == "&Redo score 4"
    keys.press(
        Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert morning(house.diary) == 4


def test_rapid_changes_of_one_field_are_one_step(build: Build) -> None:
    house = build()
    give(house, 1)
    house.clock.pass_seconds(0.5)
    give(house, 10)
    assert house.context.undo.undo_text() == "score 10"
    house.context.undo.undo()
    assert morning(house.stored()) is None
    assert house.context.undo.undo_text() == ""


def test_slow_changes_and_other_fields_are_steps_of_their_own(build: Build) -> None:
    house = build()
    give(house, 1)
    house.clock.pass_seconds(2.5)
    give(house, 2)
    give(house, 5, Moment.WORST)
    house.context.undo.undo()
    house.context.undo.undo()
    assert morning(house.diary) == 1


def test_there_and_back_within_two_seconds_leaves_no_step(build: Build) -> None:
    house = build()
    give(house, 4)
    give(house, None)
    assert house.context.undo.undo_text() == ""
    assert house.stored().day(TODAY).is_empty


def test_a_step_whose_value_is_gone_leaves_with_a_message(build: Build) -> None:
    house = build()
    give(house, 4)
    other = entries.set_score(
        house.stored(), TODAY, Knee.LEFT, Moment.MORNING, 9, house.clock.stamp()
    )
    foreign_write(house.path, other)
    assert not house.context.undo.undo()
    assert morning(house.diary) == 9
    assert house.context.undo.undo_text() == ""
    assert house.context.undo.redo_text() == ""
    assert "changed somewhere else" in house.find("window.strip").accessibleName()


def test_another_program_s_change_of_another_field_survives_undo(build: Build) -> None:
    house = build()
    give(house, 4)
    stored = house.stored()
    foreign_write(
        house.path, entries.set_day(stored, TODAY, house.clock.at, note="from the terminal")
    )
    assert house.context.undo.undo()
    assert house.stored().day(TODAY).note == "from the terminal"
    assert morning(house.stored()) is None


def test_a_failed_write_stays_on_screen_and_is_tried_again(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: house.context.undo.has_waiting)
    assert "Could not save." in house.find("window.strip").accessibleName()
    assert house.text("window.saved") == "Not saved"
    house.window.close()
    assert house.window.isVisible()
    keys.type("5")
    qtbot.waitUntil(lambda: "Could not save." in house.find("window.strip").accessibleName())
    house.disk.is_full = False
    qtbot.mouseClick(house.find("window.strip.retry"), Qt.MouseButton.LeftButton)
    assert morning(house.stored()) == 5
    assert house.find("window.strip").isHidden() or not house.find("window.strip").isVisible()
    assert not house.window.isVisible()


def test_a_failed_undo_leaves_the_step_where_it_was(build: Build) -> None:
    house = build()
    give(house, 4)
    house.disk.is_full = True
    assert not house.context.undo.undo()
    house.disk.is_full = False
    assert house.context.undo.undo_text() == "score 4"
    assert house.context.undo.undo()
    assert morning(house.stored()) is None


def test_two_hundred_steps_are_kept(build: Build) -> None:
    house = build()
    for number in range(205):
        note = entries.set_day(house.diary, TODAY, house.clock.at, note=f"{number}")
        house.context.undo.push(f"note {number}", note)
    done = 0
    while house.context.undo.undo():
        done += 1
    assert done == 200


DAY = a_day(TODAY, left=a_knee_day(morning=1))
NEXT = a_day(TODAY, left=a_knee_day(morning=2))
OTHER = a_day(TODAY - timedelta(days=1), left=a_knee_day(morning=1))


def one(before: Day | None, after: Day | None) -> ChangeSet:
    return ChangeSet((Change(before, after),))


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (one(None, DAY), one(DAY, NEXT), one(None, NEXT)),
        (one(None, DAY), one(DAY, None), ChangeSet(())),
        (one(None, DAY), one(NEXT, DAY), None),
        (one(None, DAY), one(None, OTHER), ChangeSet((Change(None, DAY), Change(None, OTHER)))),
    ],
)
def test_two_changes_in_a_row_are_composed(
    first: ChangeSet, second: ChangeSet, both: ChangeSet | None
) -> None:
    assert composed(first, second) == both


def test_the_diary_ends_as_it_began(build: Build) -> None:
    house = build(a_diary([a_day(TODAY, left=2)], person=LEFT_ONLY))
    before = house.stored()
    steps: list[Callable[[], bool]] = [lambda: give(house, 4), lambda: give(house, 0, Moment.WORST)]
    for step in steps:
        assert step()
    while house.context.undo.undo():
        pass
    assert house.stored() == before
