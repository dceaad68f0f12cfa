"""What a PT offers for the plan: taken one by one, known when it is here, undone in one step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.exercise import Exercise, KeptExercise, SessionKind
from diary.domain.knee_notes import Standing
from diary.domain.offer import ExerciseOffer, PlanOffer, StageOffer, TargetOffer
from diary.domain.plan import EXERCISES_MOST, Plan, WeeklyTargets
from diary.domain.run_walk import RunWalk, Stage, StageStep, StartGate, StepReason
from diary.domain.sessions_by_week import plan_on, target_on
from diary.domain.settings import SetBy
from diary.services.pt_plan_offers import plan_standing, take_plan_offer
from tests.builders import ON

STEP_DOWN = ExerciseOffer("o", Exercise("Step-down", sets=3, reps=10))


def strength(per_week: int) -> TargetOffer:
    return TargetOffer("o", SessionKind.STRENGTH, per_week)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def with_plan(*kept: KeptExercise, by: SetBy = SetBy.ME, **targets: int) -> Diary:
    plan = Plan("plan", ON - timedelta(20), "Hips", set_by=by, per_week=WeeklyTargets(**targets))
    plan = replace(plan, exercise_ids=tuple(each.id for each in kept))
    return Diary(plans={"plan": plan}, exercises={each.id: each for each in kept})


def taken(diary: Diary, offer: PlanOffer, on: date = ON) -> Diary:
    """The diary with it; taking it back leaves nothing behind, and it is known to be in use."""
    step = take_plan_offer(diary, offer, on, ids())
    after = apply(diary, step)
    assert apply(after, step.inverse()) == diary
    assert plan_standing(offer, after, on) is Standing.TAKEN
    assert not take_plan_offer(after, offer, on, ids())
    return after


# ---- targets ------------------------------------------------------------------------------------


def test_a_target_begins_a_plan_of_the_pt_where_none_runs() -> None:
    after = taken(Diary(), strength(3))
    assert after.plans == {
        "new-1": Plan("new-1", ON, set_by=SetBy.PT, per_week=WeeklyTargets(strength=3))
    }
    assert target_on(after, ON, SessionKind.STRENGTH) == 3


def test_a_plan_that_is_over_gets_no_target() -> None:
    over = with_plan(strength=2)
    over = replace(over, plans={"plan": replace(over.plans["plan"], until=ON - timedelta(1))})
    after = taken(over, strength(3))
    assert after.plans["plan"] == over.plans["plan"]
    assert len(after.plans) == 2


def test_a_target_goes_into_the_plan_that_holds() -> None:
    before = with_plan(strength=2)
    plans = taken(before, strength(4)).plans
    after = plans["new-1"]
    assert (after.from_on, after.per_week) == (ON, WeeklyTargets(strength=4))
    assert (after.name, after.set_by) == ("Hips", SetBy.PT)
    # What was asked for until then stays the runner's own.
    assert plans["plan"] == replace(before.plans["plan"], until=ON - timedelta(1))


def test_beside_a_later_plan_for_runs_the_plan_with_the_target_takes_it() -> None:
    before = with_plan(strength=2)
    runs = Plan("runs", ON - timedelta(1), per_week=WeeklyTargets(runs=3))
    before = replace(before, plans={**before.plans, "runs": runs})
    assert plan_standing(strength(2), before, ON) is Standing.TAKEN
    after = taken(before, strength(4))
    assert after.plans["runs"] == runs
    assert after.plans["new-1"].per_week == WeeklyTargets(strength=4)
    exercise = ExerciseOffer("e", Exercise("Bridge"))
    plans = taken(before, exercise).plans
    assert plans["runs"].exercise_ids == ()
    assert len(plans["plan"].exercise_ids) == len(before.plans["plan"].exercise_ids) + 1


def test_what_else_the_runner_aims_at_stays_theirs() -> None:
    after = taken(with_plan(strength=2, runs=4), TargetOffer("o", SessionKind.MOBILITY, 2))
    assert after.plans["new-1"].per_week == WeeklyTargets(strength=2, mobility=2, runs=4)
    assert after.plans["new-1"].set_by is SetBy.ME


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        (strength(7), Standing.OPEN),
        (strength(8), Standing.TOO_MANY),
        (TargetOffer("o", SessionKind.MOBILITY, 21), Standing.TOO_MANY),
        (TargetOffer("o", SessionKind.YOGA, 1), Standing.NO_PLACE),
        (strength(0), Standing.NOTHING_LEFT),
    ],
)
def test_a_target_no_plan_can_hold_is_not_made_smaller(
    offer: TargetOffer, expected: Standing
) -> None:
    for diary in (Diary(), with_plan(strength=3)):
        assert plan_standing(offer, diary, ON) is expected
        if expected is not Standing.OPEN:
            with pytest.raises(InvalidValueError):
                take_plan_offer(diary, offer, ON, ids())


def test_none_a_week_can_be_taken_where_something_else_is_left() -> None:
    after = taken(with_plan(strength=2, runs=4), strength(0))
    assert after.plans["new-1"].per_week == WeeklyTargets(strength=0, runs=4)


# ---- exercises ----------------------------------------------------------------------------------


def test_an_exercise_is_kept_as_from_the_pt_and_goes_into_the_plan_that_holds() -> None:
    kept = KeptExercise("new-1", STEP_DOWN.exercise, from_pt=True)
    after = taken(with_plan(strength=3), STEP_DOWN)
    assert after.exercises == {"new-1": kept}
    assert after.plans["plan"].exercise_ids == ("new-1",)
    assert taken(Diary(), STEP_DOWN).exercises == {"new-1": kept}


def test_an_exercise_with_another_dose_is_another_one() -> None:
    own = KeptExercise("own", Exercise("Step-down", sets=2, reps=10))
    after = taken(with_plan(own, strength=3), STEP_DOWN)
    assert after.plans["plan"].exercise_ids == ("own", "new-1")


def test_the_same_exercise_is_not_kept_twice() -> None:
    own = KeptExercise("own", STEP_DOWN.exercise)
    assert plan_standing(STEP_DOWN, with_plan(own, strength=3), ON) is Standing.TAKEN
    beside = replace(with_plan(strength=3), exercises={"own": own})
    after = taken(beside, STEP_DOWN)
    assert after.exercises == {"own": own}
    assert after.plans["plan"].exercise_ids == ("own",)


def test_an_exercise_that_was_put_aside_is_taken_up_again() -> None:
    aside = KeptExercise("old", STEP_DOWN.exercise, True, ON - timedelta(3))
    after = taken(Diary(exercises={"old": aside}), STEP_DOWN)
    assert after.exercises == {"old": replace(aside, retired_on=None)}


def test_a_full_plan_takes_no_more() -> None:
    many = [KeptExercise(f"e{n}", Exercise(f"Exercise {n}")) for n in range(EXERCISES_MOST)]
    assert plan_standing(STEP_DOWN, with_plan(*many, strength=3), ON) is Standing.PLAN_FULL


# ---- stages -------------------------------------------------------------------------------------


def test_a_stage_is_a_step_by_hand_however_far() -> None:
    before = Diary(run_walk=RunWalk(stage=2, started_on=ON - timedelta(9)))
    for stage in (1, 3, 6):
        after = taken(before, StageOffer("o", stage)).run_walk
        assert after is not None
        assert after.stage == stage
        assert after.steps == (StageStep(ON, 2, stage, StepReason.BY_HAND),)


@pytest.mark.parametrize("stage", [1, 4])
def test_without_stages_they_begin_there_because_the_pt_says_so(stage: int) -> None:
    after = taken(Diary(), StageOffer("o", stage)).run_walk
    assert after is not None
    assert (after.stage, after.started_on) == (stage, ON)
    assert after.gate == StartGate(pt_override=True)
    assert [step.to_stage for step in after.steps] == [stage] * (stage > 1)


def test_a_pt_far_away_does_not_overrule_a_sign_of_today() -> None:
    offer = StageOffer("o", 2)
    assert plan_standing(offer, Diary(), ON, is_urgent_open=True) is Standing.SIGN_FIRST
    with pytest.raises(InvalidValueError):
        take_plan_offer(Diary(), offer, ON, ids(), is_urgent_open=True)
    under_way = Diary(run_walk=RunWalk(stage=1, started_on=ON))
    assert plan_standing(offer, under_way, ON, is_urgent_open=True) is Standing.SIGN_FIRST
    with pytest.raises(InvalidValueError):
        take_plan_offer(under_way, offer, ON, ids(), is_urgent_open=True)
    same = StageOffer("o", 1)
    assert plan_standing(same, under_way, ON, is_urgent_open=True) is Standing.TAKEN


def test_a_stage_there_is_none_of_is_not_taken() -> None:
    short = Diary(run_walk=RunWalk(stages=(Stage(1, 1, 5), Stage(2, 1, 5))))
    assert plan_standing(StageOffer("o", 3), short, ON) is Standing.NO_STAGE
    assert plan_standing(StageOffer("o", 9), Diary(), ON) is Standing.NO_STAGE


@pytest.mark.parametrize("asked", [None, 1])
def test_where_no_plan_or_several_name_it_the_plan_that_began_last_takes_it(
    asked: int | None,
) -> None:
    first = with_plan(mobility=1) if asked is None else with_plan(strength=2)
    later = Plan("later", ON - timedelta(3), per_week=WeeklyTargets(strength=asked, runs=3))
    diary = replace(first, plans={**first.plans, "later": later})
    after = taken(diary, strength(4))
    assert after.plans["plan"] == first.plans["plan"]
    assert plan_on(after, ON) == Plan(
        "new-1", ON, per_week=WeeklyTargets(strength=4, runs=3), set_by=later.set_by
    )
