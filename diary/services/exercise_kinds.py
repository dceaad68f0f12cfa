"""Which kind of session an exercise belongs to.

A plan that asks for strength and for mobility has a session of each with its own exercises; any
other plan has one session with all of them.
"""

from __future__ import annotations

from datetime import date

from diary.domain.diary import Diary
from diary.domain.exercise import Exercise, KeptExercise, SessionKind
from diary.domain.exercise_lists import LISTS
from diary.domain.plan import Plan
from diary.domain.session import Session, SessionExercise
from diary.services.plans import exercises_on, new_session
from diary.texts.exercise_lists import listed_name

_MOBILITY = frozenset({SessionKind.MOBILITY, SessionKind.STRETCHING})


def has_both(plan: Plan | None) -> bool:
    """True when a plan asks for strength and for mobility."""
    return plan is not None and bool(plan.per_week.strength and plan.per_week.mobility)


def is_mobility(kind: SessionKind) -> bool:
    """True for stretching or mobility, which are one kind of target."""
    return kind in _MOBILITY


def is_for_mobility(exercise: Exercise) -> bool:
    """True when an exercise has the name of one in a ready list for mobility or stretching."""
    name = exercise.name.casefold()
    lists = (each for each in LISTS if is_mobility(each.kind))
    return any(name == listed_name(one.key).casefold() for each in lists for one in each.exercises)


def exercises_for(
    diary: Diary, on: date, plan: Plan, kind: SessionKind
) -> tuple[KeptExercise, ...]:
    """The exercises of a plan that are in a session of the kind on a day."""
    found = exercises_on(diary, on, plan)
    if not has_both(plan):
        return found
    return tuple(each for each in found if is_for_mobility(each.exercise) == is_mobility(kind))


def planned_session(
    diary: Diary, session_id: str, on: date, plan: Plan | None, kind: SessionKind
) -> Session:
    """A session to plan, with those exercises of its plan that are of the kind."""
    session = new_session(diary, session_id, on, None, kind)
    if plan is None:
        return session
    asked = tuple(SessionExercise(each.id) for each in exercises_for(diary, on, plan, kind))
    return Session(session.id, on, kind, plan.id, exercises=asked)
