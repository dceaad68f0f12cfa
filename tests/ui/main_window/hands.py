"""What tests of the window do with its strip, its dialogs and its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary import bootstrap
from diary.bootstrap.window import read_beside
from diary.charts.picture import ChartPainter
from diary.domain.backup import Backup, BackupReason
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.person import Person
from diary.services import entries
from diary.ui.dialogs.two_line_list import TwoLineList
from tests.builders import a_diary
from tests.ui.answers import AnsweringPrompts
from tests.ui.conftest import Build
from tests.ui.house import TODAY, ZONE, House

Widget = TypeVar("Widget", bound=QWidget)


@dataclass
class SavingPrompts(AnsweringPrompts):
    """Prompts that save where a test wants it, else where it was suggested."""

    save_path: Path | None = None

    def choose_save_path(self, title: str, suggested: Path) -> Path | None:
        self.asked.append(title)
        return self.save_path or suggested


def open_house(build: Build, diary: Diary) -> House:
    """The window on a diary, without charts and what is said when they cannot be loaded."""
    house = build(diary)
    house.prompts = house.context.prompts = SavingPrompts()
    # Nothing is drawn on the pages shown here.
    house.context.charts.take(cast("ChartPainter", object()))
    return house


def said(house: House) -> str:
    """What the strip of the window says."""
    strip = house.window.window_strip.strip
    return strip.accessibleName() if strip.isVisible() else ""


def offered(house: House) -> list[str]:
    """The keys of the buttons of the strip."""
    stops = house.window.window_strip.tab_stops()
    return [stop.objectName().removeprefix("window.strip.") for stop in stops]


def click(house: House, action: str) -> None:
    """Press a button of the strip."""
    house.window.window_strip.strip.button(action).click()


def press(around: QWidget, name: str) -> None:
    """Press a button that can be seen."""
    seen = [button for button in around.findChildren(QPushButton, name) if button.isVisible()]
    assert len(seen) == 1, name
    assert seen[0].isEnabled(), name
    seen[0].click()


def row_texts(rows: TwoLineList) -> list[tuple[str, str]]:
    """Title and second line of every row."""
    items = [rows.item(row) for row in range(rows.count())]
    return [(item.text(), str(item.data(Qt.ItemDataRole.UserRole))) for item in items]


def settle(house: House, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not house.context.tasks.is_busy)


def the_dialog(qtbot: QtBot, kind: type[Widget]) -> Widget:
    """The dialog of this kind, once it is in front."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def back_up(house: House) -> Backup:
    """Make a backup by hand and wait for it."""
    return house.session.backups().make(BackupReason.BY_HAND).backup


def score_today(house: House, value: int) -> None:
    """Give this morning's score of the left knee."""
    change = entries.set_score(
        house.diary, TODAY, Knee.LEFT, Moment.MORNING, value, house.clock.stamp()
    )
    assert house.context.undo.push("score", change)


def morning(diary: Diary) -> int | None:
    """This morning's score of the left knee."""
    score = diary.day(TODAY).knee(Knee.LEFT).morning
    return None if score is None else score.value


def read(path: Path) -> Diary:
    """What is in a diary that nobody has open here."""
    store = bootstrap.open_store(path)
    try:
        return store.load()
    finally:
        store.close()


def stored(house: House) -> Diary:
    """What is in the file of the diary that is shown."""
    return read_beside(house.session.path)


def open_own(build: Build, qtbot: QtBot) -> House:
    """The window as it is after a start, so that other diaries can be opened."""
    house = open_house(build, a_diary(person=Person(timezone=ZONE)))
    house.session.opened.emit()
    settle(house, qtbot)
    return house


def go_to_example(house: House, qtbot: QtBot) -> None:
    house.window.menus.actions["example"].trigger()
    qtbot.waitUntil(house.window.example_banner.isVisible)
    settle(house, qtbot)
