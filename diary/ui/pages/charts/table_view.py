"""A table of a chart, sorted by any column; Enter opens the day of a row, Up leads to headings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QTableView

from diary.ui.display import table_row_height
from diary.ui.pages.charts.shown import ChartTable
from diary.ui.pages.charts.table_model import ChartTableModel
from diary.ui.theme import role_font, roomier, theme_watcher, with_tabular_figures
from diary.ui.widgets.row_table import be_row_table
from diary.ui.widgets.table_header import TableHeader, is_menu_key
from diary.words import _

_PADDING = 13


class ChartTableView(QTableView):
    """One table; `column_changed` carries the column of the chart the keyboard is at.

    `column_opened` carries that of Enter, `menu_requested` where a menu should open.
    """

    column_changed = Signal(int)
    column_opened = Signal(int)
    menu_requested = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        be_row_table(self, "charts.table", _("The same numbers as a table"), has_many=False)
        self._model = ChartTableModel(self)
        self.setModel(self._model)
        self._header = TableHeader(self)
        self.setHorizontalHeader(self._header)
        # Not `setSortingEnabled`: that would sort at once a table that stands in its own order.
        self._header.setSortIndicatorShown(True)
        self._header.sectionPressed.connect(self._header.go_to)
        self._header.left.connect(self.setFocus)
        self._header.menu_requested.connect(self.menu_requested)
        self._header.sortIndicatorChanged.connect(self._on_header_sort_indicator_changed)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_table(self, table: ChartTable, name: str) -> None:
        """Show another table; `name` is what a screen reader calls it."""
        self.setAccessibleName(name)
        self.blockSignals(True)  # the reset takes the current row away, which nobody asked for
        self._model.show_table(table)
        self.blockSignals(False)
        self._show_order()
        self._fit_columns()

    def set_column(self, column: int) -> None:
        """Go to the row of a column of the chart without telling anybody."""
        row = self._model.row_of(column)
        if row is not None:
            self.blockSignals(True)
            self.setCurrentIndex(self._model.index(row, 0))
            self.blockSignals(False)
            self.scrollTo(self.currentIndex())

    def csv(self) -> Callable[[], str]:
        """What makes the table as it is sorted now, in the form of a CSV file, in any thread."""
        return self._model.csv()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        is_first = self.currentIndex().row() <= 0
        if is_enter and not event.modifiers():
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and is_first and not event.modifiers():
            self._header.setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_menu_key(event):
            self._ask_for_menu()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu()
        else:
            self.menu_requested.emit(event.globalPos())

    def _ask_for_menu(self) -> None:
        at = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_requested.emit(self.viewport().mapToGlobal(at))

    def _open(self, index: QModelIndex) -> None:
        column = self._model.column_at(index.row()) if index.isValid() else None
        if column is not None:
            self.column_opened.emit(column)

    def _show_order(self) -> None:
        column, order = self._model.sorted_by() or (-1, Qt.SortOrder.AscendingOrder)
        self._header.blockSignals(True)
        self._header.setSortIndicator(column, order)
        self._header.blockSignals(False)

    def _fit_columns(self) -> None:
        metrics = self.fontMetrics()
        around = 2 * roomier(_PADDING) + metrics.height()
        table = self._model.table()
        samples = table.samples or ("",) * len(table.headings)
        for place, texts in enumerate(zip(table.headings, samples, strict=True)):
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            self.setColumnWidth(place, widest + around)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFont(with_tabular_figures(role_font("body")))
        self.horizontalHeader().setFont(role_font("body"))
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(table_row_height(self.fontMetrics().height()))
        self._fit_columns()

    @Slot(int, Qt.SortOrder)
    def _on_header_sort_indicator_changed(self, column: int, order: Qt.SortOrder) -> None:
        if column >= 0:
            self._model.sort(column, order)
            self.scrollTo(self.currentIndex())

    @Slot(QModelIndex)
    def _on_row_changed(self, index: QModelIndex) -> None:
        column = self._model.column_at(index.row()) if index.isValid() else None
        if column is not None:
            self.column_changed.emit(column)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._open(index)
