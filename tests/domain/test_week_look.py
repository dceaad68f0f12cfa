"""A look at one week: the numbers of charts and rules, and nothing for what is not known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.load import LoadHistory
from diary.domain.pain_and_load import MarkKind
from diary.domain.plan_weeks import PlanKind
from diary.domain.run_walk import StageStep, StepReason
from diary.domain.settings import SettingChange
from diary.domain.shoe import LimitChange
from diary.domain.week_look import first_week, week_look, week_to_look_at
from tests.builders import (
    a_day,
    a_diary,
    a_knee_day,
    a_plan,
    a_run,
    a_run_walk,
    a_session,
    a_shoe,
    an_event,
)

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 9)
SUNDAY = MONDAY + timedelta(6)


def ten_weeks(level: int = 2) -> Diary:
    """A score on every day, a run of 6 km every other day."""
    days = [
        a_day(SUNDAY - timedelta(age), left=a_knee_day(level, level), right=0) for age in range(70)
    ]
    runs = [
        a_run(f"r{age}", SUNDAY - timedelta(age), distance_m=6000.0, shoe_id="s")
        for age in range(0, 70, 2)
    ]
    return a_diary(days, runs, [a_shoe("s", "Red 3")])


def test_load_is_that_of_the_charts() -> None:
    diary = ten_weeks()
    load = week_look(diary, MONDAY, TODAY).load
    history = LoadHistory(diary, today=TODAY)
    assert load.distance_m == history.week_sum(SUNDAY) == 24_000
    assert load.usual == history.usual_week(SUNDAY)
    assert (load.run_count, load.is_incomplete) == (4, False)


def test_a_run_without_distance_makes_it_at_least_or_unknown() -> None:
    diary = ten_weeks()
    bare = a_run("bare", SUNDAY, distance_m=None)
    load = week_look(replace(diary, runs={**diary.runs, "bare": bare}), MONDAY, TODAY).load
    assert (load.distance_m, load.is_incomplete) == (24_000, True)
    alone = week_look(a_diary(ten_weeks().days.values(), [bare]), MONDAY, TODAY).load
    assert alone.distance_m is None


def test_pain_has_a_middle_from_four_days_on() -> None:
    diary = ten_weeks()
    days = dict(diary.days)
    days[SUNDAY] = a_day(SUNDAY, left=7)
    left, right = week_look(replace(diary, days=days), MONDAY, TODAY).pains
    assert (left.days, left.middle, left.highest, left.highest_on) == (7, 2, 7, SUNDAY)
    assert left.before == 2
    assert right.highest == 0
    few = {on: day for on, day in days.items() if not MONDAY <= on < SUNDAY - timedelta(2)}
    left = week_look(replace(diary, days=few), MONDAY, TODAY).pains[0]
    assert (left.days, left.middle, left.highest) == (3, None, 7)


def test_runs_settled_are_counted_over_those_with_a_morning() -> None:
    pain = week_look(ten_weeks(), MONDAY, TODAY).pains[0]
    # The morning after Sunday is in the next week, and was not entered.
    assert (pain.settled.settled, pain.settled.of, pain.settled.without) == (3, 3, 1)


def test_sessions_against_their_target() -> None:
    diary = replace(
        ten_weeks(),
        plans={"p": a_plan("p", MONDAY)},
        sessions={
            "a": a_session("a", MONDAY),
            "b": a_session("b", SUNDAY, is_done=False),
        },
    )
    (row,) = week_look(diary, MONDAY, TODAY).rows
    assert row.kind is PlanKind.STRENGTH
    assert (row.weeks[0].done, row.weeks[0].skipped, row.weeks[0].target) == (1, 1, 3)


def test_a_plan_that_ends_inside_the_week_has_its_share_on_every_day_of_it() -> None:
    plan = a_plan("p", MONDAY - timedelta(28), until=MONDAY + timedelta(2))
    diary = replace(ten_weeks(), plans={"p": plan})
    for today in (MONDAY, MONDAY + timedelta(4), SUNDAY, SUNDAY + timedelta(9)):
        (row,) = week_look(diary, MONDAY, today).rows
        assert row.weeks[0].target == 1


def test_the_week_that_lasts_has_only_the_days_begun() -> None:
    look = week_look(ten_weeks(), MONDAY + timedelta(7), TODAY)
    assert (look.days, look.is_over, look.recorded) == (5, False, 0)
    assert week_look(ten_weeks(), MONDAY, TODAY).is_over


def test_shoes_nearest_to_their_limit_come_first() -> None:
    diary = ten_weeks()
    shoes = {
        "s": diary.shoes["s"],
        "near": a_shoe("near", "Old", initial_distance_m=640_000.0),
        "gone": a_shoe("gone", "Gone", initial_distance_m=9e5, retired_on=MONDAY),
        "new": a_shoe("new", "New", first_used_on=TODAY, initial_distance_m=1000.0),
    }
    look = week_look(replace(diary, shoes=shoes), MONDAY, TODAY)
    assert [shoe.name for shoe, _wear in look.shoes] == ["Old", "Red 3"]


def test_what_was_new_is_told() -> None:
    diary = ten_weeks()
    far = a_run("far", SUNDAY - timedelta(1), distance_m=14_000.0)
    shoe = replace(diary.shoes["s"], limit_changes=(LimitChange(SUNDAY, 700_000.0),))
    told = week_look(
        replace(
            diary,
            runs={**diary.runs, "far": far},
            shoes={"s": shoe, "n": a_shoe("n", "New", first_used_on=MONDAY)},
            events={"e": an_event("e", MONDAY, kind=EventKind.NEW_EXERCISE)},
            plans={
                "p": a_plan("p", MONDAY),
                "q": a_plan("q", MONDAY - timedelta(30), until=SUNDAY),
            },
            run_walk=a_run_walk(
                started_on=MONDAY, steps=(StageStep(MONDAY, 1, 2, StepReason.PROGRESS),), stage=2
            ),
            setting_changes=(SettingChange(datetime(2026, 11, 10, tzinfo=UTC), "amber_max", 4),),
            days={**diary.days, MONDAY: replace(diary.days[MONDAY], away=True)},
        ),
        MONDAY,
        TODAY,
    ).changes
    assert [mark.kind for mark in told.marks] == [MarkKind.EVENT, MarkKind.SHOE_FIRST]
    assert [each.run.id for each in told.longer_runs] == ["far"]
    assert told.longer_runs[0].longest_m == 6000
    assert [plan.id for plan in told.plans_begun] == ["p"]
    assert [plan.id for plan in told.plans_ended] == ["q"]
    assert len(told.steps) == len(told.pain_limits) == len(told.shoe_limits) == 1
    assert told.away_days == 1


def test_an_empty_diary_knows_nothing() -> None:
    look = week_look(a_diary(), MONDAY, TODAY)
    assert (look.recorded, look.load.distance_m, look.load.usual) == (0, None, None)
    assert all(pain.highest is None and pain.before is None for pain in look.pains)
    assert not look.shoes


def test_on_a_monday_the_week_before_is_worth_a_look() -> None:
    monday = date(2026, 11, 16)
    assert week_to_look_at(monday) == monday - timedelta(7)
    assert week_to_look_at(monday + timedelta(6)) == monday
    assert first_week(a_diary(), TODAY) == monday
    assert first_week(a_diary([a_day(MONDAY, left=1)]), TODAY) == MONDAY
