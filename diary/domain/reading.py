"""What was found in a foreign file, with the codes of the vocabulary for what was odd in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from diary.domain.knee import Knee, Moment
from diary.domain.run import Run, Sport
from diary.domain.table_match import TableLook, TableMatch

# Pictures and films lie beside runs in many folders and archives; nobody takes them for runs.
PICTURE_ENDINGS = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif", ".tiff", ".bmp", ".svg"),
        *(".mp4", ".mov", ".m4v", ".avi", ".webm"),
    )
)


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
    """Something odd in a file: `code` is a `Refusal` or a `Caution`, `detail` data.

    `run_id` names the run it is about where a file holds several; None = the whole file.
    """

    code: str
    detail: str = ""
    run_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """How files are to be read.

    `zone` (the person's, IANA) is used where a file names none, `imported_at` is aware UTC,
    `sport` overrides what the files say, `matches` says by `TableLook.key` what the columns of a
    table are; a table that is not named there is read by its own guess.
    """

    zone: str
    imported_at: datetime
    sport: Sport | None = None
    matches: Mapping[str, TableMatch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadScore:
    """A score of 0 to 10 of one knee that a table holds for a day.

    `run_id` names the run of the same row for the moments that belong to a run, `column` the column
    of the table, from 0.
    """

    on: date
    knee: Knee
    moment: Moment
    value: int
    run_id: str | None = None
    column: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a reader found in one file: runs, scores, warnings, and the error when there is none.

    `error.code` "not_an_activity" means a sound file of another kind (settings, a route).
    `sha256` is that of the unpacked bytes, empty when they could not be read to their end.
    `gear` names the pair of a run by its id, as the source calls it. `table` is how the columns
    were understood when the file is a table that a person may match otherwise. `share` is how much
    of the path that was asked for has been read with it, 0 to 1; None = nobody can tell.
    """

    path: str
    member: str | None
    sha256: str
    runs: tuple[Run, ...]
    warnings: tuple[ReadProblem, ...] = ()
    error: ReadProblem | None = None
    gear: Mapping[str, str] = field(default_factory=dict)
    scores: tuple[ReadScore, ...] = ()
    table: TableLook | None = None
    share: float | None = None
