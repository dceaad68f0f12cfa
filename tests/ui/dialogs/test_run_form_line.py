"""A run typed in one line: nothing goes to another day unseen, nothing that was typed is lost."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.run import RunKind
from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import open_form, part, press, saved, some_diary
from tests.ui.house import TODAY, Keyboard

pytestmark = pytest.mark.begins_at("runs")

Key = Qt.Key
SUNDAY = TODAY - timedelta(days=5)
READ = "From your line: Sun 15 Nov 2026. Look whether it is right."


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("8.2 45:10 easy", ""),
        ("8,2 45:10 easy", ""),
        ("8.2 km 45:10 easy felt 7-8 pain", "felt 7-8 pain"),
        ("8.2 km in 45:10 easy", ""),
        ("8.2 km 45:10 easy 2/3 hard", "2/3 hard"),
    ],
)
def test_numbers_do_not_move_the_run_to_another_day(
    build: Build, keys: Keyboard, qtbot: QtBot, typed: str, note: str
) -> None:
    house = build(some_diary())
    open_form(house, keys, qtbot)
    keys.type(typed)
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    assert (run.on, run.distance_m, run.moving_s) == (TODAY, 8200.0, 2710.0)
    assert (run.kind, run.note) == (RunKind.EASY, note)


def test_a_number_without_a_unit_is_in_the_unit_of_the_person(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary(), formats=Formats(DistanceUnit.MI))
    open_form(house, keys, qtbot)
    keys.type("5 45 min easy")
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    assert run.distance_m == pytest.approx(8046.72)
    assert run.moving_s == 2700.0


@pytest.mark.parametrize("way", ["shortcut", "enter", "click"])
def test_a_day_in_the_line_is_shown_in_words_before_it_is_kept(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str], way: str
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("15.11. 8.2 45:10 at 6:30 pm")
    if way == "shortcut":
        keys.ctrl(Key.Key_Return)
    elif way == "enter":
        keys.press(Key.Key_Return)
    else:
        qtbot.mouseClick(part(form, "run_form.save"), Qt.MouseButton.LeftButton)
    assert len(house.diary.runs) == 1
    assert part(form, "run_form.date").accessibleDescription() == READ
    assert any(text.endswith(READ) for text in spoken)
    keys.ctrl(Key.Key_Return)
    run = house.diary.runs[saved(house)]
    assert (run.on, run.distance_m) == (SUNDAY, 8200.0)
    assert run.started_at is not None
    assert run.started_at.hour == 17


def test_a_day_that_was_seen_on_the_way_is_not_asked_about(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("15 Nov 8.2 45:10")
    keys.tab()
    assert part(form, "run_form.date").accessibleDescription() == READ
    keys.ctrl(Key.Key_Return)
    assert house.diary.runs[saved(house)].on == SUNDAY


def test_the_start_takes_am_and_pm(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build(some_diary())
    form = open_form(house, keys, qtbot)
    keys.type("8")
    start = part(form, "run_form.start.edit")
    assert isinstance(start, QLineEdit)
    start.setText("6:05 pm")
    press(form, "run_form.save")
    run = house.diary.runs[saved(house)]
    assert run.started_at is not None
    assert (run.started_at.hour, run.started_at.minute) == (17, 5)
