"""The fourth step: what was added, what was left as it was, and what became of each file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from diary.ui.dialogs.two_line_list import TwoLineList, TwoLines
from diary.ui.theme import em
from diary.ui.widgets.button import escaped_mnemonic, push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

_LEAST_EM = 4


class DoneStep(QWidget):
    """`see_requested` and `undo_requested` are what their buttons say."""

    see_requested = Signal()
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = plain_label("", role="strong", word_wrap=True, name="import.outcome")
        self._more = plain_label("", role="hint", word_wrap=True, name="import.outcome.more")
        self.see_button = push_button(
            _("See them"), kind="primary", icon_name="run", name="import.see"
        )
        self.see_button.clicked.connect(self.see_requested)
        self.undo_button = push_button(_("Undo import"), icon_name="undo", name="import.undo")
        self.undo_button.clicked.connect(self.undo_requested)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.see_button, self.undo_button):
            row.addWidget(button)
        self.files = TwoLineList(_("Files"), name="import.files_list")
        # So that thousands of files do not keep the window waiting.
        self.files.setLayoutMode(QListView.LayoutMode.Batched)
        self.files.setMinimumHeight(_LEAST_EM * em())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._text)
        layout.addWidget(self._more)
        layout.addWidget(buttons)
        self._files_word = plain_label(_("Files"), role="strong")
        layout.addWidget(self._files_word)
        layout.addWidget(self.files, 1)
        # Takes the room of the list where there is none.
        layout.addStretch()

    def show_outcome(
        self, text: str, more: str, rows: Sequence[TwoLines], *, can_undo: bool, can_see: bool
    ) -> None:
        """Say what was done; `more` is what to know beside it."""
        self._text.setText(text)
        self._more.setText(more)
        self._more.setHidden(not more)
        self.see_button.setVisible(can_see)
        self._name_undo(_("Undo import"))
        self.undo_button.setVisible(can_undo)
        self.files.show_rows(rows)
        for widget in (self._files_word, self.files):
            widget.show()

    def say_undone(self, text: str, undo_more: str = "") -> None:
        """The import was taken back: what became of the files is true no more.

        `undo_more` is what the button says that takes back another one before it; empty = none.
        """
        self._text.setText(text)
        for widget in (self._more, self.see_button, self._files_word, self.files):
            widget.hide()
        self._name_undo(undo_more)
        self.undo_button.setVisible(bool(undo_more))

    def _name_undo(self, text: str) -> None:
        self.undo_button.setText(escaped_mnemonic(text))
        self.undo_button.setAccessibleName(text)

    def first_field(self) -> QWidget | None:
        """What has the focus on arrival; None when nothing is left to be done here."""
        fields = (self.see_button, self.undo_button, self.files)
        return next((field for field in fields if not field.isHidden()), None)
