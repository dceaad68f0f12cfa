"""One window a diary: a lock beside the file that falls with the program, however it ends.

The lock is the operating system's own. What is written in the lock file, such as the number of
the process that has it, is never believed: a number may long be another program's.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from filelock import FileLock, SoftFileLock, Timeout

from diary.storage.database import lock_path, make_folder


class DiaryLock:
    """The right to show a diary in a window; the command line does without."""

    def __init__(self, path: Path) -> None:
        place = lock_path(path)
        self._folder = place.parent
        self._lock = FileLock(place, mode=0o600, thread_local=False)

    def acquire(self, wait_s: float = 0.0) -> bool:
        """Take the lock, waiting so many seconds for it; False when another window has it."""
        try:
            make_folder(self._folder)
            with warnings.catch_warnings():
                # It tells of a file system without locks; see below.
                warnings.simplefilter("ignore", UserWarning)
                self._lock.acquire(timeout=wait_s)
        except Timeout:
            return self._is_mere_file()
        except (OSError, NotImplementedError):
            # A folder that cannot be written, a file system without locks: better two windows
            # than none, since every write is a transaction.
            return True
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens without one."""
        self._lock.release()

    def _is_mere_file(self) -> bool:
        # In place of a missing lock the library takes the file itself for one; that stays behind
        # when a program is killed, and a stale one must not keep anybody out.
        return isinstance(self._lock, SoftFileLock)
