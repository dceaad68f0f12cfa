"""Switches of the rules whose numbers stand on a page: whether their reminders are wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.rule import Rule
from diary.domain.settings import Settings
from diary.texts.rule_texts.how import rule_heading
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


class RuleSwitches(QWidget):
    """A tick for each rule, named after it where there are several; safety has none.

    `switch_requested` carries a rule and whether its reminders are wanted; `words` is what the
    search looks through.
    """

    switch_requested = Signal(object, bool)

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._ticks: dict[Rule, TickChip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        is_named = len(rules) > 1
        if is_named:
            column.addWidget(plain_label(_("Remind me:"), role="hint"))
        ticks = QWidget()
        row = FlowLayout(ticks)
        column.addWidget(ticks)
        for rule in rules:
            heading = rule_heading(rule)
            label = heading if is_named else _("Remind me")
            tick = TickChip(label, name=f"preferences.rule.{rule}.switch")
            tick.setAccessibleName(_("Remind me: {rule}").format(rule=heading))
            tick.clicked.connect(
                lambda is_on, rule=rule: self.switch_requested.emit(rule, bool(is_on))
            )
            self._ticks[rule] = tick
            row.addWidget(tick)
        headings = " ".join(rule_heading(rule) for rule in rules)
        self.words = " ".join((headings, _("Remind me"), _("Switch on"), _("Switch off")))

    def show_switches(self, settings: Settings) -> None:
        """Show which of them are wanted."""
        for rule, tick in self._ticks.items():
            tick.setChecked(settings.is_on(rule))
