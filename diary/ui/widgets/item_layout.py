"""What our own layouts have in common: they keep their children, and let go of them at the end."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget


class ItemLayout(QLayout):
    """The children of a layout in the order they were added; where they go is for others to say.

    `parent` is the widget that it lays out, or the layout at whose end it stands; that one must
    belong to a widget already. Filled before it is put into another layout it would leave its items
    behind: Python hands them to that one, which knows nothing of them.
    """

    def __init__(self, parent: QWidget | QBoxLayout, spacing: int) -> None:
        super().__init__()
        self._children: list[QLayoutItem] = []
        self.destroyed.connect(partial(_delete, self._children))
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())
        if isinstance(parent, QWidget):
            parent.setLayout(self)
        else:
            parent.addLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._children.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._children)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._children[index] if 0 <= index < len(self._children) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._children):
            return None
        self.invalidate()
        return self._children.pop(index)


def _delete(items: list[QLayoutItem]) -> None:
    """Qt's own layouts do so with theirs; here an item belongs to nobody else."""
    for item in items:
        if shiboken6.isValid(item):
            shiboken6.delete(item)
    items.clear()
