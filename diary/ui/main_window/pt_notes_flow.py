"""Takes in what a PT gives back: asks for the file, reads it in a thread, shows what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.ui.main_window.pt_export import HANDED_OVER
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.knee_notes import ReadNotes
    from diary.services.ports import Progress
    from diary.ui.context import PageContext
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow
    from diary.ui.visits.news_dialog import NewsDialog

_PATTERNS = ("*.kneenotes",)
_MOST_PROBLEMS = 5


class PtNotesFlow(QObject):
    """Answers File > Take in notes from my PT."""

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._dialog: NewsDialog | None = None
        session.path_changed.connect(self._close)

    @Slot()
    def start(self) -> None:
        """Ask for a file and show what is in it."""
        context = self._context
        if not context.journal.is_attached:
            context.messages.tell(_("The diary is not open."))
            return
        self._window.current_page().settle()
        chosen = context.prompts.choose_files(_("Take in notes from my PT"), _PATTERNS)
        if chosen:
            self._read(chosen[0])

    def _read(self, path: Path) -> None:
        read = self._context.visits.parts.read_notes
        diary_path = self._window.diary_path

        def work(_progress: Progress) -> ReadNotes:
            return read(path)

        def done(found: ReadNotes) -> None:
            # It is about the diary that was shown when the file was chosen.
            if self._window.diary_path == diary_path:
                self._show(path, found)

        self._context.tasks.run(work, done, self._context.messages.problem)

    def _show(self, path: Path, found: ReadNotes) -> None:
        from diary.ui.visits.news_dialog import NewsDialog  # noqa: PLC0415 - rarely needed

        self._close()
        if found.notes is None:
            self._show_refused(path, found)
            return
        state, sha256 = self._context.ui_state, found.notes.about.sha256
        known = [sha256] if state.hashed(sha256) in state.get(HANDED_OVER, [""]) else []
        dialog = NewsDialog(self._context, found, known, self._window)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _show_refused(self, path: Path, found: ReadNotes) -> None:
        from diary.texts.exchange import notes_problem_text  # noqa: PLC0415 - rarely needed
        from diary.ui.dialogs.reading import ListDialog  # noqa: PLC0415 - as above

        text = _("“{name}” could not be taken in. Nothing was changed. Ask for it once more.")
        rows = [("", notes_problem_text(each)) for each in found.problems[:_MOST_PROBLEMS]]
        title = _("Notes from my PT")
        ListDialog(
            title, text.format(name=path.name), rows, name="news.refused", parent=self._window
        ).open()

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self.sender() is self._dialog:
            self._dialog = None
