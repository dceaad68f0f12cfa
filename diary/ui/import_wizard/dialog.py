"""The four steps of an import in one dialog; Back always works.

It reads and writes nothing itself: what the person wants is asked for by signals, and whoever
listens says what came of it. Esc and Cancel ask nothing, since nothing was added yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from diary.domain.shoe import Shoe
from diary.domain.table_match import TableMatch
from diary.services.import_plan import ImportChoices, ImportPlan, PlannedRun, PlannedState
from diary.texts.numbers import Formats
from diary.ui.dialogs.reading import ListDialog, fit_to_text
from diary.ui.import_wizard.check_step import CheckStep
from diary.ui.import_wizard.check_words import add_text
from diary.ui.import_wizard.choose_step import ChooseStep
from diary.ui.import_wizard.compare_dialog import CompareDialog
from diary.ui.import_wizard.done_step import DoneStep
from diary.ui.import_wizard.dropped import dropped_paths
from diary.ui.import_wizard.field_words import compared_fields
from diary.ui.import_wizard.fix_dialog import FixDialog
from diary.ui.import_wizard.match_step import MatchStep, NamedTable, tables_to_match
from diary.ui.import_wizard.outcome_words import failed_count, problem_rows
from diary.ui.import_wizard.step_heading import CHECK, CHOOSE, DONE, MATCH, StepHeading
from diary.ui.import_wizard.working_line import WorkingLine
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.strip import MessageStrip
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 56, 40
_GO_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class ImportDialog(QDialog):
    """`read_requested` carries paths, `match_requested` what the columns of tables are by key.

    `match_requested` also says whether that is to be remembered. `files_requested`,
    `folder_requested` and `help_requested` ask for what the buttons of the first step say,
    `stop_requested` to end what is under way, `add_requested` to add what `chosen` says,
    `see_requested` and `undo_requested` for what the buttons of the last step say.
    """

    files_requested = Signal()
    folder_requested = Signal()
    help_requested = Signal()
    read_requested = Signal(object)
    match_requested = Signal(object, bool)
    stop_requested = Signal()
    add_requested = Signal()
    see_requested = Signal()
    undo_requested = Signal()

    def __init__(
        self, formats: Formats, zone: str, shoes: Sequence[Shoe], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowTitle(_("Import runs"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._formats = formats
        self._shoe_names = {shoe.id: shoe.name for shoe in shoes}
        self._plan: ImportPlan | None = None
        self._added: frozenset[str] = frozenset()
        self._tables: list[NamedTable] = []
        self._table = 0
        self._matches: dict[str, TableMatch] = {}
        self._rows: list[tuple[str, str]] = []
        self._is_working, self._can_stop = False, True
        self.choose, self.match = ChooseStep(), MatchStep(formats, zone)
        self.check, self.done_step = CheckStep(formats, shoes), DoneStep()
        self._build()
        self._connect()
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)
        self._go_to(CHOOSE)

    # ---- for whoever listens -------------------------------------------------------------------

    @property
    def step(self) -> int:
        """`CHOOSE`, `MATCH`, `CHECK` or `DONE`."""
        return self._steps.currentIndex()

    @property
    def is_working(self) -> bool:
        """True while something is under way."""
        return self._is_working

    def chosen(self) -> tuple[ImportPlan, ImportChoices]:
        """The plan and what is chosen about it, without what was added already."""
        done = dict.fromkeys(self._added, False)
        choices = self.check.choices
        return self.check.plan, replace(choices, taken={**choices.taken, **done})

    def wait(self, text: str, *, can_stop: bool) -> None:
        """Something is under way; with `can_stop` False nothing can be pressed meanwhile."""
        self._problem.hide()
        self._is_working, self._can_stop = True, can_stop
        self._steps.setEnabled(False)
        for button in (self.back_button, self.main_button):
            button.setEnabled(False)
        self.cancel_button.setEnabled(can_stop)
        self.working.begin(text, can_stop=can_stop)
        (self.working.stop if can_stop else self).setFocus()

    def show_plan(self, plan: ImportPlan, choices: ImportChoices, *, is_matched: bool) -> None:
        """Show what was found; `is_matched` once the person has said what the columns are."""
        self._rest()
        self._plan, self._added = plan, frozenset()
        if not is_matched:
            self._matches = {}
            self._tables = tables_to_match(_named_tables(plan))
        if self._tables and not is_matched:
            self._show_table(0)
            return
        if not plan.planned() and not plan.scores():
            self._say_nothing_found(plan)
            return
        self.check.show_plan(plan, choices, failed_count(plan))
        self._go_to(CHECK)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; the step stays and can be tried again."""
        self._rest()
        self._problem.set_message("look", text)
        self._problem.show()
        announce(self, text, is_urgent=True)

    def show_stopped(self) -> None:
        """What was under way was ended, and nothing of it is left."""
        self._rest()
        self._go_to(self.step)

    def show_done(self, added: frozenset[str]) -> None:
        """These were added; the last step was filled before."""
        self._rest()
        self._added |= added
        self.check.show_added(self._added)
        self._go_to(DONE)

    def show_undone(self, text: str) -> None:
        """The import was taken back; Back leads to what could be added again."""
        self._added = frozenset()
        self.check.show_added(self._added)
        self.done_step.say_undone(text)
        announce(self, text)
        self._go_to(DONE)

    # ---- Qt's side -----------------------------------------------------------------------------

    def reject(self) -> None:
        if self._is_working and not self._can_stop:
            return
        if self._is_working:
            self.stop_requested.emit()
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step == CHOOSE and not self._is_working and dropped_paths(event.mimeData()):
            self.choose.zone.show_over(is_over=True)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.choose.zone.show_over(is_over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.choose.zone.show_over(is_over=False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.read_requested.emit(dropped_paths(event.mimeData()))

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.heading = StepHeading()
        self._problem = MessageStrip("look", "", name="import.problem")
        self._problem.hide()
        self._steps = QStackedWidget()
        for step in (self.choose, self.match, self.check, self.done_step):
            self._steps.addWidget(step)
        self.working = WorkingLine()
        self.back_button = push_button(_("Back"), name="import.back")
        self.cancel_button = push_button(_("Cancel"), name="import.cancel")
        self.main_button = push_button(_("Next"), kind="primary", name="import.main")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.back_button, self.cancel_button, self.main_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self._problem)
        layout.addWidget(self._steps, 1)
        layout.addWidget(self.working)
        layout.addLayout(buttons)
        for keys in _GO_KEYS:
            QShortcut(QKeySequence(keys), self, self.main_button.click)

    def _connect(self) -> None:
        self.choose.files_requested.connect(self.files_requested)
        self.choose.folder_requested.connect(self.folder_requested)
        self.choose.help_requested.connect(self.help_requested)
        self.check.choices_changed.connect(self._show_main)
        self.check.compare_requested.connect(self._on_check_compare_requested)
        self.check.fix_requested.connect(self._on_check_fix_requested)
        self.check.files_requested.connect(self._show_files)
        self.done_step.see_requested.connect(self.see_requested)
        self.done_step.undo_requested.connect(self.undo_requested)
        self.working.stop_requested.connect(self.stop_requested)
        self.back_button.clicked.connect(self._on_back_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self.main_button.clicked.connect(self._on_main_clicked)
        self._problem.action_requested.connect(self._show_files)

    # ---- going from step to step ---------------------------------------------------------------

    def _go_to(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.heading.show_step(step)
        self._show_main()
        self._first_field().setFocus()

    def _first_field(self) -> QWidget:
        return (
            self.choose.first_field,
            self.match.first_field,
            self.check.first_field,
            self.done_step.first_field,
        )[self.step]()

    @Slot()
    def _show_main(self) -> None:
        """Say on the buttons what they do now; one of them answers to Enter."""
        step = self.step
        self.back_button.setVisible(step != CHOOSE)
        self.cancel_button.setVisible(step != DONE)
        self.main_button.setVisible(step != CHOOSE or self._plan is not None)
        text, is_possible = _("Next"), True
        if step == CHECK:
            text, is_possible = self._add_text()
        elif step == DONE:
            text = _("Close")
        self.main_button.setText(text)
        self.main_button.setAccessibleName(text)
        self.main_button.setEnabled(is_possible and not self._is_working)
        see = self.done_step.see_button
        for button in (self.choose.files_button, see, self.main_button):
            button.setDefault(False)
        if step == CHOOSE and self._plan is None:
            self.choose.files_button.setDefault(True)
        elif step == DONE and not see.isHidden():
            see.setDefault(True)
        else:
            self.main_button.setDefault(True)

    def _add_text(self) -> tuple[str, bool]:
        """What would be added, and whether that is anything."""
        plan, choices = self.chosen()
        taken = [each for each in plan.planned() if choices.is_taken(each)]
        runs = sum(choices.run_of(each).is_run for each in taken)
        here = plan.in_state(PlannedState.HERE) if choices.fills_twins else []
        changed = {each.run.id for each in here} | set(choices.fields_taken)
        is_possible = bool(taken or changed or (choices.takes_scores and plan.scores()))
        return add_text(runs, len(taken) - runs, len(changed)), is_possible

    def _rest(self) -> None:
        """Nothing is under way any more."""
        self._is_working = False
        self._problem.hide()
        self.working.hide()
        self._steps.setEnabled(True)
        for button in (self.back_button, self.cancel_button, self.main_button):
            button.setEnabled(True)

    def _show_table(self, number: int) -> None:
        self._table = number
        table = self._tables[number]
        self.match.show_table(table, self._matches.get(table.look.key))
        self._go_to(MATCH)

    def _say_nothing_found(self, plan: ImportPlan) -> None:
        text = _("No runs were found there.")
        actions = [("files", _("See files"))] if failed_count(plan) else []
        self._plan = None
        self._problem.set_message("look", text, actions=actions)
        self._rows = problem_rows(plan)
        self._go_to(CHOOSE)
        self._problem.show()
        announce(self, text, is_urgent=True)

    # ---- what the person does ------------------------------------------------------------------

    @Slot()
    def _on_back_clicked(self) -> None:
        self._problem.hide()
        if self.step == DONE:
            self._go_to(CHECK)
        elif self.step == CHECK and self._tables:
            self._show_table(len(self._tables) - 1)
        elif self.step == MATCH and self._table:
            self._keep_match()
            self._show_table(self._table - 1)
        else:
            self._go_to(CHOOSE)

    @Slot()
    def _on_main_clicked(self) -> None:
        if self.step == CHOOSE:
            self._go_on_from_choose()
        elif self.step == MATCH:
            self._go_on_from_match()
        elif self.step == CHECK:
            self.add_requested.emit()
        else:
            self.accept()

    def _go_on_from_choose(self) -> None:
        if self._tables:
            self._show_table(0)
        else:
            self._go_to(CHECK)

    def _go_on_from_match(self) -> None:
        if not self.match.check():
            return
        self._keep_match()
        if self._table + 1 < len(self._tables):
            self._show_table(self._table + 1)
        else:
            self.match_requested.emit(self._matches, self.match.remember.isChecked())

    def _keep_match(self) -> None:
        self._matches[self._tables[self._table].look.key] = self.match.match()

    @Slot(object)
    def _on_check_compare_requested(self, planned: PlannedRun) -> None:
        if planned.twin is None:
            return
        rows = compared_fields(planned.twin, planned.run, self._formats, self._shoe_names)
        taken = self.check.choices.fields_taken.get(planned.run.id, frozenset())
        dialog = CompareDialog(rows, taken, self)
        dialog.fields_chosen.connect(lambda names: self.check.take_fields(planned.run.id, names))
        dialog.open()

    @Slot(object)
    def _on_check_fix_requested(self, planned: PlannedRun) -> None:
        dialog = FixDialog(self.check.choices.run_of(planned), self._formats, self)
        dialog.run_fixed.connect(self.check.take_fix)
        dialog.open()

    @Slot()
    def _show_files(self) -> None:
        rows = problem_rows(self._plan) if self._plan is not None else self._rows
        ListDialog(
            _("Files that could not be read"),
            _("A file that could not be read changed nothing in your diary."),
            rows,
            name="import_files",
            parent=self,
        ).open()


def _named_tables(plan: ImportPlan) -> list[NamedTable]:
    """Each kind of table once, with the name of the first file that is one."""
    found: dict[str, NamedTable] = {}
    for file in plan.files:
        if file.table is not None:
            name = Path(file.member or file.path).name
            found.setdefault(file.table.key, NamedTable(name, file.table))
    return list(found.values())
