"""Notes about a file: beside it, whole, for the owner only, and never over other things."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from diary.domain.errors import InvalidValueError
from diary.domain.exercise import SessionKind
from diary.domain.knee_notes import KneeNotes, NotesAbout
from diary.domain.offer import LimitsOffer, NextVisitOffer, StageOffer, TargetOffer
from diary.domain.pt_note import THE_VISIT, Pin
from diary.formats.kneenotes import read_notes, read_notes_file, write_notes
from diary.services.review_notes import (
    NoNotesError,
    ReviewNotes,
    about_of,
    notes_name,
    side_path,
    signed,
    with_note,
    with_note_again,
    with_offer,
    with_offer_again,
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
def about(path: Path) -> NotesAbout:
    return about_of(QuickFiles().read(path.read_bytes()))


def noted(notes: KneeNotes) -> list[str]:
    return [note.text for note in notes.notes]


def write(path: Path, about: NotesAbout, note_id: str, text: str) -> None:
    NOTES.change(path, about, lambda now: with_note(now, note_id, THE_VISIT, text), MADE_AT)


def test_a_note_is_kept_beside_the_file_and_comes_back(path: Path, about: NotesAbout) -> None:
    before = path.read_bytes()
    start = NOTES.beside(path, about)
    assert start.is_readable
    assert not start.notes.notes
    changed = signed(with_note(start.notes, "n1", Pin(THE_DAY), " downhill? "), " M.S. ")
    written = NOTES.change(path, about, lambda _now: changed, MADE_AT)
    assert NOTES.beside(path, about).notes == written
    assert (written.initials, noted(written)) == ("M.S.", ["downhill?"])
    assert written.about.sha256 == about.sha256
    assert path.read_bytes() == before
    side = side_path(path)
    assert side.name == "jk.kneelog.notes.json"
    assert stat.S_IMODE(side.stat().st_mode) == 0o600
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, side.name]


def test_what_is_no_notes_is_left_as_it_is(path: Path, about: NotesAbout) -> None:
    side_path(path).write_text("{}")
    side = NOTES.beside(path, about)
    assert not side.is_readable
    assert not side.notes.notes
    with pytest.raises(NoNotesError) as told:
        write(path, about, "n1", "x")
    assert told.value.path == side_path(path)
    assert side_path(path).read_text() == "{}"


def test_a_change_is_made_to_what_stands_there_by_then(path: Path, about: NotesAbout) -> None:
    write(path, about, "n1", "of this window")
    # Another window has read nothing yet and writes too.
    write(path, about, "n2", "of that window")
    assert noted(NOTES.beside(path, about).notes) == ["of this window", "of that window"]


def test_what_came_back_is_one_note_where_it_was(path: Path, about: NotesAbout) -> None:
    for number in range(3):
        write(path, about, f"n{number}", f"{number}")
    kept = NOTES.beside(path, about).notes
    without = without_note(kept, "n1")
    assert noted(with_note_again(without, kept.notes[1], 1)) == ["0", "1", "2"]
    assert with_note_again(kept, kept.notes[1], 1) == kept
    old, new = LimitsOffer("1", 2, 5), LimitsOffer("2", 1, 3)
    assert with_offer_again(KneeNotes(), old, 0).offers == (old,)
    assert with_offer_again(KneeNotes(offers=(new,)), old, 0).offers == (new,)


def test_notes_about_an_earlier_file_of_the_same_runner_are_told(
    path: Path, about: NotesAbout
) -> None:
    write(path, about, "n1", "as before")
    side = NOTES.beside(path, replace(about, sha256="0" * 64))
    assert side.is_other_version
    assert noted(side.notes) == ["as before"]


@pytest.mark.parametrize("initials", ["M.O.", ""])
def test_notes_about_somebody_else_are_neither_shown_nor_changed(
    path: Path, about: NotesAbout, initials: str
) -> None:
    write(path, about, "n1", "about J.K.")
    before = side_path(path).read_bytes()
    other = NotesAbout("ABCD", "5" * 64, initials)
    side = NOTES.beside(path, other)
    assert noted(side.notes) == []
    assert side.stranger is not None
    assert side.path.name == "jk.kneelog.55555555.notes.json"
    write(path, other, "n2", "about the other")
    assert side_path(path).read_bytes() == before
    assert noted(NOTES.beside(path, other).notes) == ["about the other"]
    # The first file comes back to this place, and a newer one of the other runner after it.
    assert noted(NOTES.beside(path, about).notes) == ["about J.K."]
    newer = NOTES.beside(path, replace(other, sha256="6" * 64))
    assert noted(newer.notes) == (["about the other"] if initials else [])


def test_two_files_that_name_nobody_are_not_taken_for_one_runner(path: Path) -> None:
    write(path, NotesAbout("AAAA", "1" * 64), "n1", "of the first")
    assert noted(NOTES.beside(path, NotesAbout("BBBB", "2" * 64)).notes) == []


def test_a_link_in_their_place_is_not_written_through(
    path: Path, about: NotesAbout, tmp_path: Path
) -> None:
    target = tmp_path / "own.txt"
    target.write_text("mine")
    side_path(path).symlink_to(target)
    with pytest.raises(NoNotesError):
        write(path, about, "n1", "x")
    assert target.read_text() == "mine"


def test_what_is_saved_for_the_runner_is_what_a_runner_reads(
    path: Path, about: NotesAbout, tmp_path: Path
) -> None:
    target = tmp_path / notes_name(path)
    notes = with_offer(with_note(KneeNotes(), "n1", THE_VISIT, "good"), LimitsOffer("o1", 2, 4))
    NOTES.save_for_runner(target, about, notes, MADE_AT)
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
