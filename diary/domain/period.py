"""Days and spans: half-open, local, turning over at night; zones by IANA name or offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diary.domain.errors import InvalidValueError, Reason

LATE_AFTER = timedelta(hours=36)
ONE_DAY = timedelta(days=1)
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})(?::(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Span:
    """Local days from `start` up to but without `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidValueError("span", Reason.WRONG_ORDER, self.end, other=str(self.start))

    def __contains__(self, on: date) -> bool:
        return self.start <= on < self.end

    def __len__(self) -> int:
        return (self.end - self.start).days

    def __iter__(self) -> Iterator[date]:
        return map(date.fromordinal, range(self.start.toordinal(), self.end.toordinal()))


def zone_of(name: str | None) -> tzinfo:
    """The zone of an IANA name or an offset like "+01:15"; UTC for None; raises when unknown."""
    if name is None:
        return UTC
    offset = _OFFSET.fullmatch(name)
    if offset:
        sign, hours, minutes, seconds = offset.groups()
        length = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
        if length >= ONE_DAY:
            raise InvalidValueError("timezone", Reason.OUT_OF_RANGE, name)
        return timezone(length if sign == "+" else -length)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidValueError("timezone", Reason.UNKNOWN, name) from error


def offset_name(offset: timedelta) -> str:
    """A fixed offset in the form "+01:15"."""
    seconds = int(offset.total_seconds())
    sign = "-" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours:02d}:{rest // 60:02d}"


def local(instant: datetime, zone: str | None) -> datetime:
    """An aware instant in the zone of this name."""
    return instant.astimezone(zone_of(zone))


def diary_day(now: datetime, turnover: time) -> date:
    """The day the diary is on at a local time: before the turnover it is still the day before."""
    return now.date() - ONE_DAY if now.time() < turnover else now.date()


def is_late(recorded_at: datetime, on: date, zone: str | None, turnover: time) -> bool:
    """True when typed more than 36 hours after the end (turnover) of the day it is about."""
    end = datetime.combine(on + ONE_DAY, turnover, zone_of(zone))
    return recorded_at > end.astimezone(UTC) + LATE_AFTER
