"""The part of a card about the time before: dated facts in a short list, and no cause."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.texts.rule_texts.before import BeforeText
from diary.ui.pages.reminders.paragraph import Paragraph
from diary.ui.widgets.text import plain_label


class BeforePart(QWidget):
    """What changed before what a reminder tells of began."""

    def __init__(self, said: BeforeText, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(" ".join((f"{said.title}.", said.when, *said.lines, said.note)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(plain_label(said.title, role="strong"))
        column.addWidget(Paragraph(said.when, "hint"))
        for line in said.lines:
            column.addWidget(Paragraph(line))
        column.addWidget(Paragraph(said.note, "hint"))
