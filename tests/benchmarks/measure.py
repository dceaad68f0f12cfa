"""Times two things turn by turn, so that a busy machine slows both; the middle of each counts."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: our time against a floor in seconds, and the ratio to reach.

    With `unit` "MB" both are megabytes.
    """

    number: str
    what: str
    ours_s: float
    floor_s: float
    floor: str
    goal: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Our time divided by the floor's."""
        return self.ours_s / self.floor_s

    @property
    def is_met(self) -> bool:
        """True when the ratio is within the goal."""
        return self.ratio <= self.goal


def timed(work: Callable[[], object]) -> float:
    """Seconds one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Middle seconds of both after `rounds` turns each; one turn before that warms the disk."""
    ours()
    floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(
        pair[1] for pair in pairs
    )


def best(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """The least seconds of both after `rounds` turns each: what a busy machine adds is left out."""
    pairs = [(timed(ours), timed(floor)) for _ in range(rounds)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def process_seconds(*arguments: str) -> float:
    """Seconds a Python process takes from start to end; raises when it fails."""

    def run() -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )

    return timed(run)
