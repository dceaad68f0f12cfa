"""The cells of a table's sample rows as they would be read, for a person to check before.

Reads them by the same functions as the reader of the whole table, so that what is shown is what
comes out; it needs no file, only the samples that a `TableLook` carries, and no port: services and
the window call it as they call any value of the domain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from diary.domain.period import local
from diary.domain.table_cells import is_missing, length_m, number_in, time_s
from diary.domain.table_dates import WrittenTime, time_of_day, written_time
from diary.domain.table_match import (
    ONE_LEG_CADENCE_MOST,
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableMatch,
    TableUnit,
)

LENGTHS = frozenset({TableField.DISTANCE, TableField.ASCENT, TableField.DESCENT})
TIMES = frozenset({TableField.MOVING, TableField.ELAPSED})
_NUMBERS = frozenset(
    {
        TableField.AVG_HR,
        TableField.MAX_HR,
        TableField.CADENCE,
        TableField.EFFORT,
        TableField.PAIN,
        TableField.PAIN_LEFT,
        TableField.PAIN_RIGHT,
    }
)


@dataclass(frozen=True, slots=True)
class DecodedCell:
    """A cell as it stands and as it is read.

    `value` is metres for lengths, seconds for times, the steps of both feet for cadence, a local
    day and time for dates, a number or a text for the rest; None = nothing there, or (`is_readable`
    False) nothing that can be read.
    `number` is what stands in the cell before any unit: "8,25" is read as 8.25.
    """

    text: str
    value: float | str | datetime | date | time | None = None
    number: float | None = None
    is_readable: bool = True


def decoded_cell(text: str, use: ColumnUse, match: TableMatch, zone: str) -> DecodedCell:
    """One cell by the use of its column; `zone` is that of times that name none."""
    if is_missing(text):
        return DecodedCell(text)
    if use.field in (TableField.START, TableField.DATE):
        return _day(text, match.date_order, zone, has_time=use.field is TableField.START)
    if use.field is TableField.TIME_OF_DAY:
        at = time_of_day(text)
        return DecodedCell(text, at, None, at is not None)
    number = number_in(text, match.decimal_mark)
    if use.field in LENGTHS or use.field in TIMES:
        value = measured(text, use, match.decimal_mark)
        return DecodedCell(text, value, number, value is not None)
    if use.field is TableField.CADENCE and number is not None:
        return DecodedCell(text, steps(number, use.unit), number)
    if use.field in _NUMBERS:
        return DecodedCell(text, number, number, number is not None)
    return DecodedCell(text, text.strip())


def measured(text: str, use: ColumnUse, mark: DecimalMark) -> float | None:
    """Metres or seconds of a cell of lengths or times; climbs are in metres unless said."""
    if use.field in TIMES:
        return time_s(text, use.unit, mark)
    if use.field is TableField.DISTANCE:
        return length_m(text, use.unit, mark)
    return length_m(text, use.unit or TableUnit.METRE, mark)


def steps(number: float, unit: TableUnit | None) -> float:
    """The steps of both feet of a cadence.

    Nobody takes 120 steps a minute with one foot, whatever the column says.
    """
    is_one = unit is TableUnit.STRIDES and number < ONE_LEG_CADENCE_MOST
    return number * 2 if is_one else number


def _day(text: str, order: DateOrder, zone: str, *, has_time: bool) -> DecodedCell:
    found = written_time(text, order)
    if found is None:
        return DecodedCell(text, is_readable=False)
    value: date | datetime = found.on
    if has_time and found.at is not None:
        value = _local(found, zone)
    return DecodedCell(text, value)


def _local(found: WrittenTime, zone: str) -> datetime:
    started_at = found.started_at(zone)
    if found.offset or started_at is None:
        # A time with its own difference to UTC stays the time on the clock of that place.
        return datetime.combine(found.on, found.at or time())
    return local(started_at, zone).replace(tzinfo=None)
