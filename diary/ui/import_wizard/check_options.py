"""Choices about the whole import: shoes, empty fields of runs that are here, pain scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.shoe import Shoe
from diary.services.import_plan import ImportChoices, ImportPlan, PlannedState, ShoeUse
from diary.ui.dialogs.form_parts import ChoiceBox, Fold
from diary.ui.import_wizard.gear_rows import GearRows
from diary.ui.import_wizard.shoe_texts import shoe_uses
from diary.ui.widgets.button import escaped_mnemonic
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _, plural


class CheckOptions(QWidget):
    """`changed` tells that something else is chosen; `applied_to` puts it into the choices."""

    changed = Signal()

    def __init__(self, shoes: Sequence[Shoe]) -> None:
        super().__init__()
        self._shoes = shoes
        self._gear_uses: dict[str, ShoeUse] = {}
        word = _("Shoe for new runs")
        self.shoe = ChoiceBox(word, list(shoe_uses(shoes)), name="import.shoe_for_rest")
        self.shoe.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.shoe.choice_changed.connect(self.changed)
        self.word = flowing_label(word)
        self.fill = TickChip(_("Fill empty fields of runs already here"), name="import.fill")
        self.fill.clicked.connect(self.changed)
        self.scores = TickChip("", name="import.scores")
        self.scores.clicked.connect(self.changed)
        self._scores_place = QWidget()
        self._scores_row = FlowLayout(self._scores_place)
        self.gear = GearRows()
        self.gear.gear_chosen.connect(self._on_gear_gear_chosen)
        self.fold = Fold(_("Shoes in the files"), name="import.gear_fold")
        self.fold.body.addWidget(self.gear)
        line = QWidget()
        row = FlowLayout(line)
        choice = QWidget()
        inside = FlowLayout(choice)
        inside.addWidget(self.word)
        inside.addWidget(self.shoe)
        row.addWidget(choice)
        row.addWidget(self.fill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(line)
        layout.addWidget(self._scores_place)
        layout.addWidget(self.fold)

    def show_plan(self, plan: ImportPlan, choices: ImportChoices) -> None:
        """Offer what makes sense for this plan, as it is chosen now."""
        self._gear_uses = dict(choices.shoe_for_gear)
        gear = plan.gear()
        self.gear.show_gear(gear, self._gear_uses, self._shoes)
        self.fold.setHidden(not gear)
        self.fold.set_open(False)
        self._show_gear_count()
        named = _("Shoe for runs that name none") if gear else _("Shoe for new runs")
        self.word.setText(named)
        self.shoe.setAccessibleName(named)
        self.shoe.set_choice(ShoeUse(choices.shoe_for_rest))
        self.fill.setChecked(choices.fills_twins)
        self.fill.setHidden(not plan.in_state(PlannedState.HERE))
        self._show_scores(len(plan.scores()), is_on=choices.takes_scores)

    def applied_to(self, choices: ImportChoices) -> ImportChoices:
        """The choices with what is chosen here."""
        use = self.shoe.choice()
        return replace(
            choices,
            shoe_for_gear=dict(self._gear_uses),
            shoe_for_rest=use.shoe_id if isinstance(use, ShoeUse) else None,
            fills_twins=self.fill.isChecked(),
            takes_scores=self.scores.isChecked(),
        )

    def _show_scores(self, count: int, *, is_on: bool) -> None:
        """A chip keeps the label it was made with."""
        self._scores_row.removeWidget(self.scores)
        self.scores.hide()
        self.scores.deleteLater()
        text = plural("Add {n} pain score of the table", "Add {n} pain scores of the table", count)
        self.scores = TickChip(text.format(n=count), name="import.scores")
        self.scores.setChecked(is_on)
        self.scores.clicked.connect(self.changed)
        self._scores_row.addWidget(self.scores)
        self._scores_place.setHidden(not count)

    @Slot(str, object)
    def _on_gear_gear_chosen(self, name: str, use: ShoeUse) -> None:
        self._gear_uses[name] = use
        self._show_gear_count()
        self.changed.emit()

    def _show_gear_count(self) -> None:
        """Say on the fold what is inside, so that it need not be opened to know."""
        uses = list(self._gear_uses.values())
        new = sum(bool(use.new_name) for use in uses)
        matched = sum(use.shoe_id is not None for use in uses)
        text = _("Shoes in the files: {matched} of {n} matched, {new} new").format(
            matched=matched, n=len(uses), new=new
        )
        self.fold.button.setText(escaped_mnemonic(text))
        self.fold.button.setAccessibleName(text)
