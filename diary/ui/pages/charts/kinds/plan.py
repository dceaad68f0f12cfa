"""The plan as the page shows it: a column for every day, a row of the table for every week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from diary.charts.kinds import PlanChart
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import runs_by_day
from diary.domain.period import Span
from diary.domain.plan_weeks import PlanKind, PlanRow, PlanWeeksSeries, plan_bars, plan_weeks
from diary.domain.run import Run
from diary.domain.trends import MEDIAN_LEAST, median
from diary.texts.charts import middle_text
from diary.texts.numbers import Formats
from diary.texts.plan_chart import (
    not_over_text,
    nothing_in_text,
    nothing_planned_text,
    plan_coverage,
    plan_description,
    plan_headings,
    plan_labels,
    plan_note,
    plan_readout,
    week_cell,
)
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.shown import Cell, ChartTable, MadeWhenAsked, ShownChart, WhyNot
from diary.words import _

# As wide as a day can be written.
_LONG_DAY = date(2026, 11, 25)


def shown_plan(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    series = plan_weeks(diary, span, today, knees=choice.knees)
    bars = tuple(plan_bars(series, row) for row in series.rows)
    told = _Told(series, diary, runs_by_day(diary.runs.values()), formats)
    return ShownChart(
        key="plan",
        chart=PlanChart(series, bars, plan_labels(series, bars, formats)),
        name=_("Chart of the plan"),
        description=plan_description(series, formats),
        coverage=plan_coverage(series),
        tables=(_week_table(told),),
        days=tuple(span),
        readout=partial(_readout, told),
        note=plan_note(series),
        why_not=_why_not(told),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A series with the diary it was made from."""

    series: PlanWeeksSeries
    diary: Diary
    runs: Mapping[date, Sequence[Run]]
    formats: Formats


def _why_not(told: _Told) -> WhyNot | None:
    series, diary = told.series, told.diary
    if series.has_anything:
        return None
    if diary.plans or diary.sessions:
        return WhyNot(_("Nothing in these days"), nothing_in_text(series, told.formats), "plan")
    return WhyNot(_("No plan and no sessions yet"), nothing_planned_text(), "plan")


def _readout(told: _Told, column: int) -> str:
    on = told.series.span.start + timedelta(column)
    return plan_readout(told.series, told.diary, told.runs.get(on, ()), on, told.formats)


def _week_table(told: _Told) -> ChartTable:
    """The newest week first; a week belongs to the column of its first day that is shown."""
    series = told.series
    count = len(series.starts)
    places = range(count - 1, -1, -1)

    def row(number: int) -> Sequence[Cell]:
        return _week_row(told, places[number])

    headings = plan_headings(series)
    first = series.span.start.toordinal()
    return ChartTable(
        title=_("Week by week"),
        headings=headings,
        rows=MadeWhenAsked(count, row),
        columns=[max(series.starts[place] - first, 0) for place in places],
        samples=(
            not_over_text(told.formats.day(_LONG_DAY)),
            *("" for _heading in headings[1:]),
        ),
    )


def _week_row(told: _Told, place: int) -> list[Cell]:
    series, formats = told.series, told.formats
    days = series.week_days(place)
    cells = [Cell(week_cell(series, place, formats), days.start)]
    for row in series.rows:
        cells += _row_cells(series, row, place)
    for knee in series.pain.knees:
        cells += _knee_cells(told, knee.knee, days)
    if series.cadence is not None:
        spms = [each.spm for each in series.cadence.points if each.on in days]
        middle = median(spms)
        cells.append(Cell("") if middle is None else Cell(formats.number(middle, 0), middle))
    return cells


def _row_cells(series: PlanWeeksSeries, row: PlanRow, place: int) -> list[Cell]:
    """Done, target where the kind can have one, and skipped; a week without any entry is empty."""
    week = row.weeks[place]
    is_known = series.is_recorded[place]
    cells = [Cell(str(week.done), week.done) if is_known else Cell("")]
    if row.kind is not PlanKind.OTHER:
        cells.append(Cell(str(week.target), week.target) if week.target else Cell(""))
    if row.kind is not PlanKind.RUNS:
        cells.append(Cell(str(week.skipped), week.skipped) if is_known else Cell(""))
    return cells


def _knee_cells(told: _Told, knee: Knee, days: Span) -> list[Cell]:
    """The middle of at least four days of the week that are shown, and the highest."""
    pain = told.series.pain
    said = pain.knee(knee)
    first, last = max(pain.place(days.start), 0), pain.place(days.end)
    values = [each.value for each in (said.values[first:last] if said else ()) if each]
    if not values:
        return [Cell(""), Cell("")]
    middle = median(values) if len(values) >= MEDIAN_LEAST else None
    shown = Cell("") if middle is None else Cell(middle_text(middle, told.formats), middle)
    return [shown, Cell(str(max(values)), max(values))]
