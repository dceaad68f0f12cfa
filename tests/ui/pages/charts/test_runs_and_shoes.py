"""Around each run, and shoes, as a person uses them on the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import range_of_days
from diary.domain.period import Span
from diary.domain.run import Run, RunKnee
from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.run_responses import shown_run_responses
from diary.ui.pages.charts.kinds.shoes import shown_shoes
from diary.ui.pages.charts.shown import ShownChart
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score, a_shoe
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import Open, back, child, evening, readout, settled

FORMATS = Formats()


def in_time(on: date, during: int | None, after: int | None) -> RunKnee:
    """Scores of a run, typed in its evening."""
    known = [None if each is None else a_score(each, evening(on)) for each in (during, after)]
    return a_run_knee(*known)


def a_running_diary(runs: int = 24) -> Diary:
    """A run every third day, two of three in the red shoes, with mornings around most of them."""
    rows: list[Run] = []
    for number in range(runs):
        on = back(3 * number)
        shoe = "red" if number % 3 else "blue"
        rows.append(a_run(f"r{number}", on, shoe_id=shoe, left=in_time(on, 2, 3)))
    days = [
        a_day(back(age), left=a_knee_day(morning=a_score(1 + (age % 4 == 0), evening(back(age)))))
        for age in range(3 * runs)
        if age % 7
    ]
    return a_diary(days, rows, [a_shoe("red", "Red 3"), a_shoe("blue", "Blue 12")])


def runs_of(diary: Diary, days: int = 84, formats: Formats = FORMATS) -> ShownChart:
    choice = ChartChoice(knees=(Knee.LEFT,))
    return shown_run_responses(diary, choice, range_of_days(TODAY, days), formats, TODAY)


def shoes_of(diary: Diary, days: int = 84, formats: Formats = FORMATS) -> ShownChart:
    choice = ChartChoice(knees=(Knee.LEFT,))
    return shown_shoes(diary, choice, range_of_days(TODAY, days), formats, TODAY)


def show(page: ChartsPage, kind: str) -> ChartsPage:
    page.controls.kind.choice_changed.emit(kind)
    return settled(page)


def coverage(page: ChartsPage) -> str:
    found = child(page, "charts.coverage")
    assert isinstance(found, QLabel)
    return found.text()


def test_the_arrows_walk_from_run_to_run_and_enter_opens_its_day(
    open_page: Open, qtbot: QtBot
) -> None:
    page = show(open_page(a_running_diary()), "run_responses")
    assert page.plot.view.accessibleName() == "Chart of pain around each run"
    assert readout(page).startswith(
        "Fri 20 Nov: 8.2 km, Blue 12; left hold: 1 before, 2 during, 3 after, waiting for the"
        " morning"
    )
    opened: list[object] = []
    page.navigate_requested.connect(lambda key, where: opened.append((key, where)))
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert readout(page).startswith("Tue 17 Nov: 8.2 km, Red 3")
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Return)
    assert opened == [("today", date(2026, 11, 17))]


def test_the_page_counts_the_mornings(open_page: Open) -> None:
    page = show(open_page(a_running_diary()), "run_responses")
    assert "Last 20 of 24 runs" in coverage(page)
    assert "Left knee: settled by morning after 12 of 16 runs with a morning value" in (
        coverage(page)
    )


def test_the_table_of_runs_has_a_row_for_each_and_leaves_unknown_empty() -> None:
    chart = runs_of(a_running_diary())
    (table,) = chart.tables
    assert table.headings == (
        "Day",
        "Run",
        "Distance, km",
        "Left, before",
        "Left, during",
        "Left, after",
        "Left, next morning",
        "Left, result",
        "Left, settled by morning",
    )
    assert list(table.columns) == list(range(19, -1, -1))
    assert table.samples[7] == "hold, no score on the next morning"
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows[0] == [
        "Fri 20 Nov 2026",
        "8.2 km, Blue 12",
        "8.2",
        "1",
        "2",
        "3",
        "",
        "hold, waiting for the morning",
        "",
    ]
    assert rows[1][6:] == ["1", "hold", "yes"]
    assert table.rows[0][6].value is None
    assert table.rows[0][2].value == pytest.approx(8.2)


def test_distances_are_in_the_unit_of_the_person() -> None:
    miles = Formats(unit=DistanceUnit.MI)
    (table,) = runs_of(a_running_diary(), formats=miles).tables
    assert table.headings[2] == "Distance, mi"
    assert table.rows[0][2].text == "5.1"
    assert "Distance, mi" in shoes_of(a_running_diary(), formats=miles).tables[0].headings


def test_without_runs_or_without_scores_it_says_what_is_missing() -> None:
    none = runs_of(a_diary([a_day(TODAY, left=1)]))
    assert none.why_not is not None
    assert none.why_not.title == "No runs in these days"
    unscored = runs_of(a_diary(runs=[a_run("r", TODAY)]))
    assert unscored.why_not is not None
    assert "during, after, or the next morning" in unscored.why_not.sentence
    hollow = shoes_of(a_diary(runs=[a_run("r", TODAY, distance_m=None)]))
    assert hollow.why_not is not None
    assert hollow.why_not.title == "No distances in these days"
    assert runs_of(a_running_diary()).is_enough
    assert shoes_of(a_running_diary()).is_enough


def test_shoes_walk_week_by_week_and_say_that_they_show_no_cause(
    open_page: Open, qtbot: QtBot
) -> None:
    page = show(open_page(a_running_diary()), "shoes")
    assert readout(page).startswith("Mon 16 Nov to Fri 20 Nov: ")
    qtbot.keyClick(page.plot.view, Qt.Key.Key_Left)
    assert readout(page).startswith("Mon 9 Nov to Sun 15 Nov: Red 3")
    assert any("not show that a shoe" in each.text() for each in page.findChildren(QLabel))
    assert "24 runs from" in coverage(page)


def test_the_tables_of_shoes_have_the_middles_and_the_weeks() -> None:
    chart = shoes_of(a_running_diary(9))
    pain, weeks = chart.tables
    assert pain.headings[3:] == (
        "Left, scored runs",
        "Left, middle during",
        "Left, middle after",
        "Left, middle next morning",
    )
    rows = [[cell.text for cell in row] for row in pain.rows]
    assert rows[0][:6] == ["Red 3", "49.2", "6", "6", "2", "3"]
    assert rows[1][:6] == ["Blue 12", "24.6", "3", "3", "too few (3)", "too few (3)"]
    assert pain.rows[1][4].value is None
    assert weeks.headings == ("Week from", "All, km", "Runs", "Red 3, km", "Blue 12, km")
    first = [cell.text for cell in weeks.rows[0]]
    assert first == ["Mon 16 Nov 2026 (part of it)", "16.4", "2", "8.2", "8.2"]
    assert len(weeks.rows) == len(chart.days) == len(weeks.columns)


def test_the_columns_of_shoes_reach_to_the_last_day() -> None:
    chart = shoes_of(a_running_diary())
    assert chart.day_of(0) == back(83)
    assert chart.last_day_of(chart.column_count - 1) == TODAY


def test_a_span_without_days_is_told_and_does_not_stop_anything() -> None:
    nowhere = Span(TODAY + timedelta(1), TODAY + timedelta(1))
    for build in (shown_run_responses, shown_shoes):
        shown = build(a_running_diary(), ChartChoice(), nowhere, FORMATS, TODAY)
        assert shown.why_not is not None
        assert shown.column_count == 0
