"""A short message at the foot of the window with one way back; it goes by itself."""

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QWidget

from diary.ui.icons import show_icon
from diary.ui.theme import em, is_motion_reduced
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import icon_button, push_button
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _

SHOWN_MS = 8000
SLIDE_MS = 120
_MARGIN = 16
_FOOT = 2
_WIDEST_EM = 40


class Toast(QFrame):
    """One message over the foot of ``window``; it stays 8 s and while hovered or focused.

    A new message takes the place of the old one. The text is announced. ``action_requested`` is
    emitted when the person takes the action; the same action should also be in a menu.
    """

    action_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self.setProperty("toast", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._is_hovered = False
        self._text = flowing_label("")
        self._action = push_button("", name="toast.action")
        self._action.clicked.connect(self._on_action_clicked)
        self._close = icon_button("close", _("Close message"), name="toast.close")
        self._close.setProperty("kind", "quiet")
        show_icon(self._close, "close", "text2")
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        # As low as its button allows: the line above that at the foot is still to be read.
        self._row.setContentsMargins(16, 4, 4, 4)
        self._row.setSpacing(8)
        row = SideLayout(self._row, least_width=120)
        self._row.setStretchFactor(row, 1)
        row.addWidget(self._text)
        row.addWidget(self._action)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SHOWN_MS)
        self.timer.timeout.connect(self._on_timer_timeout)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)
        self.hide()

    def show_message(self, text: str, action_label: str = "") -> None:
        """Show and announce ``text``, with a button if ``action_label`` is not empty."""
        self._text.setText(text)
        self._action.setText(action_label)
        self._action.setAccessibleName(action_label)
        self._action.setHidden(not action_label)
        self.setAccessibleName(text)
        # Never under the pointer by being shown in the corner first.
        self._place()
        # Shown before its last place: a button knows its size only once the style sheet reached it.
        self.show()
        self.raise_()
        self._place()
        self._slide_in()
        # A pointer that only happened to rest here is not one that was moved to the message.
        self._is_hovered = False
        self.timer.start()
        announce(self, text)

    def text(self) -> str:
        """Return the message shown last."""
        return self._text.text()

    def action_button(self) -> QPushButton:
        """Return the button of the action."""
        return self._action

    @Slot()
    def dismiss(self) -> None:
        """Take the message away."""
        self.timer.stop()
        self._slide.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._slide.stop()
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hold()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._is_hovered = False
        self._wait_again()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.HoverMove:
            self._hold()
        return super().event(event)

    def _hold(self) -> None:
        self._is_hovered = True
        self.timer.stop()

    def _place(self) -> None:
        self._row.invalidate()
        room = self._window.width() - 2 * _MARGIN
        width = min(room, _WIDEST_EM * em(), self.sizeHint().width())
        width = max(width, min(room, self.minimumSizeHint().width()))
        height = self.heightForWidth(width)
        left = (self._window.width() - width) // 2
        # Over the line at the foot: what stands above it may be what is wanted next.
        top = self._window.height() - height - _FOOT
        self.setGeometry(left, top, width, height)

    def _slide_in(self) -> None:
        self._slide.stop()
        if is_motion_reduced():
            return
        self._slide.setStartValue(self.pos() + QPoint(0, _MARGIN))
        self._slide.setEndValue(self.pos())
        self._slide.start()

    def _wait_again(self) -> None:
        if self.isVisible() and not self._is_held():
            self.timer.start()

    def _is_held(self) -> bool:
        focused = QApplication.focusWidget()
        return self._is_hovered or (focused is not None and self.isAncestorOf(focused))

    @Slot()
    def _on_timer_timeout(self) -> None:
        if not self._is_held():
            self.dismiss()

    @Slot()
    def _on_action_clicked(self) -> None:
        self.dismiss()
        self.action_requested.emit()

    def _on_app_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self.timer.stop()
        elif old is not None and self.isAncestorOf(old):
            self._wait_again()
