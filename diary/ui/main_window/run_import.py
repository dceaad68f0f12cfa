"""Import runs: the dialog's wishes are fulfilled here, in threads, and written as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

from diary.domain.backup import BackupReason
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.import_wizard.window_drop import WindowDrop
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.services.import_memory import ImportMemory
    from diary.services.import_plan import ImportChoices, ImportPlan
    from diary.services.importing import Importing, ImportOutcome
    from diary.services.ports import Progress
    from diary.ui.import_wizard.dialog import ImportDialog
    from diary.ui.import_wizard.table_walk import Matched
    from diary.ui.main_window.diary_care import Attempt, DiaryCare
    from diary.ui.main_window.window import MainWindow
    from diary.ui.tasks import Task

_KINDS = ("fit", "tcx", "gpx", "csv", "tsv", "txt", "xml", "json")
PATTERNS = (*(f"*.{kind}" for kind in _KINDS), *(f"*.{kind}.gz" for kind in _KINDS), "*.zip")
_FOLDER = "import.folder"


class _Made(NamedTuple):
    """What is to be written, and the backup that was made before it."""

    changes: ChangeSet
    attempt: Attempt | None


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
        self._outcome: ImportOutcome | None = None
        self._step = ""
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
        self._outcome, self._step = None, ""
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
        if self._outcome is not None and self._step == self._context.undo.undo_text():
            from diary.ui.import_wizard import count_words  # noqa: PLC0415 - rarely needed

            text = count_words.short_text(count_words.counts_done(self._outcome))
            self._context.messages.toast(text, _("Undo"), self._undo_step)

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

        def done(plan: ImportPlan) -> None:
            if reading == self._reading and plan.is_whole:
                self._show_plan(plan, is_matched=is_matched)

        def failed(error: Exception) -> None:
            if reading == self._reading:
                self._show_problem(error)

        self._task = self._context.tasks.run(work, done, failed)
        self._task.progressed.connect(self._dialog.working.show_progress)

    def _show_plan(self, plan: ImportPlan, *, is_matched: bool) -> None:
        from diary.services.import_gear import proposed_gear  # noqa: PLC0415 - rarely needed
        from diary.services.import_plan import ImportChoices  # noqa: PLC0415 - rarely needed

        if self._dialog is None:
            return
        self._plan = plan
        known = self._memory().gear(self._window.diary_path, plan.gear())
        gear = proposed_gear(plan, self._context.journal.diary, known)
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
        plan, choices = self._dialog.chosen()
        back_up, importing = self._care.prepared(BackupReason.IMPORT), self._importing

        def work(_progress: Progress) -> _Made:
            changes = importing.changes(plan, choices)
            return _Made(changes, back_up() if changes else None)

        self._dialog.wait(_("Making a backup first"), can_stop=False)
        take = partial(self._add, self._window.diary_path, plan, choices)
        self._task = self._context.tasks.run(work, take, self._show_problem)

    def _add(self, path: Path, plan: ImportPlan, choices: ImportChoices, made: _Made) -> None:
        from diary.services.importing import ImportOutcome  # noqa: PLC0415 - rarely needed
        from diary.ui.import_wizard import count_words  # noqa: PLC0415 - rarely needed

        # The runs belong to the diary that was shown when they were asked for.
        if self._dialog is None or path != self._window.diary_path:
            return
        if made.attempt is not None:
            self._care.take(made.attempt, is_told=True)
        outcome = ImportOutcome(plan, made.changes, choices)
        step = count_words.step_text(count_words.counts_done(outcome))
        if made.changes and not self._context.undo.push(step, made.changes):
            self._dialog.show_problem(_("Could not save. Nothing was added."))
            return
        self._outcome, self._step = outcome, step
        self._memory().note_gear(path, chosen_pairs(outcome))
        self._tell(outcome, made.attempt)

    def _tell(self, outcome: ImportOutcome, attempt: Attempt | None) -> None:
        from diary.services.import_plan import taken_runs  # noqa: PLC0415 - rarely needed
        from diary.ui.import_wizard import outcome_words  # noqa: PLC0415 - rarely needed

        if self._dialog is None:
            return
        is_added = bool(taken_runs(outcome.plan, outcome.choices))
        error = None if attempt is None else attempt.error
        self._dialog.done_step.show_outcome(
            outcome_words.outcome_text(outcome),
            outcome_words.more_text(outcome, "" if error is None else problem_text(error)),
            outcome_words.file_rows(outcome),
            can_undo=bool(outcome.written),
            can_see=is_added,
        )
        self._dialog.show_done()
        self._window.status.show_told(outcome_words.outcome_text(outcome))

    # ---- after it ------------------------------------------------------------------------------

    @Slot()
    def _on_dialog_see_requested(self) -> None:
        written = None if self._outcome is None else self._outcome.written
        if self._dialog is not None:
            self._dialog.accept()
        self._window.show_page("runs", None if written is None else _newest(written))

    @Slot()
    def _on_dialog_undo_requested(self) -> None:
        if self._undo() and self._dialog is not None:
            self._outcome = None
            text = _("The import was undone. Your diary is as it was before.")
            self._dialog.show_undone(text)
            self._window.status.show_told(text)

    def _undo(self) -> bool:
        """Take the import back; what was changed by hand since stays."""
        if self._outcome is None:
            return False
        if self._context.undo.undo_text() == self._step:
            self._undo_step()
            return True
        from diary.services.import_changes import undo_of  # noqa: PLC0415 - rarely needed

        back = undo_of(self._outcome.written, self._context.journal.diary)
        return not back or self._context.undo.push(_("undo of the import"), back)

    def _undo_step(self) -> None:
        self._window.current_page().settle()
        if self._context.undo.undo_text() == self._step:
            self._context.undo.undo()


def _newest(written: ChangeSet) -> str | None:
    """The id of the latest run that was added."""
    from diary.domain.run import Run, start_order  # noqa: PLC0415 - rarely needed

    runs = [each.after for each in written.changes if isinstance(each.after, Run)]
    return max(runs, key=start_order).id if runs else None


def chosen_pairs(outcome: ImportOutcome) -> dict[str, str | None]:
    """The pair that each name of the files was taken for, as it is in the diary now."""
    from diary.domain.shoe import Shoe  # noqa: PLC0415 - rarely needed

    made = [each.after for each in outcome.written.changes]
    new = {each.name: each.id for each in made if isinstance(each, Shoe)}
    uses = outcome.choices.shoe_for_gear.items()
    return {
        name: new.get(use.new_name, use.shoe_id)
        for name, use in uses
        if not use.new_name or use.new_name in new
    }
