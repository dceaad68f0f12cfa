"""The tooltip of a chart: what there is to say about a column, once the mouse rests on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QToolTip, QWidget

from diary.ui.widgets.text import as_plain_markup

AFTER_MS = 400
_BESIDE = QPoint(14, 18)


class ChartTip(QObject):
    """`offer` shows it after a moment, `close` takes it away; `readout` says what it tells.

    `rested` carries the column the mouse rested on; those it only crosses do not count.
    """

    rested = Signal(int)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.readout: Callable[[int], str] | None = None
        self._view = view
        self._column: int | None = None
        self._at = QPoint()
        self._is_shown = False
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(AFTER_MS)
        self._resting.timeout.connect(self._on_resting_timeout)

    def offer(self, column: int, at: QPoint) -> None:
        """The mouse is on a column, at a place of the screen."""
        if column == self._column:
            return
        self.close()
        self._column, self._at = column, at
        self._resting.start()

    def close(self) -> bool:
        """Take the tip away; False when none was shown."""
        was_shown, self._is_shown = self._is_shown and QToolTip.isVisible(), False
        self._column = None
        self._resting.stop()
        if was_shown:
            QToolTip.hideText()
        return was_shown

    @Slot()
    def _on_resting_timeout(self) -> None:
        if self._column is None:
            return
        self.rested.emit(self._column)
        if self.readout is not None:
            text = as_plain_markup(self.readout(self._column))
            QToolTip.showText(self._at + _BESIDE, text, self._view)
            self._is_shown = True
