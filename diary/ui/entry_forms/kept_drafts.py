"""Drafts as plain JSON and back, and a draft put onto an entry that has changed meanwhile; no Qt.

What cannot be read back is left out: a draft is a convenience and never stops a form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from diary.domain.knee import Knee, Moment
from diary.domain.run import Aid, Finish, Hills, RunKind, Surface, WarmUp
from diary.domain.shoe import ShoeKind
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.dialogs.shoe_draft import ShoeDraft

Draft = TypeVar("Draft", RunDraft, ShoeDraft)

Value = TypeVar("Value")
Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class KeptDraft(Generic[Draft]):
    """What the fields held when the form opened, and what they held in the end."""

    opened: Draft
    typed: Draft

    def onto(self, now: Draft) -> Draft:
        """The entry as it is now with the fields that the person changed."""
        changed: dict[str, Any] = {
            each.name: _merged(
                *(getattr(side, each.name) for side in (self.opened, self.typed, now))
            )
            for each in fields(now)
        }
        # The values are those of fields of one class.
        return replace(now, **changed)


def plain_draft(opened: Draft, typed: Draft) -> dict[str, object]:
    """Both sides of a draft as JSON takes them."""
    return {"opened": _plain_fields(opened), "typed": _plain_fields(typed)}


def kept_run(kept: object) -> KeptDraft[RunDraft] | None:
    """The draft of a run that was kept; None = there is none that can be read."""
    return _kept(kept, RunDraft, _RUN_FIELDS)


def kept_shoe(kept: object) -> KeptDraft[ShoeDraft] | None:
    """The draft of a pair that was kept; None = there is none that can be read."""
    return _kept(kept, ShoeDraft, _SHOE_FIELDS)


def _merged(opened: object, typed: object, now: object) -> object:
    if typed == opened:
        return now
    if isinstance(opened, Mapping) and isinstance(typed, Mapping) and isinstance(now, Mapping):
        merged = dict(now)
        for key in {**opened, **typed}:
            if typed.get(key) == opened.get(key):
                continue
            merged.pop(key, None)
            if key in typed:
                merged[key] = typed[key]
        return merged
    return typed


def _plain_fields(draft: RunDraft | ShoeDraft) -> dict[str, object]:
    return {each.name: _plain(getattr(draft, each.name)) for each in fields(draft)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(each)] for key, each in value.items()]
    return str(value) if isinstance(value, StrEnum) else value


def _kept(
    kept: object, kind: Callable[..., Draft], readers: Mapping[str, Reader]
) -> KeptDraft[Draft] | None:
    if not isinstance(kept, dict):
        return None
    try:
        opened, typed = (
            kind(**{name: read(kept[side].get(name)) for name, read in readers.items()})
            for side in ("opened", "typed")
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return KeptDraft(opened, typed)


def _exactly(kind: type[Value]) -> Callable[[object], Value]:
    def read(value: object) -> Value:
        if type(value) is not kind:
            raise TypeError(type(value))
        return value

    return read


def _or_none(read: Callable[[Any], Value]) -> Callable[[object], Value | None]:
    return lambda value: None if value is None else read(value)


def _each(read: Callable[[Any], Value]) -> Callable[[Any], tuple[Value, ...]]:
    return lambda values: tuple(read(each) for each in values)


def _by_key(read_key: Reader, read: Reader) -> Reader:
    return lambda pairs: {read_key(key): read(value) for key, value in pairs}


def _knee_and_moment(pair: list[str]) -> tuple[Knee, Moment]:
    knee, moment = pair
    return Knee(knee), Moment(moment)


_TEXT, _WHOLE, _YES = _exactly(str), _exactly(int), _exactly(bool)
_RUN_FIELDS: Mapping[str, Reader] = {
    "on": date.fromisoformat,
    "start": _TEXT,
    "distance": _TEXT,
    "time": _TEXT,
    "shoe_id": _or_none(_TEXT),
    "scores": _by_key(_knee_and_moment, _WHOLE),
    "finish": _or_none(Finish),
    "kind": _or_none(RunKind),
    "surface": _or_none(Surface),
    "hills": _or_none(Hills),
    "rpe": _or_none(_WHOLE),
    "warmup": _or_none(WarmUp),
    "cadence": _TEXT,
    "climb": _TEXT,
    "onset_distance": _TEXT,
    "onset_time": _TEXT,
    "limped": _by_key(Knee, _YES),
    "turned_sharp": _by_key(Knee, _YES),
    "form_faded": _or_none(_YES),
    "aids": _or_none(_each(Aid)),
    "note": _TEXT,
    "run_walk_stage": _or_none(_WHOLE),
}
_SHOE_FIELDS: Mapping[str, Reader] = {
    "first_used_on": date.fromisoformat,
    "name": _TEXT,
    "kind": _or_none(ShoeKind),
    "initial": _TEXT,
    "limit": _TEXT,
    "brand": _TEXT,
    "model": _TEXT,
    "kinds": _each(RunKind),
    "surfaces": _each(Surface),
    "orthotics": _YES,
    "drop": _TEXT,
    "stack": _TEXT,
    "note": _TEXT,
}
