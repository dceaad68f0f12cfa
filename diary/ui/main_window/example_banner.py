"""Above every page of the example diary: that it is one, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.widgets.strip import MessageStrip
from diary.words import _

BACK = "back"


class ExampleBanner(QWidget):
    """Takes no room until it is shown; `back_requested` asks for the person's own diary."""

    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strip: MessageStrip | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 0, 20, 10)
        self.hide()

    def show_example(self, *, is_shown: bool) -> None:
        """Say that the diary shown is the example, or nothing."""
        if is_shown and self._strip is None:
            self._strip = MessageStrip(
                "info",
                _("Example"),
                _("Nothing you change here is kept. Your own diary is as it was."),
                actions=[(BACK, _("Back to my diary"))],
                name="window.example",
            )
            self._strip.action_requested.connect(self.back_requested)
            self._column.addWidget(self._strip)
        self.setVisible(is_shown)

    def tab_stops(self) -> list[QWidget]:
        """Return the button, while it is shown."""
        is_shown = self._strip is not None and not self.isHidden()
        return [self._strip.button(BACK)] if self._strip is not None and is_shown else []
