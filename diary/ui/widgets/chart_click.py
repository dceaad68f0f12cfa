"""A click that stays alone: it means something only once no second one can follow."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication


class LoneClick(QObject):
    """`stayed_alone` carries the column that was clicked, wherever the mouse has gone since."""

    stayed_alone = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._column = 0
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._on_waiting_timeout)

    def wait(self, column: int) -> None:
        """A column was clicked; wait whether another click follows."""
        self._column = column
        self._waiting.start(QApplication.doubleClickInterval())

    def forget(self) -> None:
        """Let the click mean nothing."""
        self._waiting.stop()

    @Slot()
    def _on_waiting_timeout(self) -> None:
        self.stayed_alone.emit(self._column)
