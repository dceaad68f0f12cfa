"""Files on their way in: what is refused stays as it is, what is made is its owner's alone."""

import errno
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diary.domain.diary import Diary
from diary.domain.errors import (
    DiaryDamagedError,
    DiaryExistsError,
    DiaryFileError,
    DiaryForeignError,
    DiaryMissingError,
    DiaryNewerError,
    DiaryUnwritableError,
)
from diary.storage import database, rights
from diary.storage.backups.names import backup_folder
from diary.storage.columns import APPLICATION_ID
from diary.storage.glance import glance
from diary.storage.migrations.runner import SCHEMA
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore, create_store, open_store
from tests.builders import ON, FixedClock, counted_ids


def sqlite_file(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def nothing_yet(path: Path) -> None:
    path.write_bytes(b"")


def a_text(path: Path) -> None:
    path.write_text("Dear diary, " * 50)


def another_program(path: Path) -> None:
    path.unlink()
    sqlite_file(path, "CREATE TABLE scores (id)", "PRAGMA application_id = 42")


def another_program_at_work(path: Path) -> None:
    path.unlink()
    sqlite_file(path, "PRAGMA journal_mode = WAL", "CREATE TABLE scores (id)")


def newer(path: Path) -> None:
    sqlite_file(path, "PRAGMA user_version = 99")


def newer_and_killed(path: Path) -> None:
    newer(path)
    leave_log(path, "UPDATE counts SET live = live")


def another_program_killed(path: Path) -> None:
    path.unlink()
    leave_log(path, "CREATE TABLE scores (id)")


def leave_log(path: Path, statement: str) -> None:
    """What a program leaves beside a file when it is killed after a write."""
    sides = [Path(f"{path}{suffix}") for suffix in ("", "-wal", "-shm")]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(statement)
        content = {each: each.read_bytes() for each in sides}
    for each, written in content.items():
        each.write_bytes(written)


def half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def no_beginning(path: Path) -> None:
    path.write_bytes(b"\0" * 16 + path.read_bytes()[16:])


def no_first_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 3996 + path.read_bytes()[4096:])


def a_table_short(path: Path) -> None:
    sqlite_file(path, "DROP TABLE counts")


def no_schema_number(path: Path) -> None:
    sqlite_file(path, "PRAGMA user_version = 0")


def another_id(path: Path) -> None:
    sqlite_file(path, "PRAGMA application_id = 42")


REFUSED: list[tuple[Callable[[Path], None], type[DiaryFileError]]] = [
    (nothing_yet, DiaryForeignError),
    (a_text, DiaryForeignError),
    (another_program, DiaryForeignError),
    (another_program_at_work, DiaryForeignError),
    (another_program_killed, DiaryForeignError),
    (newer, DiaryNewerError),
    (newer_and_killed, DiaryNewerError),
    (half, DiaryDamagedError),
    (no_beginning, DiaryDamagedError),
    (no_first_page, DiaryDamagedError),
    (a_table_short, DiaryDamagedError),
    (no_schema_number, DiaryDamagedError),
    (another_id, DiaryDamagedError),
]


def opening(path: Path) -> object:
    return open_store(path, FixedClock(), counted_ids())


def looking(path: Path) -> object:
    return glance(path, ON)


@pytest.mark.parametrize("use", [opening, looking, read_diary])
@pytest.mark.parametrize(("spoil", "error"), REFUSED)
def test_what_is_no_present_diary_is_refused_and_stays_as_it_is(
    path: Path,
    use: Callable[[Path], object],
    spoil: Callable[[Path], None],
    error: type[DiaryFileError],
) -> None:
    spoil(path)
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(DiaryFileError) as refused:
        use(path)
    assert type(refused.value) is error
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def test_a_newer_diary_is_named_by_its_schema(path: Path) -> None:
    newer(path)
    with pytest.raises(DiaryNewerError) as refused:
        opening(path)
    assert (refused.value.found, refused.value.known) == (99, SCHEMA)


def test_a_diary_that_may_not_be_written_says_so_and_can_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, how: how == os.R_OK)
    with pytest.raises(DiaryUnwritableError):
        opening(path)
    assert looking(path) == Diary()


def test_a_folder_and_nothing_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DiaryForeignError):
        opening(tmp_path)
    with pytest.raises(DiaryMissingError):
        opening(tmp_path / "missing.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_diary_is_followed(path: Path, opened: Callable[[Path], SqliteStore]) -> None:
    link = path.with_name("link.sqlite3")
    link.symlink_to(path)
    opened(link).close()
    assert link.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_a_new_diary_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "Söme %41 #? name.sqlite3"
    before = os.umask(0)
    try:
        store = create_store(path, FixedClock(), counted_ids())
    finally:
        os.umask(before)
    rights = {
        each.name: stat.S_IMODE(each.stat().st_mode)
        for each in (path.parent.parent, path.parent, *path.parent.iterdir())
    }
    store.close()
    assert rights.pop("a") == rights.pop("b") == 0o700
    assert set(rights) == {path.name, f"{path.name}-wal", f"{path.name}-shm"}
    assert set(rights.values()) == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_wider_rights_are_narrowed_but_never_those_of_the_persons_folders(
    path: Path, monkeypatch: pytest.MonkeyPatch, opened: Callable[[Path], SqliteStore]
) -> None:
    path.chmod(0o644)
    path.parent.chmod(0o755)
    opened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755
    monkeypatch.setattr(rights, "data_path", lambda: path.parent.parent)
    opened(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_what_the_program_keeps_beside_the_diary_is_narrowed_too(
    path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    folder = backup_folder(path)
    folder.mkdir(parents=True)
    name = "0000012-20261120T184200Z-s2-close"
    wide = {
        path.with_name(f".{path.name}.lock"): 0o600,
        folder / f"{name}.sqlite3": 0o400,
        folder / f"{name}.json": 0o400,
        folder / "0000013.sqlite3.part": 0o600,
        folder / "of the person": 0o600,
    }
    for each in wide:
        each.touch()
        each.chmod(0o666)
    elsewhere = path.with_name("theirs")
    elsewhere.touch()
    elsewhere.chmod(0o666)
    (folder / "link").symlink_to(elsewhere)
    folder.chmod(0o755)
    opened(path).close()
    assert {each: stat.S_IMODE(each.stat().st_mode) for each in wide} == wide
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o666


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_rights_that_cannot_be_narrowed_keep_no_diary_shut(
    path: Path, opened: Callable[[Path], SqliteStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _rights: int) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    path.chmod(0o644)
    monkeypatch.setattr(Path, "chmod", refuse)
    assert opened(path).load() == Diary()


def test_a_new_diary_never_takes_the_place_of_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DiaryExistsError):
        create_store(path, FixedClock(), counted_ids())
    assert path.read_bytes() == before


def test_a_file_that_appears_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.sqlite3"
    monkeypatch.setattr(Path, "exists", lambda _: False)
    path.write_text("mine")
    with pytest.raises(DiaryExistsError):
        create_store(path, FixedClock(), counted_ids())
    assert path.read_text() == "mine"
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208 - Path.iterdir asks whether it exists


def test_the_file_says_whose_it_is(path: Path) -> None:
    content = path.read_bytes()
    assert content[68:72] == b"KNLG" == APPLICATION_ID.to_bytes(4, "big")
    assert content[60:64] == SCHEMA.to_bytes(4, "big")


@pytest.mark.parametrize(
    ("mounts", "is_network"),
    [
        ("/dev/sda / ext4 rw 0 0\n", False),
        ("/dev/sda / ext4 rw 0 0\nnas:/home /home nfs4 rw 0 0\n", True),
        ("nas:/ / nfs rw 0 0\n/dev/sda /home ext4 rw 0 0\n", False),
        ("/dev/sda / ext4 rw 0 0\n//nas/x /home/my\\040knees cifs rw 0 0\n", True),
    ],
)
def test_a_network_is_told_by_the_nearest_mount(
    monkeypatch: pytest.MonkeyPatch, mounts: str, *, is_network: bool
) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    monkeypatch.setattr(Path, "read_text", lambda *_: mounts)
    assert database.is_on_network(Path("/home/my knees/diary.sqlite3")) is is_network


def test_the_header_is_not_read_by_hand_while_the_diary_is_open(
    store: SqliteStore, path: Path
) -> None:
    held = locks(path)
    looking(path)
    read_diary(path)
    with pytest.raises(DiaryExistsError):
        create_store(path, FixedClock(), counted_ids())
    assert locks(path) == held


def locks(path: Path) -> list[str]:
    """The locks that processes hold on a file, where the system tells."""
    table = Path("/proc/locks")
    inode = path.stat().st_ino
    lines = table.read_text().splitlines() if table.is_file() else []
    # Each stands behind its place in the list of all locks of the computer.
    return [line.partition(":")[2] for line in lines if f":{inode} " in line]
