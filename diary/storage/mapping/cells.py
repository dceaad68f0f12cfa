"""One cell of a row: how dates, instants, vocabularies and lists stand in SQLite.

NULL is "not answered"; an empty list, no and zero are kept as such. Reading raises one of
`UNREADABLE` for a cell that is not what the program wrote.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from diary.domain.errors import InvalidValueError

Row: TypeAlias = tuple[Any, ...]
RowKey: TypeAlias = tuple[str | None, ...]
Member = TypeVar("Member", bound=StrEnum)

UNREADABLE = (InvalidValueError, ValueError, TypeError, KeyError, AttributeError)
YES_NO: dict[int | None, Any] = {None: None, 0: False, 1: True}


def by_value(kind: type[Member]) -> dict[str | None, Any]:
    """The members of a vocabulary by key; NULL is None."""
    return {None: None, **{member.value: member for member in kind}}


def instant_text(at: datetime | None) -> str | None:
    """A UTC instant as text to the microsecond, such as 2026-11-20T18:42:00Z."""
    return None if at is None else at.isoformat()[:-6] + "Z"


def instant(text: str | None) -> datetime | None:
    """An aware instant from its text."""
    return None if text is None else datetime.fromisoformat(text)


def shared(text: str | None) -> str | None:
    """The same text, of which there is one for all rows: for the few that stand in nearly all."""
    # Damage may have made something else of it: the value itself says what it bears.
    return sys.intern(text) if type(text) is str else text


def day_text(on: date | time | None) -> str | None:
    """A date or a time of day as text."""
    return None if on is None else on.isoformat()


def day(text: str | None) -> date | None:
    """A date from its text."""
    return None if text is None else date.fromisoformat(text)


def key(member: StrEnum | None) -> str | None:
    """The key of a vocabulary."""
    return None if member is None else member.value


def real(number: float | None) -> float | None:
    """A real number as SQLite gives it back."""
    # Adding zero turns -0.0 into the 0.0 that SQLite gives back, so that the hash stays true.
    return None if number is None else float(number) + 0.0


def whole(number: int | None) -> int | None:
    """A whole number; yes is 1 and no is 0."""
    return None if number is None else int(number)


def json_text(value: object) -> str:
    """Lists and mappings as short JSON, mappings in the order of their keys."""
    if not value and isinstance(value, Mapping):
        return "{}"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def list_text(values: tuple[str, ...] | None) -> str | None:
    """A list as JSON; None stays NULL."""
    return None if values is None else json_text(values)


def parsed(text: str, kind: type) -> Any:  # noqa: ANN401 - JSON is of the kind that is asked for
    """JSON whose outermost value is of this kind; raises `ValueError` otherwise."""
    value = json.loads(text)
    if type(value) is not kind:
        raise ValueError(text)
    return value


@lru_cache(maxsize=4096)
def _chosen(kind: type[Member], text: str) -> tuple[Member, ...]:
    return tuple(kind(value) for value in parsed(text, list))


def chosen_list(kind: type[Member], text: str | None) -> tuple[Member, ...] | None:
    """Values of a vocabulary from a JSON list; NULL stays None."""
    return None if text is None else _chosen(kind, text)


@lru_cache(maxsize=4096)
def _answered(kind: type[Member], text: str) -> Mapping[Member, bool]:
    answers = {kind(key): value for key, value in parsed(text, dict).items()}
    if any(type(value) is not bool for value in answers.values()):
        raise ValueError(text)
    return answers


def answers(kind: type[Member], text: str) -> dict[Member, bool]:
    """Yes and no by key from a JSON object."""
    return {} if text == "{}" else dict(_answered(kind, text))


def texts(text: str) -> tuple[str, ...]:
    """Texts from a JSON list."""
    values = () if text == "[]" else tuple(parsed(text, list))
    if any(type(value) is not str for value in values):
        raise ValueError(text)
    return values
