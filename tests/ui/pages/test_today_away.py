"""Days on which nothing is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.day import Day
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.ui.dialogs.away_span import AwaySpanDialog
from diary.ui.widgets.date_button import DateButton
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_today import YESTERDAY, page_of

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")


def click(house: House, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(house.find(name), Qt.MouseButton.LeftButton)


def choose(house: House, key: str) -> None:
    """Choose an entry of the menu beside the day."""
    more = house.find("today.more")
    assert isinstance(more, QPushButton)
    names = {action.objectName(): action for action in more.menu().actions()}
    assert names[f"today.more.{key}"].isEnabled()
    names[f"today.more.{key}"].trigger()


def set_span(house: House, first_back: int, last_back: int) -> AwaySpanDialog:
    choose(house, "away_span")
    dialog = house.window.findChild(AwaySpanDialog)
    assert isinstance(dialog, AwaySpanDialog)
    for button, back in ((dialog.first, first_back), (dialog.last, last_back)):
        assert isinstance(button, DateButton)
        button.set_day(TODAY - timedelta(days=back))
    done = dialog.findChild(QPushButton, "away_span.set")
    assert isinstance(done, QPushButton)
    done.click()
    return dialog


def test_on_a_day_away_nothing_is_asked_and_everything_can_be_added(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    choose(house, "away")
    assert house.stored().day(TODAY).away
    assert house.find("today.away").isVisible()
    assert house.text("today.left.closed.words") == "Not asked while you are away"
    for name in ("today.plan_card", "today.limits_card", "today.care_card"):
        assert not house.find(name).isVisible()
    assert house.text("today.count") == ""
    click(house, qtbot, "today.left.open")
    assert focus_name() == "today.left.morning"
    keys.type("3")
    qtbot.waitUntil(lambda: house.diary.day(TODAY).knee(Knee.LEFT).morning is not None)
    assert house.diary.day(TODAY).away


def test_i_am_back_asks_again(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary([Day(TODAY, away=True), a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    assert focus_name() == "today.day"
    click(house, qtbot, "today.away.back")
    assert TODAY not in house.diary.days
    assert focus_name() == "today.left.morning"
    assert house.context.undo.undo_text() == "not away any more"


def test_some_days_are_one_step(
    build: Build, qtbot: QtBot, keys: Keyboard, spoken: list[str]
) -> None:
    house = build(a_diary([a_day(TODAY - timedelta(days=5), left=2)], person=LEFT_ONLY))
    set_span(house, 2, -3)
    away = sorted(on for on, day in house.stored().days.items() if day.away)
    assert away == [TODAY + timedelta(days=n) for n in range(-2, 4)]
    assert "Away: Wed 18 Nov to Mon 23 Nov." in spoken
    keys.ctrl(Qt.Key.Key_Z)
    assert not any(day.away for day in house.diary.days.values())


def test_a_span_that_ends_before_it_begins_is_said(build: Build, spoken: list[str]) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    dialog = set_span(house, 0, 3)
    assert dialog.isVisible()
    assert "Pick a last day that is not before the first." in spoken
    assert not house.diary.days
    dialog.reject()


def test_coming_back_early_leaves_the_days_before(build: Build) -> None:
    days = [Day(TODAY + timedelta(days=n), away=True) for n in range(-2, 3)]
    house = build(a_diary(days, person=LEFT_ONLY))
    choose(house, "not_away")
    assert sorted(house.diary.days) == [TODAY - timedelta(days=2), TODAY - timedelta(days=1)]


def test_days_away_are_not_asked_for_later(build: Build) -> None:
    away = [Day(TODAY - timedelta(days=n), away=True) for n in (1, 2)]
    house = build(a_diary([*away, a_day(TODAY - timedelta(days=4), left=1)], person=LEFT_ONLY))
    assert not house.find("today.strip").isVisible()


@pytest.mark.parametrize("key", ["away", "away_span", "not_away"])
def test_the_go_menu_has_them_too(build: Build, key: str) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    assert house.window.menus.actions[key].isEnabled()
    house.window.show_page("reminders")
    assert not house.window.menus.actions[key].isEnabled()


def test_the_calendar_shows_days_away(build: Build) -> None:
    house = build(a_diary([Day(YESTERDAY, away=True)], person=LEFT_ONLY))
    day = page_of(house).header.day
    popup = day.open_calendar()
    mark = popup.calendar.mark(YESTERDAY)
    popup.close()
    assert mark.is_away
    assert (mark.score, mark.runs) == (None, 0)


def test_the_menu_goes_to_a_date(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    choose(house, "date")
    qtbot.waitUntil(lambda: focus_name() == "go_to_date.day.edit")
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_an_answer_given_before_stays_on_a_day_away(build: Build) -> None:
    house = build(a_diary([Day(TODAY, away=True, note="Hut")], person=LEFT_ONLY))
    page = page_of(house)
    assert page.note.edit.toPlainText() == "Hut"
