"""Change sets for plans, exercises and sessions; what was done is never lost with what was planned.

Plans may overlap: of several the one that began last counts (`sessions_by_week.target_on`). What
was asked for on days that are over stays as it was: another target begins a plan of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import KeptExercise, SessionKind
from diary.domain.plan import Plan, begin_order
from diary.domain.session import Session, SessionExercise, says_something
from diary.domain.sessions_by_week import days_done, done_of_plan
from diary.services.entries import NOTHING
from diary.services.ports import IdSource

# ---- plans --------------------------------------------------------------------------------------


def put_plan(diary: Diary, plan: Plan, today: date, new_id: IdSource) -> ChangeSet:
    """Start a plan, or change the one of its id; see `check_plan` for what is refused.

    A plan that runs keeps what it asked for on days that are over. With another target, or a first
    day that is not over yet, it ends yesterday and goes on as one of a new id, which has those of
    its sessions in all that are left. One that is now to be over before today keeps its target.
    """
    before = diary.plans.get(plan.id)
    if before == plan:
        return NOTHING
    check_plan(diary, plan, today)
    if before is None or not _is_running(before, today):
        return ChangeSet((Change(before, plan),))
    if plan.until is not None and plan.until < today:
        return ChangeSet((Change(before, replace(plan, per_week=before.per_week)),))
    if plan.from_on < today and plan.per_week == before.per_week:
        return ChangeSet((Change(before, plan),))
    return _parted(diary, before, plan, today, new_id)


def _parted(diary: Diary, before: Plan, plan: Plan, today: date, new_id: IdSource) -> ChangeSet:
    first = plan.from_on if plan.from_on < today else before.from_on
    ended = replace(before, name=plan.name, from_on=first, until=today - timedelta(days=1))
    after = replace(
        plan,
        id=new_id(),
        from_on=max(plan.from_on, today),
        total_sessions=_sessions_left(diary, ended, plan),
    )
    moved = tuple(
        Change(each, replace(each, plan_id=after.id))
        for each in diary.sessions.values()
        if each.plan_id == plan.id and each.on >= today
    )
    return ChangeSet((Change(before, ended), Change(None, after), *moved))


def check_plan(diary: Diary, plan: Plan, today: date) -> None:
    """Raise `InvalidValueError` for a plan that cannot be kept.

    That is a new one that is over before today, one that asks for nothing, and one with exercises
    that are not in the diary. One that overlaps another can be kept: see `overlapping`.
    """
    if plan.id not in diary.plans and plan.until is not None and plan.until < today:
        raise InvalidValueError("until", Reason.IN_PAST, plan.until)
    if plan.per_week.is_nothing:
        raise InvalidValueError("per_week", Reason.REQUIRED)
    gone = next((each for each in plan.exercise_ids if each not in diary.exercises), None)
    if gone is not None:
        raise InvalidValueError("exercise_id", Reason.NAMES_NOTHING, gone)


def _is_running(plan: Plan, today: date) -> bool:
    """True for a plan that has days that are over and goes on; any other one is only put right."""
    return plan.from_on < today and (plan.until is None or plan.until >= today)


def _sessions_left(diary: Diary, ended: Plan, plan: Plan) -> int | None:
    """How many of all sessions are left for the days from today; None = none, or not told."""
    if plan.total_sessions is None or ended.until is None:
        return None
    left = plan.total_sessions - done_of_plan(ended, ended.until, days_done(diary))
    return left if left > 0 else None


def overlapping(diary: Diary, plan: Plan) -> tuple[Plan, ...]:
    """The other plans that hold on a day of this one, in the order in which they began."""
    others = (each for each in diary.plans.values() if each.id != plan.id and each.overlaps(plan))
    return tuple(sorted(others, key=begin_order))


def end_plan(diary: Diary, plan_id: str, last_on: date) -> ChangeSet:
    """Make this the last day of a plan; one that has not begun by then goes into the bin."""
    plan = diary.plans[plan_id]
    if plan.from_on > last_on:
        return remove_plan(diary, plan_id)
    if plan.until is not None and plan.until <= last_on:
        return NOTHING
    return ChangeSet((Change(plan, replace(plan, until=last_on)),))


def remove_plan(diary: Diary, plan_id: str) -> ChangeSet:
    """Put a plan into the bin, with its sessions that are only planned.

    What was done or skipped stays, and every session in which something was written.
    """
    plan = diary.plans.get(plan_id)
    if plan is None:
        return NOTHING
    changes = [
        Change(each, replace(each, plan_id=None) if _is_history(each) else None)
        for each in diary.sessions.values()
        if each.plan_id == plan_id
    ]
    return ChangeSet((*changes, Change(plan, None)))


# ---- exercises ----------------------------------------------------------------------------------


def put_exercise(diary: Diary, exercise: KeptExercise, plan_id: str | None = None) -> ChangeSet:
    """Add an exercise, or change the one of its id; `plan_id` makes it part of that plan too."""
    before = diary.exercises.get(exercise.id)
    changes = [] if before == exercise else [Change(before, exercise)]
    plan = None if plan_id is None else diary.plans.get(plan_id)
    if plan_id is not None and plan is None:
        raise InvalidValueError("plan_id", Reason.NAMES_NOTHING, plan_id)
    if plan is not None and exercise.id not in plan.exercise_ids:
        ids = (*plan.exercise_ids, exercise.id)
        changes.append(Change(plan, replace(plan, exercise_ids=ids)))
    return ChangeSet(tuple(changes))


def retire_exercise(diary: Diary, exercise_id: str, on: date | None) -> ChangeSet:
    """Put an exercise aside from a day on; None takes it up again. Its history stays."""
    before = diary.exercises[exercise_id]
    after = replace(before, retired_on=on)
    return NOTHING if before == after else ChangeSet((Change(before, after),))


def has_history(diary: Diary, exercise_id: str) -> bool:
    """True when an exercise is part of a session that is more than planned."""
    return any(
        each.exercise(exercise_id) is not None and _is_history(each)
        for each in diary.sessions.values()
    )


def remove_exercise(diary: Diary, exercise_id: str, on: date) -> ChangeSet:
    """Delete an exercise; one with history is put aside on this day instead and keeps its name.

    It leaves the plans and the sessions that are only planned. Raises `InvalidValueError` when it
    has history and is put aside already: there is nothing more to take away.
    """
    before = diary.exercises.get(exercise_id)
    if before is None:
        return NOTHING
    is_kept = has_history(diary, exercise_id)
    changes = [*_let_go(diary, exercise_id)]
    if not is_kept:
        changes.append(Change(before, None))
    elif before.retired_on is None:
        changes.append(Change(before, replace(before, retired_on=on)))
    if not changes:
        raise InvalidValueError("exercise_id", Reason.NEEDS_OTHER, before.name, other="session_id")
    return ChangeSet(tuple(changes))


def _let_go(diary: Diary, exercise_id: str) -> Iterator[Change]:
    for plan in diary.plans.values():
        if exercise_id in plan.exercise_ids:
            left = tuple(each for each in plan.exercise_ids if each != exercise_id)
            yield Change(plan, replace(plan, exercise_ids=left))
    for session in diary.sessions.values():
        if session.exercise(exercise_id) is not None and not _is_history(session):
            others = (each for each in session.exercises if each.exercise_id != exercise_id)
            yield Change(session, replace(session, exercises=tuple(others)))


def exercises_on(diary: Diary, on: date, plan: Plan | None = None) -> tuple[KeptExercise, ...]:
    """The exercises of a plan (None: of the diary) that are not put aside on a day."""
    ids = diary.exercises if plan is None else plan.exercise_ids
    kept = (diary.exercises[each] for each in ids if each in diary.exercises)
    return tuple(each for each in kept if each.retired_on is None or on < each.retired_on)


# ---- sessions -----------------------------------------------------------------------------------


def new_session(
    diary: Diary,
    session_id: str,
    on: date,
    plan: Plan | None = None,
    kind: SessionKind = SessionKind.STRENGTH,
) -> Session:
    """A session to plan, with the exercises of its plan; nothing of them is answered."""
    exercises = () if plan is None else exercises_on(diary, on, plan)
    asked = tuple(SessionExercise(each.id) for each in exercises)
    return Session(session_id, on, kind, None if plan is None else plan.id, exercises=asked)


def put_session(diary: Diary, session: Session, today: date) -> ChangeSet:
    """Add a session, or change the one of its id.

    Refuses what was done on a day to come, and a plan or exercise that is not there.
    """
    before = diary.sessions.get(session.id)
    if before == session:
        return NOTHING
    if session.on > today and (session.is_done or _is_answered(session)):
        raise InvalidValueError("on", Reason.IN_FUTURE, session.on)
    if session.plan_id is not None and session.plan_id not in diary.plans:
        raise InvalidValueError("plan_id", Reason.NAMES_NOTHING, session.plan_id)
    for done in session.exercises:
        if done.exercise_id not in diary.exercises:
            raise InvalidValueError("exercise_id", Reason.NAMES_NOTHING, done.exercise_id)
    return ChangeSet((Change(before, session),))


def remove_session(diary: Diary, session_id: str) -> ChangeSet:
    """Put a session into the bin."""
    before = diary.sessions.get(session_id)
    return NOTHING if before is None else ChangeSet((Change(before, None),))


def _is_history(session: Session) -> bool:
    """True when it is more than planned: done, skipped, or with something written in it."""
    return session.is_done is not None or says_something(session)


def _is_answered(session: Session) -> bool:
    return any(each.is_done is not None or each.knees for each in session.exercises)
