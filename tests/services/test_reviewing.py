"""Going through somebody's file: which files, from which day, what stands out, and the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.diary import Diary
from diary.domain.hand_over import HandOver
from diary.domain.knee_notes import KneeNotes
from diary.domain.period import ONE_DAY, Span
from diary.domain.person import Person
from diary.domain.pt_note import Pin, PtNote
from diary.formats.exchange import encode_diary
from diary.reports import content_reminders
from diary.services import reviewing
from diary.services.export_for_pt import also_days_before
from diary.services.handing_over import HandingOver, Leaving
from diary.services.reviewing import files_in, is_since_visit, report_of, reviewed
from diary.texts.numbers import Formats
from tests.builders_hand_over import QuickFiles
from tests.builders_review import LAST_ON, MADE_AT, THE_DAY, a_file, in_trouble, runner

LATER = date(2026, 12, 24)


def found(path: Path, diary: Diary, span: Span | None = None) -> HandOver:
    return QuickFiles().read(a_file(path, diary, span=span).read_bytes())


def test_of_a_folder_the_files_right_in_it_are_taken_by_name(tmp_path: Path) -> None:
    for name in ("b.kneelog", "A.KNEELOG", "notes.txt", "a.kneelog.notes.json"):
        (tmp_path / name).touch()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "c.kneelog").touch()
    alone = tmp_path / "notes.txt"
    names = [path.name for path in files_in([alone, tmp_path, tmp_path / "b.kneelog"])]
    assert names == ["notes.txt", "A.KNEELOG", "b.kneelog"]


def test_more_files_than_anybody_goes_through_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "FILES_MOST", 3)
    for number in range(5):
        (tmp_path / f"{number}.kneelog").touch()
    assert len(files_in([tmp_path])) == 3


def test_it_is_looked_at_from_its_own_last_day(tmp_path: Path) -> None:
    shown = reviewed(found(tmp_path / "a.kneelog", runner()), LATER)
    assert shown.last_on == shown.made_on == LAST_ON
    assert shown.choice.span.end == LAST_ON + ONE_DAY
    assert shown.who == "J.K."
    assert not shown.has_safety_sign


def test_no_day_before_the_file_begins_is_shown(tmp_path: Path) -> None:
    span = Span(LAST_ON - timedelta(4), LAST_ON + ONE_DAY)
    shown = reviewed(found(tmp_path / "a.kneelog", runner(), span), LATER)
    assert shown.choice.span == span


def test_a_file_opens_at_the_days_it_was_made_about(tmp_path: Path) -> None:
    about = Span(LAST_ON - timedelta(11), LAST_ON + ONE_DAY)
    leaving = also_days_before(runner(), Leaving(about))
    handing = HandingOver(QuickFiles(), encode_diary, "kneelog 0.1.0")
    on = handing.hand_on(runner(), leaving, today=LAST_ON, made_at=MADE_AT, formats=Formats())
    file = QuickFiles().read(handing.file(on))
    shown = reviewed(file, LATER)
    assert (shown.choice.span, shown.file_from) == (about, LAST_ON - timedelta(23))
    assert file.is_complete
    assert is_since_visit(reviewed(replace(file, shown=None), LATER))


def test_what_a_file_reaches_back_to(tmp_path: Path) -> None:
    whole = found(tmp_path / "a.kneelog", runner())
    assert reviewed(whole, LATER).file_from is None
    span = Span(LAST_ON - timedelta(9), LAST_ON + ONE_DAY)
    part = found(tmp_path / "b.kneelog", runner(), span)
    assert reviewed(part, LATER).file_from == span.start
    # A diary that was itself begun with a part knows nothing before its first entry.
    again = reviewed(replace(part, span=None), LATER)
    assert any(shoe.distance_before_span_m for shoe in again.diary.shoes.values())
    assert again.file_from == span.start


def test_the_days_before_are_compared_where_the_file_has_them(tmp_path: Path) -> None:
    diary = replace(runner(), events={})
    choice = Span(LAST_ON - timedelta(27), LAST_ON + ONE_DAY)
    whole = report_of(reviewed(found(tmp_path / "a.kneelog", diary), LATER), Formats())
    assert whole.summary.about == "These 28 days against the 28 days before."
    part = report_of(reviewed(found(tmp_path / "b.kneelog", diary, choice), LATER), Formats())
    assert part.summary.about == ""
    assert "not in this file" in part.summary.before_head


def test_a_file_without_a_day_is_looked_at_today() -> None:
    shown = reviewed(HandOver(Diary(), "", is_complete=True), LATER)
    assert (shown.last_on, shown.made_on, shown.who) == (LATER, LATER, "")


def test_the_day_it_was_made_on_is_that_of_the_person() -> None:
    """In the evening of Los Angeles it is the next day already by the clock of the world."""
    diary = Diary(person=Person(timezone="America/Los_Angeles"))
    made_at = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    shown = reviewed(HandOver(diary, "", is_complete=True, made_at=made_at), LATER)
    assert shown.made_on == date(2026, 11, 20)


def test_a_sign_on_the_last_day_stands_out(tmp_path: Path) -> None:
    file = found(tmp_path / "a.kneelog", in_trouble("M.O."))
    assert reviewed(file, LATER).has_safety_sign
    # Also where the reminders were left out.
    assert reviewed(replace(file, reminders=()), LATER).has_safety_sign


def test_a_sign_that_was_told_stands_out_until_it_was_put_away(tmp_path: Path) -> None:
    file = found(tmp_path / "a.kneelog", runner())
    row = {"rule": "U1", "level": "safety", "state": "open", "fired_on": LAST_ON}
    assert reviewed(replace(file, reminders=(row,)), LATER).has_safety_sign
    row = {**row, "state": "settled"}
    assert not reviewed(replace(file, reminders=(row,)), LATER).has_safety_sign


def test_the_report_asks_no_rule_and_has_the_notes_only_when_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = reviewed(found(tmp_path / "a.kneelog", runner()), LATER)
    monkeypatch.setattr(
        content_reminders, "evaluate", lambda *_: pytest.fail("the rules are not asked")
    )
    notes = KneeNotes((PtNote("n1", Pin(THE_DAY), "downhill?"),), initials="M.S.")
    without, with_notes = report_of(shown, Formats()), report_of(shown, Formats(), notes)
    assert "downhill?" not in repr(without)
    lines = with_notes.pt_notes.notes
    assert [line.text for line in lines if "downhill" in line.text] == ["downhill?"]
    assert "M.S." in repr(lines)
    assert shown.found.file_id in without.header.file_id
