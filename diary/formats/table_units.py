"""The units of a table's columns: those that make runs of the numbers."""

from __future__ import annotations

from collections.abc import Iterable

from diary.domain.table_cells import length_m, number_in, time_s
from diary.domain.table_match import DecimalMark, TableField, TableUnit
from diary.formats.table_columns import Column, column_of

_F = TableField
_HALF = 0.5
# What a run of a person is, when units are told from each other: metres, seconds, seconds a km.
_USUAL_M, _USUAL_S, _USUAL_PACE = (400.0, 60_000.0), (150.0, 30_000.0), (150.0, 900.0)
_LENGTH_UNITS = (TableUnit.KM, TableUnit.METRE, TableUnit.MILE, TableUnit.CENTIMETRE)
_TIME_UNITS = (TableUnit.SECOND, TableUnit.MINUTE, TableUnit.MILLISECOND)
_CLOCK_UNITS = (TableUnit.CLOCK, TableUnit.HOUR_MINUTE)
_AMERICAN = ("/mi", "mph", "min mi", "per mile")


def settle_units(columns: list[Column], mark: DecimalMark) -> None:
    """Give every length and time that has none yet its unit."""
    distance = column_of(columns, _F.DISTANCE)
    times = [each for each in columns if each.field in (_F.MOVING, _F.ELAPSED)]
    for column in times:
        _settle_units(distance, column, columns, mark)
    if distance is not None and distance.unit is None:
        distance.unit, distance.is_guessed = _length_alone(distance, columns, mark), True
    for column in columns:
        if column.field in (_F.ASCENT, _F.DESCENT) and column.unit is None:
            is_miles = distance is not None and distance.unit is TableUnit.MILE
            column.unit = TableUnit.FOOT if is_miles else TableUnit.METRE
            column.is_guessed = True


def _settle_units(
    distance: Column | None, column: Column, columns: list[Column], mark: DecimalMark
) -> None:
    """The units of a time, and of the distance beside it, that make runs of the numbers."""
    if distance is not None:
        best = best_units(distance, column, mark, is_american=_is_american(columns))
        if best is not None:
            if distance.unit is None:
                distance.unit, distance.is_guessed = best[0], True
            if column.unit is None:
                # A clock with hours says so itself.
                column.unit = best[1]
                column.is_guessed |= best[1] is not TableUnit.CLOCK
    if column.unit is None:
        column.unit = _time_alone(column, mark)
        column.is_guessed |= column.unit is not TableUnit.CLOCK


def _is_american(columns: list[Column]) -> bool:
    names = " ".join(column.name.casefold() for column in columns)
    return any(word in names for word in _AMERICAN)


def best_units(
    distance: Column, moving: Column, mark: DecimalMark, *, is_american: bool = False
) -> tuple[TableUnit, TableUnit] | None:
    """The units by which the middle row is most like a run; None when none are."""
    lengths: tuple[TableUnit, ...] = (distance.unit,) if distance.unit else _LENGTH_UNITS
    if is_american and distance.unit is None:
        lengths = (TableUnit.MILE, *(each for each in lengths if each is not TableUnit.MILE))
    is_clock = moving.share(lambda cell: ":" in cell) >= 0.5
    times = (moving.unit,) if moving.unit else (_CLOCK_UNITS if is_clock else _TIME_UNITS)
    best: tuple[int, tuple[TableUnit, TableUnit]] | None = None
    for length in lengths:
        metres = _middle(length_m(cell, length, mark) for cell in distance.cells)
        for clock in times:
            seconds = _middle(time_s(cell, clock, mark) for cell in moving.cells)
            if not metres or not seconds:
                continue
            points = _within(metres, _USUAL_M) + _within(seconds, _USUAL_S)
            points += 2 * _within(seconds / (metres / 1000), _USUAL_PACE)
            if best is None or points > best[0]:
                best = points, (length, clock)
    return best[1] if best is not None and best[0] >= 3 else None


def _within(value: float, usual: tuple[float, float]) -> int:
    return int(usual[0] <= value <= usual[1])


def _length_alone(column: Column, columns: list[Column], mark: DecimalMark) -> TableUnit:
    middle = _middle(number_in(cell, mark) for cell in column.cells) or 0.0
    if middle >= 100_000:
        return TableUnit.CENTIMETRE
    if middle >= 300:
        return TableUnit.METRE
    return TableUnit.MILE if _is_american(columns) else TableUnit.KM


def _time_alone(column: Column, mark: DecimalMark) -> TableUnit:
    if column.share(lambda cell: ":" in cell) >= 0.5:
        return TableUnit.CLOCK
    middle = _middle(number_in(cell, mark) for cell in column.cells) or 0.0
    if middle >= 60_000:
        return TableUnit.MILLISECOND
    return TableUnit.SECOND if middle >= 300 else TableUnit.MINUTE


def _middle(values: Iterable[float | None]) -> float | None:
    known = sorted(value for value in values if value is not None and value > 0)
    return known[len(known) // 2] if known else None
