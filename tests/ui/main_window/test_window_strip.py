"""The strip of the window in windows of all sizes."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from diary.ui.main_window.window_strip import StripAction
from diary.ui.theme import ThemeName
from tests.ui.conftest import Build
from tests.ui.house import House
from tests.ui.room import cut_off

LONG = "Connect the disk that the backups lie on, or choose another folder for them."


def show_long(house: House) -> None:
    actions = [StripAction(key, f"{key} everything…", lambda: None) for key in ("one", "two")]
    house.window.window_strip.show_message("act", "The folder was not found.", LONG, actions)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (1000, 640)])
def test_a_message_has_the_room_it_needs(
    build: Build,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    size: tuple[int, int],
    percent: int,
) -> None:
    plain_look("light", percent)
    house = build(size=size)
    show_long(house)
    strip = house.window.window_strip.strip
    qtbot.waitUntil(lambda: cut_off(house.window.window_strip) == [])
    qtbot.waitUntil(lambda: strip.visibleRegion().boundingRect() == strip.rect())


def test_in_a_low_window_the_buttons_are_reached_by_keyboard(
    build: Build, qtbot: QtBot, plain_look: Callable[[ThemeName, int], None]
) -> None:
    plain_look("light", 200)
    house = build(size=(720, 540))
    show_long(house)
    button = house.find("window.strip.two")
    button.setFocus()
    qtbot.waitUntil(lambda: not button.visibleRegion().isEmpty())
    show = house.window.window_strip
    assert show.height() <= house.window.height() // 2


def test_taken_away_it_takes_no_room(build: Build, qtbot: QtBot) -> None:
    house = build()
    top = house.window.stack.y()
    show_long(house)
    qtbot.waitUntil(lambda: house.window.stack.y() > top)
    house.window.window_strip.take_away()
    qtbot.waitUntil(lambda: house.window.stack.y() == top)
    assert house.window.window_strip.tab_stops() == []
