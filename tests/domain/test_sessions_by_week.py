"""Sessions done, week by week, against the target that held."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.person import Person, Season
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.sessions_by_week import (
    SessionPlans,
    days_done,
    done_days,
    done_of_plan,
    plan_on,
    runs_target_on,
    runs_week_target,
    session_plans_on,
    target_on,
    target_plan_on,
    week_of,
    weeks,
)
from diary.domain.settings import SettingChange, Settings
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


def test_a_plan_for_runs_does_not_hide_one_for_sessions() -> None:
    own = a_plan("own", ago(20), per_week=WeeklyTargets(strength=3))
    stretching = a_plan("more", ago(9), per_week=WeeklyTargets(mobility=2))
    runs = a_plan("runs", ago(3), per_week=WeeklyTargets(runs=3))
    diary = planned(own, stretching, runs)
    assert plan_on(diary, ON) == runs
    assert target_plan_on(diary, ON, STRENGTH) == own
    plans = session_plans_on(diary, ON)
    assert plans == SessionPlans(own, stretching)
    assert (plans.first, plans.first_kind, plans.has_both) == (own, STRENGTH, True)
    plans = session_plans_on(planned(stretching, runs), ON)
    assert plans.by_kind == ((MOBILITY, stretching),)
    assert (plans.first, plans.first_kind) == (stretching, MOBILITY)


def test_a_plan_that_asks_for_none_ends_what_an_older_one_asks_for() -> None:
    none = a_plan("none", ago(3), per_week=WeeklyTargets(strength=0, runs=3))
    diary = planned(a_plan("own", ago(20)), none)
    assert target_plan_on(diary, ON, STRENGTH) == none
    assert session_plans_on(diary, ON) == SessionPlans()


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
    plan = a_plan(from_on=ago(7), until=ago(1))
    sessions = {str(days): a_session(str(days), ago(days)) for days in (8, 7, 2, 0)}
    count = days_done(replace(planned(plan), sessions=sessions))
    assert [done_of_plan(plan, ago(days), count) for days in (0, 2, 3, 9)] == [2, 2, 1, 0]


def test_a_plan_counts_each_kind_it_asks_for_once_a_day() -> None:
    targets = WeeklyTargets(strength=2, mobility=2)
    plan = a_plan(from_on=ago(7), per_week=targets)
    sessions = {
        "a": a_session("a"),
        "b": a_session("b", kind=MOBILITY),
        "c": a_session("c", kind=SessionKind.STRETCHING),
        "d": a_session("d", kind=SessionKind.YOGA),
    }
    count = days_done(a_diary(sessions=sessions))
    assert done_of_plan(plan, ON, count) == 2
    assert done_of_plan(replace(plan, per_week=WeeklyTargets(mobility=1)), ON, count) == 1
    assert done_of_plan(replace(plan, per_week=WeeklyTargets(runs=3)), ON, count) == 0


# ---- weeks in which a target holds on some days ------------------------------------------------


def day(number: int) -> date:
    """A day of the week of `ON`; 0 is its Monday."""
    return MONDAY + timedelta(days=number)


def asked(diary: Diary, number: int) -> int | None:
    """The target of that week as it stands on one of its days."""
    return week_of(diary, day(number), STRENGTH).target


def test_a_week_in_which_a_plan_ends_is_asked_for_its_share() -> None:
    diary = planned(a_plan(from_on=ago(30), until=day(2)))
    # Three days of seven at 3 a week, before and after the last of them.
    assert [asked(diary, number) for number in (1, 2, 4, 6)] == [1, 1, 1, 1]
    (week,) = weeks(diary, MONDAY, day(6), STRENGTH, day(20))
    assert week.target == 1
    (after,) = weeks(diary, day(7), day(13), STRENGTH)
    assert after.target is None


def test_a_plan_that_begins_on_a_sunday_does_not_ask_for_a_week_of_that_day() -> None:
    diary = planned(a_plan(from_on=day(6), per_week=WeeklyTargets(strength=7)))
    assert [asked(diary, number) for number in (5, 6)] == [None, 1]
    few = planned(a_plan(from_on=day(6), per_week=WeeklyTargets(strength=3)))
    assert asked(few, 6) is None


def test_the_target_of_a_week_is_the_one_of_the_last_day_that_has_one() -> None:
    old = a_plan("old", ago(30), until=day(3), per_week=WeeklyTargets(strength=2))
    new = a_plan("new", day(4), per_week=WeeklyTargets(strength=4))
    diary = planned(old, new)
    assert [asked(diary, number) for number in (3, 4)] == [2, 4]
    assert weeks(diary, MONDAY, MONDAY, STRENGTH, day(9))[0].target == 4
    resting = planned(old, replace(new, per_week=WeeklyTargets(strength=0, mobility=1)))
    # Four days of seven at 2 a week.
    assert asked(resting, 6) == 1


def test_runs_have_their_share_too() -> None:
    diary = planned(a_plan(from_on=ago(30), until=day(3), per_week=WeeklyTargets(runs=4)))
    assert [runs_week_target(diary, day(number)) for number in (0, 6, 7)] == [2, 2, None]


# ---- when a season was set ---------------------------------------------------------------------


def noted(name: str, value: str | int | None, on: date) -> SettingChange:
    return SettingChange(datetime.combine(on, time(12), UTC), name, value)


def test_a_season_has_its_target_from_the_day_it_was_set() -> None:
    diary = planned(season=Season.OFF)
    diary = replace(diary, setting_changes=(noted("season", "off", ago(3)),))
    assert [target_on(diary, ago(days), STRENGTH) for days in (4, 3, 0)] == [None, 3, 3]
    more = (noted("season", "in", ago(20)), *diary.setting_changes)
    diary = replace(diary, setting_changes=more)
    assert [target_on(diary, ago(days), STRENGTH) for days in (21, 20, 4, 3)] == [None, 1, 1, 3]


def test_a_season_that_was_taken_back_had_its_target() -> None:
    diary = planned()
    changes = (noted("season", "off", ago(20)), noted("season", None, ago(3)))
    diary = replace(diary, setting_changes=changes)
    assert [target_on(diary, ago(days), STRENGTH) for days in (4, 3)] == [3, None]


def test_another_target_of_the_season_holds_from_the_day_it_was_set() -> None:
    diary = replace(
        planned(season=Season.OFF),
        settings=Settings(strength_target_off=5),
        setting_changes=(noted("strength_target_off", 5, ago(3)),),
    )
    assert [target_on(diary, ago(days), STRENGTH) for days in (4, 3)] == [3, 5]


def test_what_is_set_after_midnight_belongs_to_the_day_before() -> None:
    for hour, expected in ((1, [3, 3]), (3, [None, 3])):
        change = SettingChange(datetime.combine(ON, time(hour), UTC), "season", "off")
        diary = replace(planned(season=Season.OFF), setting_changes=(change,))
        diary = replace(diary, person=replace(diary.person, timezone="Europe/Lisbon"))
        assert [target_on(diary, ago(days), STRENGTH) for days in (1, 0)] == expected
