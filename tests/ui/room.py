"""Whether everything that is shown has the room its text needs."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from diary.ui.widgets.cell_row import Cell
from diary.ui.widgets.text import ElidedLabel, PlainLabel


def cut_off(widget: QWidget) -> list[str]:
    """The texts that are shown and do not fit where they stand."""
    labels = [
        label.text()
        for label in widget.findChildren(PlainLabel)
        if label.isVisible() and not isinstance(label, ElidedLabel) and _is_cut(label)
    ]
    buttons = [
        button.accessibleName()
        for button in widget.findChildren(QPushButton)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]
    cells = [
        cell.accessibleName()
        for cell in widget.findChildren(Cell)
        if cell.isVisible() and cell.width() < cell.minimumSizeHint().width()
    ]
    return labels + buttons + cells


def _is_cut(label: PlainLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()
