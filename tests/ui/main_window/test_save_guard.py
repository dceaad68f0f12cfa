"""What the window says when a change cannot be written, and how it keeps the change."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryBusyError,
    DiaryNewerError,
    DiaryUnwritableError,
    FileFault,
)
from diary.domain.knee import Knee
from diary.ui.dialogs.help_dialog import HelpDialog
from diary.ui.main_window.save_guard import SaveGuard
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard
from tests.ui.main_window.hands import click, offered, said


def guard_of(house: House) -> SaveGuard:
    guard = house.window.findChild(SaveGuard)
    assert isinstance(guard, SaveGuard)
    return guard


def morning(house: House) -> int | None:
    score = house.stored().day(TODAY).knee(Knee.LEFT).morning
    return None if score is None else score.value


def test_a_failed_write_keeps_the_change_and_works_again(
    build: Build, keys: Keyboard, qtbot: QtBot, spoken: list[str]
) -> None:
    house = build()
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: "Could not save." in said(house))
    assert "Your last change is kept in this window." in said(house)
    assert any("Could not save." in text for text in spoken)
    assert offered(house) == ["retry", "save_copy", "what_is_this"]
    assert house.text("window.saved") == "Not saved"
    assert house.find("today.left.morning").property("value") == 4 or morning(house) is None
    click(house, "retry")
    assert "Could not save." in said(house)
    house.disk.is_full = False
    click(house, "retry")
    assert not said(house)
    assert morning(house) == 4


def test_quitting_is_held_back_until_the_change_is_saved(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: house.context.undo.has_waiting)
    house.window.close()
    assert house.window.isVisible()
    assert "not saved yet" in said(house)
    assert offered(house) == ["retry", "save_copy", "quit", "what_is_this"]
    house.disk.is_full = False
    click(house, "retry")
    assert not house.window.isVisible()
    assert morning(house) == 4


def test_a_change_can_be_given_up(build: Build, keys: Keyboard, qtbot: QtBot) -> None:
    house = build()
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: house.context.undo.has_waiting)
    house.window.close()
    click(house, "quit")
    assert not house.window.isVisible()
    house.disk.is_full = False
    assert morning(house) is None


def test_going_elsewhere_is_held_back_without_closing(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: house.context.undo.has_waiting)
    guard_of(house).hold_back()
    assert offered(house) == ["retry", "save_copy", "what_is_this"]
    house.disk.is_full = False
    click(house, "retry")
    assert house.window.isVisible()


def test_with_a_copy_of_everything_the_window_may_close(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: house.context.undo.has_waiting)
    click(house, "save_copy")
    qtbot.waitUntil(lambda: "A copy with everything" in said(house))
    assert "“My knees, saved 20 Nov”" in said(house)
    assert "retry" in offered(house)
    # What comes after the copy holds the window back again.
    keys.tab()
    keys.type("5")
    qtbot.waitUntil(lambda: len(house.context.undo.waiting()) == 2)
    house.window.close()
    assert house.window.isVisible()
    click(house, "save_copy")
    qtbot.waitUntil(lambda: not house.window.isVisible())


def test_why_is_said_when_the_system_says_so(build: Build) -> None:
    house = build()
    for error, reason in (
        (DiaryUnwritableError("/x", fault=FileFault.NO_SPACE), "The disk is full."),
        (DiaryUnwritableError("/x", fault=FileFault.READ_ONLY), "The disk can only be read."),
        (DiaryBusyError("/x"), "Another program holds the file."),
    ):
        house.context.undo.write_failed.emit(error)
        assert reason in said(house)


def test_a_file_that_is_gone_is_noticed_before_the_next_acknowledgement(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    house.path.unlink()
    keys.type("4")
    qtbot.waitUntil(lambda: "moved, replaced or deleted" in said(house))
    assert offered(house) == ["save_new", "retry", "what_is_this"]
    house.window.close()
    assert house.window.isVisible()
    assert offered(house) == ["save_new", "retry", "quit", "what_is_this"]
    click(house, "quit")
    assert not house.window.isVisible()


def test_a_file_that_is_gone_holds_the_end_back_even_with_everything_saved(
    build: Build, qtbot: QtBot
) -> None:
    house = build()
    away = house.path.with_name("away.sqlite3")
    house.path.rename(away)
    house.window.close()
    assert house.window.isVisible()
    assert offered(house) == ["save_new", "retry", "quit", "what_is_this"]
    assert house.text("window.saved") == "Not saved"
    away.rename(house.path)
    click(house, "retry")
    assert not said(house)
    assert house.text("window.saved") == "Everything is saved"


def test_each_fault_leads_to_its_part_of_the_help(build: Build, qtbot: QtBot) -> None:
    house = build()
    house.context.messages.problem(BackupFailedError(BackupFault.NO_SPACE, "/x"))
    assert offered(house) == ["close", "what_is_this"]
    click(house, "what_is_this")
    page = house.window.findChild(HelpDialog, "help.files")
    assert isinstance(page, HelpDialog)
    place = page.browser.cursorForPosition(page.browser.viewport().rect().topLeft()).block()
    assert "A backup failed" in [place.text(), place.next().text(), place.next().next().text()]
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    click(house, "close")
    assert not said(house)
    house.context.messages.problem(ValueError("odd"))
    assert offered(house) == ["close"]


def test_a_diary_that_cannot_be_opened_says_what_it_is(build: Build) -> None:
    house = build(is_attached=False)
    house.window.storage_failed(DiaryNewerError("/x/My knees.sqlite3", 3, 2))
    assert "newer version" in said(house)
    assert offered(house) == ["retry", "what_is_this"]


def test_an_unsaved_change_is_more_important_than_other_problems(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build()
    house.disk.is_full = True
    keys.type("4")
    qtbot.waitUntil(lambda: house.context.undo.has_waiting)
    house.context.messages.problem(ValueError("odd"))
    assert "Could not save." in said(house)
    assert "ValueError" in said(house)
    assert "retry" in offered(house)
