"""What the page shows without enough days, without a painter, and when others lead to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary.charts.painter import FigurePainter
from diary.domain.knee import Knee, Moment
from diary.domain.pain_and_load import range_of_days
from diary.domain.period import Span
from diary.services.entries import set_score
from diary.ui.chart_source import ChartSource
from tests.builders import a_day, a_diary, a_run
from tests.ui.house import TODAY, House
from tests.ui.pages.charts.story import Open, back, child, readout, settled

# ---- states ------------------------------------------------------------------------------------


def test_below_three_days_of_scores_there_is_no_chart(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(a_diary([a_day(back(1), left=2)], [a_run("a", back(3))]))
    empty = child(page, "charts.empty")
    assert empty.isVisible()
    texts = [label.text() for label in empty.findChildren(QLabel)]
    assert "Not enough days yet" in texts
    assert "The chart starts with 3 days of scores. You have 1." in texts
    assert child(page, "charts.empty.today").hasFocus()
    assert set(page.commands()) == {"previous", "next", "date", "left_knee", "right_knee"}
    assert not child(page, "charts.table_button").isEnabled()
    assert not child(page, "charts.readout").isVisible()
    with qtbot.waitSignal(page.navigate_requested) as asked:
        qtbot.mouseClick(child(page, "charts.empty.today"), Qt.MouseButton.LeftButton)
    assert asked.args == ["today", None]


def test_a_third_day_brings_the_chart(open_page: Open, houses: list[House]) -> None:
    page = open_page(a_diary([a_day(back(age), left=2) for age in (1, 2)]))
    assert child(page, "charts.empty").isVisible()
    house = houses[0]
    change = set_score(house.diary, TODAY, Knee.LEFT, Moment.WORST, 4, house.clock.stamp())
    house.context.journal.apply(change)
    assert page.plot.isVisible()
    assert "left worst 4" in readout(page)


def test_until_the_painter_is_there_the_page_says_so_and_works(
    open_page: Open, qtbot: QtBot
) -> None:
    source = ChartSource()
    page = open_page(source=source)
    assert page.plot.view.hasFocus()
    assert settled(page).plot.view.pixmap().isNull()
    assert readout(page).startswith("Fri 20 Nov")
    page.commands()["table"]()
    assert page.plot.tables.view.isVisible()
    page.commands()["table"]()
    source.take(FigurePainter())
    assert not settled(page).plot.view.pixmap().isNull()
    assert page.plot.view.hasFocus()


def test_a_hidden_page_is_drawn_once_when_it_is_seen(
    open_page: Open, houses: list[House], qtbot: QtBot
) -> None:
    page = open_page()
    page.hide()
    house = houses[0]
    for value in (7, 8, 9):
        stamp = house.clock.stamp()
        change = set_score(house.diary, TODAY, Knee.LEFT, Moment.WORST, value, stamp)
        house.context.journal.apply(change)
    assert "worst 3" in readout(page)
    with qtbot.waitExposed(page):
        page.show()
    assert "left 9 at most" in readout(page)


# ---- going there -------------------------------------------------------------------------------


def test_the_days_of_a_reminder_are_shaded(open_page: Open) -> None:
    evidence = range_of_days(date(2026, 11, 12), 14)
    page = open_page(where=evidence)
    assert settled(page).plot.day() == date(2026, 11, 12)
    shaded = settled(page).plot.view.pixmap().toImage()
    page.activate()
    assert settled(page).plot.view.pixmap().toImage() != shaded
    assert page.controls.range.choice() == "12w"


def test_a_reminder_brings_the_chart_that_shades(open_page: Open) -> None:
    page = open_page()
    page.controls.kind.choice_changed.emit("shoes")
    settled(page)
    page.activate(range_of_days(date(2026, 11, 12), 14))
    coverage = child(page, "charts.coverage")
    assert isinstance(coverage, QLabel)
    shown = settled(page).plot.shown()
    assert shown is not None
    assert shown.key == "pain_and_load"
    assert "Shaded" in coverage.text()
    page.controls.kind.choice_changed.emit("shoes")
    settled(page)
    assert "Shaded" not in coverage.text()


def test_an_old_reminder_and_an_old_day_bring_their_own_days(open_page: Open) -> None:
    page = open_page(where=Span(back(120), back(106)))
    assert settled(page).plot.day() == back(107)
    assert page.controls.range.choice() is None
    page.activate(back(130))
    assert settled(page).plot.day() == back(130)


def test_a_date_can_be_typed(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    page.commands()["date"]()
    edit = child(page, "go_to_date.day.edit")
    qtbot.keyClicks(edit, "-5")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert settled(page).plot.day() == back(5)
