"""A diary that is deleted is only moved: into the folder `deleted` beside it, and back again.

Its backups stay where they are. At every moment the whole file has at least one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from diary.domain.errors import DiaryBusyError, DiaryMissingError
from diary.storage.database import SIDE_FILES, connect, make_folder, real_path
from diary.storage.failures import translated
from diary.storage.replacing import turn
from diary.storage.whole_files import give_name, sync_folder

FOLDER = "deleted"


def put_away(path: Path) -> Path:
    """Move a diary that nobody has open, with all that is in its log; returns where it lies now.

    Raises `DiaryBusyError` when another program has it open, or another `DiaryFileError`; then the
    diary is where it was.
    """
    real = real_path(path)
    if not real.exists():
        raise DiaryMissingError(str(path))
    with translated(path), turn(real):
        _fold_log_in(real)
        folder = real.parent / FOLDER
        make_folder(folder)
        place = next(each for each in _names(folder, real) if not each.exists())
        _rename(real, place)
        if path.is_symlink():
            path.unlink()
    return place


def bring_back(kept: Path, path: Path, link: Path | None = None) -> None:
    """Give a diary that was put away its place again, and the link that led there.

    `path` is that of the file itself, on the same disk as `kept`. Raises `DiaryMissingError` when
    nothing is kept there, `DiaryExistsError` when something stands at `path`, or another
    `DiaryFileError`.
    """
    if not kept.exists():
        raise DiaryMissingError(str(kept))
    with translated(path), turn(path):
        _fold_log_in(kept)
        _rename(kept, path)
    if link is not None and link != path and not (link.is_symlink() or link.exists()):
        with translated(link):
            link.symlink_to(path)


def _fold_log_in(path: Path) -> None:
    """Have everything in the file itself: what lies in a log would stay behind."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # Whoever closes a diary last takes its log away.
    if Path(f"{path}-wal").exists():
        raise DiaryBusyError(str(path), "open in another program")


def _rename(old: Path, new: Path) -> None:
    give_name(old, new)
    old.unlink(missing_ok=True)
    for ending in SIDE_FILES:
        Path(f"{old}{ending}").unlink(missing_ok=True)
    sync_folder(old.parent)


def _names(folder: Path, path: Path) -> Iterator[Path]:
    yield folder / path.name
    number = 2
    while True:
        yield folder / f"{path.stem} {number}{path.suffix}"
        number += 1
