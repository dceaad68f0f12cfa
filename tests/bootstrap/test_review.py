"""The review window started alone, and what it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from diary.bootstrap.review import review_parts
from diary.bootstrap.review_alone import run_review
from diary.domain.pt_note import THE_VISIT
from diary.services.review_notes import about_of, with_note
from diary.texts.numbers import Formats
from diary.ui.chart_source import ChartSource
from tests.builders_hand_over import QuickFiles
from tests.builders_review import MADE_AT, a_file, runner
from tests.ui.answers import AnsweringPrompts


def test_without_a_screen_it_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("diary.bootstrap.review_alone.has_screen", lambda: False)
    assert run_review([]) == 3
    assert "no screen" in capsys.readouterr().err


def test_notes_go_through_the_real_file(tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.kneelog", runner())
    found = QuickFiles().read(path.read_bytes())
    notes = review_parts(ChartSource(), AnsweringPrompts(), Formats).notes
    about = about_of(found)
    kept = notes.change(path, about, lambda now: with_note(now, "n1", THE_VISIT, "good"), MADE_AT)
    assert notes.beside(path, about).notes == kept
    assert kept.program.startswith("kneelog ")
