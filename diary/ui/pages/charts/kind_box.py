"""The list of charts: each by its name, and in the open list with a line about what it shows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.pages.charts.kinds.listing import CHART_KINDS
from diary.ui.theme import color, role_font, roomier
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _

_LINE_ROLE = int(Qt.ItemDataRole.AccessibleDescriptionRole)
_PAD, _GAP = 10, 2


class KindBox(ChoiceBox):
    """A drop-down of all charts."""

    def __init__(self) -> None:
        kinds = [(each.key, _(each.title)) for each in CHART_KINDS]
        super().__init__(_("Chart"), kinds, name="charts.kind")
        for row, each in enumerate(CHART_KINDS):
            self.setItemData(row, _(each.line), _LINE_ROLE)
        self._rows = _KindRows(self)
        self.setItemDelegate(self._rows)
        self.currentIndexChanged.connect(self._on_current_index_changed)
        self._on_current_index_changed(self.currentIndex())

    def showPopup(self) -> None:
        view = self.view()
        width = max(self._rows.width_of(self.model().index(row, 0)) for row in range(self.count()))
        frame = 2 * view.frameWidth() + view.verticalScrollBar().sizeHint().width()
        # As wide as the longest line, and never wider than the window.
        view.setMinimumWidth(min(width + frame, self.window().width()))
        super().showPopup()

    @Slot(int)
    def _on_current_index_changed(self, row: int) -> None:
        line = str(self.itemData(row, _LINE_ROLE) or "")
        self.setAccessibleDescription(line)
        set_plain_tooltip(self, line)


class _KindRows(QStyledItemDelegate):
    """Two lines: the name, and below it smaller what the chart shows."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        style = option.widget.style()
        # Without its text: that stands on the upper of two lines.
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        pad = roomier(_PAD)
        room = option.rect.adjusted(pad, pad // 2, -pad, -pad // 2)
        painter.save()
        upper, lower = _fonts()
        for font, text, ink in ((upper, _name(index), "text"), (lower, _line(index), "text2")):
            metrics = QFontMetrics(font)
            painter.setPen(color(ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.setFont(font)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeading), shown)
            room.setTop(room.top() + metrics.height() + _GAP)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        lines = sum(QFontMetrics(font).height() for font in _fonts())
        return QSize(self.width_of(index), lines + _GAP + roomier(_PAD))

    def width_of(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """How wide a row is in pixels, so that both of its lines are whole."""
        upper, lower = (QFontMetrics(font) for font in _fonts())
        name, line = upper.horizontalAdvance(_name(index)), lower.horizontalAdvance(_line(index))
        return max(name, line) + 2 * roomier(_PAD)


def _fonts() -> tuple[QFont, QFont]:
    return role_font("strong"), role_font("small")


def _name(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.data() or "")


def _line(index: QModelIndex | QPersistentModelIndex) -> str:
    return str(index.data(_LINE_ROLE) or "")
