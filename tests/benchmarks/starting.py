"""P1, P2 and P4: the window on 20 years, beside a bare painted QMainWindow and one year."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measure import ROOT, Figure
from tests.benchmarks.reference import year_file
from tests.benchmarks.start import STARTED

ROUNDS = 11
FLOOR = "bare painted window"
GOALS = (
    ("P1", "window painted", "painted", 1.4),
    ("P2", "Today filled, takes a score", "filled", 1.6),
    ("P2", "first commit possible", "saving", 3.6),
)


def start_figures(path: Path) -> list[Figure]:
    """The three milestones of a start, and the first paint beside that of a short diary."""
    short_path = year_file()
    starts = (("bare",), ("diary", str(path)), ("diary", str(short_path)))
    rounds = [[_start(*arguments) for arguments in starts] for _ in range(1 + ROUNDS)]
    # The first round fills the caches of the disk.
    bare, ours, short = zip(*rounds[1:], strict=True)
    floor = _middle(bare, "painted")
    figures = [
        Figure(number, what, _middle(ours, name), floor, FLOOR, goal)
        for number, what, name, goal in GOALS
    ]
    painted, year = _middle(ours, "painted"), _middle(short, "painted")
    return [*figures, Figure("P4", "first paint, 20 years", painted, year, "with 1 year", 1.1)]


def _middle(starts: Sequence[dict[str, float]], name: str) -> float:
    return statistics.median(each[name] for each in starts)


def _start(*arguments: str) -> dict[str, float]:
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", STARTED: str(time.monotonic())}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.start", *arguments],
        cwd=ROOT,
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    milestones: dict[str, float] = json.loads(done.stdout)
    return milestones
