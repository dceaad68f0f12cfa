"""Import runs: files are chosen, read in a thread, added as one change, and told in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

from diary.domain.backup import BackupReason
from diary.domain.change import Change, ChangeSet
from diary.domain.reading import ImportStatus
from diary.texts.imports import import_error_text, import_warning_text
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.dialogs.reading import ListDialog
from diary.ui.main_window.window_strip import StripAction
from diary.ui.widgets.strip import Level
from diary.words import _, plural

if TYPE_CHECKING:
    from diary.services.importing import Importing, ImportOutcome, ImportPlan
    from diary.services.ports import Progress
    from diary.ui.main_window.diary_care import Attempt, DiaryCare
    from diary.ui.main_window.window import MainWindow
    from diary.ui.tasks import Task

PATTERNS = ("*.fit", "*.tcx", "*.gpx", "*.fit.gz", "*.tcx.gz", "*.gpx.gz")


class _Read(NamedTuple):
    """What was found in the files, and the backup that was made because something will be added."""

    plan: ImportPlan
    attempt: Attempt | None


class RunImport(QObject):
    """Answers `MainWindow.import_requested`.

    `importing` builds the importer on the thread of the window; it is used in another one, so it
    must not ask the store for anything later. A backup is made before anything is added; one that
    fails is told and holds nothing up, since the import can be undone.
    """

    def __init__(
        self,
        window: MainWindow,
        context: PageContext,
        importing: Callable[[], Importing],
        care: DiaryCare,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._importing = importing
        self._care = care
        self._task: Task | None = None
        self._step = ""
        self._rows: list[tuple[str, str]] = []
        window.import_requested.connect(self.choose)
        window.import_progress.stop_requested.connect(self._on_stop_requested)
        context.undo.history_changed.connect(self._on_undo_history_changed)

    @Slot()
    def choose(self) -> None:
        """Ask for files and read them; one import at a time."""
        if self._task is not None or not self._context.journal.is_attached:
            return
        paths = self._context.prompts.choose_files(_("Import runs"), PATTERNS)
        if paths:
            self.read(paths)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and add the new runs in them."""
        self._window.current_page().settle()
        importing, back_up = self._importing(), self._care.prepared(BackupReason.IMPORT)

        def work(progress: Progress) -> _Read:
            plan = importing.look(paths, progress=progress)
            return _Read(plan, back_up() if plan.runs(ImportStatus.ADDED) else None)

        path = self._window.diary_path

        def take(read: _Read) -> None:
            self._end()
            # The runs belong to the diary that was shown when they were asked for.
            if path == self._window.diary_path:
                self._take(read)

        progress = self._window.import_progress
        progress.begin()
        self._window.put_in_order()
        self._task = self._context.tasks.run(work, take, self._fail)
        self._task.progressed.connect(progress.show_progress)

    def _take(self, read: _Read) -> None:
        from diary.services.importing import ImportOutcome  # noqa: PLC0415 - rarely needed

        plan, attempt = read.plan, read.attempt
        if attempt is not None:
            self._care.take(attempt, is_told=True)
        added = [planned.run for planned in plan.runs(ImportStatus.ADDED)]
        changes = ChangeSet(tuple(Change(None, run) for run in added))
        self._step = plural("import of {n} run", "import of {n} runs", len(added)).format(
            n=len(added)
        )
        if self._context.undo.push(self._step, changes):
            self._tell(ImportOutcome(plan, changes), attempt)

    def _fail(self, error: Exception) -> None:
        self._end()
        self._context.messages.problem(error)

    def _end(self) -> None:
        self._task = None
        self._window.import_progress.hide()

    def _tell(self, outcome: ImportOutcome, attempt: Attempt | None) -> None:
        self._rows = [
            (Path(each.path).name, import_error_text(each.error.code, Path(each.path).name))
            for each in outcome.plan.files
            if each.error is not None
        ]
        self._rows += [
            (Path(each.path).name, import_warning_text(warning.code))
            for each in outcome.plan.files
            for warning in each.warnings
            if each.error is None
        ]
        actions = []
        if outcome.added:
            actions.append(StripAction("undo_import", _("Undo import"), self._undo))
        if self._rows:
            actions.append(StripAction("see_files", _("See files"), self._show_files))
        close = StripAction("close", _("Close"), self._window.window_strip.take_away)
        text = outcome_text(outcome)
        is_useless = outcome.failed and not (outcome.added or outcome.duplicates)
        level: Level = "look" if is_useless else "info"
        error = None if attempt is None else attempt.error
        more = "" if error is None else problem_text(error)
        self._window.window_strip.show_message(level, text, more, [*actions, close])
        self._window.status.show_told(text)

    def _undo(self) -> None:
        self._window.current_page().settle()
        if self._context.undo.undo_text() == self._step:
            self._context.undo.undo()

    def _show_files(self) -> None:
        dialog = ListDialog(
            _("What to know about these files"),
            _("A file that could not be read changed nothing in your diary."),
            self._rows,
            name="import_files",
            parent=self._window,
        )
        dialog.open()

    @Slot()
    def _on_stop_requested(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _on_undo_history_changed(self) -> None:
        # Once another step is on top, "Undo import" would take back the wrong one.
        if self._step and self._context.undo.undo_text() != self._step:
            self._step = ""
            self._window.window_strip.take_away()


def outcome_text(outcome: ImportOutcome) -> str:
    """What an import did, in one line: "2 runs added, 1 already here."."""
    added = outcome.added
    parts = [plural("{n} run added", "{n} runs added", added).format(n=added)]
    for count, text in (
        (outcome.duplicates, _("{n} already here")),
        (outcome.not_runs, _("{n} not an activity")),
        (outcome.failed, _("{n} could not be read")),
        (_doubtful(outcome), _("{n} with something to know")),
    ):
        if count:
            parts.append(text.format(n=count))
    return ", ".join(parts) + "."


def _doubtful(outcome: ImportOutcome) -> int:
    """How many files were read with a warning."""
    return sum(bool(each.warnings) and each.error is None for each in outcome.plan.files)
