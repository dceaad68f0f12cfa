"""Days as people type them: ISO, with dots or slashes, "today", "yesterday" or "-3"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from diary.domain.checks import real_day
from diary.domain.errors import InvalidValueError, Reason

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PARTS = re.compile(r"(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{4}|\d{2}))?[.]?")
_BACK = re.compile(r"-(\d{1,4})")
_CENTURY = 2000
# 29 February comes every four years, and after eight around a year such as 2100.
_LOOKS_BACK_YEARS = 8


def parse_day(text: str, today: date, *, is_day_first: bool = True, field: str = "on") -> date:
    """The day meant by a text; without a year it is the last such day up to today.

    "29.2." in 2026 is 29 February 2024. Raises `InvalidValueError` (NOT_A_DATE) for anything else.
    """
    compact = text.strip().casefold()
    if compact in {"", "today"}:
        if not compact:
            raise InvalidValueError(field, Reason.REQUIRED, text)
        return today
    if compact == "yesterday":
        return today - timedelta(days=1)
    back = _BACK.fullmatch(compact)
    if back:
        return today - timedelta(days=int(back[1]))
    try:
        on = _written_out(compact, today, is_day_first=is_day_first)
    except ValueError:
        on = None
    if on is None:
        raise InvalidValueError(field, Reason.NOT_A_DATE, text)
    real_day(field, on)
    return on


def _written_out(text: str, today: date, *, is_day_first: bool) -> date | None:
    iso = _ISO.fullmatch(text)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    parts = _PARTS.fullmatch(text)
    if not parts:
        return None
    day, month = (int(parts[1]), int(parts[2])) if is_day_first else (int(parts[2]), int(parts[1]))
    if parts[3]:
        year = int(parts[3])
        return date(year + _CENTURY if len(parts[3]) == 2 else year, month, day)
    return _last(today, month, day)


def _last(today: date, month: int, day: int) -> date | None:
    """The last such day up to today; None when no year has it."""
    for year in range(today.year, today.year - _LOOKS_BACK_YEARS - 1, -1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on <= today:
            return on
    return None
