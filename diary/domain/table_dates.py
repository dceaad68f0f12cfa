"""Dates and times of day as cells of a table hold them, in the order that was said for the table.

A day that does not fit the order is None, never read the other way round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from diary.domain.errors import InvalidValueError
from diary.domain.month_words import month_of
from diary.domain.period import zone_of
from diary.domain.table_match import DateOrder

_DIGITS = re.compile(r"(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=[Tt ]\d|$)")
_COMPACT_TIME = re.compile(r"[Tt]?(\d{2})(\d{2})(\d{2})(?=[Zz+-]|$)")
_NAMED = (
    # 23 jun. 2017, 23. Juni 2017, 23 de junio de 2017, Mon 2 Nov 2026, 2-Nov-26
    re.compile(
        r"(?:[^\W\d_]+[.,]? )?(?P<d>\d{1,2})[. -]{0,2}(?:de |of |th |st |nd |rd )?"
        r"(?P<m>[^\W\d_]+)[., -]{0,2}(?:de )?(?P<y>\d{4}|\d{2})(?![\d:])"
    ),
    # May 23, 2023; Monday, May 23 2023
    re.compile(
        r"(?:[^\W\d_]+[.,]? )?(?P<m>[^\W\d_]+)[. ]{1,2}(?P<d>\d{1,2})(?:st|nd|rd|th)?"
        r"[, ]{1,2}(?P<y>\d{4})(?!\d)"
    ),
    # 2026 Nov 2
    re.compile(r"(?P<y>\d{4})[ -](?P<m>[^\W\d_]+)\.?[ -](?P<d>\d{1,2})(?!\d)"),
)
_TIME = re.compile(
    r"[T,;\s]*(?:um |at |a las |à )?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?:([ap])\.?\s?m\.?)?\s*(?:(z|utc|gmt)?\s*([+-]\d{1,2}(?::?\d{2})?)?)",
    re.IGNORECASE,
)
_SECONDS_SINCE_1970 = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}(?:\.\d+)?|\d\.\d+e\+?(?:0?9|1[12])")
_MILLISECONDS_FROM = 1e11
_NOON, _CENTURY, _THIS_CENTURY = 12, 100, 2000
_OFFSET_MOST = timedelta(hours=14)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A day as it is written, perhaps with a time of day and a difference to UTC."""

    on: date
    at: time | None = None
    offset: timedelta | None = None

    def started_at(self, zone: str) -> datetime | None:
        """The instant in UTC, in `zone` when the text names none; None without a time of day."""
        if self.at is None:
            return None
        naive = datetime.combine(self.on, self.at)
        try:
            if self.offset is not None:
                return (naive - self.offset).replace(tzinfo=UTC)
            return naive.replace(tzinfo=zone_of(zone)).astimezone(UTC)
        except (OverflowError, InvalidValueError):
            return None


def written_time(text: str, order: DateOrder) -> WrittenTime | None:
    """The day, and the time when there is one; None for anything else."""
    plain = " ".join(text.split()) if len(text) <= _LONGEST else ""
    found = _day(plain, order)
    if found is None:
        return _counted(plain)
    on, end = found
    rest = plain[end:].strip()
    if not rest:
        return WrittenTime(on)
    if rest.startswith("(") or rest.casefold() in ("z", "utc", "gmt"):
        return WrittenTime(on)
    return _with_time(on, rest)


def time_of_day(text: str) -> time | None:
    """A time of day alone; None for anything else."""
    match = _TIME.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return None if match is None else _time(match)


def day_numbers(text: str) -> tuple[int, int, int, str] | None:
    """The three numbers of a day that is written in digits, and what stands between them."""
    match = _DIGITS.match(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        return None
    return int(match[1]), int(match[3]), int(match[4]), match[2]


def names_month(text: str) -> bool:
    """True when a day is written with the month as a word."""
    return _named_day(" ".join(text.split())) is not None if len(text) <= _LONGEST else False


def _day(text: str, order: DateOrder) -> tuple[date, int] | None:
    """The day and where it ends."""
    match = _DIGITS.match(text)
    if match is not None:
        on = _ordered(match[1], match[3], match[4], order)
        return None if on is None else (on, match.end())
    match = _COMPACT.match(text)
    if match is not None:
        on = _real(int(match[1]), int(match[2]), int(match[3]))
        return None if on is None else (on, match.end())
    return _named_day(text)


def _ordered(first: str, second: str, third: str, order: DateOrder) -> date | None:
    if len(first) > 2:
        return _real(int(first), int(second), int(third))
    if order is DateOrder.YEAR_FIRST:
        return _real(_full(first), int(second), int(third))
    if order is DateOrder.MONTH_FIRST:
        return _real(_full(third), int(first), int(second))
    return _real(_full(third), int(second), int(first))


def _full(year: str) -> int:
    return int(year) if len(year) > 2 else _THIS_CENTURY + int(year) % _CENTURY


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_day(text: str) -> tuple[date, int] | None:
    for pattern in _NAMED:
        match = pattern.match(text)
        month = None if match is None else month_of(match["m"])
        if match is not None and month is not None:
            on = _real(_full(match["y"]), month, int(match["d"]))
            return None if on is None else (on, match.end())
    return None


def _with_time(on: date, rest: str) -> WrittenTime | None:
    match = _TIME.match(_COMPACT_TIME.sub(r"\1:\2:\3", rest, count=1))
    at = None if match is None else _time(match)
    if match is None or at is None:
        return None
    behind = match.string[match.end() :].strip()
    if behind and not behind.startswith(("(", "[")):
        return None
    offset = _offset(match[6]) if match[6] else (timedelta(0) if match[5] else None)
    if match[6] and offset is None:
        return None
    return WrittenTime(on, at, offset)


def _time(match: re.Match[str]) -> time | None:
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").casefold()
    # Some programs write midnight as 00:00 PM.
    if half and 1 <= hours <= _NOON:
        hours = hours % _NOON + (_NOON if half == "p" else 0)
    if hours > 23 or minutes > 59 or seconds > 60:
        return None
    return time(hours, minutes, min(seconds, 59))


def _offset(text: str) -> timedelta | None:
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _OFFSET_MOST:
        return None
    return -offset if text[0] == "-" else offset


def _counted(text: str) -> WrittenTime | None:
    """A time that is counted in seconds or milliseconds since 1970."""
    if _SECONDS_SINCE_1970.fullmatch(text.casefold()) is None:
        return None
    count = float(text)
    seconds = count / 1000 if count >= _MILLISECONDS_FROM else count
    at = datetime.fromtimestamp(seconds, UTC)
    return WrittenTime(at.date(), at.time().replace(microsecond=0), timedelta(0))
