"""P1 and P2: the window on 20 years, beside a bare painted QMainWindow."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import ROOT, Figure
from tests.benchmarks.start import STARTED

ROUNDS = 11
FLOOR = "bare painted window"
GOALS = (
    ("P1", "window painted", "painted", 1.4),
    ("P2", "Today filled, takes a score", "filled", 1.6),
    ("P2", "first commit possible", "attached", 3.6),
)


def start_figures(path: Path) -> list[Figure]:
    """The three milestones of a start."""
    _start("bare"), _start("diary", str(path))
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_start("bare")["painted"])
        ours.append(_start("diary", str(path)))
    floor = statistics.median(bare)
    return [
        Figure(number, what, statistics.median(each[name] for each in ours), floor, FLOOR, goal)
        for number, what, name, goal in GOALS
    ]


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
