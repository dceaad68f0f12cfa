"""How one knee does on one day: the numbers on which R-WORSE and R-WATCH decide.

Age 0 is the day asked; nothing younger is read. `usual` is the average of a time far enough back
that slow worsening cannot drag it along.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.pain_series import PainSeries, day_value
from diary.domain.settings import Settings

TOLERANCE = 1e-9
RECENT_DAYS = 7
TWO_WEEKS = 14
NEWEST = 3
LONG_AGO = 0  # an ordinal before every real day

# Names of the three windows that can give the usual level, by oldest and youngest age.
SHORT, LONG, ANY = "d22-49", "d22-77", "d8-77"


class Usual(NamedTuple):
    """The usual level: mean of a window, its name and its number of entries."""

    base: float | None
    span: str | None
    n: int


@dataclass(frozen=True, slots=True)
class PainLevel:
    """The numbers of one knee on one day; None where too few entries allow none.

    `base` is the usual level, `recent` the mean of ages 0 to 6; `week`, `two`, `now` and their
    minimum `level` are points above `base`.
    """

    base: float | None = None
    recent: float | None = None
    week: float | None = None
    two: float | None = None
    now: float | None = None
    level: float | None = None
    n_recent: int = 0
    n_prev: int = 0
    n_base: int = 0
    base_span: str | None = None

    def evidence(self, painkiller_days: int) -> dict[str, object]:
        """The numbers by their names in the exchange format."""
        return {
            "base": self.base,
            "recent": self.recent,
            "week": self.week,
            "two": self.two,
            "now": self.now,
            "level": self.level,
            "n_recent": self.n_recent,
            "n_prev": self.n_prev,
            "n_base": self.n_base,
            "base_span": self.base_span,
            "painkiller_days": painkiller_days,
        }


def usual_level(series: PainSeries, day: int, since: int, settings: Settings) -> Usual:
    """The lower of two long means that have enough entries, else one that comes closer to today.

    Only days from `since` on count. The day lies within the reach of the series.
    """
    sums, counts, least = series.sums, series.counts, settings.worse_min_base
    # Positions of the day itself and of the oldest day that counts.
    at = day - series.origin
    oldest = max(at - 77, since - series.origin)
    stop = at - 21
    n = counts[stop] - counts[oldest] if stop > oldest else 0
    if n >= least:
        total = sums[stop] - sums[oldest]
        start = max(at - 49, oldest)
        short_n = counts[stop] - counts[start]
        short_total = sums[stop] - sums[start]
        # The lower mean, compared in whole numbers.
        if short_n >= least and short_total * n <= total * short_n:
            return Usual(short_total / short_n, SHORT, short_n)
        return Usual(total / n, LONG, n)
    stop = at - 7
    n = counts[stop] - counts[oldest] if stop > oldest else 0
    return Usual((sums[stop] - sums[oldest]) / n, ANY, n) if n >= least else Usual(None, None, n)


def pain_level(
    series: PainSeries, day: int, settings: Settings, since: int = LONG_AGO
) -> PainLevel:
    """The numbers of the day; only days from `since` on count for the usual level."""
    if series.is_beyond(day):
        return PainLevel()
    return level_against(series, day, settings, usual_level(series, day, since, settings))


def level_against(series: PainSeries, day: int, settings: Settings, usual: Usual) -> PainLevel:
    """The numbers of a day within the reach of the series, compared with a usual level."""
    recent_total, n_recent = series.total(day - RECENT_DAYS + 1, day + 1)
    _, n_prev = series.total(day - TWO_WEEKS + 1, day - RECENT_DAYS + 1)
    recent = recent_total / n_recent if n_recent else None
    base = usual.base
    if (
        base is None
        or recent is None
        or n_recent < settings.worse_min_recent
        or n_prev < settings.worse_min_prev
    ):
        return PainLevel(
            base=base,
            recent=recent,
            n_recent=n_recent,
            n_prev=n_prev,
            n_base=usual.n,
            base_span=usual.span,
        )
    values = series.known(day - TWO_WEEKS + 1, day + 1)
    week = recent - base
    two = sum(min(value - base, settings.worse_cap) for value in values) / len(values)
    now = sorted(values[-NEWEST:])[1] - base
    level = min(week, two, now)
    return PainLevel(base, recent, week, two, now, level, n_recent, n_prev, usual.n, usual.span)


def newest_values(diary: Diary, knee: Knee, on: date) -> list[int]:
    """Up to three newest day values of the week that ends on a day, the oldest first."""
    week = [on - timedelta(days=age) for age in reversed(range(RECENT_DAYS))]
    runs = [run for run in diary.runs.values() if week[0] <= run.on <= on]
    values = (
        day_value(diary.days.get(day), (run for run in runs if run.on == day), knee) for day in week
    )
    return [value for value in values if value is not None][-NEWEST:]
