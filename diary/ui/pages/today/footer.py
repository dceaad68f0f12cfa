"""The line below Today, always in sight: where to get help, and that the day is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from diary.ui.widgets.button import escaped_mnemonic, push_button
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _


class DayFooter(QWidget):
    """Two buttons and what they ask for."""

    help_requested = Signal()
    done_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done_text = ""
        self.help = push_button(
            _("When to get help now"), kind="quiet", icon_name="help", name="today.help"
        )
        self.help.clicked.connect(self.help_requested)
        self.done = push_button("", kind="primary", name="today.done")
        set_plain_tooltip(self.done, _("Ctrl+Enter"))
        self.done.clicked.connect(self.done_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 20, 8)
        row.addWidget(self.help)
        row.addStretch(1)
        row.addWidget(self.done)

    def show_done(self, text: str) -> None:
        """Say which day is done with the button."""
        self._done_text = text
        self.done.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Name the day where there is room for it."""
        for text in (self._done_text, _("Done")):
            self.done.setText(escaped_mnemonic(text))
            if self.sizeHint().width() <= self.width():
                return
