"""When the window asks its first questions: where there is no diary, until they are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from diary import paths
from diary.bootstrap.window import window_parts as real_parts
from diary.domain.diary import Diary
from diary.ui.parts import FIRST_RUN
from tests.builders import a_day, a_diary
from tests.ui.house import fill


def test_it_is_the_first_run_only_where_there_is_no_diary_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    default = paths.default_diary_path()
    assert real_parts(default).is_first_run
    assert not real_parts(tmp_path / "named.sqlite3").is_first_run
    other = default.with_name("Ben.sqlite3")
    other.parent.mkdir(parents=True)
    fill(other, Diary())
    assert not real_parts(default).is_first_run
    other.unlink()
    parts = real_parts(default)
    fill(default, Diary())
    # The program was killed while the first page was shown: nothing was answered.
    assert real_parts(default).is_first_run
    parts.known().note_said(default, FIRST_RUN)
    assert not real_parts(default).is_first_run


def test_a_diary_with_an_entry_is_no_first_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    default = paths.default_diary_path()
    default.parent.mkdir(parents=True)
    fill(default, a_diary([a_day(left=3)]))
    assert not real_parts(default).is_first_run
    default.write_bytes(b"no diary")
    assert not real_parts(default).is_first_run
