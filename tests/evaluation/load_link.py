"""Simulated diaries for the test of pain against load, and how often it finds a link in them.

Where there is no link, both have the rhythm of the week or a trend of the same direction, which is
what a plain correlation takes for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import NamedTuple

from diary.domain.rules.lag import (
    LEAST_SHARE_LEFT,
    link_of,
    prepared_loads,
    spearman,
    without_rhythm,
)
from tests.evaluation.scoring import share_interval

MISSING = 0.25
_PLAN_KM = (0.0, 8.0, 0.0, 8.0, 0.0, 6.0, 14.0)
# Days after planned runs, which hurt more for a reason of their own.
_SORE_WEEKDAYS = (0, 2, 4)
# How the knee answers a run of 10 km, as parts of the effect: on the day, the next, the one after.
_RESPONSE = (0.3, 1.0, 0.5)
_NOISE, _REMEMBERED = 1.13, 0.5
# One-sided 5 % of a normal curve.
_PLAIN_LIMIT = 1.645


@dataclass(frozen=True)
class Link:
    """A kind of diary: `weekly` pain by weekday, `trend` of both, `effect` points for 10 km."""

    name: str
    days: int = 84
    weekly: float = 0.0
    trend: float = 0.0
    effect: float = 0.0


NO_LINKS = (
    Link("nothing in common"),
    Link("rhythm of the week", weekly=1.0),
    Link("shared trend", trend=2.0),
    Link("rhythm and trend", weekly=1.0, trend=2.0),
    Link("rhythm and trend, 26 weeks", days=182, weekly=1.0, trend=2.0),
)
LINKS = (
    Link("0.8 points for 10 km, 12 weeks", effect=0.8),
    Link("1.2 points for 10 km, 12 weeks", effect=1.2),
    Link("1.2 points for 10 km, 8 weeks", days=56, effect=1.2),
    Link("1.2 points for 10 km, 24 weeks", days=168, effect=1.2),
)


class Found(NamedTuple):
    """Of how many diaries the test, and a plain correlation, said that there is a link."""

    diaries: int
    tested: int
    plain: int
    declined: int

    def share(self) -> tuple[float, float, float]:
        """How often the test found one, with its 95 % interval."""
        return share_interval(self.tested, self.diaries)


def found_in(kind: Link, seed: int, diaries: int) -> Found:
    """Ask the test about so many diaries of a kind."""
    random = Random(f"{kind.name} {seed}")
    tested = plain = declined = 0
    for _number in range(diaries):
        loads, pains = simulated(random, kind)
        left, share = prepared_loads(loads)
        link = link_of(left, without_rhythm(pains)) if share >= LEAST_SHARE_LEFT else None
        declined += link is None
        tested += link is not None and link.is_clear
        plain += _is_plainly_linked(loads, pains)
    return Found(diaries, tested, plain, declined)


def simulated(random: Random, kind: Link) -> tuple[list[float | None], list[float | None]]:
    """Daily loads in km and scores, None where none was given."""
    loads = list(_loads(random, kind))
    level = 0.0
    pains: list[float | None] = []
    for day in range(kind.days):
        level = _REMEMBERED * level + random.gauss(0, _NOISE)
        value = 2.5 + level + kind.trend * day / kind.days
        value += kind.weekly * (day % 7 in _SORE_WEEKDAYS)
        for before, part in enumerate(_RESPONSE):
            value += kind.effect * part * loads[max(0, day - before)] / 10
        score = float(min(10, max(0, round(value))))
        pains.append(None if random.random() < MISSING else score)
    return list(loads), pains


def _loads(random: Random, kind: Link) -> Iterator[float]:
    """Runs by a plan that is not always kept, or on any day where there is no rhythm."""
    for day in range(kind.days):
        more = 1 + kind.trend * day / kind.days / 2
        planned = _PLAN_KM[day % 7] if kind.weekly else 6.0
        is_run = (
            random.random() < (0.8 if planned else 0.15)
            if kind.weekly
            else (random.random() < 0.45)
        )
        yield (planned or 5.0) * random.uniform(0.75, 1.25) * more if is_run else 0.0


def _is_plainly_linked(loads: Sequence[float | None], pains: Sequence[float | None]) -> bool:
    """What a plain rank correlation would say, as if the days knew nothing of one another."""
    pairs = [
        (load, pain)
        for load, pain in zip(loads, pains[1:], strict=False)
        if load is not None and pain is not None
    ]
    rho = spearman([load for load, _pain in pairs], [pain for _load, pain in pairs])
    return rho is not None and rho * sqrt(len(pairs) - 1) > _PLAIN_LIMIT
