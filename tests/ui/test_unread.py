"""Before the whole diary is there, and when it cannot be read, no page counts a part of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary.bootstrap.window import read_beside
from diary.charts.picture import ChartPainter
from diary.domain.diary import Diary
from diary.domain.errors import DiaryDamagedError
from diary.storage.glance import glance
from tests.builders import a_day, a_diary, a_run, a_shoe
from tests.ui.conftest import Build
from tests.ui.dialogs.run_form_hands import open_form, part, press
from tests.ui.house import TODAY, House, Keyboard
from tests.ui.main_window.hands import settle

LONG_S = 10
LONG_AGO = TODAY - timedelta(days=21)
PAGES = ("reminders", "shoes", "charts")


def long_diary() -> Diary:
    days = [a_day(TODAY - timedelta(days=ago), left=6 if ago < 15 else 1) for ago in range(1, 90)]
    runs = [a_run("same", LONG_AGO, distance_m=8200.0, shoe_id="red")]
    runs += [
        a_run(f"run{ago}", TODAY - timedelta(days=ago), shoe_id="red") for ago in range(3, 60, 3)
    ]
    return a_diary(days, runs=runs, shoes=[a_shoe("red", "Red 3")])


@pytest.fixture
def may_go_on() -> Event:
    """Lets the diary be read to its end."""
    return Event()


@pytest.fixture
def house(build: Build, may_go_on: Event) -> House:
    """A window that knows the four days around today; the reading waits for the test."""

    def slow(path: Path) -> Diary:
        may_go_on.wait(LONG_S)
        return read_beside(path)

    made = build(long_diary(), is_attached=False)
    made.context.journal.replace_diary(glance(made.path, TODAY))
    made.context.charts.take(cast("ChartPainter", object()))
    made.later._parts.read_beside = slow
    return made


def texts(house: House) -> list[str]:
    """What the page shown says."""
    labels = house.window.current_page().findChildren(QLabel)
    return [shown.text() for shown in labels if shown.isVisible() and shown.text()]


@pytest.mark.parametrize("key", ["reminders", "shoes"])
def test_a_page_says_that_the_diary_is_read_and_then_what_it_holds(
    house: House, qtbot: QtBot, may_go_on: Event, key: str
) -> None:
    house.session.start()
    qtbot.waitUntil(lambda: not house.context.journal.has_unsaved)
    house.window.show_page(key)
    shown = texts(house)
    assert "Reading your diary…" in shown
    assert not any("Nothing needs" in text or "km" in text for text in shown)
    may_go_on.set()
    qtbot.waitUntil(lambda: house.context.journal.is_attached)
    settle(house, qtbot)
    assert "Reading your diary…" not in texts(house)
    assert any("km" in text or "knee pain is rising" in text for text in texts(house))


@pytest.mark.parametrize("key", PAGES)
def test_a_diary_that_cannot_be_read_is_not_counted(house: House, qtbot: QtBot, key: str) -> None:
    def fail(path: Path) -> Diary:
        raise DiaryDamagedError(str(path), "page 7")

    house.later._parts.read_beside = fail
    house.window.show_page(key)
    assert "Reading your diary…" in texts(house)
    with qtbot.waitSignal(house.session.damaged):
        house.session.start()
    settle(house, qtbot)
    assert "Your diary could not be read" in texts(house)
    assert not any("km" in text or "of entries" in text for text in texts(house))
    house.window.current_page().activate()


def test_import_says_why_it_has_to_wait(house: House) -> None:
    told: list[str] = []
    house.context.messages.told.connect(told.append)
    house.window.commands.do("import_runs")
    assert told == ["Reading your diary. Runs can be imported once it is read."]
    assert house.prompts.asked == []


def log_the_same_run(house: House, keys: Keyboard, qtbot: QtBot) -> None:
    """Type a run that the diary has already, three weeks back, and leave the form open."""
    form = open_form(house, keys, qtbot)
    form._date.set_day(LONG_AGO)
    for name, text in (("distance", "8.2"), ("time", "45:10")):
        field = part(form, f"run_form.{name}.edit")
        field.setFocus()
        keys.type(text)


def test_a_run_saved_early_is_compared_once_all_runs_are_there(
    house: House, keys: Keyboard, qtbot: QtBot, may_go_on: Event
) -> None:
    told: list[str] = []
    house.context.messages.told.connect(told.append)
    house.session.start()
    log_the_same_run(house, keys, qtbot)
    press(house.window, "run_form.save")
    assert not any("already have" in text for text in told)
    may_go_on.set()
    qtbot.waitUntil(lambda: any("looks like a run you already have" in text for text in told))
    settle(house, qtbot)


def test_a_form_that_is_still_open_asks_about_runs_that_came_later(
    house: House, keys: Keyboard, qtbot: QtBot, may_go_on: Event
) -> None:
    house.session.start()
    log_the_same_run(house, keys, qtbot)
    may_go_on.set()
    qtbot.waitUntil(lambda: house.context.journal.is_attached)
    settle(house, qtbot)
    before = len(house.diary.runs)
    press(house.window, "run_form.save")
    assert len(house.diary.runs) == before
