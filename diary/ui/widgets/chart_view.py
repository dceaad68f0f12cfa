"""Shows a picture of a chart with a cursor on one day; it knows nothing of what is drawn.

The cursor is drawn over the picture, so that moving it never draws the chart again. Pictures are
painted in a thread; the one before stays until the new one is there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.charts.picture import Picture
from diary.ui.latest import Latest
from diary.ui.tasks import TaskRunner
from diary.ui.theme import color, em, theme_watcher
from diary.words import _

# Called on the thread of the window; what it returns is called in another one.
Paint = Callable[[QSize, float], Callable[[], Picture]]

_WIDTH_EM, _HEIGHT_EM = 40, 32
_LEAST_WIDTH_EM, _LEAST_HEIGHT_EM = 22, 27
_WEEK = 7
_CURSOR_PX = 1.5
_RADIUS = 8.0


class ChartView(QWidget):
    """One chart; Left and Right move its cursor by a day, with Ctrl by a week, Home and End far.

    `day_changed` carries the day under the cursor and whether the keyboard moved it;
    `day_opened` the day of Enter or a double click, `menu_requested` where a menu should open.
    """

    day_changed = Signal(object, bool)
    day_opened = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self, tasks: TaskRunner, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._painting = Latest(tasks, self)
        self._painting.slowness_changed.connect(self._on_painting_slowness_changed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._paint: Paint | None = None
        self._picture: Picture | None = None
        self._pixmap = QPixmap()
        # The size and ratio of the picture last asked for; None: another one is needed.
        self._asked: tuple[QSize, float] | None = None
        self._is_slow = False
        self._first_on: date | None = None
        self._last_on: date | None = None
        self._day: date | None = None
        self._text = ""
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def show_text(self, text: str) -> None:
        """Show a text instead of a chart, for as long as there is none."""
        self._text, self._paint, self._picture = text, None, None
        self._painting.forget()
        self.update()

    def show_chart(self, paint: Paint, first_on: date, last_on: date) -> None:
        """Show another chart of the days from `first_on` to `last_on`; it is painted when seen.

        `paint` takes a size in pixels of the screen and how many of them make one of the window,
        and returns what paints the picture in a thread.
        """
        self._paint = paint
        self._first_on, self._last_on = first_on, last_on
        self._asked = None
        if self._day is not None:
            self._day = min(max(self._day, first_on), last_on)
        self.update()

    def day(self) -> date | None:
        """The day under the cursor."""
        return self._day

    def set_day(self, on: date) -> None:
        """Put the cursor on a day, as far as it is shown, without telling anybody."""
        if self._first_on is not None and self._last_on is not None:
            self._day = min(max(on, self._first_on), self._last_on)
            self.update()

    @property
    def is_current(self) -> bool:
        """True when the picture shown is the one that was asked for last."""
        return self._paint is None or (self._asked == self._wanted() and not self._painting.is_busy)

    def pixmap(self) -> QPixmap:
        """The chart without the cursor, as it is shown now."""
        return self._pixmap

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH_EM * em(), _HEIGHT_EM * em())

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH_EM * em(), _LEAST_HEIGHT_EM * em())

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._renew()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color("divider"), 1))
        if self._picture is None:
            painter.setBrush(color("surface"))
            painter.drawRoundedRect(edge, _RADIUS, _RADIUS)
            painter.setPen(color("text2"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._text)
            return
        # The picture as a brush: corners are rounded without a mask. One of another size is
        # stretched until the new one is there.
        brush = QBrush(self._pixmap)
        shown = self._pixmap.deviceIndependentSize()
        across, down = self.width() / shown.width(), self.height() / shown.height()
        brush.setTransform(QTransform.fromScale(across, down))
        painter.setBrush(brush)
        painter.drawRoundedRect(edge, _RADIUS, _RADIUS)
        if self._day is not None and self.is_current:
            self._draw_cursor(painter, self._picture, self._day)
        if self._is_slow:
            self._draw_sign(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        others = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        key = event.key()
        days = _WEEK if is_far else 1
        steps = {
            Qt.Key.Key_Left: -days,
            Qt.Key.Key_Right: days,
            Qt.Key.Key_PageUp: -_WEEK,
            Qt.Key.Key_PageDown: _WEEK,
        }
        if event.modifiers() & others or self._first_on is None or self._last_on is None:
            super().keyPressEvent(event)
        elif key in steps:
            start = self._day or self._last_on
            self._go(start + timedelta(steps[Qt.Key(key)]), by_key=True)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(self._first_on if key == Qt.Key.Key_Home else self._last_on, by_key=True)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._day is not None:
            self.day_opened.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on = self._day_at(event.position())
        if on is not None:
            self._go(on, by_key=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on = self._day_at(event.position())
        if on is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(on, by_key=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        on = self._day_at(event.position())
        if on is not None and event.button() == Qt.MouseButton.LeftButton:
            self.day_opened.emit(on)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def _renew(self) -> None:
        """Have the chart painted if it is new or the widget has another size."""
        size, ratio = wanted = self._wanted()
        if self._paint is None or size.isEmpty() or self._asked == wanted:
            return
        self._asked = wanted
        self._painting.want(self._paint(size, ratio), self._take)

    def _wanted(self) -> tuple[QSize, float]:
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio)), ratio

    def _take(self, picture: Picture) -> None:
        """Show a picture that was painted."""
        width, height = picture.width, picture.height
        image = QImage(picture.rgba, width, height, 4 * width, QImage.Format.Format_RGBX8888)
        self._picture, self._pixmap = picture, QPixmap.fromImage(image)
        self._pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def _draw_sign(self, painter: QPainter) -> None:
        """Say in a corner that another picture is on its way."""
        text = _("Drawing…")
        room = self.fontMetrics().boundingRect(text).adjusted(-8, -4, 8, 4)
        room.moveTopRight(self.rect().topRight() + QPoint(-8, 8))
        painter.setPen(QPen(color("divider"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(room, _RADIUS / 2, _RADIUS / 2)
        painter.setPen(color("text2"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    def _draw_cursor(self, painter: QPainter, picture: Picture, on: date) -> None:
        ratio = self.devicePixelRatioF()
        x = picture.x_of(on) / ratio
        top = min(panel.top for panel in picture.panels) / ratio
        bottom = max(panel.top + panel.height for panel in picture.panels) / ratio
        painter.setPen(QPen(color("accent"), _CURSOR_PX))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        knob = em() * 0.22
        painter.setBrush(color("accent"))
        painter.drawEllipse(QRectF(x - knob, top - knob, 2 * knob, 2 * knob))

    def _day_at(self, at: QPointF) -> date | None:
        """The day at a place inside the panels or between them; None elsewhere."""
        if self._picture is None:
            return None
        # While another size is being painted the picture is seen stretched.
        x = at.x() * self._picture.width / self.width()
        y = at.y() * self._picture.height / self.height()
        panels = self._picture.panels
        last = panels[-1]
        is_inside = panels[0].left <= x <= panels[0].left + panels[0].width
        return (
            self._picture.day_at(x)
            if is_inside and panels[0].top <= y <= last.top + last.height
            else None
        )

    def _go(self, on: date, *, by_key: bool) -> None:
        before = self._day
        self.set_day(on)
        if self._day != before:
            self.day_changed.emit(self._day, by_key)

    def _on_painting_slowness_changed(self, is_slow: bool) -> None:
        self._is_slow = is_slow
        self.update()

    def _on_theme_changed(self) -> None:
        self._asked = None
        self.updateGeometry()
        self.update()
