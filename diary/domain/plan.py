"""A plan: how often a week something is to be done, from one day on, and with which exercises."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from diary.domain.checks import in_range, real_day, short_text
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import SessionKind
from diary.domain.settings import SetBy

NAME_LONGEST = 80
STRENGTH_MOST = 7
MOBILITY_MOST = 7
RUNS_MOST = 14
SESSIONS_MOST = 1000
EXERCISES_MOST = 100


@dataclass(frozen=True, slots=True)
class WeeklyTargets:
    """How many sessions and runs a week; None = the plan says nothing about them."""

    strength: int | None = None
    mobility: int | None = None
    runs: int | None = None

    def __post_init__(self) -> None:
        in_range("strength", self.strength, 0, STRENGTH_MOST)
        in_range("mobility", self.mobility, 0, MOBILITY_MOST)
        in_range("runs", self.runs, 0, RUNS_MOST)

    def of(self, kind: SessionKind) -> int | None:
        """The target for a kind of session; only strength and mobility have one."""
        return {
            SessionKind.STRENGTH: self.strength,
            SessionKind.MOBILITY: self.mobility,
        }.get(kind)

    @property
    def is_nothing(self) -> bool:
        """True when nothing is to be done: every target is 0 or not told."""
        return not (self.strength or self.mobility or self.runs)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done from `from_on` to `until`, both included; `until` None = no end yet.

    `total_sessions`: how many sessions the whole plan is meant to have; None = not told.
    """

    id: str
    from_on: date
    name: str = ""
    until: date | None = None
    set_by: SetBy = SetBy.ME
    per_week: WeeklyTargets = field(default_factory=WeeklyTargets)
    total_sessions: int | None = None
    exercise_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        short_text("name", self.name, NAME_LONGEST)
        real_day("from", self.from_on)
        real_day("until", self.until)
        if self.until is not None and self.until < self.from_on:
            raise InvalidValueError("until", Reason.WRONG_ORDER, self.until, other="from")
        in_range("total_sessions", self.total_sessions, 1, SESSIONS_MOST)
        if len(self.exercise_ids) > EXERCISES_MOST:
            raise InvalidValueError("exercise_ids", Reason.TOO_MANY, high=EXERCISES_MOST)
        if "" in self.exercise_ids:
            raise InvalidValueError("exercise_ids", Reason.REQUIRED)
        object.__setattr__(self, "exercise_ids", tuple(dict.fromkeys(self.exercise_ids)))

    def holds_on(self, on: date) -> bool:
        """True on a day of the plan."""
        return self.from_on <= on and (self.until is None or on <= self.until)

    def overlaps(self, other: Plan) -> bool:
        """True when both hold on one day at least."""
        return (self.until is None or other.from_on <= self.until) and (
            other.until is None or self.from_on <= other.until
        )


def begin_order(plan: Plan) -> tuple[date, str]:
    """The order in which plans began; the id, which sorts by time, decides between equal days."""
    return (plan.from_on, plan.id)
