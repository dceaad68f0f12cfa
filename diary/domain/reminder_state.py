"""What a person did with a reminder: it is being seen to, sleeps for a while, or was put away.

Whether a reminder is open or has settled is what the rules say; nothing is kept about that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from diary.domain.checks import aware, in_range, real_day, short_text, utc
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee
from diary.domain.rule import Rule

SUBJECT_LONGEST = 200
VALUE_MOST = 1e9


class StateName(StrEnum):
    """Where a reminder stands."""

    OPEN = "open"
    DOING = "doing"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"
    SETTLED = "settled"


class DismissReason(StrEnum):
    """Why a reminder was put away."""

    HANDLED = "handled"
    KNOWN = "known"
    NOT_USEFUL = "not_useful"


# The day a reminder fired, its rule and subject, and the knee where the subject does not say it.
ReminderKey: TypeAlias = tuple[date, Rule, str, Knee | None]
_KNEES = frozenset(knee.value for knee in Knee)
_BY_PERSON = frozenset({StateName.DOING, StateName.SNOOZED, StateName.DISMISSED})


@dataclass(frozen=True, slots=True)
class ReminderState:
    """What was done at `at` with the reminder that fired on a day.

    `doing` has `recheck_on`, the day to look again; `dismissed` has a `reason`; `snoozed` sleeps
    before the day `until`, or without one until the number of its rule has grown enough: `value`
    is that number as it was (points of pain, metres of a pair). `knee` is None unless a subject,
    such as a run, has a reminder for each knee.
    """

    rule: Rule
    subject: str
    fired_on: date
    state: StateName
    knee: Knee | None = None
    until: date | None = None
    recheck_on: date | None = None
    reason: DismissReason | None = None
    value: float | None = None
    at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.subject:
            raise InvalidValueError("subject", Reason.REQUIRED)
        short_text("subject", self.subject, SUBJECT_LONGEST)
        if self.subject in _KNEES:
            # Said once, so that one reminder has one key.
            object.__setattr__(self, "knee", None)
        for name in ("fired_on", "until", "recheck_on"):
            real_day(name, getattr(self, name))
        in_range("value", self.value, 0, VALUE_MOST)
        aware("at", self.at)
        object.__setattr__(self, "at", utc(self.at))
        if self.state not in _BY_PERSON:
            raise InvalidValueError("state", Reason.UNKNOWN, self.state)
        self._check_parts()

    def _check_parts(self) -> None:
        """Each state has what it needs, and nothing of another."""
        is_asleep = self.state is StateName.SNOOZED
        needs = {
            "until": is_asleep and self.value is None,
            "recheck_on": self.state is StateName.DOING,
            "reason": self.state is StateName.DISMISSED,
        }
        for name, is_needed in needs.items():
            if is_needed and getattr(self, name) is None:
                raise InvalidValueError(name, Reason.REQUIRED)
        may_have = needs | {"until": is_asleep, "value": is_asleep}
        for name, may in may_have.items():
            if not may and getattr(self, name) is not None:
                raise InvalidValueError(
                    name, Reason.NEEDS_OTHER, getattr(self, name), other="state"
                )

    @property
    def key(self) -> ReminderKey:
        """The reminder it is about."""
        return (self.fired_on, self.rule, self.subject, self.knee)
