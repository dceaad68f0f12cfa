"""Import runs: the dialog's wishes are fulfilled here, in threads, and written as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.domain.backup import BackupReason
from diary.domain.errors import ForeignChangeError
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.import_wizard.window_drop import WindowDrop
from diary.ui.main_window.import_made import (
    ImportAdded,
    ImportMade,
    chosen_pairs,
    import_made,
    newest_run,
    undone_text,
)
from diary.ui.main_window.import_step import (
    Undone,
    catch_up,
    is_still_for,
    push_import,
    undo_import,
)
from diary.words import _

if TYPE_CHECKING:
    from diary.services.import_memory import ImportMemory
    from diary.services.import_plan import ImportChoices, ImportPlan, ShoeUse
    from diary.services.importing import Importing, ImportOutcome
    from diary.services.ports import Progress
    from diary.ui.import_wizard.dialog import ImportDialog
    from diary.ui.import_wizard.table_walk import Matched
    from diary.ui.main_window.diary_care import DiaryCare
    from diary.ui.main_window.window import MainWindow
    from diary.ui.tasks import Task

_KINDS = ("fit", "tcx", "gpx", "csv", "tsv", "txt", "xml", "json")
PATTERNS = (*(f"*.{kind}" for kind in _KINDS), *(f"*.{kind}.gz" for kind in _KINDS), "*.zip")
_FOLDER = "import.folder"


class RunImport(QObject):
    """Answers `MainWindow.import_requested` and files that are dropped on the window.

    `importing` builds the importer on the thread of the window; it is used in another one, so it
    must not ask the store for anything later. `memory` has what earlier imports were told. A backup
    is made before anything is added; one that fails is told and holds nothing up, since the import
    can be undone.
    """

    def __init__(
        self,
        window: MainWindow,
        context: PageContext,
        importing: Callable[[], Importing],
        care: DiaryCare,
        memory: Callable[[], ImportMemory],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._new_importing = importing
        self._care = care
        self._memory = memory
        self._dialog: ImportDialog | None = None
        self._importing: Importing | None = None
        self._task: Task | None = None
        # Of two readings only the later one is waited for.
        self._reading = 0
        self._plan: ImportPlan | None = None
        # What was added since the dialog was opened and not taken back, the last one last.
        self._added: list[ImportAdded] = []
        # Whether the last of them is what the dialog shows: what added nothing is not among them.
        self._is_last_shown = False
        window.import_requested.connect(self.start)
        self.drop = WindowDrop(window)
        self.drop.files_dropped.connect(self._on_drop_files_dropped)

    @Slot()
    def start(self) -> None:
        """Open the first step; one import at a time."""
        self._open()

    def start_with(self, paths: Sequence[Path]) -> None:
        """Open the dialog and read these files and folders at once."""
        if self._open() is not None:
            self._read(paths)

    # ---- the dialog ----------------------------------------------------------------------------

    def _open(self) -> ImportDialog | None:
        if self._dialog is not None or not self._context.journal.is_attached:
            return None
        from diary.ui.import_wizard.dialog import ImportDialog  # noqa: PLC0415 - rarely needed

        self._window.current_page().settle()
        self._importing = self._new_importing()
        self._added, self._is_last_shown = [], False
        zone = (
            self._context.journal.diary.person.timezone or self._context.stamp().timezone or "UTC"
        )
        shoes = list(self._context.journal.diary.shoes.values())
        dialog = ImportDialog(self._context.formats(), zone, shoes, self._window)
        dialog.files_requested.connect(self._on_dialog_files_requested)
        dialog.folder_requested.connect(self._on_dialog_folder_requested)
        dialog.help_requested.connect(self._on_dialog_help_requested)
        dialog.read_requested.connect(self._read)
        dialog.match_requested.connect(self._on_dialog_match_requested)
        dialog.stop_requested.connect(self._on_dialog_stop_requested)
        dialog.add_requested.connect(self._on_dialog_add_requested)
        dialog.see_requested.connect(self._on_dialog_see_requested)
        dialog.undo_requested.connect(self._on_dialog_undo_requested)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()
        return dialog

    @Slot(object)
    def _on_drop_files_dropped(self, paths: Sequence[Path]) -> None:
        if self._context.journal.is_attached:
            self.start_with(paths)
        else:
            # Whoever listens says why no files can be read yet.
            self._window.import_requested.emit()

    @Slot()
    def _on_dialog_files_requested(self) -> None:
        paths = self._context.prompts.choose_files(_("Import runs"), PATTERNS, self._folder())
        if paths:
            self._context.ui_state.set(_FOLDER, str(paths[0].parent))
            self._read(paths)

    @Slot()
    def _on_dialog_folder_requested(self) -> None:
        folder = self._context.prompts.choose_folder(_("Import runs"), self._folder())
        if folder is not None:
            self._context.ui_state.set(_FOLDER, str(folder))
            self._read([folder])

    def _folder(self) -> Path:
        """Where files were chosen the last time."""
        kept = self._context.ui_state.get(_FOLDER, "")
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()

    @Slot()
    def _on_dialog_help_requested(self) -> None:
        self._window.commands.do("import_help")

    @Slot()
    def _on_dialog_stop_requested(self) -> None:
        self._reading += 1
        if self._task is not None:
            self._task.cancel()
        if self._dialog is not None:
            self._dialog.show_stopped()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._reading += 1
        self._dialog = self._plan = self._importing = self._task = None
        if self._added and self._context.undo.is_last(self._added[-1].written):
            last = self._added[-1]
            self._context.messages.toast(last.short, _("Undo"), partial(self._undo_last, last))

    # ---- reading -------------------------------------------------------------------------------

    @Slot(object)
    def _read(self, paths: Sequence[Path]) -> None:
        if self._importing is not None and paths:
            look, matches = self._importing.look, self._memory().matches()
            self._look(
                lambda progress: look(paths, matches=matches, progress=progress), is_matched=False
            )

    @Slot(object)
    def _on_dialog_match_requested(self, said: Matched) -> None:
        if self._importing is None or self._plan is None:
            return
        if said.is_remembered:
            self._memory().note_matches(said.matches)
        look_again, plan = self._importing.look_again, self._plan

        def work(progress: Progress) -> ImportPlan:
            return look_again(plan, said.matches, left_out=said.left_out, progress=progress)

        self._look(work, is_matched=True)

    def _look(self, work: Callable[[Progress], ImportPlan], *, is_matched: bool) -> None:
        if self._dialog is None:
            return
        self._reading += 1
        reading = self._reading
        self._dialog.wait(_("Reading files"), can_stop=True)

        memory, path = self._memory(), self._window.diary_path
        diary = self._context.journal.diary

        def found(progress: Progress) -> tuple[ImportPlan, dict[str, ShoeUse]]:
            from diary.services.import_gear import proposed_gear  # noqa: PLC0415 - rarely needed

            plan = work(progress)
            return plan, proposed_gear(plan, diary, memory.gear(path, plan.gear()))

        def done(shown: tuple[ImportPlan, dict[str, ShoeUse]]) -> None:
            plan, gear = shown
            if reading == self._reading and plan.is_whole:
                self._show_plan(plan, gear, is_matched=is_matched)

        def failed(error: Exception) -> None:
            if reading == self._reading:
                self._show_problem(error)

        self._task = self._context.tasks.run(found, done, failed)
        self._task.progressed.connect(self._dialog.working.show_progress)

    def _show_plan(
        self, plan: ImportPlan, gear: Mapping[str, ShoeUse], *, is_matched: bool
    ) -> None:
        from diary.services.import_plan import ImportChoices  # noqa: PLC0415 - rarely needed

        if self._dialog is None:
            return
        self._plan = plan
        # Who said in the second step which columns are scores wants them.
        is_said = any(file.table is not None and file.table.is_said for file in plan.files)
        choices = ImportChoices(shoe_for_gear=gear, takes_scores=is_said and is_matched)
        self._dialog.show_plan(plan, choices, is_matched=is_matched)

    def _show_problem(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(problem_text(error, self._context.formats()))

    # ---- adding --------------------------------------------------------------------------------

    @Slot()
    def _on_dialog_add_requested(self) -> None:
        if self._dialog is None or self._importing is None or self._dialog.is_working:
            return
        self._make(self._dialog, self._importing, *self._dialog.chosen())

    def _make(
        self, dialog: ImportDialog, importing: Importing, plan: ImportPlan, choices: ImportChoices
    ) -> None:
        # Looked at first: what has come meanwhile may leave nothing to make a backup for.
        catch_up(self._context)
        back_up = self._care.prepared(BackupReason.IMPORT)

        def work(_progress: Progress) -> ImportMade:
            return import_made(importing, *importing.renewed(plan, choices), back_up)

        self._reading += 1
        adding, path = self._reading, self._window.diary_path

        def take(made: ImportMade) -> None:
            # The runs belong to the diary that was shown when they were asked for.
            if adding == self._reading and path == self._window.diary_path:
                self._add(path, made)
            elif made.attempt is not None and path == self._window.diary_path:
                self._care.take(made.attempt, is_told=True)

        def failed(error: Exception) -> None:
            if adding == self._reading:
                self._show_problem(error)

        dialog.wait(_("Making a backup first"), can_stop=True)
        self._task = self._context.tasks.run(work, take, failed)

    def _add(self, path: Path, made: ImportMade) -> None:
        if self._dialog is None or self._importing is None:
            return
        outcome, attempt = made.outcome, made.attempt
        if not is_still_for(self._context, self._importing, outcome.plan):
            self._make(self._dialog, self._importing, outcome.plan, outcome.choices)
            return
        if attempt is not None:
            self._care.take(attempt, is_told=True)
        self._dialog.working.say_at_once(_("Adding what you chose"))
        try:
            is_saved = push_import(self._context, made.step, outcome.written)
        except ForeignChangeError:
            self._show_overtaken(self._dialog, self._importing, outcome)
            return
        if not is_saved:
            self._dialog.show_problem(_("Could not save. Nothing was added."))
            return
        self._memory().note_gear(path, chosen_pairs(outcome))
        self._show_added(self._dialog, made)

    def _show_added(self, dialog: ImportDialog, made: ImportMade) -> None:
        added = made.added
        self._is_last_shown = bool(added.written)
        if added.written:
            self._added.append(added)
        dialog.done_step.show_outcome(
            made.text,
            made.more,
            made.rows,
            can_undo=bool(added.written),
            can_see=made.has_runs,
        )
        dialog.show_done()
        self._window.status.show_told(made.text)

    def _show_overtaken(
        self, dialog: ImportDialog, importing: Importing, outcome: ImportOutcome
    ) -> None:
        """Nothing was added, since another program has just written: show what is new now."""
        from diary.ui.import_wizard.count_words import overtaken_text  # noqa: PLC0415 - rarely needed
        from diary.ui.import_wizard.import_counts import counts_of  # noqa: PLC0415 - rarely needed

        catch_up(self._context)

        def work(_progress: Progress) -> tuple[ImportPlan, ImportChoices]:
            return importing.renewed(outcome.plan, outcome.choices)

        self._reading += 1
        reading = self._reading

        def show(now: tuple[ImportPlan, ImportChoices]) -> None:
            if reading == self._reading:
                self._plan = now[0]
                dialog.show_plan(*now, is_matched=True)
                dialog.show_problem(overtaken_text(counts_of(*now)))

        def failed(error: Exception) -> None:
            if reading == self._reading:
                self._show_problem(error)

        dialog.wait(_("Looking at your diary again"), can_stop=True)
        self._task = self._context.tasks.run(work, show, failed)

    # ---- after it ------------------------------------------------------------------------------

    @Slot()
    def _on_dialog_see_requested(self) -> None:
        newest = newest_run(self._added[-1].written) if self._added else None
        if self._dialog is not None:
            self._dialog.accept()
        self._window.show_page("runs", newest)

    @Slot()
    def _on_dialog_undo_requested(self) -> None:
        if self._dialog is None or not self._added:
            return
        added = self._added[-1]
        self._dialog.working.say_at_once(_("Undoing the import"))
        undone = self._undo(added)
        self._dialog.working.hide()
        before = self._added[-2].step if self._added[1:] else ""
        text = undone_text(undone, added.step, before)
        if undone is Undone.NOT_SAVED:
            self._dialog.show_problem(text)
            return
        self._added.pop()
        # What was read beside runs that are gone by now says the wrong thing about them.
        can_add_again = self._is_last_shown and undone is not Undone.NOTHING
        self._is_last_shown = False
        more = _("Undo {what}").format(what=before) if before else ""
        self._dialog.show_undone(text, more, can_add_again=can_add_again)
        self._window.status.show_told(text)

    def _undo(self, added: ImportAdded) -> Undone:
        self._window.current_page().settle()
        return undo_import(self._context, added.written)

    def _undo_last(self, added: ImportAdded) -> None:
        """Undo of the toast: nothing else was done since."""
        if self._context.undo.is_last(added.written):
            undone = self._undo(added)
            if undone is not Undone.WHOLE:
                self._context.messages.tell(undone_text(undone, added.step, ""))
