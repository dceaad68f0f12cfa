"""The strip of Today about a reminder: the way to its card, and a way to put it off."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.reminder_state import StateName
from diary.domain.rule import Rule
from diary.domain.settings import Settings
from diary.ui.pages.reminders import RemindersPage
from diary.ui.pages.reminders.inbox import Choice
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_reminder_actions import choose

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


def test_undo_brings_it_back_at_once(build: Build, keys: Keyboard) -> None:
    house = build(painful())
    house.find("today.strip.snooze").setFocus()
    keys.press(Qt.Key.Key_Space)
    assert strip(house) != ACT
    keys.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not house.stored().reminder_states
    assert strip(house) == ACT


def test_the_key_that_snoozes_writes_nothing_when_pressed_again(
    build: Build, keys: Keyboard
) -> None:
    house = build(painful())
    before = house.stored().days
    house.find("today.strip.snooze").setFocus()
    keys.press(Qt.Key.Key_Space)
    assert focus_name() == "today.day"
    keys.press(Qt.Key.Key_Space)
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    assert house.stored().days == before


def test_see_why_goes_to_the_card_it_speaks_of(build: Build, qtbot: QtBot) -> None:
    house = build(painful())
    assert strip(house) == ACT
    page = house.window.page("reminders")
    assert isinstance(page, RemindersPage)
    page.show_cards(Choice.AWAY)
    today = house.window.current_page()
    with qtbot.waitSignal(today.navigate_requested) as asked:
        press(house, "today.strip.see_why")
    assert asked.args == ["reminders", "R-WORSE.left"]
    assert page.show_choice.currentText() == "Open"
    assert focus_name() == "reminders.card.R-WORSE.left.show"


def test_a_rule_that_is_off_is_not_told(build: Build) -> None:
    off = Settings(rules_off=frozenset({Rule.WORSE, Rule.PERSIST}))
    assert strip(build(replace(painful(), settings=off))) != ACT


def test_a_new_diary_is_left_alone(build: Build) -> None:
    house = build(painful(since=7))
    assert not strip(house).startswith("Act")


def test_the_strip_tells_in_the_morning_what_slept_over_night(build: Build) -> None:
    house = build(painful())
    house.window.show_page("reminders")
    choose(house, "reminders.card.R-WORSE.left.snooze", "1")
    choose(house, "reminders.card.R-PERSIST.left.snooze", "14")
    house.window.show_page("today")
    assert not strip(house).startswith("Act")
    house.clock.pass_seconds(86_400)
    house.window.look_for_changes()
    assert strip(house) == ACT


def test_what_was_told_for_a_week_is_gone_from_the_strip_with_the_day(build: Build) -> None:
    house = build(painful())
    assert strip(house) == ACT
    house.clock.pass_seconds(14 * 86_400)
    house.window.look_for_changes()
    assert strip(house) != ACT
