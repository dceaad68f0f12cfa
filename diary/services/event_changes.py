"""Change sets for events: what happened and matters beside pain and load."""

from __future__ import annotations

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.event import Event
from diary.services.entries import NOTHING


def put_event(diary: Diary, event: Event) -> ChangeSet:
    """Add an event, or change the one of its id."""
    before = diary.events.get(event.id)
    return NOTHING if before == event else ChangeSet((Change(before, event),))


def remove_event(diary: Diary, event_id: str) -> ChangeSet:
    """Take an event out of the diary."""
    before = diary.events.get(event_id)
    return NOTHING if before is None else ChangeSet((Change(before, None),))
