"""Draws during, after and next morning as three small cells; the number stands in every one.

What a score looks like is drawn once and kept: a table paints the same ones over and over.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diary.ui.delegates.run_row import paint_ground
from diary.ui.models.run_table import RunTableModel
from diary.ui.models.run_words import MISSING
from diary.ui.theme import color, current_theme, theme_watcher

_GAP = 4
_PAD = 4
_RADIUS = 4.0


class PainCellsDelegate(QStyledItemDelegate):
    """One knee of a run in the run table; without any score the cell stays empty."""

    def __init__(self, model: RunTableModel) -> None:
        super().__init__(model)
        self._model = model
        self._drawn: dict[tuple[int | None, int, int, float], QPixmap] = {}
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        paint_ground(painter, option)
        scores = self._model.scores_at(index.row(), index.column())
        if scores.is_empty:
            return
        ratio = painter.device().devicePixelRatioF()
        for score, box in zip(scores, _boxes(option), strict=True):
            painter.drawPixmap(box.topLeft(), self._picture(score, box.size(), option.font, ratio))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        size.setWidth(cells_width(option.fontMetrics))
        return size

    def _picture(self, score: int | None, size: QSize, font: QFont, ratio: float) -> QPixmap:
        key = (score, size.width(), size.height(), ratio)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = _drawn(score, size, font, ratio)
        return found

    @Slot()
    def _on_theme_changed(self) -> None:
        # Connected itself, `clear` would hold the pictures for as long as there are themes.
        self._drawn.clear()


def cells_width(metrics: QFontMetrics) -> int:
    """The width of three cells with the room around them."""
    return 3 * _cell_width(metrics) + 2 * _GAP + 2 * _PAD


def _cell_width(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("10") + metrics.height() // 2


def _boxes(option: QStyleOptionViewItem) -> list[QRect]:
    width = _cell_width(option.fontMetrics)
    whole = option.rect
    height = min(option.fontMetrics.height() + 4, whole.height() - 4)
    top, left = whole.top() + (whole.height() - height) // 2, whole.left() + _PAD
    boxes = [QRect(left + place * (width + _GAP), top, width, height) for place in range(3)]
    if option.direction == Qt.LayoutDirection.RightToLeft:
        return [QStyle.visualRect(option.direction, whole, box) for box in boxes]
    return boxes


def _drawn(score: int | None, size: QSize, font: QFont, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    _paint_score(painter, QRect(0, 0, size.width(), size.height()), score)
    painter.end()
    return picture


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
