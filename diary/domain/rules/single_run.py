"""R-SPIKE and R-LAYOFF: one run against those before it.

A run much longer than the longest of 30 days (Frandsen 2025), and the first one after a break
(coaching practice). A run is compared with runs only; other sports are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from diary.domain.rules.daily import Evidence, event
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.pain_level import TOLERANCE
from diary.domain.run import Run
from diary.domain.settings import Settings

REFERENCE_DAYS = 30
WEEK = 7
LAYOFF_OPEN_DAYS = 14


class SpikeClass(StrEnum):
    """How a run compares with the longest of the 30 days before it."""

    NONE = "none"
    SMALL = "small"
    MODERATE = "moderate"
    LARGE = "large"
    NO_REFERENCE = "no_reference"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Spike:
    """A run against the longest before it, in metres; `ratio` None without a reference."""

    spike_class: SpikeClass
    longest_m: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Layoff:
    """How to come back after a break: weeks at half and at three quarters of before, or stages."""

    gap_days: int
    weeks_50: int | None = None
    weeks_75: int | None = None
    is_stages: bool = False

    def evidence(self) -> dict[str, object]:
        """The numbers by their names in the exchange format."""
        return {
            "gap_days": self.gap_days,
            "weeks_50": self.weeks_50,
            "weeks_75": self.weeks_75,
            "stages": self.is_stages,
        }


def spike_of(distance_m: float, longest_m: float, settings: Settings) -> Spike:
    """The class of a distance against the longest before it; both in metres."""
    if longest_m <= 0:
        return Spike(SpikeClass.NO_REFERENCE)
    ratio = distance_m / longest_m
    bounds = (
        (settings.spike_large, SpikeClass.LARGE),
        (settings.spike_moderate, SpikeClass.MODERATE),
        (settings.spike_small, SpikeClass.SMALL),
    )
    found = (each for bound, each in bounds if ratio > bound + TOLERANCE)
    return Spike(next(found, SpikeClass.NONE), longest_m, ratio)


def longest_before(facts: Facts, day: int, run: Run | None = None) -> float | None:
    """The longest run of the 30 days before a day and of those earlier on it; None = none.

    Earlier runs of the day are those before `run`; without one, all of them.
    """
    longest = [
        found
        for each in facts.run_days.within(day - REFERENCE_DAYS, day)
        if (found := facts.longest_of(each)) is not None
    ]
    earlier = facts.longest_of(day, run)
    return max(longest if earlier is None else [*longest, earlier], default=None)


def run_spike(
    facts: Facts, run: Run, settings: Settings, longest_recent_m: float | None
) -> Spike | None:
    """How much longer a run was than the longest before it; None without a distance.

    During the first 30 days of running the longest recent run that the person gave counts too,
    and without one nothing is said.
    """
    if run.distance_m is None:
        return None
    day = run.on.toordinal()
    longest = longest_before(facts, day, run)
    if day - facts.run_days.days[0] < REFERENCE_DAYS:
        if longest_recent_m is None:
            return Spike(SpikeClass.LEARNING)
        longest = max(longest or 0.0, longest_recent_m)
    if longest is None:
        return Spike(SpikeClass.NO_REFERENCE)
    return spike_of(run.distance_m, longest, settings)


def is_much_longer(run: Run, spike: Spike, settings: Settings) -> bool:
    """True for a run that R-SPIKE tells of: long enough as a share and in metres."""
    if spike.ratio is None or spike.longest_m is None:
        return False
    extra_m = (run.distance_m or 0.0) - spike.longest_m
    is_told = spike.ratio > settings.spike_notify + TOLERANCE
    return is_told and extra_m > settings.spike_min_extra_m + TOLERANCE


def _is_like_the_last(facts: Facts, run: Run, settings: Settings) -> bool:
    """True when the run before is near enough in time and length that nothing is to be told.

    Nearly every run ends here, without looking through 30 days.
    """
    day = run.on.toordinal()
    last = facts.run_days.last_until(day - 1)
    if last is None or day - last > REFERENCE_DAYS:
        return False
    last_m = facts.runs[last][-1].distance_m or 0.0
    return (run.distance_m or 0.0) <= last_m * settings.spike_notify


def layoff(gap_days: int, settings: Settings) -> Layoff | None:
    """What to do after a break of so many days between two runs; None after a short one."""
    if gap_days < settings.layoff_days:
        return None
    if gap_days >= settings.layoff_stages_days:
        return Layoff(gap_days, is_stages=True)
    weeks = gap_days // WEEK
    return Layoff(gap_days, weeks - weeks // 2, weeks // 2)


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A reminder about a run and the day on which it ends."""

    run_id: str
    until: int


@dataclass(frozen=True, slots=True)
class SingleRunRule:
    """A rule about single runs, open for a number of days from the run.

    `found` gives the evidence about a run, None when there is nothing to say.
    """

    rule: Rule
    facts: Facts
    open_days: int
    found: Callable[[Run], Evidence | None]
    first_state: tuple[OpenRun, ...] = ()

    @property
    def first(self) -> int:
        """The first day with a run."""
        return self.facts.run_days.first

    def advance(
        self, state: tuple[OpenRun, ...], start: int, stop: int
    ) -> tuple[tuple[OpenRun, ...], list[RuleEvent]]:
        """Evaluate the days on which there is a run or a reminder ends."""
        events: list[RuleEvent] = []
        day = max(start, self.first)
        while True:
            nearest = self._next_told(day, min((each.until for each in state), default=stop))
            if nearest >= stop:
                return state, events
            day = max(day, nearest)
            state = self._step(state, day, events)
            day += 1

    def _next_told(self, day: int, end: int) -> int:
        """The first day before `end` with a run there is something to say about, else `end`.

        Of nearly every run there is nothing to say.
        """
        for number in self.facts.run_days.within(day, end):
            for run in self.facts.runs[number]:
                if self.found(run) is not None:
                    return number
        return end

    def latest(self, _state: tuple[OpenRun, ...], _day: int) -> Mapping[Rule, Evidence]:
        """None: the numbers stay those of the fire."""
        return {}

    def _step(
        self, state: tuple[OpenRun, ...], day: int, events: list[RuleEvent]
    ) -> tuple[OpenRun, ...]:
        kept = []
        for each in state:
            if each.until <= day:
                events.append(event(self.rule, each.run_id, day, EventKind.CLEAR, {}))
            else:
                kept.append(each)
        for run in self.facts.runs.get(day, ()):
            evidence = self.found(run)
            if evidence is not None:
                events.append(event(self.rule, run.id, day, EventKind.FIRE, evidence))
                kept.append(OpenRun(run.id, day + self.open_days))
        return tuple(kept)


def spike_rule(facts: Facts, settings: Settings, longest_recent_m: float | None) -> SingleRunRule:
    """R-SPIKE: a run much longer than the longest of 30 days, by more than a kilometre."""

    def found(run: Run) -> Evidence | None:
        if _is_like_the_last(facts, run, settings):
            return None
        spike = run_spike(facts, run, settings, longest_recent_m)
        if spike is None or not is_much_longer(run, spike, settings):
            return None
        return {"ratio": spike.ratio, "longest_m": spike.longest_m, "class": spike.spike_class}

    return SingleRunRule(Rule.SPIKE, facts, settings.spike_open_days, found)


def layoff_rule(facts: Facts, settings: Settings) -> SingleRunRule:
    """R-LAYOFF: the first run after two weeks or more without one."""

    def found(run: Run) -> Evidence | None:
        day = run.on.toordinal()
        before = facts.run_days.last_until(day - 1)
        if before is None or facts.runs[day][0].id != run.id:
            return None
        break_ = layoff(day - before, settings)
        return None if break_ is None else break_.evidence()

    return SingleRunRule(Rule.LAYOFF, facts, LAYOFF_OPEN_DAYS, found)
