"""What was done with a reminder, from its row and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.domain.knee import Knee
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.storage.mapping.cells import (
    Row,
    RowKey,
    by_value,
    day,
    day_text,
    instant,
    instant_text,
    key,
    real,
)

_REASONS = by_value(DismissReason)


def to_reminder_state(row: Row) -> ReminderState:
    """A state from its row."""
    _, fired_on, rule, subject, knee, state, until, recheck_on, reason, value, at = row
    return ReminderState(
        Rule(rule),
        subject,
        date.fromisoformat(fired_on),
        StateName(state),
        Knee(knee) if knee else None,
        day(until),
        day(recheck_on),
        _REASONS[reason],
        value,
        instant(at),
    )


def reminder_state_rows(state: ReminderState) -> Iterator[tuple[RowKey, Row]]:
    """The one row of a state."""
    identity = (state.fired_on.isoformat(), state.rule.value, state.subject, key(state.knee) or "")
    days = (day_text(state.until), day_text(state.recheck_on))
    told = (key(state.reason), real(state.value), instant_text(state.at))
    yield ("reminders", *identity), (*identity, state.state.value, *days, *told)
