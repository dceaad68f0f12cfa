"""How the picture of a chart is put into the window, and what is drawn over it, in its pixels."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from diary.charts.picture import Columns, Picture
from diary.ui.theme import color, em
from diary.words import _

_CURSOR_PX = 1.5
_RADIUS, _EDGE_RADIUS = 4.0, 8.0
_CHOSEN_OPACITY = 0.16


def draw_picture(painter: QPainter, view: QWidget, edge: QRectF, pixmap: QPixmap | None) -> None:
    """The picture with round corners, stretched if it has another size; None: it is on its way."""
    if pixmap is None:
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(edge, _EDGE_RADIUS, _EDGE_RADIUS)
        painter.setPen(color("text2"))
        painter.drawText(view.rect(), int(Qt.AlignmentFlag.AlignCenter), _("Loading chart"))
        return
    # As a brush: corners are rounded without a mask.
    brush = QBrush(pixmap)
    shown = pixmap.deviceIndependentSize()
    across, down = view.width() / shown.width(), view.height() / shown.height()
    brush.setTransform(QTransform.fromScale(across, down))
    painter.setBrush(brush)
    painter.drawRoundedRect(edge, _EDGE_RADIUS, _EDGE_RADIUS)


def draw_cursor(painter: QPainter, picture: Picture, columns: Columns, column: int) -> None:
    """A line through all panels in the middle of a column, with a knob on top."""
    top, bottom = _ends(picture, columns)
    x = columns.x_of(column)
    pen = QPen(color("accent"), _CURSOR_PX)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    # Round also where the picture is stretched.
    scale = painter.worldTransform()
    across, down = em() * 0.22 / scale.m11(), em() * 0.22 / scale.m22()
    painter.setBrush(color("accent"))
    painter.drawEllipse(QPointF(x, top), across, down)


def draw_chosen(
    painter: QPainter, picture: Picture, columns: Columns, chosen: tuple[int, int]
) -> None:
    """The columns from the first to the last of `chosen`, with an edge on both sides."""
    top, bottom = _ends(picture, columns)
    half = columns.width / columns.count / 2
    left, right = columns.x_of(chosen[0]) - half, columns.x_of(chosen[1]) + half
    fill = QColor(color("accent"))
    fill.setAlphaF(_CHOSEN_OPACITY)
    painter.fillRect(QRectF(left, top, right - left, bottom - top), fill)
    pen = QPen(color("accent"), 1.0, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    painter.setPen(pen)
    for x in (left, right):
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def draw_sign(painter: QPainter, view: QWidget) -> None:
    """Say in a corner that another picture is on its way."""
    text = _("Drawing…")
    room = view.fontMetrics().boundingRect(text).adjusted(-8, -4, 8, 4)
    room.moveTopRight(view.rect().topRight() + QPoint(-8, 8))
    painter.setPen(QPen(color("divider"), 1))
    painter.setBrush(color("surface"))
    painter.drawRoundedRect(room, _RADIUS, _RADIUS)
    painter.setPen(color("text2"))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)


def _ends(picture: Picture, columns: Columns) -> tuple[float, float]:
    panels = picture.panels_of(columns)
    return panels[0].top, panels[-1].top + panels[-1].height
