"""A hand-over file as values: what is in it, what was left out, and what is odd or wrong with it.

Nothing read from such a file is believed: `is_complete` says whether it is as it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from diary.domain.diary import Diary
from diary.domain.errors import DiaryError
from diary.domain.exchange_problem import ExchangeProblem
from diary.domain.knee import Knee
from diary.domain.period import Span

ENDING = ".kneelog"
PASSPHRASE_LONGEST = 1000
# 2 to the power of it times 1 KiB is the memory that a passphrase takes to be tried.
WORK_MOST = 21


class Part(StrEnum):
    """What a person may leave out of a file for somebody else."""

    NOTES = "notes"
    TIMES = "times"
    NAME = "name"
    SHOES = "shoes"
    RUNS = "runs"
    PAINKILLERS = "painkillers"
    REMINDERS = "reminders"
    LEFT_KNEE = "left_knee"
    RIGHT_KNEE = "right_knee"


KNEE_PARTS: Mapping[Knee, Part] = {Knee.LEFT: Part.LEFT_KNEE, Knee.RIGHT: Part.RIGHT_KNEE}


class HandOverCode(StrEnum):
    """What is wrong with a hand-over file; the first group refuses it, the second is only told."""

    NOT_A_HAND_OVER = "not_a_hand_over"
    NOT_A_FILE = "not_a_file"
    CUT_SHORT = "cut_short"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    NAME_TWICE = "name_twice"
    NO_DIARY = "no_diary"
    DIARY_REFUSED = "diary_refused"
    LOCKED = "locked"
    WRONG_KEY = "wrong_key"
    OTHER_LOCK = "other_lock"
    TOO_MUCH_WORK = "too_much_work"
    REFUSED_NEWER = "refused_newer"
    NOT_AS_MADE = "not_as_made"

    CHANGED = "changed"
    MISSING = "missing"
    UNLISTED = "unlisted"
    UNKNOWN_MEMBER = "unknown_member"
    NO_MANIFEST = "no_manifest"
    MANIFEST_ODD = "manifest_odd"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class HandOverProblem:
    """Something odd in a file: `name` is the member or the key it is about, "" the whole file."""

    code: HandOverCode
    name: str = ""


class HandOverRefusedError(DiaryError):
    """A hand-over file cannot be used; nothing was changed.

    `name` is the member it is about; `about` what its `diary.json` is refused for.
    """

    def __init__(
        self, code: HandOverCode, name: str = "", about: tuple[ExchangeProblem, ...] = ()
    ) -> None:
        super().__init__(code, name)
        self.code = code
        self.name = name
        self.about = about


@dataclass(frozen=True, slots=True)
class HandOver:
    """A hand-over file that was read.

    `is_complete`: every member is there and has the hash that the manifest says; else the file is
    damaged or changed. `sha256` is that of `diary.json`, `file_id` its first four digits as they
    stand on paper. `span` None = the whole diary; `shown` are the days of it that were chosen to be
    looked at, None = it does not say. `reminders` are rows with the keys of the format (`rule
    subject fired_on since level state title why evidence`), as they were told when it was made.
    `left_out` are the parts the file says were left out, unknown ones too. `not_shown` counts what
    this program does not understand, in a file of a newer one above all.
    """

    diary: Diary
    sha256: str
    is_complete: bool
    made_at: datetime | None = None
    program: str = ""
    span: Span | None = None
    reminders: tuple[Mapping[str, object], ...] = ()
    left_out: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    problems: tuple[HandOverProblem, ...] = ()
    diary_problems: tuple[ExchangeProblem, ...] = ()
    not_shown: int = 0
    is_newer: bool = False
    shown: Span | None = None

    @property
    def file_id(self) -> str:
        """What tells the file on paper."""
        return file_id_of(self.sha256)


def file_id_of(sha256: str) -> str:
    """The first four digits of a hash in hex, as they are printed."""
    return sha256[:4].upper()
