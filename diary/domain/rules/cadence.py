"""R-CADENCE: a few more steps a minute on easy runs, for those who took it up.

The base is the middle cadence of the easy runs of the four weeks up to the day it was taken up, or
up to the first day after it that has enough of them; later runs never move it. Compared are easy
runs of the last seven days at a pace like that of the base. A step is 5 %, 10 % above the base in
all, and from 160 steps a minute on nothing is said (Heiderscheit 2011; rule book 7). To stay there
is said once, until a whole step fits below that again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor
from statistics import median

from diary.domain.rules.daily import NEVER, REFIRE_DAYS, Evidence, Opening, event
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.pain_level import TOLERANCE
from diary.domain.run import Run, RunKind
from diary.domain.settings import Settings

SUBJECT = "diary"
OPEN_DAYS = 14
BASE_DAYS, BASE_RUNS = 28, 3
RECENT_DAYS, RECENT_RUNS = 7, 2
LEAST_S = 600.0
LIKE_PACE = 0.10
# Below this a device has most likely counted one foot.
BOTH_FEET_SPM = 120.0


@dataclass(frozen=True, slots=True)
class CadenceBase:
    """What is compared with: steps a minute and seconds a kilometre of easy runs up to a day."""

    on: date
    spm: float
    pace_s: float

    def is_like(self, run: Run) -> bool:
        """True for a run whose pace is within a tenth of this."""
        return abs(pace_of(run) - self.pace_s) <= LIKE_PACE * self.pace_s + TOLERANCE


@dataclass(frozen=True, slots=True)
class CadenceCourse:
    """The base, and the runs from the first of its weeks on that can be compared with it."""

    base: CadenceBase
    runs: tuple[Run, ...]


def cadence_target(current: float, base: float, settings: Settings) -> int | None:
    """Steps a minute to try next, half a step rounded up; None where nothing more is asked.

    It never lies more than the cap above the base; one that is not above `current` says to stay.
    """
    if current >= settings.cadence_stop_spm - TOLERANCE:
        return None
    highest = base * (1 + settings.cadence_cap)
    return floor(min(current * (1 + settings.cadence_step), highest) + 0.5 + TOLERANCE)


def is_to_stay(current: float, target: float) -> bool:
    """True when no more steps are proposed than there are."""
    return target <= round(current)


def is_counted(run: Run) -> bool:
    """True for an easy run of ten minutes or more with steps of both feet and a pace."""
    return (
        run.kind is RunKind.EASY
        and (run.cadence_spm or 0.0) >= BOTH_FEET_SPM
        and (run.moving_s or 0.0) >= LEAST_S
        and bool(run.distance_m)
    )


def pace_of(run: Run) -> float:
    """Seconds a kilometre of a run that is counted."""
    return (run.moving_s or 0.0) / (run.distance_m or 1.0) * 1000


def base_on(facts: Facts, day: int) -> CadenceBase | None:
    """The base of the four weeks up to a day; None with fewer than three runs to take it from."""
    runs = _counted(facts, day - BASE_DAYS + 1, day + 1)
    if len(runs) < BASE_RUNS:
        return None
    pace_s = float(median(pace_of(run) for run in runs))
    return CadenceBase(date.fromordinal(day), _middle(runs), pace_s)


def frozen_base(facts: Facts, taken_up_on: date, until: int) -> CadenceBase | None:
    """The base as it is known on a day; None while there are too few runs."""
    start = taken_up_on.toordinal()
    if start > until:
        return None
    for day in (start, *facts.run_days.within(start + 1, until + 1)):
        base = base_on(facts, day)
        if base is not None:
            return base
    return None


def cadence_course(facts: Facts, settings: Settings, until: date) -> CadenceCourse | None:
    """The easy runs at like pace up to a day; None while not taken up, or without a base."""
    taken_up_on, last = settings.cadence_taken_up_on, until.toordinal()
    base = None if taken_up_on is None else frozen_base(facts, taken_up_on, last)
    if base is None:
        return None
    runs = _counted(facts, base.on.toordinal() - BASE_DAYS + 1, last + 1)
    return CadenceCourse(base, tuple(run for run in runs if base.is_like(run)))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is said of a day: steps a minute now, those of the base, and what could be next."""

    current: float
    base: float
    target: int


@dataclass(frozen=True, slots=True)
class CadenceState:
    """The base once it is known, the reminder, and whether it said to stay when it came last."""

    base: CadenceBase | None = None
    opening: Opening = NEVER
    is_stay_told: bool = False


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """R-CADENCE from the day it was taken up; at most once in two weeks, shown for two."""

    facts: Facts
    settings: Settings
    taken_up_on: date
    first_state: CadenceState = CadenceState()

    @property
    def first(self) -> int:
        """The day it was taken up."""
        return self.taken_up_on.toordinal()

    def advance(
        self, state: CadenceState, start: int, stop: int
    ) -> tuple[CadenceState, list[RuleEvent]]:
        """Evaluate the day it was taken up, those with a run, and those on which it ends."""
        events: list[RuleEvent] = []
        day = max(start, self.first)
        while (found := self._next_day(state, day)) is not None and found < stop:
            state = self._step(state, found, events)
            day = found + 1
        return state, events

    def latest(self, _state: CadenceState, _day: int) -> Mapping[Rule, Evidence]:
        """None: the numbers stay those of the fire."""
        return {}

    def _next_day(self, state: CadenceState, day: int) -> int | None:
        if day == self.first:
            return day
        opening = state.opening
        if opening.open_since is not None:
            # Nothing can happen before it ends: it comes again no sooner than that.
            return max(day, opening.open_since + OPEN_DAYS)
        if opening.last_fire is not None:
            day = max(day, opening.last_fire + REFIRE_DAYS)
        return self.facts.run_days.next_from(day)

    def _step(self, state: CadenceState, day: int, events: list[RuleEvent]) -> CadenceState:
        base, opening = state.base, state.opening
        if opening.open_since is not None and day - opening.open_since >= OPEN_DAYS:
            # One step a day: what would come again on this day comes with the next run.
            events.append(event(Rule.CADENCE, SUBJECT, day, EventKind.CLEAR, {}))
            return replace(state, opening=opening.cleared())
        if base is None and (day == self.first or self._has_counted(day)):
            base = base_on(self.facts, day)
        state = replace(state, base=base)
        found = None if base is None else self._found(base, day)
        if found is None or (state.is_stay_told and not self._has_room(found)):
            return state
        if opening.may_fire(day):
            evidence = {"current": found.current, "base": found.base, "target": found.target}
            events.append(event(Rule.CADENCE, SUBJECT, day, EventKind.FIRE, evidence))
            is_stay = is_to_stay(found.current, found.target)
            return CadenceState(base, opening.fired(day), is_stay)
        return state

    def _has_room(self, found: _Found) -> bool:
        """True when a whole step is not further than the cap."""
        highest = found.base * (1 + self.settings.cadence_cap)
        return found.current * (1 + self.settings.cadence_step) <= highest + TOLERANCE

    def _has_counted(self, day: int) -> bool:
        return any(is_counted(run) for run in self.facts.runs.get(day, ()))

    def _found(self, base: CadenceBase, day: int) -> _Found | None:
        recent = _counted(self.facts, day - RECENT_DAYS + 1, day + 1)
        runs = [run for run in recent if base.is_like(run)]
        if len(runs) < RECENT_RUNS:
            return None
        current = _middle(runs)
        target = cadence_target(current, base.spm, self.settings)
        return None if target is None else _Found(current, base.spm, target)


def _counted(facts: Facts, start: int, stop: int) -> list[Run]:
    days = facts.run_days.within(start, stop)
    return [run for day in days for run in facts.runs[day] if is_counted(run)]


def _middle(runs: Sequence[Run]) -> float:
    return float(median(run.cadence_spm or 0.0 for run in runs))
