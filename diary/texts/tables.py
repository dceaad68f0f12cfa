"""How the columns of a foreign table were understood, in words."""

from __future__ import annotations

from diary.domain.knee import Moment
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableLook,
    TableUnit,
)
from diary.words import _, mark, plural

_CELLS_NAMED = 8
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
_MOMENTS = {
    Moment.MORNING: mark("in the morning"),
    Moment.DURING: mark("during the run"),
    Moment.AFTER: mark("after the run"),
    Moment.WORST: mark("worst of the day"),
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


def moment_word(moment: Moment) -> str:
    """What moment of a day the scores of a column are about."""
    return _(_MOMENTS[moment])


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


def pains_left_out_text(look: TableLook) -> str:
    """Which columns look like scores of a knee and were left out; empty when there are none."""
    names = [_column_name(look, use.column) for use in look.pains]
    if not names:
        return ""
    text = plural(
        "{n} column looks like knee pain and was left out: {names}.",
        "{n} columns look like knee pain and were left out: {names}.",
        len(names),
    )
    return text.format(n=len(names), names=", ".join(names))


def odd_scores_text(look: TableLook) -> str:
    """Which cells of columns of scores are no scores; empty when there are none."""
    if not look.odd_score_count:
        return ""
    text = plural(
        "{n} value is not a score of 0 to 10 and was left out: {cells}.",
        "{n} values are not scores of 0 to 10 and were left out: {cells}.",
        look.odd_score_count,
    )
    one = _("“{text}” in row {row}")
    cells = [one.format(text=odd.text, row=odd.row) for odd in look.odd_scores[:_CELLS_NAMED]]
    more = look.odd_score_count - len(cells)
    if more:
        cells.append(plural("{n} more", "{n} more", more).format(n=more))
    return text.format(n=look.odd_score_count, cells=", ".join(cells))


def _column_name(look: TableLook, column: int) -> str:
    header = look.header[column].strip() if column < len(look.header) else ""
    return _("“{column}”").format(column=header or _("column {n}").format(n=column + 1))


def _use_line(look: TableLook, use: ColumnUse) -> str:
    of = field_word(use.field)
    more = None if use.unit is None else unit_word(use.unit)
    if use.field.is_score:
        more = moment_word(look.moment_of(use.column))
    said = of if more is None else f"{of} ({more})"
    text = _("{column} is read as: {field}, guessed")
    if use.column not in look.guessed:
        text = _("{column} is read as: {field}")
    return text.format(column=_column_name(look, use.column), field=said)
