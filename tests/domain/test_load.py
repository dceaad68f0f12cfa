from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.load import SILENT_DAYS, DayLoad, LoadHistory, LoadMeasure, daily_loads, run_load
from diary.domain.period import Span
from diary.domain.run import Run, Sport
from tests.builders import a_day, a_diary, a_run

FIRST = date(2026, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(number)


def runs_of(metres: dict[int, float]) -> list[Run]:
    return [
        a_run(f"run-{number}", day(number), distance_m=distance)
        for number, distance in metres.items()
    ]


def test_load_of_a_run_by_measure() -> None:
    run = a_run(distance_m=8200.0, moving_s=2400.0, rpe=5)
    assert run_load(run, LoadMeasure.DISTANCE) == 8200.0
    assert run_load(run, LoadMeasure.DURATION) == 2400.0
    assert run_load(run, LoadMeasure.EFFORT) == 200.0


def test_elapsed_time_stands_in_for_moving_time() -> None:
    run = a_run(moving_s=None, elapsed_s=1500.0, rpe=7)
    assert run_load(run, LoadMeasure.EFFORT) == 175.0


def test_runs_of_a_day_add_up_and_one_without_effort_makes_it_incomplete() -> None:
    runs = [
        a_run("a", moving_s=2400.0, rpe=5),
        a_run("b", moving_s=1500.0, rpe=None),
        a_run("walk", sport=Sport.WALK, moving_s=9000.0, rpe=2),
    ]
    loads = daily_loads(runs, LoadMeasure.EFFORT)
    assert list(loads.values()) == [DayLoad(200.0, is_incomplete=True)]
    assert daily_loads(runs, LoadMeasure.DISTANCE)[runs[0].on] == DayLoad(16400.0)


def test_a_day_without_a_run_is_zero_inside_the_diary_and_unknown_before_it() -> None:
    history = LoadHistory(a_diary(runs=runs_of({0: 5000.0, 9: 6000.0})))
    assert history.load(day(3)) == DayLoad(0.0)
    assert history.load(day(-1)) is None
    assert LoadHistory(a_diary()).load(FIRST) is None
    assert LoadHistory(a_diary()).week_sum(FIRST) is None


def test_a_scored_day_begins_the_diary_too() -> None:
    history = LoadHistory(a_diary([a_day(day(0), left=2)], runs_of({12: 5000.0})))
    assert history.load(day(5)) == DayLoad(0.0)
    assert history.week_sum(day(10)) == 0.0


def test_away_days_are_unknown_unless_there_was_a_run() -> None:
    away = [a_day(day(number), away=True) for number in range(10, 14)]
    diary = a_diary(away, runs_of({0: 5000.0, 12: 4000.0, 20: 1000.0}))
    history = LoadHistory(diary)
    assert history.load(day(11)) is None
    assert history.load(day(12)) == DayLoad(4000.0)
    # Three unknown days of seven still make a sum, four do not.
    assert history.week_sum(day(14)) == 4000.0
    without_run = LoadHistory(a_diary(away, runs_of({0: 5000.0, 20: 1000.0})))
    assert without_run.week_sum(day(14)) is None


def test_two_weeks_without_any_entry_are_unknown_and_a_day_less_is_not() -> None:
    runs = runs_of({0: 4000.0, 6: 5000.0})
    gap = LoadHistory(a_diary([a_day(day(21), note="back")], runs))
    assert [gap.load(day(number)) for number in range(7, 21)] == [None] * SILENT_DAYS
    assert gap.load(day(21)) == DayLoad(0.0)
    # Three unknown days of seven still make a sum, four do not.
    assert [gap.week_sum(day(number)) for number in (9, 10, 23, 24)] == [5000.0, None, None, 0.0]
    less = LoadHistory(a_diary([a_day(day(20), note="back")], runs))
    assert less.load(day(8)) == DayLoad(0.0)
    walk = a_run("walk", day(9), sport=Sport.WALK)
    assert LoadHistory(a_diary([a_day(day(21))], [*runs, walk])).load(day(8)) == DayLoad(0.0)


def test_after_the_last_entry_less_than_two_weeks_are_known() -> None:
    history = LoadHistory(a_diary(runs=runs_of({0: 5000.0, 9: 6000.0})))
    assert history.load(day(9 + SILENT_DAYS - 1)) == DayLoad(0.0)
    assert history.load(day(9 + SILENT_DAYS)) is None
    assert history.week_sum(day(25)) == 0.0
    assert history.week_sum(day(26)) is None
    assert history.week_sum(day(400)) is None


def test_after_months_without_an_entry_no_week_is_usual_until_enough_is_known() -> None:
    metres = dict.fromkeys([*range(0, 60, 2), *range(160, 220, 2)], 5000.0)
    history = LoadHistory(a_diary(runs=runs_of(metres)))
    # A good two weeks after coming back: 8 runs on 15 known days.
    assert history.usual_week(day(180)) is None
    usual = history.usual_week(day(181))
    assert usual is not None
    assert usual.amount == pytest.approx(8 * 5000.0 / 15 * 7)
    # All 28 days are known: 14 runs.
    whole = history.usual_week(day(194))
    assert whole is not None
    assert whole.amount == 14 * 5000.0 / 4


def test_a_usual_week_outlasts_a_holiday() -> None:
    runs = runs_of({number: 5000.0 for number in range(0, 120, 2) if not 60 <= number < 69})
    away = [a_day(day(number), away=True) for number in range(60, 69)]
    history = LoadHistory(a_diary(away, runs))
    assert None not in {history.usual_week(day(number)) for number in range(35, 110)}


def test_every_second_fortnight_of_an_imported_diary_is_not_taken_for_every_week() -> None:
    """Only runs are in it: the silence may be there because there was none."""
    metres = {number: 5000.0 for number in range(400) if number % 28 < 14}
    history = LoadHistory(a_diary(runs=runs_of(metres)))
    assert {history.usual_week(day(number)) for number in range(200, 228)} == {None}


def test_nothing_is_made_up_for_what_is_known_only_as_a_least() -> None:
    runs = runs_of(dict.fromkeys(range(0, 20, 2), 10_000.0))
    away = [a_day(day(number), away=True) for number in range(21, 25)]
    kept = [a_day(day(number), left=1) for number in range(25, 40)]
    known = LoadHistory(a_diary([*away, *kept], runs)).usual_week(day(34))
    assert known is not None
    assert known.amount == pytest.approx(100_000.0 / 24 * 7)
    lacking = a_run("lacks", day(19), distance_m=None)
    usual = LoadHistory(a_diary([*away, *kept], [*runs, lacking])).usual_week(day(34))
    assert usual is not None
    assert (usual.amount, usual.is_incomplete) == (25_000.0, True)


def test_what_is_dated_after_today_ends_no_silence() -> None:
    kept = [a_day(day(number), left=1) for number in range(30)]
    holiday = [a_day(day(number), away=True) for number in range(60, 70)]
    today = day(32)
    diary = a_diary([*kept, *holiday], runs_of({10: 5000.0, 400: 6000.0}))
    history = LoadHistory(diary, today=today)
    assert [history.load(day(number)) for number in (30, 32, 42)] == [DayLoad(0.0)] * 3
    assert [history.load(day(number)) for number in (43, 60, 100, 401)] == [None] * 4
    assert history.load(day(400)) == DayLoad(6000.0)
    assert LoadHistory(diary).load(today) is None
    # Once the holiday has come, the days before it were a silence.
    assert LoadHistory(diary, today=day(61)).load(day(40)) is None


def test_a_diary_of_the_future_alone_knows_its_runs_only() -> None:
    history = LoadHistory(a_diary(runs=runs_of({40: 6000.0})), today=day(0))
    assert [history.load(day(number)) for number in (0, 39, 41)] == [None] * 3
    assert history.load(day(40)) == DayLoad(6000.0)
    assert history.week_sum(day(42)) is None
    assert history.usual_week(day(80)) is None


def test_a_week_of_rest_has_seven_known_days_and_no_run_not_even_one_of_0_km() -> None:
    kept = [a_day(day(number), left=1) for number in range(40)]
    history = LoadHistory(a_diary(kept, runs_of({10: 0.0})))
    rest = history.are_weeks_of_rest(Span(day(4), day(20)))
    assert [4 + place for place, is_so in enumerate(rest) if is_so] == [6, 7, 8, 9, 17, 18, 19]


@pytest.mark.parametrize(("on", "known"), [(2, False), (3, True), (6, True)])
def test_a_week_needs_four_days_of_diary(on: int, known: bool) -> None:
    history = LoadHistory(a_diary(runs=runs_of({0: 5000.0})))
    assert (history.week_sum(day(on)) is not None) == known


def test_usual_week_is_a_quarter_of_the_days_34_to_7_before() -> None:
    metres = dict.fromkeys(range(0, 60, 2), 5000.0)
    history = LoadHistory(a_diary(runs=runs_of(metres)))
    usual = history.usual_week(day(40))
    # Days 6 to 33: fourteen runs.
    assert usual is not None
    assert usual.amount == pytest.approx(14 * 5000.0 / 4)
    assert usual.low == pytest.approx(usual.amount * 0.8)
    assert usual.high == pytest.approx(usual.amount * 1.2)


def test_usual_week_starts_with_the_35th_day() -> None:
    kept = [a_day(day(number), left=1) for number in range(30)]
    history = LoadHistory(a_diary(kept, runs_of({0: 8000.0})))
    assert history.usual_week(day(33)) is None
    usual = history.usual_week(day(34))
    assert usual is not None
    assert usual.amount == 2000.0


def test_usual_week_is_unknown_when_most_of_it_was_away() -> None:
    away = [a_day(day(number), away=True) for number in range(8, 25)]
    history = LoadHistory(a_diary(away, runs_of({0: 8000.0})))
    assert history.usual_week(day(36)) is None


@given(
    st.dictionaries(st.integers(0, 120), st.floats(0, 60_000), min_size=1, max_size=40),
    st.integers(-10, 140),
    st.integers(1, 40),
)
def test_a_total_is_the_sum_of_its_days(metres: dict[int, float], start: int, length: int) -> None:
    history = LoadHistory(a_diary(runs=runs_of(metres)))
    span = Span(day(start), day(start + length))
    known = [found.amount for on in span if (found := history.load(on)) is not None]
    total = history.total(span)
    if length - len(known) >= length * 4 / 7:
        assert total is None
    else:
        assert total == pytest.approx(sum(known), abs=1e-3)
