"""The one strip about signs: at once, in one place, and never a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.day import Day
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize
from diary.domain.person import Person
from diary.domain.rules.safety import SafetyNotice
from diary.ui.context import PageContext
from diary.ui.pages.today.page import TodayPage
from diary.ui.present_signs import present_notice
from diary.ui.safety import place
from diary.ui.theme import ThemeName
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, ZONE, House, Keyboard, focus_name
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

# ---- at once, in one place --------------------------------------------------------------------


def test_a_sign_that_is_ticked_is_answered_at_once_and_said_once(
    build: Build, keys: Keyboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, bool]] = []

    def listen(_widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
        heard.append((text, is_urgent))

    monkeypatch.setattr(place, "announce", listen)
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    assert shown(house) is None
    page = house.window.page("today")
    assert isinstance(page, TodayPage)
    page.focus_sign(Knee.LEFT, Sign.NO_WEIGHT)
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(house) is not None)
    assert said_in(house).startswith(
        "Safety: Get this looked at today. "
        "You noted: could not put weight on it (left, today 18:42). This diary cannot tell"
    )
    for key in ("runs", "reminders", "shoes", "today"):
        house.window.show_page(key)
    assert heard == [(said_in(house), True)]
    page.focus_sign(Knee.LEFT, Sign.NO_WEIGHT)
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown(house) is None)


def is_below(strip: QWidget, header: QWidget) -> bool:
    window = strip.window()
    return strip.mapTo(window, QPoint()).y() == header.mapTo(window, QPoint(0, header.height())).y()


def test_it_is_the_same_thing_in_the_same_place_on_three_pages(build: Build, qtbot: QtBot) -> None:
    house = with_signs(build, NO_WEIGHT)
    strip = shown(house)
    assert strip is not None
    places = set()
    for key in ("today", "runs", "reminders"):
        house.window.show_page(key)
        assert shown(house) is strip
        places.add((strip.mapTo(house.window, QPoint()).x(), strip.accessibleName()))
        qtbot.waitUntil(partial(is_below, strip, house.window.header_stack))
    assert len(places) == 1
    for key in ("shoes", "charts"):
        house.window.show_page(key)
        assert shown(house) is None


def test_below_it_no_page_says_that_nothing_needs_attention(build: Build) -> None:
    house = with_signs(build, KneeDay())
    house.window.show_page("reminders")
    assert "Nothing needs your attention" in texts_in(house.find("reminders.empty"))
    give(house, NO_WEIGHT)
    assert "No reminders are open" in texts_in(house.find("reminders.empty"))


def texts_in(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_sign_that_cannot_be_written_is_answered_all_the_same(build: Build) -> None:
    house = with_signs(build, KneeDay())
    house.disk.is_full = True
    give(house, NO_WEIGHT)
    assert "Get this looked at today." in said_in(house)
    assert not house.diary.day(TODAY).knee(Knee.LEFT).signs
    house.disk.is_full = False


def test_before_the_diary_is_open_it_is_shown_and_not_yet_said(
    build: Build, spoken: list[str]
) -> None:
    said = a_diary([Day(TODAY, {Knee.LEFT: NO_WEIGHT})], person=LEFT_ONLY)
    house = build(said, is_attached=False)
    assert "Get this looked at today." in said_in(house)
    assert not [text for text in spoken if text.startswith("Safety")]
    house.context.journal.attach(house.disk)
    house.window.diary_ready()
    assert [text for text in spoken if text.startswith("Safety")] == [said_in(house)]


def test_the_day_that_is_shown_is_the_one_it_speaks_about(build: Build) -> None:
    long_ago = TODAY - timedelta(days=10)
    house = with_signs(build, LOCKED, long_ago)
    assert shown(house) is None
    page = house.window.page("today")
    assert isinstance(page, TodayPage)
    page.go_to(long_ago)
    assert "locking (left, Tue 10 Nov)" in said_in(house)
    page.go_to(long_ago + timedelta(days=1))
    assert "locking (left, Tue 10 Nov)" in said_in(house)
    house.window.show_page("runs")
    assert shown(house) is None


def test_what_stands_now_is_said_on_an_older_day_too(build: Build, spoken: list[str]) -> None:
    house = with_signs(build, NO_WEIGHT)
    page = house.window.page("today")
    assert isinstance(page, TodayPage)
    page.go_to(TODAY - timedelta(days=5))
    assert "could not put weight on it (left, today)." in said_in(house)
    long_ago = TODAY - timedelta(days=10)
    give(house, LOCKED, long_ago)
    assert "(left, today)." in said_in(house)
    page.go_to(long_ago)
    both = "could not put weight on it (left, today); locking (left, Tue 10 Nov)."
    assert both in said_in(house)
    assert "Get this looked at today." in said_in(house)
    heard = [text for text in spoken if text.startswith("Safety")]
    assert len(heard) == 2
    house.window.show_page("runs")
    assert "locking" not in said_in(house)
    page.go_to(TODAY)
    assert [text for text in spoken if text.startswith("Safety")] == heard


def test_after_midnight_signs_of_both_days_stand_on_every_page(build: Build) -> None:
    half_past_midnight = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    tomorrow = TODAY + timedelta(days=1)
    said = a_diary([Day(TODAY, {Knee.LEFT: LOCKED})], person=LEFT_ONLY)
    house = build(said, at=half_past_midnight)
    page = house.window.page("today")
    assert isinstance(page, TodayPage)
    page.go_to(tomorrow)
    give(house, NO_WEIGHT, tomorrow)
    noted = "You noted: could not put weight on it (left, Sat 21 Nov); locking (left, today)."
    for key in ("today", "runs", "reminders"):
        house.window.show_page(key)
        assert noted in said_in(house)
    assert "No reminders are open" in texts_in(house.find("reminders.empty"))
    house.window.show_page("today", TODAY)
    assert noted in said_in(house)
    click(house, "safety.strip.arrange")
    click(house, "safety.strip.keep")
    assert said_in(house) == "Note: Help arranged 21 Nov"


def test_the_next_day_it_still_stands(build: Build) -> None:
    house = with_signs(build, NO_WEIGHT, YESTERDAY)
    assert "(left, yesterday)" in said_in(house)
    house.clock.pass_seconds(24 * 3600)
    house.window.look_for_changes()
    assert shown(house) is None


# ---- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "title", "noted"),
    [
        (LOCKED, "Worth a call to your PT or doctor this week.", "locking (left, today)"),
        (
            KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.LARGE_FAST),
            "Get this looked at today.",
            "swelling, large and fast (within hours) (left, today)",
        ),
        (
            KneeDay(areas=(Area.INNER,), qualities=(Quality.SHARP,)),
            "Worth a call to your PT or doctor this week.",
            "sharp pain on the inner side or deep inside (left, today)",
        ),
        (
            KneeDay(signs={Sign.CALF_SWOLLEN: True}),
            "Get this looked at today.",
            "With chest pain or breathlessness call the emergency number now.",
        ),
    ],
)
def test_what_was_noted_and_what_to_do(build: Build, said: KneeDay, title: str, noted: str) -> None:
    text = said_in(with_signs(build, said))
    assert title in text
    assert noted in text


def test_both_knees_and_levels_are_in_one_strip(build: Build) -> None:
    day = Day(TODAY, {Knee.LEFT: LOCKED, Knee.RIGHT: NO_WEIGHT})
    house = build(a_diary([day], person=Person(timezone=ZONE)))
    noted = "You noted: could not put weight on it (right, today); locking (left, today)."
    assert noted in said_in(house)
    assert "Get this looked at today." in said_in(house)


# ---- keyboard and room ------------------------------------------------------------------------


def test_every_part_is_reached_in_reading_order(build: Build, keys: Keyboard) -> None:
    person = replace(LEFT_ONLY, contacts=(ANNA,))
    house = build(a_diary([Day(TODAY, {Knee.LEFT: NO_WEIGHT})], person=person))
    click(house, "safety.strip.arrange")
    house.find("safety.strip.fold").setFocus()
    found = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName()
        found.append(focused.objectName().removeprefix("safety.strip."))
        keys.press(Qt.Key.Key_Tab)
    wanted = ["fold", "copy.0", "change", "arrange", "help", "with_whom", "keep", "cancel"]
    assert found == wanted
    after = QApplication.focusWidget()
    assert after is not None
    assert after.objectName().startswith("today.")


@pytest.mark.parametrize(
    ("percent", "size"), [(100, (720, 700)), (200, (1280, 800)), (200, (720, 700))]
)
def test_what_does_not_fit_scrolls_and_the_page_keeps_room(
    build: Build,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
    size: tuple[int, int],
) -> None:
    plain_look("light", percent)
    person = replace(LEFT_ONLY, contacts=(ANNA, EMERGENCY))
    said = KneeDay(signs={Sign.NO_WEIGHT: True, Sign.CALF_SWOLLEN: True})
    house = build(a_diary([Day(TODAY, {Knee.LEFT: said})], person=person), size=size)
    strip, page = house.find("safety.strip"), house.window.stack
    assert strip.height() >= strip.heightForWidth(strip.width())
    assert strip.minimumSizeHint().width() <= strip.width()
    assert page.height() >= 28
    arrange = house.find("safety.strip.arrange")
    if arrange.isVisible():
        click(house, "safety.strip.arrange")
    else:
        choose(house, "I have arranged help")
    area = house.find("safety.scroll")
    for name in ("fold", "keep"):
        button = house.find(f"safety.strip.{name}")
        button.setFocus()
        qtbot.waitUntil(partial(is_inside, area, button))


@pytest.mark.parametrize("page", ["today", "runs", "reminders"])
def test_with_large_text_in_a_small_window_all_of_it_is_in_sight(
    build: Build, qtbot: QtBot, plain_look: Callable[[ThemeName, int], None], page: str
) -> None:
    plain_look("dark", 200)
    days = [a_day(YESTERDAY, left=2), Day(TODAY, {Knee.LEFT: NO_WEIGHT})]
    house = build(a_diary(days, person=LEFT_ONLY), size=(720, 800))
    house.window.show_page(page)
    area = house.find("safety.scroll")
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: is_inside(area, house.find("safety.strip.choose")))
    assert not area.verticalScrollBar().isVisible()
    assert house.window.stack.height() >= 28
    choose(house, "I have arranged help")
    assert focus_name() == "safety.strip.with_whom"
    qtbot.keyClick(house.find("safety.strip.with_whom"), Qt.Key.Key_Escape)
    assert focus_name() == "safety.strip.choose"
    house.window.resize(1280, 1100)
    qtbot.waitUntil(house.find("safety.strip.arrange").isVisible)
    assert house.find("safety.strip.choose").isHidden()


def choose(house: House, text: str) -> None:
    """Take an entry of the menu that stands for the buttons where there is little room."""
    button = house.find("safety.strip.choose")
    assert isinstance(button, QPushButton)
    menu = button.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def is_inside(area: QWidget, button: QWidget) -> bool:
    return area.rect().contains(QRect(button.mapTo(area, QPoint()), button.size()))


def test_another_diary_has_its_own(build: Build, tmp_path: Path) -> None:
    house = with_signs(build, NO_WEIGHT)
    house.window.take_down_pages()
    assert shown(house) is None
    house.window.diary_ready()
    assert shown(house) is not None


def test_a_page_that_is_shown_again_and_again_is_followed_once(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    looks: list[date] = []

    def counted(context: PageContext, on: date) -> SafetyNotice | None:
        looks.append(on)
        return present_notice(context, on)

    def looks_at(day: date) -> list[date]:
        looks.clear()
        house.window.show_page("today", day)
        return list(looks)

    monkeypatch.setattr(place, "present_notice", counted)
    at_first = looks_at(YESTERDAY)
    assert YESTERDAY in at_first
    house.window.show_page("today", TODAY)
    for _ in range(5):
        house.window.show_page("runs")
        house.window.show_page("today")
    assert looks_at(YESTERDAY) == at_first
