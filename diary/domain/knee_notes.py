"""What a PT gives back after going through a diary: notes and offers, as one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from diary.domain.checks import aware, short_text, utc
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exchange_problem import ExchangeProblem
from diary.domain.offer import Offer
from diary.domain.pt_note import AUTHOR_LONGEST, PtNote

NOTES_MOST = 500
OFFERS_MOST = 100
# As long as the initials beside a setting.
INITIALS_LONGEST = 20
FILE_ID_LONGEST = 16
HASH_LONGEST = 64
PROGRAM_LONGEST = 60


@dataclass(frozen=True, slots=True)
class NotesAbout:
    """Which file the PT went through; empty texts = not told."""

    file_id: str = ""
    sha256: str = ""
    initials: str = ""

    def __post_init__(self) -> None:
        short_text("file_id", self.file_id, FILE_ID_LONGEST)
        short_text("sha256", self.sha256, HASH_LONGEST)
        short_text("initials", self.initials, AUTHOR_LONGEST)


@dataclass(frozen=True, slots=True)
class KneeNotes:
    """Notes and offers of one PT about one file; `initials` and `clinic` are the PT's."""

    notes: tuple[PtNote, ...] = ()
    offers: tuple[Offer, ...] = ()
    about: NotesAbout = NotesAbout()
    initials: str = ""
    clinic: str = ""
    made_at: datetime | None = None
    program: str = ""

    def __post_init__(self) -> None:
        short_text("initials", self.initials, INITIALS_LONGEST)
        short_text("clinic", self.clinic, AUTHOR_LONGEST)
        short_text("program", self.program, PROGRAM_LONGEST)
        aware("made_at", self.made_at)
        object.__setattr__(self, "made_at", utc(self.made_at))
        _check("notes", [note.id for note in self.notes], NOTES_MOST)
        _check("offers", [offer.id for offer in self.offers], OFFERS_MOST)


def _check(name: str, ids: Sequence[str], most: int) -> None:
    if len(ids) > most:
        raise InvalidValueError(name, Reason.TOO_MANY, high=most)
    again = next((each for each, number in Counter(ids).items() if number > 1), None)
    if again is not None:
        raise InvalidValueError(name, Reason.DUPLICATE, again)


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """What a `.kneenotes` holds, or None when it is refused, and everything odd in it."""

    notes: KneeNotes | None
    problems: tuple[ExchangeProblem, ...] = ()


class Belonging(StrEnum):
    """Whether a file of notes is about this diary."""

    SAME = "same"
    LIKELY = "likely"
    NOT_TOLD = "not_told"
    OTHER = "other"


class Standing(StrEnum):
    """Whether an offer can be taken; all but `OPEN` say why not."""

    OPEN = "open"
    TAKEN = "taken"
    PAST = "past"
    NO_PLACE = "no_place"
    TOO_MANY = "too_many"
    NOTHING_LEFT = "nothing_left"
    PLAN_FULL = "plan_full"
    NO_STAGE = "no_stage"
    SIGN_FIRST = "sign_first"


@dataclass(frozen=True, slots=True)
class NewsOfNotes:
    """What a file of notes has for a diary.

    `notes` are new here and ready to be kept; `known` counts those that are here already, `moved`
    those new ones whose run is not in the diary, which are about the visit then.
    """

    belonging: Belonging
    notes: tuple[PtNote, ...] = ()
    known: int = 0
    moved: int = 0
    offers: tuple[tuple[Offer, Standing], ...] = ()
