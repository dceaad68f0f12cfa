"""The shape of each run response; a word always stands with it, and no colour says anything."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from diary.domain.rules.responses import Response

# Outlines of icons: hollow circle, square, triangle.
RESPONSE_ICONS = {
    Response.SETTLED: "circle",
    Response.HOLD: "square",
    Response.STEP_BACK: "triangle",
}


def response_path(response: Response, box: QRectF) -> QPainterPath:
    """The outline of a response inside ``box``."""
    path = QPainterPath()
    if response is Response.SETTLED:
        path.addEllipse(box)
    elif response is Response.HOLD:
        path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        top = QPointF(box.center().x(), box.top())
        path.addPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
        path.closeSubpath()
    return path
