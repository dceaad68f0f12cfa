"""A backup before many entries are changed at once; the change follows when it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from diary.domain.backup import BackupReason
from diary.ui.context import PageContext
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.main_window.diary_care import Attempt, DiaryCare
    from diary.ui.main_window.window import MainWindow


class BulkBackup:
    """Joins the pages of a window to the care of its backups."""

    def __init__(self, window: MainWindow, context: PageContext, care: DiaryCare) -> None:
        self._window = window
        self._context = context
        self._care = care
        context.backup_first.join(self.make)

    def make(self, then: Callable[[], None]) -> None:
        """Make a backup in a thread, then call `then`, unless another diary is shown by then.

        A backup that cannot be made is told, and does not keep the change from being made: it can
        be undone.
        """
        path = self._window.diary_path
        if not self._context.journal.is_attached:
            then()
            return
        back_up = self._care.prepared(BackupReason.BULK_EDIT)

        def take(attempt: Attempt) -> None:
            self._care.take(attempt)
            go_on()

        def fail(error: Exception) -> None:
            self._context.messages.problem(error)
            go_on()

        def go_on() -> None:
            if path == self._window.diary_path:
                then()

        self._context.messages.tell(_("Making a backup first"))
        self._context.tasks.run(lambda _progress: back_up(), take, fail)
