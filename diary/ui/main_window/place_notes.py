"""Says once what to know about the place where a diary lies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.ui.main_window.window_strip import StripAction
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow
    from diary.ui.parts import WindowParts

Note = tuple[str, str]


class PlaceNotes(QObject):
    """`begin` looks at the place of a diary in a thread, `beat` shows what is to be said."""

    def __init__(self, window: MainWindow, session: DiarySession, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._parts = parts
        self._waiting: list[Note] = []

    def begin(self) -> None:
        """A diary was opened; find out what was not said about its place yet."""
        self._waiting = []
        path, known, find = self._session.path, self._session.known, self._parts.place_notes

        def work(_progress: object) -> list[Note]:
            return [note for note in find(path) if not known.was_said(path, note[0])]

        self._window.context.tasks.run(work, lambda notes: self._take(path, notes), _forget)

    def end(self) -> None:
        """What still waits is about another diary than the one that is shown now."""
        self._waiting = []

    @Slot()
    def beat(self) -> None:
        """Say the next thing unless something else stands above the page."""
        if not self._waiting or not self._window.window_strip.isHidden():
            return
        key, text = self._waiting.pop(0)
        close = StripAction("close", _("Close"), self._window.window_strip.take_away)
        self._window.window_strip.show_message("info", text, "", [close])
        self._session.known.note_said(self._session.path, key)

    def _take(self, path: Path, notes: Sequence[Note]) -> None:
        if path == self._session.path:
            self._waiting = list(notes)
            self.beat()


def _forget(_error: Exception) -> None:
    """A place that cannot be looked at is told when the diary cannot be read."""
