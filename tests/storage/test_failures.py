import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diary.domain.errors import (
    DiaryBusyError,
    DiaryDamagedError,
    DiaryFileError,
    DiaryMissingError,
    DiaryUnwritableError,
    FileFault,
)
from diary.storage.failures import tells_of_content, translated


def fault_of(path: Path, error: Exception) -> FileFault | None:
    with pytest.raises(DiaryUnwritableError) as found, translated(path):
        raise error
    assert found.value.path == str(path)
    return found.value.fault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "diary.sqlite3"
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.ENOSPC, FileFault.NO_SPACE),
        (errno.EDQUOT, FileFault.NO_SPACE),
        (errno.EACCES, FileFault.NO_RIGHTS),
        (errno.EPERM, FileFault.NO_RIGHTS),
        (errno.EROFS, FileFault.READ_ONLY),
        (errno.EIO, FileFault.DISK_GONE),
        (errno.ESTALE, FileFault.DISK_GONE),
        (errno.EMFILE, None),
    ],
)
def test_what_the_system_says_is_told_apart(
    path: Path, number: int, fault: FileFault | None
) -> None:
    assert fault_of(path, OSError(number, os.strerror(number))) is fault


def test_a_full_database_is_no_space(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA max_page_count = 2")
        connection.execute("CREATE TABLE one (value)")
        with pytest.raises(DiaryUnwritableError) as found, translated(path):
            connection.execute("CREATE TABLE other (value)")
    assert found.value.fault is FileFault.NO_SPACE


def test_a_folder_that_is_gone_is_a_disk_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "stick" / "diary.sqlite3"
    with pytest.raises(DiaryUnwritableError) as found, translated(path):
        sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)
    assert found.value.fault is FileFault.DISK_GONE


def test_a_reason_that_was_found_is_kept_and_one_that_was_not_is_looked_for(
    path: Path, tmp_path: Path
) -> None:
    assert fault_of(path, DiaryUnwritableError(str(path), "", FileFault.READ_ONLY)) is (
        FileFault.READ_ONLY
    )
    assert fault_of(path, DiaryUnwritableError(str(path))) is None
    gone = tmp_path / "stick" / "diary.sqlite3"
    assert fault_of(gone, DiaryUnwritableError(str(gone))) is FileFault.DISK_GONE


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(2, "gone"), DiaryMissingError),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "start"), DiaryDamagedError),
        (sqlite3.DatabaseError("file is not a database"), DiaryDamagedError),
    ],
)
def test_every_other_failure_has_its_name(
    path: Path, error: Exception, expected: type[DiaryFileError]
) -> None:
    with pytest.raises(expected), translated(path):
        raise error


def test_a_file_that_is_held_is_busy(path: Path) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as holder,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other,
    ):
        holder.execute("CREATE TABLE one (value)")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DiaryBusyError), translated(path):
            other.execute("SELECT * FROM one").fetchall()


def test_a_busy_file_or_a_failing_disk_says_nothing_of_what_stands_in_the_file(path: Path) -> None:
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as first,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as second,
    ):
        first.execute("CREATE TABLE one (value)")
        first.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as busy:
            second.execute("SELECT * FROM one")
        first.execute("COMMIT")
        with pytest.raises(sqlite3.OperationalError) as missing:
            second.execute("SELECT * FROM two")
        with pytest.raises(sqlite3.OperationalError) as undecoded:
            second.execute("SELECT CAST(x'ff41' AS TEXT)").fetchall()
    gone = path.with_name("gone") / "diary.sqlite3"
    with pytest.raises(sqlite3.OperationalError) as unopened:
        sqlite3.connect(f"{gone.as_uri()}?mode=rw", uri=True)
    told = [tells_of_content(each.value) for each in (busy, unopened, missing, undecoded)]
    assert told == [False, False, True, True]
