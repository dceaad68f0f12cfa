"""Tasks of a PT with the files of others, in no more presses and seconds than allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.charts.painter import FigurePainter
from diary.domain.pt_note import Pin
from diary.formats.kneenotes import read_notes_file
from diary.services.review_notes import side_path
from diary.ui.review.chart_tab import ChartTab
from diary.ui.review.printing import PrintDialog
from diary.ui.review.window import ReviewWindow
from tests.builders_review import THE_DAY, a_folder
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, part_of
from tests.ui.house import House

Key = Qt.Key


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return a_folder(tmp_path / "theirs")


@pytest.fixture
def house(task_house: OpenTask) -> Iterator[House]:
    built = task_house()
    built.context.charts.take(FigurePainter())
    yield built
    built.later.review.finish()
    window = built.later.review.window
    if window is not None:
        window.close()


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for those of others."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).digest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "theirs" not in path.parts
    }


def opened(house: House, qtbot: QtBot) -> ReviewWindow:
    """The review window, as soon as all its files are read."""
    window = house.later.review.window
    assert window is not None
    qtbot.waitUntil(lambda: not window.reading.is_busy, timeout=30_000)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def charts_of(window: ReviewWindow, qtbot: QtBot) -> ChartTab:
    """The charts, as soon as the one of this file is drawn."""
    tab = window.reader.tab("charts")
    assert isinstance(tab, ChartTab)
    view = tab.plot.view
    qtbot.waitUntil(
        lambda: view.isVisible() and view._picture is not None and view.is_current,
        timeout=30_000,
    )
    return tab


def chip(window: ReviewWindow, key: str) -> QWidget:
    return window.reader.tab_row.chip(key)


def place_of(tab: ChartTab, on: date) -> QPoint:
    """Where a person points who looks for a day along the foot of the chart."""
    shown, view = tab.plot.shown(), tab.plot.view
    assert shown is not None
    column = shown.column_of(on)
    picture = view._picture
    assert column is not None
    assert picture is not None
    assert picture.columns is not None
    x = picture.columns.x_of(column) * view.width() / picture.width
    return QPoint(round(x), view.height() // 2)


def test_task_23_charts_of_the_second_and_then_the_third(
    house: House, hands: Hands, theirs: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    before = content(tmp_path)
    house.prompts.folder = theirs
    hands.start(23)
    hands.menu(house, "review_folder")
    window = opened(house, qtbot)
    hands.click(chip(window, "charts"))
    hands.click(window.header.next)
    second = charts_of(window, qtbot).plot.shown()
    hands.click(window.header.next)
    third = charts_of(window, qtbot).plot.shown()
    hands.finish("mouse")
    assert window.number() == 2
    assert "M.O." in window.header.place.text()
    assert window.reader.current_tab().key == "charts"
    assert third is not second
    with qtbot.waitSignal(window.closed):
        window.close()
    assert content(tmp_path) == before


def test_task_24_a_remark_on_a_day_and_the_report_on_paper(
    house: House, hands: Hands, theirs: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = theirs / "1.kneelog"
    own, theirs_before = content(tmp_path), sha256(path.read_bytes()).digest()
    house.later.review.show([path])
    window = opened(house, qtbot)
    hands.start(24)
    hands.click(chip(window, "charts"))
    tab = charts_of(window, qtbot)
    hands._press_at(tab.plot.view, place_of(tab, THE_DAY))
    qtbot.waitUntil(lambda: tab.plot.day() == THE_DAY)
    hands.click(window.reader.note_bar.field)
    hands.type("downhill?")
    hands.press(Key.Key_Return)
    hands.click(window.reader.note_bar.print)
    dialog = window.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    hands.click(part_of(dialog, "review.print_dialog.go"))
    hands.finish("mouse")
    printed = tmp_path / "theirs" / "report.pdf"
    print_to(window, printed, qtbot)
    assert printed.read_bytes().startswith(b"%PDF")
    notes = read_notes_file(side_path(path)).notes
    assert notes is not None
    assert [(note.pin, note.text) for note in notes.notes] == [(Pin(THE_DAY), "downhill?")]
    assert sha256(path.read_bytes()).digest() == theirs_before
    with qtbot.waitSignal(window.closed):
        window.close()
    assert content(tmp_path) == own


def print_to(window: ReviewWindow, path: Path, qtbot: QtBot) -> None:
    """What the dialog of the system does when a file is chosen there."""
    dialog = window.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    with qtbot.waitSignal(window.acts.printing.printed, timeout=30_000):
        # Its own button would ask for a printer that this computer has.
        dialog.accepted.emit(printer)
    dialog.reject()
