"""Diary files for everybody above storage; each part is imported when it is used."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diary.bootstrap.system import SystemClock, new_id

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.domain.file_problem import Problem
    from diary.services.ports import DiaryStore


def open_store(path: Path) -> DiaryStore:
    """An existing diary file, brought to the present schema; raises `DiaryFileError`."""
    from diary.storage.store import open_store as opened  # noqa: PLC0415 - imported where used

    return opened(path, SystemClock(), new_id)


def create_store(path: Path) -> DiaryStore:
    """A new diary file; raises `DiaryExistsError` when something stands there."""
    from diary.storage.store import create_store as created  # noqa: PLC0415 - imported where used

    return created(path, SystemClock(), new_id)


def read_diary_file(path: Path, kinds: Collection[str]) -> tuple[Diary, Sequence[Problem]]:
    """As much of a diary as can be read, and what could not; writes nothing."""
    from diary.storage.reading import read_diary  # noqa: PLC0415 - imported where it is used

    return read_diary(path, kinds)


def check_diary_file(path: Path) -> Sequence[Problem]:
    """Everything that is wrong in a diary file that is not open here."""
    from diary.storage.integrity import check_file  # noqa: PLC0415 - imported where it is used

    return check_file(path)
