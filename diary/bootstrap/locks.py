"""Which diaries this program has the right to show; the rights fall with it, however it ends."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diary.storage.lock import DiaryLock


class DiaryLocks:
    """The locks held, by the path of the diary; may be used in any thread."""

    def __init__(self) -> None:
        self._held: dict[Path, DiaryLock] = {}
        self._one_at_a_time = Lock()

    def take(self, path: Path, wait_s: float = 0.0) -> bool:
        """Take the right, also when this program has it already; False = another one has it."""
        from diary.storage.lock import DiaryLock  # noqa: PLC0415 - imported where it is used

        with self._one_at_a_time:
            if path.resolve() in self._held:
                return True
            lock = DiaryLock(path)
            if not lock.acquire(wait_s):
                return False
            self._held[path.resolve()] = lock
            return True

    def give_back(self, path: Path) -> None:
        """Let others have it; nothing happens without it."""
        with self._one_at_a_time:
            lock = self._held.pop(path.resolve(), None)
            if lock is not None:
                lock.release()

    def give_back_all(self) -> None:
        """Let others have every diary."""
        for path in tuple(self._held):
            self.give_back(path)
