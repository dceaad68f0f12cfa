"""Draws during, after and next morning as three small cells; the number stands in every one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diary.ui.models.run_table import SCORES_ROLE
from diary.ui.models.run_words import MISSING, PainScores
from diary.ui.theme import color, current_theme

_GAP = 4
_PAD = 4
_RADIUS = 4.0


class PainCellsDelegate(QStyledItemDelegate):
    """One knee of a run in the run table; without any score the cell stays empty."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        # What is said by text is drawn by the cells.
        ground.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget
        )
        scores = index.data(SCORES_ROLE)
        if not isinstance(scores, PainScores) or scores.is_empty:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        for place, box in zip(scores, _boxes(option), strict=True):
            _paint_score(painter, box, place)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        size.setWidth(cells_width(option.fontMetrics))
        return size


def cells_width(metrics: QFontMetrics) -> int:
    """The width of three cells with the room around them."""
    return 3 * _cell_width(metrics) + 2 * _GAP + 2 * _PAD


def _cell_width(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("10") + metrics.height() // 2


def _boxes(option: QStyleOptionViewItem) -> list[QRect]:
    width = _cell_width(option.fontMetrics)
    height = min(option.fontMetrics.height() + 4, option.rect.height() - 4)
    top = option.rect.top() + (option.rect.height() - height) // 2
    boxes = [
        QRect(option.rect.left() + _PAD + place * (width + _GAP), top, width, height)
        for place in range(3)
    ]
    if option.direction == Qt.LayoutDirection.RightToLeft:
        return [QStyle.visualRect(option.direction, option.rect, box) for box in boxes]
    return boxes


def _paint_score(painter: QPainter, box: QRect, score: int | None) -> None:
    if score is None:
        painter.setPen(color("text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, MISSING)
        return
    step = current_theme().ramp[score]
    painter.setPen(QPen(QColor(step.edge), 1))
    painter.setBrush(QColor(step.fill))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.setPen(QColor(step.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(score))
