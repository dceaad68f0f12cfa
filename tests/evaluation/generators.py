"""Two ways to make a diary of one knee out of a course: noise, sticky answers, gaps.

The first is the one the thresholds were chosen on. The second has noise, gaps, drift and sticky
answers as they were measured in seven real pain diaries (5,500 days).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random

from tests.evaluation.courses import DAYS, Scenario

RUN_SHARE = 0.45
SPIKE_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class SimulatedKnee:
    """What one knee said by number of the day; a day that is missing was not recorded.

    `mornings` hold what was there without the run; `on_runs` the score during a run.
    """

    values: dict[int, int]
    mornings: dict[int, int]
    on_runs: dict[int, int]
    run_days: tuple[int, ...]


Generator = Callable[[Random, Scenario, float], SimulatedKnee]


def original(random: Random, scenario: Scenario, missing: float) -> SimulatedKnee:
    """AR(1) noise of SD 0.7 to 1.3 (1.5 when noisy), +0.6 on run days, gaps of mean 3 days."""
    sd = 1.5 if scenario.is_noisy else random.uniform(0.7, 1.3)
    noise = _ar(random, 0.5, sd, lambda: random.gauss(0, 1))
    kept = _recorded(random, missing, 3.0)
    return _answered(random, scenario, noise, kept, run_rise=0.6, stickiness=0.0)


def calibrated(random: Random, scenario: Scenario, missing: float) -> SimulatedKnee:
    """Noise with heavy tails, slow drift, spikes, sticky answers, short gaps and long ones."""
    low, high = (1.1, 1.5) if scenario.is_noisy else (0.35, 1.1)
    sd = exp(random.uniform(log(low), log(high)))
    noise = _ar(random, random.uniform(0.2, 0.7), sd, lambda: _student(random))
    drift = _drift(random)
    spikes = _spikes(random)
    noise = [noise[day] + drift[day] + spikes[day] for day in range(DAYS)]
    kept = _recorded(random, missing, 1.6)
    if missing:
        start, days = random.randrange(DAYS), random.randint(7, 14)
        kept -= set(range(start, start + days))
    stickiness = random.uniform(0, 0.5)
    return _answered(random, scenario, noise, kept, run_rise=0.3, stickiness=stickiness)


GENERATORS: dict[str, Generator] = {"original": original, "calibrated": calibrated}


def _answered(
    random: Random,
    scenario: Scenario,
    noise: list[float],
    kept: set[int],
    *,
    run_rise: float,
    stickiness: float,
) -> SimulatedKnee:
    base, rise = random.uniform(0.5, 4), scenario.rise(random)
    run_days = tuple(day for day in range(DAYS) if random.random() < RUN_SHARE)
    running = set(run_days)
    values: dict[int, int] = {}
    mornings: dict[int, int] = {}
    on_runs: dict[int, int] = {}
    last: int | None = None
    for day in range(DAYS):
        quiet = base + rise(day) + noise[day]
        value = _score(quiet + (run_rise if day in running else 0.0))
        if last is not None and abs(value - last) <= 1 and random.random() < stickiness:
            value = last
        last = value
        if day in kept:
            values[day] = value
            mornings[day] = min(value, _score(quiet))
            if day in running:
                on_runs[day] = value
    return SimulatedKnee(values, mornings, on_runs, run_days)


def _score(value: float) -> int:
    return min(10, max(0, round(value)))


def _ar(random: Random, phi: float, sd: float, draw: Callable[[], float]) -> list[float]:
    """An AR(1) series of the given standard deviation."""
    inner = sd * sqrt(1 - phi * phi)
    now, series = random.gauss(0, sd), []
    for _ in range(DAYS):
        now = phi * now + inner * draw()
        series.append(now)
    return series


def _student(random: Random) -> float:
    """A draw of Student's t with 5 degrees of freedom, scaled to a variance of 1."""
    squares = sum(random.gauss(0, 1) ** 2 for _ in range(5))
    return random.gauss(0, 1) / sqrt(squares / 5) / sqrt(5 / 3)


def _drift(random: Random) -> list[float]:
    """A slow walk that is held near 0: its own past counts for 25 to 120 days."""
    sd, days = random.uniform(0.2, 0.75), random.uniform(25, 120)
    return _ar(random, exp(-1 / days), sd, lambda: random.gauss(0, 1))


def _spikes(random: Random) -> list[float]:
    spikes, left, height = [0.0] * DAYS, 0, 0.0
    for day in range(DAYS):
        if not left and random.random() < SPIKE_SHARE:
            left, height = random.choice((1, 2)), random.uniform(1.5, 3)
        if left:
            spikes[day], left = height, left - 1
    return spikes


def _recorded(random: Random, missing: float, mean_gap: float) -> set[int]:
    """The days that were recorded: gaps of a mean length that take a share of all days."""
    if not missing:
        return set(range(DAYS))
    starts = missing / (1 - missing) / mean_gap
    kept, is_gap = set(), random.random() < missing
    for day in range(DAYS):
        if not is_gap:
            kept.add(day)
        is_gap = random.random() >= 1 / mean_gap if is_gap else random.random() < starts
    return kept
