"""Builds the window from the parts the composition root hands in, and runs the event loop.

The window is painted first; the diary is then opened in a thread. What was typed meanwhile is
written when it is there.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from diary.domain.diary import Diary
from diary.paths import PROGRAM
from diary.services.ports import DiaryStore, IdSource, Progress
from diary.ui.context import PageContext
from diary.ui.event_bridge import EventBridge
from diary.ui.main_window.look import WindowLook
from diary.ui.main_window.run_import import RunImport
from diary.ui.main_window.window import MainWindow
from diary.ui.messages import Messages
from diary.ui.prompts import WindowPrompts
from diary.ui.tasks import TaskRunner
from diary.ui.ui_state import UiState
from diary.ui.undo import UndoHistory

if TYPE_CHECKING:
    from diary.charts.picture import ChartPainter
    from diary.services.entries import Stamp
    from diary.services.events import EventBus
    from diary.services.importing import Importing
    from diary.services.journal import Journal
    from diary.services.reminders import Reminders
    from diary.texts.numbers import Formats


@dataclass(frozen=True, slots=True)
class OpenedDiary:
    """A store and everything in it, read in one go."""

    store: DiaryStore
    diary: Diary


@dataclass(slots=True)
class WindowParts:
    """Everything the window needs from below.

    `journal` may already hold the few days around today and is not attached. `open_diary` opens
    and reads the file; it is called in a thread and may raise a `DiaryFileError`. `importing`
    builds the importer on first use. `load_painter` is called in a thread when all else is done.
    """

    journal: Journal
    bus: EventBus
    reminders: Reminders
    diary_path: Path
    config_folder: Path
    formats: Callable[[], Formats]
    today: Callable[[], date]
    stamp: Callable[[], Stamp]
    new_id: IdSource
    open_diary: Callable[[], OpenedDiary]
    importing: Callable[[], Importing]
    load_painter: Callable[[], ChartPainter]


def application() -> QApplication:
    """Return the one application object, made on the first call."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    app = QApplication(sys.argv[:1])
    app.setApplicationName(PROGRAM)
    app.setApplicationDisplayName("Kneelog")
    app.setDesktopFileName(PROGRAM)
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
    )


def build_window(parts: WindowParts) -> MainWindow:
    """Dress the application and build the window on Today; nothing is read from the disk."""
    application()
    context = build_context(parts)
    WindowLook(context.ui_state).apply()
    window = MainWindow(context, parts.diary_path)
    RunImport(window, context, parts.importing)
    DiaryOpening(window, parts)
    return window


class DiaryOpening(QObject):
    """Opens the diary behind the painted window, and again when the person asks for it."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        window.reopen_requested.connect(self.start)

    @Slot()
    def start(self) -> None:
        """Open the diary in a thread."""
        # Collecting while thousands of entries are made stops the window for a tenth of a second.
        gc.disable()
        self._window.context.tasks.run(self._opened, self._take, self._fail)

    def _opened(self, _progress: Progress) -> OpenedDiary:
        return self._parts.open_diary()

    def _take(self, opened: OpenedDiary) -> None:
        gc.enable()
        journal = self._parts.journal
        journal.replace_diary(opened.diary)
        try:
            refused = journal.attach(opened.store)
        except Exception as error:  # noqa: BLE001 - the window tells the person, nothing is lost
            opened.store.close()
            self._window.storage_failed(error)
            return
        self._window.diary_ready()
        self._load_charts()
        for stale in refused:
            self._window.context.messages.problem(stale)

    def _load_charts(self) -> None:
        charts = self._window.context.charts
        if charts.painter is None:
            gc.disable()
            self._window.context.tasks.run(self._painter, self._take_painter, self._fail_painter)

    def _painter(self, _progress: Progress) -> ChartPainter:
        return self._parts.load_painter()

    def _take_painter(self, painter: ChartPainter) -> None:
        gc.enable()
        self._window.context.charts.take(painter)

    def _fail_painter(self, error: Exception) -> None:
        gc.enable()
        self._window.context.messages.problem(error)

    def _fail(self, error: Exception) -> None:
        gc.enable()
        self._window.storage_failed(error)


def show_window(parts: WindowParts) -> MainWindow:
    """Show the window; the diary is opened behind it as soon as the event loop runs."""
    window = build_window(parts)
    window.show()
    opening = window.findChild(DiaryOpening)
    if isinstance(opening, DiaryOpening):
        # A turn of the event loop later the first picture is on the screen.
        QTimer.singleShot(0, opening.start)
    return window


def run(parts: WindowParts) -> int:
    """Show the window and return the exit status of the event loop."""
    app = application()
    window = show_window(parts)
    try:
        return app.exec()
    finally:
        gc.enable()
        window.context.tasks.close()
        parts.journal.detach()
