"""The calm line of a day on which the person is away: nothing is asked, everything can be given."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _


class AwayLine(QFrame):
    """What the day is, and the way back."""

    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setObjectName("today.away")
        self.back = push_button(_("I am back"), name="today.away.back")
        self.back.clicked.connect(self.back_requested)
        words = QWidget()
        row = FlowLayout(words, row_spacing=0)
        row.addWidget(flowing_label(_("Away on this day."), role="strong"))
        row.addWidget(flowing_label(_("Nothing is asked. You can still add what you like.")))
        line = SideLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.addWidget(words)
        line.addWidget(self.back)
        self.hide()
