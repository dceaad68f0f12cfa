"""The pages that hold the numbers of the rules: reminders, shoes, and what no rule asks for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot

from diary.domain.rule import Rule
from diary.domain.settings import DEFAULTS
from diary.services.reminder_acts import switch_rule
from diary.texts.rule_texts.how import rule_heading
from diary.texts.settings import SettingGroup, setting_groups
from diary.ui.context import PageContext
from diary.ui.preferences.notifications_group import NotificationsGroup
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.rule_switches import RuleSwitches
from diary.ui.widgets.card import Card
from diary.words import _

_OF_SHOES = frozenset({"shoes", "shoe_limits"})
_OF_LIMITS = frozenset({"limits"})
# Rules that share the numbers of one group, and those without a number on the page.
_SHARING = {"worse": (Rule.WORSE, Rule.WATCH), "sign": (Rule.SWELL, Rule.LOCK)}
_WITHOUT_NUMBERS = (Rule.RESP, Rule.GAP, Rule.VISIT, Rule.BACKUP)


def _groups(*, is_in_use: bool) -> list[SettingGroup]:
    elsewhere = _OF_SHOES | _OF_LIMITS
    return [
        group
        for group in setting_groups()
        if group.key not in elsewhere and group.is_in_use == is_in_use
    ]


def _rules_of(group: SettingGroup) -> tuple[Rule, ...]:
    """The rules whose numbers a group holds."""
    if group.key in _SHARING:
        return _SHARING[group.key]
    return (Rule(group.rule),) if group.rule in set(Rule) else ()


class RulesPage(PreferencesPage):
    """A page with numbers of rules and the switches of these rules."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._switches: list[RuleSwitches] = []
        self._rules: frozenset[Rule] = frozenset()

    def refresh(self) -> None:
        super().refresh()
        for switches in self._switches:
            switches.show_switches(self.diary().settings)

    def reset(self) -> None:
        """Give every number its usual value and every switch its usual place, as one step."""
        self.forget_wrong()
        usual: dict[str, object] = {name: getattr(DEFAULTS, name) for name in self.numbers()}
        usual["rules_off"] = self.diary().settings.rules_off - self._rules
        if Rule.CADENCE in self._rules:
            usual["cadence_taken_up_on"] = DEFAULTS.cadence_taken_up_on
        self.choose(usual, _("reset of “{page}”").format(page=self.title))

    def add_group(self, group: SettingGroup, hint: str = "") -> None:
        """A card with the switches of its rules and their numbers."""
        card = self.card(group.heading, hint)
        self.add_switches(card, _rules_of(group))
        self.add_numbers(card, group.names)

    def add_switches(self, card: Card, rules: Sequence[Rule]) -> None:
        """Put the switches of these rules into a card."""
        if not rules:
            return
        switches = RuleSwitches(rules)
        switches.switch_requested.connect(self._on_switches_switch_requested)
        self._switches.append(switches)
        self._rules |= set(rules)
        card.body.addWidget(switches)
        self.add_place(switches.words, card)

    @Slot(object, bool)
    def _on_switches_switch_requested(self, rule: Rule, is_on: bool) -> None:
        step = _("switch on: {rule}") if is_on else _("switch off: {rule}")
        change = switch_rule(self.diary(), rule, self.context.today(), is_on=is_on)
        self.push(step.format(rule=rule_heading(rule)), change)
        self.refresh()


class RemindersPage(RulesPage):
    """What is told outside the window, and every number of the rules that remind, by rule."""

    key = "reminders"

    @classmethod
    def heading(cls) -> str:
        return _("Reminders")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.notifications = NotificationsGroup(context, self)
        self.notifications.help_requested.connect(self._on_notifications_help_requested)
        for card in self.notifications.cards:
            self.body.addWidget(card)
        self.add_place(self.notifications.words, self.notifications.cards[0])
        for group in _groups(is_in_use=True):
            self.add_group(group)
        others = self.card(
            _("Other reminders"),
            _("Signs that should be looked at today or this week cannot be switched off."),
        )
        self.add_switches(others, _WITHOUT_NUMBERS)
        self.add_numbers_help()
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        self.notifications.refresh()

    def reset(self) -> None:
        self.notifications.reset()
        super().reset()

    def forget_wrong(self) -> None:
        super().forget_wrong()
        self.notifications.forget_wrong()

    @Slot()
    def _on_notifications_help_requested(self) -> None:
        self.command_requested.emit("closed")


class ShoesPage(RulesPage):
    """When shoes are near their limit, and what limit a new pair gets."""

    key = "shoes"

    @classmethod
    def heading(cls) -> str:
        return _("Shoes")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        for group in setting_groups():
            if group.key in _OF_SHOES:
                hint = ""
                if group.key == "shoe_limits":
                    hint = _("For new pairs and for those without a limit of their own.")
                self.add_group(group, hint)
        self.add_numbers_help()
        self.body.addStretch(1)


class MorePage(PreferencesPage):
    """Numbers that no reminder asks for: those of the test of pain against load."""

    key = "more"

    @classmethod
    def heading(cls) -> str:
        return _("Other numbers")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.card(
            _("Without a reminder"),
            _(
                "No reminder asks for these numbers. Charts does, when you test there whether pain "
                "goes with load."
            ),
        )
        for group in _groups(is_in_use=False):
            self.add_numbers(self.card(group.heading), group.names)
        self.add_numbers_help()
        self.body.addStretch(1)
