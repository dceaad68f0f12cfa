"""The days that are shown, with everything the read-out and the table say about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diary.domain.diary import Diary
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series, runs_by_day
from diary.domain.period import Span
from diary.domain.run import Run
from diary.texts.charts import chart_description, coverage_text, day_readout
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import ChartChoice


@dataclass(frozen=True, slots=True)
class ShownDays:
    """A series with the diary it was made from, and what is said about the whole of it."""

    series: PainAndLoadSeries
    diary: Diary
    runs: Mapping[date, Sequence[Run]]
    formats: Formats
    description: str
    coverage: str

    def runs_on(self, on: date) -> Sequence[Run]:
        """The activities of a day in order of start."""
        return self.runs.get(on, ())

    def readout(self, on: date) -> str:
        """Everything the chart shows about a day, as one line."""
        return day_readout(self.series, self.diary, self.runs_on(on), on, self.formats)


def shown_days(diary: Diary, choice: ChartChoice, span: Span, formats: Formats) -> ShownDays:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    series = pain_and_load_series(
        diary, span, choice.moment, measure=choice.measure, knees=choice.knees
    )
    runs = runs_by_day(run for run in diary.runs.values() if run.on in span)
    return ShownDays(
        series,
        diary,
        runs,
        formats,
        chart_description(series, formats),
        f"{coverage_text(series)}.",
    )
