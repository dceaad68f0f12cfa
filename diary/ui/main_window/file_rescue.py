"""Puts what is on screen into another file when its own cannot be written or is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.domain.change import apply
from diary.services.diary_files import ENDING, save_as_new
from diary.ui.dialogs.restore_words import free_path, saved_name
from diary.ui.main_window.damage_offer import with_ending
from diary.ui.main_window.once_opened import once_opened
from diary.ui.main_window.save_guard import SaveGuard
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.context import PageContext
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow


class FileRescue(QObject):
    """Answers what the window's `SaveGuard` offers."""

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._session = session
        guard = window.findChild(SaveGuard)
        assert isinstance(guard, SaveGuard)  # noqa: S101 - every window has one
        self._guard = guard
        guard.new_file_requested.connect(self._on_guard_new_file_requested)
        guard.copy_requested.connect(self._on_guard_copy_requested)

    @Slot()
    def _on_guard_new_file_requested(self) -> None:
        """Go on in a new file; the change that waits is written there."""
        path = self._chosen(_("Save to a new file"))
        if path is None:
            return

        text = _("Everything is saved. The diary goes on in “{name}”.").format(name=path.stem)
        once_opened(self._session, path, lambda: self._context.messages.toast(text))
        self._session.go_on_in(path)

    @Slot()
    def _on_guard_copy_requested(self) -> None:
        """Save a copy with the changes that wait; the diary stays where it is."""
        path = self._chosen(_("Save a copy"))
        if path is None:
            return
        diary, create = self._context.journal.diary, self._session.create_store
        for change_set in self._context.undo.waiting():
            diary = apply(diary, change_set)

        def done(saved: Path) -> None:
            self._guard.note_copied(saved.stem)

        self._context.tasks.run(
            lambda _progress: save_as_new(diary, path, create),
            done,
            self._context.messages.problem,
        )

    def _chosen(self, title: str) -> Path | None:
        # What stands in a field and was not written yet goes along.
        self._window.current_page().settle()
        name = saved_name(self._session.path.stem, self._context.today(), self._context.formats())
        folder = self._session.diaries_folder
        path = self._context.prompts.choose_save_path(title, free_path(folder, name, ENDING))
        return None if path is None else with_ending(path)
