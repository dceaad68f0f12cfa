"""Makes long series short without losing an extreme: means with the lowest and highest beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]

MOST_POINTS = 400


class Thinned(NamedTuple):
    """One point for every `days` days: `x` is their middle as a day number (`date.toordinal`).

    Unknown values are NaN and break lines; `low` and `high` are the extremes of the days.
    """

    x: Values
    mean: Values
    low: Values
    high: Values
    days: int


def as_values(values: Sequence[float | None]) -> Values:
    """The values as an array with NaN for what is unknown."""
    return np.array(values, dtype=np.float64)


def days_per_point(count: int, most: int = MOST_POINTS) -> int:
    """How many days share a point so that there are at most `most` points."""
    return max(1, -(-count // most))


def thin(values: Values, first_day: int, most: int = MOST_POINTS) -> Thinned:
    """At most `most` points for daily values that start on `first_day`."""
    count = len(values)
    days = days_per_point(count, most)
    if days == 1:
        x = np.arange(first_day, first_day + count, dtype=np.float64)
        return Thinned(x, values, values, values, 1)
    rows = -(-count // days)
    padded = np.full(rows * days, np.nan)
    padded[:count] = values
    table = padded.reshape(rows, days)
    is_known = ~np.isnan(table)
    counts = is_known.sum(axis=1)
    is_empty = counts == 0
    sums = np.where(is_known, table, 0.0).sum(axis=1)
    low = np.where(is_known, table, np.inf).min(axis=1)
    high = np.where(is_known, table, -np.inf).max(axis=1)
    mean = sums / np.maximum(counts, 1)
    for each in (mean, low, high):
        each[is_empty] = np.nan
    starts = np.arange(rows) * days
    ends = np.minimum(starts + days, count)
    return Thinned(first_day + (starts + ends - 1) / 2, mean, low, high, days)
