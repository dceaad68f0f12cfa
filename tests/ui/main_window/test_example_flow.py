"""The example diary and the way back from it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.main_window.hands import morning, open_house, read, score_today, settle
from tests.ui.room import cut_off

OWN = a_diary([a_day(TODAY, left=a_knee_day(morning=2))], [a_run()])


def try_the_example(house: House, qtbot: QtBot) -> None:
    house.window.menus.actions["example"].trigger()
    qtbot.waitUntil(lambda: house.session.path.stem == "Example")
    settle(house, qtbot)


def back(house: House) -> QPushButton:
    button = house.find("window.example.back")
    assert isinstance(button, QPushButton)
    return button


def test_the_example_stands_beside_the_persons_own_diary(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, OWN)
    own = house.path
    try_the_example(house, qtbot)
    assert len(house.diary.runs) > 20
    assert house.window.example_banner.isVisible()
    # It is open, not being opened.
    assert "Opening" not in house.text("window.told")
    assert house.window.windowTitle().endswith("Example")
    strip = house.find("window.example")
    assert strip.accessibleName().startswith("Info: Example")
    score_today(house, 7)
    settle(house, qtbot)
    back(house).click()
    qtbot.waitUntil(lambda: house.session.path == own)
    settle(house, qtbot)
    assert not house.window.example_banner.isVisible()
    assert morning(house.diary) == 2
    assert read(own) == house.diary


def test_the_example_is_not_remembered(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, OWN)
    settle(house, qtbot)
    house.session.known.opened(house.path)
    try_the_example(house, qtbot)
    known = house.session.known
    assert known.last() == house.path
    assert house.session.path not in known.paths()
    assert house.window.window_strip.isHidden()


def test_the_examples_are_thrown_away_at_the_end(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, Diary())
    try_the_example(house, qtbot)
    first = house.session.path
    back(house).click()
    qtbot.waitUntil(lambda: house.session.path == house.path)
    settle(house, qtbot)
    try_the_example(house, qtbot)
    second = house.session.path
    assert first != second
    house.later.finish()
    assert not first.parent.exists()
    assert not second.parent.exists()


def test_asked_for_again_it_stays(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, OWN)
    try_the_example(house, qtbot)
    path = house.session.path
    house.window.menus.actions["example"].trigger()
    settle(house, qtbot)
    assert house.session.path == path


def test_the_way_back_is_reached_with_tab(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    house = open_house(build, OWN)
    try_the_example(house, qtbot)
    house.window.show_page("shoes")
    house.find("shoes.add").setFocus()
    names = []
    for _turn in range(3):
        keys.tab()
        names.append(focus_name())
    assert "window.example.back" in names
    back(house).setFocus()
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.session.path == house.path)
    settle(house, qtbot)
    assert cut_off(house.window) == []
