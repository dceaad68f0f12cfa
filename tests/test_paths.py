import sys
from pathlib import Path

import pytest

from diary import paths


def test_resources_are_found_in_a_checkout() -> None:
    assert paths.resource_path("themes", "light.toml").is_file()
    assert paths.resource_path("fonts", "DejaVuSans.ttf").is_file()
    assert paths.resource_path("fonts", "LICENSE-DejaVu.txt").is_file()


def test_resources_inside_the_package_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "diary"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    paths._resource_root.cache_clear()
    try:
        assert paths.resource_path("help") == package / "resources" / "help"
    finally:
        paths._resource_root.cache_clear()


def test_the_default_diary_is_my_knees() -> None:
    default = paths.default_diary_path()
    assert default.parts[-2:] == ("diaries", "My knees.sqlite3")
    assert default.parent.parent == paths.data_path()


@pytest.mark.skipif(sys.platform != "linux", reason="the folders have other names elsewhere")
def test_folders_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "k"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    assert paths.data_path() == tmp_path / "d" / "kneelog"
    assert paths.config_path() == tmp_path / "c" / "kneelog"
    assert paths.cache_path() == tmp_path / "k" / "kneelog"
    assert paths.log_path().parent.is_relative_to(tmp_path / "s")
    assert paths.log_path().name == "kneelog.log"
