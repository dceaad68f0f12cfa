"""How reminders work: every rule in plain words with its numbers, folded by what it is about.

The rules of a fold are built when it is opened first; most visits of the page open none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.texts.rule_texts.how import common_words, rule_groups, rule_words
from diary.ui.dialogs.form_parts import Fold
from diary.ui.pages.reminders.paragraph import Paragraph
from diary.ui.pages.reminders.rule_switch import RuleSwitch
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.strip import LEVEL_LOOKS, level_word
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

_ICON = 16
_SPEAKING = frozenset({EventKind.FIRE, EventKind.LEVEL})
_INDENT = 12


class RuleRow(QWidget):
    """One rule: its level, its name, when it last came, how it works, and its switch."""

    def __init__(self, rule: Rule, settings: Settings, formats: Formats) -> None:
        super().__init__()
        self.rule = rule
        words = rule_words(rule, settings, formats)
        look = LEVEL_LOOKS[rule.level.value]
        named = QWidget()
        beside = QHBoxLayout(named)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(IconLabel(look.icon_name, look.ink, size=_ICON))
        beside.addWidget(plain_label(level_word(rule.level.value), role="hint"))
        line = QWidget()
        head = FlowLayout(line, spacing=8, row_spacing=2)
        head.addWidget(flowing_label(words.heading, role="strong"))
        head.addWidget(named)
        self._last = plain_label("", role="hint")
        self._last.hide()
        head.addWidget(self._last)
        self.switch = RuleSwitch(rule, words.heading)
        self._text = Paragraph(words.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(line)
        layout.addWidget(self._text)
        layout.addWidget(self.switch)

    def show_rule(self, settings: Settings, formats: Formats, last_on: date | None) -> None:
        """Show the numbers that are set and the day it last came; None = it never did."""
        self._text.setText(rule_words(self.rule, settings, formats).text)
        text = _("last on {day}").format(day="" if last_on is None else formats.day(last_on))
        self._last.setText("" if last_on is None else text)
        self._last.setHidden(last_on is None)
        self.switch.show_switch(is_on=settings.is_on(self.rule))


class HowFold(Fold):
    """A fold with a fold for each group of rules; `navigate_requested` carries a page of the help.

    `switch_requested` carries a rule and whether its reminders are wanted; `order_changed` tells
    that there are other tab stops now.
    """

    navigate_requested = Signal(str, object)
    switch_requested = Signal(object, bool)
    order_changed = Signal()

    def __init__(self, settings: Settings, formats: Formats) -> None:
        super().__init__(_("How reminders work"), name="reminders.how")
        self._settings, self._formats = settings, formats
        self._last: Mapping[Rule, date] = {}
        self._rows: dict[Rule, RuleRow] = {}
        self._folds: list[tuple[Fold, tuple[Rule, ...]]] = []
        self.body.setContentsMargins(_INDENT, 0, 0, 0)
        self.body.addWidget(Paragraph(common_words()))
        for group in rule_groups():
            fold = Fold(group.heading, name=f"reminders.how.{group.key}")
            fold.body.setContentsMargins(_INDENT, 0, 0, 8)
            fold.fold_changed.connect(partial(self._fill_if_open, fold, group.rules))
            fold.fold_changed.connect(self.order_changed)
            self._folds.append((fold, group.rules))
            self.body.addWidget(fold)
        self.more = push_button(
            _("How often they err"), kind="quiet", icon_name="help", name="reminders.errors"
        )
        self.more.clicked.connect(self._on_more_clicked)
        self.numbers = push_button(
            _("How the numbers are made"), kind="quiet", icon_name="help", name="reminders.numbers"
        )
        self.numbers.clicked.connect(self._on_numbers_clicked)
        links = QWidget()
        row = FlowLayout(links)
        row.addWidget(self.more)
        row.addWidget(self.numbers)
        self.body.addWidget(links)
        self.fold_changed.connect(self.order_changed)

    def row(self, rule: Rule) -> RuleRow:
        """Where a rule is explained, built if it was not yet."""
        for fold, rules in self._folds:
            if rule in rules:
                self._fill(fold, rules)
        return self._rows[rule]

    def _fill_if_open(self, fold: Fold, rules: Sequence[Rule]) -> None:
        if fold.is_open():
            self._fill(fold, rules)

    def _fill(self, fold: Fold, rules: Sequence[Rule]) -> None:
        for rule in rules:
            if rule in self._rows:
                continue
            row = RuleRow(rule, self._settings, self._formats)
            row.show_rule(self._settings, self._formats, self._last.get(rule))
            self._rows[rule] = row
            fold.body.addWidget(row)
            row.show()
            self._listen(row)

    def _listen(self, row: RuleRow) -> None:
        row.switch.switch_requested.connect(
            lambda is_on: self.switch_requested.emit(row.rule, is_on)
        )
        row.switch.numbers_requested.connect(lambda key: self.navigate_requested.emit(key, None))

    def show_rules(self, settings: Settings, formats: Formats, events: Iterable[RuleEvent]) -> None:
        """Show the numbers that are set, and when each rule last came."""
        self._settings, self._formats, self._last = settings, formats, last_fires(events)
        for rule, row in self._rows.items():
            row.show_rule(settings, formats, self._last.get(rule))

    def stops(self) -> list[QWidget]:
        """What takes the focus now, in order."""
        stops: list[QWidget] = [self.button]
        if self.is_open():
            for fold, rules in self._folds:
                stops.append(fold.button)
                if fold.is_open():
                    stops += [stop for rule in rules for stop in self.row(rule).switch.stops()]
            stops += [self.more, self.numbers]
        return stops

    def open_rule(self, rule: Rule) -> QWidget:
        """Unfold down to a rule; gives what takes the focus there."""
        self.set_open(True)
        fold = next(fold for fold, rules in self._folds if rule in rules)
        fold.set_open(True)
        return next(iter(self.row(rule).switch.stops()), fold.button)

    @Slot()
    def _on_more_clicked(self) -> None:
        self.navigate_requested.emit("how_reminders", None)

    @Slot()
    def _on_numbers_clicked(self) -> None:
        self.navigate_requested.emit("numbers", None)


def last_fires(events: Iterable[RuleEvent]) -> Mapping[Rule, date]:
    """The day on which each rule last spoke: it fired, or reached another level."""
    return {each.rule: each.on for each in events if each.event in _SPEAKING}
