"""Load in numbers, week by week: figures other programs show, without a limit or a judgement.

Formulas of the rule book, section 4.1. A number of which a day's load is not fully known, whose
base is 0 or whose history is too short is None, never a guess. A weighted average is made of all
days before it: it is None while an unknown day lies within its memory, which ends where everything
before it counts for less than a hundredth.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from diary.domain.diary import Diary
from diary.domain.load import WEEK_DAYS, LoadHistory, LoadMeasure
from diary.domain.period import ONE_DAY, Span

ACUTE_DAYS = 7
CHRONIC_DAYS = 28
# The least whole days n with (1 - 2 / (days + 1)) ** n below 0.01.
ACUTE_MEMORY_DAYS = 17
CHRONIC_MEMORY_DAYS = 65


class AcuteChronic(NamedTuple):
    """Seven days against four weeks with them (coupled) and the three weeks before (uncoupled)."""

    coupled: float | None = None
    uncoupled: float | None = None


class Monotony(NamedTuple):
    """The mean of seven daily loads by their sample deviation, and their sum times it."""

    monotony: float | None = None
    strain: float | None = None


class Averages(NamedTuple):
    """Exponentially weighted averages of the daily load, and the short one by the long one."""

    acute: float | None = None
    chronic: float | None = None
    ratio: float | None = None


_NO_RATIOS, _NO_MONOTONY, _NO_AVERAGES = AcuteChronic(), Monotony(), Averages()


@dataclass(frozen=True, slots=True)
class WeekNumbers:
    """One ISO week; loads are in the unit of the measure, averages in that unit a day.

    A week that is not over has its `amount` so far and nothing else. `is_incomplete` tells that a
    run of it lacks what the measure is made of: `amount` is that much at least, and None where none
    of its runs has it.
    """

    span: Span
    amount: float | None
    is_over: bool
    is_incomplete: bool = False
    change: float | None = None
    monotony: Monotony = _NO_MONOTONY
    averages: Averages = _NO_AVERAGES
    acute_chronic: AcuteChronic = _NO_RATIOS


def weekly_change(week: float, before: float) -> float | None:
    """By which part a week is more than the one before: 0.1 = a tenth; None after a 0."""
    return (week - before) / before if before else None


def acute_chronic(acute: float, chronic: float) -> AcuteChronic:
    """The ratios of the sum of 7 days and that of the 28 days that end with them."""
    before = chronic - acute
    return AcuteChronic(
        acute / (chronic / 4) if chronic > 0 else None,
        acute / (before / 3) if before > 0 else None,
    )


def monotony(loads: Sequence[float]) -> Monotony:
    """Of the loads of seven days, days without a run as 0 (Foster 1998, deviation with n - 1)."""
    spread = statistics.stdev(loads)
    if not spread:
        return _NO_MONOTONY
    found = statistics.fmean(loads) / spread
    return Monotony(found, sum(loads) * found)


def averages(loads: Sequence[float]) -> list[Averages]:
    """For every day the averages of 7 and of 28 days, begun with the first day (Williams 2017)."""
    acute, chronic = _weighted(loads, ACUTE_DAYS), _weighted(loads, CHRONIC_DAYS)
    return [
        Averages(short, long, short / long if long else None)
        for short, long in zip(acute, chronic, strict=True)
    ]


def _weighted(loads: Sequence[float], days: int) -> Iterator[float]:
    share = 2 / (days + 1)
    return accumulate(loads, lambda before, load: share * load + (1 - share) * before)


def load_numbers(
    diary: Diary, span: Span, today: date, measure: LoadMeasure = LoadMeasure.DISTANCE
) -> tuple[WeekNumbers, ...]:
    """Every ISO week of which a day lies in the span, from the first run to today, in order."""
    numbers = _Numbers(LoadHistory(diary, measure, today=today), today)
    return tuple(numbers.week(monday) for monday in numbers.mondays(span))


class _Numbers:
    """The loads of all days from the first run to today."""

    def __init__(self, history: LoadHistory, today: date) -> None:
        self._history = history
        self._today = today
        self._first_on = history.first_run_on or today + ONE_DAY
        count = max(0, (today - self._first_on).days + 1)
        days = [history.load(self._first_on + timedelta(number)) for number in range(count)]
        self._loads = [0.0 if each is None else each.amount for each in days]
        unsure = (each is None or each.is_incomplete for each in days)
        self._unsure = list(accumulate(unsure, initial=0))
        self._averages = averages(self._loads)

    def mondays(self, span: Span) -> Iterator[date]:
        first, last = max(span.start, self._first_on), min(span.end - ONE_DAY, self._today)
        if last < first:
            return
        monday = first - timedelta(first.weekday())
        for number in range((last - monday).days // WEEK_DAYS + 1):
            yield monday + timedelta(number * WEEK_DAYS)

    def week(self, monday: date) -> WeekNumbers:
        span = Span(monday, monday + timedelta(WEEK_DAYS))
        is_over = span.end <= self._today
        shown = span if is_over else Span(monday, self._today + ONE_DAY)
        lacks = [self._history.loads.get(on) for on in shown]
        is_incomplete = any(each is not None and each.is_incomplete for each in lacks)
        total = self._history.total(shown)
        amount = None if is_incomplete and not total else total
        if not is_over:
            return WeekNumbers(span, amount, is_over, is_incomplete)
        # The place behind the last day of the week.
        end = (span.end - self._first_on).days
        return WeekNumbers(
            span,
            amount,
            is_over,
            is_incomplete,
            self._change(end),
            monotony(self._loads[end - WEEK_DAYS : end])
            if self._is_sure(end, WEEK_DAYS)
            else _NO_MONOTONY,
            self._weighted(end),
            self._acute_chronic(end),
        )

    def _is_sure(self, end: int, days: int) -> bool:
        """True when so many days up to a place are all known in full."""
        return end >= days and self._unsure[end] == self._unsure[end - days]

    def _weighted(self, end: int) -> Averages:
        """The averages of the day before a place; a diary of 28 days is enough, if all is known."""
        found = self._averages[end - 1]
        if end < CHRONIC_DAYS or not self._is_sure(end, ACUTE_MEMORY_DAYS):
            return _NO_AVERAGES
        if not self._is_sure(end, min(end, CHRONIC_MEMORY_DAYS)):
            return Averages(found.acute)
        return found

    def _sum(self, end: int, days: int) -> float:
        return sum(self._loads[end - days : end])

    def _change(self, end: int) -> float | None:
        if not self._is_sure(end, 2 * WEEK_DAYS):
            return None
        return weekly_change(self._sum(end, WEEK_DAYS), self._sum(end - WEEK_DAYS, WEEK_DAYS))

    def _acute_chronic(self, end: int) -> AcuteChronic:
        if not self._is_sure(end, CHRONIC_DAYS):
            return _NO_RATIOS
        return acute_chronic(self._sum(end, ACUTE_DAYS), self._sum(end, CHRONIC_DAYS))
