"""The dialogs of the third step: two runs side by side, one put right, files that were not read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.period import local
from diary.domain.shoe import Shoe
from diary.services.import_compare import MEASURED
from diary.services.import_plan import PlannedRun
from diary.texts.numbers import Formats
from diary.ui.dialogs.reading import ListDialog
from diary.ui.import_wizard.check_step import CheckStep
from diary.ui.import_wizard.compare_dialog import CompareDialog
from diary.ui.import_wizard.field_words import compared_fields
from diary.ui.import_wizard.fix_dialog import FixDialog
from diary.words import _


class CheckDialogs(QObject):
    """Answers what the third step asks for about one activity; what is said there is chosen."""

    def __init__(self, step: CheckStep, formats: Formats, shoes: Sequence[Shoe]) -> None:
        super().__init__(step)
        self._step = step
        self._formats = formats
        self._shoe_names = {shoe.id: shoe.name for shoe in shoes}
        step.compare_requested.connect(self._on_step_compare_requested)
        step.fix_requested.connect(self._on_step_fix_requested)

    @Slot(object)
    def _on_step_compare_requested(self, planned: PlannedRun) -> None:
        if planned.twin is None:
            return
        rows = compared_fields(planned.twin, planned.run, self._formats, self._shoe_names)
        # Of a run that is here in part the numbers of the whole are offered.
        offered = MEASURED if planned.is_longer else frozenset[str]()
        taken = self._step.choices.fields_taken.get(planned.run.id, offered)
        dialog = CompareDialog(rows, taken, self._step.window())
        dialog.fields_chosen.connect(lambda names: self._step.take_fields(planned.run.id, names))
        dialog.open()

    @Slot(object)
    def _on_step_fix_requested(self, planned: PlannedRun) -> None:
        run = self._step.choices.run_of(planned)
        request = self._step.plan.request
        last_day = None
        if request is not None:
            last_day = max(run.on, local(request.imported_at, request.zone).date())
        dialog = FixDialog(run, self._formats, last_day, self._step.window())
        dialog.run_fixed.connect(self._step.take_fix)
        dialog.open()


def open_files(rows: Sequence[tuple[str, str]], parent: QWidget, *, has_runs: bool) -> None:
    """Show the files that could not be read, each with why; without `has_runs` none gave a run."""
    ListDialog(
        _("Files that could not be read") if has_runs else _("Files without runs"),
        _("These files changed nothing in your diary."),
        rows,
        name="import_files",
        parent=parent,
    ).open()
