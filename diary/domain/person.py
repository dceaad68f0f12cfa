"""Who keeps the diary, as far as the diary needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.checks import in_order, in_range, real_day, short_text, zone_name
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee

QUESTIONS_MOST = 3
QUESTION_LONGEST = 120
NAME_LONGEST = 80
GOAL_LONGEST = 200


class Season(StrEnum):
    """In or off the racing season."""

    IN = "in"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Person:
    """The runner; `timezone` (IANA) is used for entries and files that carry no zone."""

    name: str | None = None
    initials: str | None = None
    code: str | None = None
    tracked_knees: tuple[Knee, ...] = (Knee.LEFT, Knee.RIGHT)
    timezone: str | None = None
    season: Season | None = None
    running_since_year: int | None = None
    trouble_since_on: date | None = None
    earlier_knee_problem: bool | None = None
    longest_recent_run_m: float | None = None
    next_visit_on: date | None = None
    questions: tuple[str, ...] = ()
    goal: str | None = None

    def __post_init__(self) -> None:
        knees = in_order(self.tracked_knees, Knee)
        if not knees:
            raise InvalidValueError("tracked_knees", Reason.REQUIRED)
        object.__setattr__(self, "tracked_knees", knees)
        for field_name in ("name", "initials", "code"):
            short_text(field_name, getattr(self, field_name) or "", NAME_LONGEST)
        short_text("goal", self.goal or "", GOAL_LONGEST)
        zone_name("timezone", self.timezone)
        in_range("running_since_year", self.running_since_year, 1900, 2199)
        in_range("longest_recent_run_m", self.longest_recent_run_m, 0, 2_000_000)
        real_day("trouble_since_on", self.trouble_since_on)
        real_day("next_visit_on", self.next_visit_on)
        if len(self.questions) > QUESTIONS_MOST:
            raise InvalidValueError("questions", Reason.TOO_MANY, high=QUESTIONS_MOST)
        for question in self.questions:
            short_text("questions", question, QUESTION_LONGEST)
