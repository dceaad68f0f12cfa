"""One local calendar day of the diary: both knees, the plan answer, limits, care, note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum

from diary.domain.checks import aware, in_range, real_day, short_text, utc
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import EMPTY_KNEE_DAY, Knee, KneeDay

NOTE_LONGEST = 500
CARE_OWN_MOST = 12
CARE_OWN_LONGEST = 24
PAINKILLER_LONGEST = 80
MINUTES_OF_A_DAY = 1440


class PlanAnswer(StrEnum):
    """Did you run as planned?"""

    AS_PLANNED = "as_planned"
    CUT_SHORT = "cut_short"
    SKIPPED_KNEE = "skipped_knee"
    SKIPPED_OTHER = "skipped_other"
    NONE_PLANNED = "none_planned"


class Limit(StrEnum):
    """What the knee limited."""

    STAIRS = "stairs"
    SQUATTING_KNEELING = "squatting_kneeling"
    SITTING_LONG = "sitting_long"
    WALKING = "walking"
    SLEEP = "sleep"
    WORK_HOME = "work_home"


class Care(StrEnum):
    """What was done for the knee."""

    STRENGTH = "strength"
    MOBILITY = "mobility"
    ICE = "ice"
    HEAT = "heat"
    TAPE = "tape"
    BRACE = "brace"
    MASSAGE_ROLLER = "massage_roller"
    PAINKILLER = "painkiller"
    REST = "rest"
    PT_VISIT = "pt_visit"


@dataclass(frozen=True, slots=True)
class Painkiller:
    """Name and local time of a painkiller, both optional."""

    name: str = ""
    at: time | None = None

    def __post_init__(self) -> None:
        short_text("painkiller", self.name, PAINKILLER_LONGEST)


@dataclass(frozen=True, slots=True)
class Day:
    """Everything said about the day `on`.

    `recorded_at` is the last change of anything here but the scores. `knees` holds only knees
    that have an answer. `held_back` is None until the plan question is answered.
    """

    on: date
    knees: Mapping[Knee, KneeDay] = field(default_factory=dict)
    recorded_at: datetime | None = None
    plan: PlanAnswer | None = None
    held_back: bool | None = None
    away: bool = False
    limits: Mapping[Limit, bool] = field(default_factory=dict)
    care: Mapping[Care, bool] = field(default_factory=dict)
    care_own: tuple[str, ...] = ()
    care_minutes: Mapping[Care, int] = field(default_factory=dict)
    painkiller: Painkiller | None = None
    note: str = ""

    def __post_init__(self) -> None:
        real_day("on", self.on)
        if self.recorded_at is not None and self.recorded_at.tzinfo is not UTC:
            aware("recorded_at", self.recorded_at)
            object.__setattr__(self, "recorded_at", utc(self.recorded_at))
        if self.note:
            short_text("note", self.note, NOTE_LONGEST)
        if self.held_back is not None and self.plan is None:
            raise InvalidValueError("held_back", Reason.NEEDS_OTHER, self.held_back, other="plan")
        if self.care_own or self.care_minutes or self.painkiller is not None:
            self._check_care()
        if EMPTY_KNEE_DAY in self.knees.values():
            kept = {knee: value for knee, value in self.knees.items() if not value.is_empty}
            object.__setattr__(self, "knees", kept)

    def _check_care(self) -> None:
        if len(self.care_own) > CARE_OWN_MOST:
            raise InvalidValueError("care_own", Reason.TOO_MANY, self.care_own, high=CARE_OWN_MOST)
        for text in self.care_own:
            short_text("care_own", text, CARE_OWN_LONGEST)
        for minutes in self.care_minutes.values():
            in_range("care_minutes", minutes, 0, MINUTES_OF_A_DAY)
        if self.painkiller is not None and self.care.get(Care.PAINKILLER) is not True:
            raise InvalidValueError(
                "painkiller", Reason.NEEDS_OTHER, self.painkiller, other="care.painkiller"
            )

    def knee(self, knee: Knee) -> KneeDay:
        """What was said about this knee; an empty value when nothing was."""
        return self.knees.get(knee, EMPTY_KNEE_DAY)

    def with_knee(self, knee: Knee, value: KneeDay) -> Day:
        """The same day with another value for one knee."""
        return replace(self, knees={**self.knees, knee: value})

    @property
    def is_empty(self) -> bool:
        """True when nothing is said, so that the day need not be kept."""
        return self == Day(self.on, recorded_at=self.recorded_at)
