"""The shapes of `.kneenotes`, version 1: field names are the keys, their order that of the file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct

from diary.domain import exercise as spec
from diary.domain.exercise import BodyArea, SessionKind, Side
from diary.formats.exchange_shapes import Id, Instant, Stage, YesNo
from diary.formats.exchange_visits import NoteText, Pin

ShortText: TypeAlias = Annotated[str, Meta(max_length=200)]
Pain: TypeAlias = Annotated[int, Meta(ge=0, le=10)]
Count: TypeAlias = Annotated[int, Meta(ge=1, le=spec.COUNT_MOST)]


class About(Struct):
    """Which file the notes are about."""

    file_id: ShortText | None = None
    sha256: ShortText | None = None
    initials: ShortText | None = None


class Author(Struct):
    """Whose notes they are."""

    initials: ShortText | None = None
    clinic: ShortText | None = None


class Note(Struct, kw_only=True):
    """One note."""

    id: Id
    pin: Pin
    text: NoteText


class AnyOffer(Struct, kw_only=True):
    """What every offer has."""

    id: Id
    kind: str


class Limits(Struct, kw_only=True):
    """An offer of pain limits."""

    id: Id
    kind: str
    green_max: Pain
    amber_max: Pain


class NextVisit(Struct, kw_only=True):
    """An offer of a day for the next visit."""

    id: Id
    kind: str
    on: date


class Target(Struct, kw_only=True):
    """An offer of how often."""

    id: Id
    kind: str
    session: SessionKind | None = None
    per_week: Annotated[int, Meta(ge=0, le=spec.PER_WEEK_MOST)]


class ExerciseShape(Struct, kw_only=True):
    """An exercise as in a diary, without its id."""

    name: Annotated[str, Meta(min_length=1, max_length=spec.NAME_LONGEST)]
    areas: tuple[BodyArea, ...] | None = None
    sets: Count | None = None
    reps: Count | None = None
    seconds: Annotated[float, Meta(ge=0, le=spec.SECONDS_MOST)] | None = None
    load_kg: Annotated[float, Meta(ge=0, le=spec.LOAD_MOST_KG)] | None = None
    side: Side | None = None
    from_pt: YesNo = None
    note: Annotated[str, Meta(max_length=spec.NOTE_LONGEST)] | None = None
    retired_on: date | None = None


class ExerciseOffer(Struct, kw_only=True):
    """An offer of an exercise."""

    id: Id
    kind: str
    exercise: ExerciseShape


class StageOffer(Struct, kw_only=True):
    """An offer of a stage of the way back to running."""

    id: Id
    kind: str
    stage: Stage


class Top(Struct, kw_only=True):
    """The whole file; notes and offers are typed one by one."""

    format: str
    version: int
    made_at: Instant | None = None
    program: ShortText | None = None
    about: About | None = None
    author: Author | None = None
    notes: list[Any] | None = None
    offers: list[Any] | None = None
