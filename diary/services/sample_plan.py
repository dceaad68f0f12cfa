"""What the example does beside running: the plan of the first visit, its exercises and sessions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from diary.domain.exercise import BodyArea, Exercise, KeptExercise, SessionKind, Side
from diary.domain.knee import Knee
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.session import Session, SessionExercise
from diary.domain.settings import SetBy
from diary.services.sample_story import VISIT_AGE, Story

PLAN_DAYS, PLAN_SESSIONS, A_WEEK = 42, 18, 3
_WEEKDAYS = (0, 2, 5)
# In the last days one session was left out, and the one of the last day is still to come.
_SKIPPED_FROM_AGE, _SKIPPED_TO_AGE = 1, 4
_EXERCISES = (
    Exercise("Step-down", (BodyArea.HIPS, BodyArea.THIGHS_FRONT), 3, 10, side=Side.BOTH),
    Exercise("Side-lying leg raise", (BodyArea.HIPS,), 3, 12, side=Side.BOTH),
    Exercise("Calf raise", (BodyArea.CALVES,), 3, 15, note="Slowly down"),
    Exercise("Side plank", (BodyArea.CORE,), 2, seconds=30.0, side=Side.BOTH),
)


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Exercises, the plan and its sessions, in order."""

    exercises: tuple[KeptExercise, ...]
    plan: Plan
    sessions: tuple[Session, ...]


def plan_part(story: Story) -> PlanPart:
    """Three sessions a week since the visit: most of them done, one skipped, one still to come."""
    first = story.on(VISIT_AGE)
    at = story.at(first, time(17, 50))
    exercises = tuple(
        KeptExercise(story.identity(at, each.name), each, from_pt=True) for each in _EXERCISES
    )
    plan = Plan(
        story.identity(at, "plan"),
        first,
        "Hips and thighs",
        first + timedelta(days=PLAN_DAYS - 1),
        SetBy.PT,
        WeeklyTargets(strength=A_WEEK),
        PLAN_SESSIONS,
        tuple(each.id for each in exercises),
    )
    days = [story.on(age) for age in range(VISIT_AGE - 1, 0, -1)]
    wanted = [on for on in days if on.weekday() in _WEEKDAYS]
    sessions = [_session(story, on, plan) for on in wanted]
    return PlanPart(exercises, plan, (*sessions, _to_come(story, story.last_on, plan)))


def _session(story: Story, on: date, plan: Plan) -> Session:
    dice = story.dice(on, "session")
    if _SKIPPED_FROM_AGE <= story.age(on) < _SKIPPED_TO_AGE:
        return replace(_to_come(story, on, plan), is_done=False)
    done = [
        SessionExercise(identity, True, each.sets, each.reps, each.seconds)
        for identity, each in zip(plan.exercise_ids, _EXERCISES, strict=True)
    ]
    # Only what loads the knee most is scored after it.
    done[0] = done[0].with_score(Knee.LEFT, max(0, story.left(on) - dice.randint(0, 1)))
    minutes = dice.choice((20, 25, 30))
    planned = _to_come(story, on, plan)
    return replace(planned, is_done=True, minutes=minutes, exercises=tuple(done))


def _to_come(story: Story, on: date, plan: Plan) -> Session:
    asked = tuple(SessionExercise(each) for each in plan.exercise_ids)
    identity = story.identity(story.at(on, time(19)), "session")
    return Session(identity, on, SessionKind.STRENGTH, plan.id, exercises=asked)
