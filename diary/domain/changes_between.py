"""What turns one diary into another, entity by entity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diary.domain.change import Change, ChangeSet, Entity
from diary.domain.diary import Diary


def changes_between(before: Diary, after: Diary) -> ChangeSet:
    """The change set that makes `after` out of `before`, in the order of `whole_diary`."""
    sides: list[tuple[Entity | None, Entity | None]] = [
        (before.person, after.person),
        (before.settings, after.settings),
    ]
    were = {(each.at, each.name): each for each in before.setting_changes}
    are = {(each.at, each.name): each for each in after.setting_changes}
    for old, new in (
        (were, are),
        (before.shoes, after.shoes),
        (before.runs, after.runs),
        (before.days, after.days),
        (before.events, after.events),
        (before.reminder_states, after.reminder_states),
        (before.totals, after.totals),
        (before.pt_notes, after.pt_notes),
        (before.exercises, after.exercises),
        (before.plans, after.plans),
        (before.sessions, after.sessions),
    ):
        sides += _pairs(old, new)
    sides.append((before.run_walk, after.run_walk))
    # Most are the same object, and comparing two takes far longer than seeing that.
    changed = ((old, new) for old, new in sides if old is not new and old != new)
    return ChangeSet(tuple(Change(old, new) for old, new in changed))


def _pairs(old: Mapping[Any, Entity], new: Mapping[Any, Entity]) -> list[tuple[Any, Any]]:
    """Both sides of what is new, then of what was there."""
    added = [(None, entity) for key, entity in new.items() if key not in old]
    return added + [(entity, new.get(key)) for key, entity in old.items()]
