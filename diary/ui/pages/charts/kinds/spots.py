"""Where it hurt as the page shows it: two knee maps, and a row of the table for every week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from diary.charts.kinds import SpotsChart
from diary.domain.diary import Diary
from diary.domain.knee import Area
from diary.domain.period import Span
from diary.domain.spot_counts import SpotSeries, spot_series
from diary.domain.telling_days import spot_days
from diary.texts.chart_columns import (
    COLUMN_SAMPLE,
    column_day_text,
    column_heading,
    columns_table_title,
)
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.spot_chart import (
    no_spots_text,
    sore_heading,
    spot_coverage,
    spot_description,
    spot_heading,
    spot_labels,
    spot_note,
    spot_readout,
    spot_word,
)
from diary.ui.display import display
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.shown import Cell, ChartTable, MadeWhenAsked, ShownChart, WhyNot
from diary.words import _


def shown_spots(
    diary: Diary, choice: ChartChoice, span: Span, formats: Formats, today: date
) -> ShownChart:
    """What a choice shows of a diary; touches nothing else, so that a thread may do it."""
    del today  # the chart has no day beyond the span
    series = spot_series(diary, span, choice.knees)
    # How knees are drawn is one value that is replaced as a whole.
    look = display()
    chart = SpotsChart(
        series,
        spot_labels(series, formats),
        is_facing=look.knee_view == "facing",
        is_plain=look.is_map_plain,
    )
    return ShownChart(
        key="spots",
        chart=chart,
        name=_("Chart of where it hurt"),
        description=spot_description(series, formats),
        coverage=spot_coverage(series),
        tables=(_week_table(series, formats), _spot_table(series)),
        days=tuple(each.start for each in series.columns.spans),
        last_on=series.columns.last_on,
        readout=partial(spot_readout, series, formats=formats),
        telling=partial(spot_days, diary, choice.knees),
        note=spot_note(),
        why_not=None if series.is_named else WhyNot(_("No spots yet"), no_spots_text(series)),
    )


def _week_table(series: SpotSeries, formats: Formats) -> ChartTable:
    """The newest week first."""
    columns, count = series.columns, len(series.columns)
    headings = [column_heading(columns)]
    counts: list[Sequence[int]] = []
    for each in series.knees:
        headings += [spot_heading(each.knee, row.area) for row in each.rows]
        headings.append(sore_heading(each.knee))
        counts += [*(row.days for row in each.rows), each.sore_days]

    def row(number: int) -> Sequence[Cell]:
        place = count - 1 - number
        first = Cell(column_day_text(columns, place, formats), columns.spans[place].start)
        return [first, *(Cell(str(days[place]), days[place]) for days in counts)]

    return ChartTable(
        title=columns_table_title(columns),
        headings=tuple(headings),
        rows=MadeWhenAsked(count, row),
        columns=range(count - 1, -1, -1),
        samples=(COLUMN_SAMPLE, *("" for _heading in headings[1:])),
    )


def _spot_table(series: SpotSeries) -> ChartTable:
    """The counts of the maps, and of what is not drawn there."""
    rows = []
    for area in (*Area, None):
        counts = [each.total(area) for each in series.knees]
        name = spot_word(area)
        rows.append([Cell(name, name.casefold(), name), *(Cell(str(n), n) for n in counts)])
    knees = (_("{knee}, days").format(knee=label(each.knee)) for each in series.knees)
    return ChartTable(_("Spot by spot"), (_("Spot"), *knees), rows)
