"""What a closed review window leaves behind."""

from __future__ import annotations

import gc
from pathlib import Path

import shiboken6
from PySide6.QtCore import SIGNAL
from pytestqt.qtbot import QtBot

from diary.ui.review.reader import tab_titles
from diary.ui.review.window import ReviewWindow
from diary.ui.theme import theme_watcher
from tests.ui.answers import AnsweringPrompts
from tests.ui.house import SetClock
from tests.ui.review.desk import Desk, desk_parts


def listeners() -> int:
    """How many hear of another theme."""
    gc.collect()
    return theme_watcher().receivers(SIGNAL("theme_changed()"))


def go_through(folder: Path, qtbot: QtBot) -> None:
    """Each side of a file is looked at, then the window goes."""
    clock, prompts = SetClock(), AnsweringPrompts()
    window = ReviewWindow(desk_parts(clock, prompts, None))
    desk = Desk(window, clock, prompts, qtbot, [])
    with qtbot.waitExposed(window):
        window.show()
    desk.open(folder)
    for key in tab_titles():
        window.reader.show_tab(key)
        desk.rest()
        window.grab()
    window.close()
    window.finish()
    shiboken6.delete(window)


def test_nothing_of_a_closed_window_hears_of_another_theme(folder: Path, qtbot: QtBot) -> None:
    before = listeners()
    go_through(folder, qtbot)
    assert listeners() == before
