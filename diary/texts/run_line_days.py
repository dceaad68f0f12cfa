"""Finds days among the words of a run's line; only what cannot be a distance, a score or a share.

A day without a year is the last such day, and only when that is near: what is far away is more
often something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.errors import InvalidValueError
from diary.domain.typed_day import parse_day
from diary.texts.numbers import Formats
from diary.words import _, mark

NEAR_DAYS = 92
_LEAST_LETTERS = 3
_WEEK = 7
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WITH_YEAR = re.compile(r"\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d{2})")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.")
_DAY_NUMBER = re.compile(r"([0-3]?\d)\.?")
_YEAR = re.compile(r"\d{4}")
WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@dataclass(frozen=True, slots=True)
class DayPhrase:
    """Words `first` up to before `end` that mean a day.

    `is_weak`: a short word that is a word of its own too, such as "sun". `is_dotted`: "8.2.", which
    may also be a number at the end of a sentence.
    """

    first: int
    end: int
    on: date
    is_weak: bool = False
    is_dotted: bool = False


def day_phrases(
    words: Sequence[str], today: date, formats: Formats, *, is_day_first: bool
) -> Iterator[DayPhrase]:
    """Every phrase that can mean a day up to today, the longest first at each place."""
    finder = _Finder(words, today, formats, is_day_first=is_day_first)
    for first in range(len(words)):
        yield from finder.at(first)


class _Finder:
    def __init__(
        self, words: Sequence[str], today: date, formats: Formats, *, is_day_first: bool
    ) -> None:
        self._words = [word.casefold() for word in words]
        self._today = today
        self._formats = formats
        self._is_day_first = is_day_first

    def at(self, first: int) -> Iterator[DayPhrase]:
        """The phrases that begin here."""
        yield from self._named_month(first)
        word = self._words[first]
        if _ISO.fullmatch(word) or _WITH_YEAR.fullmatch(word):
            on = self._parsed(word, is_day_first=self._is_day_first or "." in word)
            if on is not None:
                yield DayPhrase(first, first + 1, on)
        elif _DOTTED.fullmatch(word):
            on = self._parsed(word, is_day_first=True)
            if on is not None and self._is_near(on):
                yield DayPhrase(first, first + 1, on, is_dotted=True)
        elif word in {"today", _("today").casefold()}:
            yield DayPhrase(first, first + 1, self._today)
        elif word in {"yesterday", _("yesterday").casefold()}:
            yield DayPhrase(first, first + 1, self._today - timedelta(days=1))
        else:
            yield from self._weekday(first)

    def _parsed(self, text: str, *, is_day_first: bool) -> date | None:
        try:
            on = parse_day(text, self._today, is_day_first=is_day_first)
        except InvalidValueError:
            return None
        return on if on <= self._today else None

    def _is_near(self, on: date) -> bool:
        return (self._today - on).days <= NEAR_DAYS

    def _weekday(self, first: int) -> Iterator[DayPhrase]:
        word = self._words[first].rstrip(".")
        for weekday in range(_WEEK):
            on = self._today - timedelta(days=(self._today.weekday() - weekday) % _WEEK)
            whole = {WEEKDAYS[weekday].casefold(), _(WEEKDAYS[weekday]).casefold()}
            short = {
                self._formats.weekday(on).rstrip(".").casefold(),
                WEEKDAYS[weekday][:_LEAST_LETTERS].casefold(),
            }
            if word in whole:
                yield DayPhrase(first, first + 1, on)
            elif word in short:
                yield DayPhrase(first, first + 1, on, is_weak=True)

    def _named_month(self, first: int) -> Iterator[DayPhrase]:
        """Day and month in either order, with or without a year after them."""
        pair = self._words[first : first + 2]
        if len(pair) < 2:
            return
        for number, name in (pair, pair[::-1]):
            day, month = _DAY_NUMBER.fullmatch(number), self._month(name)
            if day is None or month is None:
                continue
            year = self._words[first + 2 : first + 3]
            if year and _YEAR.fullmatch(year[0]):
                on = self._parsed(f"{year[0]}-{month}-{day[1]}", is_day_first=True)
                end = first + 3
            else:
                on = self._parsed(f"{day[1]}.{month}.", is_day_first=True)
                end = first + 2
                on = on if on is not None and self._is_near(on) else None
            if on is not None:
                yield DayPhrase(first, end, on)

    def _month(self, word: str) -> int | None:
        word = word.rstrip(".")
        for month, name in enumerate(_MONTHS, start=1):
            is_begun = len(word) >= _LEAST_LETTERS and name.startswith(word)
            shown = self._formats.month(date(self._today.year, month, 1))
            if is_begun or word == shown.rstrip(".").casefold():
                return month
        return None
