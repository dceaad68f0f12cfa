"""The name under which it is remembered what the columns of a table are.

It is that of the header. Without one, tables of as many columns have little in common: there it is
what stands in the columns, so that what was said of one table never reads a table of another kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import islice

from diary.domain.table_cells import decimal_mark_shown, is_missing, number_in, time_s
from diary.domain.table_dates import day_numbers, written_time
from diary.domain.table_match import DateOrder, DecimalMark, TableUnit
from diary.formats.sport_words import is_sport
from diary.formats.table_names import plain_name
from diary.formats.table_text import Table

_LOOKED_AT = 200
_MOST = 0.7
_LENGTH = 32
_YEAR_ABOVE, _MONTHS = 31, 12
# Kilometres and minutes; beats and steps; metres and seconds.
_SMALL_BELOW, _MIDDLE_BELOW = 40.0, 400.0


def table_key(table: Table) -> str:
    """The same for every table with the same header, or with the same kinds of columns."""
    names = [plain_name(name) for name in table.header] or _kinds(table)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:_LENGTH]


def _kinds(table: Table) -> list[str]:
    columns: list[list[str]] = [[] for _ in range(table.columns)]
    for _, cells in islice(table.rows(), _LOOKED_AT):
        for column, cell in zip(columns, cells, strict=False):
            if not is_missing(cell):
                column.append(cell.strip())
    return [_kind(cells) for cells in columns]


def _kind(cells: Sequence[str]) -> str:
    if not cells:
        return "nothing"
    if _share(cells, _is_day) >= _MOST:
        return f"day {_order(cells)}"
    if _share(cells, _is_clock) >= _MOST:
        return "clock"
    if _share(cells, _is_number) >= _MOST:
        return _number_kind(cells)
    return "sport" if _share(cells, is_sport) >= _MOST else "text"


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, cells)) / len(cells)


def _is_day(cell: str) -> bool:
    # A number alone may be a time counted in seconds, but is hardly ever.
    is_number = _is_number(cell)
    return not is_number and any(written_time(cell, order) is not None for order in DateOrder)


def _is_clock(cell: str) -> bool:
    return ":" in cell and time_s(cell, TableUnit.CLOCK, DecimalMark.POINT) is not None


def _is_number(cell: str) -> bool:
    return any(number_in(cell, mark) is not None for mark in DecimalMark)


def _order(cells: Sequence[str]) -> str:
    """What the days show of their order, and the sign between their numbers."""
    signs = sorted({found[3] for cell in cells if (found := day_numbers(cell))})
    shown = {_shown(*found[:2]) for cell in cells if (found := day_numbers(cell))}
    return " ".join((*sorted(filter(None, shown)), *signs))


def _shown(first: int, second: int) -> str:
    if first > _YEAR_ABOVE:
        return "y"
    return "d" if first > _MONTHS else "m" if second > _MONTHS else ""


def _number_kind(cells: Sequence[str]) -> str:
    """The decimal mark that is shown, and about how large the numbers are."""
    marks = sorted({mark.value for cell in cells if (mark := decimal_mark_shown(cell))})
    mark = DecimalMark(marks[0]) if len(marks) == 1 else DecimalMark.POINT
    values = sorted(value for cell in cells if (value := number_in(cell, mark)) is not None)
    middle = values[len(values) // 2] if values else 0.0
    size = "small" if middle < _SMALL_BELOW else "middle" if middle < _MIDDLE_BELOW else "large"
    return f"number {' '.join(marks)} {size}"
