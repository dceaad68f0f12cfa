"""What every section of a visit report is counted from: the part that is shown, and which days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from diary.domain.chart_columns import ChartColumns, ColumnUnit, columns_of
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.load import LoadHistory
from diary.domain.pain_and_load import (
    PainAndLoadSeries,
    pain_and_load_series,
    runs_by_day,
)
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import ReportChoice
from diary.domain.rules.facts import Facts
from diary.domain.run import Run, start_order
from diary.domain.run_responses import RunResponsesSeries, run_responses
from diary.reports.content_memory import Counted
from diary.texts.numbers import Formats

# A longer range is counted by week or more: eight weeks of days stand beside one another.
MOST_DAYS = 56
MOST_COLUMNS = 32


@dataclass(frozen=True)
class ReportScope:
    """A diary without what is private, the days shown, and those before them.

    With `is_file` it was read from a file, which holds nothing before `file_from`; None = it holds
    a whole diary. `left_out` are knees that were written about and are not shown.
    """

    counted: Counted
    choice: ReportChoice
    today: date
    formats: Formats
    is_file: bool = False
    file_from: date | None = None
    reminders: Sequence[Mapping[str, object]] = ()
    left_out: tuple[Knee, ...] = ()

    @property
    def diary(self) -> Diary:
        """The part of the diary that is shown."""
        return self.counted.diary

    @property
    def span(self) -> Span:
        """The days shown."""
        return self.choice.span

    @property
    def knees(self) -> tuple[Knee, ...]:
        """The knees shown."""
        return self.choice.knees

    @property
    def last_on(self) -> date:
        """The last day shown."""
        return self.span.end - ONE_DAY

    def day(self, on: date) -> str:
        """A day of the span, with the year only where the span lies in several."""
        is_one_year = self.span.start.year == self.last_on.year
        return self.formats.weekday_day(on) if is_one_year else self.formats.day(on)

    @cached_property
    def before(self) -> Span | None:
        """As many days before those shown, fewer where the diary is younger than that.

        None where nothing is known of any of them.
        """
        days, start = len(self.span), self.span.start
        first_on = self.first_on
        if first_on is None or first_on >= start or not self.reaches_back(start, days):
            return None
        return Span(max(first_on, start - timedelta(min(days, (start - first_on).days))), start)

    @cached_property
    def first_on(self) -> date | None:
        """The first day with an entry or an activity, where the diary begins; None in an empty one.

        An event says nothing of the days around it: many are written down years later. Shoes that
        ran before a file say that the diary is older than it.
        """
        shoes = self.diary.shoes.values()
        if self.file_from is not None and any(each.distance_before_span_m for each in shoes):
            return self.file_from
        days = [*self.diary.days, *(run.on for run in self.diary.runs.values())]
        return min(days, default=None)

    def known_part(self, span: Span) -> Span:
        """These days without those before the diary began; all of them where it began later."""
        first_on = self.first_on
        return Span(first_on, span.end) if first_on is not None and first_on in span else span

    def reaches_back(self, on: date, days: int) -> bool:
        """True when so many days before a day are known, with entries or without."""
        return self.file_from is None or (on - self.file_from).days >= days

    @cached_property
    def known_on(self) -> date:
        """The day up to which mornings are known."""
        next_on = self.last_on + ONE_DAY
        is_in_file = not self.is_file or next_on in self.diary.days
        return min(self.today, next_on) if is_in_file else self.last_on

    @cached_property
    def series(self) -> PainAndLoadSeries:
        """Pain of the knees shown, and distance."""
        return pain_and_load_series(self.diary, self.span, knees=self.knees)

    @cached_property
    def history(self) -> LoadHistory:
        """The load of the whole diary."""
        return self.counted.history

    @cached_property
    def facts(self) -> Facts:
        """What rules read, for comparing runs with those before."""
        return self.counted.facts

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs of the days shown, in order."""
        return self.runs_in(self.span)

    @cached_property
    def runs_by_day(self) -> Mapping[date, Sequence[Run]]:
        """The activities of the days shown."""
        return runs_by_day(run for run in self.diary.runs.values() if run.on in self.span)

    @cached_property
    def columns(self) -> ChartColumns:
        """The days shown in few enough columns to stand in a table."""
        return few_columns(self.span)

    @cached_property
    def responses(self) -> RunResponsesSeries:
        """How the knees took every run of the days shown."""
        return self.responses_in(self.span, self.known_on)

    def responses_in(self, span: Span, known_on: date) -> RunResponsesSeries:
        """How the knees took every run of some days."""
        most = max(1, len(self.diary.runs))
        return run_responses(
            self.diary,
            span,
            known_on,
            knees=self.knees,
            most=most,
            known_from=self.file_from,
        )

    def runs_in(self, span: Span) -> tuple[Run, ...]:
        """The runs of some days, in order; other sports are left out."""
        days = self._run_days
        return self._all_runs[bisect_left(days, span.start) : bisect_left(days, span.end)]

    @cached_property
    def _all_runs(self) -> tuple[Run, ...]:
        runs = (run for run in self.diary.runs.values() if run.is_run)
        return tuple(sorted(runs, key=start_order))

    @cached_property
    def _run_days(self) -> Sequence[date]:
        return [run.on for run in self._all_runs]


def few_columns(span: Span, finest: ColumnUnit = ColumnUnit.DAY) -> ChartColumns:
    """Days up to eight weeks, else weeks, months or years, so that they stand side by side.

    No column is shorter than `finest`.
    """
    for unit in list(ColumnUnit)[list(ColumnUnit).index(finest) :]:
        columns = columns_of(span, unit)
        most = MOST_DAYS if columns.unit is ColumnUnit.DAY else MOST_COLUMNS
        if len(columns) <= most:
            return columns
    return columns_of(span, ColumnUnit.YEAR)


def said_on(row: Mapping[str, object]) -> date | None:
    """The day from which a reminder of a file says what it says; None where the row has none.

    Without the day of its present level it is the day it came up.
    """
    said = row.get("since") or row.get("fired_on")
    if isinstance(said, date):
        return said
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
