"""What a child says about a hand-over file: JSON decoded by type into values that check themselves.

Whatever a diary holds goes along: the lists are those of `Diary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from diary.domain.change import key_of
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.exchange_problem import ExchangeProblem
from diary.domain.hand_over import (
    HandOver,
    HandOverCode,
    HandOverProblem,
    HandOverRefusedError,
)
from diary.domain.period import Span
from diary.formats.pipe import LARGEST_MESSAGE_BYTES, behind_its_length
from diary.formats.wire import BrokenMessageError

_Scalar = str | bool | int | float | None


class _Row(msgspec.Struct):
    """One reminder as it was told."""

    rule: str
    subject: str
    fired_on: date
    since: date | None
    level: str | None
    state: str | None
    title: str
    why: str
    evidence: dict[str, _Scalar]


class _Refused(msgspec.Struct, tag="refused"):
    """The file cannot be used."""

    code: HandOverCode
    name: str
    about: tuple[ExchangeProblem, ...]


class _About(msgspec.Struct):
    """Everything of a `HandOver` but its diary and reminders."""

    sha256: str
    is_complete: bool
    made_at: datetime | None
    program: str
    span: Span | None
    left_out: tuple[str, ...]
    members: tuple[str, ...]
    problems: tuple[HandOverProblem, ...]
    diary_problems: tuple[ExchangeProblem, ...]
    not_shown: int
    is_newer: bool
    shown: Span | None


def framed_answer(answer: HandOver | HandOverRefusedError) -> bytes:
    """An answer as it is sent; raises `BrokenMessageError` for what cannot be."""
    if isinstance(answer, HandOverRefusedError):
        told: object = _Refused(answer.code, answer.name, answer.about)
    else:
        about = _About(**{name: getattr(answer, name) for name in _About.__struct_fields__})
        told = {
            "type": "read",
            "about": about,
            "reminders": answer.reminders,
            "diary": _listed(answer.diary),
        }
    try:
        content = msgspec.json.encode(told)
    except (UnicodeEncodeError, ValueError, TypeError, RecursionError) as error:
        raise BrokenMessageError from error
    if len(content) > LARGEST_MESSAGE_BYTES:
        raise BrokenMessageError
    return behind_its_length(content)


def answer_in(content: bytes) -> HandOver:
    """What a child says.

    Raises the `HandOverRefusedError` that it tells, and `BrokenMessageError` for anything but
    values within bounds.
    """
    try:
        told = _decoder().decode(content)
        if isinstance(told, _Refused):
            raise HandOverRefusedError(told.code, told.name, told.about)
        about = {name: getattr(told.about, name) for name in _About.__struct_fields__}
        rows = tuple(msgspec.structs.asdict(row) for row in told.reminders)
        return HandOver(diary=_diary(told.diary), reminders=rows, **about)
    except (msgspec.DecodeError, InvalidValueError, ValueError, RecursionError) as error:
        raise BrokenMessageError from error


def _listed(diary: Diary) -> dict[str, object]:
    """The parts of a diary; what it holds by key is a list, since each value knows its key."""
    parts = {each.name: getattr(diary, each.name) for each in fields(Diary)}
    return {
        name: list(part.values()) if isinstance(part, Mapping) else part
        for name, part in parts.items()
    }


def _diary(listed: msgspec.Struct) -> Diary:
    parts = msgspec.structs.asdict(listed)
    for name in _by_key():
        parts[name] = {key_of(value)[1]: value for value in parts[name]}
    return Diary(**parts)


@cache
def _by_key() -> frozenset[str]:
    hints = get_type_hints(Diary)
    return frozenset(name for name, hint in hints.items() if get_origin(hint) is Mapping)


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    kinds: list[tuple[str, Any]] = []
    for name, hint in get_type_hints(Diary).items():
        is_by_key = get_origin(hint) is Mapping
        kinds.append((name, list[get_args(hint)[1]] if is_by_key else hint))  # type: ignore[misc] # made here
    listed = msgspec.defstruct("Listed", kinds)
    read = msgspec.defstruct(
        "Read",
        [("about", _About), ("reminders", tuple[_Row, ...]), ("diary", listed)],
        tag="read",
    )
    return msgspec.json.Decoder(read | _Refused)
