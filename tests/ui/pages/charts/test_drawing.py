"""Charts are drawn in a thread: what is seen and what works until they are there."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from diary.charts.kinds import Chart, PainAndLoadChart
from diary.charts.painter import FigurePainter
from diary.charts.picture import ChartLook, Picture
from diary.ui.chart_source import ChartSource
from tests.ui.house import TODAY
from tests.ui.mouse import move_mouse
from tests.ui.pages.charts.story import Open, back, settled


class SlowPainter:
    """Paints when it is allowed to, and remembers how often and how many at once."""

    def __init__(self) -> None:
        self.may_go = threading.Event()
        self.most_at_once = 0
        self.painted: list[int] = []
        self._at_once = 0
        self._painter = FigurePainter()

    def paint(self, chart: Chart, look: ChartLook) -> Picture:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        assert self.may_go.wait(10)
        assert isinstance(chart, PainAndLoadChart)
        self.painted.append(len(chart.series.span))
        picture = self._painter.paint(chart, look)
        self._at_once -= 1
        return picture

    def save(self, chart: Chart, look: ChartLook, path: Path) -> None:
        self._painter.save(chart, look, path)


def test_the_mouse_finds_the_days_of_the_old_picture_meanwhile(
    open_page: Open, qtbot: QtBot
) -> None:
    source = ChartSource(FigurePainter())
    page = open_page(source=source)
    slow = SlowPainter()
    source.take(slow)
    qtbot.waitUntil(lambda: slow.most_at_once == 1)
    view = page.plot.view
    view.resize(view.width() * 2 // 3, view.height())
    move_mouse(view, QPoint(view.width() // 2, view.height() // 2))
    assert page.plot.day() in [back(days) for days in range(20, 60)]
    slow.may_go.set()
    settled(page)


def test_of_other_days_the_mouse_finds_none_until_they_are_drawn(
    open_page: Open, qtbot: QtBot
) -> None:
    source = ChartSource(FigurePainter())
    page = open_page(source=source)
    slow = SlowPainter()
    source.take(slow)
    qtbot.waitUntil(lambda: slow.most_at_once == 1)
    qtbot.mouseClick(page.controls.range.chip("1y"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Nov 2025" in page.plot.view.accessibleDescription())
    view = page.plot.view
    move_mouse(view, QPoint(view.width() // 2, view.height() // 2))
    assert page.plot.day() == TODAY
    slow.may_go.set()
    settled(page)


def test_the_old_picture_stays_until_the_new_one_is_there(open_page: Open, qtbot: QtBot) -> None:
    source = ChartSource(FigurePainter())
    page = open_page(source=source)
    before = page.plot.view.pixmap().toImage()
    slow = SlowPainter()
    source.take(slow)
    qtbot.waitUntil(lambda: slow.most_at_once == 1)
    shown = page.plot.view.grab().toImage()
    assert shown.size() == page.plot.view.size()
    assert page.plot.view.pixmap().toImage() == before
    # The cursor still moves and is still told.
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert page.plot.day() == back(1)
    slow.may_go.set()
    settled(page)


def test_of_many_ranges_only_the_last_is_painted(open_page: Open, qtbot: QtBot) -> None:
    slow = SlowPainter()
    source = ChartSource(FigurePainter())
    page = open_page(source=source)
    source.take(slow)
    qtbot.waitUntil(lambda: slow.most_at_once == 1)
    for key in ("4w", "6m", "1y"):
        qtbot.mouseClick(page.controls.range.chip(key), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Nov 2025" in page.plot.view.accessibleDescription())
    slow.may_go.set()
    settled(page)
    assert slow.most_at_once == 1
    assert slow.painted == [84, 365]


def test_a_slow_picture_is_said_in_a_corner(open_page: Open, qtbot: QtBot) -> None:
    slow = SlowPainter()
    source = ChartSource(FigurePainter())
    page = open_page(source=source)
    corner = QRect(page.plot.view.width() - 120, 4, 116, 40)
    page.plot.set_day(back(30))
    before = page.plot.view.grab(corner).toImage()
    source.take(slow)
    qtbot.waitUntil(lambda: page.plot.view.grab(corner).toImage() != before)
    slow.may_go.set()
    settled(page)
    page.plot.set_day(back(30))
    assert page.plot.view.grab(corner).toImage() == before
