"""The dates of a Strava table: UTC, in the form of any language, on a clock of 12 or 24 hours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime

from diary.domain.month_words import month_of

_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})([:.])(\d{2})(?:\2(\d{2}))?(?![\d:])")
_YEAR_FIRST = re.compile(r"(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})")
_WITH_SIGNS = re.compile("(\\d{4})\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일]")
_YEAR, _DAY = re.compile(r"(?<!\d)(\d{4})(?!\d)"), re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:[\u2019'][^\W\d_]+)?")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
# Only of languages that write twelve hours; "de" and the like stand in dates of other ones.
_MORNING = frozenset({"am", "πμ", "오전"})
_MORNING_SIGNS = ("上午", "午前", "凌晨", "清晨", "早上")
_AFTERNOON = frozenset({"pm", "μμ", "오후"})
_AFTERNOON_SIGNS = ("下午", "午後", "中午", "晚上")
_HALF_DAY = 12
_LONGEST = 80


def strava_instant(text: str, *, is_month_first: bool = False) -> datetime | None:
    """The instant in UTC; None when it cannot be understood.

    `is_month_first` tells how 3/4/2024 is meant; see `has_month_first`.
    """
    found = _clean(text)
    if found is None:
        return None
    day = _numeric_day(found, is_month_first=is_month_first)
    if day is None:
        clock = _clock(found)
        rest = found[: clock.start()] + " " + found[clock.end() :] if clock else found
        year_month_day = _named_day(rest)
    else:
        year_month_day, rest = day
        clock = _clock(rest)
        rest = rest[: clock.start()] + " " + rest[clock.end() :] if clock else rest
    if year_month_day is None or clock is None:
        return None
    hour, minute, second = int(clock[1]), int(clock[3]), int(clock[4] or 0)
    try:
        return datetime(*year_month_day, _hour(hour, rest), minute, second, tzinfo=UTC)
    except ValueError:
        return None


def has_month_first(texts: Iterable[str], *, is_english: bool) -> bool:
    """True when dates such as 3/4/2024 have the month first, judged by those that can be read.

    Without any that tells, English has the month first.
    """
    day_first = month_first = 0
    for text in texts:
        found = _YEAR_LAST.search(text)
        if found is None or found[2] != "/":
            continue
        day_first += int(found[1]) > _HALF_DAY
        month_first += int(found[3]) > _HALF_DAY
    return month_first > day_first or (month_first == day_first and is_english)


def _clean(text: str) -> str | None:
    """Lower case with plain blanks and digits; None when it is too long for a date."""
    if not text or len(text) > _LONGEST:
        return None
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _clock(text: str) -> re.Match[str] | None:
    return _CLOCK.search(text)


def _numeric_day(text: str, *, is_month_first: bool) -> tuple[tuple[int, int, int], str] | None:
    """Year, month and day written in digits, and the text without them."""
    found = _YEAR_LAST.search(text)
    if found is not None:
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "/" and is_month_first:
            first, second = second, first
        return (year, second, first), text[: found.start()] + " " + text[found.end() :]
    found = _YEAR_FIRST.search(text)
    if found is not None:
        day = int(found[1]), int(found[3]), int(found[4])
    else:
        found = _WITH_SIGNS.search(text)
        if found is None:
            return None
        day = int(found[1]), int(found[2]), int(found[3])
    return day, text[: found.start()] + " " + text[found.end() :]


def _named_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date with the month as a word."""
    year, day = _YEAR.search(text), _DAY.search(text)
    if year is None or day is None:
        return None
    for word in _WORD.findall(text):
        month = month_of(word)
        if month is not None:
            return int(year[1]), month, int(day[1])
    return None


def _hour(hour: int, rest: str) -> int:
    """The hour of the day, with what the text around the clock says of its half."""
    if hour > _HALF_DAY:
        return hour
    letters = _NOT_LETTERS.sub("", rest)
    if not letters:
        return hour
    words = {_NOT_LETTERS.sub("", word) for word in rest.replace(". ", ".").split()}
    if words & _AFTERNOON or any(sign in letters for sign in _AFTERNOON_SIGNS):
        return hour % _HALF_DAY + _HALF_DAY
    if words & _MORNING or any(sign in letters for sign in _MORNING_SIGNS):
        return hour % _HALF_DAY
    return hour
