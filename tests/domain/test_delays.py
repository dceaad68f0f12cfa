"""Pain beside the load of some days before: what is paired, how it is split, when it is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.day import Care
from diary.domain.delays import (
    Comparison,
    Delay,
    DelaySeries,
    Dot,
    LoadPair,
    Side,
    as_days,
    compared,
    delay_series,
    dots,
)
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import pain_and_load_series, range_of_days
from diary.domain.period import Span
from diary.domain.trends import DayValue
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee

LAST = date(2026, 11, 20)


def back(days: int) -> date:
    return LAST - timedelta(days)


def a_month(days: int = 40) -> Diary:
    """A score on every day; a run of as many km as the day is old on every third."""
    scores = [a_day(back(age), left=age % 5, right=1) for age in range(days)]
    runs = [a_run(f"r{age:02}", back(age), distance_m=age * 1000.0) for age in range(0, days, 3)]
    return a_diary(scores, runs)


def series(diary: Diary, days: int = 30, delay: Delay = Delay.ONE_DAY) -> DelaySeries:
    return delay_series(diary, range_of_days(LAST, days), Knee.LEFT, delay=delay)


def loads_by_day(diary: Diary) -> dict[date, float | None]:
    loads = series(diary, 40, Delay.SAME_DAY).loads
    return dict(zip(range_of_days(LAST, 40), loads, strict=True))


# ---- loads stand on the day of the score they belong to --------------------------------------


@pytest.mark.parametrize(
    ("delay", "before"),
    [(Delay.SAME_DAY, 0), (Delay.ONE_DAY, 1), (Delay.TWO_DAYS, 2), (Delay.THREE_DAYS, 3)],
)
def test_the_load_of_so_many_days_before_stands_with_each_score(delay: Delay, before: int) -> None:
    diary = a_month()
    span = range_of_days(LAST, 30)
    by_day = loads_by_day(diary)
    expected = tuple(by_day[on - timedelta(before)] for on in span)
    assert series(diary, 30, delay).loads == expected


def test_the_week_before_ends_with_the_day_before() -> None:
    diary = a_month()
    by_day = loads_by_day(diary)
    span = range_of_days(LAST, 30)
    expected = tuple(
        sum(by_day[on - timedelta(days)] or 0.0 for days in range(1, 8)) for on in span
    )
    assert series(diary, 30, Delay.WEEK_BEFORE).loads == pytest.approx(expected)


def test_days_before_the_first_entry_and_days_away_have_no_load() -> None:
    diary = a_diary(
        [a_day(back(1), left=2), a_day(LAST, left=3, away=True)],
        [a_run("a", back(1), distance_m=10_000.0)],
    )
    found = series(diary, 3, Delay.SAME_DAY)
    assert found.loads == (None, 10_000.0, None)
    assert [pair.on for pair in found.chosen.pairs] == [back(1)]


def test_a_run_that_lacks_its_number_makes_its_day_and_week_unknown() -> None:
    diary = a_month()
    lacking = a_run("lacking", back(10), distance_m=None)
    diary = replace(diary, runs={**diary.runs, lacking.id: lacking})
    assert series(diary, 30, Delay.SAME_DAY).loads[29 - 10] is None
    weeks = series(diary, 30, Delay.WEEK_BEFORE).loads
    assert [age for age in range(30) if weeks[29 - age] is None] == [3, 4, 5, 6, 7, 8, 9]


def test_minutes_and_effort_are_other_loads() -> None:
    diary = a_diary(
        [a_day(LAST, left=3)], [a_run("a", LAST, distance_m=5000.0, moving_s=1800.0, rpe=5)]
    )
    for measure, amount in (
        (LoadMeasure.DISTANCE, 5000.0),
        (LoadMeasure.DURATION, 1800.0),
        (LoadMeasure.EFFORT, 150.0),
    ):
        found = delay_series(
            diary, range_of_days(LAST, 1), Knee.LEFT, measure=measure, delay=Delay.SAME_DAY
        )
        assert found.loads == (amount,)


# ---- scores ----------------------------------------------------------------------------------


def test_scores_are_those_of_pain_and_load() -> None:
    diary = a_month()
    run = a_run("hurt", back(2), left=a_run_knee(4, 7))
    diary = replace(diary, runs={**diary.runs, run.id: run})
    span = range_of_days(LAST, 30)
    for moment in (None, Moment.AFTER):
        found = delay_series(diary, span, Knee.LEFT, moment)
        drawn = pain_and_load_series(diary, span, moment, knees=[Knee.LEFT])
        assert found.pain == drawn.knees[0]
        assert as_days(found).knees == drawn.knees
        assert found.recorded_days == (30 if moment is None else 1)


def test_painkillers_are_counted_on_days_with_both() -> None:
    diary = a_month()
    taken = {
        age: replace(diary.days[back(age)], care={Care.PAINKILLER: is_taken})
        for age, is_taken in ((0, True), (1, True), (2, False))
    }
    away = a_day(back(35), left=1, care={Care.PAINKILLER: True})
    days = {**diary.days, **{back(age): day for age, day in taken.items()}, away.on: away}
    assert series(replace(diary, days=days)).painkiller_days == 2


# ---- the split -------------------------------------------------------------------------------


def compare(loads: list[float], pains: list[int]) -> Comparison:
    days = [LAST + timedelta(number) for number in range(len(loads))]
    return compared(Delay.ONE_DAY, days, [DayValue(pain) for pain in pains], loads)


def test_the_middle_of_the_own_loads_parts_the_days() -> None:
    found = compare([float(number) for number in range(21)], [number // 7 for number in range(21)])
    assert found.split == 10
    assert found.below == Side(11, 0)
    assert found.above == Side(10, 2)
    assert found.difference == 2


def test_20_pairs_are_too_few_and_21_are_enough() -> None:
    for count, is_told in ((20, False), (21, True)):
        found = compare([float(number) for number in range(count)], [1] * count)
        assert (found.above is not None) == is_told
        assert found.days_above + found.days_below == count


def test_six_on_a_side_are_too_few_and_seven_are_enough() -> None:
    for above, is_told in ((6, False), (7, True)):
        loads = [5.0] * above + [0.0] * (30 - above)
        found = compare(loads, [2] * 30)
        assert found.split == 0
        assert (found.days_above, found.days_below) == (above, 30 - above)
        assert (found.above is not None) == (found.difference is not None) == is_told


def test_nothing_to_pair_has_no_split() -> None:
    assert compare([], []) == Comparison(Delay.ONE_DAY, (), None, 0)
    assert compare([], []).difference is None


def test_all_five_delays_stand_in_their_own_order() -> None:
    found = series(a_month())
    assert tuple(each.delay for each in found.comparisons) == tuple(Delay)
    for delay in Delay:
        assert series(a_month(), 30, delay).chosen.delay is delay
    # No delay is worked out otherwise because it was chosen.
    assert found.comparisons == series(a_month(), 30, Delay.WEEK_BEFORE).comparisons


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 4.0, 5.5, 8.0, 21.1]), st.integers(0, 10)), max_size=80
    )
)
def test_every_pair_is_on_one_side_and_in_one_dot(pairs: list[tuple[float, int]]) -> None:
    found = compare([load for load, _pain in pairs], [pain for _load, pain in pairs])
    assert len(found.pairs) == len(pairs) == found.days_above + found.days_below
    counted = dots(found, 2.0)
    assert sum(dot.days for dot in counted) == len(pairs)
    if found.above is not None and found.below is not None and found.split is not None:
        assert found.above.days + found.below.days == len(pairs)
        above = sum(dot.days for dot in counted if dot.load > found.split)
        assert above == found.above.days


# ---- dots ------------------------------------------------------------------------------------


def test_dots_count_days_with_about_the_same_load() -> None:
    pairs = [(0.0, 1), (0.0, 1), (0.0, 2), (4.2, 3), (5.8, 3), (6.25, 3)]
    found = Comparison(
        Delay.ONE_DAY, tuple(LoadPair(LAST, pain, load) for load, pain in pairs), 100.0, 0
    )
    assert dots(found, 2.0) == (
        Dot(0.0, 1, 2),
        Dot(0.0, 2, 1),
        Dot(5.0, 3, 2),
        Dot(6.25, 3, 1),
    )


def test_no_dot_reaches_over_the_split() -> None:
    pairs = tuple(LoadPair(LAST, 3, load) for load in (4.2, 4.8, 5.2))
    assert [dot.load for dot in dots(Comparison(Delay.ONE_DAY, pairs, 5.0, 1), 2.0)] == [4.5, 5.2]


# ---- the ends of the calendar ----------------------------------------------------------------


@pytest.mark.parametrize(
    "span",
    [
        Span(LAST, LAST),
        Span(date.min, date(1, 2, 1)),
        Span(date(9999, 12, 1), date.max),
    ],
)
def test_spans_at_the_ends_of_the_calendar_have_a_place_for_every_day(span: Span) -> None:
    diary = a_diary([a_day(LAST, left=a_knee_day(3))])
    for delay in Delay:
        found = delay_series(diary, span, Knee.LEFT, delay=delay)
        assert len(found.loads) == len(found.pain.values) == len(span)
