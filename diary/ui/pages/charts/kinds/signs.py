"""Signs and care as the page shows them: a row for every question, a column for every day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from diary.charts.kinds import SignsChart
from diary.domain.diary import Diary
from diary.domain.period import Span
from diary.domain.sign_days import SignRow, SignSeries, sign_series
from diary.domain.telling_days import sign_days
from diary.texts.chart_columns import (
    COLUMN_SAMPLE,
    column_day_text,
    column_heading,
    columns_table_title,
)
from diary.texts.numbers import Formats
from diary.texts.sign_chart import (
    asked_heading,
    asked_text,
    group_word,
    no_signs_text,
    sign_coverage,
    sign_description,
    sign_labels,
    sign_note,
    sign_readout,
    tally_text,
)
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.shown import Cell, ChartTable, MadeWhenAsked, ShownChart, WhyNot
from diary.words import _


def shown_signs(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    del today  # the chart has no day beyond the span
    series = sign_series(diary, span, choice.knees)
    return ShownChart(
        key="signs",
        chart=SignsChart(series, sign_labels(series, formats)),
        name=_("Chart of signs and care"),
        description=sign_description(series, formats),
        coverage=sign_coverage(series),
        tables=(_column_table(series, formats), _row_table(series)),
        days=tuple(each.start for each in series.columns.spans),
        last_on=series.columns.last_on,
        readout=partial(sign_readout, series, formats=formats),
        telling=partial(sign_days, diary, choice.knees),
        note=sign_note(),
        why_not=None if series.rows else WhyNot(_("No answers yet"), no_signs_text()),
    )


def _column_table(series: SignSeries, formats: Formats) -> ChartTable:
    """The newest day or week first."""
    columns, count = series.columns, len(series.columns)

    def row(number: int) -> Sequence[Cell]:
        place = count - 1 - number
        first = Cell(column_day_text(columns, place, formats), columns.spans[place].start)
        return [first, *(_cell(series, each, place) for each in series.rows)]

    headings = (column_heading(columns), *(asked_heading(each) for each in series.rows))
    return ChartTable(
        title=columns_table_title(columns),
        headings=headings,
        rows=MadeWhenAsked(count, row),
        columns=range(count - 1, -1, -1),
        samples=(COLUMN_SAMPLE, *("" for _heading in headings[1:])),
    )


def _cell(series: SignSeries, row: SignRow, place: int) -> Cell:
    tally = row.tallies[place]
    text = tally_text(row, tally, is_by_day=series.is_by_day)
    return Cell(text, tally.yes if tally.answered else None, text)


def _row_table(series: SignSeries) -> ChartTable:
    """Yes and answers of the whole span."""
    rows = [
        [
            Cell(group_word(each.group), number, group_word(each.group)),
            Cell(asked_text(each), asked_text(each).casefold(), asked_text(each)),
            Cell(str(each.total.yes), each.total.yes),
            Cell(str(each.total.answered), each.total.answered),
        ]
        for number, each in enumerate(series.rows)
    ]
    headings = (_("About"), _("Question"), _("Days with yes"), _("Days with an answer"))
    return ChartTable(_("Question by question"), headings, rows)
