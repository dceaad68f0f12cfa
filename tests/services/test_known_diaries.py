import json
import os
import stat
from pathlib import Path

import pytest

from diary.services.known_diaries import KnownDiaries


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "diaries"
    folder.mkdir()
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "kneelog" / "diaries.json"


@pytest.fixture
def known(file: Path, folder: Path) -> KnownDiaries:
    return KnownDiaries(file, folder)


def a_file(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


def test_at_first_nothing_is_known(known: KnownDiaries, folder: Path, file: Path) -> None:
    assert known.last() is None
    assert known.paths() == []
    assert known.second_folder(folder / "a.sqlite3") is None
    assert not known.was_said(folder / "a.sqlite3", "synced")
    assert not file.exists()


def test_the_last_opened_is_the_newest_that_is_still_there(
    known: KnownDiaries, folder: Path, tmp_path: Path
) -> None:
    one, other = a_file(folder / "one.sqlite3"), a_file(tmp_path / "stick" / "other.sqlite3")
    known.opened(one)
    known.opened(other)
    assert known.last() == other
    other.unlink()
    assert known.last() == one
    one.unlink()
    assert known.last() is None
    # A stick that is back is known again.
    a_file(other)
    assert known.last() == other


def test_diaries_are_those_of_the_folder_and_others_that_were_opened(
    known: KnownDiaries, folder: Path, tmp_path: Path
) -> None:
    right, left = a_file(folder / "right.sqlite3"), a_file(folder / "Left.sqlite3")
    a_file(folder / ".right.sqlite3.1f.part")
    a_file(folder / ".hidden.sqlite3")
    a_file(folder / "notes.txt")
    (folder / "backups.sqlite3").mkdir()
    middle = a_file(tmp_path / "middle.sqlite3")
    known.opened(middle)
    known.opened(right)
    known.opened(tmp_path / "gone.sqlite3")
    assert known.paths() == [left, middle, right]


def test_a_diary_is_the_same_however_its_place_is_typed(
    known: KnownDiaries, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_file(folder / "one.sqlite3")
    monkeypatch.chdir(folder)
    known.opened(Path("one.sqlite3"))
    known.opened(folder / ".." / "diaries" / "one.sqlite3")
    known.note_said(Path("one.sqlite3"), "synced")
    assert known.paths() == [path]
    assert known.was_said(path, "synced")


def test_a_second_folder_belongs_to_one_diary_and_can_be_given_up(
    known: KnownDiaries, folder: Path, tmp_path: Path
) -> None:
    one, other = folder / "one.sqlite3", folder / "other.sqlite3"
    known.set_second_folder(one, tmp_path / "stick")
    assert known.second_folder(one) == tmp_path / "stick"
    assert known.second_folder(other) is None
    known.set_second_folder(one, None)
    assert known.second_folder(one) is None


def test_what_was_said_is_kept_by_diary_and_by_what_it_was(
    known: KnownDiaries, folder: Path, file: Path
) -> None:
    one, other = folder / "one.sqlite3", folder / "other.sqlite3"
    known.note_said(one, "synced")
    known.note_said(one, "synced")
    known.note_said(one, "network")
    assert known.was_said(one, "synced")
    assert known.was_said(one, "network")
    assert not known.was_said(other, "synced")
    assert json.loads(file.read_text())["diaries"][str(one)]["said"] == ["synced", "network"]


def test_choices_outlive_the_program_and_are_for_the_owner_only(
    known: KnownDiaries, file: Path, folder: Path
) -> None:
    path = a_file(folder / os.fsdecode(b"kn\xe9e.sqlite3"))
    known.opened(path)
    known.set_second_folder(path, folder)
    again = KnownDiaries(file, folder)
    assert again.last() == path
    assert again.second_folder(path) == folder
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_two_windows_see_each_others_choices(known: KnownDiaries, file: Path, folder: Path) -> None:
    one, other = a_file(folder / "one.sqlite3"), a_file(folder / "other.sqlite3")
    second = KnownDiaries(file, folder)
    known.opened(one)
    second.note_said(other, "synced")
    second.opened(other)
    assert known.last() == other
    assert known.was_said(other, "synced")
    assert second.paths() == [one, other]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"opened": 5, "diaries": []}',
        b'{"opened": [5, null, "\\u0000", ""], "diaries": {"a": 5}}',
        b'{"diaries": {"PATH": {"second_folder": 7, "said": {"synced": true}}}}',
    ],
)
def test_a_broken_file_is_an_empty_one_and_is_mended_by_the_next_choice(
    known: KnownDiaries, file: Path, folder: Path, content: bytes
) -> None:
    path = a_file(folder / "one.sqlite3")
    a_file(file).write_bytes(content.replace(b"PATH", str(path).encode()))
    assert known.last() is None
    assert known.paths() == [path]
    assert known.second_folder(path) is None
    assert not known.was_said(path, "synced")
    known.opened(path)
    known.set_second_folder(path, folder)
    known.note_said(path, "synced")
    assert known.last() == path
    assert known.second_folder(path) == folder
    assert known.was_said(path, "synced")


def test_a_folder_that_cannot_be_written_costs_the_choice_and_is_no_error(
    folder: Path, tmp_path: Path
) -> None:
    blocked = a_file(tmp_path / "blocked")
    known = KnownDiaries(blocked / "diaries.json", folder / "missing")
    known.opened(folder / "one.sqlite3")
    known.note_said(folder / "one.sqlite3", "synced")
    assert known.last() is None
    assert known.paths() == []


def test_only_so_many_diaries_are_remembered(known: KnownDiaries, tmp_path: Path) -> None:
    paths = [a_file(tmp_path / "many" / f"{number:03}.sqlite3") for number in range(60)]
    for path in paths:
        known.opened(path)
    assert known.paths() == paths[-50:]
    assert known.last() == paths[-1]
