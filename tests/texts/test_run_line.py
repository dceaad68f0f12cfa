from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary import words
from diary.domain.knee import Knee, Moment
from diary.domain.run import Hills, RunKind, Surface
from diary.texts.labels import label
from diary.texts.run_line import RunLine, read_run_line

TODAY = date(2026, 11, 20)
LEFT_DURING = (Knee.LEFT, Moment.DURING)


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8.2 km 45:10 left 3 during", {LEFT_DURING: 3}),
        ("8.2 km left during 3, left after 4", {LEFT_DURING: 3, (Knee.LEFT, Moment.AFTER): 4}),
        ("8 km right 10 after", {(Knee.RIGHT, Moment.AFTER): 10}),
        ("8 km left 3", {}),
    ],
)
def test_scores_are_read_by_knee_and_moment(text: str, said: dict[object, int]) -> None:
    assert read_run_line(text, TODAY).scores == said


def test_a_pair_is_known_by_its_whole_name() -> None:
    shoes = {"Red": "old", "Red 3": "red", "3": "odd"}
    line = read_run_line("8,2 km 45:10 red 3, trail", TODAY, shoes=shoes)
    assert (line.shoe_id, line.surface, line.rest) == ("red", Surface.TRAIL, "")


def test_a_start_follows_at() -> None:
    line = read_run_line("8 km 45:10 at 18:05", TODAY)
    assert (line.time, line.start) == ("45:10", "18:05")


def test_a_day_that_has_not_come_is_left_in_the_note() -> None:
    assert read_run_line("2026-12-01 8km", TODAY).rest == "2026-12-01"


def test_words_of_the_present_language_are_understood() -> None:
    words.install(words.PSEUDO)
    try:
        line = f"8km {label(RunKind.EASY)}"
        assert read_run_line(line, TODAY).kind is RunKind.EASY
    finally:
        words.install("en")


@given(st.text(max_size=60))
def test_nothing_typed_is_lost_and_nothing_raises(text: str) -> None:
    said = read_run_line(text, TODAY)
    parts = [said.distance, said.time, said.rest]
    kept = sum(len(part.replace(" ", "")) for part in parts)
    taken = (said.on, said.kind, said.surface, said.hills, said.rpe, said.start or None)
    if not any(each is not None for each in taken) and not said.scores:
        assert kept == len("".join(text.split()))
