"""Recently deleted: what lies in the bin comes back as a step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.domain.bin import DeletedEntry
from diary.domain.errors import DiaryError
from diary.texts.deleted import (
    deleted_names,
    deleted_title,
    deleted_when,
    left_out_text,
    restored_text,
)
from diary.texts.problems import problem_text
from diary.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diary.ui.context import PageContext
    from diary.ui.dialogs.recently_deleted import DeletedRow, RecentlyDeletedDialog
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow


class BinFlow(QObject):
    """Answers File > Recently deleted."""

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._dialog: RecentlyDeletedDialog | None = None
        self._entries: Sequence[DeletedEntry] = ()
        self._step = ""
        # Another diary has another bin.
        session.path_changed.connect(self._close)

    @Slot()
    def start(self) -> None:
        """Show what lies in the bin."""
        from diary.ui.dialogs.recently_deleted import (  # noqa: PLC0415 - rarely needed
            RecentlyDeletedDialog,
        )

        if not self._context.journal.is_attached:
            self._context.messages.tell(_("The diary is not open."))
            return
        # What stands in a field is saved first: restoring never overwrites it.
        self._window.current_page().settle()
        self._close()
        dialog = RecentlyDeletedDialog(self._window)
        dialog.restore_requested.connect(self._on_dialog_restore_requested)
        dialog.undo_requested.connect(self._on_dialog_undo_requested)
        dialog.emptied.connect(self._on_dialog_emptied)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        self._fill()
        dialog.open()

    def _fill(self) -> None:
        if self._dialog is None:
            return
        try:
            self._entries = self._context.journal.deleted()
        except DiaryError as error:
            self._entries = ()
            self._tell_problem(error)
        self._dialog.show_rows([self._row(entry) for entry in self._entries])

    def _row(self, entry: DeletedEntry) -> DeletedRow:
        from diary.ui.dialogs.recently_deleted import DeletedRow  # noqa: PLC0415 - as above

        stamp, formats = self._context.stamp(), self._context.formats()
        parts = (
            deleted_names(entry, formats),
            deleted_when(entry, stamp.recorded_at, stamp.timezone, formats),
            left_out_text(entry, formats),
        )
        detail = "\n".join(part for part in parts if part)
        return DeletedRow(deleted_title(entry, formats), detail, bool(entry.restore))

    def _tell_problem(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.tell(problem_text(error, self._context.formats()), level="look")

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    @Slot(int)
    def _on_dialog_restore_requested(self, row: int) -> None:
        if self._dialog is None:
            return
        entry, formats = self._entries[row], self._context.formats()
        title = deleted_title(entry, formats)
        step = _("restore of {title}").format(title=title)
        if self._context.undo.push(step, entry.restore):
            self._step = step
            self._fill()
            self._dialog.tell(restored_text(entry, formats), can_undo=True)
        else:
            # Why not stands in the strip of the window.
            self._dialog.close()

    @Slot()
    def _on_dialog_undo_requested(self) -> None:
        # A newer step may lie above this one; the menu takes steps back in order.
        if self._step and self._context.undo.undo_text() == self._step:
            self._context.undo.undo()
        self._fill()

    @Slot()
    def _on_dialog_emptied(self) -> None:
        if self._dialog is None:
            return
        try:
            self._context.journal.empty_bin()
        except DiaryError as error:
            self._tell_problem(error)
            return
        self._fill()
        self._dialog.tell(_("The bin is empty."))

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self.sender() is self._dialog:
            self._dialog = None
