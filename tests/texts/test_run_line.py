from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary import words
from diary.domain.knee import Knee, Moment
from diary.domain.run import Hills, RunKind, Surface
from diary.domain.settings import DistanceUnit
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_line import RunLine, read_run_line

# A Friday.
TODAY = date(2026, 11, 20)
SUNDAY, THURSDAY = date(2026, 11, 15), date(2026, 11, 19)
LEFT_DURING = (Knee.LEFT, Moment.DURING)
EASY = RunKind.EASY
SHOES = {"Red": "old", "Red 3": "red", "3": "odd"}
# Belong to the field beside them and say nothing alone.
GLUE = {"in", "at", "on"}
# Say more exactly what is understood without them: "1h05 min", "8 Nov 2026" in 2026.
MORE_EXACTLY = {"min", "m", "2026"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8.2 km 45:10 easy", RunLine("8.2km", "45:10", kind=EASY)),
        (
            "8,2km 1:05:00 Long Trail",
            RunLine("8,2km", "1:05:00", None, RunKind.LONG, Surface.TRAIL),
        ),
        ("5 mi in 45min", RunLine("5mi", "45min")),
        ("1h5 hilly road rpe 6", RunLine("", "1h5", None, None, Surface.ROAD, Hills.HILLY, 6)),
        (
            "yesterday 6km effort 3 run-walk",
            RunLine("6km", "", THURSDAY, RunKind.RUN_WALK, rpe=3),
        ),
        ("2026-11-15 14.1 km, race", RunLine("14.1km", "", SUNDAY, RunKind.RACE)),
        ("8.2 km by the river, 45:10", RunLine("8.2km", "45:10", rest="by the river,")),
        ("10 km 5 km", RunLine("10km", rest="5 km")),
        ("easy easy 8 km", RunLine("8km", kind=EASY, rest="easy")),
        ("", RunLine()),
        ("3 weeks off", RunLine(rest="3 weeks off")),
    ],
)
def test_a_line_is_read_word_by_word(text: str, said: RunLine) -> None:
    assert read_run_line(text, TODAY) == said


@pytest.mark.parametrize(
    ("text", "distance"),
    [
        ("8.2 45:10 easy", "8.2"),
        ("8,2 45:10 easy", "8,2"),
        ("8 45:10 easy", "8"),
        ("45:10 8.2 easy", "8.2"),
        ("easy 8.2 45:10", "8.2"),
        ("ran 8.2 45:10", "8.2"),
        ("8.2 in 45 min", "8.2"),
        ("20 Nov 8 45:10", "8"),
        ("8.2 felt fine 45:10", "8.2"),
        ("8.2", "8.2"),
        ("3 weeks off 45:10", ""),
        ("knee 3 45:10", ""),
        ("45:10 pain 3", ""),
        ("2026 45:10", ""),
        ("7-8 45:10", ""),
        ("2/3 45:10", ""),
        ("6 x 1 km 8.2 km 45:10", "8.2km"),
        ("5 8.2 km", "8.2km"),
    ],
)
def test_a_number_in_the_place_of_a_distance_is_one(text: str, distance: str) -> None:
    line = read_run_line(text, TODAY)
    assert (line.distance, line.on in {None, TODAY}) == (distance, True)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-11-15 8 km", SUNDAY),
        ("8 km 45:10 2025-11-15", date(2025, 11, 15)),
        ("15.11. 8.2 45:10", SUNDAY),
        ("8.2 45:10 15.11.", SUNDAY),
        ("15.11.2026 8 km", SUNDAY),
        ("8 km 15/11/26", SUNDAY),
        ("15 Nov 8.2 45:10", SUNDAY),
        ("Nov 15, 8.2 45:10", SUNDAY),
        ("8 km 15 november 2026", SUNDAY),
        ("8 km 45:10 on 3 Sept 2025", date(2025, 9, 3)),
        ("on Sunday 8 km", SUNDAY),
        ("8 km easy sunday", SUNDAY),
        ("Sun 8.2 45:10", SUNDAY),
        ("Friday 8 km", TODAY),
        ("8 km yesterday 45:10", THURSDAY),
        ("today 8 km", TODAY),
    ],
)
def test_a_day_is_read_at_both_ends(text: str, on: date) -> None:
    line = read_run_line(text, TODAY)
    assert (line.on, line.rest) == (on, "")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("8.2 km 45:10 easy felt 7-8 pain", "felt 7-8 pain"),
        ("21.1 km 1:45:00 race 2/3 hard", "2/3 hard"),
        ("8 km 45:10 7-8", "7-8"),
        ("8 km 45:10 2/3", "2/3"),
        ("8 km 45:10 3.5", "3.5"),
        ("8 km 45:10 -3", "-3"),
        ("45:10 easy 15.11.", "15.11."),
        ("8 km 45:10 15.2.", "15.2."),
        ("8 km 45:10 15 Feb", "15 Feb"),
        ("8 km 2026-12-01", "2026-12-01"),
        ("8 km 45:10 swollen since yesterday", "swollen since yesterday"),
        ("8 km 45:10 hot sun", "hot sun"),
        ("8 km 45:10 planned for sunday maybe", "planned for sunday maybe"),
        ("Sat on a bench, 8 km", "Sat on a bench,"),
        ("8 km 31.11.2026", "31.11.2026"),
    ],
)
def test_what_may_be_something_else_is_no_day(text: str, rest: str) -> None:
    line = read_run_line(text, TODAY)
    assert (line.on, line.rest) == (None, rest)


@pytest.mark.parametrize(
    ("text", "start", "time"),
    [
        ("8 km 45:10 at 18:05", "18:05", "45:10"),
        ("8 km 45:10 at 6:30 pm", "18:30", "45:10"),
        ("6:30am 8 km 45:10", "06:30", "45:10"),
        ("8 km 45:10 at 6 p.m.", "18:00", "45:10"),
        ("18:05 8.2 km 45:10 easy", "18:05", "45:10"),
        ("18:05 8.2 45:10", "18:05", "45:10"),
        ("22:30 5 km", "", "22:30"),
    ],
)
def test_a_start_is_told_from_the_time(text: str, start: str, time: str) -> None:
    line = read_run_line(text, TODAY)
    assert (line.start, line.time, line.rest) == (start, time, "")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("8 km in 45 min easy", "45min"),
        ("8 km 45 minutes", "45min"),
        ("8 km 45m", "45min"),
        ("8 km 45'", "45min"),
        ("8 km 1h05", "1h05"),
        ("8 km 1 h 05 min", "1h05"),
        ("8 km 1:05 h", "1h05"),
        ("8 km 2 hours", "2h"),
        ("1 h 10 km", "1h"),
    ],
)
def test_a_time_may_be_told_in_words(text: str, time: str) -> None:
    line = read_run_line(text, TODAY)
    assert (line.time, line.rest) == (time, "")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("8 km 10 min warm-up 45:10", "10 min warm-up"),
        ("8 km 45:10 at 5:30 pace", "at 5:30 pace"),
        ("8 km 45:10 climb 80 m", "climb 80 m"),
        ("8 km 45:10 at 25:70", "at 25:70"),
        ("22:30 5 km last km 4:10", "last km 4:10"),
    ],
)
def test_other_clocks_stay_in_the_note(text: str, rest: str) -> None:
    line = read_run_line(text, TODAY)
    assert (line.rest, line.start) == (rest, "")
    assert line.time in {"45:10", "22:30"}


@pytest.mark.parametrize(
    "text", ["8.2 45:10 easy", "8.2 km 45:10", "45:10 8.2", "15.11. 8.2 km 1h05 felt 7.5"]
)
def test_point_and_comma_are_the_same(text: str) -> None:
    day = "15.11."
    with_comma = text.replace(day, "#").replace(".", ",").replace("#", day)
    one, other = read_run_line(text, TODAY), read_run_line(with_comma, TODAY)
    assert one.distance.replace(".", ",") == other.distance
    blank = {"distance": "", "rest": ""}
    assert replace(one, **blank) == replace(other, **blank)  # type: ignore[arg-type] # texts


def test_a_start_before_the_distance_is_known_by_its_pace_in_miles_too() -> None:
    miles = Formats(DistanceUnit.MI)
    assert read_run_line("18:05 6 52:00", TODAY, formats=miles).start == "18:05"
    assert read_run_line("18:05 3 x", TODAY, formats=miles).time == "18:05"


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
    line = read_run_line("8,2 km 45:10 red 3, trail", TODAY, shoes=SHOES)
    assert (line.shoe_id, line.surface, line.rest) == ("red", Surface.TRAIL, "")


def test_a_pair_called_by_a_number_is_not_a_word_of_the_line() -> None:
    line = read_run_line("3 45:10 easy", TODAY, shoes=SHOES)
    assert (line.shoe_id, line.distance) == (None, "3")


def test_words_of_the_present_language_are_understood() -> None:
    words.install(words.PSEUDO)
    try:
        line = f"8km {label(EASY)}"
        assert read_run_line(line, TODAY).kind is EASY
    finally:
        words.install("en")


def test_days_and_months_may_have_the_names_of_the_locale() -> None:
    german = Formats(
        day_names=("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
        month_names=(
            "Jan",
            "Feb",
            "Mär",
            "Apr",
            "Mai",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Okt",
            "Nov",
            "Dez",
        ),
    )
    for text in ("So 8,2 45:10", "15. Okt. 8,2 45:10"):
        line = read_run_line(text, TODAY, formats=german)
        assert (line.on in {SUNDAY, date(2026, 10, 15)}, line.distance) == (True, "8,2")


PIECES = {
    "time": ["45:10", "1:05:00", "45 min", "1h05", "in 45 min"],
    "kind": ["easy", "race", "long"],
    "surface": ["road", "trail"],
    "rpe": ["rpe 4", "effort 7"],
    "start": ["at 18:05", "at 6:30 pm"],
    "shoe_id": ["red 3"],
}
UNKNOWN = ["felt", "7-8", "2/3", "windy,", "along", "pain?", "the", "river", "(hot)", "10%", "3x"]


@given(st.data())
def test_whatever_the_order_fields_are_filled_and_the_rest_is_the_note(data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.sampled_from(sorted(PIECES)), unique=True))
    known = [data.draw(st.sampled_from(PIECES[name])) for name in wanted]
    unknown = data.draw(st.lists(st.sampled_from(UNKNOWN)))
    order = data.draw(st.permutations(["8.2 km", *known, *unknown]))
    line = read_run_line(" ".join(order), TODAY, shoes=SHOES)
    assert line.distance == "8.2km"
    assert {name for name in PIECES if getattr(line, name)} == set(wanted)
    assert line.rest.split() == [each for each in order if each in UNKNOWN]
    assert line.on is None


VOCABULARY = [
    *(
        "8.2",
        "8,2",
        "8",
        "3",
        "20",
        "km",
        "mi",
        "8.2km",
        "45:10",
        "18:05",
        "45",
        "min",
        "1h05",
        "h",
    ),
    *("at", "in", "on", "pm", "6:30pm", "easy", "road", "hilly", "rpe", "4", "effort", "left"),
    *(
        "during",
        "after",
        "red",
        "yesterday",
        "sun",
        "Sunday",
        "Nov",
        "2026",
        "2026-11-15",
        "15.11.",
    ),
    *("7-8", "2/3", "felt", "pace", "x", "m", "run-walk", ",", "(8", "15/11/26", "May", "today"),
]


@given(st.lists(st.sampled_from(VOCABULARY), max_size=8))
def test_every_word_ends_in_a_field_or_in_the_note(typed: list[str]) -> None:
    line = read_run_line(" ".join(typed), TODAY, shoes=SHOES)
    left = line.rest.split()
    for place, word in enumerate(typed):
        if word in left:
            left.remove(word)
        elif word not in GLUE | MORE_EXACTLY:
            # It is in a field: without it something else is said.
            without = [*typed[:place], *typed[place + 1 :]]
            assert read_run_line(" ".join(without), TODAY, shoes=SHOES) != line, word
    assert not left


@given(st.text(max_size=60))
def test_whatever_is_typed_nothing_raises_and_the_note_is_as_typed(text: str) -> None:
    said, typed = read_run_line(text, TODAY), iter(text.split())
    assert all(word in typed for word in said.rest.split())
    if said == RunLine(rest=said.rest):
        assert said.rest == " ".join(text.split())
