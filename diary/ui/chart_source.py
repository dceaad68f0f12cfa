"""Where pages get the painter of charts from, which is loaded last and in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from diary.charts.picture import ChartPainter


class ChartSource(QObject):
    """Holds the painter once it is there; `charts_ready` tells that it has come."""

    charts_ready = Signal()

    def __init__(self, painter: ChartPainter | None = None) -> None:
        super().__init__()
        self._painter = painter

    @property
    def painter(self) -> ChartPainter | None:
        """The painter; None while it is being loaded."""
        return self._painter

    def take(self, painter: ChartPainter) -> None:
        """Take the loaded painter; called on the thread of the window."""
        self._painter = painter
        self.charts_ready.emit()
