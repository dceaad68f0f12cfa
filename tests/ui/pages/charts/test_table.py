"""The table of the chart as a Qt model, and which days a choice means."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from diary.domain.knee import Knee
from diary.domain.pain_and_load import range_of_days
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import ChartChoice, RangeKey, moved, range_span, span_around
from diary.ui.pages.charts.shown import shown_days
from diary.ui.pages.charts.table_model import ChartTableModel, Column
from tests.builders import a_day, a_diary
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import NOTE, a_story, back


def a_table(days: int = 28, *, choice: ChartChoice | None = None) -> ChartTableModel:
    diary = a_story()
    model = ChartTableModel()
    span = range_of_days(TODAY, days)
    model.show_days(shown_days(diary, choice or ChartChoice(), span, Formats()))
    return model


def cell(model: ChartTableModel, on: date, column: Column) -> str:
    row = model.row_of(on)
    assert row is not None
    return str(model.index(row, model.columns().index(column)).data())


def test_table_model(qtmodeltester: ModelTester) -> None:
    model = a_table()
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (28, len(Column))


def test_the_table_has_the_numbers_of_the_chart() -> None:
    model = a_table()
    sunday = date(2026, 11, 15)
    assert [cell(model, sunday, column) for column in Column] == [
        "Sun 15 Nov 2026",
        "5 (morning 4, during 4, after 5)",
        "",
        "14.1 km",
        "30.5 km",
        "18.4 km",
        "3",
        "0",
        "14.1 km long, Red 3",
        "",
        NOTE,
    ]
    one = a_table(choice=ChartChoice(knees=(Knee.LEFT,)))
    assert Column.RIGHT not in one.columns()
    assert one.columnCount() == len(Column) - 2


def test_the_table_sorts_by_value_with_unknown_days_last() -> None:
    model = a_table()
    column = model.columns().index(Column.LEFT)
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert model.day_at(0) == date(2026, 11, 15)
    assert cell(model, model.day_at(27), Column.LEFT) == ""
    model.sort(column, Qt.SortOrder.AscendingOrder)
    assert cell(model, model.day_at(27), Column.LEFT) == ""
    model.sort(0, Qt.SortOrder.AscendingOrder)
    assert [model.day_at(row) for row in range(28)] == list(range_of_days(TODAY, 28))


def test_the_table_as_text_is_harmless_in_a_spreadsheet() -> None:
    model = ChartTableModel()
    diary = a_diary([a_day(TODAY, left=1, note='=1+1, "x"')])
    model.show_days(shown_days(diary, ChartChoice(), range_of_days(TODAY, 1), Formats()))
    heading, row = model.as_csv().splitlines()
    assert heading.startswith("Day,Left knee,Right knee,Distance,Last 7 days")
    assert row.endswith('"\'=1+1, ""x"""')


def test_all_days_begin_with_the_first_entry_and_are_a_week_at_least() -> None:
    assert range_span("all", a_diary(), TODAY) == range_of_days(TODAY, 7)
    diary = a_diary([a_day(back(200), left=1)])
    assert range_span("all", diary, TODAY) == range_of_days(TODAY, 201)
    keys: list[RangeKey] = ["4w", "1y"]
    assert [len(range_span(key, diary, TODAY)) for key in keys] == [28, 365]


def test_spans_never_reach_beyond_today() -> None:
    span = range_of_days(back(10), 28)
    assert moved(span, 28, TODAY) == range_of_days(TODAY, 28)
    assert moved(span, -28, TODAY) == range_of_days(back(38), 28)
    around = span_around(range_of_days(TODAY, 7), TODAY)
    assert around.end == TODAY + timedelta(1)
    assert len(around) == 35
