"""What can go wrong, carrying data and no prose; `diary.texts` words it."""

from __future__ import annotations

from enum import StrEnum


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


class DiaryUnwritableError(DiaryFileError):
    """The file or its folder cannot be written: no rights, no space, no device."""


class DiaryNewerError(DiaryFileError):
    """The file was made by a newer version; `found` and `known` are schema numbers."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(path, f"schema {found}, known {known}")
        self.found = found
        self.known = known


class MigrationFailedError(DiaryFileError):
    """A step to the present schema failed and was rolled back."""


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
