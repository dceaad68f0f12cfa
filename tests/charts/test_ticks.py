from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.charts.ticks import date_ticks, load_ticks, tick_digits
from diary.domain.period import Span
from diary.texts.numbers import Formats

FORMATS = Formats()


def labels(days: int, most: int = 9, last: date = date(2026, 11, 20)) -> list[str]:
    span = Span(last - timedelta(days - 1), last + timedelta(1))
    return [f"{tick.text} {tick.year}".strip() for tick in date_ticks(span, most, FORMATS)]


def test_the_step_suits_the_span() -> None:
    assert labels(5) == ["16 Nov 2026", "17 Nov", "18 Nov", "19 Nov", "20 Nov"]
    assert labels(28) == ["26 Oct 2026", "2 Nov", "9 Nov", "16 Nov"]
    assert labels(84)[:2] == ["31 Aug 2026", "14 Sep"]
    assert labels(182) == ["Jun 2026", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert labels(365) == ["Jan 2026", "Mar", "May", "Jul", "Sep", "Nov"]
    assert labels(3650) == ["2018", "2020", "2022", "2024", "2026"]
    assert labels(18_250) == ["1980", "1990", "2000", "2010", "2020"]


def test_the_year_stands_under_the_first_tick_and_where_it_changes() -> None:
    found = labels(28, last=date(2027, 1, 10))
    assert found == ["14 Dec 2026", "21 Dec", "28 Dec", "4 Jan 2027"]


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)), st.integers(1, 40_000), st.integers(0, 12))
def test_ticks_are_few_and_inside(first: date, days: int, most: int) -> None:
    span = Span(first, first + timedelta(days))
    ticks = date_ticks(span, most, FORMATS)
    assert len(ticks) <= max(2, min(most, 9))
    assert all(tick.on in span for tick in ticks)
    assert len({tick.on for tick in ticks}) == len(ticks)


def test_days_at_both_ends_of_the_calendar() -> None:
    assert date_ticks(Span(date(1, 1, 1), date(1, 2, 1)), 9, FORMATS)
    assert date_ticks(Span(date(9999, 1, 1), date(9999, 12, 31)), 9, FORMATS)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0.0, [0.0]),
        (16.2, [0.0, 5.0, 10.0, 15.0]),
        (37.0, [0.0, 10.0, 20.0, 30.0]),
        (0.9, [0.0, 0.2, 0.4, 0.6, 0.8]),
        (1000.0, [0.0, 250.0, 500.0, 750.0, 1000.0]),
    ],
)
def test_load_ticks(highest: float, ticks: list[float]) -> None:
    assert load_ticks(highest) == pytest.approx(ticks)


@given(st.floats(0.001, 1e6), st.integers(2, 6))
def test_load_ticks_are_few_and_told_apart(highest: float, most: int) -> None:
    ticks = load_ticks(highest, most)
    assert 2 <= len(ticks) <= most
    assert ticks[0] == 0.0
    assert ticks[-1] <= highest * (1 + 1e-6)


def test_tick_digits() -> None:
    assert [tick_digits(ticks) for ticks in ([0.0], [0, 5.0], [0, 2.5], [0, 0.25])] == [0, 0, 1, 2]
