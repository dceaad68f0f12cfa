"""What can go wrong, carrying data and no prose; `diary.texts` words it."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Reason(StrEnum):
    """Why a value is refused."""

    REQUIRED = "required"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_A_TIME = "not_a_time"
    NOT_A_DATE = "not_a_date"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    UNKNOWN = "unknown"
    WRONG_TYPE = "wrong_type"
    IN_FUTURE = "in_future"
    IN_PAST = "in_past"
    WRONG_ORDER = "wrong_order"
    NEEDS_OTHER = "needs_other"
    DUPLICATE = "duplicate"
    NAMES_NOTHING = "names_nothing"
    BELOW_DISTANCE = "below_distance"


class DiaryError(Exception):
    """Base of everything the program knows how to put in words."""


class InvalidValueError(DiaryError):
    """A value that cannot be right.

    `field` is a key of the vocabulary; `low` and `high` are the bounds in the field's own unit;
    `other` names a second field or value the message needs.
    """

    def __init__(
        self,
        field: str,
        reason: Reason,
        value: object = None,
        *,
        low: float | None = None,
        high: float | None = None,
        other: str | None = None,
    ) -> None:
        super().__init__(field, reason, value)
        self.field = field
        self.reason = reason
        self.value = value
        self.low = low
        self.high = high
        self.other = other


class StaleChangeError(DiaryError):
    """The value a change starts from is not in the diary any more; `field` is what differs."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class ForeignChangeError(StaleChangeError):
    """Another program has written since the diary was read, on which the whole change rests."""

    def __init__(self) -> None:
        super().__init__("diary")


class DiaryFileError(DiaryError):
    """A diary file cannot be used; `path` is the file, nothing in it was changed."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class DiaryMissingError(DiaryFileError):
    """There is no file at the path."""


class DiaryExistsError(DiaryFileError):
    """A file stands where a new diary should go."""


class DiaryForeignError(DiaryFileError):
    """The file is not a Kneelog diary."""


class DiaryDamagedError(DiaryFileError):
    """The file is a diary but cannot be read as one."""


class DiaryBusyError(DiaryFileError):
    """Another program holds the file for longer than the waiting time."""


class DiaryReplacedError(DiaryFileError):
    """The path no longer leads to the file that is open."""


class FileFault(StrEnum):
    """Why a file or its folder could not be used, as far as the system says."""

    NO_SPACE = "no_space"
    NO_RIGHTS = "no_rights"
    READ_ONLY = "read_only"
    UNREADABLE = "unreadable"
    DISK_GONE = "disk_gone"


_FAULTS: Mapping[int, FileFault] = MappingProxyType(
    {
        errno.ENOSPC: FileFault.NO_SPACE,
        errno.EDQUOT: FileFault.NO_SPACE,
        errno.EACCES: FileFault.NO_RIGHTS,
        errno.EPERM: FileFault.NO_RIGHTS,
        errno.EROFS: FileFault.READ_ONLY,
        errno.EIO: FileFault.DISK_GONE,
        errno.ENXIO: FileFault.DISK_GONE,
        errno.ENODEV: FileFault.DISK_GONE,
        errno.ESTALE: FileFault.DISK_GONE,
        errno.ENOTCONN: FileFault.DISK_GONE,
    }
)


def file_fault(number: int | None) -> FileFault | None:
    """What the system's number of an error says about a file; None = nothing of these."""
    return None if number is None else _FAULTS.get(number)


class DiaryUnwritableError(DiaryFileError):
    """The file or its folder cannot be written, or not even read.

    `fault` says why; None = the system does not say.
    """

    def __init__(self, path: str, detail: str = "", fault: FileFault | None = None) -> None:
        super().__init__(path, detail)
        self.fault = fault


class DiaryNewerError(DiaryFileError):
    """The file was made by a newer version; `found` and `known` are schema numbers."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path, f"schema {found}, known {known}")
        self.found = found
        self.known = known


class MigrationFailedError(DiaryFileError):
    """A step to the present schema failed and was rolled back.

    `backup_path` is the backup that was made just before; None = none was.
    """

    def __init__(self, path: str, detail: str = "", backup_path: str | None = None) -> None:
        super().__init__(path, detail)
        self.backup_path = backup_path


class BackupFault(StrEnum):
    """Why a backup could not be made or used."""

    NO_FOLDER = "no_folder"
    NO_SPACE = "no_space"
    NOT_WRITABLE = "not_writable"
    DIARY_DAMAGED = "diary_damaged"
    NOT_SOUND = "not_sound"
    NOT_A_BACKUP = "not_a_backup"


class BackupFailedError(DiaryError):
    """A backup could not be made or used; the diary and all finished backups are as they were.

    `path` is the file or folder it is about.
    """

    def __init__(self, fault: BackupFault, path: str, detail: str = "") -> None:
        super().__init__(fault, path, detail)
        self.fault = fault
        self.path = path
        self.detail = detail
