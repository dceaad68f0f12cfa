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
from diary.domain.pain_and_load import MarkKind, PainAndLoadSeries, scored_days
from diary.domain.period import ONE_DAY, Span
from diary.domain.run import Run
from diary.texts.chart_day import day_readout, noticed_words, run_words, scores_words
from diary.texts.charts import (
    chart_description,
    chart_labels,
    load_words,
    mark_text,
    measure_choice,
    middle_text,
    moment_word,
    span_text,
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
    SIGNS = "signs"
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
    Column.WEEK: "at least 142.2 km",
    Column.USUAL: "at least 142.2 km",
    Column.SIGNS: "left swelling (slight), stiff after",
    Column.RUNS: "14.1 km intervals, Blue 12 trail",
    Column.EVENTS: "12 New shoes: Red 3",
    Column.NOTE: "A note of about thirty letters",
}


def shown_pain_and_load(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    series = _COUNTED.series(diary, span, choice.moment, choice.measure, choice.knees, today)
    labels = chart_labels(series, formats)
    numbers: tuple[ChartTable, ...] = ()
    if choice.has_load_numbers:
        numbers = (load_numbers_table(diary, choice.measure, span, formats, today),)
    runs, marks = _COUNTED.runs(diary), _marks_by_day(series)
    told = _Told(series, diary, runs, formats, labels.load_unit, marks)
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
        why_not=None if series.recorded_days >= DAYS_LEAST else _why_not(told),
    )


def _why_not(told: _Told) -> WhyNot | None:
    """What is missing: days of scores at all, or anything to draw in the days shown."""
    scored, series = scored_days(told.diary), told.series
    count = len(scored)
    if count >= DAYS_LEAST:
        return None if _has_something(told) else _nothing_in(series, scored, told.formats)
    have = plural("You have {n}.", "You have {n}.", count).format(n=count)
    sentence = _("The chart starts with {least} days of scores. {have}")
    return WhyNot(_("Not enough days yet"), sentence.format(least=DAYS_LEAST, have=have))


def _has_something(told: _Told) -> bool:
    """True with a score, a run or a safety sign to draw."""
    series = told.series
    return (
        series.recorded_days > 0
        or any(mark.kind is MarkKind.SIGN for mark in series.marks)
        or any(run.is_run for on in series.span for run in told.runs_on(on))
    )


def _nothing_in(series: PainAndLoadSeries, scored: set[date], formats: Formats) -> WhyNot:
    days = span_text(series.span, formats)
    if not any(on in series.span for on in scored):
        sentence = _("There is no score and no run in {days}. Choose other days.")
    else:
        sentence = _(
            "There is no run in {days}, and no score of this knee and moment. "
            "Choose the other knee, another moment or other days."
        )
    return WhyNot(_("Nothing in these days"), sentence.format(days=days))


@dataclass(frozen=True, slots=True)
class _Told:
    """A series with the diary it was made from."""

    series: PainAndLoadSeries
    diary: Diary
    runs: Mapping[date, Sequence[Run]]
    formats: Formats
    load_unit: float
    marks: Mapping[date, Sequence[str]]

    def runs_on(self, on: date) -> Sequence[Run]:
        return self.runs.get(on, ())

    def day(self, column: int) -> date:
        return self.series.span.start + timedelta(column)


def _marks_by_day(series: PainAndLoadSeries) -> Mapping[date, Sequence[str]]:
    """The numbers and texts of all marks by day: rows of a long table are made one by one."""
    found: dict[date, list[str]] = {}
    last = series.span.end - ONE_DAY
    for number, each in enumerate(series.marks, 1):
        first = max(each.on, series.span.start)
        text = f"{number} {mark_text(each, note_most=None)}"
        for age in range((min(each.until, last) - first).days + 1):
            found.setdefault(first + timedelta(age), []).append(text)
    return found


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
    moment = told.series.moment
    left, right = _("Left knee"), _("Right knee")
    if moment is not None:
        of_moment = _("{knee}, {moment}")
        left = of_moment.format(knee=left, moment=moment_word(moment))
        right = of_moment.format(knee=right, moment=moment_word(moment))
    return {
        Column.DAY: _("Day"),
        Column.LEFT: left,
        Column.LEFT_MIDDLE: _("Left, middle of 7 days"),
        Column.RIGHT: right,
        Column.RIGHT_MIDDLE: _("Right, middle of 7 days"),
        Column.LOAD: measure_choice(told.series.measure),
        Column.WEEK: _("Last 7 days"),
        Column.USUAL: _("Usual week"),
        Column.SIGNS: _("Signs and spots"),
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
        runs, moment = told.runs_on(on), told.series.moment
        words = scores_words(told.diary, runs, on, _KNEES[column], moment)
        return Cell(words, None if value is None else value.value, words)
    middle = knee.medians[place]
    return Cell("" if middle is None else middle_text(middle, told.formats), middle)


def _load_cell(told: _Told, column: Column, on: date) -> Cell:
    """A load as it was counted; where a run lacks its number, the copied table says so too."""
    series, place = told.series, told.series.place(on)
    if column is Column.LOAD:
        amount, is_incomplete = series.loads[place], series.is_incomplete[place]
    elif column is Column.WEEK:
        amount, is_incomplete = series.week_sums[place], series.is_week_incomplete[place]
    else:
        usual = series.usual_weeks[place]
        amount = None if usual is None else usual.amount
        is_incomplete = usual is not None and usual.is_incomplete
    words = load_words(amount, series.measure, told.formats, is_incomplete=is_incomplete)
    if amount is None:
        return Cell(words, copied="")
    return Cell(words, amount / told.load_unit, words if is_incomplete else None)


def _words_cell(told: _Told, column: Column, on: date) -> Cell:
    day = told.diary.days.get(on)
    words = day.note if day is not None and day.note else ""
    if column is Column.RUNS:
        runs = told.runs_on(on)
        words = "; ".join(run_words(told.diary, runs, told.series.measure, told.formats))
    elif column is Column.SIGNS:
        said = (noticed_words(told.diary.day(on), each.knee) for each in told.series.knees)
        words = "; ".join(filter(None, said))
    elif column is Column.EVENTS:
        words = "; ".join(told.marks.get(on, ()))
    text = " ".join(words.split())
    return Cell(text, text.casefold(), text)
