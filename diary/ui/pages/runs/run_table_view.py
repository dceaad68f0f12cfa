"""The table of runs as it is seen: rows of one height, widths from the longest usual texts.

Nothing here looks at all rows: ten thousand open as fast as ten.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from diary.domain.run import Hills, Run, RunKind, Surface
from diary.texts.labels import label
from diary.ui.delegates.pain_cells import PainCellsDelegate, cells_width
from diary.ui.models.run_table import KNEE_OF, Column, RunTableModel
from diary.ui.theme import role_font, roomier, theme_watcher, with_tabular_figures
from diary.words import _

# Room around the text of headings and of cells, which the style pads differently.
_HEADING_ROOM = 17
_CELL_ROOM = 23
_ROW_PADDING = 12
_SHOE_SAMPLE = "Trail 12"
# How the columns share the width that is left over; those of names and words get more of it.
_SHARES = {Column.KIND: 2, Column.SURFACE: 2, Column.HILLS: 2, Column.SHOE: 4}


class RunTableView(QTableView):
    """`open_requested` carries the id of the run that Enter or a double click was about."""

    open_requested = Signal(str)

    def __init__(self, model: RunTableModel) -> None:
        super().__init__()
        self.setObjectName("runs.table")
        self.setAccessibleName(_("Runs"))
        self._runs = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Tab leaves the table; the arrow keys move inside it.
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._least: dict[Column, int] = {}
        self._dragged: set[Column] = set()
        self._is_filling = False
        self._delegate = PainCellsDelegate(self)
        for column in (Column.LEFT, Column.RIGHT):
            self.setItemDelegateForColumn(column, self._delegate)
        self._set_headers()
        self.doubleClicked.connect(self._on_double_clicked)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def current_id(self) -> str | None:
        """The id of the run the keyboard is at."""
        index = self.currentIndex()
        return self._runs.run_at(index.row()).id if index.isValid() else None

    def shown_runs(self) -> Sequence[Run]:
        """The runs in the order of the rows."""
        return self._runs.shown_runs()

    def chosen_ids(self) -> list[str]:
        """The ids of the selected runs in the order of the rows."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._runs.run_at(row).id for row in rows]

    def go_to(self, run_id: str | None) -> None:
        """Select a run and bring it into view; the first when it is not shown."""
        row = None if run_id is None else self._runs.row_of(run_id)
        if row is None:
            row = 0
        if row < self._runs.rowCount():
            # Whatever keys are held: Ctrl+Z would add the row to the selection.
            flags = QItemSelectionModel.SelectionFlag
            index = self._runs.index(row, Column.DATE)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(self.currentIndex())

    def choose(self, run_ids: Collection[str]) -> None:
        """Select these runs as far as they are shown, and bring the first into view."""
        rows = [row for row, run in enumerate(self.shown_runs()) if run.id in run_ids]
        if not rows:
            return
        self.go_to(self._runs.run_at(rows[0]).id)
        flags = QItemSelectionModel.SelectionFlag
        for row in rows[1:]:
            index = self._runs.index(row, Column.DATE)
            self.selectionModel().select(index, flags.Select | flags.Rows)

    def show_knees(self, columns: Container[Column]) -> None:
        """Show the columns of these knees and hide the other."""
        for column in KNEE_OF:
            self.setColumnHidden(column, column not in columns)
        self._fill_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        run_id = self.current_id()
        if is_enter and run_id is not None and not event.modifiers():
            self.open_requested.emit(run_id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_width()

    def _set_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionsClickable(True)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSortIndicator(Column.DATE, Qt.SortOrder.DescendingOrder)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.sectionResized.connect(self._on_header_section_resized)
        self.setSortingEnabled(True)

    @Slot()
    def _on_theme_changed(self) -> None:
        font = with_tabular_figures(role_font("body"))
        self.setFont(font)
        self.horizontalHeader().setFont(role_font("body"))
        metrics = QFontMetrics(font)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(metrics.height() + roomier(_ROW_PADDING))
        self.horizontalHeader().setMinimumSectionSize(metrics.horizontalAdvance("MMMM"))
        self._least = {column: self._width_of(column, metrics) for column in Column}
        self._dragged.clear()
        self._fill_width()

    @Slot(int, int, int)
    def _on_header_section_resized(self, section: int, _old: int, new: int) -> None:
        # A hidden column is told as one without width.
        if not self._is_filling and new:
            self._dragged.add(Column(section))

    def _fill_width(self) -> None:
        """Share out the width that is left over; a column that was dragged keeps its own."""
        shown = [column for column in Column if not self.isColumnHidden(column)]
        free = [column for column in shown if column not in self._dragged]
        taken = sum(self.columnWidth(column) for column in shown if column in self._dragged)
        spare = self.viewport().width() - taken - sum(self._least[column] for column in free)
        shares = sum(_SHARES.get(column, 1) for column in free)
        self._is_filling = True
        for column in free:
            # Each takes its part of what is still left, so that nothing is lost to rounding.
            share = _SHARES.get(column, 1)
            extra = max(spare, 0) * share // shares
            spare, shares = spare - extra, shares - share
            self.setColumnWidth(column, self._least[column] + extra)
        self._is_filling = False

    def _width_of(self, column: Column, metrics: QFontMetrics) -> int:
        """Room for the heading with its arrow, and for the longest usual text."""
        heading = str(self._runs.headerData(column, Qt.Orientation.Horizontal))
        texts = {
            Column.DATE: ["Wed 28 Nov", "28 Nov 2026"],
            Column.DISTANCE: ["142.20"],
            Column.TIME: ["1:45:10"],
            Column.PACE: ["10:45"],
            Column.KIND: [_("{kind}, cut short").format(kind=label(RunKind.EASY))],
            # The one longer label of hills ends in dots; its tooltip has it all.
            Column.SURFACE: [label(surface) for surface in Surface],
            Column.HILLS: [label(Hills.ROLLING)],
            Column.SHOE: [_SHOE_SAMPLE],
        }.get(column, [])
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        arrow = metrics.height() // 2 if column is Column.DATE else 0
        headed = metrics.horizontalAdvance(heading) + arrow + roomier(_HEADING_ROOM)
        if column in KNEE_OF:
            return max(headed, cells_width(metrics))
        return max(headed, widest + roomier(_CELL_ROOM))

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_requested.emit(self._runs.run_at(index.row()).id)
