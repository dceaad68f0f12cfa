"""Notices that nobody has touched the review window for ten minutes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

IDLE_S = 600.0
_LOOK_MS = 30_000
_INPUT = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove),
        *(QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress),
    }
)


class IdleWatch(QObject):
    """`became_idle` tells it once; what is typed or pointed at in the window begins anew.

    So does what is typed into a dialog over the window.

    `seconds` is a clock that only goes on.
    """

    became_idle = Signal()

    def __init__(self, window: QWidget, seconds: Callable[[], float]) -> None:
        super().__init__(window)
        self._window = window
        self._seconds = seconds
        self._used_at = seconds()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def begin(self) -> None:
        """Watch the window, which is shown by now."""
        handle = self._window.windowHandle()
        if handle is not None:
            # What reaches the window of the system is input; what its parts tell each other is not.
            handle.installEventFilter(self)
        self.note_use()

    @Slot()
    def note_use(self) -> None:
        """Somebody is there."""
        self._used_at = self._seconds()
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Tell it when it has been too long."""
        if self._seconds() - self._used_at >= IDLE_S:
            self._timer.stop()
            self.became_idle.emit()

    def end(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    @Slot(QWidget, QWidget)
    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Watch a dialog over the window too."""
        top = None if new is None else new.window()
        over = top
        while over is not None and over is not self._window:
            over = over.parentWidget()
        handle = None if top is None or over is None else top.windowHandle()
        if handle is not None and top is not self._window:
            # Qt has a filter that is installed again once only.
            handle.installEventFilter(self)
            self.note_use()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._used_at = self._seconds()
        return super().eventFilter(watched, event)
