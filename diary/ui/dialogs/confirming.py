"""The few questions that must be answered before something is done that many would regret.

Both buttons say what comes of them; the one that changes nothing has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from diary.ui.theme import em
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label

_WIDTH_EM = 26


class ConfirmDialog(QDialog):
    """`accepted` = do it; Esc and the other button keep everything."""

    def __init__(
        self, title: str, text: str, do_text: str, keep_text: str, *, name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableGeometry().width() * 0.9
        heading = plain_label(title, role="card_title", word_wrap=True)
        paragraph = plain_label(text, word_wrap=True, name=f"{name}.text")
        for label in (heading, paragraph):
            label.setMinimumWidth(min(_WIDTH_EM * em(), round(room) - 40))
        self.setAccessibleDescription(text)
        self.keep_button = push_button(keep_text, name=f"{name}.keep")
        self.keep_button.clicked.connect(self.reject)
        self.do_button = push_button(do_text, kind="danger", name=f"{name}.do")
        self.do_button.clicked.connect(self.accept)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.keep_button)
        row.addWidget(self.do_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(paragraph)
        layout.addSpacing(4)
        layout.addWidget(buttons, 0, Qt.AlignmentFlag.AlignTrailing)
        self.keep_button.setFocus()
