from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from diary.domain.run import RunKind, Sport, Surface
from diary.ui.dialogs.shoe_form import ShoeFormDialog
from tests.builders import a_diary, a_run, a_run_knee, a_score, a_shoe
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import (
    LEFT_ONLY,
    back_to_window,
    open_form,
    part,
    press,
    saved,
    some_diary,
    strip_text,
    the_form,
)
from tests.ui.house import TODAY, ZONE, Keyboard

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key


def test_the_same_run_can_be_opened_instead(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    diary = a_diary(runs=[a_run("before", TODAY)], person=LEFT_ONLY)
    house = build(diary)
    form = open_form(house, keys, qtbot)
    keys.type("8,2")
    keys.ctrl(Key.Key_Return)
    spoken = strip_text(form, "run_form.same_run")
    assert spoken == "Look: This looks like a run you already have (20 Nov, 8.2 km)."
    press(form, "run_form.same_run.open")
    qtbot.waitUntil(lambda: the_form(house, qtbot) is not form)
    assert the_form(house, qtbot).windowTitle() == "Edit run"


def test_esc_keeps_what_was_typed_and_offers_it_next_time(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("7,5")
    keys.press(Key.Key_Escape)
    back_to_window(house, qtbot)
    assert len(house.diary.runs) == 1
    again = open_form(house, keys, qtbot)
    assert again is not form
    assert strip_text(again, "run_form.draft") == "Info: Continue the run you started?"
    assert part(again, "run_form.distance.edit").property("text") == ""
    press(again, "run_form.draft.continue")
    assert part(again, "run_form.distance.edit").property("text") == "7,5"
    keys.ctrl(Key.Key_Return)
    assert house.diary.runs[saved(house)].distance_m == 7500.0
    back_to_window(house, qtbot)
    assert open_form(house, keys, qtbot).findChild(QWidget, "run_form.draft") is None


def test_an_old_draft_can_be_discarded(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    open_form(house, keys, qtbot)
    keys.type("7,5")
    keys.press(Key.Key_Escape)
    back_to_window(house, qtbot)
    form = open_form(house, keys, qtbot)
    press(form, "run_form.draft.discard")
    form.reject()
    back_to_window(house, qtbot)
    assert open_form(house, keys, qtbot).findChild(QWidget, "run_form.draft") is None


def test_a_shoe_can_be_added_on_the_way(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8")
    form.add_shoe_requested.emit()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ShoeFormDialog))
    keys.type("Red 3")
    keys.ctrl(Key.Key_Return)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    keys.ctrl(Key.Key_Return)
    shoe_id = house.diary.runs[saved(house)].shoe_id
    assert shoe_id is not None
    assert house.diary.shoes[shoe_id].name == "Red 3"


def test_retired_pairs_are_not_offered_and_totals_are(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    form = open_form(build(some_diary()), keys, qtbot)
    box = part(form, "run_form.shoe")
    assert isinstance(box, QComboBox)
    texts = [box.itemText(n) for n in range(box.count())]
    assert texts == ["No shoe recorded", "Blue 12 (8 of 650 km)", "Add shoe…"]


def test_a_day_before_the_pair_was_bought_is_noted(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    shoes = [a_shoe("blue", "Blue 12", first_used_on=TODAY)]
    run = a_run("before", TODAY - timedelta(days=3), shoe_id="blue")
    house = build(a_diary(runs=[run], shoes=shoes, person=LEFT_ONLY))
    house.window.show_page("runs", "before")
    keys.press(Key.Key_Return)
    form = the_form(house, qtbot)
    note = part(form, "run_form.shoe").accessibleDescription()
    assert note == "These shoes were first used on Fri 20 Nov 2026."


def test_editing_changes_only_what_was_touched(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    start = datetime(2026, 11, 18, 6, 30, 12, tzinfo=UTC)
    old = a_run(
        "before",
        TODAY - timedelta(days=2),
        distance_m=8234.7,
        moving_s=2710.4,
        started_at=start,
        timezone=ZONE,
        left=a_run_knee(during=a_score(2, start)),
    )
    house = build(a_diary(runs=[old], person=LEFT_ONLY))
    house.window.show_page("runs", "before")
    keys.press(Key.Key_Return)
    form = the_form(house, qtbot)
    assert part(form, "run_form.start.edit").property("text") == "07:30"
    part(form, "run_form.note").setFocus()
    keys.type("windy")
    keys.ctrl(Key.Key_Return)
    new = house.diary.runs["before"]
    assert new.note == "windy"
    assert (new.distance_m, new.moving_s, new.started_at) == (8234.7, 2710.4, start)
    assert new.knee(Knee.LEFT) == old.knee(Knee.LEFT)
    back_to_window(house, qtbot)
    keys.ctrl(Key.Key_Z)
    assert house.diary.runs["before"] == old
    keys.ctrl(Key.Key_Y)
    assert house.diary.runs["before"] == new


def test_a_ride_is_not_asked_for_pain(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    ride = a_run("before", TODAY, sport=Sport.RIDE)
    house = build(a_diary(runs=[ride], person=LEFT_ONLY))
    house.window.show_page("runs")
    keys.press(Key.Key_Return)
    form = the_form(house, qtbot)
    assert form.windowTitle() == "Edit ride"
    assert not part(form, "run_form.pain").isVisible()


def test_a_line_typed_as_distance_fills_the_form(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]
) -> None:
    house = build(some_diary())
    house.window.show_page("runs")
    form = open_form(house, keys, qtbot)
    keys.type("8.2 km 45:10 easy road rpe 4 along the river")
    keys.tab()
    assert part(form, "run_form.distance.edit").property("text") == "8.20"
    assert part(form, "run_form.time.edit").property("text") == "45:10"
    assert "The line was spread over the fields." in spoken
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    assert (run.distance_m, run.moving_s, run.rpe) == (8200.0, 2710.0, 4)
    assert (run.kind, run.surface, run.note) == (
        RunKind.EASY,
        Surface.ROAD,
        "along the river",
    )
