"""The dialog of the bin: rows in, wishes out."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.dialogs.recently_deleted import DeletedRow, RecentlyDeletedDialog
from diary.ui.theme import ThemeName
from diary.words import install
from tests.ui.house import focus_name
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

ROWS = [
    DeletedRow("Run, 8.2 km, Thu 19 Nov 2026", "Deleted today 18:40, 30 days left"),
    DeletedRow("Shoes “Red 3”", "Deleted yesterday 07:12, 29 days left"),
    DeletedRow("Left knee, this morning: 4", "Cannot come back: answered anew since.", False),
]


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[RecentlyDeletedDialog]:
    around = QWidget()
    qtbot.addWidget(around)
    around.show()
    dialog = RecentlyDeletedDialog(around)
    dialog.show_rows(ROWS)
    with qtbot.waitExposed(dialog):
        dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    around.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_enter_restores_what_is_selected(dialog: RecentlyDeletedDialog, qtbot: QtBot) -> None:
    assert focus_name() == "deleted.list"
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.restore_requested) as wished:
        press(Qt.Key.Key_Return)
    assert wished.args == [1]


def test_what_cannot_come_back_cannot_be_asked_for(
    dialog: RecentlyDeletedDialog, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_End)
    assert not dialog.restore_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.restore_requested):
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    assert dialog.restore_button.isEnabled()


def test_the_place_in_the_list_is_kept(dialog: RecentlyDeletedDialog) -> None:
    press(Qt.Key.Key_Down)
    dialog.show_rows([ROWS[0], ROWS[2]])
    assert dialog.list.currentRow() == 1
    assert not dialog.restore_button.isEnabled()


def test_what_was_restored_is_told_with_the_way_back(
    dialog: RecentlyDeletedDialog, qtbot: QtBot, spoken: list[str]
) -> None:
    dialog.tell("Back in the diary: Shoes “Red 3”.", can_undo=True)
    assert "Back in the diary: Shoes “Red 3”." in spoken
    told = dialog.findChild(QWidget, "deleted.told.undo")
    assert isinstance(told, QWidget)
    told.setFocus()
    with qtbot.waitSignal(dialog.undo_requested):
        press(Qt.Key.Key_Space)


def test_emptying_is_asked_about(dialog: RecentlyDeletedDialog, qtbot: QtBot) -> None:
    dialog.empty_button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ConfirmDialog))
    question = QApplication.activeModalWidget()
    assert isinstance(question, ConfirmDialog)
    assert question.do_button.text() == "Empty the bin"
    assert question.keep_button.text() == "Keep"
    with qtbot.assertNotEmitted(dialog.emptied):
        press(Qt.Key.Key_Return)
    dialog.empty_button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ConfirmDialog))
    question = QApplication.activeModalWidget()
    assert isinstance(question, ConfirmDialog)
    with qtbot.waitSignal(dialog.emptied):
        question.do_button.click()


def test_an_empty_bin_says_so(dialog: RecentlyDeletedDialog) -> None:
    dialog.show_rows([])
    assert dialog.nothing.isVisible()
    assert not dialog.empty_button.isVisible()
    assert not dialog.restore_button.isVisible()
    assert focus_name() == "deleted.close"


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_and_is_named(
    dialog: RecentlyDeletedDialog,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
) -> None:
    plain_look("contrast", percent)
    install("pseudo")
    dialog.resize(720, 540)
    dialog.tell("Back in the diary: Run, 8.2 km, Thu 19 Nov 2026.", can_undo=True)
    qtbot.waitUntil(lambda: cut_off(dialog) == [])
    assert not unnamed(dump(dialog))
    assert not twins(dump(dialog))
