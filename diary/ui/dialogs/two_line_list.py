"""A list whose rows have a title and below it a line that wraps; one tab stop, arrows inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from diary.ui.theme import color, role_font, roomier, theme_watcher
from diary.words import _

_DETAIL = int(Qt.ItemDataRole.UserRole)
_IS_DOUBTFUL = _DETAIL + 1
_PAD_X, _PAD_Y, _GAP = 12, 7, 2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_Index = QModelIndex | QPersistentModelIndex


class TwoLines(NamedTuple):
    """One row; a doubtful one has its second line in the colour of warnings."""

    title: str
    detail: str
    is_doubtful: bool = False


class TwoLineList(QListWidget):
    """`row_entered` carries the number of the row on which Enter was pressed."""

    row_entered = Signal(int)

    def __init__(self, label: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setItemDelegate(_RowDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def show_rows(self, rows: Sequence[TwoLines]) -> None:
        """Show these rows and select the first."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_DETAIL, row.detail)
            item.setData(_IS_DOUBTFUL, row.is_doubtful)
            spoken = f"{row.title}. {row.detail}"
            if row.is_doubtful:
                spoken = _("Take care: {text}").format(text=spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        if rows:
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.currentRow() >= 0 and not event.isAutoRepeat():
                self.row_entered.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # What is laid out in a moment would be missing until then.
        self.executeDelayedItemsLayout()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # How a line wraps, and so how high a row is, follows the width.
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()


class _RowDelegate(QStyledItemDelegate):
    """Paints a row; its texts are never read as markup."""

    def __init__(self, rows: TwoLineList) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._rows.viewport().width()
        title, detail = self._heights(index, width - 2 * roomier(_PAD_X))
        return QSize(width, title + (_GAP + detail if detail else 0) + 2 * roomier(_PAD_Y))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        # The ring is drawn around the whole list.
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        style = plain.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        room: QRect = option.rect.adjusted(
            roomier(_PAD_X), roomier(_PAD_Y), -roomier(_PAD_X), -roomier(_PAD_Y)
        )
        title, _detail = self._heights(index, room.width())
        painter.save()
        painter.setPen(color("text"))
        painter.setFont(role_font("strong"))
        painter.drawText(room, _WRAP, str(index.data()))
        painter.setPen(color("warn" if index.data(_IS_DOUBTFUL) else "text2"))
        painter.setFont(role_font("body"))
        painter.drawText(room.adjusted(0, title + _GAP, 0, 0), _WRAP, str(index.data(_DETAIL)))
        painter.restore()

    def _heights(self, index: _Index, width: int) -> tuple[int, int]:
        room = QRect(0, 0, width, 10_000)
        return _height(role_font("strong"), room, str(index.data())), _height(
            role_font("body"), room, str(index.data(_DETAIL))
        )


def _height(font: QFont, room: QRect, text: str) -> int:
    return QFontMetrics(font).boundingRect(room, _WRAP, text).height() if text else 0
