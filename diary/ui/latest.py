"""Does in a thread the last thing that was asked for; what was asked for before it is dropped.

There is never more than one piece of work under way, however fast they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from diary.services.ports import Progress
from diary.ui.collecting import collection_pause
from diary.ui.tasks import TaskRunner

SLOW_AFTER_MS = 300
T = TypeVar("T")


class _Wish(NamedTuple):
    work: Callable[[], object]
    done: Callable[[object], None]


class Latest(QObject):
    """Work of one kind; `slowness_changed` tells when it takes long enough to say so, and the end.

    `work` touches neither widgets nor the journal; `done` is called on the thread of the window,
    and not at all when `parent` has gone by then.
    """

    slowness_changed = Signal(bool)

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._now: _Wish | None = None
        self._next: _Wish | None = None
        self._is_wanted = False
        self._is_slow = False
        self._slow_after = QTimer(self)
        self._slow_after.setSingleShot(True)
        self._slow_after.setInterval(SLOW_AFTER_MS)
        self._slow_after.timeout.connect(self._on_slow_after_timeout)

    @property
    def is_busy(self) -> bool:
        """True while something asked for has not come."""
        return self._now is not None and self._is_wanted

    def want(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Ask for this instead of everything asked for before."""

        def deliver(result: object) -> None:
            done(result)  # type: ignore[arg-type]  # what `work` returned is a T

        wish = _Wish(work, deliver)
        self._is_wanted = True
        if not self._slow_after.isActive() and not self._is_slow:
            self._slow_after.start()
        if self._now is None:
            self._start(wish)
        else:
            self._next = wish

    def forget(self) -> None:
        """Want nothing any more; what is under way is dropped when it comes."""
        self._next = None
        self._is_wanted = False
        self._end_slowness()

    def _start(self, wish: _Wish) -> None:
        self._now, self._next = wish, None
        work, pause = wish.work, collection_pause()
        # Drawing makes so many objects that Python would collect forgotten widgets in its thread.
        pause.begin()

        def perform(_progress: Progress) -> object:
            try:
                return work()
            finally:
                pause.end_soon()

        self._tasks.run(perform, self._on_work_done, self._on_work_failed)

    def _on_work_done(self, result: object) -> None:
        wish = self._ended()
        if wish is not None:
            wish.done(result)

    def _on_work_failed(self, error: Exception) -> None:
        if self._ended() is not None:
            raise error

    def _ended(self) -> _Wish | None:
        """Go on with what was asked for meanwhile; else return what has just ended if wanted."""
        ended, self._now = self._now, None
        if not isValid(self):
            # The page or dialog that asked has gone from the screen meanwhile.
            self._next = None
            return None
        if self._next is not None:
            self._start(self._next)
            return None
        self._end_slowness()
        is_wanted, self._is_wanted = self._is_wanted, False
        return ended if is_wanted else None

    def _end_slowness(self) -> None:
        self._slow_after.stop()
        if self._is_slow:
            self._is_slow = False
            self.slowness_changed.emit(False)

    @Slot()
    def _on_slow_after_timeout(self) -> None:
        self._is_slow = True
        self.slowness_changed.emit(True)
