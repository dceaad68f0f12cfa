"""The day values of one knee with running sums, so that a window of any length costs the same.

A day's value is the highest score answered for that day, whichever moment; a day without a score
is unknown and enters nothing. Days are proleptic ordinals (`date.toordinal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay
from diary.domain.run import Run, RunKnee

OLDEST_AGE = 77
# More than the longest window before, and than the longest time an open reminder lasts after.
_BEFORE = OLDEST_AGE + 1
_AFTER = 7 + 120 + 1
UNKNOWN = -1  # below every score
# After every other day: where there is nothing yet, no day has to be looked at.
NO_DAY = date.max.toordinal()


def day_value(day: Day | None, runs: Iterable[Run], knee: Knee) -> int | None:
    """The highest score of a knee on one day, from the day and its activities; None = unknown."""
    highest = UNKNOWN
    if day is not None and knee in day.knees:
        highest = _highest_of_day(day.knees[knee])
    for run in runs:
        if knee in run.knees:
            highest = max(highest, _highest_of_run(run.knees[knee]))
    return None if highest == UNKNOWN else highest


def day_values(diary: Diary) -> dict[Knee, dict[int, int]]:
    """The value of every day that has one, by knee and ordinal."""
    values: dict[Knee, dict[int, int]] = {knee: {} for knee in Knee}
    for on, day in diary.days.items():
        number = on.toordinal()
        for knee, said in day.knees.items():
            highest = _highest_of_day(said)
            if highest != UNKNOWN:
                values[knee][number] = highest
    for run in diary.runs.values():
        if run.knees:
            number = run.on.toordinal()
            for knee, on_run in run.knees.items():
                highest = _highest_of_run(on_run)
                if highest > values[knee].get(number, UNKNOWN):
                    values[knee][number] = highest
    return values


def _highest_of_day(said: KneeDay) -> int:
    morning, worst = said.morning, said.worst
    highest = UNKNOWN if morning is None else morning.value
    return highest if worst is None or worst.value <= highest else worst.value


def _highest_of_run(on_run: RunKnee) -> int:
    during, after = on_run.during, on_run.after
    highest = UNKNOWN if during is None else during.value
    return highest if after is None or after.value <= highest else after.value


class PainSeries:
    """The day values of one knee.

    No day before `first` or after `last` has a value; without any value `first` is
    `NO_DAY` and `last` is before it.
    `sums[k]` and `counts[k]` are the sum and the number of the values of all days before the
    ordinal `origin + k`; they reach from 78 days before the first value to 128 after the last.
    """

    def __init__(self, values: Mapping[int, int]) -> None:
        self._fill(values)

    def _fill(self, values: Mapping[int, int]) -> None:
        self.first = min(values, default=NO_DAY)
        self.last = max(values, default=self.first - 1)
        self.origin = self.first - _BEFORE
        self._values: list[int | None] = [None] * (self.last - self.origin + 1 + _AFTER)
        for day, value in values.items():
            self._values[day - self.origin] = value
        self.sums, self.counts = [0], [0]
        self._add_up_from(0)

    def put(self, day: int, value: int | None) -> None:
        """Give one day another value; None = unknown."""
        if self.value(day) == value:
            return
        if self.last < self.first or day < self.first:
            known = enumerate(self._values, self.origin)
            days = {each: score for each, score in known if score is not None}
            if value is not None:
                days[day] = value
            self._fill(days)
            return
        first_new = min(day, self.last)
        if day > self.last:
            self._values += [None] * (day - self.last)
            self.last = day
        self._values[day - self.origin] = value
        self._add_up_from(first_new - self.origin)

    def _add_up_from(self, index: int) -> None:
        """Renew the running sums from a position on; what lies before it is kept."""
        tail = self._values[index:]
        before = self.sums[index], self.counts[index]
        self.sums[index:] = accumulate((value or 0 for value in tail), initial=before[0])
        self.counts[index:] = accumulate((value is not None for value in tail), initial=before[1])

    def value(self, day: int) -> int | None:
        """The value of a day; None = unknown."""
        return self._values[day - self.origin] if self.first <= day <= self.last else None

    def is_beyond(self, day: int) -> bool:
        """True when no window of the day can hold a value: before the first or long after."""
        return not self.first <= day <= self.last + OLDEST_AGE

    def total(self, start: int, stop: int) -> tuple[int, int]:
        """Sum and number of the values of the days from `start` up to but without `stop`."""
        low, high = start - self.origin, stop - self.origin
        return self.sums[high] - self.sums[low], self.counts[high] - self.counts[low]

    def known(self, start: int, stop: int) -> list[int]:
        """The values of the same days, the oldest first."""
        slice_ = self._values[start - self.origin : stop - self.origin]
        return [value for value in slice_ if value is not None]
