"""The pages that hold the numbers of the rules: reminders, shoes, and what no rule asks for yet."""

from __future__ import annotations

from PySide6.QtCore import Slot

from diary.texts.settings import SettingGroup, setting_groups
from diary.ui.context import PageContext
from diary.ui.preferences.notifications_group import NotificationsGroup
from diary.ui.preferences.page import PreferencesPage
from diary.words import _

_OF_SHOES = frozenset({"shoes", "shoe_limits"})
_OF_LIMITS = frozenset({"limits"})


def _groups(*, is_in_use: bool) -> list[SettingGroup]:
    elsewhere = _OF_SHOES | _OF_LIMITS
    return [
        group
        for group in setting_groups()
        if group.key not in elsewhere and group.is_in_use == is_in_use
    ]


class RemindersPage(PreferencesPage):
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
        self.words += f" {self.notifications.words}"
        for group in _groups(is_in_use=True):
            self.add_numbers(self.card(group.heading), group.names)
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


class ShoesPage(PreferencesPage):
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
                self.add_numbers(self.card(group.heading, hint), group.names)
        self.add_numbers_help()
        self.body.addStretch(1)


class MorePage(PreferencesPage):
    """Numbers a diary can hold although no reminder of this version asks for them."""

    key = "more"

    @classmethod
    def heading(cls) -> str:
        return _("Not used yet")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.card(
            _("For reminders to come"),
            _(
                "This version has no reminder that asks for these numbers. They are kept in your "
                "diary and go along when you hand it over, so that what was agreed is not lost."
            ),
        )
        for group in _groups(is_in_use=False):
            self.add_numbers(self.card(group.heading), group.names)
        self.add_numbers_help()
        self.body.addStretch(1)
