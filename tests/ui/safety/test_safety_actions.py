"""What can be done on the safety strip: call, change, arrange help, fold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.change import Change
from diary.domain.day import Day
from diary.domain.errors import DiaryBusyError, DiaryForeignError
from diary.domain.event import EventKind
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.person import Contact, ContactKind
from diary.ui.pages.today.page import TodayPage
from diary.ui.preferences.dialog import PreferencesDialog
from tests.builders import a_diary, an_event
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, fill
from tests.ui.safety.strip_hands import (
    ANNA,
    EMERGENCY,
    LEFT_ONLY,
    LOCKED,
    NO_WEIGHT,
    YESTERDAY,
    click,
    give,
    said_in,
    shown,
    with_signs,
)

# ---- whom to call -----------------------------------------------------------------------------


def test_numbers_of_the_diary_can_be_copied(build: Build) -> None:
    person = replace(LEFT_ONLY, contacts=(ANNA, Contact(ContactKind.DOCTOR, "Dr. Lee"), EMERGENCY))
    house = build(a_diary([Day(TODAY, {Knee.LEFT: NO_WEIGHT})], person=person))
    assert not house.find("safety.strip.phones").isVisible()
    assert house.find("safety.strip.copy.0").accessibleName() == "Copy 030 1234"
    click(house, "safety.strip.copy.1")
    assert QGuiApplication.clipboard().text() == "112"
    assert house.window.findChild(QWidget, "safety.strip.copy.2") is None


def test_without_a_number_one_can_be_added(build: Build, qtbot: QtBot) -> None:
    house = with_signs(build, NO_WEIGHT)
    click(house, "safety.strip.phones")
    dialog = house.window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    assert dialog.page().key == "safety"
    dialog.close()
    person = replace(LEFT_ONLY, contacts=(EMERGENCY,))
    house.context.undo.push("numbers", Change(LEFT_ONLY, person))
    qtbot.waitUntil(lambda: not house.find("safety.strip.phones").isVisible())
    assert house.find("safety.strip.copy.0").isVisible()


# ---- what can be done -------------------------------------------------------------------------


def test_the_entry_is_found_from_another_page(build: Build) -> None:
    house = with_signs(build, KneeDay(signs={Sign.STUCK: True}), YESTERDAY)
    house.window.show_page("reminders")
    click(house, "safety.strip.change")
    page = house.window.current_page()
    assert isinstance(page, TodayPage)
    assert page.shown_day() == YESTERDAY
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "today.left.more_signs.stuck"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.CLEAR),
            "today.left.signs.swelling",
        ),
        (KneeDay(areas=(Area.INSIDE,), qualities=(Quality.STABBING,)), "stabbing"),
    ],
)
def test_a_size_and_a_feeling_are_found_too(build: Build, said: KneeDay, name: str) -> None:
    house = with_signs(build, said)
    click(house, "safety.strip.change")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName().endswith(name)


def test_help_is_the_page_of_the_menu(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    house = with_signs(build, NO_WEIGHT)
    done: list[str] = []
    monkeypatch.setattr(house.window.commands, "do", done.append)
    click(house, "safety.strip.help")
    assert done == ["get_help"]


def test_arranged_help_takes_its_place_and_can_be_taken_back(
    build: Build, keys: Keyboard, spoken: list[str]
) -> None:
    house = with_signs(build, NO_WEIGHT)
    click(house, "safety.strip.arrange")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "With whom, when (optional)"
    keys.type("Anna Berg, Monday")
    keys.press(Qt.Key.Key_Return)
    assert said_in(house) == "Note: Help arranged 20 Nov Anna Berg, Monday"
    assert house.find("safety.line.help").hasFocus()
    (event,) = house.stored().events.values()
    assert (event.on, event.kind, event.knee) == (TODAY, EventKind.HELP_ARRANGED, Knee.LEFT)
    assert event.text == "Anna Berg, Monday"
    before = len([text for text in spoken if text.startswith("Safety")])
    house.context.undo.undo()
    assert "Get this looked at today." in said_in(house)
    assert len([text for text in spoken if text.startswith("Safety")]) == before
    house.context.undo.redo()
    give(house, KneeDay(signs={Sign.NO_WEIGHT: True, Sign.NUMB_OR_COLD: True}))
    assert "Get this looked at today." in said_in(house)
    assert len([text for text in spoken if text.startswith("Safety")]) == before + 1


def test_whoever_thinks_better_of_it_is_back_at_the_button(build: Build, keys: Keyboard) -> None:
    house = with_signs(build, NO_WEIGHT)
    by_key = partial(keys.press, Qt.Key.Key_Escape)
    for leave in (partial(click, house, "safety.strip.cancel"), by_key):
        click(house, "safety.strip.arrange")
        keys.type("Anna")
        leave()
        assert house.find("safety.strip.arrange").hasFocus()
        assert not house.find("safety.strip.with_whom").isVisible()
    click(house, "safety.strip.arrange")
    click(house, "safety.strip.keep")
    (event,) = house.diary.events.values()
    assert event.text == ""


def test_help_for_one_knee_leaves_the_other_in_full(build: Build) -> None:
    event = an_event(
        "help",
        YESTERDAY,
        kind=EventKind.HELP_ARRANGED,
        text="Anna Berg, Monday",
        findings=("left.locking",),
    )
    days = [
        Day(YESTERDAY, {Knee.LEFT: LOCKED}),
        Day(TODAY, {Knee.LEFT: LOCKED, Knee.RIGHT: LOCKED}),
    ]
    house = build(a_diary(days, events=[event]))
    assert "You noted: locking (right, today)." in said_in(house)
    besides = "For the other signs help was arranged 19 Nov. Anna Berg, Monday"
    assert said_in(house).endswith(besides)
    assert besides in [label.text() for label in house.find("safety.strip").findChildren(QLabel)]
    click(house, "safety.strip.arrange")
    click(house, "safety.strip.keep")
    assert said_in(house) == "Note: Help arranged 20 Nov"
    assert house.stored().events.keys() > {"help"}


def test_help_cannot_be_arranged_where_nothing_can_be_kept(build: Build) -> None:
    said = a_diary([Day(TODAY, {Knee.LEFT: NO_WEIGHT})], person=LEFT_ONLY)
    house = build(said, is_attached=False)
    click(house, "safety.strip.arrange")
    house.window.storage_failed(DiaryForeignError(str(house.path)))
    assert "Get this looked at today." in said_in(house)
    assert not house.find("safety.strip.arrange").isEnabled()
    assert not house.find("safety.strip.with_whom").isVisible()
    assert house.find("safety.strip.help").isEnabled()
    house.window.storage_failed(DiaryBusyError(str(house.path)))
    assert house.find("safety.strip.arrange").isEnabled()
    house.window.storage_failed(DiaryForeignError(str(house.path)))
    house.context.journal.attach(house.disk)
    house.window.diary_ready()
    assert house.find("safety.strip.arrange").isEnabled()


def test_arranged_help_is_gone_two_days_after_the_last_sign(build: Build) -> None:
    event = an_event("help", YESTERDAY, kind=EventKind.HELP_ARRANGED)
    house = with_signs(build, NO_WEIGHT, YESTERDAY, event)
    assert said_in(house) == "Note: Help arranged 19 Nov"
    page = house.window.page("today")
    for days, is_said in ((1, True), (2, False)):
        house.clock.pass_seconds(24 * 3600)
        house.window.look_for_changes()
        assert page.shown_day() == TODAY + timedelta(days=days)
        assert (shown(house) is not None) is is_said


# ---- one line ---------------------------------------------------------------------------------


def test_it_folds_to_a_line_for_the_day_and_unfolds_for_a_new_sign(build: Build) -> None:
    house = with_signs(build, LOCKED)
    click(house, "safety.strip.fold")
    line = shown(house)
    assert line is not None
    assert line.objectName() == "safety.line"
    assert said_in(house) == (
        "Act: Worth a call to your PT or doctor this week. You noted: locking (left, today)."
    )
    assert house.find("safety.line.unfold").hasFocus()
    assert "locking" not in str(house.context.ui_state.get("safety.folded", list[str]()))
    house.window.show_page("runs")
    assert shown(house) is line
    click(house, "safety.line.unfold")
    assert house.find("safety.strip.fold").hasFocus()
    click(house, "safety.strip.fold")
    give(house, KneeDay(signs={Sign.LOCKING: True, Sign.GIVING_WAY: True}))
    assert house.find("safety.strip").isVisible()


def test_a_folded_strip_stays_folded_when_the_program_starts_again(build: Build) -> None:
    house = with_signs(build, LOCKED)
    click(house, "safety.strip.fold")
    again = build(None)
    assert again.find("safety.line").isVisible()


def test_a_sign_that_is_ticked_again_unfolds_it(build: Build) -> None:
    house = with_signs(build, NO_WEIGHT)
    click(house, "safety.strip.fold")
    give(house, KneeDay(signs={Sign.NO_WEIGHT: False}))
    give(house, NO_WEIGHT)
    assert house.find("safety.strip").isVisible()


def test_a_sign_typed_before_the_diary_is_whole_unfolds_it(build: Build) -> None:
    house = with_signs(build, LOCKED)
    click(house, "safety.strip.fold")
    again = build(None, is_attached=False)
    assert again.find("safety.line").isVisible()
    give(again, KneeDay(signs={Sign.LOCKING: True, Sign.NO_WEIGHT: True}))
    assert again.find("safety.strip").isVisible()
    assert "could not put weight on it" in said_in(again)
    click(again, "safety.strip.fold")
    give(again, KneeDay(signs={Sign.LOCKING: True, Sign.NO_WEIGHT: False}))
    give(again, KneeDay(signs={Sign.LOCKING: True, Sign.NO_WEIGHT: True}))
    assert again.find("safety.strip").isVisible()


def open_other(house: House, said: KneeDay, qtbot: QtBot) -> None:
    """Go to another diary with these signs of today."""
    other = house.path.with_name("Other.sqlite3")
    if not other.exists():
        fill(other, a_diary([Day(TODAY, {Knee.LEFT: said})], person=LEFT_ONLY))
    go_to_diary(house, other, qtbot)


def go_to_diary(house: House, path: Path, qtbot: QtBot) -> None:
    house.session.open(path)
    qtbot.waitUntil(lambda: house.session.path == path and house.context.journal.is_attached)


def test_it_is_folded_in_one_diary_alone(build: Build, qtbot: QtBot) -> None:
    house = with_signs(build, NO_WEIGHT)
    click(house, "safety.strip.fold")
    open_other(house, NO_WEIGHT, qtbot)
    qtbot.waitUntil(lambda: house.find("safety.strip").isVisible())
    go_to_diary(house, house.path, qtbot)
    qtbot.waitUntil(lambda: house.find("safety.line").isVisible())
