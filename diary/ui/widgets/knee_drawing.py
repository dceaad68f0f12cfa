"""The drawn knee: six areas one can tick by mouse, by arrow keys and with a screen reader.

Each area is a tick box that lets the mouse through; the drawing finds the area by its outline,
because the boxes around neighbouring areas overlap. The words are never mirrored.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from diary.style import Anchor
from diary.ui.display import display
from diary.ui.focus_ring import OWN_MARK
from diary.ui.icons import icon_pixmap
from diary.ui.theme import color, mixed, theme_watcher
from diary.ui.widgets.knee_outline import Direction, Knee, KneeOutline
from diary.words import _

NEAR_PX = 4.0
# A line of text this high, in pixels, is drawn at scale 1.
LINE_AT_SCALE_1 = 17.0
# Above this text size in per cent the words leave the sides of the outline.
WORDS_BESIDE_UP_TO = 130
# How much of the colour of text is in a plain grey map.
_GREY = {"skin": 0.06, "area": 0.14}
_RING = 3.0
_RING_CLEAR = 2.0
_TICK = 18.0
_DIRECTIONS: dict[int, Direction] = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}
_ANCHOR_SHIFT: dict[Anchor, float] = {"left": 0.0, "center": -0.5, "right": -1.0}


class AreaBox(QCheckBox):
    """One area for keyboard and screen reader; the drawing around it paints it."""

    def __init__(self, drawing: "KneeDrawing", key: str, name: str) -> None:
        super().__init__(drawing)
        self.key = key
        self.is_ring_shown = False
        self._drawing = drawing
        self.setAccessibleName(name)
        self.setProperty(OWN_MARK, True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.is_ring_shown = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self._drawing.on_focus_moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._drawing.on_focus_moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.is_ring_shown = True
        self._drawing.update()
        if event.key() in _DIRECTIONS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: areas overlap, so the drawing paints all of them in order."""


class KneeDrawing(QWidget):
    """The outline, the six areas and the three words of one knee.

    ``area_ticked`` carries key and new state of an area the person ticked or unticked;
    ``area_pointed`` the key of the area under the mouse or else with the focus, or "".
    """

    area_ticked = Signal(str, bool)
    area_pointed = Signal(str)

    def __init__(self, knee: Knee, area_names: Mapping[str, str]) -> None:
        super().__init__()
        self._knee: Knee = knee
        self.outline = KneeOutline(knee, is_facing=_is_facing())
        self._hovered = ""
        self._pressed = ""
        self.boxes = {key: AreaBox(self, key, area_names[key]) for key in self.outline.areas}
        for key, box in self.boxes.items():
            box.clicked.connect(lambda is_on, key=key: self._on_box_clicked(key, is_on))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def scale(self) -> float:
        """Return pixels per unit of the drawing, never below 1."""
        return max(1.0, self.fontMetrics().height() / LINE_AT_SCALE_1)

    def area_at(self, x: float, y: float) -> str:
        """Return the area at a point in pixels, else the nearest within 4 px, else ""."""
        scale = self.scale()
        return self.outline.area_at(x / scale, y / scale, NEAR_PX / scale)

    def pointed_area(self) -> str:
        """Return the area under the mouse, else the one with the focus, else ""."""
        return self._hovered or self.focused_area()

    def focused_area(self) -> str:
        """Return the area that has the keyboard focus, or ""."""
        return next((key for key, box in self.boxes.items() if box.hasFocus()), "")

    def word_places(self) -> dict[str, QRectF]:
        """Return the rectangle of every word in pixels, keyed by the word's text."""
        metrics = QFontMetricsF(self.font())
        beside = {text: self._beside(key, text, metrics) for key, text in self._words().items()}
        return self._below(metrics) if self._is_crowded(beside) else beside

    def sizeHint(self) -> QSize:
        scale = self.scale()
        bottom = max(place.bottom() for place in self.word_places().values())
        height = max(self.outline.height * scale, bottom)
        return QSize(round(self.outline.width * scale), round(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def on_focus_moved(self) -> None:
        """Repaint and tell which area is pointed at now."""
        self.update()
        self.area_pointed.emit(self.pointed_area())

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover("")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.area_at(event.position().x(), event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pressed = self.area_at(event.position().x(), event.position().y())
        if self._pressed:
            self.boxes[self._pressed].setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, ""
        if pressed and self.area_at(event.position().x(), event.position().y()) == pressed:
            self.boxes[pressed].click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused, direction = self.focused_area(), _DIRECTIONS.get(event.key())
        if not focused or direction is None:
            super().keyPressEvent(event)
            return
        target = self.outline.neighbour(focused, direction)
        if target is not None:
            self.boxes[target].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_boxes()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter)
        painter.scale(self.scale(), self.scale())
        for outline in (self.outline.leg, self.outline.back):
            painter.fillPath(outline, _ground_of("skin"))
            painter.strokePath(outline, self._pen("border", 1.5))
        focused = self.focused_area()
        for key in self.outline.areas:
            if key != focused:
                self._paint_area(painter, key)
        if focused:
            if self.boxes[focused].is_ring_shown:
                self._paint_ring(painter, self.outline.areas[focused])
            self._paint_area(painter, focused)

    def _paint_area(self, painter: QPainter, key: str) -> None:
        path, box = self.outline.areas[key], self.boxes[key]
        if box.isChecked():
            painter.fillPath(path, color(self._knee))
            painter.strokePath(path, self._pen("text", 2))
            self._paint_tick(painter, path)
            return
        is_hovered = key == self._hovered and self.isEnabled()
        ground: QColor = mixed("area", self._knee, 0.2) if is_hovered else _ground_of("area")
        painter.fillPath(path, ground)
        # The role "border" is under 3 to 1 against the fill of an area.
        pen = self._pen("text2", 1.2)
        pen.setDashPattern([3, 2])
        painter.strokePath(path, pen)

    def _paint_tick(self, painter: QPainter, path: QPainterPath) -> None:
        ratio = self.devicePixelRatioF() * self.scale()
        pixmap = icon_pixmap("check", "onaccent", round(_TICK), ratio)
        box = path.boundingRect()
        at = QRectF(0, 0, _TICK, _TICK)
        at.moveCenter(_inside(path, box.center()))
        painter.drawPixmap(at, pixmap, QRectF(pixmap.rect()))

    def _paint_ring(self, painter: QPainter, path: QPainterPath) -> None:
        reach = 2 * (1 + _RING_CLEAR + _RING)
        painter.strokePath(path, self._pen("focus", reach))
        gap = self._pen("skin", reach - 2 * _RING)
        gap.setColor(_ground_of("skin"))
        painter.strokePath(path, gap)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(color("text2"))
        for text, place in self.word_places().items():
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)

    def _pen(self, role: str, width: float) -> QPen:
        pen = QPen(color(role), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def _words(self) -> dict[str, str]:
        return {"outer": _("outer"), "inner": _("inner"), "back_view": _("back view")}

    def _beside(self, key: str, text: str, metrics: QFontMetricsF) -> QRectF:
        spot, scale = self.outline.words[key], self.scale()
        width, height = metrics.horizontalAdvance(text) + 2, metrics.height()
        left = spot.x * scale + width * _ANCHOR_SHIFT[spot.anchor]
        return QRectF(left, spot.y * scale - height / 2, width, height)

    def _is_crowded(self, places: Mapping[str, QRectF]) -> bool:
        scale = self.scale()
        view = QRectF(0, 0, self.outline.width * scale, self.outline.height * scale)
        rects = list(places.values())
        taken = [
            QRectF(box.left() * scale, box.top() * scale, box.width() * scale, box.height() * scale)
            for box in (self.outline.leg.boundingRect(), self.outline.back.boundingRect())
        ]
        return (
            theme_watcher().text_percent > WORDS_BESIDE_UP_TO
            or not all(view.contains(rect) for rect in rects)
            or any(rect.intersects(other) for rect in rects for other in taken)
            or any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])
        )

    def _below(self, metrics: QFontMetricsF) -> dict[str, QRectF]:
        """Return the words under the drawing, each near its side, on a new line if need be."""
        scale, height = self.scale(), metrics.height()
        view_width = self.outline.width * scale
        leg, back = self.outline.leg.boundingRect(), self.outline.back.boundingRect()
        sides = ("outer", "inner")
        at_left, at_right = sides if self.outline.has_outer_left else sides[::-1]
        anchored: tuple[tuple[str, float, Anchor], ...] = (
            (at_left, leg.left(), "left"),
            (at_right, leg.right(), "right"),
            ("back_view", back.center().x(), "center"),
        )
        wanted: list[tuple[float, str, float]] = []
        for key, x, anchor in anchored:
            text = self._words()[key]
            width = metrics.horizontalAdvance(text) + 2
            left = x * scale + width * _ANCHOR_SHIFT[anchor]
            wanted.append((min(max(0.0, left), max(0.0, view_width - width)), text, width))
        placed: dict[str, QRectF] = {}
        top, taken = self.outline.height * scale, 0.0
        for left, text, width in sorted(wanted):
            if max(left, taken) + width <= view_width:
                placed[text] = QRectF(max(left, taken), top, width, height)
            else:
                top += height
                placed[text] = QRectF(left, top, width, height)
            taken = placed[text].right() + height * 0.75
        return placed

    def _place_boxes(self) -> None:
        scale = self.scale()
        for key, path in self.outline.areas.items():
            box = path.boundingRect()
            rect = QRectF(
                box.left() * scale, box.top() * scale, box.width() * scale, box.height() * scale
            )
            self.boxes[key].setGeometry(rect.toAlignedRect())

    def _hover(self, key: str) -> None:
        if key == self._hovered:
            return
        self._hovered = key
        shape = Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()
        self.area_pointed.emit(self.pointed_area())

    def _on_box_clicked(self, key: str, is_on: bool) -> None:
        self.update()
        self.area_ticked.emit(key, is_on)
        self.area_pointed.emit(self.pointed_area())

    @Slot()
    def _on_theme_changed(self) -> None:
        if self.outline.is_facing != _is_facing():
            self.outline = KneeOutline(self._knee, is_facing=_is_facing())
        self.updateGeometry()
        self._place_boxes()
        self.update()


def _is_facing() -> bool:
    return display().knee_view == "facing"


def _ground_of(role: str) -> QColor:
    """The fill of leg ("skin") or area ("area"); plain grey where that was chosen."""
    if not display().is_map_plain:
        return color(role)
    return mixed("surface", "text", _GREY[role])


def _inside(path: QPainterPath, wanted: QPointF) -> QPointF:
    """Return the middle of what is filled at the height of ``wanted``."""
    box = path.boundingRect()
    inside = [
        box.left() + step
        for step in range(round(box.width()))
        if path.contains(QPointF(box.left() + step, wanted.y()))
    ]
    return QPointF((inside[0] + inside[-1]) / 2, wanted.y()) if inside else wanted
