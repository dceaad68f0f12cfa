"""Draws a day and an excerpt of its note, what was found in heavier letters, never in colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diary.texts.finding import Excerpt
from diary.ui.theme import color, roomier

EXCERPT_ROLE = int(Qt.ItemDataRole.UserRole)
DAY_ROLE = EXCERPT_ROLE + 1
_PAD = 8
_GAP = 16
_ROW_PADDING = 12


class ExcerptRowDelegate(QStyledItemDelegate):
    """One line: the day, and the excerpt beside it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        day, found = index.data(DAY_ROLE), index.data(EXCERPT_ROLE)
        if not isinstance(found, Excerpt):
            return
        pad = roomier(_PAD)
        room = option.rect.adjusted(pad, 0, -pad, 0)
        metrics = option.fontMetrics
        baseline = room.top() + (room.height() - metrics.height()) // 2 + metrics.ascent()
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        own_width = metrics.horizontalAdvance(str(day))
        at = room.right() - own_width if is_mirrored else room.left()
        painter.setPen(color("text2"))
        painter.drawText(at, baseline, str(day))
        days = _day_width(metrics, str(day)) + roomier(_GAP)
        room.adjust(0 if is_mirrored else days, 0, -days if is_mirrored else 0, 0)
        painter.setPen(color("text"))
        layout = _layout(found, option.font, room.width())
        line = layout.lineAt(0)
        left = room.right() - line.naturalTextWidth() if is_mirrored else room.left()
        layout.draw(painter, QPointF(left, baseline - line.ascent()))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del index
        return QSize(0, option.fontMetrics.height() + roomier(_ROW_PADDING))


def _day_width(metrics: QFontMetrics, day: str) -> int:
    return max(metrics.horizontalAdvance(day), metrics.horizontalAdvance("Wed 28 Nov 2026"))


def _heavier(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setWeight(QFont.Weight.Bold)
    return heavy


def _layout(found: Excerpt, font: QFont, width: int) -> QTextLayout:
    """The excerpt on one line, cut to the width with dots as if all of it were heavy."""
    heavy = _heavier(font)
    metrics = QFontMetrics(heavy)
    text = metrics.elidedText(found.text, Qt.TextElideMode.ElideRight, max(width, 0))
    layout = QTextLayout(text, font)
    marks = []
    for first, end in found.spans:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = first, max(min(end, len(text)) - first, 0)
        letters = QTextCharFormat()
        letters.setFont(heavy)
        mark.format = letters
        marks.append(mark)
    layout.setFormats(marks)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout
