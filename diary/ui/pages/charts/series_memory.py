"""Keeps the days that were counted last, so that zooming and panning counts nothing anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series, runs_by_day
from diary.domain.period import Span
from diary.domain.run import Run


@dataclass(frozen=True, slots=True)
class _Kept:
    """Days that were counted, and of what."""

    diary: Diary
    knees: tuple[Knee, ...]
    today: date
    series: PainAndLoadSeries


class SeriesMemory:
    """Series of one diary after another; what is kept is replaced whole, so any thread may ask."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None
        self._runs: tuple[Diary, Mapping[date, Sequence[Run]]] | None = None

    def runs(self, diary: Diary) -> Mapping[date, Sequence[Run]]:
        """The activities of every day of the diary in order of start."""
        kept = self._runs
        if kept is None or kept[0] is not diary:
            kept = self._runs = diary, runs_by_day(diary.runs.values())
        return kept[1]

    def series(
        self,
        diary: Diary,
        span: Span,
        moment: Moment | None,
        measure: LoadMeasure,
        knees: Sequence[Knee],
        today: date,
    ) -> PainAndLoadSeries:
        """The series of a span, cut out of the one before where that has all of its days.

        The first span of a diary is counted alone, each later one with as many days around it.
        """
        kept, chosen = self._kept, tuple(knees)
        # A diary is a value: another object means that something was changed.
        is_known = (
            kept is not None
            and kept.diary is diary
            and (kept.knees, kept.today) == (chosen, today)
            and (kept.series.moment, kept.series.measure) == (moment, measure)
        )
        if kept is not None and is_known and _has(kept.series.span, span):
            return kept.series.part(span)
        wide = _widened(span) if is_known else span
        series = pain_and_load_series(
            diary, wide, moment, measure=measure, knees=chosen, today=today
        )
        self._kept = _Kept(diary, chosen, today, series)
        return series.part(span) if is_known else series


def _has(whole: Span, span: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end


def _widened(span: Span) -> Span:
    days = len(span)
    start = max(span.start.toordinal() - days, date.min.toordinal())
    end = min(span.end.toordinal() + days, date.max.toordinal())
    return Span(date.fromordinal(start), date.fromordinal(end))
