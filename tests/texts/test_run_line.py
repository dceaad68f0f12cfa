from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary import words
from diary.domain.run import Hills, RunKind, Surface
from diary.texts.run_line import RunLine, read_run_line

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8.2 km 45:10 easy", RunLine("8.2km", "45:10", kind=RunKind.EASY)),
        (
            "8,2km 1:05:00 Long Trail",
            RunLine("8,2km", "1:05:00", None, RunKind.LONG, Surface.TRAIL),
        ),
        ("5 mi in 45min", RunLine("5mi", "45min", rest="in")),
        ("1h5 hilly road rpe 6", RunLine("", "1h5", None, None, Surface.ROAD, Hills.HILLY, 6)),
        (
            "yesterday 6km effort 3 run-walk",
            RunLine("6km", "", date(2026, 11, 19), RunKind.RUN_WALK, rpe=3),
        ),
        ("2026-11-15 14.1 km, race", RunLine("14.1km", "", date(2026, 11, 15), RunKind.RACE)),
        ("8.2 km by the river, 45:10", RunLine("8.2km", "45:10", rest="by the river,")),
        ("10 km 5 km", RunLine("10km", rest="5km")),
        ("", RunLine()),
        ("3 weeks off", RunLine(rest="3 weeks off")),
    ],
)
def test_a_line_is_read_word_by_word(text: str, said: RunLine) -> None:
    assert read_run_line(text, TODAY) == said


def test_a_day_that_has_not_come_is_left_in_the_note() -> None:
    assert read_run_line("2026-12-01 8km", TODAY).rest == "2026-12-01"


def test_words_of_the_present_language_are_understood() -> None:
    words.install(words.PSEUDO)
    try:
        assert read_run_line("8km [Éåšý··]", TODAY).kind is RunKind.EASY
    finally:
        words.install("en")


@given(st.text(max_size=60))
def test_nothing_typed_is_lost_and_nothing_raises(text: str) -> None:
    said = read_run_line(text, TODAY)
    parts = [said.distance, said.time, said.rest]
    kept = sum(len(part.replace(" ", "")) for part in parts)
    taken = (said.on, said.kind, said.surface, said.hills, said.rpe)
    if not any(each is not None for each in taken):
        assert kept == len("".join(text.split()))
