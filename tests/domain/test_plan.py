"""Exercises, plans, sessions and the way back to running: what they hold and what they refuse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.rules.engine import evaluate
from diary.domain.rules.facts import Facts
from diary.domain.run_walk import (
    EIGHT_STAGES,
    RunWalk,
    Stage,
    StageStep,
    StartGate,
    StepReason,
)
from diary.domain.session import Session, SessionExercise
from tests.builders import ON, a_day, a_diary, a_plan, a_run_walk, a_session, an_exercise


@pytest.mark.parametrize(
    ("make", "field", "reason"),
    [
        (lambda: an_exercise(""), "id", Reason.REQUIRED),
        (lambda: an_exercise(retired_on=date(1960, 1, 1)), "retired_on", Reason.OUT_OF_RANGE),
        (lambda: a_plan(""), "id", Reason.REQUIRED),
        (lambda: a_plan(until=ON - timedelta(days=15)), "until", Reason.WRONG_ORDER),
        (lambda: a_plan(name="x" * 81), "name", Reason.TOO_LONG),
        (lambda: a_plan(total_sessions=0), "total_sessions", Reason.OUT_OF_RANGE),
        (lambda: a_plan(exercise_ids=("",)), "exercise_ids", Reason.REQUIRED),
        (lambda: a_plan(exercise_ids=tuple(map(str, range(101)))), "exercise_ids", Reason.TOO_MANY),
        (lambda: WeeklyTargets(strength=8), "strength", Reason.OUT_OF_RANGE),
        (lambda: WeeklyTargets(mobility=-1), "mobility", Reason.OUT_OF_RANGE),
        (lambda: WeeklyTargets(runs=15), "runs", Reason.OUT_OF_RANGE),
        (lambda: a_session(""), "id", Reason.REQUIRED),
        (lambda: a_session(plan_id=""), "plan_id", Reason.REQUIRED),
        (lambda: a_session(rpe=0), "rpe", Reason.OUT_OF_RANGE),
        (lambda: a_session(minutes=-1), "minutes", Reason.OUT_OF_RANGE),
        (lambda: a_session(text="x" * 501), "text", Reason.TOO_LONG),
        (
            lambda: a_session(exercises=(SessionExercise("a"), SessionExercise("a"))),
            "exercise_id",
            Reason.DUPLICATE,
        ),
        (
            lambda: a_session(exercises=tuple(SessionExercise(str(n)) for n in range(101))),
            "exercises",
            Reason.TOO_MANY,
        ),
        (lambda: SessionExercise(""), "exercise_id", Reason.REQUIRED),
        (lambda: SessionExercise("a", sets=1001), "sets", Reason.OUT_OF_RANGE),
        (lambda: SessionExercise("a", knees={Knee.LEFT: 11}), "score", Reason.OUT_OF_RANGE),
        (lambda: SessionExercise("a", knees={Knee.LEFT: True}), "score", Reason.WRONG_TYPE),
        (lambda: Stage(0, 2, 8), "run_min", Reason.OUT_OF_RANGE),
        (lambda: Stage(1, -1, 8), "walk_min", Reason.OUT_OF_RANGE),
        (lambda: Stage(1, 2, 0), "repeats", Reason.OUT_OF_RANGE),
        (lambda: RunWalk(()), "stages", Reason.REQUIRED),
        (lambda: RunWalk((Stage(1, 2, 8),) * 51), "stages", Reason.TOO_MANY),
        (lambda: RunWalk(stage=9), "stage", Reason.OUT_OF_RANGE),
        (lambda: StageStep(ON, 0, 1, StepReason.BACK), "from", Reason.OUT_OF_RANGE),
        (lambda: StageStep(ON, 1, 51, StepReason.BACK), "to", Reason.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_is_refused(make: Callable[[], object], field: str, reason: Reason) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_a_plan_holds_from_its_first_to_its_last_day() -> None:
    plan = a_plan(from_on=ON, until=ON + timedelta(days=1))
    held = [plan.holds_on(ON + timedelta(days=number)) for number in (-1, 0, 1, 2)]
    assert held == [False, True, True, False]
    assert replace(plan, until=None).holds_on(date(2199, 1, 1))


def test_plans_that_share_a_day_overlap() -> None:
    first = a_plan("a", ON, until=ON + timedelta(days=7))
    assert first.overlaps(a_plan("b", ON + timedelta(days=7)))
    assert a_plan("b", ON - timedelta(days=99)).overlaps(first)
    assert not first.overlaps(a_plan("b", ON + timedelta(days=8)))
    assert not a_plan("b", ON + timedelta(days=8)).overlaps(first)


def test_an_exercise_is_in_a_plan_once() -> None:
    assert a_plan(exercise_ids=("b", "a", "b")).exercise_ids == ("b", "a")


@pytest.mark.parametrize(
    ("targets", "is_nothing"),
    [
        (WeeklyTargets(), True),
        (WeeklyTargets(0, 0, 0), True),
        (WeeklyTargets(strength=1), False),
        (WeeklyTargets(0, None, 3), False),
    ],
)
def test_targets_of_nothing_are_known(targets: WeeklyTargets, is_nothing: bool) -> None:
    assert targets.is_nothing is is_nothing


def test_only_strength_and_mobility_have_a_target_of_sessions() -> None:
    targets = WeeklyTargets(3, 2, 4)
    told = {kind: targets.of(kind) for kind in SessionKind if targets.of(kind) is not None}
    assert told == {SessionKind.STRENGTH: 3, SessionKind.MOBILITY: 2}


def test_what_was_done_of_an_exercise_takes_its_place() -> None:
    session = a_session(exercises=(SessionExercise("a"), SessionExercise("b")))
    done = SessionExercise("a", is_done=True, reps=8)
    assert session.with_exercise(done).exercises == (done, SessionExercise("b"))
    more = session.with_exercise(SessionExercise("c"))
    assert [each.exercise_id for each in more.exercises] == ["a", "b", "c"]
    assert more.exercise("d") is None


def test_a_score_after_an_exercise_is_given_and_taken_away() -> None:
    done = SessionExercise("a").with_score(Knee.RIGHT, 0).with_score(Knee.LEFT, 3)
    assert list(done.knees.items()) == [(Knee.LEFT, 3), (Knee.RIGHT, 0)]
    assert done.with_score(Knee.LEFT, None).knees == {Knee.RIGHT: 0}


def test_a_score_after_an_exercise_is_no_score_of_the_day_and_enters_no_rule() -> None:
    days = [a_day(ON - timedelta(days=number), left=1) for number in range(40)]
    without = a_diary(days, exercises={"a": an_exercise("a")})
    sessions = {
        str(day.on): a_session(
            str(day.on),
            day.on,
            exercises=(SessionExercise("a", is_done=True, knees={Knee.LEFT: 9}),),
        )
        for day in days[:14]
    }
    hurting = replace(without, sessions=sessions)
    assert list(hurting.scores()) == list(without.scores())
    series = [Facts(diary).knees[Knee.LEFT].series for diary in (hurting, without)]
    assert series[0].sums == series[1].sums
    assert evaluate(hurting, ON).events == evaluate(without, ON).events


def test_sessions_of_a_day_come_in_order() -> None:
    sessions = {
        each.id: each for each in (a_session("b"), a_session("a"), a_session("c", date(2026, 1, 1)))
    }
    assert [each.id for each in a_diary(sessions=sessions).sessions_on(ON)] == ["a", "b"]


def test_the_eight_stages_run_as_long_as_the_rule_book_says() -> None:
    assert [stage.running_min for stage in EIGHT_STAGES] == [8, 12, 15, 20, 20, 24, 24, 25]
    assert EIGHT_STAGES[2].whole_min == 25


def test_the_way_back_knows_where_it_stands() -> None:
    begun = a_run_walk()
    assert (begun.current, begun.since_on, begun.is_last_stage) == (EIGHT_STAGES[0], ON, False)
    later = StageStep(ON + timedelta(days=6), 7, 8, StepReason.PROGRESS)
    first = StageStep(ON + timedelta(days=2), 1, 7, StepReason.BY_HAND)
    far = a_run_walk(stage=8, steps=(later, first))
    assert far.steps == (first, later)
    assert (far.since_on, far.is_last_stage) == (later.on, True)


@pytest.mark.parametrize(
    ("gate", "is_open"),
    [
        (StartGate(), False),
        (StartGate(walk_30_ok=False, hop_test_ok=True), False),
        (StartGate(walk_30_ok=True), True),
        (StartGate(walk_30_ok=False, pt_override=True), True),
    ],
)
def test_the_gate_opens_with_the_walk_or_the_pt(gate: StartGate, is_open: bool) -> None:
    assert gate.is_open is is_open


def test_what_is_planned_says_nothing_yet() -> None:
    assert Session("s", ON).is_done is None
    assert Plan("p", ON).per_week == WeeklyTargets()
