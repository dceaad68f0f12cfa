"""The files of real devices, where they are at hand: their rows, and what was found in each."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from diary.domain.reading import ReadFile, ReadRequest
from diary.domain.run import Run
from diary.formats.reading import read_path

CORPUS = Path(
    os.environ.get("KNEELOG_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)
RESULTS = Path(__file__).with_name("corpus_results.csv")
ACTIVITY_FORMATS = frozenset({"fit", "tcx", "gpx"})
HAS_CORPUS = (CORPUS / "manifest.csv").exists()
needs_corpus = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not HAS_CORPUS,
        reason="the files of real devices are not here (KNEELOG_CORPUS)",
    ),
]
# Files that name no zone are read as UTC, as the truth was.
REQUEST = ReadRequest("UTC", datetime(2026, 11, 20, tzinfo=UTC))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the tables beside the files; each cell by its column."""
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def paths() -> dict[str, Path]:
    """Where each file lies, by its id."""
    return {row["id"]: CORPUS / row["file"] for row in rows("manifest.csv")}


@cache
def found(file_id: str) -> tuple[ReadFile, ...]:
    """Everything that is found in a file, of an archive one for each member."""
    numbers = count(1)
    path = paths()[file_id]
    return tuple(read_path(path, REQUEST, lambda: f"{file_id} {next(numbers)}"))


def runs(file_id: str) -> list[Run]:
    """Every activity in a file."""
    return [run for read in found(file_id) for run in read.runs]


def ids(*formats: str) -> list[str]:
    """The files of these formats in order; none where there is no corpus."""
    listed = rows("manifest.csv") if HAS_CORPUS else []
    return [row["id"] for row in listed if row["format"] in formats]
