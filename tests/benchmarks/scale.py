"""A diary of fifty years and 100,000 runs beside one of a year: what grows faster than the diary?

`python -m tests.benchmarks.scale` alone prints what each thing takes on both; `make bench` has the
same as rows, where the floor is fifty times the short diary: a ratio above 1 grows faster. Seconds
are those of the processor, so that other work on the machine is not counted.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, TypeVar

from diary import bootstrap
from diary.domain.change import Change, ChangeSet
from diary.services.events import EventBus
from diary.services.journal import Journal
from tests.benchmarks.command_line import LISTINGS
from tests.benchmarks.measure import ROOT, Figure
from tests.benchmarks.reference import FOLDER
from tests.benchmarks.scale_diary import RUNS_A_YEAR, YEARS, scale_file

MANY = RUNS_A_YEAR // 10
T = TypeVar("T")
GOAL = 1.0
FLOOR = f"{YEARS} times one year"
KEPT = ROOT / "build" / "scale.json"


class Measured(TypedDict):
    """What was measured on one diary, by what was done: seconds of the processor and so on."""

    processor_s: dict[str, float]
    clock_s: dict[str, float]
    stall_s: dict[str, float]
    held_mb: dict[str, float]


def scale_figures() -> list[Figure]:
    """Everything that is done with a diary, and what it holds in memory."""
    short, long = (measured(years) for years in (1, YEARS))
    figures = [
        Figure("Scale", name, long["processor_s"][name], seconds * YEARS, FLOOR, GOAL)
        for name, seconds in short["processor_s"].items()
    ]
    figures += [
        Figure("Scale", f"memory, {name}", long["held_mb"][name], held * YEARS, FLOOR, GOAL, "MB")
        for name, held in short["held_mb"].items()
    ]
    stalls = [max(each["stall_s"].values()) for each in (short, long)]
    return [
        *figures,
        Figure("Scale", "longest stall of all", stalls[1], stalls[0] * YEARS, FLOOR, GOAL),
    ]


def measured(years: int) -> Measured:
    """Make a diary of so many years, go round in it, and use it without a window."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        path = scale_file(Path(folder), years)
        copy = shutil.copy(path, Path(folder) / "tour.sqlite3")
        found = _toured(Path(copy))
        for command in (*LISTINGS, "reminders"):
            with _children_timed(found, f"kneelog {command} --json"):
                _run("-m", "diary", "--diary", str(path), command, "--json")
        _without_window(path, found, years)
    return found


def _toured(path: Path) -> Measured:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scale_tour", str(path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: Measured = json.loads(done.stdout)
    return found


def _without_window(path: Path, found: Measured, years: int) -> None:
    """Reading the file, and one change of a tenth of all runs; nothing is collected meanwhile."""
    gc.collect()
    gc.disable()
    store = bootstrap.open_store(path)
    try:
        diary = _timed(found, "read the file", store.load)
        journal = Journal(EventBus(), diary)
        journal.attach(store)
        runs = list(diary.runs.values())[: MANY * years]
        changes = ChangeSet(tuple(Change(run, replace(run, note="seen")) for run in runs))
        _timed(found, "one change of a tenth of the runs", lambda: journal.apply(changes))
    finally:
        store.close()
        gc.enable()


def _timed(found: Measured, name: str, work: Callable[[], T]) -> T:
    begun, took = time.perf_counter(), time.process_time()
    result = work()
    found["clock_s"][name] = time.perf_counter() - begun
    found["processor_s"][name] = time.process_time() - took
    return result


@contextmanager
def _children_timed(found: Measured, name: str) -> Iterator[None]:
    begun, took = time.perf_counter(), _of_children()
    yield
    found["clock_s"][name] = time.perf_counter() - begun
    found["processor_s"][name] = _of_children() - took


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Measure both, print them side by side, and keep them as JSON."""
    short, long = (measured(years) for years in (1, YEARS))
    print("| what | 1 year | 50 years | times as long | stall, 1 year | stall, 50 years |")
    print("|---|---|---|---|---|---|")
    for name, seconds in short["processor_s"].items():
        more = long["processor_s"][name]
        stalls = [_shown(each["stall_s"].get(name)) for each in (short, long)]
        print(
            f"| {name} | {_shown(seconds)} | {_shown(more)} | {more / seconds:.1f} "
            f"| {stalls[0]} | {stalls[1]} |"
        )
    for name, held in short["held_mb"].items():
        more = long["held_mb"][name]
        a_run = (more - held) * 2**20 / (RUNS_A_YEAR * (YEARS - 1))
        print(f"| memory, {name} | {held:.0f} MB | {more:.0f} MB | {more / held:.1f} | | |")
        print(f"| for each run more, with its days | | {a_run:.0f} bytes | | | |")
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({"1": short, str(YEARS): long}, indent=1), encoding="utf-8")
    return 0


def _shown(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
