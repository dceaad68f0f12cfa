"""A short stretch of `make fuzz`, and every file that ever broke a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from diary.formats.reading import read_path
from tests.fuzz.documents import FORMATS, NOT_IMPORTED, documents
from tests.fuzz.trial import REQUEST, breaches_of
from tests.fuzz.worker import content_of, ending_of, tried

ROUNDS = 25
FOUND = sorted(path for path in (Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in NOT_IMPORTED])
def test_the_sound_files_are_read(name: str, tmp_path: Path) -> None:
    for content in documents(name):
        path = tmp_path / f"sound.{ending_of(name)}"
        path.write_bytes(content)
        found = list(read_path(path, REQUEST, lambda: "x"))
        assert any(file.runs or file.scores for file in found), content[:200]


@pytest.mark.parametrize("name", FORMATS)
def test_bad_files_are_refused_or_read_in_part(name: str, tmp_path: Path) -> None:
    assert tried(name, 20261120, range(ROUNDS), tmp_path, lambda _number: None) == []


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_files_that_once_broke_a_promise(path: Path) -> None:
    breaches, _found = breaches_of(path)
    assert breaches == []


def test_the_same_seed_makes_the_same_files() -> None:
    for name in FORMATS:
        assert content_of(name, 1, 7) == content_of(name, 1, 7)
        assert content_of(name, 1, 7) != content_of(name, 2, 7)
