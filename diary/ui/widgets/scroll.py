"""The scrolling part of a page: vertical only, without a tab stop, focus always in view."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QSizePolicy, QWidget
from shiboken6 import isValid

_MARGIN = 24
# Above a part that is shown first: the gap between cards.
_MARGIN_ABOVE = 12


class VerticalScroll(QScrollArea):
    """Scrolls ``content`` up and down; content is never wider than the area."""

    def __init__(self, content: QWidget, *, name: str | None = None) -> None:
        super().__init__()
        if name is not None:
            self.setObjectName(name)
        # A scroll area otherwise is a nameless tab stop.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # Content that is as wide as it may get stands in the middle.
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setViewport(_viewport())
        self.setVerticalScrollBar(_Bar(Qt.Orientation.Vertical))
        self.setWidget(content)
        content.installEventFilter(self)
        self._is_bar_in_margin = False
        self._put_bar_into_margin()
        self._wanted: QWidget | None = None
        self._is_wanted_on_top = False
        self._wanted_place: tuple[int, int] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_later_timeout)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def bring_into_view(self, part: QWidget) -> None:
        """Show all of a part of the content, also when what is above it is just being built."""
        self._want(part, is_on_top=False)

    def bring_to_top(self, part: QWidget) -> None:
        """Show a part of the content first, with as much below it as there is room."""
        self._want(part, is_on_top=True)

    def height_for(self, width: int) -> int:
        """The height in pixels at which an area of this width shows all of its content."""
        content = self.widget()
        if content is None:
            return 0
        bar = self.verticalScrollBar().sizeHint().width() if self._is_bar_in_margin else 0
        frame = 2 * self.frameWidth()
        height = content.heightForWidth(width - bar - frame)
        return frame + (height if height >= 0 else content.sizeHint().height())

    def _want(self, part: QWidget, *, is_on_top: bool) -> None:
        self._wanted, self._is_wanted_on_top, self._wanted_place = part, is_on_top, None
        self._show_wanted(part)
        # By then everything has been laid out anew.
        self._later.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._put_bar_into_margin()
            self._follow_least_width()
        return super().eventFilter(watched, event)

    def _follow_least_width(self) -> None:
        # Without a horizontal bar a page narrower than its content would cut it off.
        content = self.widget()
        if content is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(content.minimumSizeHint().width() + bar)

    def _put_bar_into_margin(self) -> None:
        """Let the bar stand in the margin, so that cards end where all else on the page ends.

        Its place is kept when there is nothing to scroll: a page that grew wider and narrower with
        a bar that comes and goes could change its height by that, and so call for the bar again.
        """
        content = self.widget()
        layout = None if content is None else content.layout()
        if layout is None or self._is_bar_in_margin:
            return
        margins, bar = layout.contentsMargins(), self.verticalScrollBar().sizeHint().width()
        if margins.right() >= bar:
            self._is_bar_in_margin = True
            margins.setRight(margins.right() - bar)
            layout.setContentsMargins(margins)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # What is being pressed is in view; if it moved now, the press would miss it.
            return
        content = self.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self._show_whole(new)

    @Slot()
    def _on_later_timeout(self) -> None:
        part, content = self._wanted, self.widget()
        if part is None or content is None or not isValid(part) or not content.isAncestorOf(part):
            return
        self._show_wanted(part)
        place = (part.mapTo(content, QPoint()).y(), content.height())
        if place == self._wanted_place:
            self._wanted = None
        else:
            # What is new is laid out in steps.
            self._wanted_place = place
            self._later.start(0)

    def _show_wanted(self, part: QWidget) -> None:
        content = self.widget()
        if content is not None and self._is_wanted_on_top and content.isAncestorOf(part):
            top = part.mapTo(content, QPoint()).y()
            self.verticalScrollBar().setValue(top - _MARGIN_ABOVE)
        else:
            self._show_whole(part)

    def _show_whole(self, part: QWidget) -> None:
        content = self.widget()
        if content is None or not content.isAncestorOf(part):
            return
        self.ensureWidgetVisible(part, _MARGIN, _MARGIN)
        # Of a field for text Qt shows only the line with the cursor.
        if part.height() + 2 * _MARGIN <= self.viewport().height():
            middle = part.mapTo(content, part.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, part.height() // 2 + _MARGIN)


class _Bar(QScrollBar):
    """Shows nothing while there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def can_scroll_around(part: QWidget) -> bool:
    """True when a part stands in an area that has more to show than there is room for."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, VerticalScroll):
        around = around.parentWidget()
    return around is not None and around.verticalScrollBar().maximum() > 0


def _viewport() -> QWidget:
    """Return what Qt would make itself.

    Whoever walks up from the focus comes past it, and to name a widget that Qt has made PySide
    prepares every class of widget there is.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.NoRole)
    viewport.setAutoFillBackground(True)
    return viewport
