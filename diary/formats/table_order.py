"""In which order a table writes its dates, and its decimal mark: from all rows, not from the first.

Where rows contradict each other the many decide, and the others are named when they are read.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from diary.domain.table_cells import decimal_mark_shown
from diary.domain.table_dates import day_numbers, names_month, written_time
from diary.domain.table_match import DateOrder, DecimalMark

_MONTHS = 12
_YEAR_DIGITS_ABOVE = 31
_BY_NUMBERS = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)


class DateOrders:
    """Counts what the dates of a table show; `latest` is the last day that can have passed."""

    def __init__(self, latest: date) -> None:
        self._latest = latest
        self._shown: Counter[DateOrder] = Counter()
        self._last: dict[DateOrder, date] = {}
        self._days_between: Counter[DateOrder] = Counter()
        self._ahead: Counter[DateOrder] = Counter()
        self._signs: Counter[str] = Counter()
        self._halves = 0

    def add(self, cell: str) -> None:
        """Take note of one cell."""
        numbers = day_numbers(cell)
        if numbers is None:
            if names_month(cell):
                self._shown[DateOrder.NAMED] += 1
            return
        first, second, _, sign = numbers
        if first > _YEAR_DIGITS_ABOVE:
            self._shown[DateOrder.YEAR_FIRST] += 1
        elif first > _MONTHS >= second or sign == ".":
            # Nobody writes points with the month in front.
            self._shown[DateOrder.DAY_FIRST] += 1
        elif second > _MONTHS >= first:
            self._shown[DateOrder.MONTH_FIRST] += 1
        else:
            self._signs[sign] += 1
            self._halves += cell.strip().casefold().endswith(("am", "pm"))
        self._compare(cell)

    def order(self) -> tuple[DateOrder, bool]:
        """The order, and whether it was chosen without a row that shows it."""
        if self._shown:
            (order, often), *others = self._shown.most_common(2)
            is_split = bool(others) and others[0][1] * 4 > often
            is_open = bool(self._signs) and order not in _BY_NUMBERS
            return order, is_split or is_open
        if not self._signs:
            return DateOrder.YEAR_FIRST, False
        return self._likely(), True

    def _compare(self, cell: str) -> None:
        for order in _BY_NUMBERS:
            found = written_time(cell, order)
            if found is None:
                continue
            self._ahead[order] += found.on > self._latest
            last = self._last.get(order)
            if last is not None:
                self._days_between[order] += abs((found.on - last).days)
            self._last[order] = found.on

    def _likely(self) -> DateOrder:
        """Days that lie ahead speak against an order, so do long ways from row to row."""
        ahead = [self._ahead[order] for order in _BY_NUMBERS]
        between = [self._days_between[order] for order in _BY_NUMBERS]
        for counts in (ahead, between):
            if counts[0] != counts[1]:
                return _BY_NUMBERS[counts.index(min(counts))]
        # Twelve hours with slashes are written where the month comes first.
        is_american = self._halves > 0 and self._signs.most_common(1)[0][0] == "/"
        return DateOrder.MONTH_FIRST if is_american else DateOrder.DAY_FIRST


class DecimalMarks:
    """Counts the decimal marks that numbers show beyond doubt."""

    def __init__(self) -> None:
        self.shown: Counter[DecimalMark] = Counter()
        self.is_open = False

    def add(self, cell: str) -> None:
        """Take note of one cell."""
        if "," not in cell and "." not in cell:
            return
        mark = decimal_mark_shown(cell)
        if mark is None:
            self.is_open = True
        else:
            self.shown[mark] += 1


def decimal_mark_of(marks: DecimalMarks, delimiter: str) -> tuple[DecimalMark, bool]:
    """The mark, and whether it was chosen without a number that shows it."""
    if marks.shown:
        (mark, often), *others = marks.shown.most_common(2)
        return mark, bool(others) and others[0][1] * 4 > often
    # Who writes a comma before decimals puts something else between cells.
    mark = DecimalMark.COMMA if delimiter == ";" else DecimalMark.POINT
    return mark, marks.is_open
