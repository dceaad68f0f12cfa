"""Makes long series short without losing an extreme: means with the lowest and highest beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]

MOST_POINTS = 400
# So many unknown days in a row are a gap however long the span is.
GAP_DAYS = 7


class Thinned(NamedTuple):
    """One point for every `days` days: `x` is their middle as a day number (`date.toordinal`).

    Unknown values are NaN and break lines; `low` and `high` are the extremes of the days. A point
    reaches from `left` to `right`, half a day before its first and half a day after its last.
    """

    x: Values
    mean: Values
    low: Values
    high: Values
    left: Values
    right: Values
    days: int


def as_values(values: Sequence[float | None]) -> Values:
    """The values as an array with NaN for what is unknown."""
    return np.fromiter(values, dtype=np.float64, count=len(values))


def as_flags(flags: Sequence[bool]) -> NDArray[np.bool_]:
    """The flags as an array; through bytes, which takes a quarter of the time."""
    return np.frombuffer(bytes(flags), dtype=np.bool_)


def days_per_point(count: int, most: int = MOST_POINTS) -> int:
    """How many days share a point so that there are at most `most` points."""
    return max(1, -(-count // most))


def gap_days(days: int) -> int:
    """From how many unknown days in a row on there is a gap where `days` days share a point."""
    return min(days, GAP_DAYS)


def thin(values: Values, first_day: int, most: int = MOST_POINTS) -> Thinned:
    """At most `most` points for daily values that start on `first_day`, and two for every gap.

    A gap is a point of its own: no other reaches into it.
    """
    count = len(values)
    days = days_per_point(count, most)
    if days == 1:
        x = np.arange(first_day, first_day + count, dtype=np.float64)
        return Thinned(x, values, values, values, x - 0.5, x + 0.5, 1)
    is_known = ~np.isnan(values)
    starts = _starts(is_known, days)
    ends = np.append(starts[1:], count)
    counts = np.add.reduceat(is_known.astype(np.float64), starts)
    sums = np.add.reduceat(np.where(is_known, values, 0.0), starts)
    low = np.minimum.reduceat(np.where(is_known, values, np.inf), starts)
    high = np.maximum.reduceat(np.where(is_known, values, -np.inf), starts)
    mean = sums / np.maximum(counts, 1)
    for each in (mean, low, high):
        each[counts == 0] = np.nan
    left = starts.astype(np.float64) + (first_day - 0.5)
    right = ends.astype(np.float64) + (first_day - 0.5)
    return Thinned((left + right) / 2, mean, low, high, left, right, days)


def empty_rows(is_there: Sequence[bool]) -> list[tuple[int, int]]:
    """First and behind the last place of every gap in days that are thinned."""
    least = gap_days(days_per_point(len(is_there)))
    found = gaps(as_flags(is_there), least)
    return [(int(start), int(end)) for start, end in found]


def gaps(is_known: NDArray[np.bool_], least: int) -> NDArray[np.intp]:
    """First and behind the last place of every row of at least so many unknown ones."""
    padded = np.concatenate(([True], is_known, [True]))
    rows = np.flatnonzero(padded[1:] != padded[:-1]).reshape(-1, 2)
    return rows[rows[:, 1] - rows[:, 0] >= least]


def _starts(is_known: NDArray[np.bool_], days: int) -> NDArray[np.intp]:
    """Where the points begin: every `days` days, anew behind each gap, and with each gap."""
    places: list[NDArray[np.intp]] = []
    before = 0
    for start, end in gaps(is_known, gap_days(days)):
        places += [np.arange(before, start, days), np.array([start])]
        before = end
    places.append(np.arange(before, len(is_known), days))
    return np.concatenate(places)
