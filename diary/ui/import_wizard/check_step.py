"""The third step: every activity with what becomes of it; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from diary.domain.run import Run, Sport
from diary.domain.shoe import Shoe
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PlannedRun,
    PlannedState,
    ShoeUse,
    counts,
)
from diary.texts.numbers import Formats
from diary.ui.focus_order import put_in_order
from diary.ui.import_wizard.check_model import CheckModel
from diary.ui.import_wizard.check_options import CheckOptions
from diary.ui.import_wizard.check_table import CheckTable
from diary.ui.import_wizard.chosen_bar import ChosenBar, can_compare
from diary.ui.import_wizard.pain_words import left_out_text, odd_text, unused_text
from diary.ui.import_wizard.score_part import ScorePart
from diary.ui.import_wizard.shoe_texts import shoe_name, shoe_uses
from diary.ui.import_wizard.sport_choice import ON_FOOT, gear_on_foot, with_sport
from diary.ui.import_wizard.state_filter import StateFilter
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import MessageStrip
from diary.words import _, plural


class CheckStep(QWidget):
    """`choices_changed` tells that something else is chosen.

    `compare_requested` and `fix_requested` carry the activity they are about, `files_requested`
    asks for the files that could not be read, `columns_requested` for the columns of the tables.
    """

    choices_changed = Signal()
    compare_requested = Signal(object)
    fix_requested = Signal(object)
    files_requested = Signal()
    columns_requested = Signal()

    def __init__(self, formats: Formats, shoes: Sequence[Shoe]) -> None:
        super().__init__()
        self._shoes = shoes
        self.plan = ImportPlan(())
        self.choices = ImportChoices()
        names = {shoe.id: shoe.name for shoe in shoes}
        self.model = CheckModel(formats, lambda use: shoe_name(use, names))
        self.filter = StateFilter()
        self.table = CheckTable(self.model, formats)
        self.bar = ChosenBar(formats)
        self.options = CheckOptions(shoes)
        self.scores = ScorePart(formats)
        self.problems = MessageStrip("act", "", name="import.problems")
        self.deleted = MessageStrip("info", "", name="import.deleted")
        self.tables = MessageStrip("info", "", name="import.tables")
        self._of_runs = (self.filter, self.table, self.bar)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        for above in (self.problems, self.deleted, self.tables, self.filter):
            body.addWidget(above)
        body.addWidget(self.table, 1)
        for below in (self.bar, self.scores, self.options):
            body.addWidget(below)
        self._body = body
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(VerticalScroll(content, name="import.check.scroll"))
        self._connect()

    def _connect(self) -> None:
        self.filter.state_chosen.connect(self._on_filter_state_chosen)
        self.model.tick_asked.connect(self._on_model_tick_asked)
        self.table.chosen_changed.connect(self._on_table_chosen_changed)
        self.table.open_requested.connect(self._on_table_open_requested)
        self.table.menu_requested.connect(self._on_table_menu_requested)
        self.bar.compare_requested.connect(self._on_bar_compare_requested)
        self.bar.fix_requested.connect(self._on_bar_fix_requested)
        self.bar.skip_requested.connect(self._on_bar_skip_requested)
        self.bar.shoe_chosen.connect(self._on_bar_shoe_chosen)
        self.bar.sport_chosen.connect(self._on_bar_sport_chosen)
        self.options.changed.connect(self._on_options_changed)
        self.scores.changed.connect(self._on_options_changed)
        self.problems.action_requested.connect(self.files_requested)
        self.deleted.action_requested.connect(self._on_deleted_action_requested)
        self.tables.action_requested.connect(self.columns_requested)

    # ---- for the dialog ------------------------------------------------------------------------

    def show_plan(
        self, plan: ImportPlan, choices: ImportChoices, failed: int, tables: str | None = None
    ) -> None:
        """Show what was found; `failed` files could not be read.

        `tables` says how tables are read that nobody was asked about; None without any table.
        """
        self.plan, self.choices = plan, choices
        self.model.set_state(None)
        self.model.show_plan(plan, choices)
        found = counts(plan.planned())
        self.filter.show_counts(found)
        self.bar.offer_shoes(shoe_uses(self._shoes, gear_on_foot(plan)))
        self.options.show_plan(plan, choices)
        self.scores.show_plan(plan, choices)
        for part in self._of_runs:
            part.setHidden(not plan.planned())
        self._body.setStretchFactor(self.scores, 0 if plan.planned() else 1)
        self._show_failed(failed)
        self._show_deleted(found[PlannedState.DELETED])
        self._show_tables(plan, tables)
        self._put_in_order()
        self.table.go_to(0)
        self._on_table_chosen_changed()

    def _show_failed(self, failed: int) -> None:
        text = plural("{n} file could not be read.", "{n} files could not be read.", failed)
        more, actions = _("The others are fine."), [("files", _("See files"))]
        self.problems.set_message("act", text.format(n=failed), more, actions=actions)
        self.problems.setHidden(not failed)

    def _show_deleted(self, count: int) -> None:
        text = plural("{n} was deleted before.", "{n} were deleted before.", count)
        actions = [("again", _("Add them again"))]
        self.deleted.set_message("info", text.format(n=count), actions=actions)
        self.deleted.setHidden(not count)

    def _show_tables(self, plan: ImportPlan, as_last_time: str | None) -> None:
        """Tell how tables are read, what of them does not come in, and the way to their columns."""
        left_out, others = left_out_text(plan), (odd_text(plan), unused_text(plan))
        title = left_out or _("How the columns of tables are read can be changed.")
        more = " ".join(filter(None, others))
        action = _("Columns…")
        if as_last_time:
            title = _("Columns as last time: {cells}").format(cells=as_last_time)
            more = " ".join(filter(None, (left_out, *others)))
            action = _("Change…")
        self.tables.set_message("info", title, more, actions=[("columns", action)])
        self.tables.setHidden(as_last_time is None)

    def take_fix(self, run: Run) -> None:
        """Add an activity as it was put right."""
        self._choose(
            replace(
                self.choices,
                fixes={**self.choices.fixes, run.id: run},
                taken={**self.choices.taken, run.id: True},
            )
        )
        self._on_table_chosen_changed()

    def take_fields(self, run_id: str, fields: frozenset[str]) -> None:
        """Let these fields of the run that is here be replaced; none = it stays as it is."""
        taken = {**self.choices.fields_taken, run_id: fields}
        if not fields:
            del taken[run_id]
        if taken == self.choices.fields_taken:
            return
        self._choose(replace(self.choices, fields_taken=taken))

    def first_field(self) -> QWidget:
        """What has the focus on arrival."""
        return self.table if self.plan.planned() else self.scores.first_field()

    # ---- inside --------------------------------------------------------------------------------

    def _put_in_order(self) -> None:
        """What was made anew for this plan comes where it stands."""
        above = [
            self.problems.button("files"),
            self.deleted.button("again"),
            self.tables.button("columns"),
            self.filter.row,
            self.table,
        ]
        put_in_order([widget for widget in above if widget is not None])
        last = self.bar.sport
        scores = [self.scores.tick, self.scores.fold.button, self.scores.table]
        put_in_order([last, *scores, *self.options.stops()])

    def _choose(self, choices: ImportChoices) -> None:
        self.choices = choices
        self.model.show_choices(choices)
        self._show_chosen()
        self.choices_changed.emit()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        file = self.model.file_of(chosen[0]) if len(chosen) == 1 else ""
        self.bar.show_chosen(chosen, self.choices, file)

    def _tick(self, planned: Sequence[PlannedRun], *, is_on: bool) -> None:
        ticks = {each.run.id: is_on for each in planned}
        self._choose(replace(self.choices, taken={**self.choices.taken, **ticks}))

    @Slot(object)
    def _on_filter_state_chosen(self, state: PlannedState | None) -> None:
        self.model.set_state(state)
        self.table.go_to(0)
        self._on_table_chosen_changed()

    @Slot(object, bool)
    def _on_model_tick_asked(self, planned: Sequence[PlannedRun], is_on: bool) -> None:
        self._tick(planned, is_on=is_on)

    @Slot()
    def _on_table_chosen_changed(self) -> None:
        self._show_chosen()

    @Slot(object)
    def _on_table_open_requested(self, planned: PlannedRun) -> None:
        if can_compare(planned):
            self.compare_requested.emit(planned)
        elif not planned.is_here:
            self.fix_requested.emit(planned)

    @Slot(QPoint)
    def _on_table_menu_requested(self, at: QPoint) -> None:
        menu = QMenu(self.table)
        for button in self.bar.buttons():
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        for opener in self.bar.menu_buttons():
            action = menu.addMenu(opener.menu())
            action.setText(opener.text())
            action.setEnabled(opener.isEnabled())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    @Slot()
    def _on_bar_compare_requested(self) -> None:
        current = self.table.current()
        if current is not None:
            self.compare_requested.emit(current)

    @Slot()
    def _on_bar_fix_requested(self) -> None:
        current = self.table.current()
        if current is not None:
            self.fix_requested.emit(current)

    @Slot()
    def _on_bar_skip_requested(self) -> None:
        """Leave the selected ones out, and go on to the next that needs a look."""
        skipped = self.table.chosen()
        for each in skipped:
            self.take_fields(each.run.id, frozenset())
        self._tick(skipped, is_on=False)
        if not any(each.state is PlannedState.LOOK for each in skipped):
            return
        last = self.model.row_of(skipped[-1].run.id)
        rows = range(0 if last is None else last + 1, self.model.rowCount())
        for row in rows:
            planned = self.model.planned_at(row)
            if planned.state is PlannedState.LOOK and planned.run.id not in self.choices.taken:
                self.table.go_to(row)
                return

    @Slot(object)
    def _on_bar_shoe_chosen(self, use: ShoeUse) -> None:
        on_foot = (
            each for each in self.table.chosen() if self.choices.run_of(each).sport in ON_FOOT
        )
        shoes = {each.run.id: use for each in on_foot}
        self._choose(replace(self.choices, shoes={**self.choices.shoes, **shoes}))

    @Slot(object)
    def _on_bar_sport_chosen(self, sport: Sport) -> None:
        self._choose(with_sport(self.choices, self.table.chosen(), sport))

    @Slot()
    def _on_options_changed(self) -> None:
        takes_scores = self.scores.tick.isChecked()
        self._choose(replace(self.options.applied_to(self.choices), takes_scores=takes_scores))

    @Slot()
    def _on_deleted_action_requested(self) -> None:
        again = self.plan.in_state(PlannedState.DELETED)
        self._tick(again, is_on=True)
        self.filter.choose(PlannedState.DELETED)
        self._on_filter_state_chosen(PlannedState.DELETED)
        self.table.setFocus()
