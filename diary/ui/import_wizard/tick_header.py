"""The headings of the third step: that of the ticks has a box of its own for all that is shown."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeaderV2, QTableView

from diary.ui.icons import icon_pixmap
from diary.ui.import_wizard.check_model import CheckModel, Column
from diary.ui.theme import color

_BOX_SHARE = 0.95
_LEAST_BOX = 16


class TickHeader(QHeaderView):
    """A press on the first heading ticks or unticks every row that is shown."""

    def __init__(self, table: QTableView, rows: CheckModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._rows = rows
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.logicalIndexAt(event.position().toPoint())
        is_plain = event.button() == Qt.MouseButton.LeftButton
        if (
            is_plain
            and place == Column.ADD
            and self.cursor().shape() != Qt.CursorShape.SplitHCursor
        ):
            self._rows.tick_shown()
        super().mouseReleaseEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section != Column.ADD:
            super().paintSection(painter, rect, section)
            return
        option = QStyleOptionHeaderV2()
        self.initStyleOption(option)
        self.initStyleOptionForIndex(option, section)
        option.rect, option.text = rect, ""
        self.style().drawControl(QStyle.ControlElement.CE_Header, option, painter, self)
        if self._rows.rowCount():
            side = box_side(self.fontMetrics())
            box = QRect(0, 0, side, side)
            box.moveCenter(rect.center())
            draw_tick(painter, box, self._rows.all_taken())


def box_side(metrics: QFontMetrics) -> int:
    """How wide and high a box is beside text of this size."""
    return max(_LEAST_BOX, round(metrics.height() * _BOX_SHARE))


def draw_tick(painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
    """Draw a tick box; a dash stands for some of several."""
    is_on = state is not Qt.CheckState.Unchecked
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = color("accent" if is_on else "border")
    painter.setPen(QPen(edge, 1))
    painter.setBrush(edge if state is Qt.CheckState.Checked else color("surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0)
    if state is Qt.CheckState.Checked:
        ratio = painter.device().devicePixelRatioF()
        pixmap = icon_pixmap("check", "onaccent", box.width(), ratio)
        painter.drawPixmap(QRectF(box), pixmap, QRectF(pixmap.rect()))
    elif is_on:
        dash = QSize(box.width() // 2, max(2, box.height() // 8))
        line = QRect(box.topLeft(), dash)
        line.moveCenter(box.center())
        painter.fillRect(line, edge)
    painter.restore()
