"""What a PT offers for the diary; nothing of it counts before the runner takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from diary.domain.checks import in_range, real_day
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import PER_WEEK_MOST, Exercise, SessionKind
from diary.domain.run import STAGE_MOST
from diary.domain.settings import THRESHOLDS


def _required(identity: str) -> None:
    if not identity:
        raise InvalidValueError("id", Reason.REQUIRED)


@dataclass(frozen=True, slots=True)
class LimitsOffer:
    """The two pain limits of a run: fine up to `green_max`, stop above `amber_max`."""

    id: str
    green_max: int
    amber_max: int

    def __post_init__(self) -> None:
        _required(self.id)
        for name in ("green_max", "amber_max"):
            bounds = THRESHOLDS[name]
            in_range(name, getattr(self, name), bounds.low, bounds.high)
        if self.amber_max <= self.green_max:
            raise InvalidValueError(
                "amber_max", Reason.WRONG_ORDER, self.amber_max, other="green_max"
            )


@dataclass(frozen=True, slots=True)
class NextVisitOffer:
    """The day of the next visit."""

    id: str
    on: date

    def __post_init__(self) -> None:
        _required(self.id)
        real_day("on", self.on)


@dataclass(frozen=True, slots=True)
class TargetOffer:
    """How often a week something should be done."""

    id: str
    session: SessionKind
    per_week: int

    def __post_init__(self) -> None:
        _required(self.id)
        in_range("per_week", self.per_week, 0, PER_WEEK_MOST)


@dataclass(frozen=True, slots=True)
class ExerciseOffer:
    """An exercise to do."""

    id: str
    exercise: Exercise

    def __post_init__(self) -> None:
        _required(self.id)


@dataclass(frozen=True, slots=True)
class StageOffer:
    """A stage of the way back to running, the first is 1."""

    id: str
    stage: int

    def __post_init__(self) -> None:
        _required(self.id)
        in_range("stage", self.stage, 1, STAGE_MOST)


PlanOffer: TypeAlias = TargetOffer | ExerciseOffer | StageOffer
Offer: TypeAlias = LimitsOffer | NextVisitOffer | PlanOffer
