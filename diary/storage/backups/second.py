"""A second folder of the person's choice: finished backups only, each whole or not at all.

It may lie on a stick, in a synced folder or on another computer, and it may serve several
diaries: each has a folder of its own there, named after the diary, its place and the computer.
"""

from __future__ import annotations

import platform
import shutil
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from diary.domain.backup import Backup
from diary.domain.errors import BackupFailedError, BackupFault, DiaryBusyError
from diary.storage.backups.folder import (
    bring_to_disk,
    failures,
    finish,
    held,
    remove_left_over,
    taken_number,
    thinned,
)
from diary.storage.backups.manifest import listed
from diary.storage.whole_files import digest_of

_MARK_BYTES = 4


def place_in(folder: Path, path: Path) -> Path:
    """Where the backups of the diary at `path` go inside a second folder."""
    origin = f"{platform.node()}\n{path.absolute()}"
    mark = blake2b(origin.encode("utf-8", "surrogateescape"), digest_size=_MARK_BYTES).hexdigest()
    return folder / f"{path.stem}-{mark}"


def copy_to_second(backup: Backup, folder: Path, path: Path, program: str) -> None:
    """Put a verified backup of the diary at `path` into a second folder, and thin what lies there.

    One that is there already is not copied again. It keeps its number unless a higher one is
    there. Raises `BackupFailedError`: `NO_FOLDER`, `NO_SPACE`, `NOT_WRITABLE`, or `NOT_SOUND`
    when it is not as it was written, before or after it was copied.
    """
    place = place_in(folder, path)
    with failures(folder):
        if not folder.is_dir():
            # It is never made: an empty folder may stand where a disk belongs.
            raise BackupFailedError(BackupFault.NO_FOLDER, str(folder))
        try:
            with held(place) as has_lock:
                if has_lock:
                    remove_left_over(place)
                if not any(_is_same(each, backup) for each in listed(place)):
                    _copy(backup, place, program)
                thinned(place)
        except DiaryBusyError as error:
            raise BackupFailedError(BackupFault.NOT_WRITABLE, str(folder), "busy") from error


def _is_same(one: Backup, other: Backup) -> bool:
    return one.is_verified and (one.sha256, one.made_at) == (other.sha256, other.made_at)


def _copy(backup: Backup, place: Path, program: str) -> None:
    with taken_number(place, backup.number) as (number, part):
        shutil.copyfile(backup.path, part)
        bring_to_disk(part)
        if digest_of(part) != backup.sha256:
            # Not what was written, or not what arrived.
            raise BackupFailedError(BackupFault.NOT_SOUND, backup.path, "sha256")
        finish(place, part, replace(backup, number=number), program)
