"""Pain and load as the page shows it: one column and one row of the table for every day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from diary.charts.kinds import PainAndLoadChart
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import (
    PainAndLoadSeries,
    scored_days,
)
from diary.domain.period import Span
from diary.domain.run import Run
from diary.texts.charts import (
    chart_description,
    chart_labels,
    day_readout,
    load_text,
    mark_text,
    measure_choice,
    middle_text,
    run_words,
    scores_words,
)
from diary.texts.load_numbers import load_numbers_note
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.load_numbers import load_numbers_table
from diary.ui.pages.charts.series_memory import SeriesMemory
from diary.ui.pages.charts.shown import Cell, ChartTable, MadeWhenAsked, ShownChart, WhyNot
from diary.words import _, plural

DAYS_LEAST = 3
_COUNTED = SeriesMemory()


class Column(StrEnum):
    """What a column of the table holds; those of a knee are there when the knee is shown."""

    DAY = "day"
    LEFT = "left"
    RIGHT = "right"
    LOAD = "load"
    WEEK = "week"
    USUAL = "usual"
    LEFT_MIDDLE = "left_middle"
    RIGHT_MIDDLE = "right_middle"
    RUNS = "runs"
    EVENTS = "events"
    NOTE = "note"


_KNEES = {
    Column.LEFT: Knee.LEFT,
    Column.LEFT_MIDDLE: Knee.LEFT,
    Column.RIGHT: Knee.RIGHT,
    Column.RIGHT_MIDDLE: Knee.RIGHT,
}
_SAMPLES = {
    Column.DAY: "Wed 28 Nov 2026",
    Column.LEFT: "5 (morning 4, during 4, after 5)",
    Column.RIGHT: "5 (morning 4, during 4, after 5)",
    Column.LOAD: "142.2 km",
    Column.WEEK: "142.2 km",
    Column.USUAL: "142.2 km",
    Column.RUNS: "14.1 km intervals, Blue 12 trail",
    Column.EVENTS: "12 New shoes: Red 3",
    Column.NOTE: "A note of about thirty letters",
}


def shown_pain_and_load(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    series = _COUNTED.series(diary, span, choice.moment, choice.measure, choice.knees)
    labels = chart_labels(series, formats)
    numbers: tuple[ChartTable, ...] = ()
    if choice.has_load_numbers:
        numbers = (load_numbers_table(diary, choice.measure, span, formats, today),)
    told = _Told(series, diary, _COUNTED.runs(diary), formats, labels.load_unit)
    return ShownChart(
        key="pain_and_load",
        chart=PainAndLoadChart(series, labels, choice.evidence, choice.has_events),
        name=_("Chart of pain and load"),
        description=chart_description(series, formats),
        coverage=f"{labels.coverage}.",
        tables=(_day_table(told), *numbers),
        days=tuple(span),
        readout=partial(_readout, told),
        note=load_numbers_note() if numbers else "",
        why_not=None if series.recorded_days >= DAYS_LEAST else _why_not(diary),
    )


def _why_not(diary: Diary) -> WhyNot | None:
    count = len(scored_days(diary))
    if count >= DAYS_LEAST:
        return None
    have = plural("You have {n}.", "You have {n}.", count).format(n=count)
    sentence = _("The chart starts with {least} days of scores. {have}")
    return WhyNot(_("Not enough days yet"), sentence.format(least=DAYS_LEAST, have=have))


@dataclass(frozen=True, slots=True)
class _Told:
    """A series with the diary it was made from."""

    series: PainAndLoadSeries
    diary: Diary
    runs: Mapping[date, Sequence[Run]]
    formats: Formats
    load_unit: float

    def runs_on(self, on: date) -> Sequence[Run]:
        return self.runs.get(on, ())

    def day(self, column: int) -> date:
        return self.series.span.start + timedelta(column)


def _readout(told: _Told, column: int) -> str:
    on = told.day(column)
    return day_readout(told.series, told.diary, told.runs_on(on), on, told.formats)


def _day_table(told: _Told) -> ChartTable:
    """The newest day first."""
    knees = {each.knee for each in told.series.knees}
    columns = [each for each in Column if _KNEES.get(each) in {None, *knees}]
    count = len(told.series.span)

    def row(number: int) -> Sequence[Cell]:
        on = told.day(count - 1 - number)
        return MadeWhenAsked(len(columns), lambda place: _cell(told, columns[place], on))

    return ChartTable(
        title=_("Day by day"),
        headings=tuple(_heading(each, told) for each in columns),
        rows=MadeWhenAsked(count, row),
        columns=range(count - 1, -1, -1),
        samples=tuple(_SAMPLES.get(each, "") for each in columns),
    )


def _heading(column: Column, told: _Told) -> str:
    return {
        Column.DAY: _("Day"),
        Column.LEFT: _("Left knee"),
        Column.LEFT_MIDDLE: _("Left, 7-day middle"),
        Column.RIGHT: _("Right knee"),
        Column.RIGHT_MIDDLE: _("Right, 7-day middle"),
        Column.LOAD: measure_choice(told.series.measure),
        Column.WEEK: _("Last 7 days"),
        Column.USUAL: _("Usual week"),
        Column.RUNS: _("Runs"),
        Column.EVENTS: _("Events"),
        Column.NOTE: _("Note"),
    }[column]


def _cell(told: _Told, column: Column, on: date) -> Cell:
    if column is Column.DAY:
        return Cell(told.formats.day(on), on)
    if column in _KNEES:
        return _knee_cell(told, column, on)
    if column in {Column.LOAD, Column.WEEK, Column.USUAL}:
        return _load_cell(told, column, on)
    return _words_cell(told, column, on)


def _knee_cell(told: _Told, column: Column, on: date) -> Cell:
    knee = told.series.knee(_KNEES[column])
    if knee is None:
        return Cell("")
    place = told.series.place(on)
    if column in {Column.LEFT, Column.RIGHT}:
        value = knee.values[place]
        words = scores_words(told.diary, told.runs_on(on), on, _KNEES[column])
        return Cell(words, None if value is None else value.value, words)
    middle = knee.medians[place]
    return Cell("" if middle is None else middle_text(middle, told.formats), middle)


def _load_cell(told: _Told, column: Column, on: date) -> Cell:
    series, place = told.series, told.series.place(on)
    amount = series.loads[place] if column is Column.LOAD else series.week_sums[place]
    if column is Column.USUAL:
        usual = series.usual_weeks[place]
        amount = usual and usual.amount
    if amount is None:
        return Cell("")
    return Cell(load_text(amount, series.measure, told.formats), amount / told.load_unit)


def _words_cell(told: _Told, column: Column, on: date) -> Cell:
    day = told.diary.days.get(on)
    words = day.note if day is not None and day.note else ""
    if column is Column.RUNS:
        runs = told.runs_on(on)
        words = "; ".join(run_words(told.diary, runs, told.series.measure, told.formats))
    elif column is Column.EVENTS:
        words = "; ".join(
            f"{number} {mark_text(each)}"
            for number, each in enumerate(told.series.marks, 1)
            if each.on <= on <= each.until
        )
    text = " ".join(words.split())
    return Cell(text, text.casefold(), text)
