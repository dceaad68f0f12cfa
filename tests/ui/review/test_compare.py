"""Two visits of a file side by side: picked, kept from file to file, printed, hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.period import ONE_DAY, Span
from diary.ui.review.compare_tab import CompareTab
from diary.ui.review.printing import PrintDialog
from tests.builders import a_total, an_event
from tests.builders_review import LAST_ON, a_file, runner
from tests.ui.house import Keyboard
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk, texts_of

FIRST, SECOND = LAST_ON - timedelta(40), LAST_ON - timedelta(15)
FIRST_TEXT, SECOND_TEXT = "PT visit, Sun 11 Oct 2026", "Doctor, Thu 5 Nov 2026"
END_TEXT = "End of the file, Fri 20 Nov 2026"


def visited(initials: str = "J.K.") -> Diary:
    """Two visits, and a total that was better at the second."""
    events = [an_event("a", FIRST), an_event("b", SECOND, kind=EventKind.DOCTOR_VISIT)]
    totals = [a_total("1", FIRST, 60), a_total("2", SECOND, 72)]
    return replace(
        runner(initials),
        events={each.id: each for each in events},
        totals={each.id: each for each in totals},
    )


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    a_file(tmp_path / "theirs" / "1.kneelog", visited())
    a_file(tmp_path / "theirs" / "2.kneelog", replace(runner("A.B."), events={}))
    a_file(tmp_path / "theirs" / "3.kneelog", visited("M.O."))
    return tmp_path / "theirs"


def opened(desk: Desk) -> CompareTab:
    desk.window.reader.show_tab("compare")
    tab = desk.window.reader.current_tab()
    assert isinstance(tab, CompareTab)
    return tab


def about(desk: Desk) -> str:
    label = desk.find("review.compared")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_last_visit_and_the_end_come_first(open_desk: OpenDesk, theirs: Path) -> None:
    desk = open_desk(theirs)
    tab = opened(desk)
    assert (tab.then.currentText(), tab.now.currentText()) == (SECOND_TEXT, END_TEXT)
    assert about(desk).startswith("Counted over 15 days up to each visit")
    shown = texts_of(tab)
    assert "Then (22 Oct to 5 Nov 2026)" in shown
    assert "Now (6 Nov to 20 Nov 2026)" in shown
    assert "Worst score" in shown
    assert "no newer total" in shown


def test_others_are_picked_by_keyboard(open_desk: OpenDesk, theirs: Path, keys: Keyboard) -> None:
    desk = open_desk(theirs)
    keys.press(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    tab = desk.window.reader.current_tab()
    assert isinstance(tab, CompareTab)
    assert tab.then.hasFocus()
    keys.press(Qt.Key.Key_Up)
    assert tab.then.currentText() == FIRST_TEXT
    assert tab.now.currentText() == END_TEXT
    keys.press(Qt.Key.Key_Tab)
    assert tab.now.hasFocus()
    keys.press(Qt.Key.Key_Up)
    assert tab.now.currentText() == SECOND_TEXT
    assert about(desk).startswith("Counted over 25 days")
    assert "+12" in texts_of(tab)
    assert desk.said[-1] == about(desk)


def test_now_is_always_later_than_then(open_desk: OpenDesk, theirs: Path) -> None:
    desk = open_desk(theirs)
    tab = opened(desk)
    desk.qtbot.keyClick(tab.then, Qt.Key.Key_Up)
    desk.qtbot.keyClick(tab.now, Qt.Key.Key_Up)
    assert tab.now.currentText() == SECOND_TEXT
    desk.qtbot.keyClick(tab.then, Qt.Key.Key_Down)
    assert tab.then.currentText() == SECOND_TEXT
    assert tab.now.currentText() == END_TEXT
    assert tab.now.count() == 1


def test_the_tab_stays_and_every_file_starts_with_its_own(
    open_desk: OpenDesk, theirs: Path
) -> None:
    desk = open_desk(theirs)
    tab = opened(desk)
    desk.qtbot.keyClick(tab.then, Qt.Key.Key_Up)
    control = Qt.KeyboardModifier.ControlModifier
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_PageDown, control)
    desk.rest()
    assert desk.window.reader.current_tab() is tab
    nothing = desk.find("review.no_visits")
    assert nothing.isVisible()
    assert "There are no two visits to compare" in texts_of(nothing)
    assert not tab.tab_stops()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_PageDown, control)
    desk.rest()
    assert desk.window.reader.current_tab() is tab
    assert not nothing.isVisible()
    assert tab.then.currentText() == SECOND_TEXT


def test_a_file_that_was_cut_says_what_it_lacks(open_desk: OpenDesk, tmp_path: Path) -> None:
    span = Span(SECOND - timedelta(4), LAST_ON + ONE_DAY)
    desk = open_desk(a_file(tmp_path / "a.kneelog", visited(), span=span))
    tab = opened(desk)
    assert tab.then.count() == 1
    assert "Of the 15 days up to Thu 5 Nov 2026, 5 are in this file." in about(desk)


def test_it_is_printed_as_it_is_seen(open_desk: OpenDesk, theirs: Path, tmp_path: Path) -> None:
    desk = open_desk(theirs)
    tab = opened(desk)
    document = tab.paper()
    assert document is not None
    text = document.toPlainText()
    for each in (SECOND_TEXT, END_TEXT, about(desk), "Worst score", "AKPS", "J.K.", "File id"):
        assert each in text
    desk.window.acts.do("print")
    assert desk.window.findChild(PrintDialog) is None
    dialog = desk.window.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    with desk.qtbot.waitSignal(desk.window.acts.printing.printed) as told:
        dialog.accepted.emit(printer)
    dialog.reject()
    assert told.args == [True]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    desk.window.reader.show_tab("summary")
    assert desk.window.reader.current_tab().paper() is None


def test_markup_in_a_name_stays_text_on_paper(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(a_file(tmp_path / "a.kneelog", visited("<b>J</b>")))
    document = opened(desk).paper()
    assert document is not None
    assert "<b>J</b>" in document.toPlainText()


def test_hidden_it_tells_of_nobody(open_desk: OpenDesk, theirs: Path) -> None:
    desk = open_desk(theirs)
    tab = opened(desk)
    desk.window.lock()
    assert "Worst score" not in texts_of(tab)
    assert about(desk) == ""
    assert tab.then.currentText() == ""
    assert tab.paper() is None
    desk.window.unlock()
    desk.rest()
    assert "Worst score" in texts_of(tab)
