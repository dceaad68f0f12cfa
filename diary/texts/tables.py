"""How the columns of a foreign table were understood, in words."""

from __future__ import annotations

from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableLook,
    TableUnit,
)
from diary.words import _, mark

_FIELDS = {
    TableField.START: mark("Date and time of the start"),
    TableField.DATE: mark("Date"),
    TableField.TIME_OF_DAY: mark("Time of day"),
    TableField.DISTANCE: mark("Distance"),
    TableField.MOVING: mark("Time moving"),
    TableField.ELAPSED: mark("Time from start to end"),
    TableField.SPORT: mark("Kind of sport"),
    TableField.TITLE: mark("Title"),
    TableField.NOTE: mark("Note"),
    TableField.SHOE: mark("Shoe"),
    TableField.AVG_HR: mark("Heart rate, average"),
    TableField.MAX_HR: mark("Heart rate, highest"),
    TableField.CADENCE: mark("Cadence"),
    TableField.ASCENT: mark("Climb"),
    TableField.DESCENT: mark("Descent"),
    TableField.EFFORT: mark("Effort, 1 to 10"),
    TableField.EXTERNAL_ID: mark("Number of the activity"),
    TableField.SIDE: mark("Which knee"),
    TableField.PAIN: mark("Pain score, 0 to 10"),
    TableField.PAIN_LEFT: mark("Pain score of the left knee"),
    TableField.PAIN_RIGHT: mark("Pain score of the right knee"),
}
_UNITS = {
    TableUnit.KM: mark("km"),
    TableUnit.MILE: mark("miles"),
    TableUnit.METRE: mark("metres"),
    TableUnit.CENTIMETRE: mark("centimetres"),
    TableUnit.FOOT: mark("feet"),
    TableUnit.SECOND: mark("seconds"),
    TableUnit.MILLISECOND: mark("milliseconds"),
    TableUnit.MINUTE: mark("minutes"),
    TableUnit.CLOCK: mark("h:m:s"),
    TableUnit.HOUR_MINUTE: mark("h:m"),
    TableUnit.STEPS: mark("steps a minute, both feet"),
    TableUnit.STRIDES: mark("steps a minute of one foot"),
}
_ORDERS = {
    DateOrder.DAY_FIRST: mark("day, month, year"),
    DateOrder.MONTH_FIRST: mark("month, day, year"),
    DateOrder.YEAR_FIRST: mark("year, month, day"),
    DateOrder.NAMED: mark("month as a word"),
}
_MARKS = {
    DecimalMark.POINT: mark("point, as in 8.25"),
    DecimalMark.COMMA: mark("comma, as in 8,25"),
}


def field_word(of: TableField) -> str:
    """What a column may hold, in a word or two."""
    return _(_FIELDS[of])


def unit_word(unit: TableUnit) -> str:
    """How a column is written."""
    return _(_UNITS[unit])


def date_order_word(order: DateOrder) -> str:
    """In which order dates are written."""
    return _(_ORDERS[order])


def decimal_mark_word(decimals: DecimalMark) -> str:
    """What stands before the decimals."""
    return _(_MARKS[decimals])


def table_reading_lines(look: TableLook) -> list[str]:
    """How a table was read, a line for each column that was used, then dates and decimals."""
    lines = [_use_line(look, use) for use in look.match.uses]
    text = _("Dates: {order}. Decimals: {mark}.")
    order = date_order_word(look.match.date_order)
    return [*lines, text.format(order=order, mark=decimal_mark_word(look.match.decimal_mark))]


def _use_line(look: TableLook, use: ColumnUse) -> str:
    header = look.header[use.column] if use.column < len(look.header) else ""
    name = header.strip() or _("column {n}").format(n=use.column + 1)
    of = field_word(use.field)
    said = of if use.unit is None else f"{of} ({unit_word(use.unit)})"
    text = _("“{column}” is read as: {field}, guessed")
    if use.column not in look.guessed:
        text = _("“{column}” is read as: {field}")
    return text.format(column=name, field=said)
