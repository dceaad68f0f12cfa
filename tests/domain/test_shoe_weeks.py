"""Kilometres by shoe and ISO week, and the middles of pain by shoe."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.run import Run, Sport
from diary.domain.shoe_weeks import (
    MOST_BARS,
    Middle,
    ShoeUse,
    UseKind,
    shoe_bars,
    shoe_weeks,
    weeks_in_bar,
)
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_shoe

# A Monday.
START = date(2026, 11, 2)
SPAN = Span(START, START + timedelta(21))


def ran(day: int, shoe: str | None = "a", metres: float | None = 5000.0, **other: object) -> Run:
    """A run so many days after the Monday; the id is made of day and shoe."""
    on = START + timedelta(day)
    run_id = str(other.pop("run_id", f"{day}-{shoe}"))
    return a_run(run_id, on, distance_m=metres, shoe_id=shoe, **other)


def diary_of(*runs: Run, shoes: str = "ab") -> Diary:
    return a_diary(runs=runs, shoes=[a_shoe(each, f"Shoe {each}") for each in shoes])


def named(uses: tuple[ShoeUse, ...]) -> list[str]:
    return [use.shoe.name if use.shoe else use.kind.value for use in uses]


def test_distances_are_added_by_shoe_and_iso_week() -> None:
    runs = [ran(0), ran(6, metres=3000.0), ran(7, "b", 2000.0), ran(20, None, 1000.0)]
    series = shoe_weeks(diary_of(*runs), SPAN)
    assert [date.fromordinal(each) for each in series.starts] == [
        START,
        START + timedelta(7),
        START + timedelta(14),
    ]
    assert named(series.uses) == ["Shoe a", "Shoe b", "none"]
    assert [use.weeks for use in series.uses] == [
        (8000.0, 0.0, 0.0),
        (0.0, 2000.0, 0.0),
        (0.0, 0.0, 1000.0),
    ]
    assert series.distance_m == 11000.0
    assert series.run_count == 4


def test_a_week_cut_by_the_span_counts_only_its_days_and_says_so() -> None:
    span = Span(START + timedelta(2), START + timedelta(10))
    runs = [ran(1), ran(2), ran(9), ran(10)]
    series = shoe_weeks(diary_of(*runs), span)
    assert series.uses[0].weeks == (5000.0, 5000.0)
    assert [series.is_part(week) for week in range(2)] == [True, True]
    assert series.week_days(0, 0) == Span(START + timedelta(2), START + timedelta(7))
    assert not shoe_weeks(diary_of(*runs), SPAN).is_part(0)


def test_other_sports_do_not_count() -> None:
    series = shoe_weeks(diary_of(ran(1), ran(2, sport=Sport.WALK)), SPAN)
    assert (series.run_count, series.distance_m) == (1, 5000.0)


def test_the_six_most_used_stand_alone_and_the_rest_together() -> None:
    letters = "abcdefgh"
    runs = [ran(place, letter, 1000.0 * (place + 1)) for place, letter in enumerate(letters)]
    series = shoe_weeks(diary_of(*runs, ran(9, None), shoes=letters), SPAN)
    assert named(series.uses) == [f"Shoe {each}" for each in "hgfedcba"] + ["none"]
    assert named(series.shown) == [f"Shoe {each}" for each in "hgfedc"] + ["others", "none"]
    assert series.shown[6].distance_m == 3000.0
    assert series.shown[6].kind is UseKind.OTHERS
    totals = [sum(use.weeks[week] for use in series.shown) for week in range(3)]
    assert totals == [sum(use.weeks[week] for use in series.uses) for week in range(3)]


def test_six_pairs_need_no_others_and_every_run_may_name_one() -> None:
    runs = [ran(place, letter) for place, letter in enumerate("abcdef")]
    series = shoe_weeks(diary_of(*runs, shoes="abcdef"), SPAN)
    assert series.shown == series.uses
    assert {use.kind for use in series.shown} == {UseKind.SHOE}


def test_a_pair_that_is_gone_counts_as_none() -> None:
    series = shoe_weeks(diary_of(ran(1, "gone")), SPAN)
    assert named(series.uses) == ["none"]


def test_runs_without_a_distance_are_counted_but_add_none() -> None:
    series = shoe_weeks(diary_of(ran(1), ran(2, metres=None)), SPAN)
    (use,) = series.uses
    assert (use.distance_m, use.run_count, use.hollow_count) == (5000.0, 2, 1)


def test_middles_need_four_scores() -> None:
    runs = [
        ran(day, left=a_run_knee(score, 9 if day == 0 else None))
        for day, score in enumerate((1, 2, 4, 8))
    ]
    (use,) = shoe_weeks(diary_of(*runs), SPAN, knees=[Knee.LEFT]).uses
    (pain,) = use.pains
    assert pain.run_count == 4
    assert pain.during == Middle(4, 3.0)
    assert pain.after == Middle(1, None)
    assert pain.morning == Middle(0, None)


def test_the_next_morning_goes_to_the_shoe_of_the_last_run() -> None:
    day = a_day(START + timedelta(2), right=a_knee_day(morning=4))
    diary = a_diary(
        [day], [ran(1, "a", run_id="1"), ran(1, "b", run_id="2")], [a_shoe("a"), a_shoe("b", "B")]
    )
    series = shoe_weeks(diary, SPAN, knees=[Knee.RIGHT])
    pains = {use.shoe.id: use.pains[0] for use in series.uses if use.shoe}
    assert (pains["a"].morning.count, pains["a"].run_count) == (0, 0)
    assert (pains["b"].morning.count, pains["b"].run_count) == (1, 1)


def test_a_year_has_a_bar_for_every_week_and_longer_spans_share_them() -> None:
    year = Span(START - timedelta(364), START)
    assert shoe_bars(shoe_weeks(diary_of(ran(0)), year)).weeks_each == 1
    runs = [ran(0, metres=7000.0), ran(7, metres=1000.0)]
    series = shoe_weeks(diary_of(*runs), Span(START, START + timedelta(7 * 100)))
    bars = shoe_bars(series)
    assert bars.weeks_each == 2
    assert bars.amounts[0][:2] == (4000.0, 0.0)
    assert bars.highest[:2] == (7000.0, 0.0)


@pytest.mark.parametrize("weeks", [0, 1, 60, 61, 522, 2609, 521_722])
def test_bars_are_never_too_many(weeks: int) -> None:
    each = weeks_in_bar(weeks)
    assert -(-weeks // each) <= MOST_BARS
    assert each == 1 or weeks > MOST_BARS


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from("abcdefgh"), st.integers(0, 9))))
def test_nothing_is_lost_between_uses_bars_and_runs(rows: list[tuple[int, str, int]]) -> None:
    runs = [
        ran(day, letter, 1000.0 * km, run_id=str(number))
        for number, (day, letter, km) in enumerate(rows)
    ]
    series = shoe_weeks(diary_of(*runs, shoes="abcdefg"), Span(START, START + timedelta(7 * 58)))
    assert series.run_count == len(rows)
    assert series.distance_m == pytest.approx(sum(1000.0 * km for _day, _shoe, km in rows))
    bars = shoe_bars(series)
    drawn = sum(amount for use in bars.amounts for amount in use) * bars.weeks_each
    assert drawn == pytest.approx(series.distance_m)
    assert len(series.shown) <= 8


@pytest.mark.parametrize(
    ("span", "weeks"),
    [
        (Span(START, START), 0),
        (Span(date.min, date(1, 1, 9)), 2),
        (Span(date(9999, 12, 27), date.max), 1),
    ],
)
def test_the_ends_of_the_calendar(span: Span, weeks: int) -> None:
    series = shoe_weeks(diary_of(ran(1)), span)
    assert len(series.starts) == len(shoe_bars(series)) == weeks
    assert series.uses == ()
