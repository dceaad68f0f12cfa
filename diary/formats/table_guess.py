"""What the columns of a table mean, by their names and by what stands in them.

Whatever rests on more than a name that says everything is marked as guessed. Pain columns beside
runs are left alone: a person says whether they are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from diary.domain.table_cells import is_missing, number_in, time_s
from diary.domain.table_dates import time_of_day, written_time
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableMatch,
    TableUnit,
)
from diary.formats.sport_words import is_sport, says_sport
from diary.formats.table_cadence import settle_cadence
from diary.formats.table_columns import Column, column_of
from diary.formats.table_kinds import TableKind
from diary.formats.table_names import is_side, moment_named, named_field, plain_name
from diary.formats.table_order import DateOrders, DecimalMarks, decimal_mark_of
from diary.formats.table_text import Table
from diary.formats.table_units import best_units, settle_units

_F = TableField
_LOOKED_AT = 400
_CUT_TO = 400
_MOST, _HALF = 0.7, 0.5
DATES = (_F.START, _F.DATE)
_PAINS = frozenset({_F.PAIN, _F.PAIN_LEFT, _F.PAIN_RIGHT})
_RUN_ONLY = frozenset({_F.DISTANCE, _F.MOVING, _F.ELAPSED})
_MEASURES = _RUN_ONLY | {_F.ASCENT}
# All that the rows of a table without runs can give.
_OF_DAYS = _PAINS | {_F.START, _F.DATE, _F.SIDE}
_TEXTS = frozenset({_F.SPORT, _F.TITLE, _F.NOTE, _F.SHOE, _F.EXTERNAL_ID, _F.SIDE})
_MIDNIGHT = time()
# How long, or when it began.
_UNCLEAR = frozenset({"time", "zeit", "tijd", "tid", "czas", "tempo", "tiempo", "temps", "aika"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A match, the columns whose meaning, unit or order nobody has said, and those of pain.

    `is_order_open` and `is_mark_open` when no row shows the order of dates or the decimal mark.
    `pains` are all columns that look like scores of a knee, in the match or not.
    """

    match: TableMatch
    guessed: frozenset[int]
    is_order_open: bool
    is_mark_open: bool
    pains: tuple[ColumnUse, ...]


def guess_of(table: Table, kind: TableKind, latest: date) -> Guess:
    """The meaning of every column that has one; `latest` is the last day that can have passed.

    Goes three times through the rows.
    """
    columns = _columns(table)
    if kind.columns:
        _by_kind(columns, kind)
    else:
        _by_name(columns)
        _dates_by_content(columns)
        _rest_by_content(columns)
    order, mark, is_order_guessed, is_mark_guessed = _orders(table, columns, latest)
    _measures_by_content(columns, mark)
    settle_units(columns, mark)
    settle_cadence(table, columns, mark)
    _clock_after_all(columns, mark)
    uses = _wanted(columns, has_runs=bool(kind.columns))
    for column in columns:
        column.is_guessed |= is_order_guessed and column.field in DATES
        column.is_guessed |= is_mark_guessed and column.field in _MEASURES
    used = {use.column for use in uses}
    guessed = frozenset(each.number for each in columns if each.is_guessed and each.number in used)
    measures = {each.number for each in columns if each.field in _MEASURES}
    is_mark_open = is_mark_guessed and bool(measures & used)
    pains = _pains(columns)
    return Guess(TableMatch(uses, order, mark), guessed, is_order_guessed, is_mark_open, pains)


def pains_of(table: Table, kind: TableKind) -> tuple[ColumnUse, ...]:
    """The columns that look like scores of a knee; a program that is known has none."""
    if kind.columns:
        return ()
    columns = _columns(table)
    _by_name(columns)
    return _pains(columns)


def _pains(columns: Iterable[Column]) -> tuple[ColumnUse, ...]:
    return tuple(
        ColumnUse(column.number, column.field, None, moment_named(column.name))
        for column in columns
        if column.field is not None and column.field.is_score and column.cells
    )


def _columns(table: Table) -> list[Column]:
    rows = (cells for _, cells in table.rows())
    names = table.header or ("",) * table.columns
    columns = [Column(number, name, []) for number, name in enumerate(names)]
    for _, cells in zip(range(_LOOKED_AT), rows, strict=False):
        for column, cell in zip(columns, cells, strict=False):
            if not is_missing(cell):
                column.cells.append(cell.strip()[:_CUT_TO])
    return columns


def _by_kind(columns: list[Column], kind: TableKind) -> None:
    for column in columns:
        if column.number in kind.columns:
            column.field, column.unit = kind.columns[column.number]
            column.is_guessed = column.number in kind.guessed


def _by_name(columns: list[Column]) -> None:
    """What names say, where what stands below them does not speak against it."""
    taken: dict[TableField, Column] = {}
    for column in columns:
        found, unit = named_field(column.name)
        if found is None or not _can_be(column, found):
            continue
        if found is _F.SIDE and column.cells and column.share(_is_number) >= _HALF:
            # Numbers below "knee" are how much it hurt, not which one it was.
            found = _F.PAIN
        column.field, column.unit = found, unit
        if found.is_score:
            # Morning and evening, left and right: each of several columns has scores.
            continue
        before = taken.get(found)
        if before is None:
            taken[found] = column
            continue
        # Of two columns with one name the second has what was measured; of two names, the first.
        is_twice = before.name == column.name and bool(column.cells)
        is_clearer = _is_unclear(before) and not _is_unclear(column)
        loser = before if is_twice or is_clearer else column
        loser.field = None
        if loser is before:
            taken[found] = column


def _is_unclear(column: Column) -> bool:
    return plain_name(column.name) in _UNCLEAR


def _can_be(column: Column, found: TableField) -> bool:
    if not column.cells or (found in _TEXTS and found is not _F.SPORT):
        return True
    if found in DATES:
        return column.share(_is_day) >= _HALF
    if found is _F.TIME_OF_DAY:
        return column.share(_is_time_of_day) >= _MOST
    if found is _F.SPORT:
        return column.share(says_sport) >= 0.5
    if found in (_F.MOVING, _F.ELAPSED):
        return column.share(lambda cell: _is_time(cell) or _is_number(cell)) >= _HALF
    return column.share(_is_number) >= _HALF


def _is_day(cell: str) -> bool:
    return any(written_time(cell, order) is not None for order in DateOrder)


def _is_number(cell: str) -> bool:
    return any(number_in(cell, mark) is not None for mark in DecimalMark) or _is_worded_time(cell)


def _is_worded_time(cell: str) -> bool:
    return time_s(cell, TableUnit.SECOND, DecimalMark.POINT) is not None


def _is_time(cell: str) -> bool:
    return ":" in cell and time_s(cell, TableUnit.CLOCK, DecimalMark.POINT) is not None


def _dates_by_content(columns: list[Column]) -> None:
    """Find the day when no name says it, and tell a day from a start."""
    column = column_of(columns, *DATES)
    if column is None:
        free = (each for each in columns if each.field is None and each.share(_is_day) >= _MOST)
        column = next((each for each in free if not each.cells[0].isdigit()), None)
        if column is None:
            return
        column.field, column.is_guessed = _F.DATE, True
    has_time = any(_has_time(cell) for cell in column.cells)
    column.field = _F.START if has_time else _F.DATE
    for other in columns:
        if other is not column and other.field in DATES:
            other.field = None
    clock = column_of(columns, _F.TIME_OF_DAY)
    if clock is not None and has_time:
        clock.field = None
    if not has_time and clock is None:
        _clock_by_content(columns)


def _has_time(cell: str) -> bool:
    found = next(filter(None, (written_time(cell, order) for order in DateOrder)), None)
    return found is not None and found.at not in (None, _MIDNIGHT)


def _clock_by_content(columns: list[Column]) -> None:
    """Find when it began: in a "Time" beside a "Duration", or in a "Start" without a day."""
    for column in columns:
        name, _ = named_field(column.name)
        is_start = name is _F.START or (name is _F.MOVING and _is_unclear(column))
        if column.field is None and is_start and column.share(_is_time_of_day) >= _MOST:
            column.field, column.is_guessed = _F.TIME_OF_DAY, True
            return


def _clock_after_all(columns: list[Column], mark: DecimalMark) -> None:
    """A lone "Time" that makes no run of any distance is when it began."""
    moving, distance = column_of(columns, _F.MOVING), column_of(columns, _F.DISTANCE)
    if moving is None or not _is_unclear(moving):
        return
    if (
        column_of(columns, _F.DATE) is None
        or column_of(columns, _F.TIME_OF_DAY, _F.ELAPSED) is not None
    ):
        return
    if distance is None:
        is_run = column_of(columns, _F.SPORT, _F.AVG_HR, _F.CADENCE) is not None
    else:
        is_run = best_units(distance, moving, mark) is not None
    if not is_run and moving.share(_is_time_of_day) >= _MOST:
        moving.field, moving.unit, moving.is_guessed = _F.TIME_OF_DAY, None, True


def _is_time_of_day(cell: str) -> bool:
    return time_of_day(cell) is not None


def _rest_by_content(columns: list[Column]) -> None:
    """Sports and sides by their words."""
    for column in columns:
        if column.field is not None or not column.cells:
            continue
        if column.share(is_sport) >= _MOST and column_of(columns, _F.SPORT) is None:
            column.field, column.is_guessed = _F.SPORT, True
        elif column.share(_is_side_word) >= 0.9 and column_of(columns, _F.SIDE) is None:
            column.field, column.is_guessed = _F.SIDE, True


def _is_side_word(cell: str) -> bool:
    return any(is_side(cell))


def _measures_by_content(columns: list[Column], mark: DecimalMark) -> None:
    """Times and distances in columns without a known name.

    Only where nothing has a name, or sports say what the table is about: times and numbers beside
    days are in many tables.
    """
    has_names = any(column.name for column in columns)
    if column_of(columns, *DATES) is None or (has_names and column_of(columns, _F.SPORT) is None):
        return
    if column_of(columns, _F.DISTANCE, _F.ELAPSED) is not None:
        return
    free = [each for each in columns if each.field is None and each.cells]
    for column in free:
        if column.share(_is_time) >= _MOST and column_of(columns, _F.MOVING) is None:
            column.field, column.is_guessed = _F.MOVING, True
    moving = column_of(columns, _F.MOVING)
    for column in free:
        if moving is None or column.field is not None or column.share(_is_number) < _MOST:
            continue
        if best_units(column, moving, mark) is not None:
            column.field, column.is_guessed = _F.DISTANCE, True
            return


def _orders(
    table: Table, columns: list[Column], latest: date
) -> tuple[DateOrder, DecimalMark, bool, bool]:
    """Order of dates and decimal mark, from all rows."""
    day = column_of(columns, *DATES)
    numbers = [
        each
        for each in columns
        if each.field not in (*DATES, *_TEXTS, _F.TIME_OF_DAY) and each.share(_is_number) >= _HALF
    ]
    wanted = [each.number for each in numbers if each.field is not None]
    dates, marks = DateOrders(latest), DecimalMarks()
    for column in numbers:
        for cell in column.cells:
            marks.add(cell)
    for _, cells in table.rows():
        if day is not None and day.number < len(cells):
            dates.add(cells[day.number])
        for number in wanted:
            if number < len(cells):
                marks.add(cells[number])
    order, is_order_guessed = dates.order()
    mark, is_mark_guessed = decimal_mark_of(marks, table.delimiter)
    return order, mark, is_order_guessed and day is not None, is_mark_guessed


def _wanted(columns: list[Column], *, has_runs: bool) -> tuple[ColumnUse, ...]:
    """The uses; pain only where the table is about nothing else, and then only pain."""
    fields = {column.field for column in columns}
    if not fields & set(DATES):
        return ()
    has_runs |= bool(fields & _RUN_ONLY)
    wanted = frozenset(TableField) - (_PAINS | {_F.SIDE}) if has_runs else _OF_DAYS
    # Without a side nobody knows whose pain it is.
    if _F.SIDE not in fields:
        wanted -= {_F.PAIN}
    return tuple(
        ColumnUse(
            column.number,
            column.field,
            column.unit,
            moment_named(column.name) if column.field.is_score else None,
        )
        for column in columns
        if column.field in wanted and column.field is not None
    )
