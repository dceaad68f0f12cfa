"""Diaries of any length, with equally many entries a day and 2,000 runs a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from diary.domain.diary import Diary
from diary.domain.run import Run
from diary.services.sample import sample_diary
from tests.benchmarks.reference import LAST_ON, YEAR_DAYS
from tests.builders import write_new_diary

RUNS_A_YEAR = 2000
SEED = 1
_BETWEEN = timedelta(hours=2)


def scale_diary(years: int) -> Diary:
    """Both knees of every day of so many years, 2,000 runs a year; seed 1.

    The runs of the example are repeated two hours later on the same day until they are so many.
    """
    days = years * YEAR_DAYS
    full = sample_diary(days=days, seed=SEED, last_on=LAST_ON, zone="Europe/Lisbon")
    runs = dict(full.runs)
    wanted = years * RUNS_A_YEAR
    for run in _repeated(list(full.runs.values())):
        if len(runs) >= wanted:
            break
        runs[run.id] = run
    return replace(full, runs=runs)


def scale_file(folder: Path, years: int) -> Path:
    """The same as a file, made anew."""
    path = folder / f"years-{years}.sqlite3"
    path.unlink(missing_ok=True)
    write_new_diary(path, scale_diary(years))
    return path


def _repeated(runs: list[Run]) -> Iterator[Run]:
    turn = 0
    while True:
        turn += 1
        for run in runs:
            started = None if run.started_at is None else run.started_at + turn * _BETWEEN
            yield replace(run, id=f"{run.id}-{turn}", started_at=started, source=None)
