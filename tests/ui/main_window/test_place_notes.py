"""What to know about the place of a diary is said once."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.ui.main_window.place_notes import PlaceNotes
from tests.ui.conftest import Build
from tests.ui.house import House, SetClock, window_parts
from tests.ui.main_window.hands import click, open_house, said, settle

NOTES = [("synced", "It is copied to other computers."), ("copy", "There is a second version.")]


def places(house: House) -> PlaceNotes:
    """As they are after a start, in a place with two things to know."""
    parts = window_parts(house.path, SetClock())
    parts.place_notes = lambda _path: NOTES
    return PlaceNotes(house.window, house.session, parts)


def test_each_thing_is_said_once_and_one_after_the_other(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, Diary())
    told = places(house)
    told.begin()
    settle(house, qtbot)
    assert "It is copied to other computers." in said(house)
    told.beat()
    assert "It is copied to other computers." in said(house)
    click(house, "close")
    told.beat()
    assert "There is a second version." in said(house)
    click(house, "close")
    again = places(house)
    again.begin()
    settle(house, qtbot)
    again.beat()
    assert said(house) == ""


def test_a_fault_is_said_first(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, Diary())
    house.window.window_strip.show_message("act", "Could not save.")
    told = places(house)
    told.begin()
    settle(house, qtbot)
    assert "Could not save." in said(house)
    house.window.window_strip.take_away()
    told.beat()
    assert "It is copied to other computers." in said(house)


def test_what_still_waits_is_not_said_of_the_example(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, Diary())
    house.later._parts.place_notes = lambda _path: NOTES
    house.session.opened.emit()
    settle(house, qtbot)
    assert "It is copied to other computers." in said(house)
    house.window.menus.actions["example"].trigger()
    qtbot.waitUntil(house.window.example_banner.isVisible)
    settle(house, qtbot)
    house.later.care.beat()
    settle(house, qtbot)
    assert said(house) == ""
