"""An exercise as a PT sets it, and as the diary keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.checks import in_order, in_range, real_day, short_text
from diary.domain.errors import InvalidValueError, Reason

NAME_LONGEST = 80
NOTE_LONGEST = 500
COUNT_MOST = 1000
SECONDS_MOST = 86_400
LOAD_MOST_KG = 1000
PER_WEEK_MOST = 21


class SessionKind(StrEnum):
    """What is done for the body beside running."""

    STRENGTH = "strength"
    MOBILITY = "mobility"
    STRETCHING = "stretching"
    ROLLING = "rolling"
    YOGA = "yoga"
    PILATES = "pilates"
    OTHER = "other"


class BodyArea(StrEnum):
    """What an exercise is for."""

    HIPS = "hips"
    THIGHS_FRONT = "thighs_front"
    THIGHS_BACK = "thighs_back"
    CALVES = "calves"
    CORE = "core"
    ANKLES_FEET = "ankles_feet"


class Side(StrEnum):
    """On which side an exercise is done."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Exercise:
    """What to do and how much of it; None = not told."""

    name: str
    areas: tuple[BodyArea, ...] = ()
    sets: int | None = None
    reps: int | None = None
    seconds: float | None = None
    load_kg: float | None = None
    side: Side | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValueError("name", Reason.REQUIRED)
        short_text("name", self.name, NAME_LONGEST)
        short_text("note", self.note, NOTE_LONGEST)
        in_range("sets", self.sets, 1, COUNT_MOST)
        in_range("reps", self.reps, 1, COUNT_MOST)
        in_range("seconds", self.seconds, 0, SECONDS_MOST)
        in_range("load_kg", self.load_kg, 0, LOAD_MOST_KG)
        object.__setattr__(self, "areas", in_order(self.areas, BodyArea))


@dataclass(frozen=True, slots=True)
class KeptExercise:
    """An exercise of the diary: `from_pt` says who set it, `retired_on` when it was put aside.

    One that is put aside keeps its name for what was done with it.
    """

    id: str
    exercise: Exercise
    from_pt: bool = False
    retired_on: date | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        real_day("retired_on", self.retired_on)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.exercise.name
