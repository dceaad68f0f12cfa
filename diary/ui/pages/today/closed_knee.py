"""The one line that stands for a knee whose section is closed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from diary.domain.knee import Knee
from diary.texts.labels import label
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _


class ClosedKnee(QFrame):
    """Name, what is known in a few words, and the way to open it."""

    open_requested = Signal()

    def __init__(self, knee: Knee) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setObjectName(f"today.{knee}.closed")
        self._knee = knee
        self._words = flowing_label("", role="hint", name=f"today.{knee}.closed.words")
        self.action = push_button("", name=f"today.{knee}.open")
        self.action.clicked.connect(self.open_requested)
        words = QWidget()
        row = FlowLayout(words)
        row.addWidget(plain_label(label(knee), role="card_title"))
        row.addWidget(self._words)
        line = SideLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.addWidget(words)
        line.addWidget(self.action)

    def show_text(self, text: str, *, has_entry: bool) -> None:
        """Show what is known; the button says whether something is added or changed."""
        self._words.setText(text)
        action = _("Change") if has_entry else _("Add")
        self.action.setText(action)
        self.action.setAccessibleName(
            _("{knee}: {action}").format(knee=label(self._knee), action=action)
        )
