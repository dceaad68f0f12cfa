"""Tasks with charts, by mouse and by keyboard, in no more presses and seconds than allowed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary.charts.painter import FigurePainter
from diary.ui.pages.charts import ChartsPage
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands
from tests.journeys.task_table import Way
from tests.ui.house import TODAY, House, focus_name

Key = Qt.Key
both_ways = pytest.mark.parametrize("way", ["mouse", "keys"])
THE_DAY = date(2026, 11, 15)


def with_painter(house: House) -> House:
    """The window as it is once matplotlib is loaded."""
    house.context.charts.take(FigurePainter())
    return house


def the_page(house: House) -> ChartsPage:
    page = house.window.current_page()
    assert isinstance(page, ChartsPage)
    return page


def said(house: House, name: str) -> str:
    """The text of a label that is seen."""
    label = house.find(name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def is_drawn(house: House) -> bool:
    """True when the chart that was asked for is seen."""
    view = the_page(house).plot.view
    return view.isVisible() and not view.pixmap().isNull() and view.is_current


def place_of(page: ChartsPage, on: date) -> QPoint:
    """Where a person points who looks for a day along the foot of the chart."""
    shown, view = page.plot.shown(), page.plot.view
    assert shown is not None
    column = shown.column_of(on)
    picture = view._picture
    assert column is not None
    assert picture is not None
    assert picture.columns is not None
    x = picture.columns.x_of(column) * view.width() / picture.width
    return QPoint(round(x), view.height() // 2)


@both_ways
def test_17_was_the_knee_worse_with_more_running(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = with_painter(task_house())
    hands.start(17)
    if way == "mouse":
        hands.page(house, "Charts")
        hands.choose(house.find("charts.kind"), "Compare with a delay")
    else:
        hands.ctrl(Key.Key_4)
        hands.alt(Key.Key_Down)
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Return)
    hands.finish(way)
    qtbot.waitUntil(lambda: "does not show" in said(house, "charts.coverage"))
    answer = said(house, "charts.coverage")
    assert "middle" in answer
    assert "cause" in answer
    qtbot.waitUntil(lambda: is_drawn(house))
    assert the_page(house).plot.view.accessibleName() == "Chart that compares with a delay"


@both_ways
def test_18_what_happened_on_15_november(
    task_house: OpenTask, hands: Hands, way: Way, qtbot: QtBot
) -> None:
    house = with_painter(task_house())
    hands.start(18)
    if way == "mouse":
        hands.page(house, "Charts")
        qtbot.waitUntil(lambda: is_drawn(house))
        page = the_page(house)
        hands.point(page.plot.view, place_of(page, THE_DAY))
    else:
        hands.ctrl(Key.Key_4)
        qtbot.waitUntil(lambda: said(house, "charts.readout").startswith("Fri 20 Nov"))
        for _ in range((TODAY - THE_DAY).days):
            hands.press(Key.Key_Left)
    hands.finish(way)
    text = said(house, "charts.readout")
    assert text.startswith("Sun 15 Nov: left ")
    run = next(run for run in house.diary.runs.values() if run.on == THE_DAY)
    assert house.diary.shoes[run.shoe_id or ""].name in text
    assert " km" in text


def test_the_day_is_opened_from_the_chart(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    house = with_painter(task_house())
    hands.ctrl(Key.Key_4)
    qtbot.waitUntil(lambda: is_drawn(house))
    hands.ctrl(Key.Key_Left)
    hands.press(Key.Key_Return)
    assert house.window.current_page().key == "today"
    assert house.window.current_page().shown_day() == date(2026, 11, 13)
    assert focus_name().startswith("today.")
