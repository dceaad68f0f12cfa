"""Draws the cells of the run table; texts directly, since the style takes three times as long.

Only what is selected, pointed at or current is drawn by the style, so that it looks as elsewhere.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diary.ui.models.run_table import RunTableModel
from diary.ui.theme import color, roomier, theme_watcher

_PAD = 8
# Numbers, since combining flags in Python takes longer than drawing what they are about.
_STATES = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_HasFocus
).value
_ONE_LINE = Qt.TextFlag.TextSingleLine.value
_KEPT_MOST = 5000


class RunRowDelegate(QStyledItemDelegate):
    """One line of text that ends in dots where it is too long for its cell."""

    def __init__(self, model: RunTableModel) -> None:
        super().__init__(model)
        self._model = model
        self._flags = [
            model.alignment(place).value | _ONE_LINE for place in range(model.columnCount())
        ]
        # The same few hundred texts are measured over and over.
        self._widths: dict[str, int] = {}
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        paint_ground(painter, option)
        place = index.column()
        text = self._model.text_at(index.row(), place)
        if not text:
            return
        room = option.rect.adjusted(self._pad, 0, -self._pad, 0)
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > _KEPT_MOST:
                self._widths.clear()
            width = self._widths[text] = option.fontMetrics.horizontalAdvance(text)
        if width > room.width():
            dots = Qt.TextElideMode.ElideRight
            text = option.fontMetrics.elidedText(text, dots, room.width())
        painter.setPen(self._ink)
        # That of the painter may still be the one of another text size.
        painter.setFont(option.font)
        painter.drawText(room, self._flags[place], text)

    def _on_theme_changed(self) -> None:
        self._pad = roomier(_PAD)
        self._ink = color("text")
        self._widths.clear()


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw what lies under a cell that is selected, pointed at or current."""
    if option.state.value & _STATES:
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
