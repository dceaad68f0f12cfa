"""Running load by day and week; a day without a run is 0 only while the diary was being kept.

A diary is not being kept before its first entry, nor in `SILENT_DAYS` days or more in a row of
which nothing at all was entered: whether there was a run in them nobody knows. Only an entry
that was there by today ends such a silence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate, pairwise
from typing import NamedTuple

from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.domain.run import Run

WEEK_DAYS = 7
# The usual week of a day d is made of the four weeks d-34 to d-7.
USUAL_FROM_DAYS = 34
USUAL_WEEKS = 4
USUAL_BAND = 0.2
# More of its 28 days must be known than not (our choice): the rest is made up from them. A holiday
# of a week or two keeps it, since who comes back from one needs it most.
USUAL_LEAST_DAYS = 15
# So many days in a row without an entry of any kind are unknown (our choice: two weeks).
SILENT_DAYS = 14
# From four unknown days of seven on a sum says nothing (rule book, conventions).
_UNKNOWN_SHARE = 4 / 7
_TOLERANCE = 1e-9


class LoadMeasure(StrEnum):
    """What load is counted in: metres, seconds, or effort times minutes (session RPE)."""

    DISTANCE = "distance"
    DURATION = "duration"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class DayLoad:
    """The load of one day's runs in the unit of a measure.

    `is_incomplete` is True when a run of the day lacks what the measure is made of.
    """

    amount: float
    is_incomplete: bool = False


class UsualWeek(NamedTuple):
    """The usual load of a week and its band of 20 per cent, in the unit of a measure.

    With `is_incomplete` a run in its days lacks what is counted: it is that much at least, for then
    nothing is made up for unknown days.
    """

    amount: float
    low: float
    high: float
    is_incomplete: bool = False


def run_load(run: Run, measure: LoadMeasure) -> float | None:
    """The load of one run; None when the run lacks what the measure is made of.

    Effort is RPE times minutes (Foster 1998).
    """
    if measure is LoadMeasure.DISTANCE:
        return run.distance_m
    if measure is LoadMeasure.DURATION or run.duration_s is None:
        return run.duration_s
    return None if run.rpe is None else run.rpe * run.duration_s / 60


def daily_loads(runs: Iterable[Run], measure: LoadMeasure) -> dict[date, DayLoad]:
    """The load of every day that has a run; other sports are left out."""
    amounts: dict[date, float] = {}
    incomplete: set[date] = set()
    for run in runs:
        if run.is_run:
            amount = run_load(run, measure)
            if amount is None:
                incomplete.add(run.on)
            amounts[run.on] = amounts.get(run.on, 0.0) + (amount or 0.0)
    return {
        on: DayLoad(amount, is_incomplete=True) if on in incomplete else DayLoad(amount)
        for on, amount in amounts.items()
    }


class LoadHistory:
    """The load of a diary day by day, with running sums so that a window of any length is cheap.

    A day is unknown before the first score or activity, in `SILENT_DAYS` days or more without an
    entry of any kind, and when it was marked away and has no run. After the last entry so many
    days less one still count as 0: nobody knows yet that the gap will be that long. What is dated
    after `today` (None: everything counts) ends no silence and makes no day known but that of a
    run. A window of which four sevenths or more are unknown has no sum.
    """

    def __init__(
        self,
        diary: Diary,
        measure: LoadMeasure = LoadMeasure.DISTANCE,
        *,
        today: date | None = None,
    ) -> None:
        self.measure = measure
        self.loads: Mapping[date, DayLoad] = daily_loads(diary.runs.values(), measure)
        self.first_run_on: date | None = min(self.loads, default=None)
        kept = [on for on, day in diary.days.items() if day.knees]
        self.first_on: date | None = min([*kept, *diary.days_with_runs()], default=None)
        self._start = 0 if self.first_on is None else self.first_on.toordinal()
        self._unknown = [] if self.first_on is None else self._unknown_days(diary, today)
        amounts = [0.0] * len(self._unknown)
        for on, each in self.loads.items():
            amounts[on.toordinal() - self._start] = each.amount
        lacking = [on.toordinal() for on, each in self.loads.items() if each.is_incomplete]
        self._lacking = sorted(lacking)
        self._run_days = sorted(on.toordinal() for on in self.loads)
        self._sums = list(accumulate(amounts, initial=0.0))
        self._unknowns = list(accumulate(self._unknown, initial=0))

    def _unknown_days(self, diary: Diary, today: date | None) -> list[int]:
        """1 for every unknown day, else 0; days behind them all are unknown."""
        start, last = self._start, (date.max if today is None else today).toordinal()
        entered = {on.toordinal() for on in (*diary.days, *diary.days_with_runs())}
        in_order = sorted(day for day in entered if start <= day <= last)
        known_to = in_order[-1] + SILENT_DAYS if in_order else start
        end = max([known_to, *(on.toordinal() + 1 for on in self.loads)])
        unknown = [0] * (known_to - start) + [1] * (end - known_to)
        for before, after in pairwise(in_order):
            silent = after - before - 1
            if silent >= SILENT_DAYS:
                first = before + 1 - start
                unknown[first : first + silent] = [1] * silent
        for on, day in diary.days.items():
            place = on.toordinal() - start
            # A day away before the first entry is unknown anyway.
            if day.away and 0 <= place < len(unknown):
                unknown[place] = 1
        for on in self.loads:
            unknown[on.toordinal() - start] = 0
        return unknown

    def load(self, on: date) -> DayLoad | None:
        """The load of a day; None when nothing is known about it."""
        found = self.loads.get(on)
        if found is not None:
            return found
        place = on.toordinal() - self._start
        is_known = 0 <= place < len(self._unknown) and not self._unknown[place]
        return DayLoad(0.0) if is_known else None

    def known_amount(self, on: date) -> float | None:
        """The load of a day; None also where a run of it lacks what the measure is made of."""
        found = self.load(on)
        return None if found is None or found.is_incomplete else found.amount

    def total(self, span: Span) -> float | None:
        """The load of a span; None when too few of its days are known."""
        return self._total(span.start.toordinal(), len(span))

    def _total(self, first: int, days: int) -> float | None:
        return self._totals(first, 1, days)[0] if days else None

    def _totals(self, first: int, count: int, days: int) -> list[float | None]:
        """The loads of `count` windows of so many days, the next one a day later each."""
        most = days * _UNKNOWN_SHARE - _TOLERANCE
        windows = self._windows(first, count, days)
        return [None if unknown >= most else _rounded(total) for total, unknown in windows]

    def _windows(self, first: int, count: int, days: int) -> Iterator[tuple[float, int]]:
        """The load and the number of unknown days of the same windows."""
        sums, unknowns, last = self._sums, self._unknowns, len(self._sums) - 1
        for low in range(first - self._start, first - self._start + count):
            begin, end = min(max(low, 0), last), min(max(low + days, 0), last)
            outside = days - (end - begin)
            yield sums[end] - sums[begin], unknowns[end] - unknowns[begin] + outside

    def are_weeks_incomplete(self, span: Span) -> list[bool]:
        """For every day of a span: lacks a run of the seven days that end with it its number."""
        first = span.start.toordinal() - WEEK_DAYS + 1
        return _has_any(self._lacking, first, len(span), WEEK_DAYS)

    def are_weeks_of_rest(self, span: Span) -> list[bool]:
        """For every day of a span: are the seven days that end with it known, and had none a run.

        A run of 0 km is a run.
        """
        first = span.start.toordinal() - WEEK_DAYS + 1
        had_run = _has_any(self._run_days, first, len(span), WEEK_DAYS)
        windows = self._windows(first, len(span), WEEK_DAYS)
        return [
            not unknown and not is_so
            for (_total, unknown), is_so in zip(windows, had_run, strict=True)
        ]

    def week_sum(self, on: date) -> float | None:
        """The load of the seven days that end with `on`; None when too few are known."""
        return self._total(on.toordinal() - WEEK_DAYS + 1, WEEK_DAYS)

    def week_sums(self, span: Span) -> list[float | None]:
        """`week_sum` of every day of a span."""
        return self._totals(span.start.toordinal() - WEEK_DAYS + 1, len(span), WEEK_DAYS)

    def usual_week(self, on: date) -> UsualWeek | None:
        """The load of the days on-34 to on-7 divided by 4, with its band.

        Unknown days are left out, and the others stand for four weeks. None during the first 34
        days after the first run, and with fewer than `USUAL_LEAST_DAYS` known days: of fewer
        nobody can say whether they were like the others. With a run that lacks what is counted it
        is the plain sum divided by 4, and None where that is nothing.
        """
        return self._usual_weeks(on.toordinal(), 1)[0]

    def usual_weeks(self, span: Span) -> list[UsualWeek | None]:
        """`usual_week` of every day of a span."""
        return self._usual_weeks(span.start.toordinal(), len(span))

    def _usual_weeks(self, on: int, count: int) -> list[UsualWeek | None]:
        if self.first_run_on is None:
            return [None] * count
        first, days = on - USUAL_FROM_DAYS, USUAL_WEEKS * WEEK_DAYS
        early = min(max(self.first_run_on.toordinal() - first, 0), count)
        first, count = first + early, count - early
        windows = self._windows(first, count, days)
        lacks = _has_any(self._lacking, first, count, days)
        return [None] * early + [
            _usual(_rounded(total), days - unknown, is_incomplete=is_so)
            for (total, unknown), is_so in zip(windows, lacks, strict=True)
        ]


def _usual(total: float, known: int, *, is_incomplete: bool) -> UsualWeek | None:
    """The usual week of a load on so many known days."""
    if known < USUAL_LEAST_DAYS or (is_incomplete and not total):
        return None
    # Exactly a quarter of four whole weeks.
    share = 1.0 if is_incomplete else USUAL_WEEKS * WEEK_DAYS / known
    usual = total / USUAL_WEEKS * share
    return UsualWeek(usual, usual * (1 - USUAL_BAND), usual * (1 + USUAL_BAND), is_incomplete)


def _rounded(total: float) -> float:
    """What is left of long sums must not show as load."""
    return round(total, 6) if total > 0 else 0.0


def _has_any(days: Sequence[int], first: int, count: int, length: int) -> list[bool]:
    """For each of `count` windows, the next one a day later each: is one of these days in it."""
    if not days:
        return [False] * count
    starts = range(first, first + count)
    return [bisect_left(days, start + length) > bisect_left(days, start) for start in starts]
