"""Reminders that have ended by themselves, with what a person did with them before.

One that ended because entries stopped has not settled: how it is now is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.reminder_state import ReminderState
from diary.domain.rule import Level, Rule
from diary.domain.rules.findings import EventKind, Findings, RuleEvent
from diary.services.reminder_entries import knee_of_event, silent_days

LISTED_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SettledReminder:
    """A reminder that fired on a day and ended on another.

    `told` is the event that told its level last. `ending` says how it ended: by `clear`, or by
    `rebase` when it became usual. `said` is what was done with it, None = nothing. `silent_days`
    counts the days without an entry it ended after; None = what was entered says that it is over.
    """

    fire: RuleEvent
    told: RuleEvent
    ending: RuleEvent
    said: ReminderState | None = None
    silent_days: int | None = None

    @property
    def rule(self) -> Rule:
        """Its rule."""
        return self.fire.rule

    @property
    def knee(self) -> Knee | None:
        """The knee it was about; None when it was about none."""
        return knee_of_event(self.fire)


def settled(findings: Findings, diary: Diary, on: date) -> list[SettledReminder]:
    """What ended within the last 60 days, the newest first.

    Notes end without a word, and so does what is about safety: its own strip says when it is over.
    """
    found: list[SettledReminder] = []
    opened: dict[tuple[object, ...], tuple[RuleEvent, RuleEvent]] = {}
    for event in _of_weight(findings.events, diary):
        key = (event.rule, event.subject, event.evidence.get("knee"))
        if event.event is EventKind.FIRE:
            opened[key] = (event, event)
        elif event.event is EventKind.LEVEL and key in opened:
            opened[key] = (opened[key][0], event)
        elif event.event in {EventKind.CLEAR, EventKind.REBASE}:
            fire, told = opened.pop(key, (None, event))
            if fire is not None and on - event.on < LISTED_FOR:
                silent = silent_days(event, diary)
                found.append(SettledReminder(fire, told, event, _said(fire, diary), silent))
    return sorted(found, key=lambda each: each.ending.on, reverse=True)


def _of_weight(events: Iterable[RuleEvent], diary: Diary) -> Iterable[RuleEvent]:
    wanted = {rule for rule in Rule if rule.level in {Level.ACT, Level.LOOK}}
    return (each for each in events if each.rule in wanted and diary.settings.is_on(each.rule))


def _said(fire: RuleEvent, diary: Diary) -> ReminderState | None:
    knee = fire.evidence.get("knee")
    is_named = knee in list(Knee) and fire.subject not in list(Knee)
    key = (fire.on, fire.rule, fire.subject, Knee(str(knee)) if is_named else None)
    return diary.reminder_states.get(key)
