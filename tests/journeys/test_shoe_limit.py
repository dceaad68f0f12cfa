"""A pair of shoes is added, run past its limit, reminded of, and given a new limit or retired."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.rules.findings import Rule
from diary.domain.shoe import WearState
from diary.ui.pages.reminders import RemindersPage
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, ZONE, House, Keyboard, focus_name

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def in_a_dialog(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))


def back_in_the_window(house: House, qtbot: QtBot) -> None:
    house.window.activateWindow()
    qtbot.waitUntil(house.window.isActiveWindow)


def shoe_states(house: House) -> list[object]:
    found = house.context.reminders.findings.open
    return [each.evidence["state"] for each in found if each.rule is Rule.SHOE]


def log_a_run(keys: Keyboard, qtbot: QtBot, distance: str, time: str) -> None:
    keys.ctrl(Qt.Key.Key_N)
    in_a_dialog(qtbot)
    keys.type(distance)
    keys.tab()
    keys.type(time)
    keys.ctrl(Qt.Key.Key_Return)


def retire_it(house: House, keys: Keyboard, shoe_id: str) -> None:
    """From the card that has the focus, and look at the reminders after."""
    keys.press(Qt.Key.Key_Return)
    keys.tab(3)
    keys.press(Qt.Key.Key_Space)
    button = house.find(f"shoes.card.{shoe_id}.retire_panel.save")
    assert isinstance(button, QPushButton)
    button.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert house.stored().shoes[shoe_id].retired_on == TODAY
    assert shoe_states(house) == []
    keys.ctrl(Qt.Key.Key_5)
    assert house.find("reminders.empty").isVisible()
    past = [label.text() for label in house.find("reminders.past").findChildren(PlainLabel)]
    assert "Look: Red 3 is past its limit" in past


def test_a_pair_passes_its_limit_and_is_reminded_of(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(a_diary(person=Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)))

    # Ctrl+3 leads to Shoes; a pair with 610 km on it is added.
    keys.ctrl(Qt.Key.Key_3)
    assert focus_name() == "shoes.empty.add"
    keys.press(Qt.Key.Key_N, _CTRL_SHIFT)
    in_a_dialog(qtbot)
    keys.type("Red 3")
    keys.tab(3)
    keys.type("610")
    keys.ctrl(Qt.Key.Key_Return)
    shoe = next(iter(house.diary.shoes.values()))
    assert (shoe.name, shoe.initial_distance_m, shoe.limit_m) == ("Red 3", 610_000.0, 650_000.0)
    assert shoe_states(house) == [WearState.SOON]
    back_in_the_window(house, qtbot)

    # One long run later it is past its limit; the form had offered the pair by itself.
    log_a_run(keys, qtbot, "42,2", "4:10:00")
    run = next(iter(house.diary.runs.values()))
    assert run.shoe_id == shoe.id
    assert shoe_states(house) == [WearState.OVER]
    back_in_the_window(house, qtbot)

    # The reminder says so and leads to the card of the pair.
    keys.ctrl(Qt.Key.Key_5)
    page = house.window.current_page()
    assert isinstance(page, RemindersPage)
    said = [label.text() for label in page.cards()[0].findChildren(PlainLabel)]
    assert "Red 3 is past its limit" in said
    assert "652 of 650 km since Fri 20 Nov 2026." in said
    keys.press(Qt.Key.Key_Space)
    assert focus_name() == f"shoes.card.{shoe.id}"

    # A new limit settles it; taking that back brings the reminder back.
    keys.press(Qt.Key.Key_Return)
    keys.tab()
    keys.press(Qt.Key.Key_Space)
    keys.ctrl(Qt.Key.Key_A)
    keys.type("900")
    keys.press(Qt.Key.Key_Return)
    assert shoe_states(house) == []
    keys.ctrl(Qt.Key.Key_Z)
    assert shoe_states(house) == [WearState.OVER]

    # Retiring settles it too; the run keeps its pair.
    retire_it(house, keys, shoe.id)
    assert house.stored().runs[run.id].shoe_id == shoe.id
