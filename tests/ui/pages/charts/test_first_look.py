"""What somebody sees who opens the page for the first time, in a small window too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from diary.domain.delays import Delay
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.choice import ChartChoice, RangeKey
from diary.ui.pages.charts.kinds.listing import CHART_KINDS
from diary.ui.pages.charts.told import ToldLine
from tests.builders import a_day, a_diary
from tests.charts.diaries import full_diary
from tests.ui.house import House
from tests.ui.mouse import move_mouse
from tests.ui.pages.charts.story import Open, back, child, readout, settled, take_over

LEFT = Qt.MouseButton.LeftButton
SMALL = [(100, (720, 480)), (200, (1280, 620)), (200, (1000, 620))]


def pick(page: ChartsPage, title: str) -> ChartsPage:
    kind = page.controls.kind
    kind.setCurrentIndex(kind.findText(title))
    kind.activated.emit(kind.currentIndex())
    return settled(page)


def share_in_view(page: ChartsPage) -> float:
    """How much of the highest panel is seen without scrolling, from 0 to 1 and more."""
    view = page.plot.view
    picture = view._picture
    assert picture is not None
    assert picture.columns is not None
    panel = picture.panels_of(picture.columns)[0]
    scale = view.height() / picture.height
    port = page._scroll.viewport()
    top = view.mapTo(port, QPoint(0, round(panel.top * scale))).y()
    return (port.height() - top) / (panel.height * scale)


# ---- a small window or large text --------------------------------------------------------------


@pytest.mark.parametrize(("percent", "size"), SMALL)
@pytest.mark.parametrize("title", ["Pain and load", "Compare with a delay"])
def test_a_panel_is_seen_at_once(
    open_page: Open,
    plain_look: Callable[[str, int], None],
    percent: int,
    size: tuple[int, int],
    title: str,
) -> None:
    plain_look("light", percent)
    page = pick(open_page(full_diary(140), size=size), title)
    assert page._scroll.verticalScrollBar().value() == 0
    assert share_in_view(page) > 0.5
    assert child(page, "charts.choices").isVisible()
    assert not child(page, "charts.range").isVisible()
    below = child(page, "charts.coverage_below")
    assert isinstance(below, QLabel)
    assert below.text().endswith("Click or Enter opens the day.")
    assert below.y() > page.plot.y()


def test_the_choices_unfold_and_work(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(size=(720, 480))
    fold = child(page, "charts.choices")
    assert page.tab_stops()[:2] == [page.controls.kind, fold]
    assert page.controls.range not in page.tab_stops()
    qtbot.mouseClick(fold, LEFT)
    assert fold.accessibleDescription() == "open"
    assert page.controls.range in page.tab_stops()
    qtbot.mouseClick(page.controls.range.chip("4w"), LEFT)
    assert len(page._span()) == 28
    qtbot.mouseClick(fold, LEFT)
    assert not child(page, "charts.from").isVisible()
    page.resize(1000, 760)
    settled(page)
    assert not fold.isVisible()
    assert child(page, "charts.from").isVisible()


@pytest.mark.parametrize("word", ["Range", "Score", "Load"])
def test_choices_say_what_they_are_about(open_page: Open, word: str) -> None:
    page = open_page()
    assert any(each.text() == word and each.isVisible() for each in page.findChildren(QLabel))


def test_the_coverage_is_said_once(open_page: Open) -> None:
    page = open_page()
    told = [each.text() for each in page.findChildren(QLabel) if "recorded" in each.text()]
    assert len(told) == 1


# ---- the list of charts ------------------------------------------------------------------------


def test_every_chart_of_the_list_says_what_it_shows(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    kind = page.controls.kind
    assert kind.toolTip()
    qtbot.keyClick(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    view = kind.view()
    assert view.isVisible()
    rows = page.controls.kind._rows
    for row, each in enumerate(CHART_KINDS):
        index = kind.model().index(row, 0)
        assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == each.line
        assert view.visualRect(index).height() > 2 * view.fontMetrics().height() * 0.8
        assert rows.width_of(index) <= view.viewport().width()
    kind.hidePopup()


# ---- nothing to show ---------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Around each run", "Shoes"])
def test_without_runs_a_run_can_be_logged(open_page: Open, qtbot: QtBot, title: str) -> None:
    page = pick(open_page(a_diary([a_day(back(1), left=2)])), title)
    empty = page.plot.currentWidget()
    assert empty is not None
    (button,) = [each for each in empty.findChildren(QPushButton) if each.text() == "Log a run"]
    assert page.plot.tab_stops()[0] is button
    with qtbot.waitSignal(page.navigate_requested) as asked:
        qtbot.mouseClick(button, LEFT)
    assert asked.args == ["new", None]


def test_without_shoes_shoes_can_be_added(open_page: Open, qtbot: QtBot) -> None:
    page = pick(open_page(a_diary([a_day(back(1), left=2)])), "Shoes")
    with qtbot.waitSignal(page.navigate_requested) as asked:
        qtbot.mouseClick(child(page, "charts.empty_shoes.shoes"), LEFT)
    assert asked.args == ["shoes", None]


# ---- a day is held -----------------------------------------------------------------------------


def place(page: ChartsPage, on: date) -> QPoint:
    view, shown = page.plot.view, page.plot.shown()
    picture = view._picture
    assert shown is not None
    column = shown.column_of(on)
    assert column is not None
    assert picture is not None
    assert picture.columns is not None
    x = picture.columns.x_of(column) * view.width() / picture.width
    return QPoint(round(x), view.height() // 2)


def leave(view: QWidget) -> None:
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))


def test_the_day_the_mouse_rested_on_stays_on_the_way_to_the_button(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page()
    sunday, view = date(2026, 11, 15), page.plot.view
    move_mouse(view, place(page, sunday))
    said = readout(page)
    assert said.startswith("Sun 15 Nov")
    qtbot.waitUntil(QToolTip.isVisible)
    for day in (16, 17, 18):
        move_mouse(view, place(page, date(2026, 11, day)))
    assert readout(page).startswith("Wed 18 Nov")
    leave(view)
    assert readout(page) == said
    with qtbot.waitSignal(page.navigate_requested) as asked:
        qtbot.mouseClick(child(page, "charts.open_day"), LEFT)
    assert asked.args == ["today", sunday]


def cross(page: ChartsPage) -> None:
    """Move the mouse over some days, without a rest, and out of the chart."""
    for day in (10, 9, 8):
        move_mouse(page.plot.view, place(page, date(2026, 11, day)))
    assert readout(page).startswith("Sun 8 Nov")
    leave(page.plot.view)


def test_a_day_chosen_by_key_stays_when_the_mouse_crosses_the_chart(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page()
    page.plot.set_day(date(2026, 11, 15))
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    said = readout(page)
    assert said.startswith("Sat 14 Nov")
    cross(page)
    assert readout(page) == said
    # Once more: nothing of the first way is left.
    cross(page)
    with qtbot.waitSignal(page.navigate_requested) as asked:
        qtbot.mouseClick(child(page, "charts.open_day"), LEFT)
    assert asked.args == ["today", date(2026, 11, 14)]


def test_a_day_come_to_from_elsewhere_stays_when_the_mouse_crosses_the_chart(
    open_page: Open,
) -> None:
    page = open_page(where=date(2026, 11, 3))
    said = readout(page)
    assert said.startswith("Tue 3 Nov")
    cross(page)
    assert readout(page) == said


def test_a_menu_is_about_the_day_of_the_mouse(open_page: Open) -> None:
    page = open_page()
    view, at = page.plot.view, place(page, date(2026, 11, 8))
    move_mouse(view, at)
    page.plot.menu_requested.disconnect()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view, QContextMenuEvent(reason, at, view.mapToGlobal(at)))
    leave(view)
    assert page.plot.day() == date(2026, 11, 8)


def test_a_key_ends_the_rest(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    view = page.plot.view
    move_mouse(view, place(page, date(2026, 11, 15)))
    qtbot.waitUntil(QToolTip.isVisible)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    leave(view)
    assert page.plot.view.column() == 0


# ---- the way back from a zoom ------------------------------------------------------------------


def test_a_button_leads_back_from_a_zoom(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before = page._span()
    way_back = child(page, "charts.back")
    assert isinstance(way_back, QPushButton)
    assert not way_back.isVisible()
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Plus)
    assert page._span() != before
    settled(page)
    assert way_back.isVisible()
    assert way_back.text() == "Back to 12 weeks"
    qtbot.mouseClick(way_back, LEFT)
    settled(page)
    assert page._span() == before
    assert not way_back.isVisible()
    assert page.plot.view.hasFocus()


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (None, "Back to the days before"),
        ("4w", "Back to 4 weeks"),
        ("12w", "Back to 12 weeks"),
        ("6m", "Back to 6 months"),
        ("1y", "Back to 1 year"),
        ("all", "Back to all days"),
    ],
)
def test_every_range_can_be_gone_back_to(qtbot: QtBot, key: RangeKey | None, text: str) -> None:
    told = ToldLine()
    qtbot.addWidget(told)
    told.show_way_back(ChartChoice(range_key=key))
    assert told.back.text() == told.back.accessibleName() == text


# ---- the answer of the test --------------------------------------------------------------------


def test_the_answer_is_brought_into_view_and_stays_with_its_choices(
    open_page: Open, qtbot: QtBot
) -> None:
    page = pick(open_page(full_diary(140), size=(1000, 600)), "Compare with a delay")
    qtbot.mouseClick(child(page, "charts.ask"), LEFT)
    answer = child(page, "charts.answer")
    qtbot.waitUntil(answer.isVisible)
    settled(page)
    port = page._scroll.viewport()
    top = answer.mapTo(port, QPoint(0, 0)).y()
    assert top >= 0
    assert top + min(answer.height(), port.height()) <= port.height()
    assert isinstance(answer, QLabel)
    said = answer.text()
    page.activate()
    settled(page)
    assert answer.isVisible()
    # The test looks at none of these.
    page.controls.measure.choice_changed.emit(LoadMeasure.DURATION)
    page.controls.moment.choice_changed.emit(Moment.MORNING)
    page.controls.delay.delay_changed.emit(Delay.TWO_DAYS)
    page.controls.range.choice_changed.emit("6m")
    settled(page)
    assert answer.isVisible()
    pick(page, "Pain and load")
    assert not answer.isVisible()
    pick(page, "Compare with a delay")
    assert answer.isVisible()
    assert answer.text() == said


@pytest.mark.parametrize("what", ["knee", "diary", "today"])
def test_the_answer_goes_with_what_it_was_about(
    open_page: Open, houses: list[House], qtbot: QtBot, what: str
) -> None:
    page = pick(open_page(full_diary(140)), "Compare with a delay")
    page.controls.first_day.date_picked.emit(back(100))
    settled(page)
    qtbot.mouseClick(child(page, "charts.ask"), LEFT)
    answer = child(page, "charts.answer")
    qtbot.waitUntil(answer.isVisible)
    context = houses[0].context
    if what == "knee":
        page.controls.delay.knee_changed.emit(Knee.RIGHT)
    elif what == "diary":
        diary = context.journal.diary
        take_over(page, houses, replace(diary, days={**diary.days, back(0): a_day(back(0))}))
    else:
        houses[0].clock.at += timedelta(days=1)
        page.refresh()
    settled(page)
    assert child(page, "charts.ask").isVisible()
    assert not answer.isVisible()
