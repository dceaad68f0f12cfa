"""What wakes a window that nobody touches: timers that run, and how often its threads wake up.

A wake-up is a voluntary switch of any thread of this process (`/proc/self/task/*/status`): it
waited and was woken. Nothing of this module runs meanwhile but one timer at the end.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

LEAST_INTERVAL_MS = 30_000
_TASKS = Path("/proc/self/task")
_VOLUNTARY = "voluntary_ctxt_switches:"


@dataclass(frozen=True, slots=True)
class Idleness:
    """What was found while nothing was done for `seconds`.

    `wakes` counts wake-ups by the name of the thread, without the one that ended the watch; `fired`
    counts events of timers by class and name of their object, `timers` the running timers of less
    than 30 s. `processor_s` is what all threads took of the processor.
    """

    seconds: float
    wakes: dict[str, int]
    fired: dict[str, int]
    timers: tuple[str, ...]
    processor_s: float

    @property
    def wakes_a_second(self) -> float:
        """Wake-ups of all threads a second."""
        return sum(self.wakes.values()) / self.seconds


class _Watch(QObject):
    """Notes which timers fire."""

    def __init__(self) -> None:
        super().__init__()
        self.fired: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Timer:
            self.fired[_named(watched)] += 1
        return False


def watch_idle(seconds: float) -> Idleness:
    """Let the event loop wait for `seconds` and tell what woke it."""
    app = QCoreApplication.instance()
    assert app is not None
    loop, watch = QEventLoop(), _Watch()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    app.installEventFilter(watch)
    begun, took, before = time.monotonic(), time.process_time(), _switches()
    loop.exec()
    after, ended = _switches(), time.monotonic()
    app.removeEventFilter(watch)
    wakes = {
        name: count - before.get(name, 0)
        for name, count in after.items()
        if count > before.get(name, 0)
    }
    return Idleness(
        ended - begun,
        wakes,
        dict(watch.fired),
        tuple(short_timers()),
        time.process_time() - took,
    )


def wait(seconds: float) -> None:
    """Let the event loop turn for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def short_timers() -> list[str]:
    """The timers that run again and again at less than 30 s, by their owner."""
    return sorted(
        f"{_named(timer.parent())} every {timer.interval()} ms"
        for timer in _repeating()
        if timer.interval() < LEAST_INTERVAL_MS
    )


def intervals_s() -> list[float]:
    """The seconds between two turns of each timer that runs again and again."""
    return sorted(timer.interval() / 1000 for timer in _repeating())


def _repeating() -> set[QTimer]:
    """Timers of every tree, and those that only Python holds."""
    app = QCoreApplication.instance()
    windows = QApplication.topLevelWidgets()
    roots = [app, *(each for each in windows if each.parent() is None)]
    found = {timer for root in roots if root is not None for timer in root.findChildren(QTimer)}
    found.update(each for each in gc.get_objects() if isinstance(each, QTimer) and isValid(each))
    return {timer for timer in found if timer.isActive() and not timer.isSingleShot()}


def _named(owner: QObject | None) -> str:
    if owner is None:
        return "nobody"
    kind, name = type(owner).__name__, owner.objectName()
    return f"{kind} {name}" if name else kind


def _switches() -> dict[str, int]:
    """Voluntary switches so far by thread: its number and name."""
    found = {}
    for task in _TASKS.iterdir():
        lines = (task / "status").read_text(encoding="utf-8", errors="replace").splitlines()
        count = next(line for line in lines if line.startswith(_VOLUNTARY))
        found[f"{task.name} {lines[0].partition(':')[2].strip()}"] = int(count.split()[1])
    return found
