"""How a column of a counting chart is called: a day, a week, a month, a year."""

from __future__ import annotations

from collections.abc import Mapping

from diary.domain.chart_columns import ChartColumns, ColumnUnit
from diary.domain.period import ONE_DAY
from diary.texts.numbers import Formats
from diary.words import _, mark

# As long as the longest name of a column in a table.
COLUMN_SAMPLE = "Wed 28 Nov 2026"

_HEADINGS: Mapping[ColumnUnit, str] = {
    ColumnUnit.DAY: mark("Day"),
    ColumnUnit.WEEK: mark("Week from"),
    ColumnUnit.MONTH: mark("Month"),
    ColumnUnit.YEAR: mark("Year"),
}
_EACH: Mapping[ColumnUnit, str] = {
    ColumnUnit.DAY: mark("One column is a day"),
    ColumnUnit.WEEK: mark("One column is a week"),
    ColumnUnit.MONTH: mark("One column is a month"),
    ColumnUnit.YEAR: mark("One column is a year"),
}
_TABLES: Mapping[ColumnUnit, str] = {
    ColumnUnit.DAY: mark("Day by day"),
    ColumnUnit.WEEK: mark("Week by week"),
    ColumnUnit.MONTH: mark("Month by month"),
    ColumnUnit.YEAR: mark("Year by year"),
}


def columns_table_title(columns: ChartColumns) -> str:
    """The name of the table with a row for every column: "Week by week"."""
    return _(_TABLES[columns.unit])


def column_heading(columns: ChartColumns) -> str:
    """The heading of the first column of the table: "Day", "Week from"."""
    return _(_HEADINGS[columns.unit])


def each_column_text(columns: ChartColumns) -> str:
    """What one column stands for: "One column is a week"."""
    return _(_EACH[columns.unit])


def column_day_text(columns: ChartColumns, place: int, formats: Formats) -> str:
    """A column in the table: "Sun 15 Nov 2026", "Nov 2026", "2026"."""
    start = columns.spans[place].start
    if columns.unit is ColumnUnit.MONTH:
        return f"{formats.month(start)} {start.year}"
    return str(start.year) if columns.unit is ColumnUnit.YEAR else formats.day(start)


def column_name(columns: ChartColumns, place: int, formats: Formats) -> str:
    """A column at the start of its read-out: "Sun 15 Nov", "Mon 9 Nov to Sun 15 Nov"."""
    span = columns.spans[place]
    if columns.unit in (ColumnUnit.MONTH, ColumnUnit.YEAR):
        return column_day_text(columns, place, formats)
    first, last = span.start, span.end - ONE_DAY
    is_one_year = columns.span.start.year == (columns.span.end - ONE_DAY).year
    written = formats.weekday_day if is_one_year else formats.day
    if first == last:
        return written(first)
    return _("{first} to {last}").format(first=formats.weekday_day(first), last=written(last))
