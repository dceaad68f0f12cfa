"""Builds the window from the parts the composition root hands in, and runs the event loop.

The window is painted first; the diary is then opened in a thread. What was typed meanwhile is
written when it is there.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from diary.paths import PROGRAM
from diary.ui.asked_to_end import asked_to_end
from diary.ui.background import Background, TrayChoices
from diary.ui.context import PageContext
from diary.ui.drafts import FILE_NAME, Drafts
from diary.ui.event_bridge import EventBridge
from diary.ui.look import WindowLook
from diary.ui.main_window.window import MainWindow
from diary.ui.messages import Messages
from diary.ui.no_screen import no_screen_told
from diary.ui.parts import WindowParts
from diary.ui.prompts import WindowPrompts
from diary.ui.tasks import TaskRunner
from diary.ui.ui_state import UiState
from diary.ui.undo import UndoHistory
from diary.ui.visit_wishes import Visits

UNSEEN_MS = 1000
# All icons in each of their states; Qt's own ten thousand fill up with those of former sizes and
# themes over hours.
_PIXMAPS_KB = 2048


def application() -> QApplication:
    """Return the one application object, made on the first call."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    with no_screen_told():
        app = QApplication(sys.argv[:1])
    app.setApplicationName(PROGRAM)
    app.setApplicationDisplayName("Kneelog")
    app.setDesktopFileName(PROGRAM)
    QPixmapCache.setCacheLimit(_PIXMAPS_KB)
    return app


def build_context(parts: WindowParts) -> PageContext:
    """Join the parts a page works with."""
    messages = Messages(parts.formats)
    return PageContext(
        journal=parts.journal,
        bridge=EventBridge(parts.bus, parts.journal, parts.reminders),
        undo=UndoHistory(parts.journal, messages),
        messages=messages,
        prompts=WindowPrompts(QApplication.activeWindow),
        tasks=TaskRunner(),
        reminders=parts.reminders,
        formats=parts.formats,
        today=parts.today,
        stamp=parts.stamp,
        new_id=parts.new_id,
        ui_state=UiState.in_folder(parts.config_folder),
        background=Background(parts.config_folder, parts.start_at_login),
        drafts=Drafts(parts.config_folder / FILE_NAME),
        visits=Visits(parts.visit_parts),
    )


class _Begin(QObject):
    """Builds what nobody sees on the first picture, once that is painted."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._is_begun = False
        window.installEventFilter(self)
        window.context.unread.changed.connect(self._on_unread_changed)
        # A window that starts where nobody sees it may never be painted.
        QTimer.singleShot(UNSEEN_MS, self.begin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # A timer would do as well, but might come before what is inside the window is painted.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return super().eventFilter(watched, event)

    def customEvent(self, _event: QEvent) -> None:
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Open the diary behind the painted window."""
        if self._is_begun:
            return
        self._is_begun = True
        from diary.ui.main_window.later_parts import LaterParts  # noqa: PLC0415 - see above

        LaterParts(self._window, self._parts).begin()

    @Slot()
    def _on_unread_changed(self) -> None:
        """Show the window that says why the diary could not be read; it may be the only place."""
        if self._window.isHidden():
            self._window.showMinimized()


def show_window(parts: WindowParts) -> MainWindow:
    """Show the window; the diary is opened behind it as soon as the event loop runs."""
    application()
    context = build_context(parts)
    look = WindowLook(context.ui_state)
    look.begin()
    look.apply()
    window = MainWindow(context, parts.diary_path)
    _Begin(window, parts)
    if not parts.is_in_tray:
        window.show()
    elif not (context.background.has_tray and TrayChoices(context.ui_state).shows_entry()):
        # It is there without being in the way.
        window.showMinimized()
    return window


def run(parts: WindowParts) -> int:
    """Show the window and return the exit status of the event loop.

    The diary is closed and backed up when the window has gone from the screen.
    """
    app = application()
    window = show_window(parts)
    # Asked once more, it still closes in order: a terminal that hangs up asks twice.
    with asked_to_end(window.end):
        try:
            status = app.exec()
            # What hides the window is on its way to the screen before anything takes time.
            app.sync()
            return status
        finally:
            _finish(window, parts)
            gc.enable()


def _finish(window: MainWindow, parts: WindowParts) -> None:
    from diary.ui.main_window.later_parts import LaterParts  # noqa: PLC0415 - as above

    later = window.findChild(LaterParts)
    if isinstance(later, LaterParts):
        later.finish()
    else:
        window.context.tasks.close()
        parts.journal.detach()
