"""`.kneenotes` there and back, and what is not one."""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from diary.domain.errors import InvalidValueError
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.exercise import BodyArea, Exercise, SessionKind, Side
from diary.domain.knee_notes import KneeNotes, NotesAbout, ReadNotes
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    StageOffer,
    TargetOffer,
)
from diary.domain.pt_note import TEXT_LONGEST, THE_VISIT, Pin
from diary.formats.kneenotes import LARGEST_BYTES, read_notes, read_notes_file, write_notes
from tests.builders import AT, a_note, knee_notes
from tests.thorough import cases

WHOLE: dict[str, Any] = {
    "format": "kneenotes",
    "version": 1,
    "made_at": "2026-11-20T18:42:00Z",
    "program": "kneelog 0.1.0",
    "about": {"file_id": "7F3A", "sha256": "ab" * 32, "initials": "J.K."},
    "author": {"initials": "M.S.", "clinic": "Knee house"},
    "notes": [
        {"id": "n1", "pin": {"on": "2026-11-15"}, "text": "downhill?"},
        {"id": "n2", "pin": {"run_id": "run-1"}, "text": "<script>alert(1)</script>"},
        {"id": "n3", "pin": {"visit": True}, "text": "=1+1"},
    ],
    "offers": [
        {"id": "o1", "kind": "limits", "green_max": 2, "amber_max": 3},
        {"id": "o2", "kind": "target", "session": "strength", "per_week": 2},
        {
            "id": "o3",
            "kind": "exercise",
            "exercise": {
                "name": "Step-down",
                "areas": ["hips"],
                "sets": 3,
                "reps": 10,
                "seconds": None,
                "load_kg": None,
                "side": "both",
                "from_pt": False,
                "note": "",
                "retired_on": None,
            },
        },
        {"id": "o4", "kind": "stage", "stage": 3},
        {"id": "o5", "kind": "next_visit", "on": "2026-12-08"},
    ],
}
NOTES = KneeNotes(
    (
        a_note("n1", Pin(date(2026, 11, 15))),
        a_note("n2", Pin(run_id="run-1"), text="<script>alert(1)</script>"),
        a_note("n3", THE_VISIT, text="=1+1"),
    ),
    (
        LimitsOffer("o1", 2, 3),
        TargetOffer("o2", SessionKind.STRENGTH, 2),
        ExerciseOffer("o3", Exercise("Step-down", (BodyArea.HIPS,), 3, 10, side=Side.BOTH)),
        StageOffer("o4", 3),
        NextVisitOffer("o5", date(2026, 12, 8)),
    ),
    NotesAbout("7F3A", "ab" * 32, "J.K."),
    "M.S.",
    "Knee house",
    AT,
    "kneelog 0.1.0",
)


def a_file(**other: Any) -> bytes:  # noqa: ANN401 - whatever a file may hold
    return json.dumps({**WHOLE, **other}).encode()


def found(read: ReadNotes) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in read.problems]


def test_a_file_of_the_format_is_read_in_every_part() -> None:
    assert read_notes(a_file()) == ReadNotes(NOTES)
    assert read_notes(b"\xef\xbb\xbf" + a_file()) == ReadNotes(NOTES)


def test_it_is_written_by_the_keys_of_the_format() -> None:
    told = json.loads(write_notes(NOTES))
    told["offers"][2]["exercise"]["from_pt"] = False
    assert told == WHOLE


@settings(max_examples=cases(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(knee_notes())
def test_whatever_is_written_is_read_again_and_written_the_same(notes: KneeNotes) -> None:
    content = write_notes(notes)
    assert read_notes(content) == ReadNotes(notes)
    assert write_notes(notes) == content


def test_null_and_absent_are_the_same() -> None:
    bare = b'{"format":"kneenotes","version":1}'
    nothing = a_file(**{key: None for key in WHOLE if key not in ("format", "version")})
    assert read_notes(bare) == read_notes(nothing) == ReadNotes(KneeNotes())


def test_what_a_later_program_adds_is_left_out_and_named() -> None:
    offers = [*WHOLE["offers"], {"id": "x", "kind": "poem"}]
    offers += [{"id": "y", "kind": "target", "session": "dance", "per_week": 1}]
    read = read_notes(a_file(offers=offers, mood="sunny"))
    assert read.notes == NOTES
    assert found(read) == [
        ("$.mood", ExchangeCode.UNKNOWN_KEY),
        ("$.offers[5].kind", ExchangeCode.UNKNOWN_VALUE),
        ("$.offers[6].session", ExchangeCode.UNKNOWN_VALUE),
        ("$.offers[6]", ExchangeCode.INCOMPLETE),
    ]


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"format": "kneelog"}, ("$.format", "wrong_format")),
        ({"format": None}, ("$.format", "missing_key")),
        ({"version": 2}, ("$.version", "newer_version")),
        ({"version": 0}, ("$.version", "out_of_range")),
        ({"version": True}, ("$.version", "wrong_type")),
        ({"made_at": "yesterday"}, ("$.made_at", "wrong_type")),
        ({"made_at": "0001-01-01T00:00:00+14:00"}, ("$.made_at", "out_of_range")),
        ({"about": []}, ("$.about", "wrong_type")),
        ({"about": {"file_id": "x" * 17}}, ("$.about.file_id", "out_of_range")),
        ({"author": {"initials": "x" * 21}}, ("$.initials", "out_of_range")),
        ({"notes": {}}, ("$.notes", "wrong_type")),
        ({"notes": [{}] * 501}, ("$.notes", "out_of_range")),
        ({"notes": [3]}, ("$.notes[0]", "wrong_type")),
        ({"notes": [WHOLE["notes"][0]] * 2}, ("$.notes[1].id", "duplicate")),
        ({"notes": [{**WHOLE["notes"][0], "pin": {}}]}, ("$.notes[0].pin", "missing_key")),
        (
            {"notes": [{**WHOLE["notes"][0], "pin": {"on": "9999-12-31"}}]},
            ("$.notes[0].pin.on", "out_of_range"),
        ),
        (
            {"notes": [{**WHOLE["notes"][0], "text": "x" * (TEXT_LONGEST + 1)}]},
            ("$.notes[0].text", "out_of_range"),
        ),
        ({"offers": [{"id": "o"}]}, ("$.offers[0].kind", "missing_key")),
        ({"offers": [None]}, ("$.offers[0]", "wrong_type")),
        ({"offers": [WHOLE["offers"][0]] * 2}, ("$.offers[1].id", "duplicate")),
        (
            {"offers": [{**WHOLE["offers"][0], "amber_max": 2}]},
            ("$.offers[0].amber_max", "inconsistent"),
        ),
        (
            {"offers": [{**WHOLE["offers"][0], "green_max": 1e999}]},
            ("$.offers[0].green_max", "wrong_type"),
        ),
        (
            {"offers": [{**WHOLE["offers"][2], "exercise": {"name": " "}}]},
            ("$.offers[0].exercise.name", "missing_key"),
        ),
        (
            {"offers": [{**WHOLE["offers"][4], "on": "2026-13-01"}]},
            ("$.offers[0].on", "wrong_type"),
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    other: dict[str, Any], place: tuple[str, str]
) -> None:
    content = a_file(**other).replace(b"Infinity", b"1e999")
    read = read_notes(content)
    assert read.notes is None
    assert place in found(read)


def test_no_more_than_a_hundred_oddities_are_told_and_every_refusal() -> None:
    odd = {f"key {number}": 1 for number in range(20_000)}
    assert len(read_notes(a_file(**odd)).problems) == 100
    refused = read_notes(a_file(**odd, offers=[{"id": "o"}] * 100))
    assert sum(problem.is_refusal for problem in refused.problems) == 100


# ---- files ------------------------------------------------------------------------------------


def test_a_file_is_read_from_its_place(tmp_path: Path) -> None:
    path = tmp_path / "from Mary.kneenotes"
    path.write_bytes(a_file())
    assert read_notes_file(path) == ReadNotes(NOTES)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path / "gone", tmp_path, pipe, Path("/dev/zero"), Path("a\x00b")):
        assert found(read_notes_file(path)) == [("$", ExchangeCode.UNREADABLE)]


def test_no_more_than_a_megabyte_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "large.kneenotes"
    path.write_bytes(a_file().ljust(LARGEST_BYTES))
    assert read_notes_file(path) == ReadNotes(NOTES)
    with path.open("ab") as file:
        file.truncate(1 << 40)
    assert found(read_notes_file(path)) == [("$", ExchangeCode.TOO_LARGE)]


def test_a_file_that_could_not_be_read_again_is_not_written() -> None:
    notes = tuple(a_note(f"n{number}", text="\x01" * TEXT_LONGEST) for number in range(400))
    with pytest.raises(InvalidValueError) as refused:
        write_notes(replace(NOTES, notes=notes))
    assert refused.value.field == "notes"
