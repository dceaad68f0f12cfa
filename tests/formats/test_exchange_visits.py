"""Totals of forms and notes of the PT, in a file and out of it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.knee import Knee
from diary.domain.pt_note import THE_VISIT, Pin
from diary.domain.total import Direction, Scale, Total
from diary.formats.exchange import decode_diary
from tests.builders import AT, ON, a_diary, a_note, a_run, a_total, totals
from tests.formats.test_exchange import a_file, encoded, found, read
from tests.thorough import cases

TOTALS = {
    "akps": a_total("akps"),
    "koos": Total("koos", ON, Scale.KOOS_PS, 62.5, direction=Direction.LOW_IS_BETTER),
    "ostrc": Total("ostrc", ON, Scale.OSTRC_O2, 59, Knee.LEFT, (2, 2, 1, 2)),
}
NOTES = {
    "a": a_note("a", author="M.S.", received_at=AT),
    "b": a_note("b", Pin(run_id="run-1"), text="<script>"),
    "c": a_note("c", THE_VISIT),
}


def test_they_are_written_by_the_keys_of_the_format() -> None:
    told = json.loads(encoded(a_diary(runs=[a_run()], totals=TOTALS, pt_notes=NOTES)))
    assert told["totals"][0] == {
        "id": "akps",
        "on": "2026-11-20",
        "scale": "AKPS",
        "knee": "left",
        "total": 70,
        "answers": None,
        "direction": None,
    }
    assert [(each["total"], each["answers"], each["direction"]) for each in told["totals"][1:]] == [
        (62.5, None, "low_is_better"),
        (59, [2, 2, 1, 2], None),
    ]
    assert told["pt_notes"][0] == {
        "id": "a",
        "pin": {"on": "2026-11-20"},
        "text": "downhill?",
        "author": "M.S.",
        "received_at": "2026-11-20T18:42:00Z",
    }
    assert [each["pin"] for each in told["pt_notes"][1:]] == [{"run_id": "run-1"}, {"visit": True}]


def test_they_come_back_as_they_were() -> None:
    diary = a_diary(runs=[a_run()], totals=TOTALS, pt_notes=NOTES)
    assert read(encoded(diary)) == diary


@settings(max_examples=cases(30), deadline=None)
@given(st.lists(totals(), max_size=4, unique_by=lambda each: each.id))
def test_any_total_comes_back(drawn: list[Total]) -> None:
    diary = Diary(totals={each.id: each for each in drawn})
    assert read(encoded(diary)) == diary


def test_a_note_whose_run_is_gone_is_written_for_the_visit() -> None:
    diary = read(encoded(a_diary(pt_notes={"b": NOTES["b"]})))
    assert diary.pt_notes["b"].pin == THE_VISIT


@pytest.mark.parametrize(
    "total",
    [
        {"scale": "AKPS"},
        {"total": 70},
        {"scale": "NEW-1", "total": 70},
        {"scale": None, "total": None, "knee": "left"},
    ],
)
def test_a_total_that_says_too_little_is_left_out_and_named(total: dict[str, Any]) -> None:
    decoded = decode_diary(a_file(totals=[{"id": "t", "on": "2026-11-20", **total}]))
    assert decoded.diary == Diary()
    assert ("$.totals[0]", ExchangeCode.INCOMPLETE) in found(decoded)


@pytest.mark.parametrize(
    ("key", "member", "place"),
    [
        ("totals", {"id": "t"}, ("$.totals[0].on", "missing_key")),
        ("totals", {"scale": "LEFS", "total": 81}, ("$.totals[0].total", "out_of_range")),
        ("totals", {"scale": "LEFS", "total": 7.5}, ("$.totals[0].total", "wrong_type")),
        ("totals", {"scale": "AKPS", "total": "70"}, ("$.totals[0].total", "wrong_type")),
        (
            "totals",
            {"scale": "OSTRC-O2", "total": 24, "answers": [1, 1, 0, 2]},
            ("$.totals[0].total", "inconsistent"),
        ),
        (
            "totals",
            {"scale": "OSTRC-O2", "total": 24, "answers": [1, 1, 0, 4]},
            ("$.totals[0].answers[3]", "out_of_range"),
        ),
        (
            "totals",
            {"scale": "AKPS", "total": 24, "direction": "high_is_better"},
            ("$.totals[0].direction", "inconsistent"),
        ),
        ("pt_notes", {"pin": {"run_id": "gone"}}, ("$.pt_notes[0].pin.run_id", "names_nothing")),
        ("pt_notes", {"pin": {}}, ("$.pt_notes[0].pin", "missing_key")),
        ("pt_notes", {"pin": {"visit": False}}, ("$.pt_notes[0].pin", "missing_key")),
        ("pt_notes", {"pin": {"on": "1960-01-01"}}, ("$.pt_notes[0].pin.on", "out_of_range")),
        (
            "pt_notes",
            {"pin": {"on": "2026-11-20", "visit": True}},
            ("$.pt_notes[0].pin", "inconsistent"),
        ),
        ("pt_notes", {"text": " "}, ("$.pt_notes[0].text", "missing_key")),
        ("pt_notes", {"text": "x" * 1001}, ("$.pt_notes[0].text", "out_of_range")),
        (
            "pt_notes",
            {"received_at": "9999-12-31T23:59:59Z"},
            ("$.pt_notes[0].received_at", "out_of_range"),
        ),
    ],
)
def test_what_cannot_be_refuses_the_file_with_its_place(
    key: str, member: dict[str, Any], place: tuple[str, str]
) -> None:
    whole: dict[str, dict[str, Any]] = {
        "totals": {"id": "t"} if member == {"id": "t"} else {"id": "t", "on": "2026-11-20"},
        "pt_notes": {"id": "n", "pin": {"visit": True}, "text": "x"},
    }
    decoded = decode_diary(a_file(**{key: [{**whole[key], **member}]}))
    assert decoded.diary is None
    assert place in found(decoded)


def test_each_is_there_once() -> None:
    total = {"id": "t", "on": "2026-11-20", "scale": "AKPS", "total": 70}
    note = {"id": "n", "pin": {"visit": True}, "text": "x"}
    decoded = decode_diary(a_file(totals=[total, total], pt_notes=[note, note]))
    assert decoded.diary is None
    assert found(decoded) == [("$.totals[1].id", "duplicate"), ("$.pt_notes[1].id", "duplicate")]


def test_half_a_character_is_no_text_even_beside_a_number_that_no_machine_holds() -> None:
    content = (
        b'{"format":"kneelog","version":1,"x":1e999,"days":[{"on":"2026-11-20","note":"\\ud800"}]}'
    )
    decoded = decode_diary(content)
    assert [problem.code for problem in decoded.problems] == [ExchangeCode.NOT_JSON]
