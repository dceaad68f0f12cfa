"""Change sets for the ticks of a week: a session of a kind was done on a day, or it was not.

A session that stands planned on its day is filled before another one is made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.session import TEXT_LONGEST, Session, says_something
from diary.domain.sessions_by_week import plan_for_target
from diary.services.entries import NOTHING, set_care
from diary.services.exercise_kinds import planned_session
from diary.services.plans import put_session

_CARE = {SessionKind.STRENGTH: Care.STRENGTH, SessionKind.MOBILITY: Care.MOBILITY}
# "Stretching or mobility" is one kind of target.
_ALSO = {SessionKind.MOBILITY: SessionKind.STRETCHING}


def is_of_kind(session: Session, kind: SessionKind) -> bool:
    """True when a session counts for the target of a kind."""
    return session.kind in {kind, _ALSO.get(kind, kind)}


def tick_day(
    diary: Diary, on: date, kind: SessionKind, today: date, new_id: Callable[[], str]
) -> ChangeSet:
    """Say that a session of the kind was done on a day: the one that stands there, or a new one.

    Refuses days to come.
    """
    there = [each for each in diary.sessions_on(on) if is_of_kind(each, kind)]
    if any(each.is_done for each in there):
        return NOTHING
    # What is only planned comes before what was skipped.
    there.sort(key=lambda each: each.is_done is not None)
    plan = plan_for_target(diary, on, kind)
    session = there[0] if there else planned_session(diary, new_id(), on, plan, kind)
    return put_session(diary, replace(session, is_done=True), today)


def into_planned(diary: Diary, told: Session) -> Session:
    """A new session that was done or skipped, as the one of its kind that stands there planned.

    What was said in the planned one stays where nothing new is said.
    """
    if told.is_done is None or told.id in diary.sessions:
        return told
    there = [
        each
        for each in diary.sessions_on(told.on)
        if each.is_done is None and each.kind is told.kind
    ]
    if not there:
        return told
    planned = there[0]
    exercises = {each.exercise_id: each for each in planned.exercises}
    for each in told.exercises:
        before = exercises.get(each.exercise_id)
        if before is None or each.says_something:
            knees = each.knees if before is None else {**before.knees, **each.knees}
            exercises[each.exercise_id] = replace(each, knees=knees)
    notes = dict.fromkeys(filter(None, (planned.text, told.text)))
    return replace(
        told,
        id=planned.id,
        plan_id=planned.plan_id or told.plan_id,
        minutes=planned.minutes if told.minutes is None else told.minutes,
        rpe=planned.rpe if told.rpe is None else told.rpe,
        text=" ".join(notes)[:TEXT_LONGEST],
        exercises=tuple(exercises.values()),
    )


def untick_day(
    diary: Diary,
    on: date,
    kind: SessionKind,
    recorded_at: datetime,
    new_id: Callable[[], str],
    made: Collection[str] = (),
) -> ChangeSet:
    """Take back that a session of the kind was done on a day, also where the day's care says so.

    A session of `made`, which came with its tick, goes when it says no more than that; others are
    planned again.
    """
    changes: list[Change] = []
    for session in diary.sessions_on(on):
        if session.is_done and is_of_kind(session, kind):
            is_bare = session.id in made and not says_something(session)
            changes.append(Change(session, None if is_bare else replace(session, is_done=None)))
    day = diary.day(on)
    care = _CARE.get(kind)
    if care is not None and day.care.get(care) is True:
        left = {key: is_on for key, is_on in day.care.items() if key is not care}
        cared = set_care(
            diary,
            on,
            recorded_at,
            new_id,
            care=left,
            own=day.care_own,
            painkiller=day.painkiller,
        )
        changes += cared.changes
    return ChangeSet(tuple(changes))
