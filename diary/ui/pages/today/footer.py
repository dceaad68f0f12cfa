"""The line below Today, always in sight: where to get help, and that the day is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _


class DayFooter(QWidget):
    """Two buttons and what they ask for."""

    help_requested = Signal()
    done_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.help = push_button(
            _("When to get help now"), kind="quiet", icon_name="help", name="today.help"
        )
        self.help.clicked.connect(self.help_requested)
        self.done = push_button(_("Done for today"), kind="primary", name="today.done")
        set_plain_tooltip(self.done, _("Ctrl+Enter"))
        self.done.clicked.connect(self.done_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 20, 8)
        row.addWidget(self.help)
        row.addStretch(1)
        row.addWidget(self.done)
