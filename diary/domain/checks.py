"""The checks that values share; each raises `InvalidValueError` naming the field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from diary.domain.errors import InvalidValueError, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T", bound=StrEnum)

EARLIEST = date(1970, 1, 1)
LATEST = date(2199, 12, 31)


def in_range(field: str, value: float | None, low: float, high: float) -> None:
    """Refuse a number outside [low, high], NaN and infinity; None passes."""
    # NaN is in no range: every comparison with it is false.
    if value is None or low <= value <= high:
        return
    raise InvalidValueError(field, Reason.OUT_OF_RANGE, value, low=low, high=high)


def short_text(field: str, text: str, longest: int) -> None:
    """Refuse a text of more than `longest` characters."""
    if len(text) > longest:
        raise InvalidValueError(field, Reason.TOO_LONG, text, high=longest)


def real_day(field: str, day: date | None) -> None:
    """Refuse a day before 1970 or after 2199: a clock that was never set, or a slip of the pen."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise InvalidValueError(field, Reason.OUT_OF_RANGE, day)


def aware(field: str, instant: datetime | None) -> None:
    """Refuse an instant without a zone: its day would depend on the computer."""
    if instant is not None and instant.tzinfo is None:
        raise InvalidValueError(field, Reason.NEEDS_OTHER, instant, other="timezone")


def utc(instant: datetime | None) -> datetime | None:
    """The same instant in UTC; None stays None."""
    return instant if instant is None or instant.tzinfo is UTC else instant.astimezone(UTC)


def zone_name(field: str, name: str | None) -> None:
    """Refuse a zone that is neither a short name nor an offset such as +01:00."""
    if name is not None and not 0 < len(name) <= 64:
        raise InvalidValueError(field, Reason.OUT_OF_RANGE, name)


def in_order(values: Iterable[T] | None, kind: type[T]) -> tuple[T, ...] | None:
    """The values once each, in the order of the vocabulary; None (not answered) stays None."""
    if values is None:
        return None
    wanted = set(values)
    return tuple(member for member in kind if member in wanted)
