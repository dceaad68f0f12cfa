"""What can be done with a rule: have its reminders or not, and change its numbers."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.rule import Level, Rule
from diary.texts.rule_texts.how import first_number
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

# The page of Preferences with the numbers of a rule, where it is not that of reminders.
_PAGES = {Rule.RESP: "limits", Rule.SHOE: "shoes"}


class RuleSwitch(QWidget):
    """The switch of one rule and the way to its numbers, if it has any; safety has neither.

    `switch_requested` carries whether its reminders are wanted, `numbers_requested` the command
    that opens Preferences at the first of its numbers.
    """

    switch_requested = Signal(bool)
    numbers_requested = Signal(str)

    def __init__(self, rule: Rule, heading: str) -> None:
        super().__init__()
        row = FlowLayout(self, spacing=8, row_spacing=2)
        self._stops: list[QWidget] = []
        self._rule = rule
        self._number = first_number(rule)
        if rule.level is Level.SAFETY:
            row.addWidget(plain_label(_("Cannot be switched off"), role="hint"))
            return
        name = f"reminders.rule.{rule}"
        self.switch = TickChip(_("Remind me"), name=f"{name}.switch")
        self.switch.setAccessibleName(_("Remind me: {rule}").format(rule=heading))
        self.switch.clicked.connect(self.switch_requested)
        self._stops = [self.switch]
        if self._number is not None:
            numbers = push_button(_("Change its numbers"), kind="quiet", name=f"{name}.numbers")
            numbers.setAccessibleName(_("Change the numbers: {rule}").format(rule=heading))
            numbers.clicked.connect(self._on_numbers_clicked)
            self._stops.append(numbers)
        for stop in self._stops:
            row.addWidget(stop)

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in order; nothing for safety."""
        return list(self._stops)

    def show_switch(self, *, is_on: bool) -> None:
        """Show whether reminders of the rule are wanted."""
        if self._stops:
            with QSignalBlocker(self.switch):
                self.switch.setChecked(is_on)

    @Slot()
    def _on_numbers_clicked(self) -> None:
        page = _PAGES.get(self._rule, "reminders")
        self.numbers_requested.emit(f"preferences_{page}.{self._number}")
