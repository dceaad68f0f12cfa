"""Deleting a diary: asked once, backed up first, then moved aside; another diary opens.

Nothing is destroyed, and until the message is closed it is taken back with one button.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.domain.backup import BackupReason
from diary.domain.errors import DiaryBusyError
from diary.services.diary_files import ENDING, is_taken
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.main_window.leaving import Leaving
from diary.ui.main_window.once_opened import once_opened
from diary.ui.main_window.window_strip import StripAction
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.context import PageContext
    from diary.ui.main_window.diary_care import Attempt, DiaryCare
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow
    from diary.ui.parts import WindowParts

_FIRST_NAME = "My knees"
_MOST_NAMES = 1000


class DiaryDeletion(QObject):
    """Answers Preferences > Data and backup > Delete diary."""

    def __init__(
        self, window: MainWindow, session: DiarySession, parts: WindowParts, care: DiaryCare
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context: PageContext = window.context
        self._session = session
        self._parts = parts
        self._care = care
        # The diary that goes as soon as another one is open; None = none was agreed to.
        self._going: Path | None = None
        leaving = session.findChild(Leaving)
        assert isinstance(leaving, Leaving)  # noqa: S101 - every session has one
        self._leaving = leaving
        self._leaving.left.connect(self._on_leaving_left)
        session.found_elsewhere.connect(self._forget)
        self._context.messages.fault_told.connect(self._forget)

    @Slot()
    def ask(self) -> None:
        """Ask whether the diary that is shown is to go."""
        if not self._context.journal.is_attached:
            self._context.messages.tell(_("The diary is not open."))
            return
        name = self._session.path.stem
        question = ConfirmDialog(
            _("Delete “{name}”?").format(name=name),
            _(
                "A last backup is made and checked first. Then another diary opens, and the file "
                "of this one moves to the folder “deleted” beside it. Nothing is destroyed: the "
                "file and the backups stay until you delete them yourself, so that you can bring "
                "the diary back."
            ),
            _("Delete diary"),
            _("Keep diary"),
            name="delete_diary.confirm",
            parent=self._window,
        )
        question.accepted.connect(self._on_question_accepted)
        question.open()

    # ---- step by step --------------------------------------------------------------------------

    @Slot()
    def _on_question_accepted(self) -> None:
        self._window.current_page().settle()
        make = self._care.prepared(BackupReason.BY_HAND)
        self._context.messages.tell(_("Making a backup"))
        self._context.tasks.run(
            lambda _progress: make(), self._take_backup, self._context.messages.problem
        )

    def _take_backup(self, attempt: Attempt) -> None:
        self._care.take(attempt)
        if attempt.outcome is None or attempt.path != self._session.path:
            self._context.messages.tell(_("Nothing was deleted, since no backup could be made."))
            return
        going, following = attempt.path, self._next()
        self._going = going
        once_opened(self._session, following, self._go_on)
        if following.exists():
            self._session.open(following)
        else:
            self._session.create(following)

    def _next(self) -> Path:
        """The diary that opens instead: the one shown before, else a new one."""
        before = self._session.known.before(self._session.path)
        if before is not None:
            return before
        folder = self._session.diaries_folder
        names = (_FIRST_NAME, *(f"{_FIRST_NAME} {number}" for number in range(2, _MOST_NAMES)))
        # A name with backups would mix those of two diaries.
        return next(
            folder / f"{name}{ENDING}"
            for name in names
            if not is_taken(folder / f"{name}{ENDING}") and not (folder / "backups" / name).exists()
        )

    @Slot()
    def _on_leaving_left(self) -> None:
        if self._going is not None and self._session.path != self._going:
            self._go_on()

    def _go_on(self) -> None:
        """Move the diary once it is closed and its last backup is made."""
        going = self._going
        if going is None or self._leaving.is_under_way(going):
            return
        self._going = None
        self._context.tasks.run(
            lambda _progress: self._put_away(going),
            lambda kept: self._tell(going, kept),
            self._context.messages.problem,
        )

    def _put_away(self, path: Path) -> Path:
        if not self._parts.locks.take(path):
            raise DiaryBusyError(str(path), "open in another window")
        try:
            return self._parts.put_away(path)
        finally:
            self._parts.locks.give_back(path)

    @Slot()
    def _forget(self) -> None:
        """The other diary could not be opened: everything stays."""
        self._going = None

    # ---- afterwards ----------------------------------------------------------------------------

    def _tell(self, path: Path, kept: Path) -> None:
        strip = self._window.window_strip
        title = _("“{name}” is deleted.").format(name=path.stem)
        text = _("Its file lies in “{folder}”. Its backups stay, too.").format(folder=kept.parent)
        actions = [
            StripAction("bring_back", _("Bring it back"), lambda: self._bring_back(path, kept)),
            StripAction("close", _("Close"), strip.take_away),
        ]
        strip.show_message("info", title, text, actions)
        self._window.status.show_told(title)

    def _bring_back(self, path: Path, kept: Path) -> None:
        self._window.window_strip.take_away()
        self._context.tasks.run(
            lambda _progress: self._parts.bring_back(kept, path),
            lambda _nothing: self._session.open(path),
            self._context.messages.problem,
        )
