"""A click on a chart opens the day that was clicked, and only while the chart is what is used."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.ui.pages.charts import ChartsPage
from tests.ui.mouse import move_mouse
from tests.ui.pages.charts.story import Open, settled

LEFT = Qt.MouseButton.LeftButton


def at(page: ChartsPage, share: float) -> QPoint:
    view = page.plot.view
    return QPoint(round(view.width() * share), view.height() // 2)


def clicked(page: ChartsPage, qtbot: QtBot) -> tuple[date, list[object]]:
    """The day that was clicked, and the list of days that are opened from now on."""
    opened: list[object] = []
    page.plot.day_opened.connect(opened.append)
    qtbot.mouseClick(page.plot.view, LEFT, pos=at(page, 0.3))
    on = page.plot.day()
    assert on is not None
    return on, opened


def until_no_second_click_can_follow() -> None:
    loop = QEventLoop()
    QTimer.singleShot(QApplication.doubleClickInterval() + 100, loop.quit)
    loop.exec()


def test_the_mouse_may_move_on_after_a_click(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    on, opened = clicked(page, qtbot)
    move_mouse(page.plot.view, at(page, 0.6))
    assert page.plot.day() != on
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [on]


def test_the_keys_may_move_on_after_a_click(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    on, opened = clicked(page, qtbot)
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [on]


@pytest.mark.parametrize("what", ["hidden", "another control", "menu", "drag"])
def test_who_does_something_else_is_not_led_away(open_page: Open, qtbot: QtBot, what: str) -> None:
    page = open_page()
    view = page.plot.view
    right = Qt.MouseButton.RightButton
    _on, opened = clicked(page, qtbot)
    if what == "hidden":
        page.hide()
    elif what == "another control":
        page.controls.kind.setFocus()
    elif what == "menu":
        view.menu_requested.disconnect()
        qtbot.keyClick(view, Qt.Key.Key_Menu)
        qtbot.mousePress(view, right, pos=at(page, 0.5))
    else:
        qtbot.mousePress(view, LEFT, pos=at(page, 0.5))
    until_no_second_click_can_follow()
    assert opened == []
    for button in (LEFT, right):
        if QApplication.mouseButtons() & button:
            qtbot.mouseRelease(view, button, pos=at(page, 0.5))


def test_the_pointer_shows_where_a_click_opens_a_day(open_page: Open) -> None:
    page = settled(open_page())
    view = page.plot.view
    move_mouse(view, at(page, 0.5))
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    move_mouse(view, QPoint(view.width() // 3, 4))
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor
