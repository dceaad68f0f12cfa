"""What the knee limited and what was done for it."""

from __future__ import annotations

from datetime import time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.day import Care, Day, Limit, Painkiller
from diary.domain.event import EventKind
from diary.domain.knee import Knee
from diary.domain.person import Person
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_today import YESTERDAY, page_of

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone="Europe/Berlin")


def click(house: House, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(house.find(name), Qt.MouseButton.LeftButton)


def today(house: House) -> Day:
    return house.diary.day(TODAY)


def is_ticked(house: House, name: str) -> bool:
    chip = house.find(name)
    assert isinstance(chip, QCheckBox)
    return chip.isChecked()


def care_stops(house: House) -> list[str]:
    names = [stop.objectName() for stop in page_of(house).tab_stops()]
    return [name.removeprefix("today.care.") for name in names if name.startswith("today.care.")]


def add_own(house: House, qtbot: QtBot, keys: Keyboard, text: str) -> None:
    click(house, qtbot, "today.care.add")
    assert focus_name() == "today.care.own.edit"
    keys.type(text)
    keys.press(Qt.Key.Key_Return)


# ---- limits ------------------------------------------------------------------------------------


def test_nothing_says_no_to_every_limit_and_a_tick_takes_one_back(
    build: Build, qtbot: QtBot
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    click(house, qtbot, "today.limits.none")
    qtbot.waitUntil(lambda: today(house).limits == dict.fromkeys(Limit, False))
    click(house, qtbot, "today.limits.stairs")
    qtbot.waitUntil(lambda: today(house).limits[Limit.STAIRS] is True)
    assert today(house).limits[Limit.SLEEP] is False
    assert not is_ticked(house, "today.limits.none")
    assert house.context.undo.undo_text() == "limits"


# ---- care --------------------------------------------------------------------------------------


def test_a_kind_of_care_is_ticked_alone(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    click(house, qtbot, "today.care.ice")
    qtbot.waitUntil(lambda: today(house).care == {Care.ICE: True})
    assert not is_ticked(house, "today.care.none")


def test_kinds_of_care_stand_by_use_and_stay_where_they_are(build: Build, qtbot: QtBot) -> None:
    past = [
        Day(YESTERDAY - timedelta(days=n), care={Care.TAPE: True, Care.ICE: n > 0})
        for n in range(3)
    ]
    house = build(a_diary(past, person=LEFT_ONLY))
    assert care_stops(house)[:4] == ["none", "tape", "ice", "strength"]
    click(house, qtbot, "today.care.rest")
    qtbot.waitUntil(lambda: today(house).care == {Care.REST: True})
    page_of(house).go_to(YESTERDAY)
    assert care_stops(house)[:4] == ["none", "tape", "ice", "strength"]


def test_an_own_kind_is_added_ticked_and_offered_again(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = build(a_diary([Day(YESTERDAY, care_own=("Sauna",))], person=LEFT_ONLY))
    assert "own.Sauna" in care_stops(house)
    assert today(house).care_own == ()
    add_own(house, qtbot, keys, "  Foam   roller ")
    qtbot.waitUntil(lambda: today(house).care_own == ("Foam roller",))
    assert focus_name() == "today.care.add"
    assert care_stops(house)[-3:] == ["own.Sauna", "own.Foam roller", "add"]
    assert is_ticked(house, "today.care.own.Foam roller")
    keys.ctrl(Qt.Key.Key_Z)
    assert today(house).care_own == ()
    assert "own.Foam roller" not in care_stops(house)


def test_an_own_kind_is_never_made_twice(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    house = build(a_diary([Day(YESTERDAY, care_own=("Sauna",))], person=LEFT_ONLY))
    add_own(house, qtbot, keys, "sauna")
    qtbot.waitUntil(lambda: today(house).care_own == ("Sauna",))
    add_own(house, qtbot, keys, "ICE")
    qtbot.waitUntil(lambda: today(house).care == {Care.ICE: True})
    assert today(house).care_own == ("Sauna",)


def test_an_own_kind_with_a_slip_of_the_pen_goes_when_it_is_taken_back(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    add_own(house, qtbot, keys, "Foam rolller")
    qtbot.waitUntil(lambda: today(house).care_own != ())
    house.find("today.care.own.Foam rolller").setFocus()
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "own.Foam rolller" not in care_stops(house))
    assert focus_name() == "today.care.add"
    assert TODAY not in house.diary.days


def test_an_own_kind_has_24_characters_and_a_day_twelve(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    full = Day(TODAY, care_own=tuple(f"Kind {n}" for n in range(11)))
    house = build(a_diary([full], person=LEFT_ONLY))
    add_own(house, qtbot, keys, "x" * 40)
    qtbot.waitUntil(lambda: "x" * 24 in today(house).care_own)
    assert len(today(house).care_own) == 12
    assert not house.find("today.care.add").isEnabled()


def test_esc_leaves_the_line_and_adds_nothing(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    click(house, qtbot, "today.care.add")
    keys.type("Yoga")
    keys.press(Qt.Key.Key_Escape)
    assert focus_name() == "today.care.add"
    assert not house.find("today.care.own.edit").isVisible()
    assert TODAY not in house.diary.days


def test_nothing_takes_own_kinds_back_too(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary([Day(TODAY, care_own=("Sauna",))], person=LEFT_ONLY))
    click(house, qtbot, "today.care.none")
    qtbot.waitUntil(lambda: today(house).care == dict.fromkeys(Care, False))
    assert today(house).care_own == ()
    assert is_ticked(house, "today.care.none")


def test_a_pt_visit_is_an_event_too_and_one_undo_takes_both(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    click(house, qtbot, "today.care.pt_visit")
    qtbot.waitUntil(lambda: len(house.stored().events) == 1)
    (event,) = house.diary.events.values()
    assert (event.kind, event.on) == (EventKind.PT_VISIT, TODAY)
    keys.ctrl(Qt.Key.Key_Z)
    assert not house.diary.events
    assert TODAY not in house.diary.days


# ---- painkiller --------------------------------------------------------------------------------


def test_a_painkiller_may_have_a_name_and_a_time(
    build: Build, qtbot: QtBot, keys: Keyboard
) -> None:
    house = build(a_diary([a_day(YESTERDAY, left=2)], person=LEFT_ONLY))
    assert house.window.findChild(QWidget, "today.painkiller.name.edit") is None
    click(house, qtbot, "today.care.painkiller")
    qtbot.waitUntil(lambda: today(house).care == {Care.PAINKILLER: True})
    house.find("today.painkiller.name.edit").setFocus()
    keys.type("Ibuprofen")
    keys.tab()
    assert focus_name() == "today.painkiller.time.edit"
    keys.type("730")
    keys.tab()
    qtbot.waitUntil(lambda: today(house).painkiller == Painkiller("Ibuprofen", time(7, 30)))
    assert house.find("today.painkiller.time.edit").property("text") == "07:30"
    assert house.context.undo.undo_text() == "painkiller"
    click(house, qtbot, "today.care.painkiller")
    qtbot.waitUntil(lambda: TODAY not in house.diary.days)
    assert not house.find("today.painkiller.name.edit").isVisible()


def test_what_is_no_time_is_said_and_not_kept(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    day = Day(TODAY, care={Care.PAINKILLER: True}, painkiller=Painkiller("A", time(8, 0)))
    house = build(a_diary([day], person=LEFT_ONLY))
    edit = house.find("today.painkiller.time.edit")
    edit.setFocus()
    keys.ctrl(Qt.Key.Key_A)
    keys.type("noon")
    keys.tab()
    assert edit.accessibleDescription() == "Type a time such as 7:30 or 19:45."
    assert today(house).painkiller == Painkiller("A", time(8, 0))
    # What is said below the one does not move the other.
    name, field = house.find("today.painkiller.name"), house.find("today.painkiller.time")
    qtbot.waitUntil(lambda: field.height() > field.sizeHint().height() - 1 > edit.height() * 2)
    assert name.mapTo(house.window, name.rect().topLeft()).y() == (
        field.mapTo(house.window, field.rect().topLeft()).y()
    )


def test_esc_leaves_the_name_and_keeps_it(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    house = build(a_diary([Day(TODAY, care={Care.PAINKILLER: True})], person=LEFT_ONLY))
    house.find("today.painkiller.name.edit").setFocus()
    keys.type("A")
    keys.press(Qt.Key.Key_Escape)
    assert focus_name() == "today"
    assert today(house).painkiller == Painkiller("A")
