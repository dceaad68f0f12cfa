"""Words of the review window."""

from __future__ import annotations

from datetime import date

from diary.domain.pt_note import THE_VISIT, Pin
from diary.texts import review as say
from diary.texts.numbers import Formats
from tests.builders import a_run

ON = date(2026, 11, 20)
FORMATS = Formats()


def test_a_file_is_told_by_whose_it_is_and_its_last_day() -> None:
    assert say.file_text("J.K.", ON, FORMATS, has_sign=True) == "J.K.  20 Nov  !"
    assert say.file_text("J.K.", None, FORMATS, has_sign=False) == "J.K."
    spoken = say.spoken_file_text("J.K.", ON, FORMATS, has_sign=True)
    assert spoken == "J.K., Fri 20 Nov 2026, safety sign"


def test_of_a_long_name_both_ends_are_seen() -> None:
    shown = say.file_text("knee-diary-2026-10-23_2026-11-20", ON, FORMATS, has_sign=True)
    assert shown == "knee-diar…-11-20  20 Nov  !"


def test_where_one_is() -> None:
    assert say.place_text(2, 6, "J.K.") == "2 of 6: J.K."
    assert say.place_text(2, 6, "") == "2 of 6"


def test_what_a_note_is_about() -> None:
    run = a_run("r1", ON)
    assert say.pin_choice(Pin(ON), {}, FORMATS) == "Fri 20 Nov 2026"
    assert say.pin_choice(Pin(run_id="r1"), {"r1": run}, FORMATS).startswith("Run on Fri 20 Nov")
    assert say.pin_choice(Pin(run_id="gone"), {}, FORMATS) == "The visit"
    assert say.pin_choice(THE_VISIT, {}, FORMATS) == "The visit"


def test_counts() -> None:
    assert say.tries_text(1) == "1 try left before a pause."
    assert say.pause_text(10).endswith("open in 10 seconds.")
    assert say.more_notes_text(0) == ""
    assert say.more_notes_text(2) == "2 older notes are not listed."
    assert say.own_notes_text(1) == "With my 1 note"
