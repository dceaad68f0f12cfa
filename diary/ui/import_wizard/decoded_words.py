"""How cells of a table would be read, in words: "8,25 is read as 8.25 km"."""

from __future__ import annotations

from datetime import date, datetime, time

from diary.domain.table_match import ColumnUse, DecimalMark, TableField, TableLook, TableMatch
from diary.domain.table_samples import LENGTHS, TIMES, DecodedCell, decoded_cell
from diary.domain.units import METRES
from diary.texts.numbers import Formats
from diary.words import _

_SHOWN_MOST = 40


def read_as_text(text: str, use: ColumnUse, match: TableMatch, zone: str, formats: Formats) -> str:
    """What becomes of one cell; empty when nothing stands in it."""
    cell = decoded_cell(text, use, match, zone)
    shown = short(text)
    if not cell.is_readable:
        return _("“{text}” cannot be read this way.").format(text=shown)
    if cell.value is None:
        return ""
    return _("“{text}” is read as {value}.").format(
        text=shown, value=_value_text(cell, use.field, formats)
    )


def mark_text(
    look: TableLook, column: int, use: ColumnUse, match: TableMatch, zone: str, formats: Formats
) -> str:
    """The first sample with a decimal mark: "“8,25” is read as 8.25."."""
    for row in look.samples:
        text = row[column] if column < len(row) else ""
        number = decoded_cell(text, use, match, zone).number
        if number is not None and any(mark in text for mark in DecimalMark):
            shown = formats.number(number, _decimals(number))
            return _("“{text}” is read as {value}.").format(text=text.strip(), value=shown)
    return ""


def short(text: str) -> str:
    """A sample that is not longer than a line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN_MOST else f"{plain[: _SHOWN_MOST - 1]}…"


def _value_text(cell: DecodedCell, of: TableField, formats: Formats) -> str:
    value = cell.value
    if isinstance(value, datetime):
        return f"{formats.day(value.date())}, {formats.time_of_day(value.time())}"
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, time):
        return formats.time_of_day(value)
    if isinstance(value, float | int):
        return _number_text(float(value), of, formats)
    return f"“{short(str(value))}”"


def _number_text(value: float, of: TableField, formats: Formats) -> str:
    if of is TableField.DISTANCE:
        return formats.distance(value, _decimals(value / METRES[formats.unit]))
    if of in LENGTHS:
        return _("{n} m").format(n=formats.number(value, 0))
    if of in TIMES:
        return formats.duration(value)
    return formats.number(value, 0 if value == int(value) else 1)


def _decimals(number: float) -> int:
    """As many as the number has, at most two: 5.2 stays 5.2."""
    return next(places for places in (0, 1, 2) if places == 2 or _is_round(number, places))


def _is_round(number: float, places: int) -> bool:
    return abs(round(number, places) - number) < 0.005
