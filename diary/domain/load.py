"""Running load by day and week; a day without a run is 0 only while the diary was being kept.

A diary is not being kept before its first entry, nor in `SILENT_DAYS` days or more in a row of
which nothing at all was entered: whether there was a run in them nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    With `is_incomplete` a run in its days lacks what is counted: it is that much at least.
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

    A day is unknown before the first entry of the diary, in `SILENT_DAYS` days or more without an
    entry of any kind, and when it was marked away and has no run. After the last entry so many
    days less one still count as 0: nobody knows yet that the gap will be that long. A window of
    which four sevenths or more are unknown has no sum.
    """

    def __init__(self, diary: Diary, measure: LoadMeasure = LoadMeasure.DISTANCE) -> None:
        self.measure = measure
        self.loads: Mapping[date, DayLoad] = daily_loads(diary.runs.values(), measure)
        self.first_run_on: date | None = min(self.loads, default=None)
        kept = [on for on, day in diary.days.items() if day.knees]
        self.first_on: date | None = min([*kept, *self.loads], default=None)
        self._start = 0 if self.first_on is None else self.first_on.toordinal()
        self._unknown = [] if self.first_on is None else self._unknown_days(diary)
        amounts = [0.0] * len(self._unknown)
        for on, each in self.loads.items():
            amounts[on.toordinal() - self._start] = each.amount
        self._sums = list(accumulate(amounts, initial=0.0))
        self._unknowns = list(accumulate(self._unknown, initial=0))

    def _unknown_days(self, diary: Diary) -> list[int]:
        """1 for every unknown day, else 0: from the first day to the last that is not silent."""
        entered = {on.toordinal() for on in (*diary.days, *diary.days_with_runs())}
        in_order = sorted(day for day in entered if day >= self._start)
        unknown = [0] * (in_order[-1] - self._start + SILENT_DAYS)
        for before, after in pairwise(in_order):
            silent = after - before - 1
            if silent >= SILENT_DAYS:
                first = before + 1 - self._start
                unknown[first : first + silent] = [1] * silent
        for on, day in diary.days.items():
            # A day away before the first entry is unknown anyway.
            if day.away and on not in self.loads and on.toordinal() >= self._start:
                unknown[on.toordinal() - self._start] = 1
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

    def _totals(
        self, first: int, count: int, days: int, *, is_made_up: bool = False
    ) -> list[float | None]:
        """The loads of `count` windows of so many days, the next one a day later each.

        With `is_made_up` each unknown day counts as much as a known one does on average.
        """
        if self.first_on is None:
            return [None] * count
        sums, unknowns, last = self._sums, self._unknowns, len(self._sums) - 1
        most, start = days * _UNKNOWN_SHARE - _TOLERANCE, first - self._start
        found: list[float | None] = []
        for low in range(start, start + count):
            high = min(low + days, last)
            if low + days <= 0:
                found.append(None)
                continue
            if low < 0:
                unknown, total = unknowns[high] - low, sums[high]
            else:
                low_known = min(low, high)
                unknown = unknowns[high] - unknowns[low_known]
                total = sums[high] - sums[low_known]
            unknown += max(0, low + days - max(low, last))
            if is_made_up and unknown < most:
                total *= days / (days - unknown)
            # What is left of long sums must not show as load.
            known = round(total, 6) if total > 0 else 0.0
            found.append(None if unknown >= most else known)
        return found

    def week_sum(self, on: date) -> float | None:
        """The load of the seven days that end with `on`; None when too few are known."""
        return self._total(on.toordinal() - WEEK_DAYS + 1, WEEK_DAYS)

    def week_sums(self, span: Span) -> list[float | None]:
        """`week_sum` of every day of a span."""
        return self._totals(span.start.toordinal() - WEEK_DAYS + 1, len(span), WEEK_DAYS)

    def usual_week(self, on: date) -> UsualWeek | None:
        """The load of the days on-34 to on-7 divided by 4, with its band.

        Unknown days are left out: the others stand for four weeks. None during the first 34 days
        after the first run, and when too few days are known.
        """
        start = on.toordinal() - USUAL_FROM_DAYS
        if self.first_run_on is None or start < self.first_run_on.toordinal():
            return None
        (total,) = self._totals(start, 1, USUAL_WEEKS * WEEK_DAYS, is_made_up=True)
        return None if total is None else _usual(total)

    def usual_weeks(self, span: Span) -> list[UsualWeek | None]:
        """`usual_week` of every day of a span."""
        if self.first_run_on is None:
            return [None] * len(span)
        start = span.start.toordinal() - USUAL_FROM_DAYS
        early = min(max(self.first_run_on.toordinal() - start, 0), len(span))
        days, count = USUAL_WEEKS * WEEK_DAYS, len(span) - early
        totals = self._totals(start + early, count, days, is_made_up=True)
        return [None] * early + [None if total is None else _usual(total) for total in totals]


def _usual(total: float) -> UsualWeek:
    usual = total / USUAL_WEEKS
    return UsualWeek(usual, usual * (1 - USUAL_BAND), usual * (1 + USUAL_BAND))
