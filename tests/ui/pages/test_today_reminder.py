"""The strip of Today about a reminder: the way to its card, and a way to put it off."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QPushButton

from diary.domain.diary import Diary
from diary.domain.reminder_state import StateName
from diary.domain.rule import Rule
from diary.domain.settings import Settings
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House

ACT = "Act: Left knee pain is rising"


def painful(since: int = 60) -> Diary:
    """The left knee around 1, and at 7 for nearly two weeks."""
    days = [
        a_day(TODAY - timedelta(days=back), left=7 if back < 13 else 1 + back % 2)
        for back in range(1, since)
    ]
    return a_diary(days)


def strip(house: House) -> str:
    found = house.find("today.strip")
    return "" if found.isHidden() else found.accessibleName()


def press(house: House, name: str) -> None:
    button = house.find(name)
    assert isinstance(button, QPushButton)
    button.click()


def test_it_can_be_snoozed_for_a_week_and_that_taken_back(build: Build) -> None:
    house = build(painful())
    assert strip(house) == ACT
    press(house, "today.strip.snooze")
    assert strip(house) != ACT
    (state,) = (each for each in house.stored().reminder_states.values() if each.rule is Rule.WORSE)
    assert (state.state, state.until) == (StateName.SNOOZED, TODAY + timedelta(days=7))
    assert house.context.undo.undo_text() == "snooze: Left knee pain is rising"
    house.context.undo.undo()
    assert not house.stored().reminder_states
    # What is new waits for a rest; the page of reminders has it at once.
    house.window.show_page("reminders")
    house.window.show_page("today")
    assert strip(house) == ACT


def test_a_rule_that_is_off_is_not_told(build: Build) -> None:
    off = Settings(rules_off=frozenset({Rule.WORSE, Rule.PERSIST}))
    assert strip(build(replace(painful(), settings=off))) != ACT


def test_a_new_diary_is_left_alone(build: Build) -> None:
    house = build(painful(since=7))
    assert not strip(house).startswith("Act")
