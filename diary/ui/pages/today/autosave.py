"""When what was entered is written: a choice on the next turn of the event loop, text at rest.

By then the choice has been painted, so a slow disk never holds the window up.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

TEXT_REST_MS = 400

Write = Callable[[], None]


class Autosave(QObject):
    """Keeps at most one write per key and does them in the order in which they came."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._writes: dict[str, Write] = {}
        self._texts: dict[str, Write] = {}
        self._next_turn = self._timer(0)
        self._next_turn.timeout.connect(self._on_next_turn_timeout)
        self._rest = self._timer(TEXT_REST_MS)
        self._rest.timeout.connect(self.flush)

    def soon(self, key: str, write: Write) -> None:
        """Write a choice on the next turn of the event loop."""
        self._writes.pop(key, None)
        self._writes[key] = write
        self._next_turn.start()

    def at_rest(self, key: str, write: Write) -> None:
        """Write a text once the person has stopped typing."""
        self._texts.pop(key, None)
        self._texts[key] = write
        self._rest.start()

    @Slot()
    def flush(self) -> None:
        """Write everything now."""
        self._rest.stop()
        self._on_next_turn_timeout()
        texts, self._texts = self._texts, {}
        for write in texts.values():
            write()

    @Slot()
    def _on_next_turn_timeout(self) -> None:
        self._next_turn.stop()
        writes, self._writes = self._writes, {}
        for write in writes.values():
            write()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer
