"""Deleting a diary: asked once, backed up first, then moved aside; another diary opens.

Nothing is destroyed: it is taken back with one button, and later from the list of diaries.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.domain.backup import BackupReason
from diary.domain.errors import DiaryBusyError
from diary.services.diary_files import ENDING, has_backups, is_taken
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.ui.main_window.leaving import Leaving
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
    """Answers Preferences > Data and backup > Delete diary; an example is not deleted so."""

    def __init__(
        self,
        window: MainWindow,
        session: DiarySession,
        parts: WindowParts,
        care: DiaryCare,
        is_example: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context: PageContext = window.context
        self._session = session
        self._parts = parts
        self._care = care
        self._is_example = is_example
        # The diary that goes as soon as it is closed, since the one that follows is open.
        self._going: Path | None = None
        leaving = session.findChild(Leaving)
        assert isinstance(leaving, Leaving)  # noqa: S101 - every session has one
        self._leaving = leaving
        self._leaving.left.connect(self._on_leaving_left)

    @Slot()
    def ask(self) -> None:
        """Ask whether the diary that is shown is to go."""
        if not self._context.journal.is_attached:
            self._context.messages.tell(_("The diary is not open."))
            return
        if self._is_example():
            text = _("Nothing was deleted. The example goes by itself when Kneelog is closed.")
            self._context.messages.tell(text)
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
        if attempt.path != self._session.next_path:
            self._tell_kept(attempt.path)
            return
        if attempt.outcome is None:
            self._context.messages.tell(_("Nothing was deleted, since no backup could be made."))
            return
        following = self._next()
        # Only this very switch leads to the end; one that is made later, by whomever, does not.
        switch = self._session.open if following.exists() else self._session.create
        switch(following, partial(self._go_on, attempt.path))

    def _go_on(self, going: Path, is_next_open: bool) -> None:
        if not is_next_open:
            self._tell_kept(going)
        elif self._leaving.is_under_way(going):
            self._going = going
        else:
            self._take_away(going)

    def _next(self) -> Path:
        """The diary that opens instead: the one shown before, else a new one."""
        before = self._session.known.before(self._session.path)
        if before is not None:
            return before
        folder = self._session.diaries_folder
        names = (_FIRST_NAME, *(f"{_FIRST_NAME} {number}" for number in range(2, _MOST_NAMES)))
        paths = (folder / f"{name}{ENDING}" for name in names)
        # A name with backups would mix those of two diaries.
        return next(path for path in paths if not (is_taken(path) or has_backups(path)))

    @Slot()
    def _on_leaving_left(self) -> None:
        going = self._going
        if going is not None and not self._leaving.is_under_way(going):
            self._going = None
            self._take_away(going)

    def _take_away(self, going: Path) -> None:
        """Move the diary; it is closed and its last backup is made."""
        if self._session.next_path == going:
            # The person has gone back to it.
            self._tell_kept(going)
            return
        # Where it lies when it is reached by a link, which is not known any more afterwards.
        real = going.resolve()
        self._context.tasks.run(
            lambda _progress: self._put_away(going),
            lambda kept: self._tell(going, real, kept),
            self._context.messages.problem,
        )

    def _put_away(self, path: Path) -> Path:
        if not self._parts.locks.take(path):
            raise DiaryBusyError(str(path), "open in another window")
        try:
            return self._parts.put_away(path)
        finally:
            self._parts.locks.give_back(path)

    def _tell_kept(self, path: Path) -> None:
        """No other diary opened, or one that the person asked for meanwhile: everything stays."""
        text = _("“{name}” was not deleted. You can ask for it again.")
        self._context.messages.tell(text.format(name=path.stem))

    # ---- afterwards ----------------------------------------------------------------------------

    def _tell(self, path: Path, real: Path, kept: Path) -> None:
        strip = self._window.window_strip
        title = _("“{name}” is deleted.").format(name=path.stem)
        text = _("Its file lies in “{folder}”. Its backups stay, too.").format(folder=kept.parent)
        actions = [
            StripAction(
                "bring_back", _("Bring it back"), lambda: self._bring_back(kept, real, path)
            ),
            StripAction("close", _("Close"), strip.take_away),
        ]
        strip.show_message("info", title, text, actions)
        self._window.status.show_told(title)

    @Slot(object)
    def bring_back(self, kept: Path) -> None:
        """Give a diary of the folder of deleted ones its place again and open it."""
        path = kept.parent.parent / kept.name
        self._bring_back(kept, path, path)

    def _bring_back(self, kept: Path, real: Path, path: Path) -> None:
        self._window.window_strip.take_away()
        self._context.tasks.run(
            lambda _progress: self._parts.bring_back(kept, real, path),
            lambda _nothing: self._session.open(path),
            self._context.messages.problem,
        )
