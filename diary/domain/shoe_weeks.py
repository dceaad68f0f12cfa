"""How far each pair was run in every ISO week, and what the knees said on its runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.run import Run, start_order
from diary.domain.run_responses import next_mornings
from diary.domain.shoe import Shoe
from diary.domain.trends import MEDIAN_LEAST, median

WEEK_DAYS = 7
MOST_SHOES = 6
# Bars that are narrower than those of a year of weeks show no pattern.
MOST_BARS = 60
_WEEKS_OF_BARS = (1, 2, 4, 13, 26, 52, 104, 208, 520, 1040, 2080, 5200, 10400)


class UseKind(StrEnum):
    """What a share of the running was done in."""

    SHOE = "shoe"
    OTHERS = "others"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of `count` scores; None of fewer than four."""

    count: int
    value: float | None


@dataclass(frozen=True, slots=True)
class ShoePain:
    """What one knee said on the runs of a pair; `run_count` are its runs with a score of it."""

    knee: Knee
    run_count: int
    during: Middle
    after: Middle
    morning: Middle

    @property
    def middles(self) -> tuple[Middle, Middle, Middle]:
        """During, after, and the next morning."""
        return self.during, self.after, self.morning


@dataclass(frozen=True, slots=True)
class ShoeUse:
    """The runs in one pair, in all other pairs, or in none that was named; metres by week.

    `shoe` belongs to SHOE; `hollow_count` are runs without a distance; `pains` one for a knee.
    """

    kind: UseKind
    shoe: Shoe | None
    weeks: tuple[float, ...]
    run_counts: tuple[int, ...]
    hollow_count: int
    pains: tuple[ShoePain, ...]

    @property
    def distance_m(self) -> float:
        """The distance of all weeks."""
        return sum(self.weeks)

    @property
    def run_count(self) -> int:
        """The runs of all weeks."""
        return sum(self.run_counts)


@dataclass(frozen=True, slots=True)
class ShoeWeeksSeries:
    """Running by pair and ISO week.

    Only runs of the span count, so that its first and last week may be a part of one. `starts` are
    the Mondays as day numbers. `uses` holds every pair, the most used first, then the runs without
    one; `shown` the same with all but the six most used together.
    """

    span: Span
    knees: tuple[Knee, ...]
    starts: tuple[int, ...]
    uses: tuple[ShoeUse, ...]
    shown: tuple[ShoeUse, ...]

    @property
    def run_count(self) -> int:
        """The runs of the span."""
        return sum(use.run_count for use in self.uses)

    @property
    def distance_m(self) -> float:
        """What was run in the span."""
        return sum(use.distance_m for use in self.uses)

    def week_days(self, first: int, last: int) -> Span:
        """The days of the span in the weeks from number `first` up to and with `last`."""
        start = max(self.starts[first], self.span.start.toordinal())
        end = min(self.starts[last] + WEEK_DAYS, self.span.end.toordinal())
        return Span(date.fromordinal(start), date.fromordinal(end))

    def is_part(self, week: int) -> bool:
        """True when not all days of a week belong to the span."""
        return len(self.week_days(week, week)) < WEEK_DAYS


@dataclass(frozen=True, slots=True)
class ShoeBars:
    """The same weeks in few enough bars: one for every `weeks_each` weeks.

    `amounts` holds for each use the metres a week of every bar, on average; `highest` the week of
    a bar with the most. `is_part` tells bars with a week that lies only partly in the span.
    """

    weeks_each: int
    amounts: tuple[tuple[float, ...], ...]
    highest: tuple[float, ...]
    is_part: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.highest)


def weeks_in_bar(week_count: int) -> int:
    """How many weeks share a bar so that there are at most 60."""
    return next(each for each in _WEEKS_OF_BARS if -(-week_count // each) <= MOST_BARS)


def shoe_bars(series: ShoeWeeksSeries) -> ShoeBars:
    """The bars of what is shown; a year of weeks has a bar for each."""
    count = len(series.starts)
    each = weeks_in_bar(count)
    bars = [range(start, min(start + each, count)) for start in range(0, count, each)]
    totals = [sum(use.weeks[week] for use in series.uses) for week in range(count)]
    return ShoeBars(
        weeks_each=each,
        amounts=tuple(
            tuple(sum(use.weeks[week] for week in bar) / len(bar) for bar in bars)
            for use in series.shown
        ),
        highest=tuple(max(totals[week] for week in bar) for bar in bars),
        is_part=tuple(any(series.is_part(week) for week in bar) for bar in bars),
    )


def shoe_weeks(
    diary: Diary, span: Span, *, knees: Sequence[Knee] | None = None, most: int = MOST_SHOES
) -> ShoeWeeksSeries:
    """The runs of a span by pair, other sports left out; `knees` None takes the tracked ones."""
    chosen = tuple(diary.person.tracked_knees if knees is None else knees)
    # All runs of a day are needed to know which one was its last; a span holds whole days.
    runs = sorted(
        (run for run in diary.runs.values() if run.is_run and run.on in span), key=start_order
    )
    reader = _Reader(diary, runs, _weeks(span), chosen)
    by_shoe: dict[str | None, list[int]] = {}
    for place, run in enumerate(runs):
        key = run.shoe_id if run.shoe_id in diary.shoes else None
        by_shoe.setdefault(key, []).append(place)
    nameless = by_shoe.pop(None, [])
    named = [
        reader.use(UseKind.SHOE, places, diary.shoes[key])
        for key, places in by_shoe.items()
        if key is not None
    ]
    named.sort(key=_most_used_first)
    last = [reader.use(UseKind.NONE, nameless)] if nameless else []
    return ShoeWeeksSeries(
        span=span,
        knees=chosen,
        starts=tuple(_weeks(span)),
        uses=(*named, *last),
        shown=(*_with_others(named, by_shoe, reader, most), *last),
    )


def _with_others(
    named: Sequence[ShoeUse],
    by_shoe: Mapping[str | None, list[int]],
    reader: _Reader,
    most: int,
) -> list[ShoeUse]:
    """The most used pairs, and those behind them in one."""
    few = list(named[:most])
    rest = {use.shoe.id for use in named[most:] if use.shoe is not None}
    if rest:
        places = sorted(place for key in rest for place in by_shoe[key])
        few.append(reader.use(UseKind.OTHERS, places))
    return few


def _most_used_first(use: ShoeUse) -> tuple[float, int, str]:
    return -use.distance_m, -use.run_count, use.shoe.name if use.shoe is not None else ""


def _weeks(span: Span) -> range:
    """The Mondays of all weeks with a day in the span, as day numbers."""
    if not len(span):
        return range(0)
    start = span.start.toordinal()
    return range(start - span.start.weekday(), span.end.toordinal(), WEEK_DAYS)


class _Reader:
    """Adds up runs by week, and their scores."""

    def __init__(
        self, diary: Diary, runs: Sequence[Run], weeks: range, knees: Sequence[Knee]
    ) -> None:
        self._runs = runs
        self._weeks = weeks
        self._knees = knees
        self._mornings = {knee: next_mornings(diary, runs, knee) for knee in knees}

    def use(self, kind: UseKind, places: Sequence[int], shoe: Shoe | None = None) -> ShoeUse:
        """What the runs at these places make together."""
        metres, counts = [0.0] * len(self._weeks), [0] * len(self._weeks)
        runs = [self._runs[place] for place in places]
        for run in runs:
            week = (run.on.toordinal() - self._weeks.start) // WEEK_DAYS
            metres[week] += run.distance_m or 0.0
            counts[week] += 1
        return ShoeUse(
            kind=kind,
            shoe=shoe,
            weeks=tuple(metres),
            run_counts=tuple(counts),
            hollow_count=sum(run.distance_m is None for run in runs),
            pains=tuple(self._pain(knee, places) for knee in self._knees),
        )

    def _pain(self, knee: Knee, places: Sequence[int]) -> ShoePain:
        scores = [
            (said.during, said.after, self._mornings[knee][place])
            for place in places
            for said in (self._runs[place].knee(knee),)
        ]
        middles = [
            _middle([score.value for score in moment if score is not None])
            for moment in (zip(*scores, strict=True) if scores else ((), (), ()))
        ]
        return ShoePain(knee, sum(any(each) for each in scores), *middles)


def _middle(values: Sequence[int]) -> Middle:
    return Middle(len(values), median(values) if len(values) >= MEDIAN_LEAST else None)
