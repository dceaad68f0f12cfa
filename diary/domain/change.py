"""A change is one entity before and after; its inverse takes it back.

A change is applied field by field onto what the diary holds now, so that two programs that touch
different fields of one day do not undo each other. A field that is not what the change started
from raises `StaleChangeError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeAlias, TypeVar

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.errors import StaleChangeError
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.knee import KneeDay
from diary.domain.person import Person
from diary.domain.plan import Plan
from diary.domain.pt_note import PtNote
from diary.domain.reminder_state import ReminderState
from diary.domain.run import Run, RunKnee
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session
from diary.domain.settings import SettingChange, Settings
from diary.domain.shoe import Shoe
from diary.domain.total import Total

Entity: TypeAlias = (
    Day
    | Run
    | Shoe
    | Event
    | Person
    | Settings
    | SettingChange
    | ReminderState
    | Total
    | PtNote
    | KeptExercise
    | Plan
    | Session
    | RunWalk
)
EntityKey: TypeAlias = tuple[str, object]

_NESTED = (KneeDay, RunKnee)
Merged = TypeVar("Merged")


def key_of(entity: Entity) -> EntityKey:
    """What identifies an entity in a diary: its kind, and its day, id, name or key."""
    if isinstance(entity, Day):
        return ("day", entity.on)
    if isinstance(entity, SettingChange):
        return ("setting_change", (entity.at, entity.name))
    if isinstance(entity, ReminderState):
        return ("reminder_state", entity.key)
    if isinstance(entity, PtNote):
        return ("pt_note", entity.id)
    if isinstance(entity, KeptExercise):
        return ("exercise", entity.id)
    if isinstance(entity, RunWalk):
        return ("run_walk", "")
    if isinstance(entity, Person | Settings):
        return (type(entity).__name__.lower(), "")
    return (type(entity).__name__.lower(), entity.id)


@dataclass(frozen=True, slots=True)
class Change:
    """One entity before and after; None = not there. Both sides have the same key."""

    before: Entity | None
    after: Entity | None

    def __post_init__(self) -> None:
        sides = [key_of(side) for side in (self.before, self.after) if side is not None]
        if not sides or any(side != sides[0] for side in sides):
            msg = "a change has one entity on both sides"
            raise ValueError(msg)

    @property
    def key(self) -> EntityKey:
        """Kind and identity of the entity."""
        side = self.after if self.after is not None else self.before
        assert side is not None  # noqa: S101 - guaranteed by __post_init__
        return key_of(side)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that are written, published and undone together."""

    changes: tuple[Change, ...]

    def inverse(self) -> ChangeSet:
        """The change set that takes this one back."""
        return ChangeSet(tuple(change.inverse() for change in reversed(self.changes)))

    def touches(self, kind: str) -> bool:
        """True when an entity of this kind (`day`, `run`, `shoe`, …) is in it."""
        return any(change.key[0] == kind for change in self.changes)

    def keys(self) -> frozenset[EntityKey]:
        """The entities it touches."""
        return frozenset(change.key for change in self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)


def current_entity(diary: Diary, key: EntityKey) -> Entity | None:
    """What the diary holds under a key; None = nothing."""
    kind, identity = key
    if kind == "day":
        return diary.days.get(identity) if isinstance(identity, date) else None
    by_id: dict[str, Mapping[str, Entity]] = {
        "run": diary.runs,
        "shoe": diary.shoes,
        "event": diary.events,
        "total": diary.totals,
        "pt_note": diary.pt_notes,
        "exercise": diary.exercises,
        "plan": diary.plans,
        "session": diary.sessions,
    }
    if kind in by_id:
        return by_id[kind].get(str(identity))
    if kind == "setting_change":
        return next((each for each in diary.setting_changes if key_of(each) == key), None)
    if kind == "reminder_state":
        return next((each for key, each in diary.reminder_states.items() if key == identity), None)
    alone: dict[str, Entity | None] = {"person": diary.person, "run_walk": diary.run_walk}
    return alone.get(kind, diary.settings)


def rebase(change: Change, current: Entity | None) -> Change:
    """The same change onto what is there now; raises `StaleChangeError` where fields clash."""
    before, after = change.before, change.after
    if current == before:
        return change
    if current == after:
        return Change(current, after) if current is not None else change
    if isinstance(change.key[1], date) and change.key[0] == "day":
        return _rebase_day(change, current)
    if current is None or before is None or after is None:
        raise StaleChangeError(change.key[0])
    return Change(current, _merge(current, before, after))


def _rebase_day(change: Change, current: Entity | None) -> Change:
    """A day that is not kept equals an empty one, so days always merge field by field."""
    on = change.key[1]
    assert isinstance(on, date)  # noqa: S101 - the key of a day
    empty = Day(on)
    merged = _merge(current or empty, change.before or empty, change.after or empty)
    assert isinstance(merged, Day)  # noqa: S101 - three days make a day
    return Change(current, None if merged.is_empty and change.after is None else merged)


def _merge(current: Merged, before: Any, after: Any) -> Merged:  # noqa: ANN401 - same class as `current`
    changed: dict[str, Any] = {}
    # `Merged` is always one of the dataclasses above; a bound of that kind cannot be written.
    for each in fields(current):  # type: ignore[arg-type]
        old, new, now = (getattr(side, each.name) for side in (before, after, current))
        if new in (old, now):
            continue
        if each.name == "recorded_at":
            changed[each.name] = new
        elif isinstance(now, Mapping) and isinstance(old, Mapping) and isinstance(new, Mapping):
            changed[each.name] = _merge_mapping(each.name, now, old, new)
        elif now == old:
            changed[each.name] = new
        else:
            raise StaleChangeError(each.name)
    # Same reason.
    return replace(current, **changed) if changed else current  # type: ignore[type-var]


def _merge_mapping(
    name: str, now: Mapping[Any, Any], old: Mapping[Any, Any], new: Mapping[Any, Any]
) -> dict[Any, Any]:
    merged = dict(now)
    for key in {**old, **new}:
        was, becomes, present = old.get(key), new.get(key), now.get(key)
        if becomes in (was, present):
            continue
        sides = [side for side in (was, becomes, present) if isinstance(side, _NESTED)]
        if sides:
            empty = type(sides[0])()
            merged[key] = _merge(present or empty, was or empty, becomes or empty)
        elif present != was:
            raise StaleChangeError(f"{name}.{key}")
        elif becomes is None:
            del merged[key]
        else:
            merged[key] = becomes
    return merged


def apply(diary: Diary, change_set: ChangeSet) -> Diary:
    """The diary with every `after` in its place; the given diary is not changed."""
    touched = {change.key[0] for change in change_set.changes}
    by_kind: dict[str, dict[Any, Any]] = {}
    for kind, entities in (
        ("day", diary.days),
        ("run", diary.runs),
        ("shoe", diary.shoes),
        ("event", diary.events),
        ("reminder_state", diary.reminder_states),
        ("total", diary.totals),
        ("pt_note", diary.pt_notes),
        ("exercise", diary.exercises),
        ("plan", diary.plans),
        ("session", diary.sessions),
    ):
        # Copying what is not touched would cost more than the rest of a saved score.
        by_kind[kind] = dict(entities) if kind in touched else entities  # type: ignore[assignment] # only written to when copied
    setting_changes = list(diary.setting_changes)
    person, settings, run_walk = diary.person, diary.settings, diary.run_walk
    for change in change_set.changes:
        kind, identity = change.key
        if kind in by_kind:
            if change.after is None:
                by_kind[kind].pop(identity, None)
            else:
                by_kind[kind][identity] = change.after
        elif kind == "setting_change":
            setting_changes = [each for each in setting_changes if key_of(each) != change.key]
            if isinstance(change.after, SettingChange):
                setting_changes.append(change.after)
        elif kind == "run_walk":
            run_walk = change.after if isinstance(change.after, RunWalk) else None
        elif isinstance(change.after, Person):
            person = change.after
        elif isinstance(change.after, Settings):
            settings = change.after
    listed = Diary(person, settings, tuple(setting_changes), *by_kind.values())  # type: ignore[arg-type] # in the order of the fields, without the last
    return listed if run_walk is None else replace(listed, run_walk=run_walk)


def whole_diary(diary: Diary) -> ChangeSet:
    """The change set that makes this diary out of an empty one.

    Shoes come before their runs and runs before the days, exercises before plans and plans before
    sessions, so that no row waits for another.
    """
    changes = [Change(Person(), diary.person), Change(Settings(), diary.settings)]
    entities: list[Entity] = [
        *diary.setting_changes,
        *diary.shoes.values(),
        *diary.runs_in_order(),
        *diary.days.values(),
        *diary.events.values(),
        *diary.reminder_states.values(),
        *diary.totals.values(),
        *diary.pt_notes.values(),
        *diary.exercises.values(),
        *diary.plans.values(),
        *diary.sessions.values(),
    ]
    if diary.run_walk is not None:
        entities.append(diary.run_walk)
    changes += [Change(None, entity) for entity in entities]
    return ChangeSet(tuple(change for change in changes if change.before != change.after))
