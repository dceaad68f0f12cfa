"""The four marks of pain bands as outlines; number and word always stand with them."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from diary.style import Shape


def shape_path(shape: Shape, box: QRectF) -> QPainterPath:
    """Return the mark of a pain band inside ``box``; a ring is a circle that is not filled."""
    path = QPainterPath()
    if shape in {"ring", "circle"}:
        path.addEllipse(box)
        return path
    middle = box.center()
    if shape == "triangle":
        corners = [QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]
    else:
        corners = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path
