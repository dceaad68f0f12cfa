"""The restoring of one diary, with its backups."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diary.bootstrap.system import SystemClock, new_id

if TYPE_CHECKING:
    from diary.services.restoring import Restoring


def restoring_of(path: Path, *, has_lock: bool = False) -> Restoring:
    """Previews and brings back the backups of the diary at `path`.

    `has_lock`: the caller holds the diary's `DiaryLock` itself, as a window does.
    """
    from diary.bootstrap.backups import backups_of  # noqa: PLC0415 - imported where it is used
    from diary.services.restoring import Restoring  # noqa: PLC0415 - imported where it is used
    from diary.storage.restoring import DiaryRestoring  # noqa: PLC0415 - imported where it is used

    shelf = backups_of(path).shelf
    return Restoring(DiaryRestoring(path, shelf, SystemClock(), new_id, has_lock=has_lock))
