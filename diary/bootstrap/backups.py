"""The backups of one diary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diary import __version__, paths
from diary.bootstrap.system import SystemClock

if TYPE_CHECKING:
    from diary.services.backups import Backups


def backups_of(path: Path) -> Backups:
    """The backups of the diary at `path`, with the second folder that was chosen for it."""
    from diary.services.backups import Backups  # noqa: PLC0415 - imported where it is used
    from diary.services.known_diaries import (  # noqa: PLC0415 - as above
        FILE_NAME,
        KnownDiaries,
    )
    from diary.storage.backups.shelf import DiaryBackups  # noqa: PLC0415 - as above

    known = KnownDiaries(paths.config_path() / FILE_NAME, paths.default_diary_path().parent)
    shelf = DiaryBackups(path, SystemClock(), f"{paths.PROGRAM} {__version__}")
    return Backups(shelf, lambda: known.second_folder(path))
