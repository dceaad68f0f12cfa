"""The table of the third step: Space ticks the rows that are selected, a click ticks one.

Nothing here looks at all rows: ten thousand open as fast as ten.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from diary.services.import_plan import PlannedRun
from diary.texts.numbers import Formats
from diary.ui.import_wizard.check_model import CheckModel, Column
from diary.ui.import_wizard.tick_header import TickHeader, box_side, draw_tick
from diary.ui.theme import role_font, roomier, theme_watcher, with_tabular_figures
from diary.ui.widgets.row_table import be_row_table, chosen_rows
from diary.words import _

_Index = QModelIndex | QPersistentModelIndex
_ROW_PADDING = 12
_CELL_ROOM = 23
# Columns of words get what their words need, up to so many letters. Where that is too much the
# file, which the line below says too, is not shown, and then the others give way.
_MOST_LETTERS = {Column.FILE: 24, Column.STATE: 44, Column.SHOE: 28}
_LEAST_LETTERS = {Column.SHOE: 12, Column.STATE: 20}
_LEAST_ROWS = 4
_YEAR = 2026


class CheckTable(QTableView):
    """`open_requested` carries the activity Enter or a double click was about.

    `chosen_changed` tells that other rows are selected, `menu_requested` where a menu is wanted.
    """

    open_requested = Signal(object)
    chosen_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, model: CheckModel, formats: Formats) -> None:
        super().__init__()
        be_row_table(self, "import.table", _("Activities in the files"), has_many=True)
        self.setAccessibleDescription(_("Space ticks the selected rows, Enter shows more of one."))
        self._rows = model
        self._formats = formats
        self._wide_day = ""
        self.setHorizontalHeader(TickHeader(self, model))
        self.setModel(model)
        # No heading is ever selected; one that asks whether it is looks at every row of its column.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        self.setItemDelegateForColumn(Column.ADD, TickDelegate(self))
        model.modelReset.connect(self._on_model_changed)
        model.dataChanged.connect(self._on_model_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def chosen(self) -> list[PlannedRun]:
        """The activities of the selected rows, in order."""
        return [self._rows.planned_at(row) for row in chosen_rows(self)]

    def current(self) -> PlannedRun | None:
        """The activity the keyboard is at."""
        index = self.currentIndex()
        return self._rows.planned_at(index.row()) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Select one row and bring it into view."""
        if 0 <= row < self._rows.rowCount():
            # Qt's own way asks which keys are held: with Ctrl it would take the row out again.
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self._rows.index(row, Column.ADD), flags.ClearAndSelect | flags.Rows
            )
            self.scrollTo(self.currentIndex())

    def tick_chosen(self) -> None:
        """Tick the selected rows, or untick them when all are ticked."""
        chosen = self.chosen()
        if chosen:
            is_on = not all(self._rows.is_taken(each) for each in chosen)
            self._rows.tick_asked.emit(chosen, is_on)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        current = self.current()
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select} and is_plain:
            self.tick_chosen()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and is_plain and current:
            self.open_requested.emit(current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(below)
        self.menu_requested.emit(at)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_width()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() != Column.ADD:
            self.open_requested.emit(self._rows.planned_at(index.row()))

    @Slot()
    def _on_theme_changed(self) -> None:
        font = with_tabular_figures(role_font("body"))
        self.setFont(font)
        self.horizontalHeader().setFont(role_font("body"))
        metrics = QFontMetrics(font)
        days = (self._formats.day(day) for day in _wide_days())
        self._wide_day = max(days, key=metrics.horizontalAdvance)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        height = metrics.height() + roomier(_ROW_PADDING)
        rows.setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(metrics.horizontalAdvance("MM"))
        self.setMinimumHeight((_LEAST_ROWS + 1) * height)
        self._fill_width()

    @Slot()
    def _on_model_changed(self) -> None:
        self._fill_width()

    def _fill_width(self) -> None:
        """Each column gets what its texts need; where room is short, those of words give way."""
        room = self.viewport().width()
        widths = self._widths(is_short=False)
        if sum(widths.values()) > room:
            del widths[Column.FILE]
        is_short = sum(widths.values()) > room
        if is_short:
            widths = self._widths(is_short=True)
            del widths[Column.FILE]
        for column, letters in _LEAST_LETTERS.items():
            lacking = sum(widths.values()) - room
            least = letters * QFontMetrics(self.font()).averageCharWidth()
            least = max(least, self._heading_width(column, is_short=is_short))
            if lacking > 0:
                widths[column] = max(min(least, widths[column]), widths[column] - lacking)
        self.setColumnHidden(Column.FILE, Column.FILE not in widths)
        self._rows.set_short(is_short=is_short)
        widths[max(widths)] += max(room - sum(widths.values()), 0)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _widths(self, *, is_short: bool) -> dict[Column, int]:
        """What each column needs, with days and headings short or in full."""
        return {column: self._width_of(column, is_short=is_short) for column in Column}

    def _width_of(self, column: Column, *, is_short: bool) -> int:
        metrics = QFontMetrics(self.font())
        texts = self._rows.usual_texts(column)
        if column == Column.DAY:
            texts = {self._wide_day if is_short else f"{self._wide_day}, 18:05"}
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        widest += roomier(_CELL_ROOM)
        if column in _MOST_LETTERS:
            widest = min(widest, _MOST_LETTERS[column] * metrics.averageCharWidth())
        return max(widest, self._heading_width(column, is_short=is_short))

    def _heading_width(self, column: Column, *, is_short: bool) -> int:
        metrics = QFontMetrics(self.font())
        text = self._rows.heading(column, is_short=is_short)
        is_box = column == Column.ADD
        width = box_side(metrics) if is_box else metrics.horizontalAdvance(text)
        return width + roomier(_CELL_ROOM)


def _wide_days() -> list[date]:
    """A day of two figures for each weekday of each month: one of them is the widest."""
    return [date(_YEAR, month, day) for month in range(1, 13) for day in range(20, 27)]


class TickDelegate(QStyledItemDelegate):
    """A tick box in the middle of its cell; a press anywhere in the cell ticks it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        plain = QStyleOptionViewItem(option)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, plain, painter, option.widget
        )
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is None:
            return
        side = box_side(option.fontMetrics)
        box = QRect(0, 0, side, side)
        box.moveCenter(option.rect.center())
        draw_tick(painter, box, Qt.CheckState(tick))

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        side = option.fontMetrics.height()
        return QSize(2 * side, side)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if event.type() != QEvent.Type.MouseButtonRelease:
            return event.type() == QEvent.Type.MouseButtonDblClick
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is None:
            return False
        is_on = Qt.CheckState(tick) == Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)
