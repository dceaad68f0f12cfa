"""The table of the third step: Space ticks the rows that are selected, a click ticks one.

Nothing here looks at all rows: ten thousand open as fast as ten.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
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
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from diary.services.import_plan import PlannedRun
from diary.texts.numbers import Formats
from diary.ui.icons import icon_pixmap
from diary.ui.import_wizard.check_model import CheckModel, Column
from diary.ui.theme import color, role_font, roomier, theme_watcher, with_tabular_figures
from diary.words import _

_Index = QModelIndex | QPersistentModelIndex
_ROW_PADDING = 12
_CELL_ROOM = 23
_BOX_SHARE = 0.95
_LEAST_BOX = 16
_SHARES = {Column.STATE: 4, Column.SHOE: 2, Column.FILE: 2}
_LEAST_ROWS = 5
_WIDE_DAY = date(2026, 11, 18)


class CheckTable(QTableView):
    """`open_requested` carries the activity Enter or a double click was about.

    `chosen_changed` tells that other rows are selected, `menu_requested` where a menu is wanted.
    """

    open_requested = Signal(object)
    chosen_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, model: CheckModel, formats: Formats) -> None:
        super().__init__()
        self.setObjectName("import.table")
        self.setAccessibleName(_("Activities in the files"))
        self.setAccessibleDescription(_("Space ticks the selected rows, Enter shows more of one."))
        self._rows = model
        self._formats = formats
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegateForColumn(Column.ADD, TickDelegate(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(self._on_double_clicked)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def chosen(self) -> list[PlannedRun]:
        """The activities of the selected rows, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.planned_at(row) for row in rows]

    def current(self) -> PlannedRun | None:
        """The activity the keyboard is at."""
        index = self.currentIndex()
        return self._rows.planned_at(index.row()) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Select one row and bring it into view."""
        if 0 <= row < self._rows.rowCount():
            self.selectRow(row)
            self.setCurrentIndex(self._rows.index(row, Column.ADD))
            self.scrollTo(self.currentIndex())

    def tick_chosen(self) -> None:
        """Tick the selected rows, or untick them when all are ticked."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        rows = [row for row in rows if self._rows.can_tick(row)]
        if rows:
            is_on = not all(self._rows.is_taken(row) for row in rows)
            self._rows.tick_asked.emit([self._rows.planned_at(row) for row in rows], is_on)

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
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        height = metrics.height() + roomier(_ROW_PADDING)
        rows.setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumSectionSize(metrics.horizontalAdvance("MM"))
        self._least = {column: self._width_of(column, metrics) for column in Column}
        self.setMinimumHeight((_LEAST_ROWS + 1) * height)
        self._fill_width()

    def _fill_width(self) -> None:
        """Each column gets what its usual texts need, and those of words what is left over."""
        spare = max(self.viewport().width() - sum(self._least.values()), 0)
        shares = sum(_SHARES.values())
        for column in Column:
            extra = spare * _SHARES.get(column, 0) // shares
            self.setColumnWidth(column, self._least[column] + extra)

    def _width_of(self, column: Column, metrics: QFontMetrics) -> int:
        texts = {
            Column.DAY: [f"{self._formats.day(_WIDE_DAY)}, 18:05"],
            Column.DISTANCE: ["142.20"],
            Column.TIME: ["1:45:10"],
            Column.STATE: [_("Needs a look: {doubts}").format(doubts=_("no distance"))],
            Column.SHOE: ["Trail Shoe 12"],
            Column.FILE: ["2026-11-20.fit"],
        }.get(column, [])
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        heading = metrics.horizontalAdvance(self._rows.heading(column))
        return max(widest, heading) + roomier(_CELL_ROOM)


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
        is_on = Qt.CheckState(tick) == Qt.CheckState.Checked
        side = max(_LEAST_BOX, round(option.fontMetrics.height() * _BOX_SHARE))
        box = QRect(0, 0, side, side)
        box.moveCenter(option.rect.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = color("accent" if is_on else "border")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(edge if is_on else color("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)
        if is_on:
            ratio = painter.device().devicePixelRatioF()
            pixmap = icon_pixmap("check", "onaccent", side, ratio)
            painter.drawPixmap(QRectF(box), pixmap, QRectF(pixmap.rect()))
        painter.restore()

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
