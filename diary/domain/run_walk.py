"""The way back to running in stages of running and walking; the person takes every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from diary.domain.checks import in_range, real_day
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.run import STAGE_MOST

RUN_MOST_MIN = 180
WALK_MOST_MIN = 60
REPEATS_MOST = 50


class StepReason(StrEnum):
    """Why a step was taken; `hold` repeats the stage and counts its runs anew."""

    PROGRESS = "progress"
    HOLD = "hold"
    BACK = "back"
    GAP = "gap"
    RESTART = "restart"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Stage:
    """So many times `run_min` of running and `walk_min` of walking; `walk_min` may be 0."""

    run_min: int
    walk_min: int
    repeats: int

    def __post_init__(self) -> None:
        in_range("run_min", self.run_min, 1, RUN_MOST_MIN)
        in_range("walk_min", self.walk_min, 0, WALK_MOST_MIN)
        in_range("repeats", self.repeats, 1, REPEATS_MOST)

    @property
    def running_min(self) -> int:
        """Minutes of running in all."""
        return self.run_min * self.repeats

    @property
    def whole_min(self) -> int:
        """Minutes of running and walking in all."""
        return (self.run_min + self.walk_min) * self.repeats


# Our own eight stages, after the military overuse-knee trial (Trials 2023) and Delaware's rules.
EIGHT_STAGES = (
    Stage(1, 2, 8),
    Stage(2, 2, 6),
    Stage(3, 2, 5),
    Stage(4, 1, 5),
    Stage(5, 1, 4),
    Stage(8, 1, 3),
    Stage(12, 1, 2),
    Stage(25, 0, 1),
)


@dataclass(frozen=True, slots=True)
class StartGate:
    """What was answered before the first stage; None = not answered.

    `walk_30_ok`: 30 minutes of walking at 2 of 10 or less. `pt_override`: the PT said to begin.
    """

    walk_30_ok: bool | None = None
    hop_test_ok: bool | None = None
    pt_override: bool = False

    @property
    def is_open(self) -> bool:
        """True when the first stage may begin, as far as these answers say."""
        return self.pt_override or self.walk_30_ok is True


@dataclass(frozen=True, slots=True)
class StageStep:
    """A step from one stage to another on one day; the same stage twice = it is repeated."""

    on: date
    from_stage: int
    to_stage: int
    reason: StepReason

    def __post_init__(self) -> None:
        real_day("on", self.on)
        in_range("from", self.from_stage, 1, STAGE_MOST)
        in_range("to", self.to_stage, 1, STAGE_MOST)


@dataclass(frozen=True, slots=True)
class RunWalk:
    """The stages, the one that is on (the first is 1), and every step that was taken."""

    stages: tuple[Stage, ...] = EIGHT_STAGES
    stage: int = 1
    started_on: date | None = None
    is_paused: bool = False
    gate: StartGate = field(default_factory=StartGate)
    steps: tuple[StageStep, ...] = ()

    def __post_init__(self) -> None:
        if not self.stages:
            raise InvalidValueError("stages", Reason.REQUIRED)
        if len(self.stages) > STAGE_MOST:
            raise InvalidValueError("stages", Reason.TOO_MANY, high=STAGE_MOST)
        in_range("stage", self.stage, 1, len(self.stages))
        real_day("started_on", self.started_on)
        object.__setattr__(self, "steps", tuple(sorted(self.steps, key=_day_of)))

    @property
    def current(self) -> Stage:
        """What is to be run at the stage that is on."""
        return self.stages[self.stage - 1]

    @property
    def since_on(self) -> date | None:
        """The day from which runs count for the stage: of the last step, or of the start."""
        return self.steps[-1].on if self.steps else self.started_on

    @property
    def promoted(self) -> StageStep | None:
        """The last step, when settled runs led up to the stage that is on; None = another way."""
        if not self.steps or self.steps[-1].reason is not StepReason.PROGRESS:
            return None
        return self.steps[-1]

    @property
    def is_last_stage(self) -> bool:
        """True at the last stage."""
        return self.stage == len(self.stages)


def _day_of(step: StageStep) -> date:
    return step.on
