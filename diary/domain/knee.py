"""One knee on one day: scores by moment, spots, signs. Left and right are never merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from diary.domain.checks import aware, in_order, in_range, utc, zone_name
from diary.domain.errors import InvalidValueError, Reason

SCORE_LOWEST = 0
SCORE_HIGHEST = 10


class Knee(StrEnum):
    """Which knee."""

    LEFT = "left"
    RIGHT = "right"


class Moment(StrEnum):
    """When in the day a score is about, in the order in which a day passes."""

    MORNING = "morning"
    DURING = "during"
    AFTER = "after"
    WORST = "worst"

    @property
    def belongs_to_run(self) -> bool:
        """True for the two moments that are kept with a run."""
        return self in (Moment.DURING, Moment.AFTER)


class ScoreSource(StrEnum):
    """How a score came into the diary."""

    TYPED = "typed"
    NO_PAIN = "no_pain"
    IMPORTED = "imported"
    COMMAND_LINE = "command_line"


class Area(StrEnum):
    """Where it hurts: six drawn areas and two chips."""

    ABOVE = "above"
    FRONT = "front"
    BELOW = "below"
    INNER = "inner"
    OUTER = "outer"
    BEHIND = "behind"
    INSIDE = "inside"
    ALL_OVER = "all_over"


class Quality(StrEnum):
    """What it feels like."""

    DULL = "dull"
    SORE = "sore"
    SHARP = "sharp"
    STABBING = "stabbing"
    BURNING = "burning"
    TIGHT = "tight"
    CATCHING = "catching"


class WorseWith(StrEnum):
    """What makes it worse."""

    SQUATTING = "squatting"
    KNEELING = "kneeling"
    DOWNHILL = "downhill"
    WALKING = "walking"
    STANDING = "standing"
    STANDING_UP = "standing_up"
    BENDING = "bending"
    RUNNING = "running"


class Sign(StrEnum):
    """What else was noticed; the first seven are the main signs."""

    SWELLING = "swelling"
    LOCKING = "locking"
    GIVING_WAY = "giving_way"
    CLICKING = "clicking"
    STIFF_AFTER_SITTING = "stiff_after_sitting"
    STAIRS_HURT = "stairs_hurt"
    TENDER = "tender"
    NIGHT_PAIN = "night_pain"
    BEGAN_WITH_FALL = "began_with_fall"
    POPPED = "popped"
    NO_WEIGHT = "no_weight"
    HOT_OR_FEVERISH = "hot_or_feverish"
    STUCK = "stuck"
    OUT_OF_SHAPE = "out_of_shape"
    NUMB_OR_COLD = "numb_or_cold"
    CALF_SWOLLEN = "calf_swollen"


MAIN_SIGNS = (
    Sign.SWELLING,
    Sign.LOCKING,
    Sign.GIVING_WAY,
    Sign.CLICKING,
    Sign.STIFF_AFTER_SITTING,
    Sign.STAIRS_HURT,
    Sign.TENDER,
)


class SwellingSize(StrEnum):
    """How large a swelling is."""

    SLIGHT = "slight"
    CLEAR = "clear"
    LARGE_FAST = "large_fast"


@dataclass(frozen=True, slots=True)
class Score:
    """One pain score: a whole number 0 to 10, when it was typed (UTC) and in which zone."""

    value: int
    recorded_at: datetime | None = None
    timezone: str | None = None
    source: ScoreSource = ScoreSource.TYPED

    def __post_init__(self) -> None:
        if type(self.value) is not int:
            raise InvalidValueError("score", Reason.WRONG_TYPE, self.value)
        in_range("score", self.value, SCORE_LOWEST, SCORE_HIGHEST)
        if self.recorded_at is not None and self.recorded_at.tzinfo is not UTC:
            aware("recorded_at", self.recorded_at)
            object.__setattr__(self, "recorded_at", utc(self.recorded_at))
        zone_name("timezone", self.timezone)


@dataclass(frozen=True, slots=True)
class KneeDay:
    """What was said about one knee on one day.

    None = not answered, an empty tuple = asked, none. `signs` holds yes (True) and no (False);
    a sign that is not in it was not answered.
    """

    morning: Score | None = None
    worst: Score | None = None
    areas: tuple[Area, ...] | None = None
    qualities: tuple[Quality, ...] | None = None
    worse_with: tuple[WorseWith, ...] | None = None
    signs: Mapping[Sign, bool] = field(default_factory=dict)
    swelling_size: SwellingSize | None = None

    def __post_init__(self) -> None:
        if self.areas is not None:
            areas = in_order(self.areas, Area)
            if areas and Area.ALL_OVER in areas and len(areas) > 1:
                raise InvalidValueError("areas", Reason.NEEDS_OTHER, self.areas, other="all_over")
            object.__setattr__(self, "areas", areas)
        if self.qualities is not None:
            object.__setattr__(self, "qualities", in_order(self.qualities, Quality))
        if self.worse_with is not None:
            object.__setattr__(self, "worse_with", in_order(self.worse_with, WorseWith))

    def score(self, moment: Moment) -> Score | None:
        """The score of a moment of the day; None for the moments of a run."""
        return {Moment.MORNING: self.morning, Moment.WORST: self.worst}.get(moment)

    def with_score(self, moment: Moment, score: Score | None) -> KneeDay:
        """The same answers with another morning or worst score."""
        if moment is Moment.MORNING:
            return replace(self, morning=score)
        return replace(self, worst=score)

    @property
    def is_empty(self) -> bool:
        """True when nothing at all was answered."""
        return self == EMPTY_KNEE_DAY


EMPTY_KNEE_DAY = KneeDay()
