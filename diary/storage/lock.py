"""One window a diary: a lock beside the file that falls with the program, however it ends."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from diary.storage.database import make_folder


class DiaryLock:
    """The right to show a diary in a window; the command line does without."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), mode=0o600, thread_local=False)

    def acquire(self) -> bool:
        """Take the lock; False when another window has it."""
        try:
            make_folder(self._folder)
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError):
            # A folder that cannot be written, a file system without locks: better two windows
            # than none, since every write is a transaction.
            return True
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens without one."""
        self._lock.release()
