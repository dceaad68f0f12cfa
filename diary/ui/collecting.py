"""When Python may collect forgotten objects: never while Qt or another thread would be hurt by it.

A widget that nobody holds goes when Python collects it, on whatever thread that happens to be. On
a thread that draws, or while Qt goes through all widgets, that ends the process.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal, Slot


class CollectionPause(QObject):
    """Counts the work during which nothing is collected; it lives on the thread of the window."""

    _ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._was_enabled = False
        self._later: list[Callable[[], object]] = []
        # Never at once: collecting may begin with the very next object of the calling thread.
        self._ended.connect(self.end, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Collect nothing from now on; called on the thread of the window."""
        if self._count == 0:
            self._was_enabled = gc.isenabled()
            gc.disable()
        self._count += 1

    @Slot()
    def end(self) -> None:
        """One piece of work is over; called on the thread of the window."""
        self._count -= 1
        if self._count == 0:
            if self._was_enabled:
                gc.enable()
            waiting, self._later = self._later, []
            for each in waiting:
                each()

    def when_over(self, call: Callable[[], object]) -> None:
        """Call it now, or once when nothing is under way; for the thread of the window."""
        if self._count == 0:
            call()
        elif call not in self._later:
            self._later.append(call)

    def end_soon(self) -> None:
        """One piece of work is over; called on any thread."""
        self._ended.emit()


@cache
def collection_pause() -> CollectionPause:
    """Return the one pause of this process."""
    return CollectionPause()


@cache
def spare_for_good(_what: str) -> None:
    """Never again look through anything that is there now; called on any thread during a pause.

    A diary of twenty years is half a million objects, and to look through them stops the window for
    longer than an eye takes in. Once in a process for each `_what`, since what is forgotten already
    is never deleted then.
    """
    gc.freeze()


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Keep Python from deleting forgotten objects meanwhile; for the thread of the window."""
    pause = collection_pause()
    pause.begin()
    try:
        yield
    finally:
        pause.end()
