"""Tells what is on disk and what is not, and holds the end back while something would be lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from diary.domain.period import local
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.main_window.status_line import StatusLine
from diary.ui.main_window.window_strip import StripAction, WindowStrip
from diary.words import _


class SaveGuard(QObject):
    """Watches the writes of one window.

    `close_requested` asks to close it now, `reopen_requested` to open the diary again.
    """

    close_requested = Signal()
    reopen_requested = Signal()

    def __init__(
        self, context: PageContext, strip: WindowStrip, status: StatusLine, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._strip = strip
        self._status = status
        self._is_closing = False
        self._may_lose = False
        context.bridge.entries_saved.connect(self._on_bridge_entries_saved)
        context.undo.write_failed.connect(self._on_undo_write_failed)
        context.undo.write_recovered.connect(self._on_undo_write_recovered)
        context.messages.problem_told.connect(self.show_problem)

    def diary_ready(self) -> None:
        """The diary is open; close now if that was asked for while it was opened."""
        self._strip.take_away()
        self._status.show_ready()
        if self._is_closing:
            self.close_requested.emit()

    def storage_failed(self, error: Exception) -> None:
        """Say that the diary could not be opened, and offer to try again."""
        actions = [StripAction("retry", _("Try again"), self.reopen_requested.emit)]
        if self._is_closing:
            actions.append(self._quit_action())
        self._status.show_unsaved()
        title = _("The diary could not be opened.")
        self._strip.show_message("act", title, problem_text(error), actions)

    def may_close(self) -> bool:
        """True when nothing would be lost; else the reason is shown."""
        is_unsaved = self._context.undo.has_waiting or self._context.journal.has_unsaved
        if not is_unsaved or self._may_lose:
            return True
        self._is_closing = True
        actions = [self._quit_action()]
        if self._context.undo.has_waiting:
            actions.insert(0, StripAction("retry", _("Try again"), self._retry))
        self._strip.show_message(
            "act",
            _("Your last change is not saved yet."),
            _("It is still on screen. The window closes once it is saved."),
            actions,
        )
        return False

    @Slot(str)
    def show_problem(self, text: str) -> None:
        """Show what went wrong until it is closed; an unsaved change is more important."""
        if not self._context.undo.has_waiting:
            close = StripAction("close", _("Close"), self._strip.take_away)
            self._strip.show_message("look", text, "", [close])

    def _quit_action(self) -> StripAction:
        return StripAction("quit", _("Quit without saving"), self._quit_anyway)

    def _quit_anyway(self) -> None:
        self._may_lose = True
        self.close_requested.emit()

    def _retry(self) -> None:
        self._context.undo.retry()

    @Slot(object)
    def _on_bridge_entries_saved(self, _change_set: object) -> None:
        stamp = self._context.stamp()
        self._status.show_saved(local(stamp.recorded_at, stamp.timezone).time())

    @Slot(object)
    def _on_undo_write_failed(self, _error: object) -> None:
        self._status.show_unsaved()
        self._strip.show_message(
            "act",
            _("Could not save."),
            _("Your last change is still on screen."),
            [StripAction("retry", _("Try again"), self._retry)],
        )

    @Slot()
    def _on_undo_write_recovered(self) -> None:
        self._strip.take_away()
        if self._is_closing:
            self.close_requested.emit()
