"""Two people keep their knees in one program, each in a diary of their own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from diary.domain.backup import BackupReason
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.ui.dialogs.new_diary import NewDiaryDialog
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, ZONE, House, Keyboard, fill, focus_name
from tests.ui.main_window.hands import (
    morning,
    open_house,
    read,
    settle,
    stored,
    the_dialog,
)

ANNA = a_diary(
    [a_day(TODAY, right=a_knee_day(morning=3))],
    [a_run()],
    person=Person(tracked_knees=(Knee.LEFT,), timezone=ZONE),
)


def open_menu(house: House, text: str) -> QMenu:
    """Open the menu in which diaries are chosen, and return it."""
    bar = house.window.menuBar()
    [file] = [each for each in bar.actions() if each.text() == "&File"]
    menu = file.menu()
    assert isinstance(menu, QMenu)
    menu.popup(QPoint(0, 0))
    [inner] = [each for each in menu.actions() if each.text() == text]
    shown = inner.menu()
    assert isinstance(shown, QMenu)
    shown.popup(QPoint(0, 0))
    return shown


def close_menus() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def choices(house: House) -> list[tuple[str, bool]]:
    """The diaries that are offered, and which is ticked."""
    actions = open_menu(house, "&Open diary").actions()
    found = [(each.text(), each.isChecked()) for each in actions if each.isCheckable()]
    close_menus()
    return found


def choose(house: House, name: str, qtbot: QtBot) -> None:
    """Go to a diary by its name in the menu."""
    actions = open_menu(house, "&Open diary").actions()
    [action] = [each for each in actions if each.text() == name]
    assert isinstance(action, QAction)
    close_menus()
    with qtbot.waitSignal(house.session.opened):
        action.trigger()
    settle(house, qtbot)
    house.window.activateWindow()
    qtbot.waitUntil(house.window.isActiveWindow)


def make(house: House, name: str, keys: Keyboard, qtbot: QtBot) -> None:
    """Make a diary as a person does."""
    house.window.menus.actions["new_diary"].trigger()
    qtbot.waitUntil(lambda: focus_name() == "new_diary.name.edit")
    keys.type(name)
    with qtbot.waitSignal(house.session.opened):
        keys.press(Qt.Key.Key_Return)
    settle(house, qtbot)
    house.window.activateWindow()
    qtbot.waitUntil(house.window.isActiveWindow)


def test_two_diaries_in_one_window(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = open_house(build, ANNA)
    anna, ben = house.path, house.path.with_name("Ben & sons.sqlite3")
    shelf = house.session.backups()
    assert choices(house) == [("My knees", True)]

    # Anna is still writing when somebody else wants to write.
    house.find("today.left.morning").setFocus()
    keys.type("4")
    house.find("today.note").setFocus()
    keys.type("Sat through the film")
    make(house, "Ben & sons", keys, qtbot)
    assert (morning(read(anna)), read(anna).day(TODAY).note) == (4, "Sat through the film")
    [backup] = shelf.entries()
    assert backup.reason is BackupReason.CLOSE

    # Ben begins at once, in a diary that holds nothing of Anna's, and cannot undo what she did.
    assert house.window.windowTitle() == "Today \N{EN DASH} Ben & sons"
    assert house.text("window.diary") == "Diary: Ben & sons"
    assert read(ben) == Diary()
    keys.ctrl(Qt.Key.Key_Z)
    assert stored(house) == Diary()
    assert focus_name() == "today.left.morning"
    keys.type("7")
    qtbot.waitUntil(lambda: morning(stored(house)) == 7)
    assert choices(house) == [("Ben && sons", True), ("My knees", False)]

    # And back again: each diary is as it was left.
    choose(house, "My knees", qtbot)
    assert (morning(house.diary), house.diary.day(TODAY).note) == (4, "Sat through the film")
    keys.ctrl(Qt.Key.Key_2)
    assert house.find("runs.table").isVisible()
    choose(house, "Ben && sons", qtbot)
    assert house.window.current_page().key == "runs"
    assert house.window.windowTitle() == "Runs \N{EN DASH} Ben & sons"
    assert house.find("runs.none").isVisible()
    assert morning(house.diary) == 7
    assert morning(read(anna)) == 4


def test_a_name_that_is_there_is_refused_beside_the_field(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = open_house(build, ANNA)
    house.window.menus.actions["new_diary"].trigger()
    dialog = the_dialog(qtbot, NewDiaryDialog)
    qtbot.waitUntil(lambda: focus_name() == "new_diary.name.edit")
    keys.type("my knees")
    keys.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "There is a diary “my knees” already." in dialog.field.edit.accessibleDescription()
    keys.type("Ben")
    with qtbot.waitSignal(house.session.opened):
        keys.press(Qt.Key.Key_Return)
    settle(house, qtbot)
    assert house.session.path.stem == "Ben"


def test_a_diary_in_another_folder_is_opened_and_remembered(
    build: Build, qtbot: QtBot, tmp_path: Path
) -> None:
    house = open_house(build, ANNA)
    folder = tmp_path / "stick"
    folder.mkdir()
    other = folder / "My knees.sqlite3"
    fill(other, a_diary([a_day(TODAY, left=a_knee_day(morning=9))]))
    house.prompts.files = [other]
    with qtbot.waitSignal(house.session.opened):
        house.window.menus.actions["open_other"].trigger()
    settle(house, qtbot)
    assert morning(house.diary) == 9
    # Two diaries of one name are told apart by their folders.
    assert choices(house) == [
        (f"My knees \N{EN DASH} {tmp_path}", False),
        (f"My knees \N{EN DASH} {folder}", True),
    ]
    assert house.session.known.last() == other


def test_it_ends_with_a_backup_of_the_diary_that_is_shown(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = open_house(build, ANNA)
    make(house, "Ben", keys, qtbot)
    keys.type("7")
    qtbot.waitUntil(lambda: morning(stored(house)) == 7)
    shelf = house.session.backups()
    house.window.close()
    assert not house.window.isVisible()
    house.later.finish()
    [backup] = shelf.entries()
    assert morning(shelf.shelf.read(backup)) == 7
    assert read(house.path) == ANNA
