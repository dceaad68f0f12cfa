"""Diary files as a person names them: which names a file can have, and a diary in a new file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from diary.domain.change import whole_diary
from diary.domain.diary import Diary
from diary.domain.errors import DiaryExistsError, InvalidValueError, Reason
from diary.services.new_files import place_beside, put_in_place, taken_away
from diary.services.ports import DiaryStore

ENDING = ".sqlite3"
# Folders beside the diaries: of deleted diaries, and of backups with a folder for each diary.
DELETED = "deleted"
BACKUPS = "backups"
LONGEST_NAME = 80
# A file name has at most 255; files that are made beside a diary have longer names.
_MOST_BYTES = 200
# What one of the systems this runs on does not take in a file name.
FORBIDDEN = '/\\:*?"<>|'
_RESERVED = frozenset(
    {
        *("con", "prn", "aux", "nul"),
        *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10)),
    }
)


def diary_path(name: str, folder: Path) -> Path:
    """The file of a new diary with this name; a file may stand there.

    Raises `InvalidValueError` for `diary_name`: `REQUIRED`, `TOO_LONG`, or `UNKNOWN` with the
    character or the name that no file can have.
    """
    wanted = name.strip()
    if not wanted:
        raise InvalidValueError("diary_name", Reason.REQUIRED)
    if len(wanted) > LONGEST_NAME or len(os.fsencode(wanted)) > _MOST_BYTES:
        raise InvalidValueError("diary_name", Reason.TOO_LONG, wanted, high=LONGEST_NAME)
    for letter in wanted:
        if letter in FORBIDDEN or not letter.isprintable():
            raise InvalidValueError("diary_name", Reason.UNKNOWN, letter)
    if (
        wanted.startswith(".")
        or wanted.endswith(".")
        or wanted.split(".")[0].casefold() in _RESERVED
    ):
        raise InvalidValueError("diary_name", Reason.UNKNOWN, wanted)
    return folder / f"{wanted}{ENDING}"


def is_taken(path: Path) -> bool:
    """True when a file of this name is there, however its letters are written."""
    try:
        return any(each.name.casefold() == path.name.casefold() for each in path.parent.iterdir())
    except OSError:
        return False


def has_backups(path: Path) -> bool:
    """True when backups of a diary of this name are there, which may have been another diary."""
    try:
        folders = [each for each in (path.parent / BACKUPS).iterdir() if each.is_dir()]
        return any(
            each.name.casefold() == path.stem.casefold() and any(each.iterdir()) for each in folders
        )
    except OSError:
        return False


def deleted_diaries(folder: Path) -> list[Path]:
    """The diaries of a folder that were deleted and can be brought back, by name."""
    try:
        found = [each for each in (folder / DELETED).iterdir() if each.suffix == ENDING]
        kept = [each for each in found if not each.name.startswith(".") and each.is_file()]
    except OSError:
        return []
    return sorted(kept, key=lambda each: each.stem.casefold())


def save_as_new(diary: Diary, path: Path, create: Callable[[Path], DiaryStore]) -> Path:
    """Put a whole diary into a new file, which is there complete or not at all.

    `create` makes an empty diary file at the path it is given. Raises `DiaryExistsError` when
    something stands at `path`, or what `create` and the store raise.
    """
    if path.exists() or path.is_symlink():
        raise DiaryExistsError(str(path))
    with taken_away(place_beside(path)) as beside:
        store = create(beside)
        try:
            changes = whole_diary(diary)
            if changes:
                store.write(changes)
        finally:
            store.close()
        put_in_place(beside, path)
    return path
