"""A real window on a real diary file, with a clock that stands still and prompts that answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diary import words
from diary.domain.diary import Diary
from diary.texts.numbers import Formats
from diary.ui.theme import ThemeName, apply_theme, set_reduced_motion, theme_watcher
from diary.ui.widgets import announce
from tests.ui.house import NOW, House, Keyboard, a_house

Build = Callable[..., House]


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[Callable[[ThemeName, int], None]]:
    """English, light, 100 % and no animation, before and after every test."""
    words.install("en")
    set_reduced_motion(is_reduced=True)
    _dress_plainly(qapp)
    yield lambda name, percent: apply_theme(qapp, name, percent)
    words.install("en")
    _dress_plainly(qapp)


def _dress_plainly(app: QApplication) -> None:
    """Only where it is needed: whatever is still on the screen would be laid out again."""
    worn = theme_watcher()
    if (worn.chosen, worn.text_percent) != ("light", 100) or not app.styleSheet():
        apply_theme(app, "light", 100)


@pytest.fixture(autouse=True)
def going_on(qapp: QApplication) -> None:
    """No test begins in a program that an earlier one ended: there every loop would end at once."""
    # Not `quit`, which would close the windows that several tests look at.
    QTimer.singleShot(0, lambda: qapp.exit(0))
    qapp.exec()


@pytest.fixture(autouse=True)
def hands_off(qapp: QApplication) -> Iterator[None]:
    """No test begins with a button of the mouse held: its own clicks would be lost."""
    yield
    held = qapp.mouseButtons()
    if held != Qt.MouseButton.NoButton:
        # Only what is shown gets it; the widget that was pressed may be gone by now.
        pad = QWidget()
        pad.show()
        for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            if held & button:
                QTest.mouseRelease(pad, button)
        pad.close()
    assert qapp.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture
def spoken() -> Iterator[list[str]]:
    """Everything that is announced."""
    heard: list[str] = []

    def listen(_widget: QWidget, text: str) -> None:
        heard.append(text)

    announce.listeners.append(listen)
    yield heard
    announce.listeners.remove(listen)


@pytest.fixture
def build(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Build]:
    """Return a function that opens the window on a diary with these entries.

    It begins at Today, or at the page of the mark `begins_at`, and Today is built when it is shown.
    """
    houses: list[House] = []
    mark = request.node.get_closest_marker("begins_at")
    first_page: str | None = None if mark is None else mark.args[0]

    def make(
        diary: Diary | None = None,
        *,
        at: datetime = NOW,
        size: tuple[int, int] = (1280, 800),
        is_attached: bool = True,
        formats: Formats | None = None,
        page: str | None = first_page,
    ) -> House:
        house = a_house(
            tmp_path, diary or Diary(), at, is_attached=is_attached, formats=formats, page=page
        )
        houses.append(house)
        qtbot.addWidget(house.window)
        house.window.resize(*size)
        with qtbot.waitExposed(house.window):
            house.window.show()
        house.window.activateWindow()
        qtbot.waitUntil(house.window.isActiveWindow)
        return house

    yield make
    for house in houses:
        # Steps go before their stack: Python forgets both in any order, Qt only in this one.
        house.context.undo.clear()
        house.context.tasks.close()
        house.later.painting.close()
        house.context.journal.detach()
    # The windows were closed; they go now, before Python forgets their parts one by one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def keys(qtbot: QtBot) -> Keyboard:
    """A keyboard; there is no pointer."""
    return Keyboard(qtbot)
