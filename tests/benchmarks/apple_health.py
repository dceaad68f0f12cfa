"""Apple Health: `python -m tests.benchmarks.apple_health [MEGABYTES]` reads a file of that size.

It is written first, 1,000 megabytes if nothing is said, and taken away afterwards. What is printed
is how long reading took and the most memory that was held.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from diary.domain.reading import ReadRequest
from diary.formats.reading import read_path
from tests.benchmarks.activity_files import FOLDER
from tests.builders_apple import HEART_RATE, PROLOGUE, RECORD, new_workout

MEGABYTES = 1000
WORKOUTS = 2000
_BLOCK = RECORD * 2000


def main() -> int:
    """Write, read, tell, take away."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "export.xml"
    try:
        _write(path, megabytes)
        before = _kilobytes()
        start = time.perf_counter()
        numbers = count()
        request = ReadRequest("UTC", datetime(2026, 11, 20, tzinfo=UTC))
        (found,) = read_path(path, request, lambda: str(next(numbers)))
        seconds = time.perf_counter() - start
        print(
            f"{path.stat().st_size / 1e6:.0f} MB, {len(found.runs)} workouts: {seconds:.1f} s,"
            f" {_kilobytes() / 1e3:.0f} MB of memory ({before / 1e3:.0f} MB before)"
        )
        return 0 if len(found.runs) == WORKOUTS else 1
    finally:
        path.unlink(missing_ok=True)


def _write(path: Path, megabytes: int) -> None:
    first = datetime(2016, 1, 4, 6, 40, tzinfo=UTC)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{PROLOGUE}<HealthData locale="en_NL">\n')
        for _ in range(max(1, megabytes * 1_000_000 // len(_BLOCK.encode()))):
            file.write(_BLOCK)
        for number in range(WORKOUTS):
            start = first + timedelta(days=number)
            end = start + timedelta(minutes=40)
            workout = new_workout(
                HEART_RATE, start=f"{start:%F %T} +0000", end=f"{end:%F %T} +0000"
            )
            file.write(workout.text())
        file.write("</HealthData>\n")


def _kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
