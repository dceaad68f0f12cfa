"""A part of a form under its own title."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.widgets.text import plain_label


def section(title: str, *parts: QWidget) -> QWidget:
    """The parts one below the other, with a title above them."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(plain_label(title, role="strong"))
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return whole
