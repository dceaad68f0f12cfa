"""Choices about the whole import: shoes, old pairs, empty fields of runs that are here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.shoe import Shoe
from diary.services.import_plan import ImportChoices, ImportPlan, ShoeUse
from diary.ui.dialogs.form_parts import ChoiceBox, Fold
from diary.ui.import_wizard.gear_rows import GearRows
from diary.ui.import_wizard.shoe_texts import shoe_uses
from diary.ui.widgets.button import escaped_mnemonic
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _


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
        self.gear = GearRows()
        self.gear.gear_chosen.connect(self._on_gear_gear_chosen)
        self.fold = Fold(_("Shoes in the files"), name="import.gear_fold")
        self.fold.body.addWidget(self.gear)
        self.retire = TickChip(
            _("Retire new pairs that were not worn for half a year"), name="import.retire"
        )
        self.retire.clicked.connect(self.changed)
        self._retire_place = QWidget()
        FlowLayout(self._retire_place).addWidget(self.retire)
        self.fold.body.addWidget(self._retire_place)
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
        self._line = line
        layout.addWidget(line)
        layout.addWidget(self.fold)

    def show_plan(self, plan: ImportPlan, choices: ImportChoices) -> None:
        """Offer what makes sense for this plan, as it is chosen now."""
        self._gear_uses = dict(choices.shoe_for_gear)
        gear = plan.gear()
        self.gear.show_gear(gear, self._gear_uses, self._shoes)
        self.fold.setHidden(not gear)
        # What to do with pairs that are not here yet is the main choice of a first import.
        self.fold.set_open(any(use.new_name for use in self._gear_uses.values()))
        self._show_gear_count()
        self.retire.setChecked(choices.retires_old_pairs)
        self._line.setHidden(not plan.planned())
        named = _("Shoe for runs that name none") if gear else _("Shoe for new runs")
        self.word.setText(named)
        self.shoe.setAccessibleName(named)
        self.shoe.set_choice(ShoeUse(choices.shoe_for_rest))
        self.fill.setChecked(choices.fills_twins)
        self.fill.setHidden(not any(each.is_here for each in plan.planned()))

    def stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [
            self.shoe,
            self.fill,
            self.fold.button,
            *self.gear.boxes.values(),
            self.retire,
        ]

    def applied_to(self, choices: ImportChoices) -> ImportChoices:
        """The choices with what is chosen here."""
        use = self.shoe.choice()
        return replace(
            choices,
            shoe_for_gear=dict(self._gear_uses),
            shoe_for_rest=use.shoe_id if isinstance(use, ShoeUse) else None,
            fills_twins=self.fill.isChecked(),
            retires_old_pairs=self.retire.isChecked(),
        )

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
        self._retire_place.setHidden(not new)
        self.fold.button.setText(escaped_mnemonic(text))
        self.fold.button.setAccessibleName(text)
