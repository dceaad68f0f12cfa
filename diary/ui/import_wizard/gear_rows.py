"""The pairs as the files call them, each matched once with a pair of the diary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.shoe import Shoe
from diary.services.import_plan import ShoeUse
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.import_wizard.shoe_texts import shoe_uses
from diary.ui.theme import em
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _, plural

_LEAST_EM = 10


class GearRows(QWidget):
    """One drop-down for each name; `gear_chosen` carries the name and the pair its runs get."""

    gear_chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import.gear")
        self.boxes: dict[str, ChoiceBox] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    def show_gear(
        self, gear: Mapping[str, int], chosen: Mapping[str, ShoeUse], shoes: Sequence[Shoe]
    ) -> None:
        """Show these names with the number of their runs."""
        take_all_out(self._rows)
        self.boxes = {}
        for number, (name, count) in enumerate(gear.items()):
            text = plural("“{name}”, {n} run", "“{name}”, {n} runs", count)
            box = ChoiceBox(
                _("Shoe for “{name}”").format(name=name),
                [
                    *shoe_uses(()),
                    (ShoeUse(new_name=name), _("Add as a new pair")),
                    *shoe_uses(shoes)[1:],
                ],
                name=f"import.gear.{number}",
            )
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
            box.set_choice(chosen.get(name))
            box.choice_changed.connect(lambda use, name=name: self.gear_chosen.emit(name, use))
            row = QWidget()
            line = SideLayout(row)
            line.addWidget(flowing_label(text.format(name=name, n=count)))
            line.addWidget(box)
            line.set_least_width(_LEAST_EM * em())
            self._rows.addWidget(row)
            self.boxes[name] = box
