"""Which columns a span is counted in."""

from datetime import date, timedelta

import pytest

from diary.domain.chart_columns import ColumnUnit, columns_of
from diary.domain.period import Span

START = date(2026, 11, 4)  # a Wednesday


def of(days: int) -> Span:
    return Span(START, START + timedelta(days))


@pytest.mark.parametrize(
    ("days", "finest", "unit"),
    [
        (1, ColumnUnit.DAY, ColumnUnit.DAY),
        (92, ColumnUnit.DAY, ColumnUnit.DAY),
        (93, ColumnUnit.DAY, ColumnUnit.WEEK),
        (7, ColumnUnit.WEEK, ColumnUnit.WEEK),
        (800, ColumnUnit.DAY, ColumnUnit.WEEK),
        (900, ColumnUnit.WEEK, ColumnUnit.MONTH),
        (3650, ColumnUnit.DAY, ColumnUnit.MONTH),
        (4000, ColumnUnit.WEEK, ColumnUnit.YEAR),
        (50 * 365, ColumnUnit.DAY, ColumnUnit.YEAR),
    ],
)
def test_longer_spans_have_longer_columns(days: int, finest: ColumnUnit, unit: ColumnUnit) -> None:
    assert columns_of(of(days), finest).unit is unit


@pytest.mark.parametrize("days", [1, 5, 92, 93, 365, 1000, 5000])
def test_columns_are_the_span_without_gaps(days: int) -> None:
    columns = columns_of(of(days), ColumnUnit.WEEK)
    found = [on for each in columns.spans for on in each]
    assert found == list(columns.span)
    places = columns.places()
    assert [places[on] for on in found] == sorted(places.values())


def test_weeks_begin_on_monday_and_the_first_is_cut() -> None:
    first, second, *_rest = columns_of(of(30), ColumnUnit.WEEK).spans
    assert first == Span(START, date(2026, 11, 9))
    assert second == Span(date(2026, 11, 9), date(2026, 11, 16))


def test_months_and_years_begin_on_their_first_day() -> None:
    months = columns_of(of(900), ColumnUnit.MONTH).spans
    assert {each.start.day for each in months[1:]} == {1}
    years = columns_of(of(5000), ColumnUnit.YEAR).spans
    assert {(each.start.month, each.start.day) for each in years[1:]} == {(1, 1)}


def test_an_empty_span_has_no_columns() -> None:
    assert len(columns_of(of(0))) == 0


@pytest.mark.parametrize("unit", ColumnUnit)
def test_the_ends_of_the_calendar_are_no_trouble(unit: ColumnUnit) -> None:
    last = Span(date(9999, 12, 1), date.max)
    assert columns_of(last, unit).spans[-1].end == date.max
    first = Span(date.min, date(1, 2, 1))
    assert columns_of(first, unit).spans[0].start == date.min
