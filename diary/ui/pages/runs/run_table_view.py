"""The table of runs as it is seen: rows of one height, widths from the longest usual texts.

Nothing here looks at all rows: ten thousand open as fast as ten.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from datetime import date

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from diary.domain.run import Hills, Run, RunKind, Surface
from diary.texts.labels import label
from diary.ui.delegates.pain_cells import PainCellsDelegate, cells_width
from diary.ui.delegates.response_marks import ResponseMarksDelegate, marks_width
from diary.ui.delegates.run_row import RunRowDelegate
from diary.ui.models.run_columns import COLUMNS, KNEE_OF, Column
from diary.ui.models.run_table import RunTableModel
from diary.ui.pages.runs.column_choice import ColumnChoice
from diary.ui.pages.runs.column_widths import shared_widths
from diary.ui.theme import role_font, roomier, theme_watcher, with_tabular_figures
from diary.ui.widgets.row_table import be_row_table, chosen_rows
from diary.ui.widgets.table_header import TableHeader, is_menu_key
from diary.ui.width_class import is_compact
from diary.words import _

# Room around the text of headings and of cells, which the style pads differently.
_HEADING_ROOM = 17
_CELL_ROOM = 23
_ROW_PADDING = 12
_SHOE_SAMPLE = "Trail 12"
# So many of the first rows say how wide the columns of words are: enough, and soon done.
_ROWS_READ = 100
_OF_WORDS = (Column.KIND, Column.SURFACE, Column.HILLS, Column.SHOE)


class RunTableView(QTableView):
    """`open_requested` carries the id of the run that Enter or a double click was about.

    `chosen_changed` tells that other rows are selected, `menu_requested` and
    `columns_menu_requested` where the menu of the rows or of the columns is wanted.
    """

    open_requested = Signal(str)
    chosen_changed = Signal()
    menu_requested = Signal(QPoint)
    columns_menu_requested = Signal(QPoint)

    def __init__(self, model: RunTableModel, choice: ColumnChoice | None = None) -> None:
        super().__init__()
        self._runs = model
        self._choice = choice
        self._possible: Container[Column] = COLUMNS
        be_row_table(self, "runs.table", _("Runs"), has_many=True)
        self._header = TableHeader(self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self._least: dict[Column, int] = {}
        self._dragged: dict[Column, int] = {}
        self._is_filling = False
        self._typed, self._since_typed = "", QElapsedTimer()
        self._texts, self._pain = RunRowDelegate(model), PainCellsDelegate(model)
        self.setItemDelegate(self._texts)
        for column in KNEE_OF:
            self.setItemDelegateForColumn(column, self._pain)
        self._marks = ResponseMarksDelegate(model)
        self.setItemDelegateForColumn(Column.RESPONSE, self._marks)
        self._set_headers()
        self.doubleClicked.connect(self._on_double_clicked)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # ---- which rows ----

    def current_id(self) -> str | None:
        """The id of the run the keyboard is at."""
        index = self.currentIndex()
        return self._runs.run_at(index.row()).id if index.isValid() else None

    def shown_runs(self) -> Sequence[Run]:
        """The runs in the order of the rows."""
        return self._runs.shown_runs()

    def chosen_runs(self) -> list[Run]:
        """The selected runs in the order of the rows."""
        return [self._runs.run_at(row) for row in chosen_rows(self)]

    def chosen_ids(self) -> list[str]:
        """The ids of the selected runs in the order of the rows."""
        return [run.id for run in self.chosen_runs()]

    def go_to(self, run_id: str | None) -> None:
        """Select a run and bring it into view; the first when it is not shown."""
        row = None if run_id is None else self._runs.row_of(run_id)
        self._go_to_row(0 if row is None else row)

    def go_to_day(self, on: date) -> None:
        """Select the run of this day, or the nearest to it."""
        row = self._runs.row_on(on)
        if row is not None:
            self._go_to_row(row)

    def id_after(self, gone: Sequence[str]) -> str | None:
        """The id of the run that takes the place of the first of these."""
        runs, away = self.shown_runs(), set(gone)
        first = self._runs.row_of(gone[0]) or 0
        later = (run.id for run in runs[first:] if run.id not in away)
        return next(later, runs[first - 1].id if first else None)

    def choose(self, run_ids: Collection[str], current_id: str | None = None) -> None:
        """Select these runs as far as they are shown, and nothing beside them.

        The keyboard goes to the current one, else to the first; that one is brought into view.
        """
        wanted = set(run_ids)
        rows = [row for row, run in enumerate(self.shown_runs()) if run.id in wanted]
        if rows:
            is_there = any(self._runs.run_at(row).id == current_id for row in rows)
            self.go_to(current_id if is_there else self._runs.run_at(rows[0]).id)
            self._select_rows(rows)

    def _select_rows(self, rows: Sequence[int]) -> None:
        """Select these rows, in order, too: as one step, so that whoever tells does so once."""
        selection = QItemSelection()
        for place, row in enumerate(rows):
            if place and row == rows[place - 1] + 1:
                continue
            end = place
            while end + 1 < len(rows) and rows[end + 1] == rows[end] + 1:
                end += 1
            first, last = (self._runs.index(each, Column.DATE) for each in (row, rows[end]))
            selection.append(QItemSelectionRange(first, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.Select | flags.Rows)

    # ---- which columns ----

    def possible_columns(self) -> list[Column]:
        """The columns that make sense for the runs there are."""
        return [column for column in COLUMNS if column in self._possible]

    def shown_columns(self) -> list[Column]:
        """The columns that are shown, from first to last."""
        return [column for column in COLUMNS if not self.isColumnHidden(column)]

    def offer_columns(self, possible: Container[Column]) -> None:
        """Show these columns but for those that were left out."""
        self._possible = possible
        self.lay_out_columns()

    def is_narrow(self) -> bool:
        """True when there is not room for all columns side by side."""
        needed = sum(self._least[column] for column in self.possible_columns())
        return is_compact(self) or needed > self.viewport().width()

    def lay_out_columns(self) -> None:
        """Show the columns that are wanted at the present width of the window."""
        shown: Container[Column] = self._possible
        if self._choice is not None:
            shown = self._chosen(self._choice)
        self._is_filling = True
        for column in COLUMNS:
            self.setColumnHidden(column, column not in shown)
        self._is_filling = False
        self._fill_width()

    def _chosen(self, choice: ColumnChoice) -> list[Column]:
        """The columns that were chosen; results stay as long as there is room for them."""
        is_narrow = self.is_narrow()
        shown = choice.shown(self._possible, is_narrow=is_narrow)
        needed = sum(self._least[column] for column in {*shown, Column.RESPONSE})
        if not is_narrow or needed > self.viewport().width():
            return shown
        return choice.shown(self._possible, is_narrow=is_narrow, fitting={Column.RESPONSE})

    def forget_widths(self) -> None:
        """Let the columns share the width of the table again."""
        self._dragged.clear()
        if self._choice is not None:
            self._choice.forget_widths()
        self._fill_width()

    # ---- keys and menus ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        run_id, row = self.current_id(), self.currentIndex().row()
        if is_enter and run_id is not None and not event.modifiers():
            self.open_requested.emit(run_id)
        elif event.key() == Qt.Key.Key_Up and row <= 0 and not event.modifiers():
            self._header.setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_menu_key(event):
            self._ask_for_menu()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        interval = QApplication.keyboardInputInterval()
        is_new = not self._since_typed.isValid() or self._since_typed.elapsed() > interval
        self._typed = search if is_new else self._typed + search
        self._since_typed.restart()
        # One letter goes on to the next row, more of them may stay where they are.
        start = self.currentIndex().row() + (1 if len(self._typed) == 1 else 0)
        row = self._runs.row_beginning(self._typed, max(start, 0))
        if row is not None:
            self._go_to_row(row)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self._runs.rowCount() - 1,
        }
        if action in ends:
            return self._runs.index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu()
        else:
            self.menu_requested.emit(event.globalPos())
        event.accept()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out_columns()

    def _go_to_row(self, row: int) -> None:
        if row < self._runs.rowCount():
            # Whatever keys are held: Ctrl+Z would add the row to the selection.
            flags = QItemSelectionModel.SelectionFlag
            index = self._runs.index(row, Column.DATE)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(self.currentIndex())

    def _ask_for_menu(self) -> None:
        at = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_requested.emit(self.viewport().mapToGlobal(at))

    # ---- sizes ----

    def _set_headers(self) -> None:
        header = self._header
        column, order = Column.DATE, Qt.SortOrder.DescendingOrder
        if self._choice is not None:
            column, order = self._choice.order()
        header.setSortIndicator(column, order)
        header.sectionResized.connect(self._on_header_section_resized)
        header.sectionPressed.connect(header.go_to)
        header.left.connect(self.setFocus)
        header.menu_requested.connect(self.columns_menu_requested)
        self.setSortingEnabled(True)
        header.sortIndicatorChanged.connect(self._on_header_sort_indicator_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        font = with_tabular_figures(role_font("body"))
        self.setFont(font)
        self.horizontalHeader().setFont(role_font("body"))
        metrics = QFontMetrics(font)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(metrics.height() + roomier(_ROW_PADDING))
        # Columns that are narrower grow at once, which nobody dragged.
        self._is_filling = True
        self.horizontalHeader().setMinimumSectionSize(metrics.horizontalAdvance("MMMM"))
        self._is_filling = False
        self._least = {column: self._width_of(column, metrics) for column in Column}
        self._dragged = {} if self._choice is None else self._choice.widths()
        self.lay_out_columns()

    @Slot(int, int, int)
    def _on_header_section_resized(self, section: int, _old: int, new: int) -> None:
        # A hidden column is told as one without width.
        if not self._is_filling and new:
            self._dragged[Column(section)] = new
            if self._choice is not None:
                self._choice.keep_width(Column(section), new)

    @Slot(int, Qt.SortOrder)
    def _on_header_sort_indicator_changed(self, section: int, order: Qt.SortOrder) -> None:
        if self._choice is not None and 0 <= section < len(COLUMNS):
            self._choice.keep_order(Column(section), order)

    def _fill_width(self) -> None:
        """Share out the width that is left over; a column that was dragged keeps its own."""
        shown = self.shown_columns()
        free = [column for column in shown if column not in self._dragged]
        taken = sum(self._dragged[column] for column in shown if column in self._dragged)
        room = self.viewport().width() - taken
        widths = {**shared_widths(room, free, self._least, self._needed()), **self._dragged}
        self._is_filling = True
        for column in shown:
            self.setColumnWidth(column, widths[column])
        self._is_filling = False

    def _needed(self) -> dict[Column, int]:
        """What the words of the first rows take, by column; nothing while there are no rows."""
        runs, metrics = self.shown_runs()[:_ROWS_READ], QFontMetrics(self.font())
        found = {}
        for column in _OF_WORDS if runs else ():
            texts = {self._runs.cells.text(run, column) for run in runs}
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            headed = self._headed(column, metrics)
            found[column] = max(headed, widest + roomier(_CELL_ROOM))
        return found

    def _width_of(self, column: Column, metrics: QFontMetrics) -> int:
        """Room for the heading with its arrow, and for the longest usual text."""
        texts = {
            Column.DATE: ["Wed 28 Nov", "28 Nov 2026"],
            Column.DISTANCE: ["142.20"],
            Column.TIME: ["1:45:10"],
            Column.PACE: ["10:45"],
            Column.KIND: [_("{kind}, cut short").format(kind=label(RunKind.EASY))],
            # The one longer label of each of these ends in dots; its tooltip has it all.
            Column.SURFACE: [label(Surface.TREADMILL)],
            Column.HILLS: [label(Hills.ROLLING)],
            Column.SHOE: [_SHOE_SAMPLE],
        }.get(column, [])
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        headed = self._headed(column, metrics)
        if column in KNEE_OF:
            return max(headed, cells_width(metrics))
        if column is Column.RESPONSE:
            return max(headed, marks_width(metrics))
        return max(headed, widest + roomier(_CELL_ROOM))

    def _headed(self, column: Column, metrics: QFontMetrics) -> int:
        heading = str(self._runs.headerData(column, Qt.Orientation.Horizontal))
        arrow = metrics.height() // 2 if column is Column.DATE else 0
        return metrics.horizontalAdvance(heading) + arrow + roomier(_HEADING_ROOM)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_requested.emit(self._runs.run_at(index.row()).id)
