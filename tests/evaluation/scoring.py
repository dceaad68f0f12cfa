"""Counts what a rule did on simulated diaries: false alarms, worsenings found, and how late."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import ceil, floor, sqrt
from random import Random
from statistics import median

from tests.evaluation.courses import DAYS, FLARE, NULLS, ONSET, POSITIVES, Scenario
from tests.evaluation.generators import Generator, SimulatedKnee

MISSING = (0.0, 0.2, 0.5)
FOUND_WITHIN_DAYS = 56
FLARE_WITHIN_DAYS = 28
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Alarms:
    """When a reminder came and went, as spans of days, and from which day on it could come."""

    spans: tuple[tuple[int, int], ...]
    able_from: int | None

    def is_open_on(self, day: int) -> bool:
        """True when a reminder that came before the day is open on it."""
        return any(start < day < stop for start, stop in self.spans)


Detector = Callable[[SimulatedKnee], Alarms]


@dataclass(slots=True)
class Tally:
    """What was counted for one rule; `delays` in days by kind of worsening."""

    false_alarms: int = 0
    null_weeks: float = 0.0
    by_null: dict[str, list[float]] = field(default_factory=dict)
    positives: int = 0
    found: int = 0
    delays: dict[str, list[int]] = field(default_factory=dict)
    flares: int = 0
    flare_alarms: int = 0

    def false_alarm_rate(self) -> tuple[float, float, float]:
        """False alarms per 100 diary-weeks with their 95 % interval (Poisson)."""
        return rate_interval(self.false_alarms, self.null_weeks)

    def sensitivity(self) -> tuple[float, float, float]:
        """Share of worsenings that were found, with its 95 % interval (Wilson)."""
        return share_interval(self.found, self.positives)

    def median_delays(self) -> dict[str, float]:
        """Median days from the first day of worsening to the reminder, by its kind."""
        return {name: median(days) if days else float("nan") for name, days in self.delays.items()}


def median_interval(days: list[int]) -> tuple[float, float, float]:
    """The median and its 95 % interval, from the order of the values; not a number for none."""
    if not days:
        return (float("nan"), float("nan"), float("nan"))
    known, half = sorted(days), Z95 * sqrt(len(days)) / 2
    low = max(0, floor(len(known) / 2 - half))
    high = min(len(known) - 1, ceil(len(known) / 2 + half))
    return (median(known), known[low], known[high])


def rate_interval(count: int, weeks: float) -> tuple[float, float, float]:
    """A count per 100 weeks and its 95 % interval, by the square root of the count."""
    if not weeks:
        return (0.0, 0.0, 0.0)
    root = sqrt(count + 0.25)
    low, high = max(0.0, root - Z95 / 2) ** 2, (root + Z95 / 2) ** 2
    return tuple(100 * each / weeks for each in (float(count), low, high))  # type: ignore[return-value] # three of them


def share_interval(count: int, of: int) -> tuple[float, float, float]:
    """A share and its 95 % interval (Wilson)."""
    if not of:
        return (0.0, 0.0, 1.0)
    share, square = count / of, Z95 * Z95 / of
    middle = (share + square / 2) / (1 + square)
    half = Z95 * sqrt(share * (1 - share) / of + square / of / 4) / (1 + square)
    return (share, middle - half, middle + half)


def tally(
    detectors: dict[str, Detector], generator: Generator, seed: int, diaries: int
) -> dict[str, Tally]:
    """Counts for every detector on the same diaries, `diaries` a scenario and share missing."""
    counts = {name: Tally() for name in detectors}
    for knee, scenario in _simulated(generator, seed, diaries):
        for name, detector in detectors.items():
            _count(counts[name], detector(knee), scenario)
    return counts


def _simulated(
    generator: Generator, seed: int, diaries: int
) -> Iterable[tuple[SimulatedKnee, Scenario]]:
    for scenario in (*NULLS, *POSITIVES, FLARE):
        for missing in MISSING:
            random = Random(f"{seed}:{scenario.name}:{missing}")
            for _ in range(diaries):
                yield generator(random, scenario, missing), scenario


def _count(counts: Tally, alarms: Alarms, scenario: Scenario) -> None:
    fires = [start for start, _stop in alarms.spans]
    if scenario in NULLS:
        weeks = 0.0 if alarms.able_from is None else (DAYS - alarms.able_from) / 7
        counts.false_alarms += len(fires)
        counts.null_weeks += weeks
        of_kind = counts.by_null.setdefault(scenario.name, [0.0, 0.0])
        of_kind[0] += len(fires)
        of_kind[1] += weeks
    elif scenario is FLARE:
        counts.flares += 1
        counts.flare_alarms += any(ONSET <= day < ONSET + FLARE_WITHIN_DAYS for day in fires)
    elif not alarms.is_open_on(ONSET):
        # A reminder that was open by mistake already cannot come again.
        counts.positives += 1
        found = [day - ONSET for day in fires if 0 <= day - ONSET <= FOUND_WITHIN_DAYS]
        counts.found += bool(found)
        counts.delays.setdefault(scenario.name, []).extend(found[:1])
