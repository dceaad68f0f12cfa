"""What the rules hand back: events on days, and what is open on the day asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.knee import Knee
from diary.domain.rule import Level, Rule

__all__ = [
    "EventKind",
    "Findings",
    "Level",
    "OpenReminder",
    "Rule",
    "RuleEvent",
    "event_order",
    "in_order_of_attention",
]

_LEVEL_ORDER = tuple(Level)


class EventKind(StrEnum):
    """What happened to a reminder."""

    FIRE = "fire"
    LEVEL = "level"
    CLEAR = "clear"
    REBASE = "rebase"


@dataclass(frozen=True, slots=True)
class RuleEvent:
    """A rule fired, changed level, cleared or re-based on a day.

    `subject` is a knee key or a shoe id; `evidence` holds the numbers of that day, unrounded.
    """

    rule: Rule
    subject: str
    on: date
    event: EventKind
    evidence: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OpenReminder:
    """A reminder that is open on the day asked.

    `evidence` holds the numbers of the day it fired for a knee, those of the day asked for a shoe.
    `since` is the day its level was last told. `latest` holds a knee's numbers of the day
    `asked_on`, against the usual of the day it fired; None on that day and with too few entries.
    """

    rule: Rule
    subject: str
    level: Level
    fired_on: date
    evidence: Mapping[str, object]
    since: date
    asked_on: date
    latest: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the rules say on the day `on`.

    `open` by level, then the newest first; `events` up to the day by date, rule and subject;
    `learning` names the tracked knees with too few entries for a usual level.
    """

    on: date
    open: tuple[OpenReminder, ...] = ()
    events: tuple[RuleEvent, ...] = ()
    learning: tuple[Knee, ...] = ()


def event_order(event: RuleEvent) -> tuple[date, str, str]:
    """Sort key of events: date, then rule, then subject."""
    return (event.on, event.rule, event.subject)


def in_order_of_attention(reminders: Iterable[OpenReminder]) -> tuple[OpenReminder, ...]:
    """The reminders by level, the newest first within a level."""

    def order(each: OpenReminder) -> tuple[int, int, str, str]:
        level = _LEVEL_ORDER.index(each.level)
        return (level, -each.fired_on.toordinal(), each.rule.value, each.subject)

    return tuple(sorted(reminders, key=order))
