"""The table "Load in numbers": plain, for those who asked for it, without colour or alarm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.load import LoadMeasure
from diary.domain.load_numbers import WeekNumbers, load_numbers
from diary.domain.period import Span
from diary.domain.units import METRES
from diary.texts.load_numbers import (
    change_words,
    load_numbers_headings,
    load_numbers_title,
    not_known,
    week_words,
)
from diary.texts.numbers import Formats
from diary.ui.pages.charts.shown import Cell, ChartTable

# The headings of all columns but two are longer than what stands in them.
_NO_SAMPLES = ("",) * 8


def load_numbers_table(
    diary: Diary, measure: LoadMeasure, span: Span, formats: Formats, today: date
) -> ChartTable:
    """One row for every ISO week of the span, the newest first; may be made in a thread.

    A row belongs to the last day of its week that is shown.
    """
    weeks = list(reversed(load_numbers(diary, span, today, measure)))
    unit = {LoadMeasure.DISTANCE: METRES[formats.unit], LoadMeasure.DURATION: 60.0}.get(
        measure, 1.0
    )
    last_on = span.end - timedelta(1)
    return ChartTable(
        title=load_numbers_title(),
        headings=load_numbers_headings(measure, formats),
        rows=[_row(each, unit, formats) for each in weeks],
        columns=[(min(each.span.end - timedelta(1), last_on) - span.start).days for each in weeks],
        samples=("Wed 28 Nov 2026", "at least 142.2 so far", *_NO_SAMPLES),
    )


def _row(week: WeekNumbers, unit: float, formats: Formats) -> Sequence[Cell]:
    monotony, averages, ratios = week.monotony, week.averages, week.acute_chronic
    return (
        Cell(formats.day(week.span.start), week.span.start),
        _amount(week, unit, formats),
        _change(week.change, formats),
        _number(monotony.monotony, formats, 2),
        _number(monotony.strain, formats, 1, unit),
        _number(averages.acute, formats, 1, unit),
        _number(averages.chronic, formats, 1, unit),
        _number(averages.ratio, formats, 2),
        _number(ratios.coupled, formats, 2),
        _number(ratios.uncoupled, formats, 2),
    )


def _amount(week: WeekNumbers, unit: float, formats: Formats) -> Cell:
    """The load of the week; where a run lacks its number, the copied table says so too."""
    if week.amount is None:
        return Cell(not_known(), copied="") if week.is_incomplete else Cell("")
    amount = week.amount / unit
    text = week_words(week, formats.number(amount))
    return Cell(text, amount, text if week.is_incomplete else None)


def _change(change: float | None, formats: Formats) -> Cell:
    return Cell("") if change is None else Cell(change_words(change, formats), change * 100)


def _number(value: float | None, formats: Formats, digits: int, unit: float = 1.0) -> Cell:
    if value is None:
        return Cell("")
    return Cell(formats.number(value / unit, digits), value / unit)
