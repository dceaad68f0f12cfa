"""Which days are shown, moved by hand: dragging, the wheel, keys and the strip of all days."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee
from diary.domain.pain_and_load import range_of_days
from diary.domain.period import ONE_DAY, Span
from diary.ui.pages.charts import ChartsPage
from diary.ui.theme import em
from diary.ui.widgets.chart_view import ChartView
from diary.ui.widgets.overview_strip import HANDLE_PX
from tests.builders import a_day, a_diary
from tests.ui.house import TODAY
from tests.ui.mouse import move_mouse
from tests.ui.pages.charts.story import Open, back, child, settled

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def span_of(page: ChartsPage) -> Span:
    """The days the page shows, told alike by its dates and its strip."""
    settled(page)
    shown = Span(page.controls.first_day.day(), page.controls.last_day.day() + ONE_DAY)
    assert page.overview.span() == shown
    return shown


def at(view: ChartView, share: float) -> QPoint:
    return QPoint(round(view.width() * share), view.height() // 2)


def drag(view: ChartView, start: float, end: float, qtbot: QtBot) -> None:
    qtbot.mousePress(view, LEFT, pos=at(view, start))
    for share in (0.5 * (start + end), end):
        move_mouse(view, at(view, share), LEFT)
    qtbot.mouseRelease(view, LEFT, pos=at(view, end))


def wheel(
    view: ChartView,
    notches: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> bool:
    """Turn the wheel over the middle of the chart; False when the chart left it to the page."""
    place = QPointF(at(view, 0.5))
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    return event.isAccepted()


# ---- on the chart ------------------------------------------------------------------------------


def test_a_drag_shows_the_days_it_went_over_and_esc_all_again(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page()
    before = span_of(page)
    view = page.plot.view
    drag(view, 0.4, 0.7, qtbot)
    nearer = span_of(page)
    assert page.controls.range.choice() is None
    assert 20 <= len(nearer) <= 34
    assert before.start < nearer.start < nearer.end < before.end
    assert page.context.ui_state.get("charts.range", "12w") == "12w"
    drag(view, 0.7, 0.3, qtbot)
    assert len(span_of(page)) < len(nearer)
    qtbot.keyClick(view, Key.Key_Escape)
    assert span_of(page) == before
    assert page.controls.range.choice() == "12w"
    qtbot.keyClick(view, Key.Key_Escape)
    assert span_of(page) == before


def test_a_double_click_goes_back_too(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before = span_of(page)
    drag(page.plot.view, 0.4, 0.7, qtbot)
    assert span_of(page) != before
    with qtbot.assertNotEmitted(page.navigate_requested):
        qtbot.mouseDClick(page.plot.view, LEFT, pos=at(page.plot.view, 0.5))
        assert span_of(page) == before


def test_esc_ends_a_drag_and_a_short_one_is_a_click(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before, view = span_of(page), page.plot.view
    qtbot.mousePress(view, LEFT, pos=at(view, 0.4))
    move_mouse(view, at(view, 0.6), LEFT)
    seen = view.grab().toImage()
    qtbot.keyClick(view, Key.Key_Escape)
    assert view.grab().toImage() != seen
    qtbot.mouseRelease(view, LEFT, pos=at(view, 0.6))
    assert span_of(page) == before
    with qtbot.waitSignal(page.navigate_requested):
        drag(view, 0.5, 0.501, qtbot)
    assert span_of(page) == before


def test_a_range_button_ends_the_zoom(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    drag(page.plot.view, 0.4, 0.7, qtbot)
    qtbot.mouseClick(page.controls.range.chip("4w"), LEFT)
    assert span_of(page) == range_of_days(TODAY, 28)
    assert not page.plot.view.is_zoomed


def test_the_way_back_stays_open_whatever_else_is_chosen(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before = span_of(page)
    drag(page.plot.view, 0.4, 0.7, qtbot)
    way_back = child(page, "charts.back")
    span_of(page)
    assert way_back in page.tab_stops()
    page.controls.toggle_knee(Knee.RIGHT)
    page.controls.events.click()
    assert span_of(page) != before
    qtbot.keyClick(page.plot.view, Key.Key_Escape)
    assert span_of(page) == before
    assert page.controls.choice().knees == (Knee.LEFT,)
    assert not way_back.isVisible()


@pytest.mark.parametrize("name", ["charts.overview.first", "charts.events", "charts.moment"])
def test_esc_goes_back_from_the_strip_and_the_choices_too(
    open_page: Open, qtbot: QtBot, name: str
) -> None:
    page = open_page()
    before = span_of(page)
    drag(page.plot.view, 0.4, 0.7, qtbot)
    assert span_of(page) != before
    qtbot.keyClick(child(page, name), Key.Key_Escape)
    assert span_of(page) == before


def test_days_picked_by_hand_end_the_zoom(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    drag(page.plot.view, 0.4, 0.7, qtbot)
    page.controls.first_day.date_picked.emit(back(80))
    picked = span_of(page)
    qtbot.keyClick(page.plot.view, Key.Key_Escape)
    assert span_of(page) == picked


def test_the_wheel_zooms_around_the_mouse_and_moves_with_shift(open_page: Open) -> None:
    page = open_page()
    before, view = span_of(page), page.plot.view
    assert wheel(view, 1)
    nearer = span_of(page)
    assert len(nearer) == round(len(before) * 0.8)
    assert before.start < nearer.start < nearer.end < before.end
    assert wheel(view, 1, SHIFT)
    earlier = span_of(page)
    assert len(earlier) == len(nearer)
    assert earlier.start < nearer.start
    for _ in range(12):
        wheel(view, -1)
    assert span_of(page) == range_of_days(TODAY, 139)
    for _ in range(30):
        wheel(view, 1)
    assert len(span_of(page)) == 7


def test_where_the_page_scrolls_the_wheel_is_left_to_it(open_page: Open) -> None:
    page = open_page(size=(900, 420))
    before, view = span_of(page), page.plot.view
    assert not wheel(view, 1)
    assert span_of(page) == before
    assert wheel(view, 1, CTRL)
    assert len(span_of(page)) < len(before)


def test_plus_and_minus_zoom_around_the_cursor(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    page.plot.set_day(back(40))
    qtbot.keyClick(page.plot.view, Key.Key_Plus)
    nearer = span_of(page)
    assert len(nearer) == 67
    assert page.plot.day() == back(40)
    qtbot.keyClick(page.plot.view, Key.Key_Minus)
    assert len(span_of(page)) == 84


# ---- the strip of all days ---------------------------------------------------------------------


def test_the_strip_shows_the_whole_diary(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    names = [handle.accessibleName() for handle in page.overview.handles()]
    assert names == ["First day shown, Sat 29 Aug 2026", "Last day shown, Fri 20 Nov 2026"]
    seen = page.overview.grab().toImage()
    qtbot.mouseClick(page.controls.range.chip("all"), LEFT)
    span_of(page)
    assert page.overview.grab().toImage() != seen
    first, last = page.overview.handles()
    assert first.x() == 0
    assert last.geometry().right() == page.overview.width() - 1


@pytest.mark.parametrize(
    ("key", "modifiers", "days"),
    [
        (Key.Key_Left, None, -1),
        (Key.Key_Right, None, 1),
        (Key.Key_Left, CTRL, -7),
        (Key.Key_Right, CTRL, 7),
        (Key.Key_PageUp, None, -28),
        (Key.Key_PageDown, None, 28),
        (Key.Key_Home, None, -55),
        (Key.Key_End, None, 77),
    ],
)
def test_the_first_handle_is_moved_by_keys(
    open_page: Open,
    qtbot: QtBot,
    spoken: list[str],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier | None,
    days: int,
) -> None:
    page = open_page()
    before = span_of(page)
    handle = page.overview.handles()[0]
    handle.setFocus()
    qtbot.keyClick(handle, key, modifiers or Qt.KeyboardModifier.NoModifier)
    shown = span_of(page)
    assert ((shown.start - before.start).days, shown.end) == (days, before.end)
    assert spoken[-1] == f"{handle.accessibleName()}; {len(shown)} days shown"
    assert page.plot.view.is_zoomed


def test_the_last_handle_stops_at_today_and_at_a_week(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before, handle = span_of(page), page.overview.handles()[1]
    qtbot.keyClick(handle, Key.Key_Right)
    assert span_of(page) == before
    qtbot.keyClick(handle, Key.Key_Home)
    assert span_of(page) == Span(before.start, before.start + 7 * ONE_DAY)


def test_handles_of_few_days_never_go_the_other_way(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    page.controls.first_day.date_picked.emit(back(32))
    page.controls.last_day.date_picked.emit(back(30))
    three = span_of(page)
    assert len(three) == 3
    first, last = page.overview.handles()
    qtbot.keyClick(first, Key.Key_Right)
    qtbot.keyClick(last, Key.Key_Left)
    assert span_of(page) == three
    qtbot.keyClick(first, Key.Key_Left)
    qtbot.keyClick(last, Key.Key_Right)
    assert span_of(page) == Span(back(33), back(28))


def test_strip_and_chart_take_no_more_height_than_they_need(open_page: Open) -> None:
    page = open_page(size=(1000, 500))
    assert HANDLE_PX <= page.overview.height() <= 2.2 * em()
    assert page.plot.view.height() == page.plot.view.minimumSizeHint().height()


def test_a_handle_is_dragged(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before, handle = span_of(page), page.overview.handles()[0]
    middle = handle.rect().center()
    qtbot.mousePress(handle, LEFT, pos=middle)
    move_mouse(handle, middle + QPoint(120, 0), LEFT)
    qtbot.mouseRelease(handle, LEFT, pos=handle.rect().center())
    shown = span_of(page)
    days = 120 * page.overview.days_per_px()
    assert abs((shown.start - before.start).days - days) <= 1
    assert shown.end == before.end


def test_what_lies_between_the_handles_is_dragged_along(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before, strip = span_of(page), page.overview
    middle = QPoint(strip.handles()[1].x() - 60, strip.height() // 2)
    qtbot.mousePress(strip, LEFT, pos=middle)
    move_mouse(strip, middle - QPoint(90, 0), LEFT)
    qtbot.mouseRelease(strip, LEFT, pos=middle - QPoint(90, 0))
    shown = span_of(page)
    assert len(shown) == len(before)
    assert abs((before.start - shown.start).days - 90 * strip.days_per_px()) <= 1
    qtbot.mouseClick(strip, LEFT, pos=QPoint(32, strip.height() // 2))
    assert span_of(page).start == back(138)


def test_an_empty_diary_has_no_strip(open_page: Open) -> None:
    page = open_page(a_diary())
    assert not page.overview.isVisible()
    assert not set(page.overview.handles()) & set(page.tab_stops())


def test_a_diary_of_three_days_has_a_strip_too(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(a_diary([a_day(back(age), left=2) for age in range(3)]))
    before = span_of(page)
    for handle in page.overview.handles():
        for key in (Key.Key_Home, Key.Key_End, Key.Key_Left):
            qtbot.keyClick(handle, key)
            assert len(span_of(page)) >= 7
    wheel(page.plot.view, -1)
    assert len(span_of(page)) <= len(before)
