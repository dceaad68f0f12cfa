"""Tasks with reminders, by mouse and by keyboard, in no more presses and seconds than allowed."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.reminder_state import StateName
from diary.domain.rule import Level, Rule
from diary.ui.pages.reminders import RemindersPage
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, stored_once
from tests.journeys.sample import shoe_named, task_diary
from tests.journeys.task_table import Way
from tests.ui.house import TODAY, House, focus_name

Key = Qt.Key
WORSE = "reminders.card.R-WORSE.left"
both_ways = pytest.mark.parametrize("way", ["mouse", "keys"])


def the_page(house: House) -> RemindersPage:
    page = house.window.current_page()
    assert isinstance(page, RemindersPage)
    return page


@both_ways
def test_19_why_it_came_and_put_it_away_for_three_days(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house()
    hands.start(19)
    if way == "mouse":
        hands.page(house, "Reminders")
        hands.action(house.find(f"{WORSE}.snooze"), ".3")
    else:
        hands.ctrl(Key.Key_5)
        assert focus_name() == f"{WORSE}.show"
        hands.alt(Key.Key_Down)
        hands.press(Key.Key_Up)
        hands.press(Key.Key_Return)
    hands.finish(way)
    stored = stored_once(house, qtbot, lambda diary: bool(diary.reminder_states))
    worse = next(each for each in stored.reminder_states.values() if each.rule is Rule.WORSE)
    assert (worse.state, worse.until) == (StateName.SNOOZED, TODAY + timedelta(days=3))
    assert "R-WORSE.left" not in {card.key for card in the_page(house).cards()}
    assert focus_name().startswith("reminders.card.")


def test_19_the_card_names_its_numbers(task_house: OpenTask, hands: Hands) -> None:
    house = task_house()
    hands.ctrl(Key.Key_5)
    card = the_page(house).cards()[0]
    assert card.key == "R-WORSE.left"
    assert len(re.findall(r"\d+\.\d", card.view.text.why)) >= 2


@both_ways
def test_20_the_shoe_reminder_is_not_useful(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = task_house()
    red = shoe_named(task_diary(), "Red 3").id
    dismiss = f"reminders.card.R-SHOE.{red}.dismiss"
    hands.start(20)
    if way == "mouse":
        hands.page(house, "Reminders")
        hands.action(house.find(dismiss), "switch_off")
    else:
        hands.ctrl(Key.Key_5)
        hands.go_by_tab(dismiss)
        hands.press(Key.Key_Space)
        hands.press(Key.Key_Up)
        hands.press(Key.Key_Return)
    hands.finish(way)
    stored = stored_once(house, qtbot, lambda diary: bool(diary.settings.rules_off))
    assert stored.settings.rules_off == {Rule.SHOE}
    assert all(stored.settings.is_on(rule) for rule in Rule if rule.level is Level.SAFETY)
    assert Rule.SHOE not in {card.view.rule for card in the_page(house).cards()}
