"""Deleting a diary through the real window: asked, backed up, moved aside, brought back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from diary.bootstrap.locks import DiaryLocks
from diary.domain.knee import Knee, Moment
from diary.services import entries
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.dialogs.new_diary import NewDiaryDialog
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, fill
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


def test_a_switch_that_could_not_be_made_ends_the_deleting(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    old = house.session.path
    third = old.with_name("Third.sqlite3")
    fill(third, a_diary())
    told: list[str] = []
    house.context.messages.told.connect(told.append)
    ask(house, qtbot).do_button.click()
    house.disk.is_full = True
    change = entries.set_score(
        house.diary, TODAY, Knee.LEFT, Moment.MORNING, 4, house.clock.stamp()
    )
    house.context.undo.push("score", change)
    text = "“My knees” was not deleted. You can ask for it again."
    qtbot.waitUntil(lambda: text in told)
    house.disk.is_full = False
    assert house.context.undo.retry()
    # Hours later the other diary is opened, and nobody speaks of deleting any more.
    with qtbot.waitSignal(house.session.opened):
        house.session.open(third)
    settle(house, qtbot)
    assert house.session.path == third
    assert old.exists()
    assert not (old.parent / "deleted").exists()


def test_a_next_diary_that_another_window_has_ends_the_deleting(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    old = house.session.path
    other = old.with_name("Other.sqlite3")
    fill(other, a_diary())
    locks = DiaryLocks()
    assert locks.take(other)
    ask(house, qtbot).do_button.click()
    with qtbot.waitSignal(house.session.found_elsewhere):
        pass
    settle(house, qtbot)
    locks.give_back_all()
    with qtbot.waitSignal(house.session.opened):
        house.session.open(other)
    settle(house, qtbot)
    assert old.exists()


@pytest.mark.parametrize("is_before", [True, False])
def test_another_diary_asked_for_meanwhile_ends_the_deleting(
    build: Build, qtbot: QtBot, is_before: bool
) -> None:
    house = open_house(build, a_diary())
    old = house.session.path
    third, fourth = old.with_name("Third.sqlite3"), old.with_name("Fourth.sqlite3")
    fill(third, a_diary())
    fill(fourth, a_diary())
    ask(house, qtbot).do_button.click()
    if is_before:
        house.session.open(third)
    house.session.open(fourth if is_before else third)
    last = fourth if is_before else third
    qtbot.waitUntil(lambda: house.session.path == last and house.context.journal.is_attached)
    settle(house, qtbot)
    assert old.exists()


def test_a_diary_reached_by_a_link_comes_back_where_it_lay(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    stick = house.path.parent / "stick"
    stick.mkdir()
    fill(stick / "Knees.sqlite3", a_diary([a_day(left=3)]))
    link = house.path.with_name("Link.sqlite3")
    link.symlink_to(stick / "Knees.sqlite3")
    with qtbot.waitSignal(house.session.opened):
        house.session.open(link)
    settle(house, qtbot)
    ask(house, qtbot).do_button.click()
    qtbot.waitUntil((stick / "deleted" / "Knees.sqlite3").exists)
    settle(house, qtbot)
    with qtbot.waitSignal(house.session.opened):
        press(house, "window.strip.bring_back")
    settle(house, qtbot)
    assert house.session.path == link
    assert link.is_symlink()
    assert (stick / "Knees.sqlite3").is_file()
    assert len(house.diary.days) == 1


def test_a_deleted_diary_comes_back_later_from_the_list_of_diaries(
    build: Build, qtbot: QtBot
) -> None:
    house = open_house(build, a_diary([a_day(left=3)]))
    old = house.session.path
    kept = deleted(house, qtbot)
    press(house, "window.strip.close")
    house.window.menus.choices_wanted.emit("diaries")
    texts = [action.text() for action in house.window.menuBar().findChildren(QAction)]
    assert "Bring back “My knees”" in texts
    with qtbot.waitSignal(house.session.opened):
        house.window.menus.choice_made.emit("diaries", str(kept))
    settle(house, qtbot)
    assert house.session.path == old
    assert house.backups
    assert len(house.diary.days) == 1


def test_a_deleted_diary_that_is_chosen_as_a_file_comes_back_to_its_backups(
    build: Build, qtbot: QtBot
) -> None:
    house = open_house(build, a_diary([a_day(left=3)]))
    old = house.session.path
    house.prompts.files = [deleted(house, qtbot)]
    with qtbot.waitSignal(house.session.opened):
        house.window.commands.do("open_other")
    settle(house, qtbot)
    assert house.session.path == old
    assert house.backups


def test_a_new_diary_does_not_get_the_backups_of_a_deleted_one(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    old = house.session.path
    deleted(house, qtbot)
    house.window.commands.do("new_diary")
    dialog = the_dialog(qtbot, NewDiaryDialog)
    dialog.field.edit.setText("my Knees")
    dialog.findChildren(QPushButton, "new_diary.make")[0].click()
    assert dialog.isVisible()
    texts = [shown.text() for shown in dialog.findChildren(QLabel) if shown.isVisible()]
    assert any("There are backups of another diary" in text for text in texts)
    assert not old.exists()
    dialog.reject()


def test_the_example_is_not_deleted(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, a_diary())
    with qtbot.waitSignal(house.session.opened):
        house.window.commands.do("example")
    settle(house, qtbot)
    example = house.session.path
    told: list[str] = []
    house.context.messages.told.connect(told.append)
    house.window.commands.do("delete_diary")
    settle(house, qtbot)
    assert QApplication.activeModalWidget() is None
    assert told == ["Nothing was deleted. The example goes by itself when Kneelog is closed."]
    assert example.exists()
    house.later.example.finish()
