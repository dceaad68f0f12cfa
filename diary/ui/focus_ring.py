"""One ring, 2 px wide and 2 px clear, around whatever has the keyboard focus.

The ring lies in the window above everything else, so no control has to leave room for it. A widget
that draws its own focus mark sets the property ``hasOwnFocusMark``; one that wants the ring around
a part of itself only offers ``focus_ring_rect() -> QRect`` in its own coordinates.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenuBar, QWidget
from shiboken6 import isValid

OWN_MARK = "hasOwnFocusMark"
WIDTH = 2
CLEAR = 2
RADIUS = 8
_MOVING = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.DynamicPropertyChange,
        QEvent.Type.EnabledChange,
    }
)


class FocusRing(QWidget):
    """The ring of one window; it takes no mouse, no focus and no room in any layout."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._ring = QRect()

    def place(self, target: QRect, clip: QRect) -> None:
        """Lay the ring around ``target`` but inside ``clip``, both in window coordinates."""
        reach = CLEAR + WIDTH
        outer = target.adjusted(-reach, -reach, reach, reach)
        shown = outer & clip
        self._ring = outer.translated(-shown.topLeft())
        self.setGeometry(shown)
        self.setVisible(not shown.isEmpty())
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.Accent), WIDTH)
        painter.setPen(pen)
        half = WIDTH / 2
        rect = QRectF(self._ring).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)


class _FocusFollower(QObject):
    """Moves the ring to the widget that has the focus and keeps it there while things move."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("focus_follower")
        self._chain: list[QWidget] = []
        self._ring: FocusRing | None = None
        # Focus that came by mouse has its ring only once the keyboard is used.
        self._is_wanted = False
        app.focusChanged.connect(self._on_app_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOVING:
            if self._is_wanted:
                self._lay()
        elif kind == QEvent.Type.KeyPress and self._chain and watched is self._chain[0]:
            self._is_wanted = True
            self._lay()
        return False

    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        if new is None or not _wants_ring(new):
            return
        widget: QWidget | None = new
        while widget is not None:
            self._chain.append(widget)
            widget.installEventFilter(self)
            widget = None if widget.isWindow() else widget.parentWidget()
        self._is_wanted = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if self._is_wanted:
            self._lay()

    def _let_go(self) -> None:
        for widget in self._chain:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._chain = []
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
        self._ring = None

    def _lay(self) -> None:
        if not self._chain or not all(isValid(widget) for widget in self._chain):
            return
        target, window = self._chain[0], self._chain[-1]
        if not target.isVisible() or not target.hasFocus():
            self._let_go()
            return
        self._ring = _ring_of(window)
        at = target.mapTo(window, QPoint())
        self._ring.place(_ring_rect(target).translated(at), _clip(target, window))


def install_focus_ring(app: QApplication) -> None:
    """Give every window of ``app`` its focus ring; a second call does nothing."""
    if app.findChild(_FocusFollower, "focus_follower") is None:
        _FocusFollower(app)


def _wants_ring(widget: QWidget) -> bool:
    if widget.property(OWN_MARK) or isinstance(widget, QMenuBar):
        return False
    return widget.window().windowType() not in {
        Qt.WindowType.Popup,
        Qt.WindowType.ToolTip,
        Qt.WindowType.Desktop,
    }


def _ring_of(window: QWidget) -> FocusRing:
    found = window.findChild(FocusRing, "focus_ring", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, FocusRing) else FocusRing(window)


def _ring_rect(target: QWidget) -> QRect:
    if hasattr(target, "focus_ring_rect"):
        rect = target.focus_ring_rect()
        return rect if isinstance(rect, QRect) else target.rect()
    if isinstance(target, QAbstractScrollArea):
        # Tables and lists often fill their parent to the edge: the ring goes inside.
        reach = CLEAR + WIDTH
        return target.rect().adjusted(reach, reach, -reach, -reach)
    return target.rect()


def _clip(target: QWidget, window: QWidget) -> QRect:
    """Return what of the window is not hidden by the scroll areas around ``target``."""
    clip = window.rect()
    widget = target
    while widget is not window:
        parent = widget.parentWidget()
        area = None if parent is None else parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            viewport = area.viewport()
            clip &= QRect(viewport.mapTo(window, QPoint()), viewport.size())
        if parent is None:
            break
        widget = parent
    return clip
