"""The scrolling part of a page: vertical only, without a tab stop, focus always in view."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QSizePolicy, QWidget
from shiboken6 import isValid

_MARGIN = 24
# Above a part that is shown first: the gap between cards.
_MARGIN_ABOVE = 12
# What names a part: the widgets at whose upper edge its headings stand, the outermost first.
HeadingsOf = Callable[[QWidget], Sequence[QWidget]]
# After these a part may stand elsewhere.
_MOVES = {QEvent.Type.LayoutRequest, QEvent.Type.Resize}


class VerticalScroll(QScrollArea):
    """Scrolls ``content`` up and down; content is never wider than the area.

    What gets the focus comes into view, and with it as many of its headings as there is room for.
    """

    def __init__(
        self, content: QWidget, *, name: str | None = None, headings_of: HeadingsOf | None = None
    ) -> None:
        super().__init__()
        self._headings_of = headings_of
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
        bar = _Bar(Qt.Orientation.Vertical)
        # Only for what the person does: wheel, bar and keys.
        bar.actionTriggered.connect(self._on_bar_action_triggered)
        self.setVerticalScrollBar(bar)
        self.setWidget(content)
        content.installEventFilter(self)
        self._is_bar_in_margin = False
        self._put_bar_into_margin()
        self._wanted: QWidget | None = None
        self._show_wanted: Callable[[QWidget], None] = self._show_whole
        self._wanted_place: tuple[int, int, int] | None = None
        self._held: QWidget | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_later_timeout)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def bring_into_view(self, part: QWidget) -> None:
        """Show all of a part of the content, also when what is above it is just being built."""
        self._held = None
        self._want(part, self._show_whole)

    def reveal(self, part: QWidget) -> None:
        """Show what was just unfolded: from its heading on, as much as there is room for."""
        self._held = None
        self._want(part, self._show_from_heading)

    def bring_to_top(self, part: QWidget) -> None:
        """Show a part of the content first, with as much below it as there is room."""
        self._held = None
        self._want(part, self._show_on_top)

    def start_at(self, part: QWidget) -> None:
        """Show a part that is used next, from as far above it as there is room for.

        It stays in view, whatever is laid out later, until the person scrolls or goes elsewhere.
        """
        self._held = part
        self._want(part, self._show_from_start)

    def start_at_top(self) -> None:
        """Show the beginning of the content."""
        self._held = self._wanted = None
        self.verticalScrollBar().setValue(0)

    def height_for(self, width: int) -> int:
        """The height in pixels at which an area of this width shows all of its content."""
        content = self.widget()
        if content is None:
            return 0
        bar = self.verticalScrollBar().sizeHint().width() if self._is_bar_in_margin else 0
        frame = 2 * self.frameWidth()
        height = content.heightForWidth(width - bar - frame)
        return frame + (height if height >= 0 else content.sizeHint().height())

    def _want(self, part: QWidget, show: Callable[[QWidget], None]) -> None:
        self._wanted, self._show_wanted, self._wanted_place = part, show, None
        content = self.widget()
        if content is not None and content.isAncestorOf(part):
            show(part)
        # By then everything has been laid out anew.
        self._later.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._put_bar_into_margin()
            self._follow_least_width()
        if watched is self.widget() and event.type() in _MOVES:
            self._hold_on()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_on()

    def _hold_on(self) -> None:
        """Show what is held again once everything has its new place."""
        if self._held is not None and not isValid(self._held):
            self._held = None
        if self._held is not None:
            self._wanted, self._show_wanted = self._held, self._show_from_start
            self._wanted_place = None
            self._later.start(0)

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
            held = self._held
            if held is not None and not (held is new or held.isAncestorOf(new)):
                self._held = None
            self._show_whole(new)

    @Slot()
    def _on_bar_action_triggered(self) -> None:
        self._held = self._wanted = None

    @Slot()
    def _on_later_timeout(self) -> None:
        part, content = self._wanted, self.widget()
        if part is None or content is None or not isValid(part) or not content.isAncestorOf(part):
            return
        self._show_wanted(part)
        top = part.mapTo(content, QPoint()).y()
        place = (top, content.height(), self.viewport().height())
        if place == self._wanted_place:
            self._wanted = None
        else:
            # What is new is laid out in steps.
            self._wanted_place = place
            self._later.start(0)

    def _show_on_top(self, part: QWidget) -> None:
        self.verticalScrollBar().setValue(self._top_of(part) - _MARGIN_ABOVE)

    def _show_from_start(self, part: QWidget) -> None:
        least, most = self._values_for(part)
        if least <= 0:
            self.verticalScrollBar().setValue(0)
        elif most >= least:
            self.verticalScrollBar().setValue(most)
        else:
            self._show_whole(part)

    def _show_from_heading(self, part: QWidget) -> None:
        least, _most = self._values_for(part)
        heading = next(iter(self._headings(part)), part)
        bar = self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), least), self._top_of(heading) - _MARGIN_ABOVE))

    def _show_whole(self, part: QWidget) -> None:
        least, most = self._values_for(part)
        if most >= least:
            bar = self.verticalScrollBar()
            bar.setValue(max(least, min(bar.value(), most)))
        else:
            # Of a field for text that is the line with the cursor.
            self.ensureWidgetVisible(part, _MARGIN, _MARGIN)

    def _values_for(self, part: QWidget) -> tuple[int, int]:
        """The least and the most the bar can say while a part is in view with its headings.

        Headings are given up, from the outermost on, where there is no room for them; the least
        is above the most when there is none for the part alone.
        """
        least = self._top_of(part) + part.height() + _MARGIN - self.viewport().height()
        for heading in self._headings(part):
            most = self._top_of(heading) - _MARGIN_ABOVE
            if most >= least:
                return least, most
        return least, self._top_of(part) - _MARGIN

    def _headings(self, part: QWidget) -> Sequence[QWidget]:
        return () if self._headings_of is None else self._headings_of(part)

    def _top_of(self, part: QWidget) -> int:
        content = self.widget()
        return 0 if content is None else part.mapTo(content, QPoint()).y()


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
