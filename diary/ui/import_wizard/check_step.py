"""The third step: every activity with what becomes of it; nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from diary.domain.run import Run
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
from diary.ui.import_wizard.shoe_texts import shoe_name, shoe_uses
from diary.ui.import_wizard.state_filter import StateFilter
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import MessageStrip
from diary.words import _, plural


class CheckStep(QWidget):
    """`choices_changed` tells that something else is chosen.

    `compare_requested` and `fix_requested` carry the activity they are about, `files_requested`
    asks for the files that could not be read.
    """

    choices_changed = Signal()
    compare_requested = Signal(object)
    fix_requested = Signal(object)
    files_requested = Signal()

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
        self.problems = MessageStrip("look", "", name="import.problems")
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(self.problems)
        body.addWidget(self.filter)
        body.addWidget(self.table, 1)
        body.addWidget(self.bar)
        body.addWidget(self.options)
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
        self.options.changed.connect(self._on_options_changed)
        self.problems.action_requested.connect(self.files_requested)

    # ---- for the dialog ------------------------------------------------------------------------

    def show_plan(self, plan: ImportPlan, choices: ImportChoices, failed: int) -> None:
        """Show what was found; `failed` files could not be read."""
        self.plan, self.choices = plan, choices
        self.model.show_added(frozenset())
        self.model.set_state(None)
        self.model.show_plan(plan, choices)
        self.filter.show_counts(counts(plan.planned()))
        self.bar.offer_shoes(shoe_uses(self._shoes, plan.gear()))
        self.options.show_plan(plan, choices)
        text = plural("{n} file could not be read.", "{n} files could not be read.", failed)
        self.problems.set_message(
            "look",
            text.format(n=failed),
            _("The others are fine."),
            actions=[("files", _("See files"))],
        )
        self.problems.setHidden(not failed)
        self._put_in_order()
        self.table.go_to(0)
        self._on_table_chosen_changed()

    def show_added(self, run_ids: Collection[str]) -> None:
        """These were added; with none the import was undone."""
        self.model.show_added(run_ids)

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
        self._choose(replace(self.choices, fields_taken=taken))

    def first_field(self) -> QWidget:
        """What has the focus on arrival."""
        return self.table

    # ---- inside --------------------------------------------------------------------------------

    def _put_in_order(self) -> None:
        """What was made anew for this plan comes where it stands."""
        above = [self.problems.button("files"), self.filter.row, self.table]
        put_in_order([widget for widget in above if widget is not None])
        put_in_order([self.options.fold.button, *self.options.gear.boxes.values()])

    def _choose(self, choices: ImportChoices) -> None:
        self.choices = choices
        self.model.show_choices(choices)
        self.choices_changed.emit()

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
        self.bar.show_chosen(self.table.chosen())

    @Slot(object)
    def _on_table_open_requested(self, planned: PlannedRun) -> None:
        if can_compare(planned):
            self.compare_requested.emit(planned)
        elif planned.state is not PlannedState.HERE:
            self.fix_requested.emit(planned)

    @Slot(QPoint)
    def _on_table_menu_requested(self, at: QPoint) -> None:
        menu = QMenu(self.table)
        for button in self.bar.buttons():
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.addMenu(self.bar.shoes).setText(self.bar.shoe.text())
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
        """Leave the selected ones that need a look out, and go on to the next of them."""
        skipped = [each for each in self.table.chosen() if each.state is PlannedState.LOOK]
        self._tick(skipped, is_on=False)
        last = self.model.row_of(skipped[-1].run.id) if skipped else None
        rows = range(0 if last is None else last + 1, self.model.rowCount())
        for row in rows:
            planned = self.model.planned_at(row)
            if planned.state is PlannedState.LOOK and planned.run.id not in self.choices.taken:
                self.table.go_to(row)
                return

    @Slot(object)
    def _on_bar_shoe_chosen(self, use: ShoeUse) -> None:
        shoes = {each.run.id: use for each in self.table.chosen()}
        self._choose(replace(self.choices, shoes={**self.choices.shoes, **shoes}))

    @Slot()
    def _on_options_changed(self) -> None:
        self._choose(self.options.applied_to(self.choices))
