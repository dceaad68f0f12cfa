"""What was found in a foreign file, with the codes of the vocabulary for what was odd in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diary.domain.run import Run


class ImportStatus(StrEnum):
    """What became of a file, or of one activity in it."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    NOT_A_RUN = "not_a_run"
    FAILED = "failed"
    SKIPPED = "skipped"


class Refusal(StrEnum):
    """Why nothing could be taken from a file."""

    UNREADABLE = "unreadable"
    TRUNCATED = "truncated"
    NOT_AN_ACTIVITY = "not_an_activity"
    NO_DATE = "no_date"
    IMPLAUSIBLE = "implausible"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    TIMEOUT = "timeout"
    MISSING_MEMBER = "missing_member"


class Caution(StrEnum):
    """What was odd in a file that could be used all the same."""

    CRC_WRONG = "crc_wrong"
    CUT_SHORT = "cut_short"
    DATE_IMPLAUSIBLE = "date_implausible"
    NO_DISTANCE = "no_distance"
    SPORT_GUESSED = "sport_guessed"
    ZONE_GUESSED = "zone_guessed"
    FIELD_DROPPED = "field_dropped"
    ELAPSED_LONG = "elapsed_long"


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something odd in a file: `code` is a `Refusal` or a `Caution`, `detail` data."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a reader found in one file: runs, warnings, and the error when nothing can be used.

    `error.code` "not_an_activity" means a sound file of another kind (settings, a route).
    `sha256` is that of the unpacked bytes, empty when they could not be read to their end.
    """

    path: str
    member: str | None
    sha256: str
    runs: tuple[Run, ...]
    warnings: tuple[ReadProblem, ...] = ()
    error: ReadProblem | None = None
