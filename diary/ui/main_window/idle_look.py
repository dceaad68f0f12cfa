"""Looks the diary over while the person does nothing: some time after the start and once a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWindow

    from diary.domain.file_problem import Problem
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow
    from diary.ui.parts import WindowParts

AFTER_START = timedelta(seconds=60)
AGAIN_AFTER = timedelta(hours=24)
IDLE_MS = 5_000
_INPUT = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove),
        *(QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate),
        *(QEvent.Type.TabletPress, QEvent.Type.TabletMove),
    }
)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found: what is wrong, and whether the newest backup holds the same entries."""

    problems: Sequence[Problem]
    is_backed_up: bool


class IdleLook(QObject):
    """`begin` starts the time anew for a diary; `beat` is called twice a minute.

    `problems_found` carries what is wrong in the file, `difference_found` tells that the newest
    backup does not hold what the diary holds.
    """

    problems_found = Signal(object)
    difference_found = Signal()

    def __init__(self, window: MainWindow, session: DiarySession, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._parts = parts
        self._due_at: datetime | None = None
        self._is_looking = False
        self.idle_timer = QTimer(self)
        self.idle_timer.setSingleShot(True)
        self.idle_timer.setInterval(IDLE_MS)
        self.idle_timer.timeout.connect(self._on_idle_timeout)

    def begin(self) -> None:
        """A diary was opened; it is looked over some time from now."""
        self._due_at = self._now() + AFTER_START

    @property
    def is_waiting(self) -> bool:
        """True while a look is due and the person is busy."""
        return self.idle_timer.isActive()

    @Slot()
    def beat(self) -> None:
        """Wait for a quiet moment when a look is due."""
        if self._due_at is None or self._is_looking or self._now() < self._due_at:
            return
        if not self.is_waiting:
            # Only now, since every event of the window passes here; one that was never shown has
            # none.
            if handle := self._handle():
                handle.installEventFilter(self)
            self.idle_timer.start()

    @Slot()
    def look_now(self) -> None:
        """Look without waiting for a quiet moment."""
        if not self._is_looking and self._window.context.journal.is_attached:
            self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.idle_timer.start()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_idle_timeout(self) -> None:
        if QApplication.activeModalWidget() is not None or self._window.context.tasks.is_busy:
            self.idle_timer.start()
            return
        if handle := self._handle():
            handle.removeEventFilter(self)
        self.look_now()

    def _handle(self) -> QWindow | None:
        """What the system knows the window by; a program that began in the tray has none yet."""
        handle: QWindow | None = self._window.windowHandle()
        return handle

    def _look(self) -> None:
        path, shelf = self._session.path, self._session.backups().shelf
        check = self._parts.check_open
        self._is_looking = True

        def work(_progress: object) -> _Looked:
            problems = check(path)
            return _Looked(problems, is_backed_up=bool(problems) or shelf.is_current())

        self._window.context.tasks.run(work, lambda found: self._take(path, found), self._fail)

    def _take(self, path: Path, found: _Looked) -> None:
        self._end()
        if path != self._session.path:
            return
        if found.problems:
            self.problems_found.emit(found.problems)
        if not found.is_backed_up:
            self.difference_found.emit()

    def _fail(self, _error: Exception) -> None:
        """A file that cannot be read at all is told by the next look for other programs."""
        self._end()

    def _now(self) -> datetime:
        return self._window.context.stamp().recorded_at

    def _end(self) -> None:
        self._is_looking = False
        self._due_at = self._now() + AGAIN_AFTER
