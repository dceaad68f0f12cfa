"""The series behind the chart "Where": on how many days each spot of a knee was named.

A spot belongs to a knee and a day. A day with pain on which none was named is counted as such and
given to no spot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diary.domain.chart_columns import ChartColumns, ColumnUnit, columns_of
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee
from diary.domain.pain_and_load import runs_by_day
from diary.domain.period import Span
from diary.domain.run import Run
from diary.domain.trends import knee_scores


@dataclass(frozen=True, slots=True)
class SpotRow:
    """Days of every column on which a spot was named; `area` None: pain, but no spot named."""

    area: Area | None
    days: tuple[int, ...]

    @property
    def total(self) -> int:
        """Days of the whole span."""
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class KneeSpots:
    """The spots of one knee.

    `rows` has those that were named, in the order of the areas, and pain without a spot last.
    `sore_days` are, for every column, days with a score above 0 or a spot; `named_days` days of the
    span with a spot.
    """

    knee: Knee
    rows: tuple[SpotRow, ...]
    sore_days: tuple[int, ...]
    named_days: int

    def total(self, area: Area | None) -> int:
        """Days on which the spot was named; None: days with pain and no spot."""
        return next((row.total for row in self.rows if row.area is area), 0)


@dataclass(frozen=True, slots=True)
class SpotSeries:
    """Spots of the chosen knees, counted in columns of a week at least.

    `recorded_days` are days with a score of one of these knees.
    """

    columns: ChartColumns
    knees: tuple[KneeSpots, ...]
    recorded_days: int

    @property
    def span(self) -> Span:
        """The days shown."""
        return self.columns.span

    @property
    def is_named(self) -> bool:
        """True when a spot was named on any day."""
        return any(each.named_days for each in self.knees)

    @property
    def most(self) -> int:
        """The highest count of a spot, of either knee."""
        rows = (row for each in self.knees for row in each.rows if row.area is not None)
        return max((row.total for row in rows), default=0)


def spot_series(diary: Diary, span: Span, knees: Sequence[Knee] | None = None) -> SpotSeries:
    """Count the spots of a span; `knees` None takes the tracked ones."""
    columns = columns_of(span, ColumnUnit.WEEK)
    places = columns.places()
    runs = runs_by_day(run for run in diary.runs.values() if run.on in span)
    days = sorted(on for on in diary.days.keys() | runs.keys() if on in span)
    chosen = tuple(diary.person.tracked_knees if knees is None else knees)
    recorded: set[date] = set()
    found = []
    for knee in chosen:
        scored = {on: _highest(diary, runs, on, knee) for on in days}
        recorded |= {on for on, value in scored.items() if value is not None}
        found.append(_knee_spots(diary, places, len(columns), knee, scored))
    return SpotSeries(columns, tuple(found), len(recorded))


def _highest(diary: Diary, runs: Mapping[date, Sequence[Run]], on: date, knee: Knee) -> int | None:
    scores = knee_scores(diary.days.get(on), runs.get(on, ()), knee)
    return max((score.value for score in scores), default=None)


def _knee_spots(
    diary: Diary,
    places: Mapping[date, int],
    count: int,
    knee: Knee,
    scored: Mapping[date, int | None],
) -> KneeSpots:
    """Count one knee; `scored` has the highest score of every day that has an entry."""
    counts: dict[Area | None, list[int]] = {area: [0] * count for area in (*Area, None)}
    sore, named = [0] * count, 0
    for on, value in scored.items():
        day = diary.days.get(on)
        areas = (day.knee(knee).areas if day is not None else None) or ()
        if areas or value:
            sore[places[on]] += 1
        named += bool(areas)
        for area in areas or ((None,) if value else ()):
            counts[area][places[on]] += 1
    rows = (SpotRow(area, tuple(days)) for area, days in counts.items() if any(days))
    return KneeSpots(knee, tuple(rows), tuple(sore), named)
