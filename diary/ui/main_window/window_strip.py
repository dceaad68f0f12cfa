"""The strip of the whole window: what could not be saved or read, until it is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.widgets.announce import announce
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import Level, MessageStrip

# In a low window with large text the page below keeps some room; the message then scrolls.
_MOST_OF_WINDOW = 0.4


class StripAction(NamedTuple):
    """A button of the strip."""

    key: str
    text: str
    action: Callable[[], None]


class WindowStrip(QWidget):
    """One message at a time above every page; empty, it takes no room.

    `order_changed` tells that there are other buttons to reach with Tab.
    """

    order_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.strip = MessageStrip("info", "", name="window.strip")
        self.strip.action_requested.connect(self._on_strip_action_requested)
        self._actions: dict[str, Callable[[], None]] = {}
        self._around: QWidget | None = None
        self._scroll = VerticalScroll(self.strip, name="window.strip.scroll")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 10)
        layout.addWidget(self._scroll)
        self.strip.installEventFilter(self)
        self.hide()

    def show_message(
        self, level: Level, title: str, text: str = "", actions: Sequence[StripAction] = ()
    ) -> None:
        """Show and announce a message in place of the one before."""
        self._actions = {each.key: each.action for each in actions}
        buttons = [(each.key, each.text) for each in actions]
        self.strip.set_message(level, title, text, actions=buttons)
        self.show()
        self._fit()
        announce(self.strip, self.strip.accessibleName(), is_urgent=True)
        self.order_changed.emit()

    @Slot()
    def take_away(self) -> None:
        """Show no message."""
        self.hide()

    def tab_stops(self) -> list[QWidget]:
        """Return the buttons shown."""
        return [] if self.isHidden() else [self.strip.button(key) for key in self._actions]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = watched is self._around and event.type() == QEvent.Type.Resize
        if is_window or (watched is self.strip and event.type() == QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Be as high as the message needs, as far as the window goes."""
        if self._around is not self.window():
            self._around = self.window()
            self._around.installEventFilter(self)
        wanted = self.strip.heightForWidth(self._scroll.width())
        most = round(self._around.height() * _MOST_OF_WINDOW)
        self._scroll.setFixedHeight(min(wanted, most))

    @Slot(str)
    def _on_strip_action_requested(self, key: str) -> None:
        self._actions[key]()
