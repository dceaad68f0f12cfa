"""What a person can choose about a column in the second step: fields, units, orders of dates."""

from __future__ import annotations

from collections.abc import Mapping

from diary.domain.knee import Moment
from diary.domain.table_match import DateOrder, DecimalMark, TableField, TableUnit
from diary.texts.tables import (
    date_order_word,
    decimal_mark_word,
    field_word,
    moment_word,
    unit_word,
)
from diary.words import _

_LENGTHS = (TableUnit.KM, TableUnit.MILE, TableUnit.METRE, TableUnit.CENTIMETRE, TableUnit.FOOT)
_CLIMBS = (TableUnit.METRE, TableUnit.FOOT, TableUnit.CENTIMETRE)
_TIMES = (
    *(TableUnit.CLOCK, TableUnit.HOUR_MINUTE),
    *(TableUnit.MINUTE, TableUnit.SECOND, TableUnit.MILLISECOND),
)
UNITS_OF: Mapping[TableField, tuple[TableUnit, ...]] = {
    TableField.DISTANCE: _LENGTHS,
    TableField.ASCENT: _CLIMBS,
    TableField.DESCENT: _CLIMBS,
    TableField.MOVING: _TIMES,
    TableField.ELAPSED: _TIMES,
    TableField.CADENCE: (TableUnit.STEPS, TableUnit.STRIDES),
}
DATES = frozenset({TableField.START, TableField.DATE})
LENGTHS_OR_TIMES = frozenset({TableField.DISTANCE, TableField.MOVING, TableField.ELAPSED})


def field_choices() -> list[tuple[object, str]]:
    """What a column may be; None = it is left out."""
    return [(None, _("Do not import")), *((each, field_word(each)) for each in TableField)]


def unit_choices(of: TableField | None) -> list[tuple[object, str]]:
    """The units a field may be written in, for scores the moments; empty = it has none."""
    if of is not None and of.is_score:
        return [(each, moment_word(each)) for each in Moment]
    return [(each, unit_word(each)) for each in (() if of is None else UNITS_OF.get(of, ()))]


def order_choices() -> list[tuple[object, str]]:
    """In which order dates may be written."""
    return [(each, date_order_word(each)) for each in DateOrder]


def mark_choices() -> list[tuple[object, str]]:
    """What may stand before the decimals."""
    return [(each, decimal_mark_word(each)) for each in DecimalMark]
