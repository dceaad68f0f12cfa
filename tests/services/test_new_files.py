import os
import stat
from pathlib import Path

import pytest

from diary.domain.errors import DiaryExistsError
from diary.services.new_files import place_beside, put_in_place, taken_away, write_whole


def test_a_file_is_for_its_owner_only_and_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")
    path.chmod(0o644)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["diary.json"]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "diary.json"
    path.write_text("old")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["diary.json"]


def test_what_cannot_be_written_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "diary.json"
    with pytest.raises(FileNotFoundError) as found:
        write_whole(path, b"new")
    assert (found.value.filename, found.value.filename2) == (str(path), None)


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"new")


@pytest.mark.parametrize("has_links", [True, False])
def test_a_finished_file_never_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def no_links(*_arguments: object) -> None:
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    path = tmp_path / "diary"
    for content in ("first", "second"):
        with taken_away(place_beside(path)) as beside:
            beside.write_text(content)
            if content == "first":
                put_in_place(beside, path)
            else:
                with pytest.raises(DiaryExistsError):
                    put_in_place(beside, path)
    assert path.read_text() == "first"
    assert [each.name for each in tmp_path.iterdir()] == ["diary"]
