"""The ticks of a week: which session they are about, and that nothing that was said is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from diary.domain.change import apply
from diary.domain.day import Care
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.plan import WeeklyTargets
from diary.domain.session import SessionExercise
from diary.services.session_ticks import into_planned, tick_day, untick_day
from tests.builders import (
    AT,
    ON,
    Given,
    a_day,
    a_diary,
    a_plan,
    a_session,
    an_exercise,
    counted_ids,
)

STRENGTH, MOBILITY = SessionKind.STRENGTH, SessionKind.MOBILITY
DAY = timedelta(days=1)


def test_a_tick_makes_a_session_of_the_plan_that_holds() -> None:
    plan = a_plan(exercise_ids=("step",))
    diary = a_diary(plans={plan.id: plan}, exercises={"step": an_exercise("step")})
    after = apply(diary, tick_day(diary, ON, STRENGTH, ON, counted_ids()))
    (session,) = after.sessions.values()
    assert (session.on, session.plan_id, session.is_done) == (ON, plan.id, True)
    assert [each.is_done for each in session.exercises] == [None]


def test_a_tick_takes_the_planned_session_before_the_skipped_one() -> None:
    skipped = a_session("a", is_done=False)
    planned = a_session("b", is_done=None)
    diary = a_diary(sessions={each.id: each for each in (skipped, planned)})
    after = apply(diary, tick_day(diary, ON, STRENGTH, ON, counted_ids()))
    assert after.sessions == {"a": skipped, "b": replace(planned, is_done=True)}
    assert not tick_day(after, ON, STRENGTH, ON, counted_ids())


def test_what_was_done_takes_the_place_of_what_was_planned() -> None:
    before = (SessionExercise("step", True, knees={Knee.LEFT: 2}), SessionExercise("plank"))
    planned = a_session("a", is_done=None, minutes=20, text="Slow", exercises=before)
    diary = a_diary(sessions={"a": planned})
    said = (SessionExercise("step"), SessionExercise("plank", True))
    told = a_session("new", text="Fine", rpe=5, exercises=said)
    assert into_planned(diary, told) == replace(
        planned,
        is_done=True,
        rpe=5,
        text="Slow Fine",
        exercises=(before[0], SessionExercise("plank", True)),
    )
    # What is planned too, of another kind or on another day stands beside it.
    for other in (
        replace(told, is_done=None),
        replace(told, kind=MOBILITY),
        replace(told, on=ON - DAY),
    ):
        assert into_planned(diary, other) == other


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(InvalidValueError) as refused:
        tick_day(a_diary(), ON + DAY, STRENGTH, ON, counted_ids())
    assert refused.value.reason is Reason.IN_FUTURE


def test_stretching_counts_for_mobility() -> None:
    stretched = a_session("a", kind=SessionKind.STRETCHING)
    diary = a_diary(sessions={"a": stretched})
    assert not tick_day(diary, ON, MOBILITY, ON, counted_ids())
    after = apply(diary, untick_day(diary, ON, MOBILITY, AT, counted_ids(), {"a"}))
    assert after.sessions == {}


def test_taking_a_tick_back_keeps_what_was_said_and_what_else_was_cared_for() -> None:
    told, bare = a_session("a", minutes=20), a_session("b")
    day = a_day(ON, care={Care.STRENGTH: True, Care.ICE: False})
    diary = a_diary([day], sessions={"a": told, "b": bare})
    after = apply(diary, untick_day(diary, ON, STRENGTH, AT, counted_ids(), {"a", "b"}))
    assert after.sessions == {"a": replace(told, is_done=None)}
    assert after.day(ON).care == {Care.ICE: False}
    assert not untick_day(after, ON, STRENGTH, AT, counted_ids())


def test_what_was_planned_before_the_tick_is_planned_again() -> None:
    planned = a_session("a", is_done=None)
    diary = a_diary(sessions={"a": planned})
    ticked = apply(diary, tick_day(diary, ON, STRENGTH, ON, counted_ids()))
    after = apply(ticked, untick_day(ticked, ON, STRENGTH, AT, counted_ids()))
    assert after.sessions == {"a": planned}


def test_a_tick_is_for_the_plan_that_has_the_target() -> None:
    plan = a_plan("own", ON - 9 * DAY)
    runs = a_plan("runs", ON - DAY, per_week=WeeklyTargets(runs=3))
    diary = a_diary(plans={each.id: each for each in (plan, runs)})
    after = apply(diary, tick_day(diary, ON, STRENGTH, ON, counted_ids()))
    assert [each.plan_id for each in after.sessions.values()] == ["own"]


@pytest.mark.parametrize(
    "said",
    [
        {"text": "ached"},
        {"minutes": 25},
        {"rpe": 4},
        {"exercises": (SessionExercise("step", load_kg=4.0),)},
        {"exercises": (SessionExercise("step", sets=0),)},
    ],
)
def test_a_session_with_something_written_in_it_is_open_again(said: dict[str, Given]) -> None:
    told = a_session("a", **said)
    diary = a_diary(sessions={"a": told}, exercises={"step": an_exercise("step")})
    after = apply(diary, untick_day(diary, ON, STRENGTH, AT, counted_ids()))
    assert after.sessions == {"a": replace(told, is_done=None)}
