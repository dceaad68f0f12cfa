"""Long work in threads: progress, cancel, and results delivered on the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from diary.services.ports import Progress
from diary.ui.collecting import collection_pause

T = TypeVar("T")


def _nothing(_progress: Progress) -> None:
    """What is left of work that was let go of."""


@dataclass
class _Piece:
    """What both threads know of one piece of work: no part of it is an object of Qt.

    The thread that works lets go of it last, and must let go of nothing that belongs to the window.
    So the work and what came of it stay here until the thread of the window has taken them out.
    """

    number: int
    work: Callable[[Progress], object]
    result: object = None
    error: Exception | None = None
    is_cancelled: bool = False

    def perform(self, progress: Progress) -> None:
        """Do the work; called in the worker thread."""
        try:
            self.result = self.work(progress)
        except Exception as error:  # noqa: BLE001 - delivered to `failed`, which tells the person
            self.error = error


class Task(QObject):
    """One piece of work under way; `progressed` carries done and total."""

    progressed = Signal(int, int)

    def __init__(
        self,
        piece: _Piece,
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._piece = piece
        self._on_done = done
        self._on_failed = failed

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it returns then is still delivered."""
        self._piece.is_cancelled = True

    def deliver(self) -> None:
        """Hand over what came of the work, which is let go of."""
        result, error = self._piece.result, self._piece.error
        self.forget()
        if error is None:
            self._on_done(result)
        else:
            self._on_failed(error)

    def forget(self) -> None:
        """Let go of the work, which may hold on to a whole diary, and of what came of it."""
        self._piece.work = _nothing
        self._piece.result = self._piece.error = None


class TaskRunner(QObject):
    """Starts tasks in a pool of threads and joins them when the program ends.

    Python collects no forgotten objects while a task is under way: it would do so in the thread of
    the task too, and with a large diary for long enough to stop the window. To be closed before it
    is let go of, since its threads hold on to it while they work.
    """

    _progressed = Signal(int, int, int)
    _performed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool(self)
        # Threads that stay: those that begin and end all day take another place each time.
        self._pool.setExpiryTimeout(-1)
        self._tasks: dict[int, Task] = {}
        self._numbers = count(1)
        self._progressed.connect(self._on_progressed)
        self._performed.connect(self._on_performed)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Start `work`; `done` or `failed` is called once, on the thread of the window.

        `work` must touch neither widgets nor the journal.
        """

        def deliver(result: object) -> None:
            done(result)  # type: ignore[arg-type]  # what `work` returned is a T

        piece = _Piece(next(self._numbers), work)
        task = self._tasks[piece.number] = Task(piece, deliver, failed)
        collection_pause().begin()
        # A function, not a QRunnable of Python's: most of those are never let go of.
        self._pool.start(partial(self._perform, piece))
        return task

    @property
    def is_busy(self) -> bool:
        """True while a task has not delivered yet."""
        return bool(self._tasks)

    def close(self) -> None:
        """Cancel everything and wait for the threads; nothing is delivered after this."""
        for task in self._tasks.values():
            task.cancel()
        self._pool.waitForDone()
        for task in self._tasks.values():
            task.forget()
            collection_pause().end()
        self._tasks.clear()

    def _perform(self, piece: _Piece) -> None:
        """Called in the worker thread."""

        def tell_progress(done: int, total: int) -> bool:
            self._progressed.emit(piece.number, done, total)
            return not piece.is_cancelled

        piece.perform(tell_progress)
        self._performed.emit(piece.number)

    @Slot(int, int, int)
    def _on_progressed(self, number: int, done: int, total: int) -> None:
        task = self._tasks.get(number)
        if task is not None:
            task.progressed.emit(done, total)

    @Slot(int)
    def _on_performed(self, number: int) -> None:
        task = self._tasks.pop(number, None)
        if task is not None:
            collection_pause().end()
            task.deliver()
