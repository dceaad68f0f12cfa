"""New runs of the watched folder are added without a question, because the person chose that.

Only what is new and sound is added; what needs a look, or a table whose columns nobody has said,
waits to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diary.domain.backup import BackupReason
from diary.domain.change import ChangeSet
from diary.domain.errors import ForeignChangeError
from diary.services.import_gear import proposed_gear
from diary.services.import_plan import (
    NO_SHOE,
    ImportChoices,
    ImportPlan,
    PlannedRun,
    PlannedState,
    ShoeUse,
    taken_runs,
)
from diary.ui.main_window.import_made import undone_text
from diary.ui.main_window.import_step import (
    Undone,
    catch_up,
    is_still_for,
    push_import,
    undo_import,
)
from diary.ui.main_window.window_strip import StripAction
from diary.words import _, plural

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.services.import_memory import ImportMemory
    from diary.services.importing import Importing
    from diary.ui.context import PageContext
    from diary.ui.main_window.diary_care import Attempt, DiaryCare
    from diary.ui.main_window.window import MainWindow


class _Made(NamedTuple):
    """What is to be written for a plan, and the backup that was made before it."""

    plan: ImportPlan
    choices: ImportChoices
    changes: ChangeSet
    attempt: Attempt | None


class UnaskedImport:
    """Adds what a plan has that needs no question, after a backup, and tells it in the strip."""

    def __init__(
        self,
        window: MainWindow,
        context: PageContext,
        care: DiaryCare,
        look_at: Callable[[Sequence[Path]], None],
        memory: Callable[[], ImportMemory],
    ) -> None:
        self._window = window
        self._context = context
        self._care = care
        self._look_at = look_at
        self._memory = memory

    def add(
        self, plan: ImportPlan, importing: Importing, folder: Path, done: Callable[[], None]
    ) -> None:
        """Add the runs of a plan that was made of files in `folder`; `done` once it is over.

        When they could not be written `done` is not called.
        """
        remembered = self._memory().gear(self._window.diary_path, plan.gear())
        choices = choices_unasked(plan, self._context.journal.diary, remembered)
        self._make(plan, choices, importing, folder, done)

    def _make(
        self,
        plan: ImportPlan,
        choices: ImportChoices,
        importing: Importing,
        folder: Path,
        done: Callable[[], None],
    ) -> None:
        # Looked at first: what has come meanwhile may leave nothing to make a backup for.
        catch_up(self._context)
        back_up, path = self._care.prepared(BackupReason.IMPORT), self._window.diary_path

        def work(_progress: object) -> _Made:
            now, held = importing.renewed(plan, choices)
            changes = importing.changes(now, held)
            return _Made(now, held, changes, back_up() if changes else None)

        def take(made: _Made) -> None:
            if path != self._window.diary_path:
                return
            if made.attempt is not None:
                self._care.take(made.attempt)
            if not is_still_for(self._context, importing, made.plan):
                self._make(made.plan, made.choices, importing, folder, done)
            elif self._is_written(made, folder):
                done()

        self._context.tasks.run(work, take, self._context.messages.problem)

    def _is_written(self, made: _Made, folder: Path) -> bool:
        """Write it; False when that was not possible."""
        plan, choices, changes = made.plan, made.choices, made.changes
        count = len(taken_runs(plan, choices))
        step = plural("import of {n} run", "import of {n} runs", count).format(n=count)
        try:
            is_saved = push_import(self._context, step, changes)
        except ForeignChangeError:
            # Another program was faster by a hair; the next look finds the files again.
            return False
        if not is_saved:
            # What waits for room on the disk comes in later.
            return self._context.undo.has_waiting
        left = _left(plan, choices)
        if changes or left:
            self._tell(count, step, changes, folder, left)
        return True

    def _tell(
        self, count: int, step: str, changes: ChangeSet, folder: Path, left: Sequence[Path]
    ) -> None:
        strip = self._window.window_strip
        name = folder.name or str(folder)
        added = plural("{n} run added from “{folder}”.", "{n} runs added from “{folder}”.", count)
        title = added.format(n=count, folder=name)
        if not count:
            title = _("Runs in “{folder}” need a look.").format(folder=name)
        actions = []
        if left:
            actions.append(StripAction("look_at_left", _("Look at the rest"), self._looks(left)))
        if changes:
            undo = partial(self._undo, step, changes)
            actions.append(StripAction("undo_import", _("Undo import"), undo))
        actions.append(StripAction("close", _("Close"), strip.take_away))
        strip.show_message("info", title, actions=actions)
        self._window.status.show_told(title)

    def _looks(self, paths: Sequence[Path]) -> Callable[[], None]:
        def look() -> None:
            self._window.window_strip.take_away()
            self._look_at(paths)

        return look

    def _undo(self, step: str, changes: ChangeSet) -> None:
        self._window.window_strip.take_away()
        self._window.current_page().settle()
        if self._context.undo.is_last(changes):
            undone = undo_import(self._context, changes)
            if undone is not Undone.WHOLE:
                self._context.messages.tell(undone_text(undone, step, ""))
        else:
            self._context.messages.tell(_("Something was changed since. Use Edit > Undo."))


def choices_unasked(
    plan: ImportPlan, diary: Diary, remembered: Mapping[str, ShoeUse] | None = None
) -> ImportChoices:
    """Take what is new and sound, with pairs that are here; nothing of a table that was guessed.

    `remembered` are the pairs that were chosen for names of the sources before.
    """
    gear = proposed_gear(plan, diary, remembered)
    known = {name: use if use.shoe_id else NO_SHOE for name, use in gear.items()}
    guessed = (
        planned
        for file in plan.files
        if file.table is not None and file.table.guessed
        for planned in file.runs
    )
    taken = {planned.run.id: False for planned in guessed}
    return ImportChoices(shoe_for_gear=known, taken=taken)


def _left(plan: ImportPlan, choices: ImportChoices) -> list[Path]:
    """The files that hold something that waits to be looked at."""

    def waits(planned: PlannedRun) -> bool:
        is_known = planned.state in (PlannedState.HERE, PlannedState.DELETED)
        return not is_known and not choices.is_taken(planned)

    files = (file for file in plan.files if any(waits(planned) for planned in file.runs))
    return list(dict.fromkeys(Path(file.path) for file in files))
