"""The help pages, and where they open."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from diary.domain import errors
from diary.domain.errors import BackupFailedError, BackupFault, DiaryUnwritableError, FileFault
from diary.ui.dialogs.reading import HelpDialog, section_key
from diary.ui.main_window.window_help import help_section
from tests.ui.tree import dump, unnamed

ERRORS = [
    *(
        kind("/x/My knees.sqlite3")
        for kind in errors.DiaryFileError.__subclasses__()
        if kind is not errors.DiaryNewerError
    ),
    errors.DiaryNewerError("/x", 3, 2),
    *(DiaryUnwritableError("/x", fault=fault) for fault in FileFault),
    *(BackupFailedError(fault, "/x") for fault in BackupFault),
]


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def a_page(around: QWidget, qtbot: QtBot, topic: str, section: str = "") -> HelpDialog:
    dialog = HelpDialog(topic, "Help", around, section=section)
    dialog.resize(640, 480)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: repr(error)[:60])
def test_every_fault_has_its_section(around: QWidget, qtbot: QtBot, error: Exception) -> None:
    if isinstance(error, errors.DiaryExistsError):
        assert not help_section(error)
        return
    assert help_section(error) in a_page(around, qtbot, "files").sections()


def test_other_errors_have_none() -> None:
    assert not help_section(ValueError("x"))
    assert not help_section(None)


def test_the_page_opens_at_a_section(around: QWidget, qtbot: QtBot) -> None:
    top = a_page(around, qtbot, "files").browser.verticalScrollBar().value()
    assert top == 0
    page = a_page(around, qtbot, "files", "a-synced-folder")
    place = page.browser.cursorForPosition(page.browser.viewport().rect().topLeft())
    shown = [place.block().text(), place.block().next().text(), place.block().next().next().text()]
    assert "A synced folder" in shown


def test_a_section_is_named_by_its_heading() -> None:
    assert section_key("Moved, replaced or deleted") == "moved-replaced-or-deleted"


@pytest.mark.parametrize("topic", ["help", "get_help", "files", "where_data"])
def test_the_pages_are_shown_as_text(around: QWidget, qtbot: QtBot, topic: str) -> None:
    page = a_page(around, qtbot, topic)
    text = page.browser.toPlainText()
    assert "**" not in text
    assert "##" not in text
    assert "sync" not in text.replace("synced folder", "").replace("A synced", "").casefold()
    assert "!" not in text
    assert not unnamed(dump(page))
    page.close()


def test_places_stand_above_the_page(around: QWidget, qtbot: QtBot) -> None:
    dialog = HelpDialog("where_data", "x", around, rows=[("Diary", "/x/<b>y</b>.sqlite3")])
    dialog.open()
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert labels[:2] == ["Diary", "/x/<b>y</b>.sqlite3"]
    dialog.close()
