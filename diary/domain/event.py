"""Something that happened and matters beside pain and load: a visit, a race, an illness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.checks import real_day, short_text
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee

TEXT_LONGEST = 200
FINDING_LONGEST = 40
FINDINGS_MOST = 20


class EventKind(StrEnum):
    """What happened; derived marks (first day of a shoe, reminders) are never stored."""

    PT_VISIT = "pt_visit"
    DOCTOR_VISIT = "doctor_visit"
    MANUAL_TREATMENT = "manual_treatment"
    TREATMENT_STARTED = "treatment_started"
    TREATMENT_STOPPED = "treatment_stopped"
    NEW_EXERCISE = "new_exercise"
    RACE = "race"
    ILLNESS = "illness"
    TRAVEL = "travel"
    HOLIDAY = "holiday"
    HELP_ARRANGED = "help_arranged"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """An event from `on` to `until`, both days included (None = one day)."""

    id: str
    on: date
    kind: EventKind = EventKind.OTHER
    until: date | None = None
    knee: Knee | None = None
    text: str = ""
    findings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        real_day("on", self.on)
        real_day("until", self.until)
        if self.until is not None and self.until < self.on:
            raise InvalidValueError("until", Reason.WRONG_ORDER, self.until, other="on")
        short_text("text", self.text, TEXT_LONGEST)
        if len(self.findings) > FINDINGS_MOST:
            raise InvalidValueError("findings", Reason.TOO_MANY, high=FINDINGS_MOST)
        for finding in self.findings:
            short_text("findings", finding, FINDING_LONGEST)
