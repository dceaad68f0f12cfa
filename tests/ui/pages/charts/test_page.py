"""The page of charts as a person uses it, with the real figures on a real diary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QToolTip
from pytestqt.qtbot import QtBot

from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from tests.ui.house import TODAY
from tests.ui.mouse import move_mouse
from tests.ui.pages.charts.story import Open, back, child, readout, settled
from tests.ui.tree import dump, twins, unnamed

# ---- what is shown -----------------------------------------------------------------------------


def test_the_focus_arrives_at_the_chart_with_the_cursor_on_today(open_page: Open) -> None:
    page = open_page()
    assert page.plot.view.hasFocus()
    assert settled(page).plot.day() == TODAY
    assert readout(page).startswith("Fri 20 Nov: left 3 at most (morning 2, worst 3); right")
    coverage = child(page, "charts.coverage")
    assert isinstance(coverage, QLabel)
    assert coverage.text() == "76 of 84 days recorded. Click or Enter opens the day."


def test_the_chart_has_a_name_and_says_itself_in_a_sentence(open_page: Open) -> None:
    page = open_page()
    assert page.plot.view.accessibleName() == "Chart of pain and load"
    description = page.plot.view.accessibleDescription()
    assert "Left knee middle value 3" in description
    assert "76 of 84 days recorded" in description


@pytest.mark.parametrize(
    ("key", "first_on"),
    [
        ("4w", date(2026, 10, 24)),
        ("12w", date(2026, 8, 29)),
        ("6m", date(2026, 5, 23)),
        ("1y", date(2025, 11, 21)),
        ("all", back(138)),
    ],
)
def test_range_buttons(open_page: Open, qtbot: QtBot, key: str, first_on: date) -> None:
    page = open_page()
    qtbot.mouseClick(page.controls.range.chip(key), Qt.MouseButton.LeftButton)
    assert page.controls.first_day.day() == first_on
    assert page.controls.last_day.day() == TODAY
    settled(page)
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Home)
    assert settled(page).plot.day() == first_on
    assert page.context.ui_state.get("charts.range", "12w") == key


def test_range_buttons_are_one_stop_with_whole_names(open_page: Open) -> None:
    page = open_page()
    names = [page.controls.range.chip(key).accessibleName() for key in ("4w", "6m", "all")]
    assert names == ["4 weeks", "6 months", "All days"]
    stops = [
        stop
        for stop in (each.focusProxy() or each for each in page.tab_stops())
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus and stop.objectName()
    ]
    assert [stop.objectName() for stop in stops] == [
        "charts.kind",
        "charts.range.12w",
        "charts.from",
        "charts.to",
        "charts.knee.left",
        "charts.knee.right",
        "charts.moment",
        "charts.load",
        "charts.events",
        "charts.table_button",
        "charts.more",
        "charts.plot",
        "charts.overview.first",
        "charts.overview.last",
        "charts.open_day",
    ]


def test_days_can_be_picked_one_by_one(open_page: Open) -> None:
    page = open_page()
    page.controls.first_day.date_picked.emit(back(9))
    assert page.controls.range.choice() is None
    page.controls.last_day.date_picked.emit(back(5))
    page.plot.view.setFocus()
    assert (page.controls.first_day.day(), page.controls.last_day.day()) == (back(9), back(5))
    assert settled(page).plot.day() == back(5)


def test_earlier_and_later_ranges_stop_at_today(open_page: Open) -> None:
    page = open_page()
    commands = page.commands()
    commands["previous"]()
    assert page.controls.last_day.day() == back(84)
    commands["next"]()
    commands["next"]()
    assert page.controls.last_day.day() == TODAY


def test_a_knee_can_be_hidden_but_never_both(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    right, left = (child(page, f"charts.knee.{knee}") for knee in (Knee.RIGHT, Knee.LEFT))
    qtbot.mouseClick(right, Qt.MouseButton.LeftButton)
    assert "right" not in readout(page)
    assert page.checks()["right_knee"] is False
    qtbot.mouseClick(left, Qt.MouseButton.LeftButton)
    assert "right morning 0" in readout(page)
    assert page.controls.choice().knees == (Knee.RIGHT,)


def test_moment_and_load_are_chosen_and_remembered(open_page: Open) -> None:
    page = open_page()
    page.controls.moment.choice_changed.emit(Moment.MORNING)
    page.controls.measure.choice_changed.emit(LoadMeasure.DURATION)
    assert "Pain in the morning" in settled(page).plot.view.accessibleDescription()
    page.plot.set_day(date(2026, 11, 15))
    page.plot.set_day(date(2026, 11, 15))
    assert "14.1 km 45:10 long" in readout(page)
    again = open_page()
    assert again.controls.choice().moment is Moment.MORNING
    assert again.controls.choice().measure is LoadMeasure.DURATION


def test_events_can_be_hidden(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    before = settled(page).plot.view.pixmap().toImage()
    qtbot.mouseClick(child(page, "charts.events"), Qt.MouseButton.LeftButton)
    assert settled(page).plot.view.pixmap().toImage() != before


# ---- the cursor --------------------------------------------------------------------------------


def test_keys_move_the_cursor_and_what_it_says_is_announced(
    open_page: Open, qtbot: QtBot, spoken: list[str]
) -> None:
    page = open_page()
    view = page.plot.view
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    expected = (
        "Sun 15 Nov: left 5 at most (morning 4, during 4, after 5); 14.1 km long, Red 3; "
        "7 days 30.5 km; usual week 18.4 km; note “downhill <b>end</b>”"
    )
    assert readout(page) == expected
    assert spoken[-1] == expected
    assert len(spoken) == 5
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert settled(page).plot.day() == date(2026, 11, 8)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert settled(page).plot.day() == back(83)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert settled(page).plot.day() == back(83)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert settled(page).plot.day() == TODAY


def test_moving_the_cursor_never_draws_the_chart_again(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    # The longest text so far has all the room that any will take.
    page.plot.set_day(back(5))
    before = settled(page).plot.view.pixmap().cacheKey()
    for _ in range(12):
        qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert settled(page).plot.view.pixmap().cacheKey() == before


def test_the_mouse_moves_the_cursor_silently(open_page: Open, spoken: list[str]) -> None:
    page = open_page()
    view = page.plot.view
    move_mouse(view, QPoint(view.width() // 2, view.height() // 2))
    middle = page.plot.day()
    assert middle is not None
    assert back(60) < middle < back(20)
    assert not spoken
    # Over the legend there is no day, and the mouse rested on none.
    move_mouse(view, QPoint(view.width() // 3, 4))
    assert settled(page).plot.day() == TODAY
    assert not spoken


def test_enter_a_click_and_the_button_open_the_day(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    view = page.plot.view
    qtbot.keyClick(view, Qt.Key.Key_Left)
    with qtbot.waitSignal(page.navigate_requested) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["today", back(1)]
    assert not view.pixmap().isNull()
    at = QPoint(view.width() - 40, view.height() // 2)
    with qtbot.waitSignal(page.navigate_requested) as clicked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args is not None
    assert clicked.args[1] in {back(days) for days in range(6)}
    with qtbot.waitSignal(page.navigate_requested):
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(page.navigate_requested):
        qtbot.mouseClick(child(page, "charts.open_day"), Qt.MouseButton.LeftButton)


def test_what_is_said_also_stands_beside_the_mouse_when_it_rests(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page()
    view = page.plot.view
    move_mouse(view, QPoint(view.width() // 2, view.height() // 2))
    said = readout(page)
    qtbot.waitUntil(QToolTip.isVisible)
    assert said.split(";")[0] in QToolTip.text()
    before = page.controls.choice()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    assert page.controls.choice() == before


def test_the_readout_keeps_its_room_so_that_the_chart_keeps_its_size(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(size=(640, 700))
    page.plot.set_day(date(2026, 11, 15))
    height = page.plot.view.height()
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Home)
    assert page.plot.view.height() == height


# ---- the table ---------------------------------------------------------------------------------


def test_the_table_opens_where_the_cursor_is_and_moves_it(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    page.commands()["table"]()
    table = page.plot.tables.view
    assert table.hasFocus()
    assert page.checks()["table"] is True
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert readout(page).startswith("Wed 18 Nov")
    with qtbot.waitSignal(page.navigate_requested) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["today", back(2)]
    page.commands()["table"]()
    assert page.plot.view.hasFocus()
    assert page.plot.day() == back(2)


# ---- text size, names --------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_the_page(
    open_page: Open, plain_look: Callable[[str, int], None], percent: int
) -> None:
    plain_look("light", percent)
    page = open_page(size=(1000, 700))
    scroll = child(page, "charts.scroll")
    assert page.minimumSizeHint().width() <= 1000
    for stop in page.tab_stops():
        if stop.isVisible() and stop is not page.plot.view and scroll.isAncestorOf(stop):
            right = stop.mapTo(page, QPoint(stop.width(), 0)).x()
            assert right <= page.width()


def test_with_large_text_the_keys_bring_the_chart_into_view(
    open_page: Open, qtbot: QtBot, plain_look: Callable[[str, int], None]
) -> None:
    plain_look("light", 200)
    page = open_page(size=(1000, 700))
    before = page.plot.view.mapTo(page, QPoint(0, 0)).y()
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert page.plot.view.mapTo(page, QPoint(0, 0)).y() < min(before, 40)
    line = child(page, "charts.readout")
    assert line.mapTo(page, QPoint(0, line.height())).y() <= page.height()


def test_every_stop_has_a_name_of_its_own(open_page: Open) -> None:
    page = open_page()
    nodes = dump(page)
    assert not unnamed(nodes)
    assert not twins(nodes)


def test_another_theme_draws_the_chart_in_its_colours(
    open_page: Open, plain_look: Callable[[str, int], None]
) -> None:
    page = open_page()
    light = settled(page).plot.view.pixmap().toImage().pixelColor(2, 2).lightness()
    plain_look("dark", 100)
    assert settled(page).plot.view.pixmap().toImage().pixelColor(2, 2).lightness() < 60 < light
