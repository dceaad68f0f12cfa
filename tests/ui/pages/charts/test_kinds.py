"""The list of charts: each can be picked, says itself, and is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from diary.domain.pain_and_load import range_of_days
from diary.texts.numbers import Formats
from diary.ui.pages.charts.asking import ChartNote
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.listing import CHART_KINDS, chart_kind
from diary.ui.pages.charts.kinds.pain_and_load import shown_pain_and_load
from diary.ui.pages.charts.shown import Question, ShownChart
from diary.ui.tasks import TaskRunner
from diary.words import _
from tests.charts.example import example_diary
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import Open, a_story, child, settled
from tests.ui.tree import dump, twins, unnamed

KEYS = [each.key for each in CHART_KINDS]
LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("key", KEYS)
def test_every_chart_is_shown_and_says_itself(open_page: Open, key: str) -> None:
    page = open_page(example_diary(120, TODAY))
    page.controls.kind.choice_changed.emit(key)
    settled(page)
    shown = page.plot.shown()
    assert shown is not None
    assert shown.key == key
    if shown.is_enough:
        assert not page.plot.view.pixmap().isNull()
        assert page.plot.view.accessibleName() == shown.name
        assert len(page.plot.view.accessibleDescription()) > 20
        assert shown.coverage
        assert all(each.title and each.rows for each in shown.tables)
    nodes = dump(page)
    assert not unnamed(nodes)
    assert not twins(nodes)


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_diary_has_words_for_every_chart(open_page: Open, key: str) -> None:
    page = open_page(example_diary(1, TODAY))
    page.controls.kind.choice_changed.emit(key)
    settled(page)
    shown = page.plot.shown()
    assert shown is not None
    if not shown.is_enough:
        assert shown.why_not is not None
        empty = page.plot.currentWidget()
        assert empty is page.plot.empties[shown.why_not.way]
        texts = [label.text() for label in empty.findChildren(QLabel)]
        assert {shown.why_not.title, shown.why_not.sentence} <= set(texts)


def test_the_list_opens_by_key_and_is_remembered(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    kind = page.controls.kind
    assert [kind.itemText(row) for row in range(kind.count())] == [
        _(each.title) for each in CHART_KINDS
    ]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    view = kind.view()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert page.controls.choice().kind == KEYS[1]
    assert open_page().controls.choice().kind == KEYS[1]
    assert chart_kind("gone").key == KEYS[0]


def test_only_what_a_chart_heeds_is_offered(open_page: Open) -> None:
    page = open_page()
    assert child(page, "charts.moment").isVisible()
    page.controls.kind.choice_changed.emit("shoes")
    settled(page)
    assert not child(page, "charts.moment").isVisible()
    assert child(page, "charts.moment") not in page.tab_stops()
    assert child(page, "charts.from") in page.tab_stops()


def test_a_chart_keeps_the_day_of_the_cursor(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(example_diary(120, TODAY))
    for _each in range(9):
        qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    on = settled(page).plot.day()
    for key in ("signs", "pain_and_load"):
        page.controls.kind.choice_changed.emit(key)
        settled(page)
    assert page.plot.day() is not None
    assert page.plot.day() == on


# ---- what stands below a chart -----------------------------------------------------------------


@pytest.fixture
def note(qtbot: QtBot) -> ChartNote:
    tasks = TaskRunner()
    part = ChartNote(tasks)
    tasks.setParent(part)
    qtbot.addWidget(part)
    part.show()
    return part


def a_chart(note: str = "", question: Question | None = None) -> ShownChart:
    shown = shown_pain_and_load(
        a_story(), ChartChoice(), range_of_days(TODAY, 28), Formats(), TODAY
    )
    return replace(shown, note=note, question=question)


def test_a_question_is_answered_when_it_is_asked(
    note: ChartNote, qtbot: QtBot, spoken: list[str]
) -> None:
    asked: list[int] = []

    def answer() -> str:
        asked.append(1)
        return "That cannot be told."

    asking = a_chart("This shows no cause.", Question("Ask", answer, "left"))
    note.show_chart(asking)
    assert note.ask.isVisible()
    assert note.tab_stops() == [note.ask]
    assert not asked
    qtbot.mouseClick(note.ask, LEFT)
    qtbot.waitUntil(note.answer.isVisible)
    assert note.answer.text() == spoken[-1] == "That cannot be told."
    note.show_chart(asking)
    assert note.answer.isVisible()
    assert note.tab_stops() == [note.ask, note.copy]
    note.show_chart(a_chart("This shows no cause."))
    assert not note.answer.isVisible()
    assert not note.ask.isVisible()
    assert not note.tab_stops()
    note.show_chart(a_chart())
    assert not note.isVisible()
    # The same question again has the same answer; another one has none yet.
    note.show_chart(asking)
    assert note.answer.isVisible()
    note.show_chart(a_chart("", Question("Ask", answer, "right")))
    assert note.ask.isVisible()
    assert not note.answer.isVisible()
    assert len(asked) == 1
