"""Reminders that have ended by themselves, with what a person did with them before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.reminder_state import ReminderState
from diary.domain.rule import Level, Rule
from diary.domain.rules.findings import EventKind, Findings, RuleEvent

LISTED_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SettledReminder:
    """A reminder that fired on a day and ended on another.

    `ending` says how: by `clear`, or by `rebase` when it became usual. `said` is what was done
    with it, None = nothing.
    """

    fire: RuleEvent
    ending: RuleEvent
    said: ReminderState | None = None

    @property
    def rule(self) -> Rule:
        """Its rule."""
        return self.fire.rule

    @property
    def knee(self) -> Knee | None:
        """The knee it was about; None when it was about none."""
        side = self.fire.evidence.get("knee", self.fire.subject)
        return Knee(str(side)) if side in list(Knee) else None


def settled(findings: Findings, diary: Diary, on: date) -> list[SettledReminder]:
    """What ended within the last 60 days, the newest first.

    Notes end without a word, and so does what is about safety: its own strip says when it is over.
    """
    found: list[SettledReminder] = []
    opened: dict[tuple[object, ...], RuleEvent] = {}
    for event in _of_weight(findings.events, diary):
        key = (event.rule, event.subject, event.evidence.get("knee"))
        if event.event is EventKind.FIRE:
            opened[key] = event
        elif event.event in {EventKind.CLEAR, EventKind.REBASE}:
            fire = opened.pop(key, None)
            if fire is not None and on - event.on < LISTED_FOR:
                found.append(SettledReminder(fire, event, _said(fire, diary)))
    return sorted(found, key=lambda each: each.ending.on, reverse=True)


def _of_weight(events: Iterable[RuleEvent], diary: Diary) -> Iterable[RuleEvent]:
    wanted = {rule for rule in Rule if rule.level in {Level.ACT, Level.LOOK}}
    return (each for each in events if each.rule in wanted and diary.settings.is_on(each.rule))


def _said(fire: RuleEvent, diary: Diary) -> ReminderState | None:
    knee = fire.evidence.get("knee")
    is_named = knee in list(Knee) and fire.subject not in list(Knee)
    key = (fire.on, fire.rule, fire.subject, Knee(str(knee)) if is_named else None)
    return diary.reminder_states.get(key)
