"""The card of the watched folder: what is chosen there, and why nothing can be chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.person import Person
from diary.ui.preferences.dialog import PreferencesDialog
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House
from tests.ui.import_wizard.hands import part, press
from tests.ui.main_window.hands import go_to_example, open_own, settle


def watched_in_preferences(house: House) -> tuple[PreferencesDialog, QLabel]:
    """The open preferences, and what they say of the folder."""
    house.window.commands.do("preferences_data")
    dialog = house.window.findChild(PreferencesDialog)
    assert dialog is not None
    told = part(dialog, "preferences.data.watched")
    assert isinstance(told, QLabel)
    return dialog, told


def test_the_folder_is_chosen(build: Build, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    house = open_own(build, qtbot)
    dialog, _told = watched_in_preferences(house)
    adds = part(dialog, "preferences.data.adds_unasked")
    assert not adds.isEnabled()
    house.prompts.folder = folder
    press(dialog, "preferences.data.watch")
    kept = house.context.watching
    assert kept.folder == folder
    qtbot.mouseClick(adds, Qt.MouseButton.LeftButton)
    assert kept.adds_unasked
    stop = part(dialog, "preferences.data.unwatch")
    assert isinstance(stop, QPushButton)
    stop.click()
    assert (house.context.watching.folder, house.context.watching.adds_unasked) == (None, False)


def test_it_is_said_why_the_example_looks_into_no_folder(build: Build, qtbot: QtBot) -> None:
    house = open_own(build, qtbot)
    go_to_example(house, qtbot)
    dialog, told = watched_in_preferences(house)
    assert not part(dialog, "preferences.data.watch").isEnabled()
    assert told.text().startswith("The example looks into no folder.")


def test_an_open_page_follows_the_reading_of_the_diary(build: Build, qtbot: QtBot) -> None:
    house = build(a_diary(person=Person(timezone=ZONE)), is_attached=False)
    dialog, told = watched_in_preferences(house)
    choose = part(dialog, "preferences.data.watch")
    assert (told.text(), choose.isEnabled()) == ("Reading your diary…", False)
    house.context.unread.set_failed(has_failed=True)
    assert (told.text(), choose.isEnabled()) == ("Your diary could not be read", False)
    house.context.unread.set_failed(has_failed=False)
    opened = house.disks.open(house.path)
    house.context.journal.attach(opened.store)
    house.session.opened.emit()
    settle(house, qtbot)
    assert (told.text(), choose.isEnabled()) == ("No folder is looked into.", True)
