from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from diary.bootstrap.shots import run_shots
from diary.cli.parts import ShotLook
from diary.paths import config_path
from diary.ui.shots import Dress, take_shots
from diary.ui.shots_stage import Stage
from diary.ui.shots_table import scenes
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY, fill


def test_what_is_asked_for_is_drawn_in_every_dress(build: Build, tmp_path: Path) -> None:
    house = build(a_diary([a_day(TODAY, left=4)]))
    dresses = [Dress("dark", 130, (1100, 700)), Dress("light", 100, (1000, 720))]
    wanted = {"today", "runs-empty", "new-diary", "shoes-sole"}
    stage = Stage(house.window, house.later)
    files = take_shots([(stage, False)], tmp_path / "out", dresses, wanted.__contains__)
    # Of an empty diary is nothing here, and without shoes there is no sole to look at.
    names = [file.name.split("-")[0] for file in files]
    assert names == ["today", "new", "today", "new"]
    assert files[0].name == "today-dark-130-1100x700.png"
    assert files[2].name == "today-light-100-1000x720.png"
    picture = QImage(str(files[0]))
    assert (picture.width(), picture.height()) == (1100, 700)
    assert picture.pixelColor(5, 690).lightness() < 80
    assert house.diary.days == house.stored().days


def test_keys_can_be_file_names_and_are_given_once() -> None:
    keys = [scene.key for scene in scenes()]
    assert len(set(keys)) == len(keys) > 60
    assert all(key.replace("-", "").isalpha() and key.islower() for key in keys)


def test_the_diary_that_is_drawn_and_its_folder_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    folder = tmp_path / "diaries"
    folder.mkdir()
    path = folder / "My knees.sqlite3"
    fill(path, a_diary([a_day(TODAY, left=4)]))
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    choices = {file: file.read_bytes() for file in config_path().rglob("*.json")}
    looks = [ShotLook("light", 100, (1000, 700))]
    wanted = {"today-answered", "restore-look", "runs-empty"}
    files = run_shots(tmp_path / "out", looks=looks, is_wanted=wanted.__contains__, diary=path)
    assert {file.name.split("-light")[0] for file in files} == wanted
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    assert {file: file.read_bytes() for file in config_path().rglob("*.json")} == choices
