"""Tries a stretch of mutations of one format; `python -m tests.fuzz.worker FORMAT SEED FROM TO`.

Prints a line of JSON for each breach, and one at the end. The number at hand stands in the file
`at`, for the case that this process does not live to its end.
"""

from __future__ import annotations

import json
import random
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from diary import bootstrap
from diary.domain.change import Change, ChangeSet
from diary.domain.reading import ReadFile
from diary.domain.run import Run
from tests.fuzz.documents import documents
from tests.fuzz.mutations import mutated
from tests.fuzz.trial import breaches_of

MEMORY_BYTES = 1024 * 1024 * 1024
_STORED_MOST = 1500
_ENDINGS = {"gz": "gpx.gz", "strava": "csv", "garmin": "csv", "tables": "csv", "apple": "xml"}
_ENDINGS |= {"kneelog": "json", "hand-over": "kneelog"}


def content_of(name: str, seed: int, number: int) -> bytes:
    """The bad file of a number."""
    return mutated(documents(name), random.Random(f"{seed} {name} {number}"))


def ending_of(name: str) -> str:
    """What a file of this format is called."""
    return _ENDINGS.get(name, "zip" if "zip" in name or "account" in name else name)


def tried(
    name: str, seed: int, numbers: Sequence[int], folder: Path, at: Callable[[int], None]
) -> list[tuple[int, str]]:
    """Try these numbers; returns what was wrong, with -1 for all of them together."""
    path = folder / f"bad.{ending_of(name)}"
    found: list[ReadFile] = []
    breaches: list[tuple[int, str]] = []
    for number in numbers:
        at(number)
        path.write_bytes(content_of(name, seed, number))
        wrong, files = breaches_of(path)
        breaches.extend((number, each) for each in wrong)
        if sum(len(file.runs) for file in found) < _STORED_MOST:
            found.extend(files)
    at(-1)
    breaches.extend((-1, each) for each in _not_kept(found, folder / "diary.sqlite3"))
    return breaches


def _not_kept(found: Sequence[ReadFile], path: Path) -> list[str]:
    """What was read is written in one step: all of it is there afterwards, as it was."""
    read = [run for file in found for run in file.runs]
    runs: list[Run] = [replace(run, id=f"kept-{number}") for number, run in enumerate(read)]
    path.unlink(missing_ok=True)
    store = bootstrap.create_store(path)
    try:
        store.write(ChangeSet(tuple(Change(None, run) for run in runs)))
        kept = store.load().runs
    finally:
        store.close()
    return [] if kept == {run.id: run for run in runs} else ["not kept as it was read"]


def main() -> int:
    name, seed, begin, end, folder = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    at = Path(folder, "at")
    numbers = range(int(begin), int(end))
    found = tried(name, int(seed), numbers, Path(folder), lambda each: _write(at, each))
    for number, breach in found:
        print(json.dumps({"number": number, "breach": breach}))
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"memory_mb": round(memory_mb)}))
    return 0


def _write(at: Path, number: int) -> None:
    at.write_text(str(number))


if __name__ == "__main__":
    sys.exit(main())
