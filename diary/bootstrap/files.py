"""Diary files for everybody above storage; each part is imported when it is used."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from diary import paths
from diary.bootstrap.system import SystemClock, new_id

if TYPE_CHECKING:
    from diary.domain.diary import DatedScore, Diary
    from diary.domain.file_problem import Problem
    from diary.services.import_memory import ImportMemory
    from diary.services.known_diaries import KnownDiaries
    from diary.services.ports import DiaryStore


def known_diaries() -> KnownDiaries:
    """The diaries this person has opened, and what was chosen and said about each."""
    from diary.services.known_diaries import (  # noqa: PLC0415 - imported where it is used
        FILE_NAME,
        KnownDiaries,
    )

    return KnownDiaries(paths.config_path() / FILE_NAME, paths.default_diary_path().parent)


def import_memory() -> ImportMemory:
    """What is remembered from one import to the next."""
    from diary.services.import_memory import (  # noqa: PLC0415 - imported where it is used
        FILE_NAME,
        ImportMemory,
    )

    return ImportMemory(paths.config_path() / FILE_NAME)


def open_store(path: Path) -> DiaryStore:
    """An existing diary file, brought to the present schema after a verified backup.

    Raises `DiaryFileError`; a `MigrationFailedError` with a `BackupFailedError` as its cause when
    no backup could be made before a migration, which is not begun then.
    """
    from diary.domain.errors import (  # noqa: PLC0415 - imported where it is used
        BackupFailedError,
        MigrationFailedError,
    )
    from diary.storage.failures import translated  # noqa: PLC0415 - as above
    from diary.storage.replacing import finish_interrupted  # noqa: PLC0415 - as above
    from diary.storage.store import open_store as opened  # noqa: PLC0415 - as above

    finish_interrupted(path)
    try:
        with translated(path):
            return opened(path, SystemClock(), new_id, before_migration=_back_up)
    except BackupFailedError as error:
        raise MigrationFailedError(str(path), error.detail) from error


def _back_up(path: Path, _schema: int) -> Path:
    from diary.bootstrap.backups import backups_of  # noqa: PLC0415 - imported where it is used
    from diary.domain.backup import BackupReason  # noqa: PLC0415 - as above

    return Path(backups_of(path).make(BackupReason.MIGRATION).backup.path)


def create_store(path: Path) -> DiaryStore:
    """A new diary file; raises `DiaryExistsError` when something stands there."""
    from diary.storage.failures import translated  # noqa: PLC0415 - imported where it is used
    from diary.storage.store import create_store as created  # noqa: PLC0415 - as above

    with translated(path):
        return created(path, SystemClock(), new_id)


def read_diary_file(path: Path, kinds: Collection[str]) -> tuple[Diary, Sequence[Problem]]:
    """As much of a diary as can be read, and what could not; writes nothing.

    Of a damaged one everything that any of its pages still holds, whatever the `kinds`.
    """
    from diary.domain.errors import (  # noqa: PLC0415 - imported where it is used
        DiaryDamagedError,
        DiaryForeignError,
    )
    from diary.domain.file_problem import ProblemCode  # noqa: PLC0415 - as above
    from diary.storage.reading import read_diary  # noqa: PLC0415 - as above

    with suppress(DiaryDamagedError, DiaryForeignError):
        diary, problems = read_diary(path, kinds)
        if all(problem.code is not ProblemCode.UNREADABLE_TABLE for problem in problems):
            return diary, problems
    from diary.storage.salvage import read_what_can_be_read  # noqa: PLC0415 - loads SQLAlchemy

    return read_what_can_be_read(path)


def read_score_list(path: Path) -> tuple[Diary, Sequence[DatedScore], Sequence[Problem]]:
    """Person and settings, every score in order, and what could not be read; writes nothing."""
    from diary.storage.listing import read_scores  # noqa: PLC0415 - imported where it is used

    found = read_scores(path)
    if found is not None:
        return found
    diary, problems = read_diary_file(path, ("days", "runs"))
    return diary, list(diary.scores()), problems


def check_diary_file(path: Path) -> Sequence[Problem]:
    """Everything that is wrong in a diary file that is not open here."""
    from diary.storage.integrity import check_file  # noqa: PLC0415 - imported where it is used

    return check_file(path)
