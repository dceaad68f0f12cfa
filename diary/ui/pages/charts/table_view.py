"""The chart as a table: one row a day, sorted by any column; Enter opens the day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QTableView

from diary.ui.display import table_row_height
from diary.ui.pages.charts.shown import ShownDays
from diary.ui.pages.charts.table_model import ChartTableModel, Column
from diary.ui.theme import role_font, roomier, theme_watcher, with_tabular_figures
from diary.ui.widgets.row_table import be_row_table
from diary.words import _

_PADDING = 13
_SAMPLES = {
    Column.DAY: "Wed 28 Nov 2026",
    Column.LEFT: "5 (morning 4, during 4, after 5)",
    Column.RIGHT: "5 (morning 4, during 4, after 5)",
    Column.LOAD: "142.2 km",
    Column.WEEK: "142.2 km",
    Column.USUAL: "142.2 km",
    Column.RUNS: "14.1 km intervals, Blue 12 trail",
    Column.EVENTS: "12 New shoes: Red 3",
    Column.NOTE: "A note of about thirty letters",
}


class ChartTableView(QTableView):
    """`day_changed` carries the day of the row the keyboard is at, `day_opened` that of Enter.

    `menu_requested` carries where a menu should open.
    """

    day_changed = Signal(object)
    day_opened = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        be_row_table(self, "charts.table", _("Pain and load, day by day"), has_many=False)
        self._days = ChartTableModel(self)
        self.setModel(self._days)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_days(self, shown: ShownDays) -> None:
        """Show other days."""
        self.blockSignals(True)  # the reset takes the current row away, which nobody asked for
        self._days.show_days(shown)
        self.blockSignals(False)
        self._fit_columns()

    def set_day(self, on: date) -> None:
        """Go to the row of a day without telling anybody."""
        row = self._days.row_of(on)
        if row is not None:
            self.blockSignals(True)
            self.setCurrentIndex(self._days.index(row, 0))
            self.blockSignals(False)
            self.scrollTo(self.currentIndex())

    def as_csv(self) -> str:
        """The table as it is sorted, in the form of a CSV file."""
        return self._days.as_csv()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        index = self.currentIndex()
        if is_enter and index.isValid() and not event.modifiers():
            self.day_opened.emit(self._days.day_at(index.row()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def _fit_columns(self) -> None:
        metrics = self.fontMetrics()
        around = 2 * roomier(_PADDING) + metrics.height()
        for place, column in enumerate(self._days.columns()):
            heading = self._days.headerData(place, Qt.Orientation.Horizontal)
            texts = (str(heading), _SAMPLES.get(column, ""))
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

    @Slot(QModelIndex)
    def _on_row_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.day_changed.emit(self._days.day_at(index.row()))

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.day_opened.emit(self._days.day_at(index.row()))
