"""`kneelog review`: the window for reading somebody else's files, with no diary of one's own."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Kneelog


def test_files_and_folders_are_handed_to_the_window(kneelog: Kneelog, tmp_path: Path) -> None:
    (tmp_path / "a.kneelog").touch()
    (tmp_path / "folder").mkdir()
    said = kneelog("review", str(tmp_path / "a.kneelog"), str(tmp_path / "folder"))
    assert (said.status, said.out) == (0, "review of a.kneelog folder\n")
    assert not kneelog.path.exists()


def test_without_a_place_the_window_asks(kneelog: Kneelog) -> None:
    assert kneelog("review").out == "review of\n"


def test_what_is_not_there_is_told(kneelog: Kneelog, tmp_path: Path) -> None:
    said = kneelog("review", str(tmp_path / "gone.kneelog"))
    assert said.status == 2
    assert "There is nothing at" in said.err
