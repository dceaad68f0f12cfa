"""New runs of the watched folder are added without a question, because the person chose that.

Only what is new and sound is added; what needs a look, or a table whose columns nobody has said,
waits to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diary.domain.backup import BackupReason
from diary.domain.change import ChangeSet
from diary.services.import_gear import proposed_gear
from diary.services.import_plan import (
    NO_SHOE,
    ImportChoices,
    ImportPlan,
    PlannedRun,
    PlannedState,
    taken_runs,
)
from diary.ui.main_window.window_strip import StripAction
from diary.words import _, plural

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.services.importing import Importing
    from diary.ui.context import PageContext
    from diary.ui.main_window.diary_care import Attempt, DiaryCare
    from diary.ui.main_window.window import MainWindow


class _Made(NamedTuple):
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
    ) -> None:
        self._window = window
        self._context = context
        self._care = care
        self._look_at = look_at

    def add(self, plan: ImportPlan, importing: Importing, folder: Path) -> None:
        """Add the runs of a plan that was made of files in `folder`."""
        choices = choices_unasked(plan, self._context.journal.diary)
        back_up, path = self._care.prepared(BackupReason.IMPORT), self._window.diary_path

        def work(_progress: object) -> _Made:
            changes = importing.changes(plan, choices)
            return _Made(changes, back_up() if changes else None)

        def take(made: _Made) -> None:
            if path == self._window.diary_path:
                self._write(plan, choices, made, folder)

        self._context.tasks.run(work, take, self._context.messages.problem)

    def _write(self, plan: ImportPlan, choices: ImportChoices, made: _Made, folder: Path) -> None:
        if made.attempt is not None:
            self._care.take(made.attempt)
        count = len(taken_runs(plan, choices))
        step = plural("import of {n} run", "import of {n} runs", count).format(n=count)
        if made.changes and not self._context.undo.push(step, made.changes):
            return
        self._tell(count, step if made.changes else "", folder, _left(plan, choices))

    def _tell(self, count: int, step: str, folder: Path, left: Sequence[Path]) -> None:
        strip = self._window.window_strip
        name = folder.name or str(folder)
        added = plural("{n} run added from “{folder}”.", "{n} runs added from “{folder}”.", count)
        title = added.format(n=count, folder=name)
        if not count:
            title = _("New runs in “{folder}” need a look.").format(folder=name)
        actions = []
        if left:
            actions.append(StripAction("look_at_left", _("Look at the rest"), self._looks(left)))
        if step:
            actions.append(StripAction("undo_import", _("Undo import"), lambda: self._undo(step)))
        actions.append(StripAction("close", _("Close"), strip.take_away))
        strip.show_message("info", title, actions=actions)
        self._window.status.show_told(title)

    def _looks(self, paths: Sequence[Path]) -> Callable[[], None]:
        def look() -> None:
            self._window.window_strip.take_away()
            self._look_at(paths)

        return look

    def _undo(self, step: str) -> None:
        self._window.window_strip.take_away()
        self._window.current_page().settle()
        if self._context.undo.undo_text() == step:
            self._context.undo.undo()
        else:
            self._context.messages.tell(_("Something was changed since. Use Edit > Undo."))


def choices_unasked(plan: ImportPlan, diary: Diary) -> ImportChoices:
    """Take what is new and sound, with pairs that are here; nothing of a table that was guessed."""
    gear = proposed_gear(plan, diary)
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
