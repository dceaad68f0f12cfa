"""Pain beside the load of some days before: pairs, counts and middles, and never a "best" delay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import WEEK_DAYS, LoadHistory, LoadMeasure
from diary.domain.pain_and_load import KneeSeries, PainAndLoadSeries, late_places, runs_by_day
from diary.domain.period import ONE_DAY, Span
from diary.domain.trends import (
    LEAST_PAIRS,
    MEDIAN_DAYS,
    DayValue,
    Lateness,
    day_value,
    days_before,
    knee_scores,
    median,
    painkiller_days,
    rolling_medians,
)

LEAST_ON_A_SIDE = 7
# Loads that differ by less are the same one.
_TOLERANCE = 1e-6


class Delay(StrEnum):
    """Which load a score is compared with: of one day, or the total of the seven days before."""

    SAME_DAY = "same_day"
    ONE_DAY = "one_day"
    TWO_DAYS = "two_days"
    THREE_DAYS = "three_days"
    WEEK_BEFORE = "week_before"


DAYS_BEFORE = {Delay.SAME_DAY: 0, Delay.ONE_DAY: 1, Delay.TWO_DAYS: 2, Delay.THREE_DAYS: 3}


class LoadPair(NamedTuple):
    """A score and the load it is compared with, in the unit of the measure."""

    on: date
    pain: int
    load: float


class Side(NamedTuple):
    """The days on one side of the split: how many, and the middle of their scores."""

    days: int
    middle: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The scores after larger and after smaller loads at one delay.

    `split` is the middle of the loads of all pairs. `above` has the days with more and `below`
    those with that much or less; both are None with fewer than 21 pairs, or fewer than 7 on a side.
    """

    delay: Delay
    pairs: tuple[LoadPair, ...]
    split: float | None
    days_above: int
    above: Side | None = None
    below: Side | None = None

    @property
    def days_below(self) -> int:
        """How many pairs have a load up to the split."""
        return len(self.pairs) - self.days_above

    @property
    def difference(self) -> float | None:
        """The middle score above the split less that below; None while there are too few."""
        if self.above is None or self.below is None:
            return None
        return self.above.middle - self.below.middle


@dataclass(frozen=True, slots=True)
class DelaySeries:
    """One knee over a span at the delay that was chosen, with the comparison at every delay.

    `pain` and `loads` have one place for every day of the span; a load stands on the day of the
    score it is compared with, None = unknown. `moment` None is the day's highest. `painkiller_days`
    are the days with a pair on which a painkiller was noted.
    """

    span: Span
    pain: KneeSeries
    moment: Moment | None
    measure: LoadMeasure
    delay: Delay
    loads: tuple[float | None, ...]
    comparisons: tuple[Comparison, ...]
    painkiller_days: int

    @property
    def chosen(self) -> Comparison:
        """The comparison at the chosen delay."""
        return self.comparisons[tuple(Delay).index(self.delay)]

    @property
    def knee(self) -> Knee:
        """The knee the scores are of."""
        return self.pain.knee

    @property
    def recorded_days(self) -> int:
        """Days with a score."""
        return sum(value is not None for value in self.pain.values)


class Dot(NamedTuple):
    """So many pairs with this score and about the same load, whose mean is `load`."""

    load: float
    pain: int
    days: int


def delay_series(
    diary: Diary,
    span: Span,
    knee: Knee,
    moment: Moment | None = None,
    *,
    measure: LoadMeasure = LoadMeasure.DISTANCE,
    delay: Delay = Delay.ONE_DAY,
    today: date | None = None,
) -> DelaySeries:
    """Compare the scores of a knee in a span with the load at every delay.

    Loads before the span are read; a day of which a run lacks what is counted is unknown. What is
    dated after `today` ends no silence.
    """
    pain = _pain(diary, span, knee, moment)
    days = tuple(span)
    by_delay = _delayed_loads(LoadHistory(diary, measure, today=today), span)
    comparisons = tuple(compared(each, days, pain.values, by_delay[each]) for each in Delay)
    chosen = comparisons[tuple(Delay).index(delay)]
    return DelaySeries(
        span=span,
        pain=pain,
        moment=moment,
        measure=measure,
        delay=delay,
        loads=by_delay[delay],
        comparisons=comparisons,
        painkiller_days=painkiller_days(diary.days, (pair.on for pair in chosen.pairs)),
    )


def compared(
    delay: Delay,
    days: Sequence[date],
    values: Sequence[DayValue | None],
    loads: Sequence[float | None],
) -> Comparison:
    """Compare scores with loads that already stand on the day of their score."""
    pairs = tuple(
        LoadPair(on, value.value, load)
        for on, value, load in zip(days, values, loads, strict=True)
        if value is not None and load is not None
    )
    split = median(pair.load for pair in pairs)
    if split is None:
        return Comparison(delay, (), None, 0)
    above = [pair.pain for pair in pairs if _is_above(pair.load, split)]
    below = [pair.pain for pair in pairs if not _is_above(pair.load, split)]
    is_enough = len(pairs) >= LEAST_PAIRS and min(len(above), len(below)) >= LEAST_ON_A_SIDE
    if not is_enough:
        return Comparison(delay, pairs, split, len(above))
    return Comparison(delay, pairs, split, len(above), _side(above), _side(below))


def as_days(series: DelaySeries) -> PainAndLoadSeries:
    """The same days as panels over time draw them: every score above the load it belongs to."""
    nothing = (None,) * len(series.span)
    return PainAndLoadSeries(
        span=series.span,
        moment=series.moment,
        measure=series.measure,
        knees=(series.pain,),
        is_recorded=tuple(value is not None for value in series.pain.values),
        loads=series.loads,
        is_incomplete=(False,) * len(series.span),
        week_sums=nothing,
        usual_weeks=nothing,
        marks=(),
        has_run=tuple(map(bool, series.loads)),
        is_late=late_places((series.pain,), len(series.span)),
    )


def dots(comparison: Comparison, width: float) -> tuple[Dot, ...]:
    """The pairs counted by score and load in steps of `width`.

    No load at all is a step alone, and none reaches over the split.
    """
    steps: dict[tuple[int, bool], list[LoadPair]] = {}
    for pair in comparison.pairs:
        key = _step(pair.load, width), _is_above(pair.load, comparison.split)
        steps.setdefault(key, []).append(pair)
    found = []
    for _key, pairs in sorted(steps.items()):
        load = sum(pair.load for pair in pairs) / len(pairs)
        counts = Counter(pair.pain for pair in pairs)
        found += [Dot(load, pain, days) for pain, days in sorted(counts.items())]
    return tuple(found)


def _is_above(load: float, split: float | None) -> bool:
    return split is not None and load > split + _TOLERANCE


def _step(load: float, width: float) -> int:
    return -int(-(load - _TOLERANCE) // width) if load > _TOLERANCE else 0


def _side(scores: Sequence[int]) -> Side:
    return Side(len(scores), median(scores) or 0.0)


def _pain(diary: Diary, span: Span, knee: Knee, moment: Moment | None) -> KneeSeries:
    lateness = Lateness(diary.person.timezone, diary.settings.day_turnover)
    wide = days_before(span, min(MEDIAN_DAYS - 1, (span.start - date.min).days))
    runs = runs_by_day(run for run in diary.runs.values() if run.on in wide)
    values = {
        on: value
        for on in wide
        if (
            value := day_value(
                on, knee_scores(diary.days.get(on), runs.get(on, ()), knee, moment), lateness
            )
        )
    }
    medians = rolling_medians({on: value.value for on, value in values.items()}, span)
    return KneeSeries(knee, tuple(values.get(on) for on in span), medians)


def _delayed_loads(history: LoadHistory, span: Span) -> dict[Delay, tuple[float | None, ...]]:
    """For every delay the load that belongs to each day of the span."""
    before = min(WEEK_DAYS, (span.start - date.min).days)
    wide = tuple(days_before(span, before))
    known = [history.known_amount(on) for on in wide]
    incomplete = (on in history.loads and history.loads[on].is_incomplete for on in wide)
    lacking = list(accumulate(incomplete, initial=0))
    # Before the first day of the calendar nothing is known.
    known = [*(None for _day in range(WEEK_DAYS - before)), *known]
    count = len(span)
    loads = {
        delay: tuple(known[WEEK_DAYS - days : WEEK_DAYS - days + count])
        for delay, days in DAYS_BEFORE.items()
    }
    weeks = []
    for place, on in enumerate(span):
        is_whole = lacking[place + before] == lacking[max(0, place + before - WEEK_DAYS)]
        weeks.append(history.week_sum(on - ONE_DAY) if is_whole and on > date.min else None)
    return loads | {Delay.WEEK_BEFORE: tuple(weeks)}
