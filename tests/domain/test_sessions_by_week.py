"""Sessions done, week by week, against the target that held."""

from dataclasses import replace
from datetime import date, timedelta

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.person import Person, Season
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.sessions_by_week import (
    block,
    done_days,
    done_in_plan,
    plan_on,
    runs_target_on,
    target_on,
    week_of,
    weeks,
)
from tests.builders import ON, a_day, a_diary, a_plan, a_session

STRENGTH, MOBILITY = SessionKind.STRENGTH, SessionKind.MOBILITY
MONDAY = date(2026, 11, 16)


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def planned(*plans: Plan, season: Season | None = None) -> Diary:
    return a_diary(plans={plan.id: plan for plan in plans}, person=Person(season=season))


def test_without_plan_and_season_there_is_no_target() -> None:
    assert target_on(Diary(), ON, STRENGTH) is None
    assert week_of(Diary(), ON, STRENGTH).target is None


def test_the_season_has_a_target_for_strength_only() -> None:
    assert target_on(planned(season=Season.OFF), ON, STRENGTH) == 3
    assert target_on(planned(season=Season.IN), ON, STRENGTH) == 1
    assert target_on(planned(season=Season.IN), ON, MOBILITY) is None


def test_a_plan_wins_over_the_season_as_long_as_it_holds() -> None:
    diary = planned(a_plan(from_on=ago(9), until=ago(1)), season=Season.IN)
    assert [target_on(diary, ago(days), STRENGTH) for days in (10, 9, 1, 0)] == [1, 3, 3, 1]


def test_a_plan_that_says_nothing_about_a_kind_leaves_it_to_the_season() -> None:
    diary = planned(a_plan(per_week=WeeklyTargets(mobility=2)), season=Season.OFF)
    assert target_on(diary, ON, STRENGTH) == 3
    assert target_on(diary, ON, MOBILITY) == 2


def test_of_plans_that_overlap_the_one_that_began_last_counts() -> None:
    old = a_plan("old", ago(20), per_week=WeeklyTargets(4, 1, 3))
    new = a_plan("new", ago(3), per_week=WeeklyTargets(strength=0))
    diary = planned(old, new)
    assert plan_on(diary, ON) == new
    assert plan_on(diary, ago(30)) is None
    assert target_on(diary, ON, STRENGTH) == 0
    assert target_on(diary, ago(4), STRENGTH) == 4
    assert (target_on(diary, ON, MOBILITY), runs_target_on(diary, ON)) == (1, 3)


def test_of_two_that_began_on_one_day_the_newer_one_counts() -> None:
    older, newer = a_plan("0190-1"), a_plan("0190-2")
    assert plan_on(planned(newer, older), ON) == newer


def test_a_day_counts_once_with_its_session_and_its_care() -> None:
    diary = a_diary(
        [a_day(ON, care={Care.STRENGTH: True}), a_day(ago(1), care={Care.STRENGTH: True})],
        sessions={
            "a": a_session("a"),
            "b": a_session("b"),
            "skipped": a_session("skipped", ago(2), is_done=False),
            "planned": a_session("planned", ago(3), is_done=None),
            "yoga": a_session("yoga", ago(4), kind=SessionKind.YOGA),
        },
    )
    assert done_days(diary, STRENGTH) == (ago(1), ON)
    assert done_days(diary, SessionKind.YOGA) == (ago(4),)


def test_no_and_not_answered_count_for_nothing() -> None:
    diary = a_diary([a_day(ON, care={Care.STRENGTH: False}), a_day(ago(1))])
    assert done_days(diary, STRENGTH) == ()


def test_stretching_counts_for_mobility() -> None:
    diary = a_diary(
        [a_day(ago(1), care={Care.MOBILITY: True})],
        sessions={"a": a_session(kind=SessionKind.STRETCHING)},
    )
    assert done_days(diary, MOBILITY) == (ago(1), ON)


def test_a_week_goes_from_monday_to_sunday() -> None:
    days = [MONDAY - timedelta(days=1), MONDAY, MONDAY + timedelta(days=6)]
    sessions = {str(on): a_session(str(on), on) for on in days}
    diary = a_diary(sessions=sessions, plans={"plan-1": a_plan()})
    for on in (MONDAY, ON, MONDAY + timedelta(days=6)):
        week = week_of(diary, on, STRENGTH)
        assert (week.from_on, week.to_on) == (MONDAY, MONDAY + timedelta(days=6))
        assert (week.done_on, week.done, week.target) == (tuple(days[1:]), 2, 3)


def test_seven_days_end_with_the_day_asked() -> None:
    sessions = {str(days): a_session(str(days), ago(days)) for days in (0, 6, 7)}
    found = block(a_diary(sessions=sessions), ON, STRENGTH)
    assert (found.from_on, found.done_on) == (ago(6), (ago(6), ON))


def test_every_week_of_a_span_is_there() -> None:
    diary = a_diary(sessions={"a": a_session()}, person=Person(season=Season.IN))
    found = weeks(diary, ago(14), ON, STRENGTH)
    assert [week.from_on for week in found] == [
        MONDAY - timedelta(days=14),
        MONDAY - timedelta(days=7),
        MONDAY,
    ]
    assert [week.done for week in found] == [0, 0, 1]


def test_a_plan_counts_what_was_done_on_its_days() -> None:
    plan = a_plan(from_on=ago(7), until=ON)
    sessions = {str(days): a_session(str(days), ago(days)) for days in (8, 7, 2, 0)}
    diary = replace(planned(plan), sessions=sessions)
    assert done_in_plan(diary, plan, STRENGTH, ON) == (ago(7), ago(2), ON)
    assert done_in_plan(diary, plan, STRENGTH, ago(1)) == (ago(7), ago(2))
