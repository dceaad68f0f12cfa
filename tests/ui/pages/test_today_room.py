"""Today on its first day, at every width, and how the note is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from diary.domain.person import Person
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, cut_off, focus_name
from tests.ui.pages.test_today import YESTERDAY, page_of

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")
RIGHT_ONLY = Person(tracked_knees=(Knee.RIGHT,), timezone="Europe/Berlin")


def are_beside(house: House) -> bool:
    left, right = (place(house, house.find(f"today.{knee}")) for knee in Knee)
    return left.right() < right.left()


def place(house: House, widget: QWidget) -> QRect:
    """Where a widget lies in the window."""
    return QRect(widget.mapTo(house.window, QPoint()), widget.size())


# ---- the note ----------------------------------------------------------------------------------


def test_esc_leaves_the_note_and_keeps_what_was_typed(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)]))
    house.find("today.note").setFocus()
    keys.type("Stiff after the stairs")
    keys.press(Qt.Key.Key_Escape)
    assert focus_name() == "today"
    assert page_of(house).note.edit.toPlainText() == "Stiff after the stairs"
    assert house.stored().day(TODAY).note == "Stiff after the stairs"


def test_after_esc_a_digit_is_no_score_and_tab_goes_on_from_the_note(
    build: Build, keys: Keyboard
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)]))
    house.find("today.note").setFocus()
    keys.press(Qt.Key.Key_Escape)
    keys.type("7")
    assert TODAY not in house.diary.days
    keys.tab()
    assert focus_name() == "today.help"
    house.find("today.note").setFocus()
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_Backtab)
    assert focus_name() == "today.note"


def paste(keys: Keyboard, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    keys.ctrl(Qt.Key.Key_V)


def test_a_pasted_note_that_is_too_long_says_how_much_did_not_fit(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)]))
    note, left_out = page_of(house).note.edit, house.find("today.note.left_out")
    note.setFocus()
    keys.type("Before. ")
    assert left_out.isHidden()
    paste(keys, "n" * 745)
    assert note.toPlainText() == "Before. " + "n" * 492
    assert house.text("today.note.left_out") == (
        "253 characters did not fit: a note has room for 500."
    )
    assert house.text("today.note.left_out") in spoken
    scroll = house.find("today.scroll")
    card = house.find("today.note_card")
    # It has grown, and all of it is in view.
    qtbot.waitUntil(lambda: place(house, scroll).contains(place(house, card)))
    qtbot.waitUntil(left_out.isVisible)
    keys.press(Qt.Key.Key_Backspace)
    assert left_out.isHidden()
    qtbot.waitUntil(lambda: house.stored().day(TODAY).note == "Before. " + "n" * 491)
    keys.ctrl(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: note.toPlainText() == "")
    assert house.stored().day(TODAY).note == ""


def test_what_is_put_into_the_middle_of_a_full_note_takes_nothing_from_its_end(
    build: Build, keys: Keyboard
) -> None:
    full = "\N{RUNNER}" * 250 + "b" * 249 + "!"
    house = build(a_diary([a_day(TODAY, left=2, note=full[1:])]))
    note = page_of(house).note.edit
    note.setFocus()
    keys.ctrl(Qt.Key.Key_Home)
    paste(keys, "\N{RUNNER}" * 3)
    assert note.toPlainText() == full
    assert note.textCursor().position() == 2
    assert house.text("today.note.left_out").startswith("2 characters did not fit")
    page_of(house).go_to(YESTERDAY)
    assert house.find("today.note.left_out").isHidden()


# ---- the first day -----------------------------------------------------------------------------


def test_the_first_day_asks_for_a_number_and_its_scale_has_the_focus(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    strip = house.find("today.strip")
    assert strip.isVisible()
    greeting = "How are your knees this morning? Pick a number. 0 means no pain."
    assert strip.accessibleName() == f"Info: {greeting}"
    assert focus_name() == "today.left.morning"
    keys.type("0")
    qtbot.waitUntil(strip.isHidden)
    assert focus_name() == "today.left.morning"


def test_one_knee_is_greeted_as_one(build: Build) -> None:
    house = build(a_diary(person=LEFT_ONLY))
    said = house.find("today.strip").accessibleName()
    assert said.startswith("Info: How is your knee this morning?")


def test_a_diary_with_entries_is_not_greeted(build: Build) -> None:
    assert build(a_diary([a_day(YESTERDAY, left=2)])).find("today.strip").isHidden()


# ---- width -------------------------------------------------------------------------------------


def test_a_wide_window_shows_both_knees_beside_one_another(build: Build) -> None:
    house = build(size=(1920, 1080))
    left, right = (place(house, house.find(f"today.{knee}")) for knee in Knee)
    names = ("today.plan_card", "today.limits_card", "today.care_card", "today.note_card")
    plan, limits, care, note = (place(house, house.find(name)) for name in names)
    assert left.top() == right.top()
    assert left.right() < right.left()
    assert abs(left.width() - right.width()) <= 1
    assert plan.top() == care.top() > left.bottom()
    assert plan.left() == limits.left() < care.left() == note.left()
    assert limits.top() > plan.bottom()
    assert note.top() > care.bottom()
    scroll = page_of(house).findChild(QWidget, "today.scroll")
    assert isinstance(scroll, QWidget)
    room = place(house, scroll)
    assert abs((left.left() - room.left()) - (room.right() - right.right())) <= 14
    assert cut_off(house.window) == []


@pytest.mark.parametrize(("person", "alone"), [(LEFT_ONLY, Knee.LEFT), (RIGHT_ONLY, Knee.RIGHT)])
def test_one_open_knee_has_a_column_of_its_own(
    build: Build, qtbot: QtBot, person: Person, alone: Knee
) -> None:
    house = build(a_diary(person=person), size=(1920, 1080))
    other = Knee.RIGHT if alone is Knee.LEFT else Knee.LEFT
    card = place(house, house.find(f"today.{alone}"))
    beside = [
        place(house, house.find(name))
        for name in (
            f"today.{other}.closed",
            "today.plan_card",
            "today.limits_card",
            "today.care_card",
            "today.note_card",
        )
    ]
    assert all(card.right() < each.left() for each in beside)
    assert [each.top() for each in beside] == sorted(each.top() for each in beside)
    assert beside[0].top() == card.top()
    stops = [stop.objectName() for stop in page_of(house).tab_stops()]
    assert stops.index(f"today.{alone}.rest") < stops.index(f"today.{other}.open")
    page_of(house).open_knee(other, is_open=True)
    qtbot.waitUntil(lambda: are_beside(house))


def test_a_window_made_wider_and_narrower_lays_the_page_out_again(
    build: Build, qtbot: QtBot
) -> None:
    house = build()
    assert not are_beside(house)
    house.window.resize(1920, 1080)
    qtbot.waitUntil(lambda: are_beside(house))
    house.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not are_beside(house))


@pytest.mark.parametrize("size", [(1280, 800), (1280, 1400), (1920, 1080), (720, 540)])
def test_the_strip_is_as_wide_as_the_cards(
    build: Build, qtbot: QtBot, size: tuple[int, int]
) -> None:
    house = build(size=size)
    strip, cards = house.find("today.strip"), house.find("today.columns")

    def is_aligned() -> bool:
        above, below = place(house, strip), place(house, cards)
        return (above.left(), above.right()) == (below.left(), below.right())

    qtbot.waitUntil(is_aligned)


def test_at_200_percent_the_header_of_a_small_window_has_two_lines(
    build: Build, qtbot: QtBot, plain_look: Callable[[str, int], None]
) -> None:
    plain_look("light", 200)
    house = build(size=(720, 540))
    names = ("today.previous", "today.day", "today.next", "today.no_pain")
    buttons = [place(house, house.find(name)) for name in names]
    assert len({each.center().y() for each in buttons}) == 1
    assert house.find("today.header").height() <= 3 * buttons[0].height()
    # What made room is still said: the year to screen readers, the count above the cards.
    assert "2026" in house.find("today.day").accessibleName()
    assert house.text("today.count.below") == "0 of 4 scores"
    assert house.find("today.count.below").isVisibleTo(house.window)
    assert cut_off(house.window) == []
    house.window.resize(1920, 1080)
    qtbot.waitUntil(house.find("today.count").isVisible)
    assert not house.find("today.count.below").isVisible()
