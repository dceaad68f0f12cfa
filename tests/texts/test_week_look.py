"""A look at the week in words: what is not known is said, and nobody is praised or blamed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.run_walk import StageStep, StepReason
from diary.domain.settings import SettingChange
from diary.domain.week_look import WeekLook, week_look
from diary.texts.numbers import Formats
from diary.texts.week_look import week_begun_text, week_parts, week_text, week_title
from tests.builders import (
    a_day,
    a_diary,
    a_knee_day,
    a_plan,
    a_run,
    a_run_walk,
    a_session,
    a_shoe,
    an_event,
)

FORMATS = Formats()
TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 9)
SUNDAY = MONDAY + timedelta(6)
JUDGING = ("well done", "great", "only", "missed", "fail", "should", "%", "!", "sorry", "streak")


def ten_weeks() -> Diary:
    days = [a_day(SUNDAY - timedelta(age), left=a_knee_day(2, 3), right=0) for age in range(70)]
    runs = [
        a_run(f"r{age}", SUNDAY - timedelta(age), distance_m=6000.0, shoe_id="s")
        for age in range(0, 70, 2)
    ]
    return a_diary(days, runs, [a_shoe("s", "Red 3")])


def told(diary: Diary, monday: date = MONDAY) -> dict[str, tuple[str, ...]]:
    look = week_look(diary, monday, TODAY)
    return {part.key: part.lines for part in week_parts(look, None, FORMATS)}


def test_a_week_of_a_full_diary() -> None:
    lines = told(ten_weeks())
    assert lines["recorded"] == ("Scores on 7 of 7 days.",)
    assert lines["running"] == (
        "4 runs, 24.0 km.",
        "Your usual week is 21.0 km; the usual range is 16.8 to 25.2 km.",
        "This week is within your usual range.",
    )
    assert lines["knees"][0] == (
        "Left knee: middle 3, worst 3, last on Sun 15 Nov. In the four weeks before: middle 3."
    )
    assert lines["after"][0] == (
        "Left knee: settled by morning after 3 of 3 runs with a morning score."
        " 1 run has no morning score."
    )
    assert lines["sessions"] == ("Strength: none noted, and no target.",)
    assert lines["shoes"][0].startswith("Red 3: 210 / 650 km, in good range")
    assert lines["changes"] == ("Nothing new was noted.",)


def test_what_is_not_known_is_said() -> None:
    lines = told(a_diary())
    assert lines["recorded"] == ("No scores in this week.",)
    assert lines["running"] == (
        "Not known whether you ran: too little was entered.",
        "Your usual week is not known: it needs 35 days with enough entries.",
    )
    assert lines["knees"][0] == "Left knee: no scores. The four weeks before are not known."
    assert lines["after"] == ("No runs to tell of.",)
    few = told(a_diary([a_day(SUNDAY, left=4)], [a_run("r", SUNDAY, distance_m=None)]))
    assert few["running"][0] == "1 run; how far is not known."
    assert few["knees"][0].startswith(
        "Left knee: worst 4, last on Sun 15 Nov; 1 day with a score is too few for a middle."
    )
    assert few["after"][0] == "Left knee: no run has a score the next morning."


@pytest.mark.parametrize(("metres", "word"), [(30_000.0, "longer"), (1000.0, "shorter")])
def test_a_week_outside_the_usual_range_says_so(metres: float, word: str) -> None:
    diary = ten_weeks()
    runs = {key: run for key, run in diary.runs.items() if run.on < MONDAY}
    runs["one"] = a_run("one", SUNDAY, distance_m=metres)
    lines = told(replace(diary, runs=runs))
    assert lines["running"][-1] == f"This week is {word} than your usual range."


def test_a_week_that_lasts_is_not_called_short() -> None:
    diary = ten_weeks()
    monday = MONDAY + timedelta(7)
    runs = {**diary.runs, "new": a_run("new", monday, distance_m=500.0)}
    look = week_look(replace(diary, runs=runs), monday, TODAY)
    assert week_begun_text(look) == "The week is not over: these are its first 5 days."
    assert week_begun_text(week_look(diary, MONDAY, TODAY)) == ""
    running = next(part for part in week_parts(look, None, FORMATS) if part.key == "running")
    assert not any("shorter" in line or "within" in line for line in running.lines)


def a_full_week() -> WeekLook:
    diary = ten_weeks()
    far = a_run("far", SUNDAY - timedelta(1), distance_m=14_000.0)
    return week_look(
        replace(
            diary,
            runs={**diary.runs, "far": far},
            events={"e": an_event("e", MONDAY, kind=EventKind.NEW_EXERCISE, text="Step-down")},
            plans={"p": a_plan("p", MONDAY)},
            sessions={
                "a": a_session("a", MONDAY),
                "b": a_session("b", SUNDAY, is_done=False),
            },
            run_walk=a_run_walk(
                started_on=MONDAY, steps=(StageStep(MONDAY, 1, 2, StepReason.PROGRESS),), stage=2
            ),
            setting_changes=(SettingChange(datetime(2026, 11, 10, tzinfo=UTC), "amber_max", 4),),
            days={**diary.days, MONDAY: replace(diary.days[MONDAY], away=True)},
        ),
        MONDAY,
        TODAY,
    )


def test_what_was_new_is_told_in_words() -> None:
    parts = {part.key: part.lines for part in week_parts(a_full_week(), None, FORMATS)}
    assert parts["sessions"] == ("Strength: 1 noted, target 3, 1 skipped.",)
    text = "\n".join(parts["changes"])
    for line in (
        "Mon 9 Nov: New exercise: Step-down.",
        (
            "Sat 14 Nov: a much longer run than usual, 14.0 km; the longest of the 30 days before"
            " was 6.0 km."
        ),
        "Plan “Hips and thighs”, from Mon 9 Nov 2026: began.",
        "Mon 9 Nov: from stage 1 to stage 2 of running and walking.",
        "Away on 1 day.",
    ):
        assert line in text


def test_the_text_to_copy_has_every_line() -> None:
    look = a_full_week()
    text = week_text(look, None, FORMATS)
    assert text.startswith("A look at the week\nMon 9 Nov to Sun 15 Nov 2026\n\n")
    for part in week_parts(look, None, FORMATS):
        assert part.heading in text
        assert all(f"- {line}" in text for line in part.lines)


def test_nothing_is_praised_or_blamed() -> None:
    for look in (a_full_week(), week_look(a_diary(), MONDAY, TODAY)):
        text = week_text(look, None, FORMATS).casefold()
        assert not [word for word in JUDGING if word in text]


def test_a_week_over_the_end_of_a_year_names_both() -> None:
    look = week_look(a_diary(), date(2025, 12, 29), TODAY)
    assert week_title(look, FORMATS) == "Mon 29 Dec 2025 to Sun 4 Jan 2026"
