"""A strip of the whole diary with the days that are shown, and two handles to move their ends.

The handles are stops of the keyboard: everything the mouse does here the arrow keys do too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from diary.domain.period import ONE_DAY, Span
from diary.ui.theme import color, em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.date_button import day_text
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _, plural

End = Literal["first", "last"]
# So wide that it can be hit; also what is left free beside the track.
HANDLE_PX = 28
_GRIP_PX = 8.0
_HEIGHT_EM = 2.1
_LEAST_DAYS = 7
_WEEK, _MONTH = 7, 28
_RADIUS = 4.0
_VEIL = 0.62


@dataclass(frozen=True, slots=True)
class Course:
    """All days in steps of `step_days`: their highest pain and their load, both from 0.0 to 1.0.

    None = no score.
    """

    whole: Span
    step_days: int
    pains: tuple[float | None, ...]
    loads: tuple[float, ...]


class OverviewStrip(QWidget):
    """`span_changed` carries the days the person moved to, while they are moved."""

    span_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("charts.overview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._course: Course | None = None
        self._span = Span(date(2000, 1, 1), date(2000, 1, 8))
        self._held: tuple[float, Span] | None = None
        self.first = _Handle(self, "first")
        self.last = _Handle(self, "last")
        for handle in self.handles():
            handle.move_requested.connect(self._on_handle_move_requested)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        text = _("All days: pain above, load below. Move the ends or drag what lies between.")
        set_plain_tooltip(self, text)

    def handles(self) -> tuple[_Handle, _Handle]:
        """The handles of the first and the last day, in tab order."""
        return self.first, self.last

    def show_course(self, course: Course) -> None:
        """Show other days as the whole."""
        self._course = course
        self._place_handles()
        self.update()

    def show_span(self, span: Span) -> None:
        """Show which days are chosen, without telling anybody."""
        self._span = span
        self._place_handles()
        self.update()

    def span(self) -> Span:
        """The days that are chosen."""
        return self._span

    def days_per_px(self) -> float:
        """How many days lie under a pixel."""
        whole = 1 if self._course is None else len(self._course.whole)
        return whole / max(self._track().width(), 1.0)

    def sizeHint(self) -> QSize:
        return QSize(20 * em(), max(round(_HEIGHT_EM * em()), HANDLE_PX + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * HANDLE_PX, self.sizeHint().height())

    # ---- drawing ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self._track()
        painter.setPen(QPen(color("divider"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(track.adjusted(-0.5, 0.5, 0.5, -0.5), _RADIUS, _RADIUS)
        if self._course is None:
            return
        self._draw_course(painter, track, self._course)
        left, right = self._x_of(self._span.start), self._x_of(self._span.end)
        veil = QColor(color("bg"))
        veil.setAlphaF(_VEIL)
        for low, high in ((track.left(), left), (right, track.right())):
            if high > low:
                painter.fillRect(QRectF(low, track.top() + 1, high - low, track.height() - 2), veil)
        painter.setPen(QPen(color("accent"), 1.5))
        for y in (track.top() + 0.75, track.bottom() - 0.75):
            painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _draw_course(self, painter: QPainter, track: QRectF, course: Course) -> None:
        """Load as bars in the lower half, pain as a line in the upper, broken where none is."""
        half = (track.height() - 8) / 2
        foot, middle = track.bottom() - 3, track.top() + 4 + half
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("load"))
        width = track.width() * course.step_days / len(course.whole)
        for number, load in enumerate(course.loads):
            if load:
                height = max(load * (half - 2), 1.0)
                x = track.left() + number * width
                painter.drawRect(QRectF(x, foot - height, max(width * 0.8, 0.6), height))
        painter.setPen(QPen(color("text"), 1.2))
        before: QPointF | None = None
        for number, pain in enumerate(course.pains):
            at = None
            if pain is not None:
                at = QPointF(track.left() + (number + 0.5) * width, middle - 1 - pain * (half - 2))
                start = before or QPointF(at.x() - width / 2, at.y())
                painter.drawLine(start, at)
            before = at

    # ---- mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._course is None:
            return
        x = event.position().x()
        if not self._x_of(self._span.start) <= x <= self._x_of(self._span.end):
            self._put(self._days_at(x) - len(self._span) // 2)
        self._held = (x, self._span)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self._course is not None:
            start, span = self._held
            days = round((event.position().x() - start) * self.days_per_px())
            self._put((span.start - self._course.whole.start).days + days)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_handles()

    # ---- inside ----

    def _track(self) -> QRectF:
        return QRectF(self.rect()).adjusted(HANDLE_PX, 0, -HANDLE_PX, 0)

    def _days_at(self, x: float) -> int:
        return int((x - self._track().left()) * self.days_per_px())

    def _x_of(self, on: date) -> float:
        if self._course is None:
            return self._track().left()
        number = (on - self._course.whole.start).days / len(self._course.whole)
        return self._track().left() + min(max(number, 0.0), 1.0) * self._track().width()

    def _put(self, start: int) -> None:
        """Move the chosen days so that they begin with a day of the whole."""
        if self._course is None:
            return
        whole = self._course.whole
        days = min(len(self._span), len(whole))
        first = whole.start + timedelta(min(max(start, 0), len(whole) - days))
        self._change(Span(first, first + timedelta(days)))

    def _change(self, span: Span) -> None:
        if span != self._span:
            self.show_span(span)
            self.span_changed.emit(span)

    def _place_handles(self) -> None:
        """Each handle stands outside the chosen days, so that both can always be reached."""
        left, right = self._x_of(self._span.start), self._x_of(self._span.end)
        self.first.setGeometry(round(left) - HANDLE_PX, 0, HANDLE_PX, self.height())
        self.last.setGeometry(round(right), 0, HANDLE_PX, self.height())
        last_on = self._span.end - ONE_DAY
        self.first.say(_("First day shown, {day}").format(day=day_text(self._span.start)))
        self.last.say(_("Last day shown, {day}").format(day=day_text(last_on)))

    @Slot(str, int, bool)
    def _on_handle_move_requested(self, end: End, days: int, by_key: bool) -> None:
        if self._course is None:
            return
        whole, span = self._course.whole, self._span
        # Fewer days can be picked by their dates; then they are not made more by moving an end in.
        least = min(_LEAST_DAYS, len(whole), len(span))
        low, high = whole.start.toordinal(), whole.end.toordinal()
        first, after = span.start.toordinal(), span.end.toordinal()
        if end == "first":
            first = max(min(first + days, after - least), min(low, first))
        else:
            after = min(max(after + days, first + least), max(high, after))
        self._change(Span(date.fromordinal(first), date.fromordinal(after)))
        if by_key:
            handle = self.first if end == "first" else self.last
            count = len(self._span)
            shown = plural("{n} day shown", "{n} days shown", count).format(n=count)
            announce(handle, f"{handle.accessibleName()}; {shown}")

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class _Handle(QAbstractSlider):
    """One end; `move_requested` carries which, by how many days, and whether by the keyboard."""

    move_requested = Signal(str, int, bool)

    def __init__(self, strip: OverviewStrip, end: End) -> None:
        super().__init__(strip)
        self.setObjectName(f"charts.overview.{end}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self._strip = strip
        self._end: End = end
        self._pressed_x: float | None = None
        self.setAccessibleDescription(
            _("Left and Right move it by a day, with Ctrl by a week, Page up and down by four.")
        )

    def say(self, name: str) -> None:
        """Take another name, which has the day in it."""
        self.setAccessibleName(name)
        set_plain_tooltip(self, name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.width() - 0.75 if self._end == "first" else 0.75
        painter.setPen(QPen(color("accent"), 1.5))
        painter.drawLine(QPointF(inner, 0), QPointF(inner, self.height()))
        grip = QRectF(0, 0, _GRIP_PX, self.height() * 0.5)
        away = _GRIP_PX / 2 + 0.75
        center = inner - away if self._end == "first" else inner + away
        grip.moveCenter(QPointF(center, self.height() / 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(grip, 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        days = _WEEK if is_far else 1
        all_days = date.max.toordinal()
        steps = {
            Qt.Key.Key_Left: -days,
            Qt.Key.Key_Down: -days,
            Qt.Key.Key_Right: days,
            Qt.Key.Key_Up: days,
            Qt.Key.Key_PageUp: -_MONTH,
            Qt.Key.Key_PageDown: _MONTH,
            Qt.Key.Key_Home: -all_days,
            Qt.Key.Key_End: all_days,
        }
        others = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() in steps and not event.modifiers() & others:
            self.move_requested.emit(self._end, steps[Qt.Key(event.key())], True)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_x = event.globalPosition().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_x is None:
            return
        days_per_px = self._strip.days_per_px()
        days = round((event.globalPosition().x() - self._pressed_x) * days_per_px)
        if days:
            # From where the handle was, so that nothing is lost by rounding.
            self._pressed_x += days / days_per_px
            self.move_requested.emit(self._end, days, False)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_x = None
