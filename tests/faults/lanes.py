"""The two halves of the course, which go side by side: what is about files, and about programs."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterable, Sequence

# Each about half of the time; a part stands in one of them.
LANES = {
    "files": ("kills", "drills", "damage", "shortages", "power", "proofs"),
    "programs": ("time", "instances", "surroundings"),
}


def lanes_of(parts: Iterable[str]) -> dict[str, list[str]]:
    """These parts by lane, each in its order; only lanes that have any."""
    wanted = list(parts)
    lanes = {name: [each for each in wanted if each in lane] for name, lane in LANES.items()}
    return {name: lane for name, lane in lanes.items() if lane}


def side_by_side(commands: Iterable[Sequence[str]]) -> list[int]:
    """Run programs at the same time, and return how each ended; asked to end, all of them are."""
    running = [subprocess.Popen(each) for each in commands]
    try:
        return [each.wait() for each in running]
    except KeyboardInterrupt:
        for each in running:
            each.send_signal(signal.SIGTERM)
        return [each.wait() for each in running]
