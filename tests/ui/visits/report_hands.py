"""How a person gets to the page of the visit report, presses and types there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from diary.ui.pages.report import ReportPage
from tests.ui.house import House


def opened(house: House, qtbot: QtBot) -> ReportPage:
    house.window.show_page("report")
    page = house.window.current_page()
    assert isinstance(page, ReportPage)
    at_rest(house, qtbot)
    return page


def at_rest(house: House, qtbot: QtBot) -> None:
    """Every timer of the page has run and nothing is drawn."""
    seen: list[int] = []

    def is_so() -> bool:
        seen.append(0 if house.context.tasks.is_busy else 1)
        return seen[-4:] == [1, 1, 1, 1]

    qtbot.waitUntil(is_so)


def click(house: House, qtbot: QtBot, name: str) -> None:
    QTest.mouseClick(house.find(name), Qt.MouseButton.LeftButton)
    at_rest(house, qtbot)


def typed(house: House, name: str, text: str) -> QLineEdit:
    edit = house.find(name)
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    return edit
