"""Notes of the PT, and what they are pinned to."""

from datetime import datetime
from typing import Any

import pytest

from diary.domain.errors import InvalidValueError
from diary.domain.pt_note import TEXT_LONGEST, THE_VISIT, Pin, without_run
from tests.builders import ON, a_note, a_run


@pytest.mark.parametrize(
    "pin", [{"on": ON, "run_id": "r"}, {"run_id": ""}, {"on": ON.replace(1960)}]
)
def test_a_pin_is_one_thing_that_can_be(pin: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        Pin(**pin)


def test_a_pin_to_nothing_is_about_the_visit() -> None:
    assert THE_VISIT.is_visit
    assert not Pin(ON).is_visit
    assert not Pin(run_id="r").is_visit


@pytest.mark.parametrize(
    ("given_as", "field"),
    [
        ({"note_id": ""}, "id"),
        ({"text": ""}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "x" * (TEXT_LONGEST + 1)}, "text"),
        ({"author": "x" * 81}, "author"),
        ({"received_at": datetime(2026, 11, 20)}, "received_at"),  # noqa: DTZ001 - what is refused
    ],
)
def test_a_note_says_something_and_not_too_much(given_as: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        a_note(**given_as)
    assert refused.value.field == field


def test_a_note_whose_run_goes_is_about_its_day() -> None:
    note = a_note(pin=Pin(run_id="r"))
    assert without_run(note, {"r": a_run("r", ON)}).pin == Pin(ON)
    assert without_run(note, {}).pin == THE_VISIT
    assert without_run(a_note(), {}) == a_note()
