"""Deleting a diary through the real window: asked, backed up, moved aside, brought back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from diary.ui.dialogs.confirming import ConfirmDialog
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import House, fill
from tests.ui.main_window.hands import open_house, settle, the_dialog


def ask(house: House, qtbot: QtBot) -> ConfirmDialog:
    house.window.commands.do("delete_diary")
    return the_dialog(qtbot, ConfirmDialog)


def press(house: House, name: str) -> None:
    button = house.find(name)
    assert isinstance(button, QPushButton)
    button.click()


def deleted(house: House, qtbot: QtBot) -> Path:
    old = house.session.path
    ask(house, qtbot).do_button.click()
    qtbot.waitUntil(lambda: house.session.path != old and house.context.journal.is_attached)
    settle(house, qtbot)
    kept = old.parent / "deleted" / old.name
    qtbot.waitUntil(kept.exists)
    settle(house, qtbot)
    return kept


def test_keeping_is_what_enter_does(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    question = ask(house, qtbot)
    assert question.do_button.text() == "Delete diary"
    assert question.keep_button.text() == "Keep diary"
    assert QApplication.focusWidget() is question.keep_button or (
        question.focusWidget() is question.keep_button
    )
    qtbot.keyClick(question.keep_button, Qt.Key.Key_Return)
    settle(house, qtbot)
    assert house.path.exists()
    assert not (house.path.parent / "deleted").exists()
    assert not house.backups


def test_the_diary_goes_aside_with_a_backup_and_a_new_one_opens(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    old, runs = house.session.path, house.diary.runs
    kept = deleted(house, qtbot)
    assert not old.exists()
    assert house.session.path.name == "My knees 2.sqlite3"
    assert not house.diary.runs
    backups = list((old.parent / "backups" / old.stem).glob("*.sqlite3"))
    assert backups
    assert "“My knees” is deleted." in house.window.window_strip.strip.accessibleName()
    press(house, "window.strip.bring_back")
    qtbot.waitUntil(lambda: house.session.path == old and house.context.journal.is_attached)
    settle(house, qtbot)
    assert house.diary.runs == runs
    assert not kept.exists()


def test_another_diary_that_is_known_opens_instead(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    other = house.path.with_name("Other.sqlite3")
    fill(other, a_diary())
    deleted(house, qtbot)
    assert house.session.path == other


def test_without_a_backup_nothing_goes(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    (house.path.parent / "backups").write_text("a file where the folder should be")
    told: list[str] = []
    house.context.messages.told.connect(told.append)
    ask(house, qtbot).do_button.click()
    settle(house, qtbot)
    qtbot.waitUntil(lambda: "Nothing was deleted, since no backup could be made." in told)
    assert house.path.exists()
    assert house.session.path == house.path
