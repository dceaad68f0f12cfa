"""Diaries of 1, 25 and 50 years, the last with 100,000 runs: what grows faster than the diary?

`python -m tests.benchmarks.scale` alone prints what each thing takes on all three; `make bench` has
the same as rows: what each of the later 25 years adds, where the floor is what each of the earlier
ones added. What costs the same with any diary is in neither. What grows with the diary has a ratio
of 1, what grows with its square one of 2.9. Seconds are those of the processor, so that other work
on the machine is not counted.
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict, TypeVar

from diary import bootstrap
from diary.domain.change import Change, ChangeSet
from diary.services.events import EventBus
from diary.services.journal import Journal
from tests.benchmarks.command_line import LISTINGS
from tests.benchmarks.measure import ROOT, Figure
from tests.benchmarks.reference import FOLDER
from tests.benchmarks.scale_diary import RUNS_A_YEAR, scale_file

MANY = RUNS_A_YEAR // 10
T = TypeVar("T")
Kind = Literal["processor_s", "clock_s", "stall_s", "held_mb"]
SHORT, MIDDLE, LONG = 1, 25, 50
# Far from 1 and from 2.9; measurements lie a few tenths apart.
GOAL = 1.5
# Every diary so often, in turns, and the least of each counts: other work only ever adds.
TURNS = 3
# Less than these a year are no growth that could be told from noise.
LEAST_S, LEAST_MB = 0.002, 0.5
FEW_S = 0.01
FLOOR = "each of the first 25 years"
KEPT = ROOT / "build" / "scale.json"


class Measured(TypedDict):
    """What was measured on one diary, by what was done: seconds of the processor and so on."""

    processor_s: dict[str, float]
    clock_s: dict[str, float]
    stall_s: dict[str, float]
    held_mb: dict[str, float]


class OfYears(NamedTuple):
    """One thing on the three diaries, and what a further year adds to it."""

    short: float
    middle: float
    long: float

    @property
    def early(self) -> float:
        """What each year from the first to the 25th adds; 0 where it takes less."""
        return max(0.0, (self.middle - self.short) / (MIDDLE - SHORT))

    @property
    def late(self) -> float:
        """What each year from the 25th to the 50th adds; 0 where it takes less."""
        return max(0.0, (self.long - self.middle) / (LONG - MIDDLE))


def scale_figures() -> list[Figure]:
    """What a further year adds to everything that is done with a diary, and to its memory."""
    found = _all_measured()
    figures = [
        _added(name, times, LEAST_S, "s") for name, times in _of_years(found, "processor_s").items()
    ]
    figures += [
        _added(f"memory, {name}", held, LEAST_MB, "MB")
        for name, held in _of_years(found, "held_mb").items()
    ]
    stall = OfYears(*(max(each["stall_s"].values()) for each in found))
    return [*figures, _added("longest stall of all", stall, LEAST_S, "s")]


def _added(name: str, of_years: OfYears, least: float, unit: str) -> Figure:
    floor = max(of_years.early, least)
    return Figure("Scale", f"a year more, {name}", of_years.late, floor, FLOOR, GOAL, unit)


def _all_measured() -> tuple[Measured, ...]:
    turns = [[measured(years) for years in (SHORT, MIDDLE, LONG)] for _ in range(TURNS)]
    return tuple(least(of_one) for of_one in zip(*turns, strict=True))


def least(turns: Sequence[Measured]) -> Measured:
    """The least of everything that was measured several times on one diary."""

    def of(kind: Kind) -> dict[str, float]:
        return {name: min(each[kind][name] for each in turns) for name in turns[0][kind]}

    return Measured(
        processor_s=of("processor_s"),
        clock_s=of("clock_s"),
        stall_s=of("stall_s"),
        held_mb=of("held_mb"),
    )


def _of_years(found: Sequence[Measured], kind: Kind) -> dict[str, OfYears]:
    return {name: OfYears(*(each[kind][name] for each in found)) for name in found[0][kind]}


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
        [sys.executable, "-X", "faulthandler", "-m", "tests.benchmarks.scale_tour", str(path)],
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
    """Measure all three, print them side by side, and keep them as JSON."""
    found = _all_measured()
    print(
        "| what | 1 year | 25 years | 50 years | each of 25 | each of 25 more | stall, 50 years |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, times in _of_years(found, "processor_s").items():
        added = " | ".join(_shown(each) for each in (*times, times.early, times.late))
        print(f"| {name} | {added} | {_shown(found[-1]['stall_s'].get(name))} |")
    for name, held in _of_years(found, "held_mb").items():
        added = " | ".join(f"{each:.0f} MB" for each in held)
        print(f"| memory, {name} | {added} | {held.early:.1f} MB | {held.late:.1f} MB | |")
    KEPT.parent.mkdir(exist_ok=True)
    by_years = dict(zip(map(str, (SHORT, MIDDLE, LONG)), found, strict=True))
    KEPT.write_text(json.dumps(by_years, indent=1), encoding="utf-8")
    return 0


def _shown(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds * 1000:.1f} ms" if seconds < FEW_S else f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
