"""Last week's backup is brought back with five presses of the pointer, and nothing is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.backup import Backup
from diary.domain.diary import Diary
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.dialogs.restore import DECIDE, LOOK, RestoreDialog
from tests.builders import a_day, a_diary, a_knee_day, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard, focus_name
from tests.ui.main_window.hands import (
    back_up,
    click,
    offered,
    open_house,
    read,
    row_texts,
    said,
    score_today,
    settle,
    stored,
    the_dialog,
)

WEEK_AGO = TODAY - timedelta(days=7)
DAYS = [a_day(WEEK_AGO - timedelta(days=n), left=a_knee_day(morning=n % 4)) for n in range(30)]
RUNS = [a_run(f"run-{n}", WEEK_AGO - timedelta(days=3 * n)) for n in range(8)]
LAST_WEEK = a_diary(DAYS, RUNS)


class Pointer:
    """Presses the mouse where a person would, and counts."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.presses = 0

    def press(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press on a widget that can be seen, in its middle if nothing else is said."""
        assert widget.isVisible()
        self.presses += 1
        place = widget.rect().center() if at is None else at
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)

    def choose(self, house: House, menu_text: str, key: str) -> None:
        """Open a menu and press one of its entries."""
        bar = house.window.menuBar()
        [menu] = [each for each in bar.actions() if each.text() == menu_text]
        self.press(bar, bar.actionGeometry(menu).center())
        self._qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        action = house.window.menus.actions[key]
        assert isinstance(action, QAction)
        self.press(popup, popup.actionGeometry(action).center())


@pytest.fixture
def pointer(qtbot: QtBot) -> Pointer:
    return Pointer(qtbot)


def a_week_with_two_backups(build: Build, qtbot: QtBot) -> tuple[House, Backup]:
    """A diary that went on for a week after a backup, and was backed up again after that."""
    house = open_house(build, LAST_WEEK)
    house.clock.at -= timedelta(days=7)
    week_old = back_up(house)
    house.clock.at += timedelta(days=7)
    score_today(house, 6)
    back_up(house)
    settle(house, qtbot)
    return house, week_old


def choosing(house: House, qtbot: QtBot, pointer: Pointer) -> RestoreDialog:
    pointer.choose(house, "&File", "restore")
    dialog = the_dialog(qtbot, RestoreDialog)
    qtbot.waitUntil(lambda: dialog.choose.backup() is not None)
    return dialog


def looking(dialog: RestoreDialog, backup: Backup, qtbot: QtBot, pointer: Pointer) -> str:
    """Press on a backup in the list; returns what is said about it."""
    rows = dialog.choose.list
    [row] = [n for n, (title, _detail) in enumerate(row_texts(rows)) if "13 Nov" in title]
    pointer.press(rows.viewport(), rows.visualItemRect(rows.item(row)).center())
    qtbot.waitUntil(lambda: dialog.step == LOOK)
    assert dialog.choose.backup() == backup
    text = dialog.findChild(QLabel, "restore.look.text")
    assert isinstance(text, QLabel)
    return text.text()


def test_it_is_opened_as_a_separate_diary(build: Build, qtbot: QtBot, pointer: Pointer) -> None:
    house, week_old = a_week_with_two_backups(build, qtbot)
    first, now = house.session.path, house.diary
    dialog = choosing(house, qtbot, pointer)
    text = looking(dialog, week_old, qtbot, pointer)
    assert "This backup: 30 days, 8 runs, last entry 13 Nov." in text
    assert "Your diary now: last entry 20 Nov." in text
    assert "You would lose 1 day, listed below." in text
    pointer.press(dialog.next_button)
    assert dialog.step == DECIDE
    pointer.press(dialog.decide.separate_button)
    qtbot.waitUntil(lambda: house.session.path != first and house.context.journal.is_attached)
    assert pointer.presses <= 5
    assert house.window.windowTitle().endswith("My knees, backup of 13 Nov")
    assert house.diary == LAST_WEEK
    assert stored(house) == LAST_WEEK
    settle(house, qtbot)
    assert read(first) == now


def test_it_takes_the_place_of_the_diary_and_is_undone(
    build: Build, qtbot: QtBot, pointer: Pointer
) -> None:
    house, week_old = a_week_with_two_backups(build, qtbot)
    first, now = house.session.path, house.diary
    dialog = choosing(house, qtbot, pointer)
    looking(dialog, week_old, qtbot, pointer)
    pointer.press(dialog.next_button)
    pointer.press(dialog.decide.replace_button)
    question = the_dialog(qtbot, ConfirmDialog)
    pointer.press(question.do_button)
    qtbot.waitUntil(lambda: "Your diary is now the backup of 13 Nov." in said(house))
    assert house.session.path == first
    assert stored(house) == LAST_WEEK
    kept = [diary for diary in map(_read_backup, house.backups) if diary == now]
    assert kept
    assert offered(house) == ["undo_restore", "close"]
    click(house, "undo_restore")
    qtbot.waitUntil(lambda: "as it was before the restore" in said(house))
    assert stored(house) == now
    settle(house, qtbot)


def _read_backup(backup: Backup) -> Diary:
    from diary.storage.salvage import read_what_can_be_read  # noqa: PLC0415 - only here

    diary, problems = read_what_can_be_read(Path(backup.path))
    assert not problems
    return diary


def test_the_keyboard_alone_does_it(build: Build, qtbot: QtBot, keys: Keyboard) -> None:
    house, _week_old = a_week_with_two_backups(build, qtbot)
    first = house.session.path
    keys.alt(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_R)
    dialog = the_dialog(qtbot, RestoreDialog)
    qtbot.waitUntil(lambda: focus_name() == "restore.backups")
    qtbot.waitUntil(lambda: dialog.choose.backup() is not None)
    keys.press(Qt.Key.Key_End)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focus_name() == "restore.next")
    keys.press(Qt.Key.Key_Return)
    assert focus_name() == "restore.name.edit"
    keys.type("Last week")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: house.session.path.stem == "Last week")
    qtbot.waitUntil(lambda: house.context.journal.is_attached)
    assert house.diary == LAST_WEEK
    assert first.exists()
    settle(house, qtbot)
