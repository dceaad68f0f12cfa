"""What can be done with the rows that are selected; it stands under the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from diary.domain.run import Sport
from diary.services.import_plan import (
    ImportChoices,
    PlannedRun,
    PlannedState,
    ShoeUse,
    TwinPlace,
)
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.import_wizard.check_words import advice_text, run_text
from diary.ui.import_wizard.sport_choice import ON_FOOT
from diary.ui.widgets.button import escaped_mnemonic, menu_button, push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _, plural


class ChosenBar(QWidget):
    """Says what the selected row is.

    `shoe_chosen` carries the pair and `sport_chosen` the sport for the selected rows.

    `compare_requested`, `fix_requested` and `skip_requested` are what their buttons say.
    """

    compare_requested = Signal()
    fix_requested = Signal()
    skip_requested = Signal()
    shoe_chosen = Signal(object)
    sport_chosen = Signal(object)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.setObjectName("import.chosen")
        self._formats = formats
        self._title = flowing_label("", role="strong", name="import.chosen.title")
        # One line kept free, so that the table does not move from row to row.
        self._advice = plain_label("", role="hint", word_wrap=True, name="import.chosen.advice")
        self.compare = push_button(_("Compare…"), name="import.compare")
        self.compare.clicked.connect(self.compare_requested)
        self.fix = push_button(_("Fix…"), name="import.fix")
        self.fix.clicked.connect(self.fix_requested)
        self.skip = push_button(_("Leave out"), name="import.skip")
        self.skip.clicked.connect(self.skip_requested)
        self.shoes = QMenu(self)
        self.shoe: QPushButton = menu_button(
            _("Shoe for the selected"), self.shoes, name="import.shoe"
        )
        self.sports = QMenu(self)
        for sport in Sport:
            action = QAction(escaped_mnemonic(label(sport)), self.sports)
            action.triggered.connect(lambda _=False, sport=sport: self.sport_chosen.emit(sport))
            self.sports.addAction(action)
        self.sport: QPushButton = menu_button(
            _("Sport for the selected"), self.sports, name="import.sport"
        )
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.compare, self.fix, self.skip, self.shoe, self.sport):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._advice)
        layout.addWidget(buttons)
        self.show_chosen([], ImportChoices())

    def offer_shoes(self, uses: Sequence[tuple[ShoeUse, str]]) -> None:
        """Offer these pairs in the menu."""
        self.shoes.clear()
        for use, text in uses:
            action = QAction(escaped_mnemonic(text), self.shoes)
            action.triggered.connect(lambda _=False, use=use: self.shoe_chosen.emit(use))
            self.shoes.addAction(action)

    def show_chosen(
        self, chosen: Sequence[PlannedRun], choices: ImportChoices, file: str = ""
    ) -> None:
        """Show what can be done with these; `file` is that of the only one."""
        one = chosen[0] if len(chosen) == 1 else None
        if one is not None:
            self._title.setText(run_text(choices.run_of(one), self._formats))
            from_file = _("From {file}").format(file=file) if file else ""
            self._advice.setText(advice_text(one, choices, self._formats) or from_file)
        else:
            count = plural("{n} selected", "{n} selected", len(chosen)).format(n=len(chosen))
            self._title.setText(count if chosen else _("No row is selected"))
            several = _("Space ticks or unticks all of them.") if chosen else ""
            self._advice.setText(several)
        self.compare.setEnabled(one is not None and can_compare(one))
        self.fix.setEnabled(one is not None and not one.is_here)
        self.skip.setEnabled(any(can_leave_out(each, choices) for each in chosen))
        self.shoe.setEnabled(any(choices.run_of(each).sport in ON_FOOT for each in chosen))
        self.sport.setEnabled(any(not each.is_here for each in chosen))

    def buttons(self) -> list[QPushButton]:
        """The buttons that do something at once, in reading order."""
        return [self.compare, self.fix, self.skip]

    def menu_buttons(self) -> list[QPushButton]:
        """The buttons that open a menu, in reading order."""
        return [self.shoe, self.sport]


def can_compare(planned: PlannedRun) -> bool:
    """True when there is a run of the diary to stand beside it."""
    return planned.twin is not None and planned.twin_place is TwinPlace.DIARY


def can_leave_out(planned: PlannedRun, choices: ImportChoices) -> bool:
    """True for one that would be added, and for one that nobody has decided about."""
    is_open = planned.state is PlannedState.LOOK and planned.run.id not in choices.taken
    return is_open or choices.is_taken(planned)
