"""Shows a picture of a chart with a cursor on one column; it knows nothing of what is drawn.

The cursor is drawn over the picture, so that moving it never draws the chart again. Pictures are
painted in a thread; the one before stays until the new one is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from diary.charts.picture import Columns, Picture
from diary.ui.latest import Latest
from diary.ui.tasks import TaskRunner
from diary.ui.theme import color, em, theme_watcher
from diary.ui.widgets.chart_click import LoneClick
from diary.ui.widgets.chart_overlay import draw_chosen, draw_cursor, draw_picture, draw_sign
from diary.ui.widgets.chart_tip import ChartTip
from diary.ui.widgets.scroll import can_scroll_around

# Called on the thread of the window; what it returns is called in another one.
Paint = Callable[[QSize, float], Callable[[], Picture]]

_WIDTH_EM = 40
_LEAST_WIDTH_EM, _LEAST_HEIGHT_EM = 20, 24
_WEEK = 7
# One notch of a wheel.
_NOTCH = 120
_ZOOM_OF_NOTCH = 0.8
_PAN_OF_NOTCH = 0.1
_CLICKABLE = Qt.CursorShape.PointingHandCursor


class ChartView(QWidget):
    """One chart; Left and Right move its cursor by a column, with Ctrl by seven, Home and End far.

    `column_changed` carries the column under the cursor and whether the keyboard moved it;
    `column_opened` that of Enter or a click, `columns_chosen` the first and last one of a drag,
    `zoom_requested` by how much wider or narrower and around which column, `pan_requested` by which
    share of the width, `menu_requested` where a menu should open. `back_requested` comes with Esc
    and with a double click while `is_zoomed`, `list_requested` with Alt+Down.
    """

    column_changed = Signal(int, bool)
    column_opened = Signal(int)
    columns_chosen = Signal(int, int)
    zoom_requested = Signal(float, int)
    pan_requested = Signal(float)
    back_requested = Signal()
    menu_requested = Signal(QPoint)
    list_requested = Signal()

    def __init__(self, tasks: TaskRunner, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._painting = Latest(tasks, self)
        self._painting.slowness_changed.connect(self._on_painting_slowness_changed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.is_zoomed = False
        self._paint: Paint | None = None
        self._picture: Picture | None = None
        self._pixmap = QPixmap()
        # The size and ratio of the picture last asked for; None: another one is needed.
        self._asked: tuple[QSize, float] | None = None
        self._is_slow = False
        self._count = 0
        self._column = 0
        # The column that was chosen; the mouse on its way elsewhere takes the cursor away from it.
        self._held = 0
        # Which columns are shown now, and which the picture has: else the mouse would miss.
        self._columns_number, self._picture_number = 0, -1
        self._pressed: QPointF | None = None
        self._chosen: tuple[int, int] | None = None
        self._tip = ChartTip(self)
        self._tip.rested.connect(self.set_column)
        # A second click may follow, which means something else.
        self._clicked = LoneClick(self)
        self._clicked.stayed_alone.connect(self.column_opened)
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    # ---- what is shown ----

    def show_nothing(self) -> None:
        """Show no chart."""
        self._paint, self._picture, self._count = None, None, 0
        self._painting.forget()
        self._let_go()
        self.update()

    def show_chart(
        self,
        paint: Paint | None,
        count: int,
        readout: Callable[[int], str],
        *,
        has_same_columns: bool,
    ) -> None:
        """Show another chart of `count` columns; it is painted when seen.

        `paint` takes a size in pixels of the screen and how many of them make one of the window,
        and returns what paints the picture in a thread; None: that is still being loaded.
        `readout` says everything about a column. `has_same_columns` tells that each of them stands
        for what it stood for.
        """
        self._paint, self._count = paint, count
        self._tip.readout = readout
        self._asked = None
        if not has_same_columns:
            self._columns_number += 1
            self._let_go()
        self._column = min(self._column, max(count - 1, 0))
        self.update()

    def column(self) -> int | None:
        """The column under the cursor; None without columns."""
        return self._column if self._count else None

    @Slot(int)
    def set_column(self, column: int) -> None:
        """Put the cursor on a column, as far as it is shown, without telling anybody."""
        self._put(column)
        self._held = self._column

    def _put(self, column: int) -> None:
        if self._count:
            self._column = min(max(column, 0), self._count - 1)
            self.update()

    @property
    def is_current(self) -> bool:
        """True when the picture shown is the one that was asked for last."""
        return self._paint is None or (self._asked == self._wanted() and not self._painting.is_busy)

    def pixmap(self) -> QPixmap:
        """The chart without the cursor, as it is shown now."""
        return self._pixmap

    def sizeHint(self) -> QSize:
        # A page that scrolls gives what is asked for here; it takes whatever else there is.
        return QSize(_WIDTH_EM * em(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        wanted = self._picture.wanted_height if self._picture is not None else 0
        return QSize(_LEAST_WIDTH_EM * em(), max(_LEAST_HEIGHT_EM * em(), wanted))

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._renew()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color("divider"), 1))
        draw_picture(painter, self, edge, None if self._picture is None else self._pixmap)
        if self._picture is not None:
            self._draw_over(painter, self._picture)
        if self._is_slow:
            draw_sign(painter, self)

    # ---- keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_escape = key == Qt.Key.Key_Escape and not event.modifiers()
        if is_escape and (self._tip.close() or self._let_go()):
            return
        if is_escape and self.is_zoomed:
            self.back_requested.emit()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.list_requested.emit()
        elif self._count == 0 or not self._do(key, event.modifiers()):
            super().keyPressEvent(event)

    def _do(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Do what a key means for the cursor; False when it means nothing."""
        zooms = {Qt.Key.Key_Plus: _ZOOM_OF_NOTCH, Qt.Key.Key_Minus: 1 / _ZOOM_OF_NOTCH}
        if key in zooms:
            self.zoom_requested.emit(zooms[key], self._column)
            return True
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        step = _WEEK if modifiers & Qt.KeyboardModifier.ControlModifier else 1
        places = {
            Qt.Key.Key_Left: self._column - step,
            Qt.Key.Key_Right: self._column + step,
            Qt.Key.Key_PageUp: self._column - _WEEK,
            Qt.Key.Key_PageDown: self._column + _WEEK,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count - 1,
        }
        if key in places:
            self._go(places[key], by_key=True)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.column_opened.emit(self._column)
        else:
            return False
        return True

    # ---- mouse ----

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        is_held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if is_held and self._pressed is not None:
            self._choose(self._pressed, at)
            return
        column = self._column_at(at)
        self.setCursor(Qt.CursorShape.ArrowCursor if column is None else _CLICKABLE)
        if column is None:
            self._leave_columns()
        else:
            self._go(column, by_key=False)
            self._tip.offer(column, event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tip.close()
        self._clicked.forget()
        column = self._column_at(event.position())
        if column is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._go(column, by_key=False)
            self._held = self._column

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        chosen = self._chosen
        self._let_go()
        if chosen is None:
            self._clicked.wait(self._column)
        elif chosen[0] != chosen[1]:
            self.columns_chosen.emit(*chosen)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._clicked.forget()
        column = self._column_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or column is None:
            return
        if self.is_zoomed:
            self.back_requested.emit()
        else:
            self.column_opened.emit(column)

    def wheelEvent(self, event: QWheelEvent) -> None:
        is_zoom_key = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        turned = event.angleDelta()
        is_across = abs(turned.x()) > abs(turned.y())
        column = self._column_at(event.position())
        # Where the page itself scrolls, the wheel does that, and zooms with Ctrl.
        is_for_page = not (is_zoom_key or is_across) and can_scroll_around(self)
        if column is None or is_for_page:
            event.ignore()
            return
        self._tip.close()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or is_across:
            notches = (turned.x() if is_across else turned.y()) / _NOTCH
            self.pan_requested.emit(-notches * _PAN_OF_NOTCH)
        elif turned.y():
            self.zoom_requested.emit(_ZOOM_OF_NOTCH ** (turned.y() / _NOTCH), column)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._leave_columns()
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Whoever has turned to something else is not led away from it by a click of before.
        self._clicked.forget()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tip.close()
        self._let_go()
        super().hideEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._tip.close()
        self._clicked.forget()
        # The menu is about the column the mouse is on when it opens.
        self._held = self._column
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_requested.emit(self._menu_place() if is_key else event.globalPos())

    # ---- inside ----

    def _renew(self) -> None:
        """Have the chart painted if it is new or the widget has another size."""
        size, ratio = wanted = self._wanted()
        if self._paint is None or size.isEmpty() or self._asked == wanted:
            return
        self._asked = wanted
        self._painting.want(self._paint(size, ratio), partial(self._take, self._columns_number))

    def _wanted(self) -> tuple[QSize, float]:
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio)), ratio

    def _take(self, number: int, picture: Picture) -> None:
        """Show a picture that was painted."""
        width, height = picture.width, picture.height
        image = QImage(picture.rgba, width, height, 4 * width, QImage.Format.Format_RGBX8888)
        self._picture, self._pixmap = picture, QPixmap.fromImage(image)
        self._picture_number = number
        self._pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        # A chart of many rows needs a height of its own; the page scrolls then.
        self.updateGeometry()
        self.update()

    def _draw_over(self, painter: QPainter, picture: Picture) -> None:
        """Draw the cursor and what is being chosen, as far as the picture has these columns."""
        columns = self._shown_columns()
        if columns is None:
            return
        painter.save()
        painter.scale(self.width() / picture.width, self.height() / picture.height)
        if self._chosen is not None:
            draw_chosen(painter, picture, columns, self._chosen)
        draw_cursor(painter, picture, columns, self._column)
        painter.restore()

    def _shown_columns(self) -> Columns | None:
        """The columns of the picture, if they are those that are shown."""
        if self._picture is None or self._picture_number != self._columns_number:
            return None
        return self._picture.columns if self._count else None

    def _column_at(self, at: QPointF) -> int | None:
        """The column at a place inside the panels or between them; None elsewhere."""
        columns, picture = self._shown_columns(), self._picture
        if columns is None or picture is None:
            return None
        x, y = at.x() * picture.width / self.width(), at.y() * picture.height / self.height()
        panels = picture.panels_of(columns)
        is_inside = columns.left <= x <= columns.left + columns.width
        is_between = panels[0].top <= y <= panels[-1].top + panels[-1].height
        return columns.column_at(x) if is_inside and is_between else None

    def _choose(self, start: QPointF, at: QPointF) -> None:
        """Follow a drag that began at `start`."""
        columns, picture = self._shown_columns(), self._picture
        is_far = abs(at.x() - start.x()) >= QApplication.startDragDistance()
        if columns is None or picture is None or not (is_far or self._chosen):
            return
        across = picture.width / self.width()
        ends = sorted(columns.column_at(x * across) for x in (start.x(), at.x()))
        self._chosen = (ends[0], ends[1])
        self.update()

    def _let_go(self) -> bool:
        """End a press or a drag without doing anything; False when there was none."""
        was_held = self._pressed is not None
        self._pressed, self._chosen = None, None
        self._clicked.forget()
        self.update()
        return was_held

    def _go(self, column: int, *, by_key: bool) -> None:
        before = self._column
        (self.set_column if by_key else self._put)(column)
        if self._column != before:
            self.column_changed.emit(self._column, by_key)

    def _leave_columns(self) -> None:
        """Go back to the column chosen last: those the mouse only crosses do not count."""
        self._tip.close()
        self._go(self._held, by_key=False)

    def _menu_place(self) -> QPoint:
        columns, picture = self._shown_columns(), self._picture
        if columns is None or picture is None:
            return self.mapToGlobal(self.rect().center())
        x = columns.x_of(self._column) * self.width() / picture.width
        return self.mapToGlobal(QPoint(round(x), self.height() // 2))

    @Slot(bool)
    def _on_painting_slowness_changed(self, is_slow: bool) -> None:
        self._is_slow = is_slow
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._asked = None
        self.updateGeometry()
        self.update()
