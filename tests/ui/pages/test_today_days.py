"""How Today speaks of another day than today, and of days on which nothing was recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Sign, SwellingSize
from tests.builders import a_day, a_diary, a_knee_day
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_today import LEFT_ONLY, YESTERDAY, page_of

TUESDAY = TODAY - timedelta(days=3)


def click(house: House, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(house.find(name), Qt.MouseButton.LeftButton)


def button(house: House, name: str) -> QPushButton:
    found = house.find(name)
    assert isinstance(found, QPushButton)
    return found


def strip_says(house: House) -> str:
    strip = house.find("today.strip")
    return strip.accessibleName() if strip.isVisible() else ""


def hint_of_note(house: House) -> str:
    note = house.find("today.note")
    assert isinstance(note, QPlainTextEdit)
    return note.placeholderText()


# ---- the name of the day -----------------------------------------------------------------------


def test_another_day_is_called_by_its_name_and_today_is_today_again(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(TUESDAY, left=1)], person=LEFT_ONLY))
    assert not house.find("today.back").isVisible()
    page_of(house).go_to(TUESDAY)
    assert house.text("today.title") == "Tue 17 Nov"
    assert house.window.windowTitle() == "Tue 17 Nov \N{EN DASH} My knees"
    assert page_of(house).accessibleName() == "Tue 17 Nov"
    assert button(house, "today.no_pain").text() == "No pain that day"
    assert button(house, "today.done").text() == "Done for Tue 17 Nov"
    assert "about that day" in hint_of_note(house)
    assert house.find("today.left.morning").accessibleName() == "Left knee, that morning"
    assert house.find("today.left.worst").accessibleName() == "Left knee, worst that day"
    click(house, qtbot, "today.back")
    assert page_of(house).shown_day() == TODAY
    assert house.text("today.title") == "Today"
    assert house.window.windowTitle() == "Today \N{EN DASH} My knees"
    assert button(house, "today.done").text() == "Done for today"
    assert "about today" in hint_of_note(house)
    assert focus_name() == "today.left.morning"


@pytest.mark.parametrize("how", ["click", "key", "menu"])
def test_choosing_today_again_goes_to_today_and_keeps_what_is_typed(
    build: Build, keys: Keyboard, qtbot: QtBot, how: str
) -> None:
    house = build(a_diary([a_day(TUESDAY, left=1)], person=LEFT_ONLY))
    page_of(house).go_to(TUESDAY)
    house.find("today.note").setFocus()
    keys.type("downhill")
    if how == "click":
        pages = house.window.page_list
        entry = pages.visualItemRect(pages.item(0)).center()
        qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=entry)
    elif how == "key":
        keys.ctrl(Qt.Key.Key_1)
    else:
        house.window.pages_menu.page_picked.emit("today")
    assert page_of(house).shown_day() == TODAY
    assert house.text("today.title") == "Today"
    assert focus_name() == "today.left.morning"
    assert house.stored().day(TUESDAY).note == "downhill"


def test_coming_back_from_another_page_keeps_the_day(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(TUESDAY, left=1)], person=LEFT_ONLY))
    page_of(house).go_to(TUESDAY)
    keys.ctrl(Qt.Key.Key_2)
    keys.ctrl(Qt.Key.Key_1)
    assert page_of(house).shown_day() == TUESDAY
    pages = house.window.page_list
    pages.setFocus()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Return)
    assert page_of(house).shown_day() == TUESDAY


def test_the_day_before_is_called_yesterday(build: Build) -> None:
    house = build()
    page_of(house).go_to(YESTERDAY)
    assert house.text("today.title") == "Yesterday"
    assert button(house, "today.done").text() == "Done for Thu 19 Nov"


def test_no_pain_that_day_says_which_scores(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    page_of(house).go_to(TUESDAY)
    keys.alt(Qt.Key.Key_0)
    said = "0 recorded for left, that morning and worst that day."
    qtbot.waitUntil(lambda: house.text("window.told") == said)


def test_the_thanks_for_another_day_lead_back_to_today(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    page_of(house).go_to(TUESDAY)
    keys.ctrl(Qt.Key.Key_Return)
    assert "Thanks, that is all for Tue 17 Nov." in strip_says(house)
    click(house, qtbot, "today.strip.present_day")
    assert page_of(house).shown_day() == TODAY


def test_the_thanks_for_today_lead_nowhere(build: Build, keys: Keyboard) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    keys.ctrl(Qt.Key.Key_Return)
    assert "Thanks, that is all for today." in strip_says(house)
    assert house.window.findChild(QPushButton, "today.strip.present_day") is None


# ---- no pain and rest, when everything has an answer -------------------------------------------


def test_no_pain_is_off_while_every_score_has_an_answer(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    answered = a_knee_day(morning=1, worst=2)
    house = build(a_diary([a_day(TODAY, left=answered)], person=LEFT_ONLY))
    no_pain = house.find("today.no_pain")
    assert not no_pain.isEnabled()
    assert "Every score has an answer already." in no_pain.toolTip()
    keys.alt(Qt.Key.Key_0)
    qtbot.waitUntil(lambda: house.text("window.told") == "Every score has an answer already.")
    page_of(house).go_to(YESTERDAY)
    assert no_pain.isEnabled()
    assert "Alt+0" in no_pain.toolTip()


def test_the_rest_of_a_knee_says_what_it_gives(build: Build) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    rest = house.find("today.left.rest")
    given = "Give 0 to every score of the left knee without an answer"
    assert rest.accessibleName() == given
    assert given in rest.toolTip()


# ---- done with something open ------------------------------------------------------------------


def test_done_names_the_swelling_without_a_size_instead_of_thanks(
    build: Build, keys: Keyboard
) -> None:
    signs = {Sign.SWELLING: True, Sign.STUCK: False}
    said = a_knee_day(morning=1, worst=1, signs=signs)
    house = build(a_diary([a_day(TODAY, left=said)], person=LEFT_ONLY))
    assert house.text("today.count") == "2 of 2 scores"
    keys.ctrl(Qt.Key.Key_Return)
    assert strip_says(house) == "Info: Done. Still open: how large is the swelling?"


def test_done_names_the_signs_that_were_asked_for(build: Build, keys: Keyboard) -> None:
    house = build(a_diary([a_day(TODAY, left=a_knee_day(morning=8, worst=8))], person=LEFT_ONLY))
    keys.ctrl(Qt.Key.Key_Return)
    said = "Info: Done. Still open, under More signs: Any of these today?"
    assert strip_says(house) == said


def test_done_gives_thanks_once_they_are_answered(build: Build, keys: Keyboard) -> None:
    said = a_knee_day(
        morning=8,
        worst=8,
        signs={Sign.SWELLING: True, Sign.STUCK: False},
        swelling_size=SwellingSize.SLIGHT,
    )
    house = build(a_diary([a_day(TODAY, left=said)], person=LEFT_ONLY))
    keys.ctrl(Qt.Key.Key_Return)
    assert "Thanks" in strip_says(house)


# ---- days without anything ---------------------------------------------------------------------


def test_two_empty_days_are_asked_about_together_and_left_empty_together(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(TODAY - timedelta(days=6), left=1)], person=LEFT_ONLY))
    assert "Nothing recorded for Thu 19 and Wed 18 Nov." in strip_says(house)
    assert button(house, "today.strip.fill_in").text() == "Fill in Thu 19 Nov"
    click(house, qtbot, "today.strip.leave_empty")
    assert strip_says(house) == ""


def test_the_month_is_named_twice_when_there_are_two(build: Build) -> None:
    first = TODAY.replace(month=12, day=2)
    moved = first - TODAY
    house = build(a_diary([a_day(TODAY, left=1)], person=LEFT_ONLY))
    house.clock.at += moved
    house.window.look_for_changes()
    assert "Nothing recorded for Tue 1 Dec and Mon 30 Nov." in strip_says(house)


def test_i_was_away_marks_the_whole_gap_in_one_step(build: Build, qtbot: QtBot) -> None:
    last = TODAY - timedelta(days=6)
    house = build(a_diary([a_day(last, left=1)], person=LEFT_ONLY))
    click(house, qtbot, "today.strip.away")
    gap = [last + timedelta(days=each) for each in range(1, 6)]
    assert [on for on in house.stored().days if house.diary.day(on).away] == gap
    assert not house.diary.day(TODAY).away
    assert strip_says(house) == ""
    assert focus_name() == "today.left.morning"
    house.context.undo.undo()
    assert not any(day.away for day in house.stored().days.values())


WELCOME = "Info: Good to see you. Start with this morning."


def away_for(days: int) -> Diary:
    """The last entry lies so many days back."""
    return a_diary([a_day(TODAY - timedelta(days=days), left=1)], person=LEFT_ONLY)


def test_after_a_gap_of_weeks_there_is_a_friendly_start_and_nothing_to_fill_in(
    build: Build,
) -> None:
    house = build(away_for(40))
    assert strip_says(house) == WELCOME
    assert house.find("today.strip").findChildren(QPushButton) == []
    assert focus_name() == "today.left.morning"


def test_a_gap_of_two_weeks_can_still_be_filled_in(build: Build) -> None:
    assert "Nothing recorded for Thu 19 and Wed 18 Nov." in strip_says(build(away_for(14)))


def test_one_day_more_is_a_gap_of_weeks(build: Build) -> None:
    assert strip_says(build(away_for(15))) == WELCOME


def test_the_first_score_ends_the_welcome_and_the_gap_stays_empty(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(away_for(40))
    keys.type("2")
    qtbot.waitUntil(lambda: TODAY in house.diary.days)
    assert strip_says(house) == ""
    house.clock.at += timedelta(days=1)
    house.window.look_for_changes()
    assert strip_says(house) == ""


def test_a_day_missed_after_coming_back_is_asked_about_as_ever(build: Build) -> None:
    days = [a_day(TODAY - timedelta(days=back), left=1) for back in (40, 2)]
    house = build(a_diary(days, person=LEFT_ONLY))
    assert "Nothing recorded for Thu 19 Nov." in strip_says(house)


def test_days_marked_as_away_are_no_gap(build: Build) -> None:
    days = [a_day(TODAY - timedelta(days=back), away=True) for back in range(1, 40)]
    assert strip_says(build(a_diary([*away_for(40).days.values(), *days]))) == ""


# ---- what can be reached -----------------------------------------------------------------------


def test_a_run_can_be_logged_from_the_plan_card(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    log_run = button(house, "today.log_run")
    assert log_run.text() == "Log a run…"
    assert "Ctrl+N" in log_run.toolTip()
    log_run.click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    form = QApplication.activeModalWidget()
    assert form is not None
    assert house.window.current_page().key == "runs"
    form.close()


def test_what_can_be_done_with_a_day_is_there_at_every_width_and_text_size(
    build: Build, qtbot: QtBot, plain_look: Callable[[str, int], None]
) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    buttons = [house.find(name) for name in ("today.more", "today.more_above")]

    def is_one_shown() -> bool:
        return [each.visibleRegion().isEmpty() for each in buttons].count(False) == 1

    for percent in (100, 150, 200):
        plain_look("light", percent)
        for width in (720, 1000, 1280, 1920):
            house.window.resize(width, 800)
            qtbot.waitUntil(is_one_shown)
