"""Notices what other programs write into the diary that is shown, and reads it in a thread.

Files that change are only the reason to look; SQLite's own count and the file's identity decide.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal, Slot

from diary.domain.changes_between import changes_between
from diary.domain.errors import DiaryError

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.domain.diary import Diary
    from diary.ui.context import PageContext
    from diary.ui.main_window.window import MainWindow

# A burst of writes is over when nothing was written for so long.
QUIET_MS = 300


class ForeignChanges(QObject):
    """Looks when the window asks for it and when a file of the diary changes.

    `read_beside` reads the whole diary while it is open here; it is called in a thread, and
    `about_to_read` comes just before, from the event loop: for a while two diaries are held.
    `taken` tells that other entries are shown than before, `looked` that it was looked.
    """

    about_to_read = Signal()
    taken = Signal()
    looked = Signal()

    def __init__(
        self, window: MainWindow, context: PageContext, read_beside: Callable[[Path], Diary]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._read_beside = read_beside
        self._is_reading = False
        self._files = QFileSystemWatcher(self)
        self._files.fileChanged.connect(self._on_files_changed)
        self._files.directoryChanged.connect(self._on_files_changed)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.look)
        # Not while Qt tells which window is active now: what is forgotten goes before reading.
        window.look_requested.connect(self.look, Qt.ConnectionType.QueuedConnection)

    def watch(self, path: Path) -> None:
        """Watch the files of this diary instead of those before."""
        watched = [*self._files.files(), *self._files.directories()]
        if watched:
            self._files.removePaths(watched)
        self._files.addPath(str(path.parent))
        self._watch_files(path)

    @Slot()
    def look(self) -> None:
        """Read the diary in a thread when another program has written."""
        if self._is_reading or self._context.undo.has_waiting:
            return
        try:
            is_foreign = self._context.journal.has_foreign_change()
        except DiaryError as error:
            self._context.messages.problem(error)
            return
        if is_foreign:
            self._read()
        self.looked.emit()

    def is_own_file(self) -> bool:
        """Whether the path still leads to the diary that is shown; that it does not is said."""
        try:
            self._context.journal.has_foreign_change(is_kept=True)
        except DiaryError as error:
            self._context.messages.problem(error)
            return False
        return True

    def _read(self) -> None:
        journal, path = self._context.journal, self._window.diary_path
        held, state = journal.diary, journal.state
        self._is_reading = True
        self.about_to_read.emit()

        def work(_progress: object) -> ChangeSet:
            return changes_between(held, self._read_beside(path))

        def take(changes: ChangeSet) -> None:
            self._is_reading = False
            if path != self._window.diary_path or not journal.is_attached:
                return
            # Only what differs is shown anew, so that the window goes on at once.
            if not journal.follow(changes, state):
                # Something was written here meanwhile; what was read may not hold it.
                self._read()
            elif changes:
                self.taken.emit()

        def fail(error: Exception) -> None:
            self._is_reading = False
            self._context.messages.problem(error)

        self._context.tasks.run(work, take, fail)

    def _watch_files(self, path: Path) -> None:
        watched = set(self._files.files())
        for name in (str(path), f"{path}-wal"):
            if name not in watched and Path(name).exists():
                self._files.addPath(name)

    @Slot(str)
    def _on_files_changed(self, _name: str) -> None:
        # A log that was folded in and begun anew, or a file that was replaced, is another one.
        self._watch_files(self._window.diary_path)
        self._quiet.start()
