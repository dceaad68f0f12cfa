"""Closes a diary that is shown no more: fold its log in, back it up, let other windows have it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diary.domain.backup import BackupReason
from diary.domain.errors import DiaryError
from diary.logs import LOG, describe

if TYPE_CHECKING:
    from diary.services.ports import DiaryStore
    from diary.ui.parts import WindowParts
    from diary.ui.tasks import TaskRunner


class Leaving(QObject):
    """`left` tells that a diary that was closed in a thread can be opened again."""

    left = Signal()

    def __init__(self, parts: WindowParts, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tasks = tasks
        self._under_way: set[Path] = set()

    def is_under_way(self, path: Path) -> bool:
        """True while a diary is being closed."""
        return path in self._under_way

    def begin(self, path: Path, store: DiaryStore | None, *, needs_backup: bool) -> None:
        """Close a diary in a thread."""
        self._under_way.add(path)

        def ended(_nothing: object) -> None:
            self._under_way.discard(path)
            self.left.emit()

        self._tasks.run(
            lambda _progress: self.close_down(path, store, needs_backup=needs_backup), ended, ended
        )

    def close_down(self, path: Path, store: DiaryStore | None, *, needs_backup: bool) -> None:
        """Close a diary and wait for it; each step is done whatever became of the one before."""
        try:
            if store is not None:
                store.close()
            if needs_backup:
                self._parts.backups(path).make(BackupReason.CLOSE)
        except (DiaryError, OSError) as error:
            # The next start finds that the newest backup is not the diary, and says so.
            LOG.warning("no backup on closing: %s", describe(error))
        finally:
            self._parts.locks.give_back(path)
