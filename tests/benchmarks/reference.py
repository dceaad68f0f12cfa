"""The reference diary of 20 years and a short one, made anew into `build/bench`."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from diary.domain.diary import Diary
from diary.services.sample import sample_diary
from tests.benchmarks.measure import ROOT
from tests.builders import write_new_diary

DAYS = 7300
YEAR_DAYS = 365
LAST_ON = date(2026, 11, 20)
FOLDER = ROOT / "build" / "bench"


def reference_diary() -> Diary:
    """20 years of both knees, about 10,000 activities and 50 pairs of shoes; seed 1."""
    return sample_diary(days=DAYS, seed=1, last_on=LAST_ON, zone="Europe/Lisbon")


def year_file() -> Path:
    """A diary like the reference, but of one year only."""
    path = FOLDER / "year.sqlite3"
    path.unlink(missing_ok=True)
    write_new_diary(
        path, sample_diary(days=YEAR_DAYS, seed=1, last_on=LAST_ON, zone="Europe/Lisbon")
    )
    return path


def reference_file() -> Path:
    """The reference diary as a file, made anew each time the benchmarks start."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    path = FOLDER / "reference.sqlite3"
    write_new_diary(path, reference_diary())
    return path
