"""What is called a backup: nothing with another name is ever written, read as one or removed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from diary.domain.backup import BackupReason
from diary.storage.database import real_path

ENDING = ".sqlite3"
MANIFEST_ENDING = ".json"
FOLDER = "backups"
LOCK_NAME = ".lock"
_STAMP = "%Y%m%dT%H%M%SZ"
_STEM = r"(\d{7,12})-(\d{8}T\d{6}Z)-s(\d{1,6})-([a-z][a-z_]{0,30})"
_NAME = re.compile(rf"{_STEM}({re.escape(ENDING)}|{re.escape(MANIFEST_ENDING)})", re.ASCII)
_PART = re.compile(r"(\d{7,12})\.(sqlite3|json)\.part(-journal|-wal|-shm)?", re.ASCII)
# A clock outside of these is no clock.
_YEARS = range(1970, 2200)


def backup_folder(path: Path) -> Path:
    """Where the backups of the diary at `path` lie; a folder of its own for each diary."""
    place = real_path(path)
    # "d" and "d.sqlite3" are two diaries.
    name = place.name.removesuffix(ENDING)
    return place.parent / FOLDER / (name if name != place.name else f"{name}.backups")


@dataclass(frozen=True, slots=True)
class BackupName:
    """What the name of a backup says; `made_at` in whole seconds, UTC."""

    number: int
    made_at: datetime
    schema: int
    reason: BackupReason

    @property
    def stem(self) -> str:
        """The name without its ending: 0000012-20261120T184200Z-s2-close."""
        stamp = self.made_at.strftime(_STAMP)
        return f"{self.number:07d}-{stamp}-s{self.schema}-{self.reason}"

    @property
    def file(self) -> str:
        """The name of the backup itself."""
        return self.stem + ENDING

    @property
    def manifest(self) -> str:
        """The name of the list of what is in it."""
        return self.stem + MANIFEST_ENDING


def read_name(name: str) -> BackupName | None:
    """What the name of a backup or of its manifest says; None when it is not one of ours."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    number, stamp, schema, reason = match.group(1, 2, 3, 4)
    try:
        made_at = datetime.fromisoformat(stamp)
        found = BackupName(int(number), made_at, int(schema), BackupReason(reason))
    except ValueError:
        return None
    # A name that we would have written otherwise is not ours.
    return found if made_at.year in _YEARS and name.startswith(f"{found.stem}.") else None


def number_in(name: str) -> int:
    """The running number that a name takes, also that of an unfinished backup; 0 = none."""
    match = _PART.fullmatch(name) or _NAME.fullmatch(name)
    return int(match.group(1)) if match else 0


def part_name(number: int, ending: str) -> str:
    """The name of an unfinished backup or manifest; it also holds the number for its maker."""
    return f"{number:07d}{ending}.part"


def is_part(name: str) -> bool:
    """True for the name of an unfinished backup, its manifest or what SQLite puts beside it."""
    return _PART.fullmatch(name) is not None
