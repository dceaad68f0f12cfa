"""What was deleted is found in the bin and comes back as a step that can be undone."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.bin import DeletedEntry
from diary.domain.change import Change, ChangeSet
from diary.domain.errors import DiaryUnwritableError
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.dialogs.recently_deleted import RecentlyDeletedDialog
from diary.ui.widgets.strip import MessageStrip
from tests.builders import a_diary, a_run, a_shoe
from tests.ui.conftest import Build
from tests.ui.house import TODAY, FullDisk, House
from tests.ui.main_window.hands import click, open_house, row_texts, said, stored, the_dialog

RUNS = [
    a_run(f"run-{n}", TODAY - timedelta(days=n), distance_m=5000.0 + 1000 * n) for n in range(3)
]
STORY = a_diary(runs=RUNS, shoes=[a_shoe()])


def delete(house: House, *runs: str) -> None:
    changes = tuple(Change(house.diary.runs[run], None) for run in runs)
    assert house.context.undo.push("delete", ChangeSet(changes))


def the_bin(house: House, qtbot: QtBot) -> RecentlyDeletedDialog:
    house.window.menus.actions["recently_deleted"].trigger()
    return the_dialog(qtbot, RecentlyDeletedDialog)


def told(dialog: RecentlyDeletedDialog) -> MessageStrip:
    strip = dialog.findChild(MessageStrip, "deleted.told")
    assert isinstance(strip, MessageStrip)
    return strip


def test_a_deleted_run_comes_back_and_goes_again(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, STORY)
    delete(house, "run-1")
    dialog = the_bin(house, qtbot)
    [(title, detail)] = row_texts(dialog.list)
    assert title == "Run, 6.0 km, Thu 19 Nov 2026"
    assert "30 days left" in detail
    dialog.restore_button.click()
    assert stored(house).runs == STORY.runs
    assert dialog.nothing.isVisible()
    text = "Info: Back in the diary: Run, 6.0 km, Thu 19 Nov 2026."
    assert told(dialog).accessibleName() == text
    told(dialog).button("undo").click()
    assert "run-1" not in stored(house).runs
    assert len(row_texts(dialog.list)) == 1
    dialog.accept()
    house.window.menus.actions["redo"].trigger()
    assert "run-1" in stored(house).runs


def test_what_was_deleted_together_comes_back_together(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, STORY)
    delete(house, "run-0", "run-2")
    dialog = the_bin(house, qtbot)
    [(title, detail)] = row_texts(dialog.list)
    assert title == "2 runs"
    assert "5.0 km" in detail
    assert "7.0 km" in detail
    dialog.restore_button.click()
    assert stored(house).runs == STORY.runs
    dialog.accept()


def test_the_bin_is_emptied_after_a_question(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, STORY)
    delete(house, "run-1")
    dialog = the_bin(house, qtbot)
    dialog.empty_button.click()
    the_dialog(qtbot, ConfirmDialog).do_button.click()
    assert dialog.nothing.isVisible()
    assert house.context.journal.deleted() == []
    dialog.accept()


def test_a_write_that_fails_is_told_in_the_window(build: Build, qtbot: QtBot) -> None:
    house = open_house(build, STORY)
    delete(house, "run-1")
    dialog = the_bin(house, qtbot)
    house.disk.is_full = True
    dialog.restore_button.click()
    assert QApplication.activeModalWidget() is None
    assert "Could not save." in said(house)
    house.disk.is_full = False
    click(house, "retry")
    assert "run-1" in stored(house).runs


def test_a_bin_that_cannot_be_read_says_so(
    build: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house(build, STORY)

    def fail(_disk: FullDisk) -> list[DeletedEntry]:
        raise DiaryUnwritableError("/x/My knees.sqlite3")

    monkeypatch.setattr(FullDisk, "deleted", fail)
    dialog = the_bin(house, qtbot)
    assert "could not be written" in told(dialog).accessibleName()
    dialog.accept()


def test_a_diary_that_is_not_open_has_no_bin_to_show(build: Build) -> None:
    house = open_house(build, STORY)
    house.context.journal.detach()
    house.window.menus.actions["recently_deleted"].trigger()
    assert QApplication.activeModalWidget() is None
    assert house.text("window.told") == "The diary is not open."
