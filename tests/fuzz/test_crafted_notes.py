"""Files of notes that were made to hurt: refused or read in words, at once and in little room."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from diary.formats.kneenotes import read_notes
from diary.texts.exchange import notes_problem_text
from tests.fuzz.crafted_notes import READ, REFUSED
from tests.fuzz.documents import documents

SECONDS_MOST = 5.0
BYTES_MOST = 128 * 1024 * 1024


@pytest.mark.parametrize("name", [*REFUSED, *READ])
def test_it_is_refused_or_read_in_words(name: str) -> None:
    content = {**REFUSED, **READ}[name]
    began = time.process_time()
    read = read_notes(content)
    texts = [notes_problem_text(problem) for problem in read.problems]
    assert time.process_time() - began < SECONDS_MOST
    assert (read.notes is None) == (name in REFUSED)
    assert (read.notes is None) == any(problem.is_refusal for problem in read.problems)
    assert all(texts)
    assert max(map(len, texts), default=0) < 1000


@pytest.mark.parametrize("name", [*REFUSED, *READ])
def test_it_takes_little_room(name: str) -> None:
    content = {**REFUSED, **READ}[name]
    tracemalloc.start()
    try:
        read_notes(content)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < BYTES_MOST


def test_the_sound_files_are_read() -> None:
    for content in documents("kneenotes"):
        read = read_notes(content)
        assert read.notes is not None
        assert not read.problems
