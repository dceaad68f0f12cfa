"""Shoes as the page shows them: a column for every bar, tables of pain by shoe and of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from diary.charts.kinds import ShoesChart
from diary.domain.diary import Diary
from diary.domain.period import ONE_DAY, Span
from diary.domain.shoe_weeks import (
    Middle,
    ShoeBars,
    ShoePain,
    ShoeUse,
    ShoeWeeksSeries,
    shoe_bars,
    shoe_weeks,
)
from diary.domain.telling_days import run_days
from diary.domain.units import METRES
from diary.texts.charts import span_text
from diary.texts.numbers import Formats
from diary.texts.run_response_chart import side_word
from diary.texts.shoe_chart import (
    bar_readout,
    middle_words,
    part_text,
    shoes_coverage,
    shoes_description,
    shoes_labels,
    shoes_note,
    use_name,
    week_text,
)
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.samples import longest_texts
from diary.ui.pages.charts.shown import (
    Cell,
    ChartTable,
    EmptyWay,
    MadeWhenAsked,
    ShownChart,
    WhyNot,
)
from diary.words import _

# As wide as a day can be written.
_LONG_DAY = date(2026, 11, 25)


def shown_shoes(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    del today  # the chart has no day beyond the span
    series = shoe_weeks(diary, span, knees=choice.knees)
    bars = shoe_bars(series)
    told = _Told(series, bars, formats)
    return ShownChart(
        key="shoes",
        chart=ShoesChart(series, bars, shoes_labels(series, bars, formats)),
        name=_("Chart of shoes"),
        description=shoes_description(series, formats),
        coverage=shoes_coverage(series, formats),
        tables=(_pain_table(told), _week_table(told)),
        days=tuple(_first_day(told, place) for place in range(len(bars))),
        last_on=span.end - ONE_DAY if len(span) else None,
        readout=partial(_readout, told),
        telling=partial(run_days, diary),
        note=shoes_note(),
        why_not=_why_not(told, "run" if diary.shoes else "shoes"),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A series with its bars."""

    series: ShoeWeeksSeries
    bars: ShoeBars
    formats: Formats


def _why_not(told: _Told, way: EmptyWay) -> WhyNot | None:
    series = told.series
    which = span_text(series.span, told.formats) if len(series.span) else ""
    if not series.run_count:
        sentence = _("There is no run from {span}. The chart starts with one that has a distance.")
        return WhyNot(_("No runs in these days"), sentence.format(span=which), way)
    if not series.distance_m:
        sentence = _("No run from {span} has a distance. The chart starts with one that has.")
        return WhyNot(_("No distances in these days"), sentence.format(span=which), "run")
    return None


def _first_day(told: _Told, place: int) -> date:
    first = place * told.bars.weeks_each
    return told.series.week_days(first, first).start


def _readout(told: _Told, column: int) -> str:
    return bar_readout(told.series, told.bars, column, told.formats)


def _pain_table(told: _Told) -> ChartTable:
    """Every pair in a row, the most used first, and the runs without one."""
    series, formats = told.series, told.formats
    headings = [
        _("Shoe"),
        _("Distance, {unit}").format(unit=formats.unit_label()),
        _("Runs"),
    ]
    for knee in series.knees:
        side = side_word(knee)
        parts = (
            _("scored runs"),
            _("middle during"),
            _("middle after"),
            _("middle next morning"),
        )
        headings += [_("{side}, {part}").format(side=side, part=part) for part in parts]
    rows = [_pain_row(use, formats) for use in series.uses]
    return ChartTable(
        title=_("Pain by shoe"),
        headings=tuple(headings),
        rows=rows,
        samples=longest_texts(rows, len(headings)),
    )


def _pain_row(use: ShoeUse, formats: Formats) -> list[Cell]:
    name = use_name(use)
    cells = [
        Cell(name, name.casefold(), name),
        _distance(use.distance_m, formats),
        Cell(str(use.run_count), use.run_count),
    ]
    return [*cells, *(cell for pain in use.pains for cell in _pain_cells(pain, formats))]


def _pain_cells(pain: ShoePain, formats: Formats) -> list[Cell]:
    scored = Cell(str(pain.run_count), pain.run_count)
    return [scored, *(_middle_cell(middle, formats) for middle in pain.middles)]


def _middle_cell(middle: Middle, formats: Formats) -> Cell:
    text = middle_words(middle, formats)
    return Cell(text, middle.value, text if middle.value is None else None)


def _week_table(told: _Told) -> ChartTable:
    """Every week in a row, the newest first: what was run in each pair, and in all."""
    series, formats = told.series, told.formats
    unit = formats.unit_label()
    names = [_("{name}, {unit}").format(name=use_name(use), unit=unit) for use in series.uses]
    count = len(series.starts)
    places = range(count - 1, -1, -1)

    def row(number: int) -> Sequence[Cell]:
        return _week_row(told, places[number])

    return ChartTable(
        title=_("Week by week"),
        headings=(_("Week from"), _("All, {unit}").format(unit=unit), _("Runs"), *names),
        rows=MadeWhenAsked(count, row),
        columns=[week // told.bars.weeks_each for week in places],
        samples=(part_text(formats.day(_LONG_DAY)), "142.2", "", *("" for _name in names)),
    )


def _week_row(told: _Told, week: int) -> list[Cell]:
    series, formats = told.series, told.formats
    start = series.week_days(week, week).start
    amounts = [use.weeks[week] for use in series.uses]
    runs = sum(use.run_counts[week] for use in series.uses)
    return [
        Cell(week_text(series, week, formats), start),
        _distance(sum(amounts), formats),
        Cell(str(runs), runs),
        *(_distance(amount, formats) for amount in amounts),
    ]


def _distance(metres: float, formats: Formats) -> Cell:
    return Cell(formats.distance_value(metres), metres / METRES[formats.unit])
