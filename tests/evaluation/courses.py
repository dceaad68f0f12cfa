"""The courses pain takes in a simulated diary: what is true, before noise and gaps.

Nulls are courses in which nothing worsens; positives worsen from the day `onset` on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sin
from random import Random

DAYS = 140
ONSET = 70
FLARE_DAYS = 8

Course = Callable[[int], float]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of course; `rise` gives what is added to the base on a day of one diary."""

    name: str
    rise: Callable[[Random], Course]
    is_noisy: bool = False


def _nothing(_random: Random) -> Course:
    return lambda _day: 0.0


def _wave(random: Random) -> Course:
    period, phase = random.uniform(42, 91), random.uniform(0, 2 * pi)
    return lambda day: 0.8 * sin(2 * pi * day / period + phase)


def _improving(random: Random) -> Course:
    fall = random.uniform(1, 2.5)
    return lambda day: -fall * day / DAYS


def _ramp(weeks: float) -> Callable[[Random], Course]:
    def rise(random: Random) -> Course:
        most = random.uniform(2.5, 3.5)
        return lambda day: most * min(1.0, max(0.0, (day - ONSET) / (7 * weeks)))

    return rise


def _step(random: Random) -> Course:
    most = random.uniform(2.5, 3.5)
    return lambda day: most if day >= ONSET else 0.0


def _stairs(_random: Random) -> Course:
    return lambda day: float(min(3, max(0, (day - ONSET) // 10 + 1))) if day >= ONSET else 0.0


def _flare(random: Random) -> Course:
    most, days = random.uniform(3, 4.5), FLARE_DAYS + random.randint(-1, 1)
    return lambda day: most if ONSET <= day < ONSET + days else 0.0


NULLS = (
    Scenario("stable", _nothing),
    Scenario("noisy", _nothing, is_noisy=True),
    Scenario("seasonal", _wave),
    Scenario("improving", _improving),
)
POSITIVES = (
    Scenario("slow", _ramp(6)),
    Scenario("fast", _ramp(2)),
    Scenario("step", _step),
    Scenario("stairs", _stairs),
)
FLARE = Scenario("flare", _flare)
