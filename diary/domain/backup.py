"""A backup of a diary file, as data; how one is made and read lies in storage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class BackupReason(StrEnum):
    """Why a backup was made; part of its file name."""

    CHANGE = "change"
    CLOSE = "close"
    BY_HAND = "by_hand"
    IMPORT = "import"
    BULK_EDIT = "bulk_edit"
    RESTORE = "restore"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup; it is never written again.

    `number` runs upwards by one and orders backups, whatever the clock said. `made_at` is UTC,
    `schema` the number of the file's form. `days`, `runs` and `shoes` count entries outside the
    bin, `last_on` is the latest day with an entry. `sha256` (hex) is that of the file, `content`
    (hex) a fingerprint of every row in it: two backups with the same are equal in all entries.
    `is_verified`: opened, checked and found sound after it was written, and of the same size since.
    """

    path: str
    number: int
    made_at: datetime
    schema: int
    reason: BackupReason
    days: int
    runs: int
    shoes: int
    last_on: date | None
    size_bytes: int
    sha256: str
    content: str
    is_verified: bool
