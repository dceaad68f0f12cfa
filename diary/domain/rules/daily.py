"""Rules that go day by day: what each of them offers, and those that are open while it is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from diary.domain.rules.facts import DayCounts
from diary.domain.rules.findings import EventKind, Rule, RuleEvent

# The table of rules: a rule without a clear condition of its own fires again no sooner.
REFIRE_DAYS = 14

Evidence = Mapping[str, object]
State = TypeVar("State")


class DailyRule(Protocol[State]):
    """A rule that is evaluated forward, a day after the other.

    `advance` evaluates the days from `start` up to but without `stop`, which follow those that
    made `state`; it reads no later day and changes nothing but what it returns.
    """

    @property
    def first_state(self) -> State:
        """Where the rule stands before the first entry."""
        ...

    @property
    def first(self) -> int:
        """The first day on which anything can happen; `NO_DAY` while there is nothing."""
        ...

    def advance(self, state: State, start: int, stop: int) -> tuple[State, list[RuleEvent]]:
        """The state after those days, and what happened on them."""
        ...

    def latest(self, state: State, day: int) -> Mapping[Rule, Evidence]:
        """The numbers of a day for what is open on it, where they are not those of the fire."""
        ...


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a reminder is open, and when it last fired."""

    open_since: int | None = None
    last_fire: int | None = None

    def may_fire(self, day: int, refire_days: int = REFIRE_DAYS) -> bool:
        """True when it is not open and its last fire is long enough ago."""
        if self.open_since is not None:
            return False
        return self.last_fire is None or day - self.last_fire >= refire_days

    def fired(self, day: int) -> Opening:
        """Where it stands after firing on a day."""
        return Opening(day, day)

    def cleared(self) -> Opening:
        """Where it stands when it has ended."""
        return Opening(None, self.last_fire)


NEVER = Opening()


@dataclass(frozen=True, slots=True)
class WhileTrue:
    """A rule that is open while its condition is true.

    `condition` gives the evidence of a day, None where it is not true; it can only be true on the
    `reach` days that begin with one of `causes`.
    """

    rule: Rule
    subject: str
    causes: DayCounts
    reach: int
    condition: Callable[[int], Evidence | None]
    first_state: Opening = NEVER
    refire_days: int = REFIRE_DAYS

    @property
    def first(self) -> int:
        """The first day on which anything can happen."""
        return self.causes.first

    def advance(self, state: Opening, start: int, stop: int) -> tuple[Opening, list[RuleEvent]]:
        """Evaluate the days, leaving out those on which nothing can change."""
        events: list[RuleEvent] = []
        day = max(start, self.first)
        while day < stop:
            if state.open_since is None:
                cause = self.causes.next_from(day - self.reach + 1)
                if cause is None or (day := max(day, cause)) >= stop:
                    break
            state = self._step(state, day, events)
            day += 1
        return state, events

    def latest(self, state: Opening, day: int) -> Mapping[Rule, Evidence]:
        """The numbers of a day while it is open."""
        evidence = None if state.open_since is None else self.condition(day)
        return {} if evidence is None else {self.rule: evidence}

    def _step(self, state: Opening, day: int, events: list[RuleEvent]) -> Opening:
        evidence = self.condition(day)
        if evidence is not None and state.may_fire(day, self.refire_days):
            events.append(event(self.rule, self.subject, day, EventKind.FIRE, evidence))
            return state.fired(day)
        if evidence is None and state.open_since is not None:
            events.append(event(self.rule, self.subject, day, EventKind.CLEAR, {}))
            return state.cleared()
        return state


def event(rule: Rule, subject: str, day: int, kind: EventKind, evidence: Evidence) -> RuleEvent:
    """What happened on a day given as an ordinal."""
    return RuleEvent(rule, subject, date.fromordinal(day), kind, evidence)
