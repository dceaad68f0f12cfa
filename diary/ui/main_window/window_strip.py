"""The strip of the whole window: what could not be saved or read, until it is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from diary.ui.widgets.announce import announce
from diary.ui.widgets.strip import Level, MessageStrip
from diary.ui.widgets.strip_room import StripRoom


class StripAction(NamedTuple):
    """A button of the strip."""

    key: str
    text: str
    action: Callable[[], None]


class WindowStrip(StripRoom):
    """One message at a time above every page; empty, it takes no room.

    `order_changed` tells that there are other buttons to reach with Tab.
    """

    order_changed = Signal()

    def __init__(self) -> None:
        self.strip = MessageStrip("info", "", name="window.strip")
        super().__init__(self.strip, name="window.strip.scroll")
        self.strip.action_requested.connect(self._on_strip_action_requested)
        self._actions: dict[str, Callable[[], None]] = {}
        self.hide()

    def show_message(
        self, level: Level, title: str, text: str = "", actions: Sequence[StripAction] = ()
    ) -> None:
        """Show and announce a message in place of the one before."""
        self._actions = {each.key: each.action for each in actions}
        buttons = [(each.key, each.text) for each in actions]
        self.strip.set_message(level, title, text, actions=buttons)
        self.show()
        self.fit()
        announce(self.strip, self.strip.accessibleName(), is_urgent=True)
        self.order_changed.emit()

    @Slot()
    def take_away(self) -> None:
        """Show no message."""
        self.hide()

    def tab_stops(self) -> list[QWidget]:
        """Return the buttons shown."""
        return [] if self.isHidden() else [self.strip.button(key) for key in self._actions]

    @Slot(str)
    def _on_strip_action_requested(self, key: str) -> None:
        self._actions[key]()
