"""What is said in a message at the foot of the window covers nothing that is looked for there."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.ui.pages.runs.page import RunsPage
from diary.ui.widgets.toast import Toast
from tests.builders import a_diary, a_run
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, Keyboard

SAID = "0 recorded for left and right, this morning and worst today."


def some_runs() -> Diary:
    return a_diary(runs=[a_run(f"run-{n}", TODAY - timedelta(days=n)) for n in range(30)])


def place(house: House, part: QWidget) -> QRect:
    return part.rect().translated(part.mapTo(house.window, QPoint()))


def toast(house: House) -> Toast:
    found = house.window.findChild(Toast)
    assert isinstance(found, Toast)
    assert found.isVisible()
    return found


def is_free(house: House, *names: str) -> bool:
    covered = toast(house).geometry()
    parts = [house.window.status, *(house.find(name) for name in names)]
    assert all(part.isVisible() for part in parts)
    return not any(place(house, part).intersects(covered) for part in parts)


@pytest.mark.parametrize("size", [(1280, 800), (720, 560)])
def test_a_message_covers_neither_the_foot_of_the_page_nor_the_status_line(
    build: Build, qtbot: QtBot, size: tuple[int, int]
) -> None:
    house = build(some_runs(), size=size)
    house.context.messages.toast(SAID, "Undo")
    assert is_free(house, "today.help", "today.done")
    assert house.window.rect().contains(toast(house).geometry())
    for page in ("runs", "shoes", "charts", "reminders", "plan", "report"):
        house.window.show_page(page)
        qtbot.waitUntil(lambda: is_free(house))
    house.window.show_page("runs")
    qtbot.waitUntil(lambda: is_free(house, "runs.shown"))
    house.window.show_page("today")
    qtbot.waitUntil(lambda: is_free(house, "today.help", "today.done"))
    # It stays near: what was just done is looked for at the foot.
    assert house.window.height() - toast(house).geometry().bottom() < 160


def test_a_message_leaves_the_bar_for_several_runs_free(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(some_runs(), size=(1280, 800))
    house.window.show_page("runs")
    house.context.messages.toast(SAID, "Undo")
    page = house.window.current_page()
    assert isinstance(page, RunsPage)
    page.table.setFocus()
    keys.ctrl(Qt.Key.Key_A)
    qtbot.waitUntil(house.find("runs.selection.hills").isVisible)
    qtbot.waitUntil(lambda: is_free(house, "runs.shown", "runs.selection.hills"))
