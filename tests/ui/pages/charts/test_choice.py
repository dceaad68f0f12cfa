"""Which days a choice means, and how they change when they are moved or zoomed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from diary.domain.pain_and_load import range_of_days
from diary.domain.period import Span
from diary.ui.pages.charts.choice import (
    RangeKey,
    between,
    moved,
    panned,
    range_span,
    span_around,
    whole_of,
    zoomed,
)
from tests.builders import a_day, a_diary
from tests.ui.house import TODAY
from tests.ui.pages.charts.story import back

WHOLE = range_of_days(TODAY, 200)


def test_all_days_begin_with_the_first_entry_and_are_a_week_at_least() -> None:
    assert range_span("all", a_diary(), TODAY) == range_of_days(TODAY, 7)
    diary = a_diary([a_day(back(200), left=1)])
    assert range_span("all", diary, TODAY) == range_of_days(TODAY, 201)
    keys: list[RangeKey] = ["4w", "1y"]
    assert [len(range_span(key, diary, TODAY)) for key in keys] == [28, 365]
    assert whole_of(diary, TODAY, range_of_days(TODAY, 28)) == range_of_days(TODAY, 201)
    assert whole_of(diary, TODAY, range_of_days(TODAY, 365)) == range_of_days(TODAY, 365)


def test_spans_never_reach_beyond_today() -> None:
    span = range_of_days(back(10), 28)
    assert moved(span, 28, TODAY) == range_of_days(TODAY, 28)
    assert moved(span, -28, TODAY) == range_of_days(back(38), 28)
    around = span_around(range_of_days(TODAY, 7), TODAY)
    assert around.end == TODAY + timedelta(1)
    assert len(around) == 35


def test_a_zoom_keeps_its_day_where_it_is() -> None:
    span = Span(back(99), back(-1))
    nearer = zoomed(span, 0.5, back(50), WHOLE)
    assert len(nearer) == 50
    assert (back(50) - nearer.start).days in {24, 25}
    assert zoomed(nearer, 2.0, back(50), WHOLE) == span


@pytest.mark.parametrize(
    ("factor", "around", "expected"),
    [
        (0.01, TODAY, range_of_days(TODAY, 7)),
        (50.0, back(30), WHOLE),
        (0.5, TODAY, range_of_days(TODAY, 50)),
        (1.5, TODAY, range_of_days(TODAY, 150)),
    ],
)
def test_a_zoom_stays_inside_the_diary_and_above_a_week(
    factor: float, around: date, expected: Span
) -> None:
    assert zoomed(range_of_days(TODAY, 100), factor, around, WHOLE) == expected


def test_every_step_of_a_zoom_changes_something() -> None:
    week = range_of_days(back(20), 7)
    assert len(zoomed(week, 1.05, back(23), WHOLE)) == 8
    assert zoomed(week, 0.95, back(23), WHOLE) == week


def test_dragged_days_are_shown_and_a_week_at_least() -> None:
    assert between(back(60), back(31), WHOLE, WHOLE) == Span(back(60), back(30))
    few = between(back(60), back(59), WHOLE, WHOLE)
    assert len(few) == 7
    assert back(60) in few
    assert between(TODAY, TODAY, WHOLE, WHOLE) == range_of_days(TODAY, 7)


def test_few_days_are_not_made_more_by_looking_closer() -> None:
    three = range_of_days(back(20), 3)
    assert zoomed(three, 0.8, back(21), WHOLE) == three
    assert len(zoomed(three, 1.25, back(21), WHOLE)) == 4
    assert between(back(22), back(21), three, WHOLE) == three


def test_panning_stops_at_the_ends() -> None:
    span = range_of_days(back(50), 28)
    assert panned(span, 10, WHOLE) == range_of_days(back(40), 28)
    assert panned(span, 99, WHOLE) == range_of_days(TODAY, 28)
    assert panned(span, -500, WHOLE).start == WHOLE.start
