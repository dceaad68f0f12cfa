"""Around each run as the page shows it: one column and one row of the table for every run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from diary.charts.kinds import RunResponsesChart
from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.domain.run import Run
from diary.domain.run_responses import KneeCourse, RunResponsesSeries, run_responses
from diary.domain.trends import DayValue
from diary.domain.units import METRES
from diary.texts.charts import span_text
from diary.texts.numbers import Formats
from diary.texts.run_outlook import before_score
from diary.texts.run_response_chart import (
    morning_words,
    no_scores_text,
    result_words,
    run_name,
    run_readout,
    run_responses_coverage,
    run_responses_description,
    run_responses_labels,
    run_responses_note,
    side_word,
)
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.samples import longest_texts
from diary.ui.pages.charts.shown import Cell, ChartTable, ShownChart, WhyNot
from diary.words import _


def shown_run_responses(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    series = run_responses(diary, span, today, knees=choice.knees)
    told = _Told(series, diary, formats)
    return ShownChart(
        key="run_responses",
        chart=RunResponsesChart(series, run_responses_labels(series, formats, diary.settings)),
        name=_("Chart of pain around each run"),
        description=run_responses_description(series, formats),
        coverage=run_responses_coverage(series, formats),
        tables=(_table(told),),
        days=tuple(run.on for run in series.runs),
        readout=partial(_readout, told),
        note=run_responses_note(diary.settings),
        why_not=_why_not(told),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A series with the diary it was made from."""

    series: RunResponsesSeries
    diary: Diary
    formats: Formats


def _why_not(told: _Told) -> WhyNot | None:
    series = told.series
    if not series.runs:
        sentence = _("There is no run from {span}. The chart starts with one that has a score.")
        which = span_text(series.span, told.formats) if len(series.span) else ""
        return WhyNot(_("No runs in these days"), sentence.format(span=which), "run")
    if not series.scored_count:
        return WhyNot(_("No scores around runs yet"), no_scores_text(series))
    return None


def _readout(told: _Told, column: int) -> str:
    return run_readout(told.series, told.diary, column, told.formats)


def _table(told: _Told) -> ChartTable:
    """The last run first; for each knee four scores, the result, and the morning."""
    series = told.series
    headings = [_("Day"), _("Run"), _("Distance, {unit}")]
    headings[2] = headings[2].format(unit=told.formats.unit_label())
    for each in series.knees:
        side = side_word(each.knee)
        scores = (_("before"), _("during"), _("after"), _("next morning"))
        parts = (*scores, _("result"), _("settled by morning"))
        headings += [_("{side}, {part}").format(side=side, part=part) for part in parts]
    places = range(len(series.runs) - 1, -1, -1)
    rows = [_row(told, place) for place in places]
    return ChartTable(
        title=_("Run by run"),
        headings=tuple(headings),
        rows=rows,
        columns=places,
        samples=longest_texts(rows, len(headings)),
    )


def _row(told: _Told, place: int) -> list[Cell]:
    run, formats = told.series.runs[place], told.formats
    name = run_name(told.diary, run, formats)
    cells = [Cell(formats.day(run.on), run.on), Cell(name, name.casefold(), name)]
    cells.append(_distance(run, formats))
    for each in told.series.knees:
        cells += _knee_cells(told, run, each.courses[place])
    return cells


def _distance(run: Run, formats: Formats) -> Cell:
    if run.distance_m is None:
        return Cell("")
    text = formats.distance_value(run.distance_m)
    return Cell(text, run.distance_m / METRES[formats.unit])


def _knee_cells(told: _Told, run: Run, course: KneeCourse) -> list[Cell]:
    result, settled = result_words(told.series, run, course), morning_words(course)
    words = [Cell(text, text.casefold(), text) for text in (result, settled)]
    before = Cell("")
    if course.before is not None:
        before = Cell(before_score(course.before, told.formats), course.before)
    return [before, *(_score(value) for value in course.values), *words]


def _score(value: DayValue | None) -> Cell:
    return Cell("") if value is None else Cell(str(value.value), value.value)
