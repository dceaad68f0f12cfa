"""Ready lists of exercises and a ready plan: a start for people without a list of their own.

They promise nothing; whether they suit somebody is for a PT to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diary.domain.exercise import BodyArea, SessionKind, Side
from diary.domain.plan import WeeklyTargets


class ListKey(StrEnum):
    """What a list is for."""

    HIPS = "hips"
    THIGHS = "thighs"
    CALVES = "calves"
    CORE = "core"
    WARM_UP = "warm_up"
    STRETCHING = "stretching"


class ListedKey(StrEnum):
    """The exercises of all lists."""

    SIDE_LEG_RAISE = "side_leg_raise"
    CLAMSHELL = "clamshell"
    BRIDGE = "bridge"
    SIDE_STEPS = "side_steps"
    SQUAT = "squat"
    STEP_UP = "step_up"
    STEP_DOWN = "step_down"
    HAMSTRING_BRIDGE = "hamstring_bridge"
    CALF_RAISE = "calf_raise"
    BENT_CALF_RAISE = "bent_calf_raise"
    PLANK = "plank"
    SIDE_PLANK = "side_plank"
    CRUNCH = "crunch"
    BRISK_WALK = "brisk_walk"
    LEG_SWINGS = "leg_swings"
    WALKING_LUNGE = "walking_lunge"
    HIP_FLEXOR_STRETCH = "hip_flexor_stretch"
    QUAD_STRETCH = "quad_stretch"
    HAMSTRING_STRETCH = "hamstring_stretch"
    CALF_STRETCH = "calf_stretch"


@dataclass(frozen=True, slots=True)
class ListedExercise:
    """One exercise of a list; `seconds` are those of one hold."""

    key: ListedKey
    areas: tuple[BodyArea, ...] = ()
    sets: int | None = None
    reps: int | None = None
    seconds: float | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class ExerciseList:
    """A list, and the kind of session it makes."""

    key: ListKey
    kind: SessionKind
    exercises: tuple[ListedExercise, ...]


_BOTH = Side.BOTH
_HIPS, _FRONT, _BACK = BodyArea.HIPS, BodyArea.THIGHS_FRONT, BodyArea.THIGHS_BACK
_CALVES, _CORE, _FEET = BodyArea.CALVES, BodyArea.CORE, BodyArea.ANKLES_FEET
HOLD_S = 30.0
ICE_MINUTES = (8, 10)
LISTS = (
    ExerciseList(
        ListKey.HIPS,
        SessionKind.STRENGTH,
        (
            ListedExercise(ListedKey.SIDE_LEG_RAISE, (_HIPS,), 3, 12, side=_BOTH),
            ListedExercise(ListedKey.CLAMSHELL, (_HIPS,), 3, 12, side=_BOTH),
            ListedExercise(ListedKey.BRIDGE, (_HIPS, _BACK), 3, 10),
            ListedExercise(ListedKey.SIDE_STEPS, (_HIPS,), 2, 10, side=_BOTH),
        ),
    ),
    ExerciseList(
        ListKey.THIGHS,
        SessionKind.STRENGTH,
        (
            ListedExercise(ListedKey.SQUAT, (_HIPS, _FRONT), 3, 10),
            ListedExercise(ListedKey.STEP_UP, (_HIPS, _FRONT), 3, 10, side=_BOTH),
            ListedExercise(ListedKey.STEP_DOWN, (_HIPS, _FRONT), 3, 10, side=_BOTH),
            ListedExercise(ListedKey.HAMSTRING_BRIDGE, (_BACK,), 3, 10),
        ),
    ),
    ExerciseList(
        ListKey.CALVES,
        SessionKind.STRENGTH,
        (
            ListedExercise(ListedKey.CALF_RAISE, (_CALVES, _FEET), 3, 15),
            ListedExercise(ListedKey.BENT_CALF_RAISE, (_CALVES, _FEET), 3, 15),
        ),
    ),
    ExerciseList(
        ListKey.CORE,
        SessionKind.STRENGTH,
        (
            ListedExercise(ListedKey.PLANK, (_CORE,), 3, seconds=HOLD_S),
            ListedExercise(ListedKey.SIDE_PLANK, (_CORE, _HIPS), 2, seconds=HOLD_S, side=_BOTH),
            ListedExercise(ListedKey.CRUNCH, (_CORE,), 3, 12),
        ),
    ),
    ExerciseList(
        ListKey.WARM_UP,
        SessionKind.MOBILITY,
        (
            ListedExercise(ListedKey.BRISK_WALK, (), 1, seconds=300.0),
            ListedExercise(ListedKey.LEG_SWINGS, (_HIPS,), 1, 10, side=_BOTH),
            ListedExercise(ListedKey.WALKING_LUNGE, (_HIPS, _FRONT), 1, 10),
        ),
    ),
    ExerciseList(
        ListKey.STRETCHING,
        SessionKind.STRETCHING,
        (
            ListedExercise(ListedKey.HIP_FLEXOR_STRETCH, (_HIPS,), 2, seconds=HOLD_S, side=_BOTH),
            ListedExercise(ListedKey.QUAD_STRETCH, (_FRONT,), 2, seconds=HOLD_S, side=_BOTH),
            ListedExercise(ListedKey.HAMSTRING_STRETCH, (_BACK,), 2, seconds=HOLD_S, side=_BOTH),
            ListedExercise(ListedKey.CALF_STRETCH, (_CALVES,), 2, seconds=HOLD_S, side=_BOTH),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """A plan to start from: so many weeks, so often a week."""

    weeks: int
    per_week: WeeklyTargets
    total_sessions: int

    def until(self, from_on: date) -> date:
        """The last day of the plan when it begins on a day."""
        return from_on + timedelta(days=7 * self.weeks - 1)


# Hip and knee strengthening three times a week for six weeks (rule book 1e).
SIX_WEEKS = PlanTemplate(6, WeeklyTargets(strength=3), 18)
