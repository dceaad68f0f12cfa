"""Words for running, in the languages of watches and programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from diary.domain.run import Sport, Surface
from tests.formats.builders_tables import ReadTable, only_run, table_reader


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


@pytest.mark.parametrize(
    ("word", "surface"),
    [
        ("ランニング", None),
        ("トレッドミル", Surface.TREADMILL),
        ("越野跑", Surface.TRAIL),
        ("달리기", None),
        ("Бег", None),
        ("Беговая дорожка", Surface.TREADMILL),
        ("Trčanje", None),
        ("Běh na dráze", Surface.TRACK),
        ("Løb", None),
        ("Koşu", None),
        ("Chạy bộ", None),
        ("วิ่ง", None),
        ("Virtueller Lauf", Surface.TREADMILL),
    ],
)
def test_running_in_many_languages(read: ReadTable, word: str, surface: Surface | None) -> None:
    run = only_run(read(f"Date,Type,km,Duration\n2026-01-01,{word},1,25:00\n"))
    # At 25 minutes a kilometre nothing but the word says so.
    assert (run.sport, run.surface) == (Sport.RUN, surface)
