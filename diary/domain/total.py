"""The total of a form that was filled in with a PT, and whether two of them differ clearly.

Only the number is kept; the questions stay on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from diary.domain.checks import in_range, real_day
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee

# Totals that lie closer together are not compared.
APART = timedelta(days=7)
ANSWER_MOST = 3
OSTRC_ANSWERS = 4
# Clarsen 2020, BJSM 54:390: the worth of each answer, whatever the question.
_ANSWER_WORTH = (0, 8, 17, 25)
_OSTRC_MOST = 100
_MODERATE = 2


class Scale(StrEnum):
    """The forms of which a total can be kept."""

    AKPS = "AKPS"
    LEFS = "LEFS"
    UWRI = "UWRI"
    KOOS_PS = "KOOS-PS"
    KOOS_PF = "KOOS-PF"
    OSTRC_O2 = "OSTRC-O2"


class Direction(StrEnum):
    """Which end of a scale is the good one."""

    HIGH_IS_BETTER = "high_is_better"
    LOW_IS_BETTER = "low_is_better"


class Meaning(StrEnum):
    """What a change of a total says."""

    BETTER = "better"
    WORSE = "worse"
    NO_CLEAR_CHANGE = "no_clear_change"


@dataclass(frozen=True, slots=True)
class ScaleFacts:
    """From 0 to `most`; `direction` None = publications differ, so it is asked.

    `matters`: the least change that usually matters to a person; None = none is agreed on.
    `is_whole`: the total is a sum of whole numbers.
    """

    most: int
    direction: Direction | None
    matters: int | None
    is_whole: bool = True


SCALES: Mapping[Scale, ScaleFacts] = MappingProxyType(
    {
        # Crossley 2004, Arch Phys Med Rehabil 85:815.
        Scale.AKPS: ScaleFacts(100, Direction.HIGH_IS_BETTER, 10),
        # Binkley 1999, Phys Ther 79:371.
        Scale.LEFS: ScaleFacts(80, Direction.HIGH_IS_BETTER, 9),
        # Nelson 2020, JOSPT.
        Scale.UWRI: ScaleFacts(36, Direction.HIGH_IS_BETTER, 8),
        Scale.KOOS_PS: ScaleFacts(100, None, None, is_whole=False),
        Scale.KOOS_PF: ScaleFacts(100, Direction.HIGH_IS_BETTER, None, is_whole=False),
        Scale.OSTRC_O2: ScaleFacts(_OSTRC_MOST, Direction.LOW_IS_BETTER, None),
    }
)


@dataclass(frozen=True, slots=True)
class Total:
    """The total of one form on one day, about one knee or (None) about both.

    `answers` are the four 0-3 of OSTRC-O2 (participation, training, performance, pain), or only
    the first where that ends the form; () = only the total is known. `direction` is kept for
    KOOS-PS, and None there = not told.
    """

    id: str
    on: date
    scale: Scale
    total: float
    knee: Knee | None = None
    answers: tuple[int, ...] = ()
    direction: Direction | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        real_day("on", self.on)
        facts = SCALES[self.scale]
        in_range("total", self.total, 0, facts.most)
        if facts.is_whole and self.total != int(self.total):
            raise InvalidValueError("total", Reason.WRONG_TYPE, self.total)
        # Equal numbers are written alike, and minus zero is zero.
        object.__setattr__(self, "total", float(self.total) + 0.0)
        if self.direction is not None and facts.direction is not None:
            raise InvalidValueError("direction", Reason.NEEDS_OTHER, self.direction, other="scale")
        if self.answers:
            self._check_answers()

    def _check_answers(self) -> None:
        if self.scale is not Scale.OSTRC_O2:
            raise InvalidValueError("answers", Reason.NEEDS_OTHER, other="scale")
        if self.total != ostrc_total(self.answers):
            raise InvalidValueError("total", Reason.NEEDS_OTHER, self.total, other="answers")

    @property
    def better(self) -> Direction | None:
        """Which end is the good one; None = not told."""
        return SCALES[self.scale].direction or self.direction

    @property
    def is_substantial(self) -> bool | None:
        """OSTRC-O2: a problem that clearly cost training or performance; None = not known."""
        if not self.answers:
            return None
        first, *rest = self.answers
        if first in (0, ANSWER_MOST):
            return first == ANSWER_MOST
        return any(answer >= _MODERATE for answer in rest[:2])


def ostrc_total(answers: tuple[int, ...]) -> int:
    """The sum of OSTRC-O2, 0 to 100, from its four answers of 0 to 3.

    The first question ends the form at either end: full training without a problem is 0, no
    training at all 100; then the others may be left out. Raises `InvalidValueError`.
    """
    for answer in answers:
        in_range("answers", answer, 0, ANSWER_MOST)
    first = answers[0] if answers else None
    ends = first in (0, ANSWER_MOST)
    if len(answers) != OSTRC_ANSWERS and not (ends and len(answers) == 1):
        raise InvalidValueError("answers", Reason.REQUIRED)
    if ends:
        return 0 if first == 0 else _OSTRC_MOST
    return sum(_ANSWER_WORTH[answer] for answer in answers)


@dataclass(frozen=True, slots=True)
class TotalChange:
    """From one total to a later one; `matters` and `meaning` None = nobody agreed on a size."""

    before: Total
    after: Total
    matters: int | None
    meaning: Meaning | None

    @property
    def by(self) -> float:
        """Points up (positive) or down."""
        return self.after.total - self.before.total


def meaning_of(
    before: float, after: float, better: Direction | None, matters: float | None
) -> Meaning | None:
    """What a change says; None when the good end or the size that matters is not known."""
    if better is None or matters is None:
        return None
    gain = after - before if better is Direction.HIGH_IS_BETTER else before - after
    if abs(gain) < matters:
        return Meaning.NO_CLEAR_CHANGE
    return Meaning.BETTER if gain > 0 else Meaning.WORSE


def change_between(before: Total, after: Total) -> TotalChange | None:
    """How a total differs from an earlier one.

    None = they are not compared: less than seven days apart, or of another form, knee or
    direction.
    """
    alike = (before.scale, before.knee, before.better) == (after.scale, after.knee, after.better)
    if not alike or after.on - before.on < APART:
        return None
    matters = SCALES[after.scale].matters
    meaning = meaning_of(before.total, after.total, after.better, matters)
    return TotalChange(before, after, matters, meaning)


def change_to(total: Total, totals: Iterable[Total]) -> TotalChange | None:
    """How a total differs from the newest of these that it is compared with."""
    changes = [change for each in totals if (change := change_between(each, total)) is not None]
    return max(changes, key=lambda each: (each.before.on, each.before.id), default=None)


def in_order_of_time(totals: Iterable[Total]) -> list[Total]:
    """The totals by day, then form, knee and id."""
    return sorted(totals, key=lambda each: (each.on, each.scale, each.knee or "", each.id))
