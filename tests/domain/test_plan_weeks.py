"""Weeks of the plan: what was done, skipped and aimed at, and cadence for those who took it up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.pain_and_load import pain_and_load_series, range_of_days
from diary.domain.period import Span
from diary.domain.person import Person, Season
from diary.domain.plan import WeeklyTargets
from diary.domain.plan_weeks import (
    PlanKind,
    PlanWeek,
    cadence_marks,
    plan_bars,
    plan_weeks,
)
from diary.domain.run import RunKind
from diary.domain.sessions_by_week import week_of
from diary.domain.settings import Settings
from tests.builders import a_day, a_diary, a_plan, a_run, a_session

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)


def back(days: int) -> date:
    return TODAY - timedelta(days)


def weeks_back(count: int) -> Span:
    """So many whole weeks and the days of this one."""
    return Span(MONDAY - timedelta(7 * count), TODAY + timedelta(1))


def of(diary: Diary, span: Span, kind: PlanKind) -> tuple[PlanWeek, ...]:
    rows = [row for row in plan_weeks(diary, span, TODAY).rows if row.kind is kind]
    return rows[0].weeks if rows else ()


def test_a_week_counts_days_done_and_days_only_skipped() -> None:
    sessions = [
        a_session("a", MONDAY),
        a_session("b", MONDAY),
        a_session("c", MONDAY, is_done=False),
        a_session("d", MONDAY + timedelta(1), is_done=False),
        a_session("e", MONDAY + timedelta(2), is_done=None),
    ]
    diary = a_diary(
        [a_day(MONDAY + timedelta(3), care={Care.STRENGTH: True})],
        plans={"p": a_plan("p", MONDAY)},
        sessions={each.id: each for each in sessions},
    )
    assert of(diary, weeks_back(1), PlanKind.STRENGTH) == (
        PlanWeek(0, 0, None),
        PlanWeek(2, 1, 3),
    )
    assert week_of(diary, TODAY, SessionKind.STRENGTH).done == 2


def test_a_week_that_the_span_cuts_is_counted_whole() -> None:
    diary = a_diary(sessions={"a": a_session("a", MONDAY)})
    assert of(diary, range_of_days(TODAY, 2), PlanKind.STRENGTH) == (PlanWeek(1),)


def test_the_target_is_the_one_that_held_then() -> None:
    plans = {
        "p": a_plan("p", MONDAY - timedelta(14), until=MONDAY - timedelta(8)),
        "q": a_plan("q", MONDAY, per_week=WeeklyTargets(strength=2, mobility=1, runs=4)),
    }
    diary = a_diary(runs=[a_run("r", MONDAY)], plans=plans)
    targets = [week.target for week in of(diary, weeks_back(3), PlanKind.STRENGTH)]
    assert targets == [None, 3, None, 2]
    assert [week.target for week in of(diary, weeks_back(1), PlanKind.MOBILITY)] == [None, 1]
    assert of(diary, weeks_back(1), PlanKind.RUNS) == (PlanWeek(0), PlanWeek(1, 0, 4))


def test_a_week_in_which_a_plan_ends_has_its_share() -> None:
    plan = a_plan(
        from_on=MONDAY - timedelta(14),
        until=MONDAY - timedelta(4),
        per_week=WeeklyTargets(strength=4, runs=4),
    )
    diary = a_diary(plans={plan.id: plan})
    for kind in (PlanKind.STRENGTH, PlanKind.RUNS):
        targets = [week.target for week in of(diary, weeks_back(2), kind)]
        assert targets == [4, 2, None]


def test_the_season_is_a_target_of_strength_only() -> None:
    diary = a_diary(person=Person(season=Season.OFF))
    series = plan_weeks(diary, weeks_back(1), TODAY)
    assert [row.kind for row in series.rows] == [PlanKind.STRENGTH]
    assert [week.target for week in series.rows[0].weeks] == [3, 3]
    assert series.has_anything


def test_other_kinds_are_a_row_once_they_are_there() -> None:
    yoga = a_session("y", MONDAY, kind=SessionKind.YOGA)
    pilates = a_session("p", MONDAY, kind=SessionKind.PILATES)
    diary = a_diary(sessions={"y": yoga, "p": pilates})
    assert of(diary, weeks_back(0), PlanKind.OTHER) == (PlanWeek(1),)
    assert not of(a_diary(), weeks_back(0), PlanKind.OTHER)
    assert not plan_weeks(a_diary(), weeks_back(4), TODAY).has_anything


def test_the_pain_is_that_of_the_first_chart() -> None:
    diary = a_diary([a_day(back(age), left=age % 5, right=1) for age in range(20)])
    span = weeks_back(3)
    series, days = plan_weeks(diary, span, TODAY), pain_and_load_series(diary, span)
    assert series.pain.knees == days.knees
    assert series.pain.is_recorded == days.is_recorded
    assert set(series.pain.loads) == {None}


def test_weeks_without_any_entry_are_known_as_such() -> None:
    diary = a_diary([a_day(MONDAY - timedelta(7), away=True)], [a_run("r", MONDAY)])
    series = plan_weeks(diary, weeks_back(2), TODAY)
    assert series.is_recorded == (False, True, True)
    assert [series.is_over(place) for place in range(3)] == [True, True, False]


def test_long_spans_have_few_bars_that_are_averages() -> None:
    sessions = {
        f"s{age}": a_session(f"s{age}", back(age)) for age in range(0, 730, 2) if age % 7 != 6
    }
    series = plan_weeks(a_diary(sessions=sessions), range_of_days(TODAY, 730), TODAY)
    bars = plan_bars(series, series.rows[0])
    assert len(bars) <= 60
    first = series.rows[0].weeks[bars[0].first : bars[0].last + 1]
    assert bars[0].done == pytest.approx(sum(week.done for week in first) / len(first))
    assert bars[0].highest == max(week.done for week in first)
    assert bars[-1].last == len(series.starts) - 1


def test_a_span_without_days_has_no_weeks() -> None:
    series = plan_weeks(a_diary(), Span(TODAY, TODAY), TODAY)
    assert series.starts == ()
    assert series.rows[0].weeks == ()
    assert plan_bars(series, series.rows[0]) == ()


@pytest.mark.parametrize("start", [date.min, date(2199, 12, 1)])
def test_the_ends_of_what_a_diary_may_hold_do_not_hurt(start: date) -> None:
    series = plan_weeks(a_diary(), Span(start, start + timedelta(20)), TODAY)
    assert len(series.rows[0].weeks) == len(series.starts)


# ---- cadence ------------------------------------------------------------------------------------


def _running(spms: list[float], pace_s: float = 340.0) -> Diary:
    """An easy run every third day, the last one today."""
    runs = [
        a_run(
            f"r{age}",
            back(3 * age),
            kind=RunKind.EASY,
            distance_m=6000.0,
            moving_s=6 * pace_s,
            cadence_spm=spm,
        )
        for age, spm in enumerate(reversed(spms))
    ]
    return a_diary(runs=runs, settings=Settings(cadence_taken_up_on=back(12)))


def test_cadence_has_its_base_its_runs_and_what_to_try_next() -> None:
    cadence = plan_weeks(_running([150, 150, 150, 156, 156]), weeks_back(4), TODAY).cadence
    assert cadence is not None
    assert cadence.base == 150
    assert [each.spm for each in cadence.points] == [150, 150, 150, 156, 156]
    # 5 % more than the last ones, but at most a tenth above the base.
    assert cadence.target == 164


def test_runs_at_another_pace_are_left_out() -> None:
    diary = _running([150, 150, 150, 150])
    fast = a_run(
        "fast", TODAY, kind=RunKind.EASY, distance_m=6000.0, moving_s=1400.0, cadence_spm=170.0
    )
    cadence = plan_weeks(
        replace(diary, runs={**diary.runs, "fast": fast}), weeks_back(4), TODAY
    ).cadence
    assert cadence is not None
    assert 170 not in [each.spm for each in cadence.points]


def test_without_taking_it_up_or_without_a_base_there_is_no_cadence() -> None:
    diary = _running([150, 150, 150])
    assert plan_weeks(replace(diary, settings=Settings()), weeks_back(4), TODAY).cadence is None
    assert plan_weeks(_running([150]), weeks_back(4), TODAY).cadence is None


def test_in_long_spans_a_mark_of_cadence_stands_for_many_runs() -> None:
    diary = _running([150.0 + age % 8 for age in range(200)])
    diary = replace(diary, settings=Settings(cadence_taken_up_on=back(500)))
    series = plan_weeks(diary, range_of_days(TODAY, 600), TODAY)
    marks = cadence_marks(series)
    assert series.cadence is not None
    assert len(marks) < len(series.cadence.points) / 3
    spms = [each.spm for each in series.cadence.points]
    assert (min(each.low for each in marks), max(each.high for each in marks)) == (
        min(spms),
        max(spms),
    )
