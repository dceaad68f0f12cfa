"""Files that are dragged over the window: a hint, a drop, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from diary.domain.person import Person
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.dropped import dropped_paths
from diary.ui.import_wizard.step_heading import CHECK
from tests.builders import a_diary
from tests.ui.conftest import Build
from tests.ui.house import ZONE, House
from tests.ui.import_wizard.hands import open_import, write_runs

_BUTTON, _KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def house(build: Build) -> House:
    return build(a_diary(person=Person(timezone=ZONE)))


def mime_of(*paths: Path) -> QMimeData:
    """What a file browser gives along; it names the files as text too."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    mime.setText("\n".join(str(path) for path in paths))
    return mime


def enter(house: House, mime: QMimeData, at: QPoint | None = None) -> bool:
    """Drag something over the window; True when it would be taken."""
    place = at or QPoint(20, 20)
    event = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, _BUTTON, _KEYS)
    QApplication.sendEvent(house.window.windowHandle(), event)
    return event.isAccepted()


def drop(house: House, mime: QMimeData) -> None:
    event = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime, _BUTTON, _KEYS)
    QApplication.sendEvent(house.window.windowHandle(), event)


def test_a_hint_is_shown_while_files_hover(house: House, tmp_path: Path, spoken: list[str]) -> None:
    mime = mime_of(*write_runs(tmp_path / "watch", 1))
    assert enter(house, mime)
    hint = house.find("window.drop_hint")
    assert hint.isVisible()
    assert hint.size() == house.window.size()
    assert "Drop to import runs" in spoken
    QApplication.sendEvent(house.window.windowHandle(), QDragLeaveEvent())
    assert not hint.isVisible()


def test_dropped_files_and_folders_are_read_at_once(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    write_runs(tmp_path / "watch", 2)
    [more] = write_runs(tmp_path / "other", 1, first=5)
    mime = mime_of(tmp_path / "watch", more)
    assert enter(house, mime)
    drop(house, mime)
    assert not house.find("window.drop_hint").isVisible()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.step == CHECK)
    assert dialog.main_button.text() == "Add 3 runs"


def test_a_field_of_text_takes_no_names_of_files(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    house.window.show_page("runs")
    field = house.find("runs.find")
    assert isinstance(field, QLineEdit)
    mime = mime_of(*write_runs(tmp_path / "watch", 1))
    at = field.mapTo(house.window, field.rect().center())
    assert enter(house, mime, at)
    drop(house, mime)
    assert field.text() == ""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))


def test_text_and_pages_of_the_network_are_left_alone(house: House) -> None:
    text, page = QMimeData(), QMimeData()
    text.setText("8.2 km")
    page.setUrls([QUrl("https://example.org/run.fit")])
    for mime in (text, page):
        enter(house, mime)
        assert house.window.findChild(type(house.window), "window.drop_hint") is None
        assert dropped_paths(mime) == []


def test_nothing_is_taken_behind_an_open_dialog(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    mime = mime_of(*write_runs(tmp_path / "watch", 1))
    house.window.commands.do("about")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert not enter(house, mime)


def test_files_can_be_dropped_on_the_first_step(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_import(house, qtbot)
    mime = mime_of(*write_runs(tmp_path / "watch", 2))
    event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, _BUTTON, _KEYS)
    QApplication.sendEvent(dialog, event)
    assert event.isAccepted()
    QApplication.sendEvent(
        dialog, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, _BUTTON, _KEYS)
    )
    qtbot.waitUntil(lambda: dialog.step == CHECK)
    # Later there is something to lose: the third step takes no files.
    late = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, _BUTTON, _KEYS)
    late.ignore()
    QApplication.sendEvent(dialog, late)
    assert not late.isAccepted()
