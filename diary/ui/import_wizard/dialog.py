"""The four steps of an import in one dialog; Back always works.

It reads and writes nothing itself: what the person wants is asked for by signals, and whoever
listens says what came of it. Esc and Cancel ask nothing, since nothing was added yet.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diary.domain.shoe import Shoe
from diary.services.import_plan import ImportChoices, ImportPlan
from diary.texts.numbers import Formats
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.import_wizard.check_dialogs import CheckDialogs, open_files
from diary.ui.import_wizard.check_step import CheckStep
from diary.ui.import_wizard.choose_step import ChooseStep
from diary.ui.import_wizard.count_words import add_text, summary_text
from diary.ui.import_wizard.done_step import DoneStep
from diary.ui.import_wizard.dropped import dropped_paths
from diary.ui.import_wizard.import_counts import ImportCounts, counts_of
from diary.ui.import_wizard.match_step import MatchStep
from diary.ui.import_wizard.outcome_words import empty_rows, failed_rows
from diary.ui.import_wizard.remembered_match import last_time_text
from diary.ui.import_wizard.step_heading import CHECK, CHOOSE, DONE, MATCH, StepHeading
from diary.ui.import_wizard.table_walk import NamedTable, TableWalk, walk_of
from diary.ui.import_wizard.working_line import WorkingLine
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.strip import Level, MessageStrip
from diary.ui.widgets.text import plain_label
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 64, 44
_GO_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class ImportDialog(QDialog):
    """`read_requested` carries paths, `match_requested` a `Matched`: what was said of the tables.

    `files_requested`, `folder_requested` and `help_requested` ask for what the buttons of the
    first step say,
    `stop_requested` to end what is under way, `add_requested` to add what `chosen` says,
    `see_requested` and `undo_requested` for what the buttons of the last step say.
    """

    files_requested = Signal()
    folder_requested = Signal()
    help_requested = Signal()
    read_requested = Signal(object)
    match_requested = Signal(object)
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
        self._formats, self._zone = formats, zone
        self._plan: ImportPlan | None = None
        self._is_added = False
        self._walk = TableWalk()
        self._rows: list[tuple[str, str]] = []
        self._is_working, self._can_stop = False, True
        self.choose, self.match = ChooseStep(), MatchStep(formats, zone)
        self.check, self.done_step = CheckStep(formats, shoes), DoneStep()
        CheckDialogs(self.check, formats, shoes)
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
        """The plan and what is chosen about it."""
        return self.check.plan, self.check.choices

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
        self._plan, self._is_added = plan, False
        if not is_matched:
            self._walk = walk_of(plan, self._zone)
            if self._walk.tables:
                self._show_table(self._walk.go(0))
                return
        if not plan.planned() and not plan.scores():
            self._say_nothing_found(plan)
            return
        self.check.show_plan(plan, choices, len(failed_rows(plan)), self._told_of_tables())
        self._go_to(CHECK)

    def _told_of_tables(self) -> str | None:
        """How tables were read by what was remembered; None without any table."""
        if not self._walk.all:
            return None
        return last_time_text(self._walk.as_last_time(), self._zone, self._formats)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; the step stays and can be tried again."""
        self._rest()
        self._say("act", text)

    def show_stopped(self) -> None:
        """What was under way was ended, and nothing of it is left."""
        self._rest()
        self._go_to(self.step)
        self._say("info", _("Stopped. Nothing was added."))

    def show_done(self) -> None:
        """What was chosen is added; the last step was filled before."""
        self._rest()
        self._is_added = True
        self._go_to(DONE)

    def show_undone(self, text: str, undo_more: str = "", *, can_add_again: bool = True) -> None:
        """The import was taken back; Back leads to what could be added again, if that still holds.

        With `undo_more` the one before it can be taken back too, by a button that says so.
        """
        self._problem.hide()
        self._is_added = not can_add_again
        self.done_step.say_undone(text, undo_more)
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
        self._problem = MessageStrip("act", "", name="import.problem")
        self._problem.hide()
        self._steps = QStackedWidget()
        for step in (self.choose, self.match, self.check, self.done_step):
            self._steps.addWidget(step)
        self.working = WorkingLine()
        self._summary = plain_label("", role="strong", word_wrap=True, name="import.summary")
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
        layout.addWidget(self._summary)
        layout.addLayout(buttons)
        for keys in _GO_KEYS:
            QShortcut(QKeySequence(keys), self, self.main_button.click)

    def _connect(self) -> None:
        self.choose.files_requested.connect(self.files_requested)
        self.choose.folder_requested.connect(self.folder_requested)
        self.choose.help_requested.connect(self.help_requested)
        self.check.choices_changed.connect(self._show_main)
        self.check.files_requested.connect(self._show_files)
        self.check.columns_requested.connect(self._on_check_columns_requested)
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
            lambda: self.done_step.first_field() or self.main_button,
        )[self.step]()

    @Slot()
    def _show_main(self) -> None:
        """Say on the buttons what they do now; one of them answers to Enter."""
        step = self.step
        self.back_button.setVisible(step != CHOOSE)
        is_over = step == DONE and self._is_added
        self._name(self.back_button, _("Import more") if is_over else _("Back"))
        self.cancel_button.setVisible(step != DONE)
        self.main_button.setVisible(step != CHOOSE or self._plan is not None)
        counts = counts_of(*self.chosen()) if step == CHECK else ImportCounts(0, 0, 0, 0)
        self._summary.setText(summary_text(counts))
        self._summary.setHidden(not self._summary.text())
        texts = {CHECK: add_text(counts), DONE: _("Close")}
        self._name(self.main_button, texts.get(step, _("Next")))
        is_possible = step != CHECK or not counts.is_nothing
        self.main_button.setEnabled(is_possible and not self._is_working)
        self._show_default()

    def _name(self, button: QPushButton, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)

    def _show_default(self) -> None:
        see = self.done_step.see_button
        for button in (self.choose.files_button, see, self.main_button):
            button.setDefault(False)
        if self.step == CHOOSE and self._plan is None:
            self.choose.files_button.setDefault(True)
        elif self.step == DONE and not see.isHidden():
            see.setDefault(True)
        else:
            self.main_button.setDefault(True)

    def _rest(self) -> None:
        """Nothing is under way any more."""
        self._is_working = False
        self._problem.hide()
        self.working.hide()
        self._steps.setEnabled(True)
        for button in (self.back_button, self.cancel_button, self.main_button):
            button.setEnabled(True)

    def _show_table(self, table: NamedTable) -> None:
        key = table.look.key
        is_left_out = key in self._walk.left_out
        self.match.show_table(table, self._walk.matches.get(key), is_left_out=is_left_out)
        self._go_to(MATCH)

    def _say_nothing_found(self, plan: ImportPlan) -> None:
        text = _("No runs were found there.")
        if self._walk.left_out:
            text = _("Nothing is left to add.")
        self._plan, self._rows = None, empty_rows(plan)
        actions = [("files", _("See files"))] if self._rows else []
        # The columns may be said otherwise at once.
        self._go_to(MATCH if self.step == MATCH else CHOOSE)
        self._say("act", text, actions)

    def _say(self, level: Level, text: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """Say something above the step."""
        self._problem.set_message(level, text, actions=actions)
        self._problem.show()
        announce(self, text, is_urgent=True)

    # ---- what the person does ------------------------------------------------------------------

    @Slot()
    def _on_back_clicked(self) -> None:
        self._problem.hide()
        if self.step == DONE and self._is_added:
            self._begin_again()
        elif self.step == DONE:
            self._go_to(CHECK)
        elif self.step == CHECK and self._walk.all:
            self._walk.open_all()
            self._show_table(self._walk.go(-1))
        elif self.step == MATCH and self._walk.has_previous:
            self._keep_match()
            self._show_table(self._walk.go_by(-1))
        else:
            self._go_to(CHOOSE)

    def _begin_again(self) -> None:
        """What was added is done with; other files may be chosen."""
        self._plan, self._walk, self._is_added = None, TableWalk(), False
        self._go_to(CHOOSE)

    @Slot()
    def _on_check_columns_requested(self) -> None:
        self._walk.open_all()
        self._show_table(self._walk.go(0))

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
        if self._walk.tables:
            self._show_table(self._walk.go(0))
        else:
            self._go_to(CHECK)

    def _go_on_from_match(self) -> None:
        if not self.match.check():
            return
        self._keep_match()
        if self._walk.has_next:
            self._show_table(self._walk.go_by(1))
        else:
            is_remembered = self.match.remember.isChecked()
            self.match_requested.emit(self._walk.said(is_remembered=is_remembered))

    def _keep_match(self) -> None:
        self._walk.keep(self.match.match(), is_left_out=self.match.is_left_out())

    @Slot()
    def _show_files(self) -> None:
        has_runs = self._plan is not None
        rows = self._rows if self._plan is None else failed_rows(self._plan)
        open_files(rows, self, has_runs=has_runs)
