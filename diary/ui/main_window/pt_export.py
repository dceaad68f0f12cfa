"""Export for my PT: asks what, makes it in a thread, says it is saved once it was read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.domain.hand_over import Part
from diary.domain.period import ONE_DAY
from diary.domain.report_choice import PersonShown
from diary.words import _

if TYPE_CHECKING:
    from diary.services.export_for_pt import ExportMade, ExportWish
    from diary.services.ports import Progress
    from diary.ui.context import PageContext
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow
    from diary.ui.tasks import Task
    from diary.ui.visit_wishes import ReportWish
    from diary.ui.visits.export_dialog import ExportDecision, ExportDialog

# By which files that left a diary are known again, newest last: marks that no other diary has.
HANDED_OVER = "visits.handed_over"
_MOST_KEPT = 50


class PtExport(QObject):
    """Answers File > Export for my PT."""

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._dialog: ExportDialog | None = None
        self._task: Task | None = None
        self._folder: Path | None = None
        session.path_changed.connect(self._on_session_path_changed)

    @Slot()
    def start(self) -> None:
        """Ask what is to be handed over."""
        from diary.ui.visits.export_dialog import ExportDialog  # noqa: PLC0415 - rarely needed
        from diary.ui.visits.places import documents  # noqa: PLC0415 - as above

        context = self._context
        if not context.journal.is_attached:
            context.messages.tell(_("The diary is not open."))
            return
        self._window.current_page().settle()
        self._close()
        folder = self._folder or documents()
        dialog = ExportDialog(
            self._wish(), context.journal.diary, context.today(), folder, self._window
        )
        dialog.wish_changed.connect(self._on_dialog_wish_changed)
        dialog.look_through_requested.connect(self._on_dialog_look_through_requested)
        dialog.folder_requested.connect(self._on_dialog_folder_requested)
        dialog.stop_requested.connect(self._on_dialog_stop_requested)
        dialog.decided.connect(self._on_dialog_decided)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        self._refresh()
        dialog.open()

    def _wish(self) -> ReportWish:
        return self._context.visits.wish(self._context.ui_state)

    def _refresh(self) -> None:
        if self._dialog is not None:
            context = self._context
            self._dialog.show_wish(
                self._wish(), context.journal.diary, context.today(), context.formats()
            )

    def _close(self) -> None:
        if self._dialog is not None:
            if self._task is not None:
                self._task.cancel()
            self._dialog.end()
            self._dialog.close()

    # ---- what is chosen ------------------------------------------------------------------------

    @Slot(object)
    def _on_dialog_wish_changed(self, wish: ReportWish) -> None:
        self._context.visits.choose(wish, self._context.ui_state)
        self._refresh()

    @Slot()
    def _on_dialog_look_through_requested(self) -> None:
        from diary.domain.report_choice import leaving_notes  # noqa: PLC0415 - rarely needed
        from diary.ui.visits.notes_dialog import NotesDialog  # noqa: PLC0415 - as above

        context, wish = self._context, self._wish()
        diary = context.journal.diary
        notes = leaving_notes(diary, wish.days(diary, context.today()))
        dialog = NotesDialog(notes, wish.left_out_notes, context.formats(), self._dialog)
        dialog.left_out_given.connect(self._on_notes_left_out_given)
        dialog.open()

    @Slot(object)
    def _on_notes_left_out_given(self, keys: frozenset[str]) -> None:
        self._on_dialog_wish_changed(replace(self._wish(), left_out_notes=keys))

    @Slot()
    def _on_dialog_folder_requested(self) -> None:
        from diary.ui.visits.places import documents  # noqa: PLC0415 - rarely needed

        suggested = self._folder or documents()
        folder = self._context.prompts.choose_folder(_("Save to"), suggested)
        if folder is not None and self._dialog is not None:
            self._folder = folder
            self._dialog.set_folder(folder)

    # ---- making it -----------------------------------------------------------------------------

    @Slot(object)
    def _on_dialog_decided(self, decision: ExportDecision) -> None:
        from diary.ui.visits.naming import when_name_may_leave  # noqa: PLC0415 - rarely needed

        if self._dialog is not None:
            person = self._context.journal.diary.person
            shown = self._wish().person
            when_name_may_leave(self._dialog, person, shown, lambda: self._make(decision))

    def _make(self, decision: ExportDecision) -> None:
        dialog, wish = self._dialog, self._export_wish(decision)
        if dialog is None:
            return
        export = self._context.visits.parts.export

        def work(progress: Progress) -> ExportMade | None:
            return export.save(wish, progress)

        def done(made: ExportMade | None) -> None:
            self._task = None
            if self._dialog is dialog:
                dialog.end()
            if made is None:
                self._context.messages.tell(_("Nothing was exported."))
                return
            self._tell(made)
            if self._dialog is dialog:
                dialog.accept()

        def failed(error: Exception) -> None:
            from diary.texts.visit_page import unsaved_text  # noqa: PLC0415 - rarely needed

            self._task = None
            if self._dialog is dialog:
                dialog.end(unsaved_text(error, self._context.formats()))

        dialog.begin()
        self._task = self._context.tasks.run(work, done, failed)
        self._task.progressed.connect(dialog.show_progress)

    def _export_wish(self, decision: ExportDecision) -> ExportWish:
        from diary.services.export_for_pt import ExportWish  # noqa: PLC0415 - rarely needed
        from diary.services.visit_reports import AskedReport  # noqa: PLC0415 - as above

        context = self._context
        diary, today = context.journal.diary, context.today()
        choice = self._wish().choice(diary, today)
        is_present = choice.span.end - ONE_DAY == today
        findings = context.reminders.findings if is_present else None
        without = set(decision.without)
        for part, is_kept in (
            (Part.NOTES, choice.has_notes),
            (Part.PAINKILLERS, choice.has_painkiller_names),
            (Part.TIMES, choice.has_start_times),
            (Part.NAME, choice.person is PersonShown.NAME),
        ):
            if not is_kept:
                without.add(part)
        return ExportWish(
            AskedReport(diary, choice, today, context.formats(), findings),
            decision.forms,
            frozenset(without),
            decision.folder,
            context.stamp().recorded_at.replace(microsecond=0),
            decision.passphrase,
            has_days_before=self._wish().has_days_before,
        )

    def _tell(self, made: ExportMade) -> None:
        from diary.ui.visits.export_words import saved_text  # noqa: PLC0415 - rarely needed
        from diary.ui.visits.places import show_in_folder  # noqa: PLC0415 - as above

        state, folder = self._context.ui_state, made.paths[0].parent
        if made.sha256:
            mark = state.hashed(made.sha256)
            known = [each for each in state.get(HANDED_OVER, [""]) if each != mark]
            state.set(HANDED_OVER, [*known, mark][-_MOST_KEPT:])
        text = saved_text([path.name for path in made.paths])
        self._context.messages.toast(text, _("Show in folder"), lambda: show_in_folder(folder))
        self._context.visits.handed_on.emit()

    # ---- the end -------------------------------------------------------------------------------

    @Slot()
    def _on_dialog_stop_requested(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None and self.sender() is self._dialog:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot()
    def _on_session_path_changed(self) -> None:
        self._close()
        self._context.visits.forget()
