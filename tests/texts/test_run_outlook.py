"""What is said before a run, and about the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import RunResponse
from diary.domain.rules.run_outlook import Longest, Reference, RunOutlook, run_outlook
from diary.domain.run_walk import RunWalk
from diary.domain.settings import DistanceUnit
from diary.texts.numbers import Formats
from diary.texts.run_outlook import (
    before_text,
    knee_response_text,
    knee_result_text,
    last_run_text,
    spoken_response,
    while_typing,
)
from tests.builders import a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on
from tests.texts.forbidden import FORBIDDEN

ENGLISH = Formats()


def outlook(diary: Diary, number: int) -> RunOutlook:
    found = run_outlook(Facts(diary), diary, day(number))
    assert found is not None
    return found


def before(diary: Diary, number: int, formats: Formats = ENGLISH) -> str:
    return before_text(outlook(diary, number), formats)


def known(metres: float = 10_000.0) -> Longest:
    return Longest(Reference.KNOWN, metres, 1.10)


SOME = a_diary(runs=[run_on(0, distance_m=8000.0), run_on(40, distance_m=10_000.0)])
SAID: dict[str, tuple[Diary, int, str]] = {
    "known": (
        SOME,
        42,
        "Before the run: longest in 30 days 10.0 km; up to 11.0 km is within 10 %.",
    ),
    "learning": (
        SOME,
        5,
        "Before the run: comparing lengths begins 30 days after your first run.",
    ),
    "no distance": (
        a_diary(runs=[run_on(0), run_on(40, distance_m=None)]),
        42,
        "Before the run: no run of the last 30 days has a distance.",
    ),
    "break": (
        SOME,
        61,
        (
            "Before the run: 21 days since the last one. Many runners come back with 2 weeks at"
            " about 50 %, 1 week at about 75 % of what they ran before."
        ),
    ),
    "stages": (
        SOME,
        90,
        (
            "Before the run: 50 days since the last one. After a break this long, coming back in"
            " stages of running and walking is gentler."
        ),
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_said_before_a_run(case: str) -> None:
    diary, number, text = SAID[case]
    assert before(diary, number) == text
    assert not FORBIDDEN.search(text)


def test_a_distance_is_never_rounded_up_beyond_the_share() -> None:
    assert "up to 10.9 km" in before(a_diary(runs=[run_on(0), run_on(40, distance_m=9960.0)]), 41)
    miles = Formats(DistanceUnit.MI, decimal_mark=",")
    text = before(a_diary(runs=[run_on(0), run_on(40, distance_m=10 * 1609.344)]), 41, miles)
    assert "longest in 30 days 10,0 mi; up to 11,0 mi is within 10 %" in text


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (None, "Longest in 30 days 10.0 km; up to 11.0 km is within 10 %."),
        (10_000.0, "Not longer than the longest in 30 days, 10.0 km."),
        (11_000.0, "Within 10 % of the longest in 30 days, 10.0 km."),
        (11_010.0, "11 % longer than the longest in 30 days, 10.0 km."),
        (20_000.0, "100 % longer than the longest in 30 days, 10.0 km."),
    ],
)
def test_what_is_said_while_a_distance_is_typed(metres: float | None, text: str) -> None:
    assert while_typing(known(), metres, ENGLISH) == text
    assert not FORBIDDEN.search(text)


EASIER = "a reminder asks for shorter or easier runs."


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (None, "Longest in 30 days 10.0 km; "),
        (10_000.0, "Not longer than the longest in 30 days, 10.0 km; "),
        (10_500.0, "5 % longer than the longest in 30 days, 10.0 km; "),
    ],
)
def test_while_a_reminder_asks_for_easier_runs_no_share_is_offered(
    metres: float | None, text: str
) -> None:
    longest = replace(known(), is_easier_asked=True)
    assert while_typing(longest, metres, ENGLISH) == text + EASIER
    on_the_page = replace(outlook(SOME, 42), longest=longest)
    said = before_text(on_the_page, ENGLISH)
    assert said == f"Before the run: longest in 30 days 10.0 km; {EASIER}"


def test_without_a_reference_nothing_is_said_while_typing() -> None:
    assert while_typing(Longest(Reference.LEARNING, None, 1.10), 9000.0, ENGLISH) == ""


def responses(after: int, until: int, *mornings: int | None) -> tuple[str, str, str]:
    """What is said in full, in short and aloud of a run on day 40 with mornings from it on."""
    said = {
        40 + place: a_knee_day(morning=score)
        for place, score in enumerate(mornings)
        if score is not None
    }
    diary = left_knee(said, run_on(0), run_on(40, left=a_run_knee(after=after)))
    last = outlook(diary, until).last
    assert last is not None
    return told(last.responses[Knee.LEFT], last.run.on, day(until))


def told(response: RunResponse, run_on: date, on: date) -> tuple[str, str, str]:
    """A response of the left knee in full, in short and aloud."""
    parts = (Knee.LEFT, response, run_on, on)
    return (
        knee_response_text(*parts, ENGLISH),
        knee_result_text(*parts),
        spoken_response(*parts, ENGLISH),
    )


def test_how_the_last_run_was_taken() -> None:
    assert responses(4, 41, 4, 4) == (
        "left hold: 4 before, 4 after, 4 the next morning",
        "left hold",
        "left hold: repeat, do not build (4 before, 4 after, 4 the next morning)",
    )
    assert responses(1, 41, 1, 1)[0] == "left settled: 1 before, 1 after, 1 the next morning"
    assert responses(1, 41, 1, 3)[1] == "left step back"


def test_a_step_back_says_what_to_do_and_what_decided_it() -> None:
    """The same scores on a run are a step back or not by how the knee was before it."""
    assert responses(2, 41, 0, 2)[2] == (
        "left step back: run less (0 before, 2 after, 2 the next morning)"
    )
    assert responses(2, 41, 2, 2)[2] == (
        "left settled: fine to build (2 before, 2 after, 2 the next morning)"
    )


def test_a_limp_or_sharp_pain_is_told_as_the_reason() -> None:
    said = {40: a_knee_day(morning=1), 41: a_knee_day(morning=1)}
    limped = a_run_knee(after=1, limped=True, turned_sharp=True)
    last = outlook(left_knee(said, run_on(0), run_on(40, left=limped)), 41).last
    assert last is not None
    assert told(last.responses[Knee.LEFT], last.run.on, day(41))[2] == (
        "left step back: run less (1 before, 1 after, limped, turned sharp, 1 the next morning)"
    )


def test_what_was_before_can_be_the_middle_of_some_days() -> None:
    said = {34 + place: a_knee_day(worst=score) for place, score in enumerate((1, 1, 2, 2))}
    said[41] = a_knee_day(morning=4)
    diary = left_knee(said, run_on(0), run_on(40, left=a_run_knee(after=2)))
    last = outlook(diary, 41).last
    assert last is not None
    assert told(last.responses[Knee.LEFT], last.run.on, day(41))[0] == (
        "left step back: 1.5 before, 2 after, 4 the next morning"
    )


def test_why_a_response_is_not_final() -> None:
    assert responses(1, 40, 1)[0] == "left settled: 1 before, 1 after, waiting for the morning"
    assert responses(1, 41, 1)[1] == "left settled, waiting for the morning"
    assert responses(1, 43, 1)[1] == "left settled, no score on the next morning"
    assert responses(1, 41, None, 2)[1] == "left settled, not known how it was before the run"


def test_nothing_is_fine_to_build_before_its_morning() -> None:
    assert responses(0, 40, 0)[2] == (
        "left settled so far (0 before, 0 after, waiting for the morning)"
    )
    assert responses(0, 43, 0)[2] == (
        "left settled on the run (0 before, 0 after, no score on the next morning)"
    )
    assert responses(0, 41, None, 2)[2] == (
        "left settled on the run (0 after, 2 the next morning, not known how it was before the run)"
    )
    # No morning makes these better.
    assert responses(4, 40, 1)[2].startswith("left hold: repeat, do not build (")
    assert responses(6, 40, 1)[2].startswith("left step back: run less (")


def test_the_last_run_is_named_by_its_day() -> None:
    last = outlook(left_knee({}, run_on(40, left=a_run_knee(2))), 41).last
    assert last is not None
    assert last_run_text(last, ENGLISH) == "Last run, Tue 10 Feb:"


@pytest.mark.parametrize("number", [20, 40])
def test_within_the_stages_a_break_points_to_those(number: int) -> None:
    on = RunWalk(stage=5, started_on=day(0))
    diary = a_diary(runs=[run_on(0)], run_walk=on)
    assert before(diary, number) == (
        f"Before the run: {number} days since the last one. The page Plan says what could come"
        " next in your stages."
    )
    paused = replace(diary, run_walk=replace(on, is_paused=True))
    assert before(paused, number) == before(replace(diary, run_walk=None), number)
