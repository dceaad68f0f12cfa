"""Who keeps the diary, as far as the diary needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.checks import in_order, in_range, real_day, short_text, zone_name
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee

PHONE_LONGEST = 40
QUESTIONS_MOST = 3
QUESTION_LONGEST = 120
NAME_LONGEST = 80
GOAL_LONGEST = 200


class Season(StrEnum):
    """In or off the racing season."""

    IN = "in"
    OFF = "off"


class ContactKind(StrEnum):
    """Whom to call."""

    PT = "pt"
    DOCTOR = "doctor"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call, as typed; kept in the diary and never exported."""

    kind: ContactKind
    name: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        short_text("name", self.name, NAME_LONGEST)
        short_text("phone", self.phone, PHONE_LONGEST)

    @property
    def is_empty(self) -> bool:
        """True when neither a name nor a number was given."""
        return not self.name and not self.phone


@dataclass(frozen=True, slots=True)
class Person:
    """The runner; `timezone` (IANA) is used for entries and files that carry no zone.

    `contacts` stand in the order of their kinds, one a kind; an empty one is not kept.
    """

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
    contacts: tuple[Contact, ...] = ()

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
        self._order_contacts()

    def _order_contacts(self) -> None:
        by_kind = {each.kind: each for each in self.contacts if not each.is_empty}
        if len(by_kind) < sum(not each.is_empty for each in self.contacts):
            raise InvalidValueError("contacts", Reason.DUPLICATE)
        ordered = tuple(by_kind[kind] for kind in ContactKind if kind in by_kind)
        object.__setattr__(self, "contacts", ordered)

    def contact(self, kind: ContactKind) -> Contact | None:
        """Whom to call of this kind; None = nobody was given."""
        return next((each for each in self.contacts if each.kind is kind), None)
