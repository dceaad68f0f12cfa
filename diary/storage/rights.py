"""Takes other people's rights from what the program keeps; rights never keep a diary shut.

A folder that the person chose is theirs and stays as it is.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from diary.paths import data_path
from diary.storage.backups.names import backup_folder, read_name
from diary.storage.database import SIDE_FILES, lock_path, real_path

_OWNER_FILE, _OWNER_FOLDER = 0o600, 0o700
# Never written again.
_BACKUP = 0o400


def narrow_rights(path: Path) -> None:
    """Leave the diary, what lies beside it for it, and its backups to their owner alone."""
    real = real_path(path)
    for each in (real, *(Path(f"{real}{suffix}") for suffix in SIDE_FILES), lock_path(path)):
        _narrow(each, _OWNER_FILE)
    if data_path() in real.parents:
        _narrow(real.parent, _OWNER_FOLDER)
    _narrow_backups(backup_folder(path))


def _narrow_backups(folder: Path) -> None:
    _narrow(folder, _OWNER_FOLDER)
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names alone, and fast
    except OSError:
        return
    for name in names:
        _narrow(folder / name, _BACKUP if read_name(name) else _OWNER_FILE)


def _narrow(path: Path, most: int) -> None:
    try:
        status = path.lstat()
        rights = stat.S_IMODE(status.st_mode)
        # A link leads to what is not ours to change.
        if rights & ~most and not stat.S_ISLNK(status.st_mode):
            path.chmod(rights & (most if stat.S_ISREG(status.st_mode) else _OWNER_FOLDER))
    except OSError:
        # Not there, another user's, or a disk that cannot be written.
        return
