"""U1 and U2: signs that should be looked at, as reminders that are never put away by budget.

U1 is open from the day of a sign that should not wait until it is answered no, or until help was
arranged and two whole days have passed without one. U2 is open on the day of a sign worth a call
and on the next. Neither waits after it was open before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from diary.domain.knee import EMPTY_KNEE_DAY, Knee, KneeDay, Sign, SwellingSize
from diary.domain.rules.daily import Evidence, WhileTrue, event
from diary.domain.rules.facts import DayCounts, KneeFacts
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.safety import (
    DAYS_OFF,
    Noted,
    Urgency,
    not_answered_again,
    noted_in,
    safety_signs,
)

SOON_DAYS = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """The urgent signs that are open with the answers they rest on; none = nothing is open.

    `since` is the day from which on all of them were there, `last` the last day one was noted.
    """

    noted: tuple[Noted, ...] = ()
    last: int = 0
    since: int = 0
    said: KneeDay = EMPTY_KNEE_DAY


@dataclass(frozen=True, slots=True)
class NowRule:
    """U1 of one knee; `help_days` are the days on which help was arranged for it."""

    knee: Knee
    facts: KneeFacts
    help_days: DayCounts
    first_state: Standing = Standing()

    @property
    def first(self) -> int:
        """The first day with an urgent sign."""
        return self.facts.urgent.first

    def advance(self, state: Standing, start: int, stop: int) -> tuple[Standing, list[RuleEvent]]:
        """Evaluate the days; between two troubles nothing is looked at."""
        events: list[RuleEvent] = []
        day = max(start, self.first)
        while day < stop:
            if not state.noted:
                cause = self.facts.urgent.next_from(day)
                if cause is None or cause >= stop:
                    break
                day = cause
            state = self._step(state, day, events)
            day += 1
        return state, events

    def latest(self, state: Standing, _day: int) -> Mapping[Rule, Evidence]:
        """The signs that are open now."""
        return {Rule.NOW: _evidence(state.noted, state.last)} if state.noted else {}

    def _step(self, state: Standing, day: int, events: list[RuleEvent]) -> Standing:
        now = self.facts.said.get(day, EMPTY_KNEE_DAY)
        left, kept = state.said, list(state.noted)
        if now.signs or now.swelling_size is not None:
            left = not_answered_again(state.said, now)
            kept = [each for each in noted_in(left) if each in state.noted]
        signs = safety_signs(now)
        new = signs.noted if signs is not None and signs.urgency is Urgency.NOW else ()
        noted = tuple(dict.fromkeys((*kept, *new)))
        last = day if new else state.last
        since = state.since if set(new) <= set(kept) else day
        if noted and not state.noted:
            evidence = _evidence(noted, day)
            events.append(event(Rule.NOW, self.knee.value, day, EventKind.FIRE, evidence))
        if state.noted and (not noted or self._is_over(since, last, day)):
            events.append(event(Rule.NOW, self.knee.value, day, EventKind.CLEAR, {}))
            return Standing()
        return Standing(noted, last, since, _together(left, now)) if noted else state

    def _is_over(self, since: int, last: int, day: int) -> bool:
        """True when help was arranged for all of the signs and they were off for long enough."""
        arranged = self.help_days.last_until(day)
        return arranged is not None and arranged >= since and day - last > DAYS_OFF


def soon_rule(knee: Knee, facts: KneeFacts) -> WhileTrue:
    """U2 of one knee."""

    def condition(day: int) -> Evidence | None:
        for number in (day, day - 1):
            said = facts.said.get(number)
            signs = None if said is None else safety_signs(said)
            if signs is None or signs.urgency is not Urgency.SOON:
                continue
            today = facts.said.get(day)
            noted = signs.noted
            if number < day and today is not None:
                noted = tuple(_not_denied(noted, today))
            if noted:
                return _evidence(noted, number)
        return None

    return WhileTrue(Rule.SOON, knee.value, facts.soon, SOON_DAYS, condition, refire_days=0)


def _together(left: KneeDay, now: KneeDay) -> KneeDay:
    """What still stands of earlier answers, with those of a day."""
    size = left.swelling_size if now.swelling_size is None else now.swelling_size
    return KneeDay(signs={**left.signs, **now.signs}, swelling_size=size)


def _evidence(noted: tuple[Noted, ...], day: int) -> dict[str, object]:
    return {"signs": [str(each) for each in noted], "noted_on": date.fromordinal(day)}


def _not_denied(noted: tuple[Noted, ...], said: KneeDay) -> list[Noted]:
    """What of it is not answered no on a day."""
    kept = []
    for each in noted:
        sign = Sign.SWELLING if isinstance(each, SwellingSize) else each
        is_other_size = isinstance(each, SwellingSize) and said.swelling_size not in (None, each)
        is_denied = isinstance(sign, Sign) and said.signs.get(sign) is False
        if not is_denied and not is_other_size:
            kept.append(each)
    return kept
