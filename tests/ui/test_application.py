"""The window is there before the diary is."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diary import bootstrap
from diary.domain.diary import Diary
from diary.domain.errors import DiaryBusyError, DiaryUnwritableError
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.services.ports import DiaryStore
from diary.ui.application import show_window
from diary.ui.background import Background
from diary.ui.main_window.later_parts import LaterParts
from diary.ui.main_window.window import MainWindow
from diary.ui.widgets.pain_scale import PainScale
from tests.builders import a_diary
from tests.ui.house import TODAY, SetClock, fill, window_parts

Show = Callable[[Callable[[], DiaryStore]], MainWindow]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    """Return a function that shows the window with a way to open the diary."""
    shown: list[MainWindow] = []

    def make(open_store: Callable[[], DiaryStore]) -> MainWindow:
        parts = window_parts(tmp_path / "My knees.sqlite3", SetClock())
        parts.open_store = lambda _path: open_store()
        window = show_window(parts)
        qtbot.addWidget(window)
        shown.append(window)
        return window

    yield make
    for window in shown:
        later = window.findChild(LaterParts)
        assert isinstance(later, LaterParts)
        later.finish()


def opened(path: Path) -> DiaryStore:
    return bootstrap.open_store(path)


def test_a_score_given_before_the_diary_is_open_reaches_the_file(
    show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    path, go = tmp_path / "My knees.sqlite3", threading.Event()
    fill(path, a_diary(person=Person(tracked_knees=(Knee.RIGHT,))))

    def open_late() -> DiaryStore:
        go.wait(10)
        return opened(path)

    window = show(open_late)
    scale = window.current_page().findChild(PainScale, "today.left.morning")
    assert scale is not None
    scale.cells()[4].click()
    qtbot.waitUntil(lambda: window.context.journal.has_unsaved)
    assert not window.context.journal.is_attached
    go.set()
    qtbot.waitUntil(lambda: window.context.journal.is_attached)
    score = opened(path).load().day(TODAY).knee(Knee.LEFT).morning
    assert score is not None
    assert score.value == 4
    assert window.context.journal.diary.person.tracked_knees == (Knee.RIGHT,)


def test_a_start_in_the_tray_that_cannot_read_the_diary_says_so_in_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Background, "has_tray", True)
    path = tmp_path / "My knees.sqlite3"
    fill(path, Diary())
    parts = replace(window_parts(path, SetClock()), is_in_tray=True, open_store=refused)
    window = show_window(parts)
    qtbot.addWidget(window)
    assert not window.isVisible()
    qtbot.waitUntil(window.isVisible)
    assert window.isMinimized()
    later = window.findChild(LaterParts)
    assert isinstance(later, LaterParts)
    later.finish()


def refused(path: Path) -> DiaryStore:
    raise DiaryBusyError(str(path), "in use")


def test_a_diary_that_fails_to_open_is_opened_on_the_second_try(
    show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "My knees.sqlite3"
    fill(path, Diary())
    tries: list[int] = []

    def open_second_time() -> DiaryStore:
        tries.append(1)
        if len(tries) == 1:
            raise DiaryUnwritableError(str(path))
        return opened(path)

    window = show(open_second_time)
    qtbot.waitUntil(window.window_strip.isVisible)
    assert "could not be opened" in window.window_strip.strip.accessibleName()
    window.window_strip.strip.button("retry").click()
    qtbot.waitUntil(lambda: window.context.journal.is_attached)
    assert len(tries) == 2


def test_charts_that_do_not_load_leave_the_diary_open(
    show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "My knees.sqlite3"
    fill(path, Diary())
    window = show(lambda: opened(path))
    qtbot.waitUntil(window.window_strip.isVisible)
    assert "ImportError" in window.window_strip.strip.accessibleName()
    assert window.context.journal.is_attached
