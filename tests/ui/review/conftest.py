"""The review window on files of three runners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from diary.ui.chart_source import ChartSource
from diary.ui.review.window import ReviewWindow
from tests.builders_review import a_folder
from tests.ui.answers import AnsweringPrompts
from tests.ui.house import SetClock
from tests.ui.review.desk import Desk, desk_parts

OpenDesk = Callable[..., Desk]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(tmp_path / "theirs")


@pytest.fixture
def open_desk(qtbot: QtBot, spoken: list[str]) -> Iterator[OpenDesk]:
    """Return a function that shows the window on these places."""
    desks: list[Desk] = []

    def make(
        *places: Path, size: tuple[int, int] = (1280, 800), charts: ChartSource | None = None
    ) -> Desk:
        clock, prompts = SetClock(), AnsweringPrompts()
        window = ReviewWindow(desk_parts(clock, prompts, charts))
        desk = Desk(window, clock, prompts, qtbot, spoken)
        desks.append(desk)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.idle.begin()
        if places:
            desk.open(*places)
        return desk

    yield make
    for desk in desks:
        desk.window.finish()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
