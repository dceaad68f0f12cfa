"""The folder that is looked into for new runs: what was chosen, and that it was chosen.

Nothing of it belongs to the diary.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from diary.services.watched_folder import WatchedFolder


class Watching(QObject):
    """`changed` tells that something was chosen; nothing can be while nobody has joined."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._watched: WatchedFolder | None = None

    def join(self, watched: WatchedFolder | None) -> None:
        """From now on it is about this folder of this diary; None = the example is shown."""
        self._watched = watched
        self.changed.emit()

    @property
    def is_possible(self) -> bool:
        """False until a diary is open, and for the example: nothing is remembered about that."""
        return self._watched is not None

    @property
    def folder(self) -> Path | None:
        """The folder; None = none was chosen."""
        return None if self._watched is None else self._watched.folder

    @property
    def adds_unasked(self) -> bool:
        """True when what is found is added without a question."""
        return self._watched is not None and self._watched.adds_unasked

    def choose(self, folder: Path | None, *, adds_unasked: bool) -> None:
        """Look into another folder, or into none."""
        if self._watched is not None:
            self._watched.choose(folder, adds_unasked=adds_unasked)
            self.changed.emit()
