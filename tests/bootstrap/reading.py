"""Reading through a child, and the children that were started for it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from diary.bootstrap.foreign import open_reader
from diary.domain.reading import ReadFile, ReadRequest
from diary.services.ports import IsWanted
from tests.builders_files import FitSession, fit_file

REQUEST = ReadRequest("Europe/Lisbon", datetime(2026, 11, 20, 19, 0, tzinfo=UTC))
START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def always(share: float = 0.0) -> bool:
    return True


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"run-{next(numbers)}"


def a_fit(day: int) -> bytes:
    return fit_file(FitSession(START.replace(day=day)))


def read_all(*paths: Path, is_wanted: IsWanted = always) -> list[ReadFile]:
    new_id = ids()
    with open_reader(is_wanted) as read:
        return [file for path in paths for file in read(path, REQUEST, new_id)]


def codes(files: list[ReadFile]) -> list[str]:
    return ["run" if file.runs else str(file.error and file.error.code) for file in files]


class Children:
    """The children that were started."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []

    @property
    def are_gone(self) -> bool:
        assert self.started
        return all(child.poll() is not None for child in self.started)
