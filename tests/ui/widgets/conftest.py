"""Every widget is tested in the light theme at 100 % unless a test says otherwise."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diary import words
from diary.ui.theme import ThemeName, apply_theme, set_reduced_motion
from diary.ui.widgets import announce

Dress = Callable[[ThemeName, int], None]
Show = Callable[..., QWidget]


@pytest.fixture(autouse=True)
def dress(qapp: QApplication) -> Iterator[Dress]:
    """Return a function that sets theme and text size for this test only."""

    def set_both(name: ThemeName, text_percent: int) -> None:
        apply_theme(qapp, name, text_percent)

    words.install("en")
    set_reduced_motion(is_reduced=True)
    set_both("light", 100)
    yield set_both
    words.install("en")
    set_both("light", 100)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Return a function that puts widgets under one another in an active window."""
    kept: list[QWidget] = []

    def put(*widgets: QWidget, width: int = 640, height: int = 480) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        window.resize(width, height)
        qtbot.addWidget(window)
        kept.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return put


@pytest.fixture
def spoken() -> Iterator[list[str]]:
    """Return the list of everything announced."""
    heard: list[str] = []

    def listen(_widget: QWidget, text: str) -> None:
        heard.append(text)

    announce.listeners.append(listen)
    yield heard
    announce.listeners.remove(listen)
