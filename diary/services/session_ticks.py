"""Change sets for the ticks of a week: a session of a kind was done on a day, or it was not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.session import Session
from diary.domain.sessions_by_week import plan_on
from diary.services.entries import NOTHING, set_care
from diary.services.plans import new_session, put_session

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
    session = there[0] if there else new_session(diary, new_id(), on, plan_on(diary, on), kind)
    return put_session(diary, replace(session, is_done=True), today)


def untick_day(
    diary: Diary,
    on: date,
    kind: SessionKind,
    recorded_at: datetime,
    new_id: Callable[[], str],
) -> ChangeSet:
    """Take back that a session of the kind was done on a day, also where the day's care says so.

    A session that says no more than that goes; others are planned again.
    """
    changes: list[Change] = []
    for session in diary.sessions_on(on):
        if session.is_done and is_of_kind(session, kind):
            after = replace(session, is_done=None) if _says_more(session) else None
            changes.append(Change(session, after))
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


def _says_more(session: Session) -> bool:
    is_answered = any(each.is_done is not None or each.knees for each in session.exercises)
    told = (session.text, session.minutes, session.rpe)
    return is_answered or any(each not in {"", None} for each in told)
