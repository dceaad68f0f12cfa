import json
from typing import Any

import pytest

from diary.formats.exchange import Decoded, decode_diary
from diary.texts.exchange import exchange_problem_text
from tests.builders import Given

Found = list[tuple[str, str]]


def a_file(**parts: Given) -> bytes:
    return json.dumps({"format": "kneelog", "version": 1, **parts}).encode()


def a_told_run(**keys: Given) -> dict[str, Any]:
    return {"id": "r1", "on": "2026-11-20", "sport": "run", "distance_m": 8200, **keys}


def found(decoded: Decoded) -> Found:
    return [(problem.path, problem.code.value) for problem in decoded.problems]


REFUSED: list[tuple[dict[str, Any], Found]] = [
    ({"days": [{}]}, [("$.days[0].on", "missing_key")]),
    ({"days": [{"on": None}]}, [("$.days[0].on", "missing_key")]),
    ({"days": [{"on": "20.11.2026"}]}, [("$.days[0].on", "wrong_type")]),
    ({"days": [{"on": "1969-12-31"}]}, [("$.days[0].on", "out_of_range")]),
    ({"days": {}}, [("$.days", "wrong_type")]),
    ({"days": ["2026-11-20"]}, [("$.days[0]", "wrong_type")]),
    (
        {"days": [{"on": "2026-11-20"}, {"on": "2026-11-20"}]},
        [("$.days[1].on", "duplicate")],
    ),
    (
        {"days": [{"on": "2026-11-20", "knees": {"left": {"morning": {"score": 11}}}}]},
        [("$.days[0].knees.left.morning.score", "out_of_range")],
    ),
    (
        {"days": [{"on": "2026-11-20", "knees": {"left": {"morning": {"score": "4"}}}}]},
        [("$.days[0].knees.left.morning.score", "wrong_type")],
    ),
    (
        {"days": [{"on": "2026-11-20", "knees": {"right": {"worst": True}}}]},
        [("$.days[0].knees.right.worst", "wrong_type")],
    ),
    (
        {"days": [{"on": "2026-11-20", "knees": {"right": {"worst": 2.5}}}]},
        [("$.days[0].knees.right.worst", "wrong_type")],
    ),
    (
        {"days": [{"on": "2026-11-20", "knees": {"right": {"areas": ["front", "all_over"]}}}]},
        [("$.days[0].knees.right.areas", "inconsistent")],
    ),
    (
        {
            "days": [
                {
                    "on": "2026-11-20",
                    "knees": {
                        "left": {"worst": {"score": 1, "recorded_at": "0001-01-01T00:00:00+05:00"}}
                    },
                }
            ]
        },
        [("$.days[0].knees.left.worst.recorded_at", "out_of_range")],
    ),
    (
        {"days": [{"on": "2026-11-20", "recorded_at": "2026-11-20T18:42:00"}]},
        [("$.days[0].recorded_at", "wrong_type")],
    ),
    (
        {"days": [{"on": "2026-11-20", "held_back": True}]},
        [("$.days[0].held_back", "inconsistent")],
    ),
    (
        {"days": [{"on": "2026-11-20", "painkiller": {"at": "25:00"}}]},
        [("$.days[0].painkiller.at", "wrong_type")],
    ),
    (
        {"days": [{"on": "2026-11-20", "painkiller": {"at": "19:30"}}]},
        [("$.days[0].painkiller", "inconsistent")],
    ),
    ({"days": [{"on": "2026-11-20", "note": "x" * 501}]}, [("$.days[0].note", "out_of_range")]),
    ({"runs": [{"id": "a", "on": "2026-11-20"}]}, [("$.runs[0].sport", "missing_key")]),
    (
        {"runs": [{"id": "a", "on": "2026-11-20", "sport": "run"}]},
        [("$.runs[0].distance_m", "missing_key")],
    ),
    ({"runs": [a_told_run(id=7)]}, [("$.runs[0].id", "wrong_type")]),
    ({"runs": [a_told_run(id="")]}, [("$.runs[0].id", "out_of_range")]),
    ({"runs": [a_told_run(), a_told_run()]}, [("$.runs[1].id", "duplicate")]),
    ({"runs": [a_told_run(distance_m=-1)]}, [("$.runs[0].distance_m", "out_of_range")]),
    ({"runs": [a_told_run(distance_m=10**400)]}, [("$.runs[0].distance_m", "out_of_range")]),
    ({"runs": [a_told_run(rpe=10**30)]}, [("$.runs[0].rpe", "out_of_range")]),
    ({"runs": [a_told_run(avg_hr=-5)]}, [("$.runs[0].avg_hr", "out_of_range")]),
    ({"runs": [a_told_run(shoe_id="gone")]}, [("$.runs[0].shoe_id", "names_nothing")]),
    (
        {"runs": [a_told_run(knees={"left": {"during": {"score": -1}}})]},
        [("$.runs[0].knees.left.during.score", "out_of_range")],
    ),
    ({"shoes": [{"id": "a"}]}, [("$.shoes[0].name", "missing_key")]),
    ({"shoes": [{"id": "a", "name": "  "}]}, [("$.shoes[0].name", "missing_key")]),
    (
        {"shoes": [{"id": "a", "name": "A", "limit_changes": [{"on": "2026-11-20"}]}]},
        [("$.shoes[0].limit_changes[0].limit_m", "missing_key")],
    ),
    (
        {"shoes": [{"id": "a", "name": "A", "inspections": [{"on": "1960-01-01"}]}]},
        [("$.shoes[0].inspections[0].on", "out_of_range")],
    ),
    (
        {"events": [{"id": "a", "on": "2026-11-20", "until": "2026-11-19"}]},
        [("$.events[0].until", "inconsistent")],
    ),
    ({"person": {"tracked_knees": []}}, [("$.person.tracked_knees", "missing_key")]),
    ({"person": {"questions": ["?"] * 4}}, [("$.person.questions", "out_of_range")]),
    ({"settings": {"worse_act": "much"}}, [("$.settings.worse_act", "wrong_type")]),
    ({"settings": []}, [("$.settings", "wrong_type")]),
    ({"setting_changes": [{"name": "amber_max"}]}, [("$.setting_changes[0].at", "missing_key")]),
    ({"span": {"from": "2026-11-20"}}, [("$.span.to", "missing_key")]),
    ({"span": {"from": "2026-11-20", "to": "2026-11-19"}}, [("$.span.to", "inconsistent")]),
    ({"made_at": "yesterday"}, [("$.made_at", "wrong_type")]),
    ({"version": 2}, [("$.version", "newer_version")]),
    ({"version": "1"}, [("$.version", "wrong_type")]),
    ({"version": None}, [("$.version", "missing_key")]),
    ({"version": 0}, [("$.version", "out_of_range")]),
    ({"format": "kneenotes"}, [("$.format", "wrong_format")]),
]


@pytest.mark.parametrize(("parts", "expected"), REFUSED, ids=lambda part: str(part)[:60])
def test_a_file_is_refused_with_the_place_of_the_fault(
    parts: dict[str, Any], expected: Found
) -> None:
    decoded = decode_diary(a_file(**parts))
    assert decoded.diary is None
    assert found(decoded) == expected
    assert exchange_problem_text(decoded.problems[0]).startswith(f"{expected[0][0]}: ")


def test_every_fault_is_named_and_not_only_the_first() -> None:
    days = [{"on": "2026-11-20", "note": 7}, {"on": "2026-11-21", "plan": 3}, {"on": "no"}]
    assert found(decode_diary(a_file(days=days, runs=[{}]))) == [
        ("$.days[0].note", "wrong_type"),
        ("$.days[1].plan", "wrong_type"),
        ("$.days[2].on", "wrong_type"),
        ("$.runs[0].id", "missing_key"),
    ]


def test_what_does_not_fit_together_is_told_without_the_programs_own_words() -> None:
    day = {"on": "2026-11-20", "knees": {"left": {"areas": ["front", "all_over"]}}}
    (problem,) = decode_diary(a_file(days=[day])).problems
    assert problem.path == "$.days[0].knees.left.areas"
    assert "Area" not in exchange_problem_text(problem)


HOSTILE = {
    "empty": (b"", "not_json"),
    "no JSON": (b"Dear diary", "not_json"),
    "cut": (a_file(days=[])[:-4], "not_json"),
    "not UTF-8": (b'{"format": "\xff"}', "not_json"),
    "half a letter": (b'{"format": "\\ud800"}', "not_json"),
    "NaN": (b'{"format": "kneelog", "version": NaN}', "not_json"),
    "Infinity": (b'{"format": "kneelog", "version": -Infinity}', "not_json"),
    "a list": (b"[]", "wrong_type"),
    "deep": (b"[" * 200_000, "too_deep"),
    "deep inside": (b'{"format":"kneelog","version":1,"x":' + b'{"a":' * 200_000, "too_deep"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_exchange_file_is_refused(content: bytes, code: str) -> None:
    decoded = decode_diary(content)
    assert decoded.diary is None
    assert found(decoded) == [("$", code)]
    assert exchange_problem_text(decoded.problems[0])
