"""The line to search with, above the table of runs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class FindField(QLineEdit):
    """A line to search with; Esc clears it, Enter and Down leave it for what was found.

    Undo and redo are its own only while it holds a text that can be taken back; else they are
    those of the window.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._on_text_changed)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            is_redo = event.matches(QKeySequence.StandardKey.Redo)
            is_own = self.isUndoAvailable() if is_undo else self.isRedoAvailable()
            if (is_undo or is_redo) and not (self.text() and is_own):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:
            # A text set anew has no steps to take back.
            self.setText("")
