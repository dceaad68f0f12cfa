"""Drafts as plain JSON and back, and a draft put onto an entry that has changed meanwhile; no Qt.

What cannot be read back is left out: a draft is a convenience and never stops a form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from diary.domain.checks import EARLIEST, LATEST


class Fields(Protocol):
    """A dataclass that holds what the fields of a form hold."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Draft = TypeVar("Draft", bound=Fields)

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
            field.name: _merged(
                *(getattr(side, field.name) for side in (self.opened, self.typed, now))
            )
            for field in fields(now)
        }
        # The values are those of fields of one class.
        return replace(now, **changed)


@dataclass(frozen=True, slots=True)
class DraftKind(Generic[Draft]):
    """The drafts of one kind of form: its name, and how each field is read back."""

    name: str
    make: Callable[..., Draft]
    readers: Mapping[str, Reader]

    def read(self, kept: object) -> KeptDraft[Draft] | None:
        """The draft that was kept; None = there is none that can be read."""
        if not isinstance(kept, dict):
            return None
        try:
            opened, typed = (
                self.make(
                    **{name: read(kept[side].get(name)) for name, read in self.readers.items()}
                )
                for side in ("opened", "typed")
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            return None
        return KeptDraft(opened, typed)


def plain_draft(opened: Draft, typed: Draft) -> dict[str, object]:
    """Both sides of a draft as JSON takes them."""
    return {"opened": _plain_fields(opened), "typed": _plain_fields(typed)}


# ---- how a field is read back; each raises `TypeError` or `ValueError` --------------------------


def exactly(kind: type[Value]) -> Callable[[object], Value]:
    """A value of just this type."""

    def read(value: object) -> Value:
        if type(value) is not kind:
            raise TypeError(type(value))
        return value

    return read


def a_day(value: object) -> date:
    """A day that an entry can have."""
    day = date.fromisoformat(exactly(str)(value))
    if not EARLIEST <= day <= LATEST:
        raise ValueError(day)
    return day


def or_none(read: Callable[[Any], Value]) -> Callable[[object], Value | None]:
    """A value, or None."""
    return lambda value: None if value is None else read(value)


def each(read: Callable[[Any], Value]) -> Callable[[Any], tuple[Value, ...]]:
    """Values in a row."""
    return lambda values: tuple(read(one) for one in values)


def by_key(read_key: Reader, read: Reader) -> Reader:
    """Values by their keys."""
    return lambda pairs: {read_key(key): read(value) for key, value in pairs}


# ---- inside -------------------------------------------------------------------------------------


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
    if isinstance(opened, tuple) and isinstance(typed, tuple) and isinstance(now, tuple):
        # What was chosen of several: each choice is one answer.
        left = (one for one in now if one in typed or one not in opened)
        new = (one for one in typed if one not in opened)
        return tuple(dict.fromkeys((*left, *new)))
    return typed


def _plain_fields(draft: Fields) -> dict[str, object]:
    return {field.name: _plain(getattr(draft, field.name)) for field in fields(draft)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    return str(value) if isinstance(value, StrEnum) else value
