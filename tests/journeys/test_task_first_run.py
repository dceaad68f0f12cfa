"""The first task: from a computer without a diary to the page where knees are recorded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from diary import bootstrap
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.ui.application import show_window
from diary.ui.main_window.later_parts import LaterParts
from diary.ui.main_window.window import MainWindow
from tests.journeys.hands import Hands, bring_to_front, closed, in_front, part_of
from tests.journeys.task_table import Way
from tests.ui.house import SetClock, focus_name, window_parts

Key = Qt.Key
Start = Callable[[], MainWindow]


@pytest.fixture
def diary_path(tmp_path: Path) -> Path:
    """Where the program will put the diary; there is none."""
    return tmp_path / "My knees.sqlite3"


@pytest.fixture
def start(qtbot: QtBot, diary_path: Path) -> Iterator[Start]:
    """Return a function that starts the program and waits until it asks."""
    shown: list[MainWindow] = []

    def make() -> MainWindow:
        parts = window_parts(diary_path, SetClock())
        parts.is_first_run = True
        window = show_window(parts)
        window.resize(1280, 800)
        qtbot.addWidget(window)
        shown.append(window)
        in_front(qtbot, "first_run")
        bring_to_front(qtbot)
        return window

    yield make
    for window in shown:
        for dialog in window.findChildren(QDialog):
            dialog.hide()
        later = window.findChild(LaterParts)
        assert isinstance(later, LaterParts)
        window.context.undo.clear()
        later.finish()


def recorded(window: MainWindow, path: Path, qtbot: QtBot) -> Diary:
    """What is in the file once Today is open and everything is written."""
    closed(qtbot)
    context = window.context
    qtbot.waitUntil(lambda: context.journal.is_attached and not context.tasks.is_busy)
    qtbot.waitUntil(lambda: not context.journal.has_unsaved)
    assert window.current_page().key == "today"
    qtbot.waitUntil(lambda: focus_name().startswith("today."))
    store = bootstrap.open_store(path)
    try:
        return store.load()
    finally:
        store.close()


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_1_to_the_page_of_the_knees(
    start: Start, hands: Hands, qtbot: QtBot, diary_path: Path, way: Way
) -> None:
    window = start()
    dialog = in_front(qtbot, "first_run")
    hands.start(1)
    if way == "mouse":
        hands.click(part_of(dialog, "first_run.next"))
        hands.click(part_of(dialog, "first_run.knee.left"))
        hands.click(part_of(dialog, "first_run.next"))
        hands.click(part_of(dialog, "first_run.next"))
    else:
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Space)
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Return)
    hands.finish(way)
    stored = recorded(window, diary_path, qtbot)
    assert stored.person.tracked_knees == (Knee.LEFT,)
    assert focus_name() == "today.left.morning"


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_1_skipped(start: Start, hands: Hands, qtbot: QtBot, diary_path: Path, way: Way) -> None:
    window = start()
    dialog = in_front(qtbot, "first_run")
    hands.start(1)
    if way == "mouse":
        hands.click(part_of(dialog, "first_run.skip"))
    else:
        hands.press(Key.Key_Escape)
    hands.finish(way)
    assert recorded(window, diary_path, qtbot).days == {}
