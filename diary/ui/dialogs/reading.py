"""Dialogs that only tell something, such as files that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import PlainLabel, plain_label
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 40, 30
_MARGIN = 20


class ReadingDialog(QDialog):
    """A titled dialog with one button, Close; Esc and Enter close it too."""

    def __init__(self, title: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.close_button = push_button(_("Close"), kind="primary", name=f"{name}.close")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 16)
        layout.setSpacing(16)
        layout.addLayout(self.body, 1)
        layout.addLayout(self._buttons)

    def add_main_button(self, button: QPushButton) -> None:
        """Put a button beside Close that is what most people want; Enter presses it."""
        self._buttons.addWidget(button)
        self.close_button.setProperty("kind", "plain")
        button.setDefault(True)

    def _widen(self, height_em: int) -> None:
        fit_to_text(self, _WIDTH_EM, height_em)


class ListDialog(ReadingDialog):
    """Lines of two columns under a sentence, such as keys and what they do."""

    def __init__(
        self,
        title: str,
        sentence: str,
        rows: Sequence[tuple[str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, name=name, parent=parent)
        if sentence:
            self.body.addWidget(plain_label(sentence, word_wrap=True))
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (left, right) in enumerate(rows):
            grid.addWidget(_cell(left, "strong"), number, 0)
            grid.addWidget(_cell(right, "body"), number, 1)
        grid.setRowStretch(len(rows), 1)
        self.body.addWidget(VerticalScroll(content, name=f"{name}.scroll"), 1)
        self._widen(min(_HEIGHT_EM, 10 + 2 * len(rows)))


def fit_to_text(dialog: QWidget, width_em: int, height_em: int) -> None:
    """Make a dialog so many lines of text wide and high, as far as the screen goes."""
    room = dialog.screen().availableGeometry().size() * 0.9
    dialog.resize(min(width_em * em(), room.width()), min(height_em * em(), room.height()))


def _cell(text: str, role: str) -> PlainLabel:
    label = plain_label(text, role="strong" if role == "strong" else "body", word_wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    return label
