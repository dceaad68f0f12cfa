"""The Qt model of any table of a chart: rows of cells, sorted by what the cells stand for."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from io import StringIO
from itertools import islice
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diary.ui.pages.charts.shown import Cell, ChartTable
from diary.words import _

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NO_TABLE = ChartTable("", (), ())
# A spreadsheet would take a text that begins like this for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "'")
# Enough for every number that was ever typed or measured; sums have noise behind it.
_DECIMALS = 6
# How many rows are looked at to see what a column holds.
_LOOKED_AT = 400


class ChartTableModel(QAbstractTableModel):
    """A table as it was made until it is sorted; unknown values come last either way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = _NO_TABLE
        # Which row of the table each row shown is, and the other way round.
        self._places: Sequence[int] = ()
        self._rows: dict[int, int] = {}
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._numbers: frozenset[int] = frozenset()
        self._days: frozenset[int] = frozenset()

    def show_table(self, table: ChartTable) -> None:
        """Show another table; one with the same headings stays sorted as it is."""
        self.beginResetModel()
        if table.headings != self._table.headings:
            self._sorted_by = None
        self._table = table
        found = [self._first_known(column) for column in range(len(table.headings))]
        pairs = list(enumerate(found))
        self._numbers = frozenset(at for at, each in pairs if each and _is_number(each))
        self._days = frozenset(at for at, each in pairs if each and isinstance(each.value, date))
        self._arrange()
        self.endResetModel()

    def table(self) -> ChartTable:
        """The table that is shown."""
        return self._table

    def sorted_by(self) -> tuple[int, Qt.SortOrder] | None:
        """The column it is sorted by and in which order; None as long as it was not sorted."""
        return self._sorted_by

    def column_at(self, row: int) -> int | None:
        """The column of the chart a row belongs to; None where rows belong to none."""
        columns = self._table.columns
        return columns[self._places[row]] if columns else None

    def row_of(self, column: int) -> int | None:
        """The row of a column of the chart; None when it has none."""
        return self._rows.get(column)

    def csv(self) -> Callable[[], str]:
        """What makes the table as it is sorted now, with its headings, in the form of a CSV file.

        It may be called in any thread, since the rows of many years take a while.
        """
        return partial(_as_csv, self._table, tuple(self._places))

    # ---- the model ----

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cell(index).text or _("nothing")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt
        headings = self._table.headings
        if orientation != Qt.Orientation.Horizontal or section >= len(headings):
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return headings[section]
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            # Of numbers and days the greatest is looked for, of words the first.
            is_down = section in self._numbers or section in self._days
            return int(is_down)
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._table.headings):
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        places = [self._places[index.row()] for index in kept]
        self._sorted_by = (column, order)
        self._arrange()
        rows = {place: row for row, place in enumerate(self._places)}
        pairs = zip(places, kept, strict=True)
        moved = [self.index(rows[place], index.column()) for place, index in pairs]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    # ---- inside ----

    def _cell(self, index: Index) -> Cell:
        return self._table.rows[self._places[index.row()]][index.column()]

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignTrailing if column in self._numbers else Qt.AlignmentFlag(0)
        return side | Qt.AlignmentFlag.AlignVCenter

    def _first_known(self, column: int) -> Cell | None:
        """The first cell of a column that tells what the column holds."""
        cells = (row[column] for row in islice(self._table.rows, _LOOKED_AT))
        return next((each for each in cells if each.value not in (None, "")), None)

    def _arrange(self) -> None:
        """Sort the rows; equal ones keep the order of the table."""
        rows = self._table.rows
        self._places = range(len(rows))
        if self._sorted_by is not None:
            column, order = self._sorted_by
            values = [row[column].value for row in rows]
            known = [place for place in self._places if values[place] not in (None, "")]
            unknown = [place for place in self._places if values[place] in (None, "")]
            is_down = order == Qt.SortOrder.DescendingOrder
            known.sort(key=lambda place: _comparable(values[place]), reverse=is_down)
            self._places = known + unknown
        columns = self._table.columns
        # Of several rows of a column the first one is gone to.
        pairs = [(columns[place], row) for row, place in enumerate(self._places) if columns]
        self._rows = dict(reversed(pairs))


def _as_csv(table: ChartTable, places: Sequence[int]) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_harmless(each) for each in table.headings)
    for place in places:
        writer.writerow(_copied(each) for each in table.rows[place])
    return out.getvalue()


def _comparable(value: object) -> Any:  # noqa: ANN401 - numbers, dates or texts, alike in a column
    return value.casefold() if isinstance(value, str) else value


def _is_number(cell: Cell) -> bool:
    """True for a number alone; scores with words behind them are read as words."""
    return isinstance(cell.value, int | float) and cell.copied is None


def _copied(cell: Cell) -> str:
    if cell.copied is not None:
        return _harmless(cell.copied)
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    if isinstance(cell.value, int | float):
        return f"{round(cell.value, _DECIMALS):.15g}"
    return _harmless(cell.text)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
