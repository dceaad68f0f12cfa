"""R-PERSIST: pain on and off for more than two weeks, then for more than three.

An episode lasts from its first day of pain until three recorded days in a row below it, or a week
without any entry (rule book 3.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from diary.domain.knee import Knee
from diary.domain.rules.daily import Evidence, event
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.pain_series import PainSeries
from diary.domain.settings import Settings


class Persistence(StrEnum):
    """How long pain has gone on: more than two weeks, more than three."""

    TWO_WEEKS = "P14"
    THREE_WEEKS = "P21"


@dataclass(frozen=True, slots=True)
class Episode:
    """Where an episode stands after a day; `since` None = there is none.

    `low_days` counts recorded days in a row below a day of pain, `last` is the last recorded day,
    `logged` the number of recorded days of the episode, `told` the level that was told.
    """

    since: int | None = None
    last: int = 0
    low_days: int = 0
    logged: int = 0
    told: Persistence | None = None


@dataclass(frozen=True, slots=True)
class PersistenceRule:
    """R-PERSIST of one knee."""

    knee: Knee
    series: PainSeries
    settings: Settings
    first_state: Episode = Episode()

    @property
    def first(self) -> int:
        """The first day with a value."""
        return self.series.first

    def advance(self, state: Episode, start: int, stop: int) -> tuple[Episode, list[RuleEvent]]:
        """Evaluate the days from `start` up to but without `stop`."""
        events: list[RuleEvent] = []
        stop = min(stop, self.series.last + self.settings.persist_gap_days + 1)
        for day in range(max(start, self.first), stop):
            value = self.series.value(day)
            if value is not None:
                state = self._after_entry(state, day, value, events)
            elif state.since is not None and day - state.last >= self.settings.persist_gap_days:
                state = self._ended(state, day, events)
        return state, events

    def _after_entry(
        self, state: Episode, day: int, value: int, events: list[RuleEvent]
    ) -> Episode:
        if value < self.settings.persist_pain_day:
            if state.since is None:
                return state
            state = Episode(state.since, day, state.low_days + 1, state.logged + 1, state.told)
            if state.low_days >= self.settings.persist_clear_days:
                return self._ended(state, day, events)
            return state
        since = day if state.since is None else state.since
        state = Episode(since, day, 0, state.logged + 1, state.told)
        reached = self._level(day - since + 1)
        if reached is None or reached is state.told:
            return state
        kind = EventKind.FIRE if state.told is None else EventKind.LEVEL
        evidence = {"days": day - since + 1, "level": reached, "logged": state.logged}
        events.append(event(Rule.PERSIST, self.knee.value, day, kind, evidence))
        return replace(state, told=reached)

    def _ended(self, state: Episode, day: int, events: list[RuleEvent]) -> Episode:
        if state.told is not None:
            events.append(event(Rule.PERSIST, self.knee.value, day, EventKind.CLEAR, {}))
        return Episode()

    def _level(self, days: int) -> Persistence | None:
        if days > self.settings.persist_days_2:
            return Persistence.THREE_WEEKS
        return Persistence.TWO_WEEKS if days > self.settings.persist_days_1 else None

    def latest(self, state: Episode, day: int) -> Mapping[Rule, Evidence]:
        """The numbers of an open reminder on a day."""
        if state.since is None or state.told is None:
            return {}
        days = day - state.since + 1
        return {Rule.PERSIST: {"days": days, "level": state.told, "logged": state.logged}}
