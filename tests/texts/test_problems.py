import errno
import os
import string

import pytest

from diary.domain import errors
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryFileError,
    DiaryNewerError,
    DiaryUnwritableError,
    FileFault,
    InvalidValueError,
    MigrationFailedError,
    Reason,
)
from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text

PATH = "/home/me/My knees.sqlite3"
# Each says what is safe.
SAFE = ("Nothing was changed", "was not changed", "was not touched", "It is as it was before")


def file_errors() -> list[DiaryFileError]:
    kinds = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, DiaryFileError)
    ]
    plain = [each(PATH) for each in kinds if each is not DiaryNewerError]
    faults = [DiaryUnwritableError(PATH, fault=fault) for fault in FileFault]
    return [*plain, *faults, DiaryNewerError(PATH, 9, 2)]


@pytest.mark.parametrize("error", file_errors(), ids=repr)
def test_a_fault_of_a_file_names_it_without_its_folder_and_says_what_is_safe(
    error: DiaryFileError,
) -> None:
    text = problem_text(error)
    assert "My knees.sqlite3" in text
    assert "/home" not in text
    assert text.endswith(".")
    if not isinstance(error, errors.DiaryReplacedError):
        assert any(each in text for each in SAFE), text
    assert not set("{}") & set(text)


def test_what_keeps_a_file_from_being_written_is_told_apart() -> None:
    texts = {problem_text(DiaryUnwritableError(PATH, fault=fault)) for fault in [None, *FileFault]}
    assert len(texts) == len(FileFault) + 1
    assert "no space left" in problem_text(DiaryUnwritableError(PATH, fault=FileFault.NO_SPACE))
    assert "may not read" in problem_text(DiaryUnwritableError(PATH, fault=FileFault.UNREADABLE))


def test_a_migration_without_a_backup_names_the_reason() -> None:
    error = MigrationFailedError(PATH)
    assert "Open it with the version that you used until now." in problem_text(error)
    kept = MigrationFailedError(PATH, "", "/home/me/backups/0000001.sqlite3")
    assert problem_text(kept).endswith("Its backup is /home/me/backups/0000001.sqlite3")
    error.__cause__ = BackupFailedError(BackupFault.NO_SPACE, "/home/me/backups")
    text = problem_text(error)
    assert "no backup could be made before that" in text
    assert "There is no space left for a backup" in text


@pytest.mark.parametrize("fault", BackupFault)
def test_every_fault_of_a_backup_has_its_words(fault: BackupFault) -> None:
    text = problem_text(BackupFailedError(fault, "/home/me/backups"))
    assert "backups" in text
    assert not set("{}") & set(text)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "There is no space left to write x.json."),
        (errno.EROFS, "x.json lies on a disk that can only be read."),
        (errno.EIO, "The disk or folder of x.json does not answer."),
        (errno.EACCES, "You may not open or write x.json."),
        (errno.ENOENT, "x.json was not found."),
        (errno.EISDIR, "x.json is a folder."),
        (errno.ENOTDIR, "x.json is not inside a folder."),
        (errno.EEXIST, "x.json exists already."),
        (errno.EMFILE, "x.json could not be used: "),
    ],
)
def test_what_the_system_says_is_put_in_words(number: int, told: str) -> None:
    assert problem_text(OSError(number, os.strerror(number), "x.json")).startswith(told)


def test_a_fault_without_a_name_and_one_nobody_knows_are_told_too() -> None:
    assert problem_text(OSError(errno.ENOSPC, "full")).startswith("There is no space left to write")
    assert problem_text(OSError("odd")).startswith("the file could not be used: OSError")
    assert problem_text(ValueError()) == "Something went wrong: ValueError"


def test_what_an_error_nobody_knows_says_of_a_row_is_not_repeated() -> None:
    error = RuntimeError("row (7, 'my note', '0555 98765')")
    assert problem_text(error) == "Something went wrong: RuntimeError"
    missing = ImportError("cannot import name x from /home/me", name="matplotlib.path")
    assert problem_text(missing) == "Something went wrong: ImportError (matplotlib.path)"


@pytest.mark.parametrize(
    ("field", "low", "high", "told"),
    [
        ("rpe", 1, 10, "The effort must be from 1 to 10."),
        ("days", 60, 18300, "The number of days must be from 60 to 18300."),
        ("avg_hr", 20, 300, "The average heart rate must be from 20 to 300."),
        ("moving_s", 0, 172_800, "The time must be from 0:00 to 48:00:00."),
        ("distance_m", 100, 500_000, "The distance must be from 0.1 km to 500 km."),
    ],
)
def test_bounds_are_told_without_an_article_that_may_be_wrong(
    field: str, low: float, high: float, told: str
) -> None:
    error = InvalidValueError(field, Reason.OUT_OF_RANGE, -1, low=low, high=high)
    assert problem_text(error) == told


def test_bounds_are_told_in_the_unit_of_the_person() -> None:
    error = InvalidValueError("distance_m", Reason.OUT_OF_RANGE, -1, low=1609.344, high=160934.4)
    assert (
        problem_text(error, Formats(DistanceUnit.MI))
        == "The distance must be from 1.0 mi to 100 mi."
    )


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("field", ["on", "started_at", "name", "diary_name", "timezone", "odd_key"])
def test_every_reason_has_its_words(reason: Reason, field: str) -> None:
    text = problem_text(InvalidValueError(field, reason, "x", high=3, other="distance_m"))
    assert text[0] in string.ascii_uppercase
    assert text.endswith(".")
    assert not set("{}") & set(text)


def test_a_start_to_come_and_a_day_to_come_are_two_things() -> None:
    day = problem_text(InvalidValueError("on", Reason.IN_FUTURE))
    start = problem_text(InvalidValueError("started_at", Reason.IN_FUTURE))
    assert day.startswith("That day has not happened yet.")
    assert start.startswith("That start has not come yet.")
