"""The example diary to try things on: a file of its own in a folder that is thrown away later."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from diary.domain.settings import DistanceUnit
from diary.services.diary_files import ENDING, save_as_new
from diary.services.ports import DiaryStore
from diary.services.sample import sample_diary

DAYS, SEED = 140, 1
_PREFIX = "kneelog-example-"


class ExampleDiary:
    """Makes examples and throws them away; `name` is what the file and so the diary is called."""

    def __init__(self, create: Callable[[Path], DiaryStore]) -> None:
        self._create = create
        self._folders: list[Path] = []

    def make(self, name: str, last_on: date, zone: str | None, unit: DistanceUnit) -> Path:
        """A new example up to and with a day, in the unit the person reads distances in.

        Raises what making a diary raises, and `OSError` when there is no room for its folder.
        """
        diary = sample_diary(DAYS, SEED, last_on, zone or "UTC")
        diary = replace(diary, settings=replace(diary.settings, distance_unit=unit))
        folder = Path(mkdtemp(prefix=_PREFIX))
        self._folders.append(folder)
        return save_as_new(diary, folder / f"{name}{ENDING}", self._create)

    def holds(self, path: Path) -> bool:
        """True for an example, which is not remembered as a diary of the person."""
        return path.parent in self._folders

    def throw_away(self) -> None:
        """Take every example away, with all that was made beside it; none may be open."""
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
        self._folders.clear()
