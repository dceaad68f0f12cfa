"""How far the reading of an import is, in thousandths of all bytes there are to read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from diary.services.ports import Progress

PROGRESS_TOTAL = 1000


class Gauge:
    """Tells a progress how much of everything was read, weighed by size."""

    def __init__(self, paths: Iterable[Path], progress: Progress | None) -> None:
        self._progress = progress
        self._bytes = {path: _size(path) for path in paths} if progress is not None else {}
        self._total = max(sum(self._bytes.values()), 1)
        self._done = self._now = 0
        self._told = 0

    def begin(self, path: Path) -> None:
        """Take note that a path is being read."""
        self._now = self._bytes.get(path, 0)

    def is_wanted(self, share: float = 0.0) -> bool:
        """False once somebody asked to stop; asked while a file takes long."""
        if share:
            self._note(share * self._now)
        return self._progress is None or self._progress(self._told, PROGRESS_TOTAL)

    def is_going_on(self, path: Path, share: float | None) -> bool:
        """Take note of a part of a path; False = somebody asks to stop."""
        return self._tell((share or 0.0) * self._bytes.get(path, 0))

    def has_done(self, path: Path) -> bool:
        """Take note that a path was read to its end; False = somebody asks to stop."""
        self._done += self._bytes.get(path, 0)
        return self._tell(0.0)

    def _tell(self, more: float) -> bool:
        self._note(more)
        return self.is_wanted()

    def _note(self, more: float) -> None:
        share = min(1.0, (self._done + more) / self._total)
        self._told = int(share * PROGRESS_TOTAL)


def _size(path: Path) -> int:
    """How much there is to read, in bytes; at least one, so that every path moves the gauge."""
    try:
        if not path.is_dir():
            return path.stat().st_size + 1
        with os.scandir(path) as entries:
            return 1 + sum(_size(Path(entry)) for entry in entries if not entry.is_symlink())
    except OSError:
        return 1
