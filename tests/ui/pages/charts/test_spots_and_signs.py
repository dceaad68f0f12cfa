"""Where it hurt, and signs and care, as a person uses them on the page."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.day import Care, Limit
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee, Sign
from diary.domain.pain_and_load import range_of_days
from diary.texts.numbers import Formats
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.signs import shown_signs
from diary.ui.pages.charts.kinds.spots import shown_spots
from diary.ui.pages.charts.shown import ShownChart
from tests.builders import a_day, a_diary, a_knee_day
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import Open, back, child, readout, settled

FORMATS = Formats()


def a_sore_diary(days: int = 40) -> Diary:
    """Front of the left knee every other day, and answers about signs, limits and care."""
    said = [
        a_day(
            back(age),
            left=a_knee_day(
                worst=3,
                areas=(Area.FRONT,) if age % 2 == 0 else None,
                signs={Sign.STAIRS_HURT: age % 3 == 0, Sign.LOCKING: False},
            ),
            right=0,
            limits={Limit.STAIRS: age % 3 == 0},
            care={Care.ICE: True},
        )
        for age in range(days)
    ]
    return a_diary(said)


def show(page: ChartsPage, kind: str) -> ChartsPage:
    page.controls.kind.choice_changed.emit(kind)
    return settled(page)


def spots(diary: Diary, days: int) -> ShownChart:
    return shown_spots(diary, ChartChoice(), range_of_days(TODAY, days), FORMATS, TODAY)


def signs(diary: Diary, days: int) -> ShownChart:
    return shown_signs(diary, ChartChoice(), range_of_days(TODAY, days), FORMATS, TODAY)


def test_where_walks_week_by_week_and_opens_the_first_day_with_a_spot(
    open_page: Open, qtbot: QtBot
) -> None:
    page = show(open_page(a_sore_diary()), "spots")
    assert page.plot.view.accessibleName() == "Chart of where it hurt"
    assert readout(page).startswith("Mon 16 Nov to Fri 20 Nov: left front 3 days")
    opened: list[object] = []
    page.navigate_requested.connect(lambda key, where: opened.append((key, where)))
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert readout(page).startswith("Mon 9 Nov to Sun 15 Nov: left front")
    button = child(page, "charts.open_day")
    assert isinstance(button, QPushButton)
    assert button.text() == button.accessibleName() == "Open Tue 10 Nov 2026"
    coverage = child(page, "charts.coverage")
    assert isinstance(coverage, QLabel)
    assert coverage.text().endswith("Click or Enter opens the day that the button names.")
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Return)
    # Monday the 9th has pain and no spot.
    assert opened == [("today", date(2026, 11, 10))]
    show(page, "pain_and_load")
    assert button.text() == "Open this day"


def test_where_opens_the_day_of_the_spot_and_gives_the_day_back(
    open_page: Open, qtbot: QtBot
) -> None:
    sunday = date(2026, 11, 15)
    days = [a_day(back(age), left=2) for age in range(40) if back(age) != sunday]
    page = open_page(a_diary([*days, a_day(sunday, left=a_knee_day(worst=3, areas=(Area.FRONT,)))]))
    thursday = date(2026, 11, 12)
    page.plot.set_day(thursday)
    show(page, "spots")
    assert readout(page).startswith("Mon 9 Nov to Sun 15 Nov")
    with qtbot.waitSignal(page.navigate_requested) as opened:
        qtbot.keyClick(page.plot.view, Qt.Key.Key_Return)
    assert opened.args == ["today", sunday]
    with qtbot.waitSignal(page.navigate_requested) as opened:
        page.plot.open_day()
    assert opened.args == ["today", sunday]
    show(page, "pain_and_load")
    assert page.plot.day() == thursday


def test_a_week_without_anything_opens_its_first_day() -> None:
    shown = spots(a_diary([a_day(TODAY, left=a_knee_day(areas=(Area.FRONT,)))]), 28)
    assert shown.day_to_open(1, date(2026, 10, 28)) == date(2026, 10, 26)
    assert shown.day_to_open(99) is None


def test_where_says_how_much_was_entered_and_what_it_does_not_say(open_page: Open) -> None:
    page = show(open_page(a_sore_diary()), "spots")
    coverage = child(page, "charts.coverage")
    assert isinstance(coverage, QLabel)
    assert "Left knee: a spot on 20 days, pain without a spot on 20 days." in coverage.text()
    assert any("does not say what hurts" in each.text() for each in page.findChildren(QLabel))


def test_signs_walk_day_by_day(open_page: Open, qtbot: QtBot) -> None:
    page = show(open_page(a_sore_diary()), "signs")
    assert readout(page) == ("Fri 20 Nov: left stairs hurt, no locking; limited stairs; done ice")
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert readout(page).startswith(
        "Thu 19 Nov: left no locking, no stairs hurt; limited no stairs"
    )


def test_a_chart_of_many_rows_gets_the_height_it_needs(open_page: Open) -> None:
    said = a_knee_day(worst=3, signs=dict.fromkeys(Sign, False))
    days = [
        a_day(back(age), left=said, right=said, limits=dict.fromkeys(Limit, False))
        for age in range(5)
    ]
    page = show(open_page(a_diary(days), size=(1000, 600)), "signs")
    settled(page)
    assert page.plot.view.height() > 600
    show(page, "pain_and_load")
    settled(page)
    assert page.plot.view.minimumSizeHint().height() < 600


def test_tables_have_the_same_numbers_and_are_copied(open_page: Open) -> None:
    page = show(open_page(a_sore_diary()), "signs")
    page.commands()["table"]()
    settled(page)
    copied = page.plot.tables.view.csv()().splitlines()
    assert copied[0] == "Day,Left: Locking,Left: Stairs hurt,Limited: Stairs,Done: Ice"
    assert copied[1] == "2026-11-20,no,yes,yes,yes"


def test_the_table_of_spots_counts_what_the_map_counts() -> None:
    weeks, totals = spots(a_sore_diary(), 28).tables
    assert weeks.headings == (
        "Week from",
        "Left: Front",
        "Left: Pain, no spot named",
        "Left: Days with pain",
        "Right: Days with pain",
    )
    newest = [cell.text for cell in weeks.rows[0]]
    assert newest == ["Mon 16 Nov 2026", "3", "2", "5", "0"]
    rows = {row[0].text: [cell.value for cell in row[1:]] for row in totals.rows}
    assert rows["Front"] == [14, 0]
    assert rows["Pain, no spot named"] == [14, 0]
    assert rows["Deep inside"] == [0, 0]


def test_the_table_of_long_spans_has_days_of_days() -> None:
    weeks, totals = signs(a_sore_diary(), 120).tables
    assert weeks.title == "Week by week"
    assert [cell.text for cell in weeks.rows[0]][1:3] == ["0 of 5", "2 of 5"]
    assert [cell.text for cell in weeks.rows[-1]][1:] == ["", "", "", ""]
    assert [cell.text for cell in totals.rows[1]] == ["Left", "Stairs hurt", "14", "40"]


def test_columns_know_their_first_and_last_day() -> None:
    shown = spots(a_sore_diary(), 28)
    last = shown.column_count - 1
    assert (shown.day_of(last), shown.last_day_of(last)) == (date(2026, 11, 16), TODAY)
    assert shown.last_day_of(last - 1) == date(2026, 11, 15)
    assert shown.column_of(TODAY) == last
    assert shown.last_day_of(last + 1) is None
    for on in range_of_days(TODAY, 28):
        column = shown.column_of(on)
        assert column is not None
        first_on, last_on = shown.day_of(column), shown.last_day_of(column)
        assert first_on is not None
        assert last_on is not None
        assert first_on <= on <= last_on < on + timedelta(7)


def test_nothing_to_show_is_said_in_words(open_page: Open) -> None:
    plain = a_diary([a_day(back(age), left=2) for age in range(10)])
    assert spots(plain, 28).why_not == (
        "No spots yet",
        "No spot was named in these days, with pain on 10 days. Tick on Today where it hurts.",
        "today",
    )
    assert signs(plain, 28).why_not is not None
    page = show(open_page(plain), "signs")
    assert not page.plot.view.isVisible()
    assert any(
        "Today asks what else was noticed" in each.text() for each in page.findChildren(QLabel)
    )


def test_one_knee_can_be_left_out(open_page: Open) -> None:
    page = show(open_page(a_sore_diary()), "spots")
    page.controls.toggle_knee(Knee.RIGHT)
    assert "right" not in readout(page)


def test_f1_opens_the_help_about_charts(open_page: Open) -> None:
    assert open_page().help_topic == "how_charts"
