"""What is computed from scores for charts and tables; unknown days stay unknown, never 0."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from diary.domain.day import Care, Day
from diary.domain.knee import SCORE_HIGHEST, SCORE_LOWEST, Knee, Moment, Score
from diary.domain.period import LATE_AFTER, ONE_DAY, Span, is_late
from diary.domain.run import Run

MEDIAN_DAYS = 7
MEDIAN_LEAST = 4
# Days with both a score and a load, from which on the two are compared.
LEAST_PAIRS = 21
# No offset of a zone is larger.
_FURTHEST_ZONE = ONE_DAY


@dataclass(frozen=True, slots=True)
class DayValue:
    """The value of one knee on one day; `is_late` when no score in time reaches it."""

    value: int
    is_late: bool = False


# The same few values again and again: making them takes longer than finding them.
_IN_TIME = tuple(DayValue(value) for value in range(SCORE_LOWEST, SCORE_HIGHEST + 1))
_LATE = tuple(DayValue(value, is_late=True) for value in range(SCORE_LOWEST, SCORE_HIGHEST + 1))


class Lateness:
    """Tells late scores of one diary; most are decided without looking at time zones."""

    def __init__(self, zone: str | None, turnover: time) -> None:
        self._zone = zone
        self._turnover = turnover

    def is_late(self, on: date, score: Score) -> bool:
        """True when the score was recorded more than 36 hours after the day `on` ended."""
        recorded_at = score.recorded_at
        if recorded_at is None or recorded_at.toordinal() <= on.toordinal():
            return False
        limit = datetime.combine(on + ONE_DAY, self._turnover, UTC) + LATE_AFTER
        if recorded_at <= limit - _FURTHEST_ZONE:
            return False
        if recorded_at > limit + _FURTHEST_ZONE:
            return True
        return is_late(recorded_at, on, score.timezone or self._zone, self._turnover)


def knee_scores(
    day: Day | None, runs: Iterable[Run], knee: Knee, moment: Moment | None = None
) -> list[Score]:
    """The scores of a knee on one day, of one moment or (None) of all, in moment order.

    `runs` are the activities of the day in order of start.
    """
    found: list[Score | None] = []
    is_any = moment is None
    said = None if day is None else day.knees.get(knee)
    if said is not None and (is_any or moment is Moment.MORNING):
        found.append(said.morning)
    for run in runs:
        on_run = run.knees.get(knee)
        if on_run is not None:
            if is_any or moment is Moment.DURING:
                found.append(on_run.during)
            if is_any or moment is Moment.AFTER:
                found.append(on_run.after)
    if said is not None and (is_any or moment is Moment.WORST):
        found.append(said.worst)
    return [score for score in found if score is not None]


def day_value(on: date, scores: Sequence[Score], lateness: Lateness) -> DayValue | None:
    """The highest of the scores of one knee and day; None = unknown."""
    if not scores:
        return None
    highest = scores[0].value if len(scores) == 1 else max([score.value for score in scores])
    for score in scores:
        if score.value == highest and not lateness.is_late(on, score):
            return _IN_TIME[highest]
    return _LATE[highest]


def rolling_medians(
    values: Mapping[date, float],
    span: Span,
    days: int = MEDIAN_DAYS,
    least: int = MEDIAN_LEAST,
) -> tuple[float | None, ...]:
    """For every day of the span the median of the known values of the `days` that end with it.

    None where fewer than `least` are known. Values before the span are used.
    """
    medians: list[float | None] = []
    window: list[float] = []
    start = span.start.toordinal()
    known = {on.toordinal(): value for on, value in values.items()}
    for number in range(start - days + 1, span.end.toordinal()):
        gone, new = known.get(number - days), known.get(number)
        # What lies further back than the first window never was in it.
        if gone is not None and number > start:
            del window[bisect_left(window, gone)]
        if new is not None:
            insort(window, new)
        if number >= start:
            medians.append(_middle(window) if len(window) >= least else None)
    return tuple(medians)


def median(values: Iterable[float]) -> float | None:
    """The middle value; None of nothing."""
    ordered = sorted(values)
    return _middle(ordered) if ordered else None


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def days_before(span: Span, count: int) -> Span:
    """The span with `count` more days at its start, as far as there are days."""
    count = min(count, span.start.toordinal() - 1)
    return Span(span.start - timedelta(count), span.end)


def painkiller_days(kept: Mapping[date, Day], days: Iterable[date]) -> int:
    """On how many of these days a painkiller was noted."""
    noted = (kept.get(on) for on in days)
    return sum(day is not None and day.care.get(Care.PAINKILLER, False) for day in noted)
