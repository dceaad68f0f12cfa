"""A small dialog that asks one thing: its parts, and below them Cancel and the one answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.words import _


class QuestionDialog(QDialog):
    """Calls `submit` for the answer; it goes when it is closed.

    `name` is that of the dialog, its parts are called `name.part`; `width_em` the least width.
    """

    def __init__(self, parent: QWidget, title: str, *, name: str, width_em: int) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(width_em * em())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(12)

    def put(self, *parts: QWidget, answer: str, answer_name: str) -> None:
        """Lay out the parts one below the other, and the two ways out below them."""
        for part in parts:
            self._column.addWidget(part)
        answer_button = push_button(
            answer, kind="primary", name=f"{self.objectName()}.{answer_name}"
        )
        answer_button.setDefault(True)
        answer_button.clicked.connect(self._on_answer_clicked)
        cancel = push_button(_("Cancel"), name=f"{self.objectName()}.cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(answer_button)
        self._column.addLayout(buttons)

    def submit(self) -> None:
        """Check what was said; accept and hand it on, or say what is wrong."""
        raise NotImplementedError

    @Slot()
    def _on_answer_clicked(self) -> None:
        self.submit()
