"""Long work in threads: progress, cancel, and results delivered on the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from diary.services.ports import Progress
from diary.ui.collecting import collection_pause

T = TypeVar("T")


class Task(QObject):
    """One piece of work under way; `progressed` carries done and total, `ended` comes last."""

    progressed = Signal(int, int)
    ended = Signal()
    _succeeded = Signal(object)
    _failed = Signal(object)

    def __init__(self, done: Callable[[object], None], failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._on_done = done
        self._on_failed = failed
        self._is_cancelled = False
        self._is_dropped = False
        self._succeeded.connect(self._on_work_succeeded)
        self._failed.connect(self._on_work_failed)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it returns then is still delivered."""
        self._is_cancelled = True

    def drop(self) -> None:
        """Deliver nothing, not even what is on its way already."""
        self._is_dropped = True
        self.deleteLater()

    def tell_progress(self, done: int, total: int) -> bool:
        """The progress the work is given; False asks it to stop. Called in the worker thread."""
        self.progressed.emit(done, total)
        return not self._is_cancelled

    def perform(self, work: Callable[[Progress], object]) -> None:
        """Do the work; called in the worker thread."""
        try:
            result = work(self.tell_progress)
        except Exception as error:  # noqa: BLE001 - delivered to `failed`, which tells the person
            self._failed.emit(error)
        else:
            self._succeeded.emit(result)

    @Slot(object)
    def _on_work_succeeded(self, result: object) -> None:
        if not self._is_dropped:
            self.ended.emit()
            self._on_done(result)

    @Slot(object)
    def _on_work_failed(self, error: Exception) -> None:
        if not self._is_dropped:
            self.ended.emit()
            self._on_failed(error)


class _Work(QRunnable):
    """Runs the one piece of work in a list.

    Python's half of it may outlive it, so whoever started it empties the list at the end: the work
    holds on to a whole diary.
    """

    def __init__(self, task: Task, kept: list[Callable[[Progress], object]]) -> None:
        super().__init__()
        self._task = task
        self._kept = kept

    def run(self) -> None:
        self._task.perform(self._kept[0])


class TaskRunner(QObject):
    """Starts tasks in a pool of threads and joins them when the program ends.

    Python collects no forgotten objects while a task is under way: it would do so in the thread of
    the task too, and with a large diary for long enough to stop the window.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool(self)
        # matplotlib keeps its fonts, and their files open, for every thread that ever drew.
        self._pool.setExpiryTimeout(-1)
        self._tasks: set[Task] = set()

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

        kept: list[Callable[[Progress], object]] = [work]
        task = Task(deliver, failed)
        task.ended.connect(self._on_task_ended)
        task.ended.connect(kept.clear)
        self._tasks.add(task)
        collection_pause().begin()
        self._pool.start(_Work(task, kept))
        return task

    @property
    def is_busy(self) -> bool:
        """True while a task has not delivered yet."""
        return bool(self._tasks)

    def close(self) -> None:
        """Cancel everything and wait for the threads; nothing is delivered after this."""
        for task in self._tasks:
            task.cancel()
        self._pool.waitForDone()
        for task in self._tasks:
            task.drop()
            collection_pause().end()
        self._tasks.clear()

    @Slot()
    def _on_task_ended(self) -> None:
        task = self.sender()
        if isinstance(task, Task) and task in self._tasks:
            self._tasks.discard(task)
            collection_pause().end()
