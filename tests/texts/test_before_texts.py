"""What a card says about the time before pain began."""

from __future__ import annotations

import pytest

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.run import Hills, Surface
from diary.texts.numbers import Formats
from diary.texts.rule_texts.before import BeforeText, before_text
from tests.builders import a_diary, a_knee_day, a_run_knee, a_shoe, an_event
from tests.domain.rules.days import day, left_knee, open_on, run_on
from tests.texts.forbidden import FORBIDDEN
from tests.texts.rule_diaries import reminder_of

USUAL = {"surface": Surface.ROAD, "hills": Hills.FLAT, "shoe_id": "blue"}
SHOES = [a_shoe("blue", "Blue 12"), a_shoe("red", "Red 3")]
RISING = {n: 2 if n < 60 else 5 for n in range(75)}


def said(diary: Diary, number: int, rule: Rule = Rule.WORSE) -> BeforeText | None:
    return before_text(open_on(diary, number, rule), diary, Facts(diary), Formats())


def rising(*more: object) -> Diary:
    """Worse from day 60 on, with runs of 8 km on the road every other day."""
    runs = [run_on(n, distance_m=8000.0, **USUAL) for n in range(0, 45, 2)]
    return left_knee(
        RISING,
        *runs,
        *more,  # type: ignore[arg-type]  # runs
        shoes=SHOES,
        events=[an_event("e", day(55), kind=EventKind.NEW_EXERCISE, text="Step-downs")],
    )


def test_what_changed_is_a_dated_list_that_names_no_cause() -> None:
    trail = {**USUAL, "surface": Surface.TRAIL, "hills": Hills.HILLY, "shoe_id": "red"}
    found = said(rising(run_on(59, distance_m=12_000.0, **trail)), 74)
    assert found is not None
    assert found.title == "What changed before it started"
    assert found.when == "In the 14 days before Mon 2 Mar, when it began, and on that day:"
    assert found.lines == (
        "Wed 25 Feb: new exercise, Step-downs.",
        "Sun 1 Mar: 12.0 km; the longest of the 30 days before was 8.0 km.",
        "Sun 1 Mar: a run in Red 3; none of the 23 runs of the 90 days before was like that.",
        (
            "Sun 1 Mar: a run on another surface (trail); none of the 23 runs of the 90 days before"
            " was like that."
        ),
        "Sun 1 Mar: a hilly run; none of the 23 runs of the 90 days before was like that.",
        "Sun 1 Mar: running again after 15 days.",
    )
    assert found.note == "This does not show a cause."
    assert not any(FORBIDDEN.search(line) for line in (found.title, found.when, *found.lines))


def lines(diary: Diary) -> tuple[str, ...]:
    found = said(diary, 74)
    assert found is not None
    assert not any(FORBIDDEN.search(line) for line in found.lines)
    return found.lines


def test_how_many_earlier_runs_have_the_answer_is_said() -> None:
    silent = [run_on(n, distance_m=8000.0) for n in range(46, 58, 2)]
    trail = {**USUAL, "surface": Surface.TRAIL}
    assert lines(rising(*silent, run_on(59, distance_m=8000.0, **trail)))[1] == (
        "Sun 1 Mar: a run on another surface (trail); of the 29 runs of the 90 days before 23 have"
        " an answer to this, and none was like that."
    )


def test_what_earlier_runs_did_not_say_is_not_called_new() -> None:
    silent = [run_on(n, distance_m=8000.0) for n in range(0, 58, 2)]
    first = {"surface": Surface.ROAD, "hills": Hills.HILLY, "shoe_id": "blue"}
    diary = left_knee(RISING, *silent, run_on(58, distance_m=8000.0, **first), shoes=SHOES)
    assert lines(diary) == (
        (
            "Nothing noted of what is looked for: a much longer run, a new exercise, a break from"
            " running."
        ),
        "Too little is noted to tell: another pair of shoes, another surface, hills.",
    )


def test_a_break_that_goes_on_is_not_denied() -> None:
    runs = [run_on(n, distance_m=8000.0, **USUAL) for n in range(0, 40, 2)]
    assert lines(left_knee(RISING, *runs)) == (
        "The last run was on Sun 8 Feb, 22 days before Mon 2 Mar.",
    )


def test_nothing_found_is_said() -> None:
    runs = [run_on(n, distance_m=8000.0, **USUAL) for n in range(0, 60, 2)]
    assert lines(left_knee(RISING, *runs)) == (
        (
            "Nothing noted of what is looked for: a much longer run, another pair of shoes, another"
            " surface, hills, a new exercise, a break from running."
        ),
    )


def test_a_diary_without_runs_does_not_say_that_nothing_changed() -> None:
    assert lines(left_knee(RISING)) == (
        "Nothing noted of what is looked for: a new exercise.",
        (
            "Too little is noted to tell: a much longer run, another pair of shoes, another"
            " surface, hills, a break from running."
        ),
    )


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("", "a new exercise."),
        ("...", "a new exercise."),
        (" . ", "a new exercise."),
        ("Squats!", "new exercise, Squats."),
        ("Squats,\n3 x 10.", "new exercise, Squats, 3 x 10."),
    ],
)
def test_an_exercise_is_named_as_far_as_something_was_written(written: str, line: str) -> None:
    events = [an_event("e", day(55), kind=EventKind.NEW_EXERCISE, text=written)]
    assert lines(left_knee(RISING, events=events))[0] == f"Wed 25 Feb: {line}"


def test_pain_that_was_there_on_waking_leaves_the_day_itself_out() -> None:
    values = {n: a_knee_day(morning=value) for n, value in RISING.items()}
    runs = [run_on(n, distance_m=8000.0, **USUAL) for n in range(0, 60, 2)]
    found = said(left_knee(values, *runs, run_on(60, distance_m=16_000.0, **USUAL)), 74)
    assert found is not None
    assert found.when == "In the 14 days before Mon 2 Mar, when it began:"
    (line,) = found.lines
    assert line.startswith("Nothing noted")


@pytest.mark.parametrize(
    "rule",
    [
        *(Rule.WORSE, Rule.WATCH, Rule.PERSIST, Rule.RECUR),
        *(Rule.RESP, Rule.NEXTDAY, Rule.SHARP, Rule.NIGHT),
    ],
)
def test_every_card_about_pain_has_the_part(rule: Rule) -> None:
    reminder, diary = reminder_of(rule)
    found = before_text([reminder], diary, Facts(diary), Formats())
    assert found is not None
    assert found.lines


def test_other_reminders_say_nothing_about_the_time_before() -> None:
    diary = a_diary(runs=[run_on(0), run_on(20, left=a_run_knee(2))])
    assert said(diary, 20, Rule.LAYOFF) is None
