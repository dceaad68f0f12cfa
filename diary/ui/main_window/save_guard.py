"""Tells what is on disk and what is not, and holds the end back while something would be lost.

Every message says what happened, what is safe and what to do, and leads to its part of the help.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.change import ChangeSet
from diary.domain.errors import (
    DiaryBusyError,
    DiaryError,
    DiaryReplacedError,
    DiaryUnwritableError,
    FileFault,
)
from diary.domain.period import local
from diary.services.journal import Journal
from diary.ui.context import PageContext
from diary.ui.main_window.status_line import StatusLine
from diary.ui.main_window.window_help import (
    COULD_NOT_SAVE,
    MOVED,
    help_section,
    show_files_help,
)
from diary.ui.main_window.window_strip import StripAction, WindowStrip
from diary.words import _, mark

_REASONS = {
    FileFault.NO_SPACE: mark("The disk is full."),
    FileFault.NO_RIGHTS: mark("You may not write the file or its folder."),
    FileFault.READ_ONLY: mark("The disk can only be read."),
    FileFault.DISK_GONE: mark("The disk or folder does not answer."),
}


class SaveGuard(QObject):
    """Watches the writes of one window.

    `close_requested` asks to close it now, `reopen_requested` to open the diary again,
    `new_file_requested` to go on in a new file, `copy_requested` to save everything elsewhere.
    """

    close_requested = Signal()
    reopen_requested = Signal()
    new_file_requested = Signal()
    copy_requested = Signal()

    def __init__(
        self, context: PageContext, strip: WindowStrip, status: StatusLine, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._strip = strip
        self._status = status
        self._window = parent
        self._is_closing = False
        self._may_lose = False
        self._copied: tuple[ChangeSet, ...] = ()
        self._error: Exception | None = None
        context.bridge.entries_saved.connect(self._on_bridge_entries_saved)
        context.undo.write_failed.connect(self._on_undo_write_failed)
        context.undo.write_recovered.connect(self._on_undo_write_recovered)
        context.messages.problem_told.connect(self.show_problem)
        context.messages.fault_told.connect(self._on_messages_fault_told)

    def diary_ready(self) -> None:
        """The diary is open; close now if that was asked for while it was opened."""
        self._strip.take_away()
        self._status.show_ready()
        if self._is_closing:
            self.close_requested.emit()

    def storage_failed(self, error: Exception) -> None:
        """Say that the diary could not be opened, and offer to try again."""
        from diary.texts.problems import problem_text  # noqa: PLC0415 - seldom needed

        actions = [StripAction("retry", _("Try again"), self.reopen_requested.emit)]
        journal = self._context.journal
        if journal.has_unsaved or not journal.has_saved_unread:
            self._status.show_unsaved()
        title = _("The diary could not be opened.")
        actions += self._quit_actions() + self._help_actions(help_section(error))
        text = f"{problem_text(error)} {saved_unread_text(journal)}".rstrip()
        self._strip.show_message("act", title, text, actions)

    def may_close(self) -> bool:
        """True when nothing would be lost; else the reason is shown."""
        waiting = self._context.undo.waiting()
        if self._may_lose:
            return True
        if waiting and waiting == self._copied:
            return True
        self._is_closing = True
        if not waiting and not self._context.journal.has_unsaved:
            # What another program wrote is read by whoever opens the diary next.
            return not self._is_file_gone(self._context.journal.has_foreign_change)
        self._show_held(_("It is kept in this window. The window closes once it is saved."))
        return False

    def hold_back(self) -> None:
        """Say that nothing else is done while a change is not saved."""
        self._show_held(_("It is kept in this window. Save it first."))

    def note_copied(self, name: str) -> None:
        """Everything on screen is in a copy now, what could not be written too."""
        self._copied = self._context.undo.waiting()
        text = _("A copy with everything, your last change too, is in “{name}”.").format(name=name)
        if self._copied:
            self._show_unsaved(_("The diary itself is not saved yet."), text)
            if self._is_closing:
                self.close_requested.emit()
        else:
            self._context.messages.tell(text)

    @Slot(str)
    def show_problem(self, text: str) -> None:
        """Show what went wrong until it is closed; an unsaved change is more important."""
        self._show(text, "")

    # ---- what is offered -----------------------------------------------------------------------

    def _show_held(self, text: str) -> None:
        actions = self._save_actions() if self._context.undo.has_waiting else []
        actions += self._quit_actions() + self._help_actions(help_section(self._error))
        self._strip.show_message("act", _("Your last change is not saved yet."), text, actions)

    def _show(self, text: str, section: str) -> None:
        if self._context.undo.has_waiting:
            kept = _("Your last change is kept in this window.")
            self._show_unsaved(_("Could not save."), f"{kept} {text}")
        else:
            close = StripAction("close", _("Close"), self._strip.take_away)
            title, dot, rest = text.partition(". ")
            actions = [close, *self._help_actions(section)]
            self._strip.show_message("look", f"{title}{dot}".rstrip(), rest, actions)

    def _show_unsaved(self, title: str, text: str) -> None:
        section = help_section(self._error) or COULD_NOT_SAVE
        actions = [*self._save_actions(), *self._help_actions(section)]
        self._strip.show_message("act", title, text, actions)

    def _show_gone(self) -> None:
        # What was saved is in no file that could be opened again.
        self._status.show_unsaved()
        text = _("Save everything to a new file; the window goes on in it.")
        if self._context.undo.has_waiting:
            text = f"{_('Your last change is kept in this window.')} {text}"
        title = _("The diary file was moved, replaced or deleted.")
        actions = [*self._save_actions(), *self._quit_actions(), *self._help_actions(MOVED)]
        self._strip.show_message("act", title, text, actions)

    def _save_actions(self) -> list[StripAction]:
        """The ways to have everything on a disk, the one that helps most first."""
        retry = StripAction("retry", _("Try again"), self._retry)
        if isinstance(self._error, DiaryReplacedError):
            elsewhere = StripAction(
                "save_new", _("Save to a new file…"), self.new_file_requested.emit
            )
            return [elsewhere, retry]
        return [retry, StripAction("save_copy", _("Save a copy…"), self.copy_requested.emit)]

    def _quit_actions(self) -> list[StripAction]:
        """The way out while the window was asked to close."""
        if not self._is_closing:
            return []
        return [StripAction("quit", _("Quit without saving"), self._quit_anyway)]

    def _help_actions(self, section: str) -> list[StripAction]:
        if not section:
            return []
        return [
            StripAction(
                "what_is_this",
                _("What is this?"),
                lambda: show_files_help(self._window, section),
            )
        ]

    def _quit_anyway(self) -> None:
        self._may_lose = True
        self.close_requested.emit()

    def _retry(self) -> None:
        if self._context.undo.has_waiting:
            self._context.undo.retry()
        elif not self._is_file_gone(self._context.journal.reload_if_foreign):
            self._error, self._is_closing = None, False
            self._strip.take_away()
            self._status.show_ready()

    def _is_file_gone(self, look: Callable[[], bool]) -> bool:
        """True, and said, when the open file has no name any more and would end with the window."""
        try:
            look()
        except DiaryReplacedError as error:
            self._error = error
            self._show_gone()
            return True
        except DiaryError:
            # A file that cannot be read now holds all that was saved in it.
            return False
        return False

    # ---- what others tell ----------------------------------------------------------------------

    @Slot(object)
    def _on_bridge_entries_saved(self, _change_set: object) -> None:
        stamp = self._context.stamp()
        self._status.show_saved(local(stamp.recorded_at, stamp.timezone).time())

    @Slot(object)
    def _on_undo_write_failed(self, error: object) -> None:
        self._error = error if isinstance(error, Exception) else None
        self._status.show_unsaved()
        if isinstance(error, DiaryReplacedError):
            self._show_gone()
        else:
            kept = _("Your last change is kept in this window.")
            self._show_unsaved(_("Could not save."), f"{kept} {_reason(error)}".rstrip())

    @Slot()
    def _on_undo_write_recovered(self) -> None:
        self._error, self._copied = None, ()
        self._strip.take_away()
        if self._is_closing:
            self.close_requested.emit()

    @Slot(str, object)
    def _on_messages_fault_told(self, text: str, error: object) -> None:
        if isinstance(error, DiaryReplacedError):
            self._error = error
            self._show_gone()
        else:
            self._show(text, help_section(error))


def saved_unread_text(journal: Journal) -> str:
    """Where the entries are that were saved before the rest could not be read; empty without."""
    if journal.has_unsaved or not journal.has_saved_unread:
        return ""
    return _("What you entered just now is saved in the file.")


def _reason(error: object) -> str:
    """Why it could not be written, in a few words; empty when the system does not say."""
    if isinstance(error, DiaryUnwritableError) and error.fault in _REASONS:
        return _(_REASONS[error.fault])
    if isinstance(error, DiaryBusyError):
        return _("Another program holds the file.")
    return ""
