"""Notes about a file: beside it, whole, for the owner only, and never over other things."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from diary.domain.errors import InvalidValueError
from diary.domain.exercise import SessionKind
from diary.domain.hand_over import HandOver
from diary.domain.knee_notes import KneeNotes
from diary.domain.offer import LimitsOffer, NextVisitOffer, StageOffer, TargetOffer
from diary.domain.pt_note import THE_VISIT, Pin
from diary.formats.kneenotes import read_notes, read_notes_file, write_notes
from diary.services.review_notes import (
    ReviewNotes,
    notes_name,
    side_path,
    signed,
    with_note,
    with_offer,
    without_note,
    without_offer,
)
from tests.builders_hand_over import QuickFiles
from tests.builders_review import MADE_AT, THE_DAY, a_file, runner

NOTES = ReviewNotes(read_notes_file, write_notes, "kneelog 0.1.0")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return a_file(tmp_path / "theirs" / "jk.kneelog", runner())


@pytest.fixture
def found(path: Path) -> HandOver:
    return QuickFiles().read(path.read_bytes())


def noted(notes: KneeNotes) -> list[str]:
    return [note.text for note in notes.notes]


def test_a_note_is_kept_beside_the_file_and_comes_back(path: Path, found: HandOver) -> None:
    before = path.read_bytes()
    start = NOTES.beside(path, found)
    assert start.is_readable
    assert not start.notes.notes
    changed = signed(with_note(start.notes, "n1", Pin(THE_DAY), " downhill? "), " M.S. ")
    written = NOTES.keep(path, found, changed, MADE_AT)
    assert NOTES.beside(path, found).notes == written
    assert (written.initials, noted(written)) == ("M.S.", ["downhill?"])
    assert written.about.sha256 == found.sha256
    assert path.read_bytes() == before
    side = side_path(path)
    assert side.name == "jk.kneelog.notes.json"
    assert stat.S_IMODE(side.stat().st_mode) == 0o600
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, side.name]


def test_what_is_no_notes_is_left_as_it_is(path: Path, found: HandOver) -> None:
    side_path(path).write_text("{}")
    side = NOTES.beside(path, found)
    assert not side.is_readable
    assert not side.notes.notes


def test_notes_about_another_file_of_this_name_are_told(path: Path, found: HandOver) -> None:
    NOTES.keep(path, found, with_note(KneeNotes(), "n1", THE_VISIT, "as before"), MADE_AT)
    other = replace(found, sha256="0" * 64)
    side = NOTES.beside(path, other)
    assert side.is_about_other
    assert noted(side.notes) == ["as before"]


def test_a_link_in_their_place_is_replaced_and_its_target_untouched(
    path: Path, found: HandOver, tmp_path: Path
) -> None:
    target = tmp_path / "own.txt"
    target.write_text("mine")
    side_path(path).symlink_to(target)
    NOTES.keep(path, found, with_note(KneeNotes(), "n1", THE_VISIT, "x"), MADE_AT)
    assert target.read_text() == "mine"
    assert not side_path(path).is_symlink()


def test_what_is_saved_for_the_runner_is_what_a_runner_reads(
    path: Path, found: HandOver, tmp_path: Path
) -> None:
    target = tmp_path / notes_name(path)
    notes = with_offer(with_note(KneeNotes(), "n1", THE_VISIT, "good"), LimitsOffer("o1", 2, 4))
    NOTES.save_for_runner(target, found, notes, MADE_AT)
    read = read_notes(target.read_bytes())
    assert read.problems == ()
    assert read.notes is not None
    assert noted(read.notes) == ["good"]
    assert read.notes.offers == (LimitsOffer("o1", 2, 4),)
    assert target.name == "jk.kneenotes"


def test_a_note_needs_words() -> None:
    with pytest.raises(InvalidValueError):
        with_note(KneeNotes(), "n1", THE_VISIT, "  ")
    with pytest.raises(InvalidValueError):
        signed(KneeNotes(), "M" * 21)


def test_of_limits_visit_and_stage_the_last_one_counts() -> None:
    notes = KneeNotes()
    for offer in (
        LimitsOffer("1", 2, 5),
        TargetOffer("2", SessionKind.STRENGTH, 2),
        NextVisitOffer("3", date(2026, 12, 1)),
        StageOffer("4", 1),
        LimitsOffer("5", 2, 3),
        TargetOffer("6", SessionKind.YOGA, 1),
        NextVisitOffer("7", date(2026, 12, 8)),
        StageOffer("8", 2),
    ):
        notes = with_offer(notes, offer)
    assert [each.id for each in notes.offers] == ["2", "5", "6", "7", "8"]
    assert [each.id for each in without_offer(notes, "6").offers] == ["2", "5", "7", "8"]
    assert noted(without_note(with_note(notes, "n1", THE_VISIT, "x"), "n1")) == []
