"""Finds how long the event loop is held up: a beat that comes late tells it.

A gap is the less of what passed by the clock and of what this process took of the processor, so
that other work on the machine is not counted; what its own threads hold up is.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot

BEAT_MS = 10


class Pulse(QObject):
    """Beats while it is started; `longest_s` by what was being done then."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_s: dict[str, float] = {}
        self._doing = "start"
        self._seen, self._took = time.perf_counter(), time.process_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Begin to beat."""
        self.skip()
        self._timer.start()

    def stop(self) -> None:
        """Leave the event loop alone."""
        self._timer.stop()

    def doing(self, name: str) -> None:
        """Say what is done from now on."""
        self._note()
        self._doing = name

    def skip(self) -> None:
        """Count nothing of what passed since the last beat."""
        self._seen, self._took = time.perf_counter(), time.process_time()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._note()

    def _note(self) -> None:
        now, took = time.perf_counter(), time.process_time()
        gap = min(now - self._seen, took - self._took)
        self.longest_s[self._doing] = max(self.longest_s.get(self._doing, 0.0), gap)
        self._seen, self._took = now, took
