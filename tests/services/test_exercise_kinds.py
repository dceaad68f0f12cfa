"""Which session an exercise is in: by the ready lists, and only where a plan asks for both."""

import pytest

from diary.domain.exercise import SessionKind
from diary.domain.plan import WeeklyTargets
from diary.services.exercise_kinds import exercises_for, is_for_mobility, planned_session
from tests.builders import ON, a_diary, a_plan, an_exercise

EXERCISES = {
    "step": an_exercise("step"),
    "calf": an_exercise("calf", "calf Stretch"),
    "swing": an_exercise("swing", "Leg swings"),
}


def test_a_list_decides_by_name() -> None:
    names = {key: is_for_mobility(each.exercise) for key, each in EXERCISES.items()}
    assert names == {"step": False, "calf": True, "swing": True}


@pytest.mark.parametrize(
    ("targets", "strength", "stretching"),
    [
        (WeeklyTargets(3, 2), ["step"], ["calf", "swing"]),
        (WeeklyTargets(3), ["step", "calf", "swing"], ["step", "calf", "swing"]),
        (WeeklyTargets(mobility=3), ["step", "calf", "swing"], ["step", "calf", "swing"]),
    ],
)
def test_a_plan_of_both_parts_them(
    targets: WeeklyTargets, strength: list[str], stretching: list[str]
) -> None:
    plan = a_plan(per_week=targets, exercise_ids=tuple(EXERCISES))
    diary = a_diary(plans={plan.id: plan}, exercises=EXERCISES)
    for kind, ids in ((SessionKind.STRENGTH, strength), (SessionKind.STRETCHING, stretching)):
        assert [each.id for each in exercises_for(diary, ON, plan, kind)] == ids
        session = planned_session(diary, "s", ON, plan, kind)
        assert [each.exercise_id for each in session.exercises] == ids
        assert (session.kind, session.plan_id, session.is_done) == (kind, plan.id, None)


def test_without_a_plan_nothing_is_asked() -> None:
    session = planned_session(a_diary(exercises=EXERCISES), "s", ON, None, SessionKind.YOGA)
    assert (session.plan_id, session.exercises) == (None, ())
