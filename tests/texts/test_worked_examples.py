"""The examples on the help page about numbers are true: the rules say it on that very day."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from diary.domain.day import Day, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.knee import KneeDay, Sign
from diary.domain.rules.findings import Rule
from diary.domain.run import Finish
from diary.domain.settings import Settings
from diary.texts.help import help_markdown, setting_values
from diary.texts.numbers import Formats
from tests.builders import a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on, signs, told
from tests.texts.rule_diaries import SHARP, easy_runs, few_sessions, three_weeks_of_a_plan

TEXT = help_markdown("numbers", setting_values(Settings(), Formats()))


class Example(NamedTuple):
    """A sentence of the page, the diary it speaks of, and the day the rule fires; None = never."""

    said: str
    rule: Rule
    diary: Diary
    comes_on: int | None


def rising() -> Diary:
    return left_knee({number: 2 if number < 60 else 5 for number in range(75)})


def easier(*days: int) -> Diary:
    """3 every day from 1 March to 20 March, 0 on some days."""
    return left_knee({number: 0 if number in days else 3 for number in range(20)})


def mornings() -> Diary:
    said, runs = {}, []
    for number, after in zip((0, 3, 6, 9), (1, 3, 2, 4), strict=True):
        said[number], said[number + 1] = a_knee_day(morning=1), a_knee_day(morning=after)
        runs.append(run_on(number, left=a_run_knee(2)))
    return left_knee(said, *runs)


def skipped_and_cut_short(number: int) -> Diary:
    skipped = Day(day(0), plan=PlanAnswer.SKIPPED_KNEE)
    return a_diary([skipped], [run_on(number, finish=Finish.CUT_SHORT_KNEE)])


def longer(distance_m: float) -> Diary:
    runs = [run_on(number, distance_m=10_000.0) for number in range(0, 40, 3)]
    return a_diary(runs=[*runs, run_on(40, distance_m=distance_m)])


def held_back() -> Diary:
    plan = PlanAnswer.AS_PLANNED
    return a_diary([Day(day(number), plan=plan, held_back=True) for number in (2, 6, 11)])


EXAMPLES = [
    Example("On the 11th day at 5", Rule.WORSE, rising(), 60 + 11 - 1),
    Example("comes on the 9th day at 5", Rule.WATCH, rising(), 60 + 9 - 1),
    Example("On 15 March the count is 15 days", Rule.PERSIST, easier(), 14),
    Example("Two easier days in between change nothing", Rule.PERSIST, easier(5, 6), 14),
    Example("three in a row end the count", Rule.PERSIST, easier(5, 6, 7), None),
    Example(
        "On 14 March the knee is at 4, so it comes",
        Rule.RECUR,
        left_knee({13: 4}, run_on(0, left=a_run_knee(8)), run_on(10)),
        13,
    ),
    Example(
        "swelling on Wednesday and Thursday. It comes on Thursday.",
        Rule.SWELL,
        signs(Sign.SWELLING, {0: True, 2: True, 3: True}),
        3,
    ),
    Example(
        "With a no on Tuesday it would not.",
        Rule.SWELL,
        signs(Sign.SWELLING, {0: True, 1: False, 2: True, 3: True}),
        None,
    ),
    Example(
        "on Monday and on Thursday. It comes on Thursday.",
        Rule.SHARP,
        left_knee({0: SHARP, 3: SHARP}),
        3,
    ),
    Example(
        "on Monday, Wednesday and Saturday. It comes on Saturday.",
        Rule.NIGHT,
        signs(Sign.NIGHT_PAIN, {0: True, 2: True, 5: True}),
        5,
    ),
    Example(
        "on Monday and on Friday. It comes on Friday.",
        Rule.GIVEWAY,
        signs(Sign.GIVING_WAY, {0: True, 4: True}),
        4,
    ),
    Example(
        "7 during a run when your limit is 5. It comes the same day.",
        Rule.RESP,
        a_diary(runs=[run_on(0, left=a_run_knee(7))]),
        0,
    ),
    Example("It comes on the morning with the 4.", Rule.NEXTDAY, mornings(), 10),
    Example("It comes on 14 March. A day later", Rule.SKIP, skipped_and_cut_short(13), 13),
    Example("the first would be too long ago", Rule.SKIP, skipped_and_cut_short(14), None),
    Example("A run of 13.0 km gets a badge", Rule.SPIKE, longer(13_000.0), None),
    Example("one of 13.1 km a reminder", Rule.SPIKE, longer(13_100.0), 40),
    Example(
        "21 days between two runs are 3 weeks",
        Rule.LAYOFF,
        a_diary(runs=[run_on(0), run_on(21)]),
        21,
    ),
    Example("It comes on Sunday.", Rule.REST, a_diary(runs=[run_on(n) for n in range(8)]), 6),
    Example(
        "On 14 January the counts are 1 and 2 of 3, so it comes.", Rule.STRENGTH, few_sessions(), 13
    ),
    Example("It comes on 22 January.", Rule.PLATEAU, three_weeks_of_a_plan(), 21),
    Example("It names 158.", Rule.CADENCE, easy_runs(150.0, 150.0, 150.0, 150.0), 8),
    Example("It comes on 11 November.", Rule.FEAR, held_back(), 11),
    Example("The note about the gap comes on Thursday.", Rule.GAP, left_knee({0: 2}), 3),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.said[:40])
def test_an_example_is_true(example: Example) -> None:
    assert example.said in TEXT
    fires = [number for number, what in told(example.diary, 75, example.rule) if what == "fire"]
    assert fires[:1] == ([] if example.comes_on is None else [example.comes_on])


def test_a_sign_that_should_not_wait_stays_until_it_is_answered_no() -> None:
    assert "goes on Wednesday when you answer no for that day" in TEXT
    said = {0: KneeDay(signs={Sign.NO_WEIGHT: True}), 2: KneeDay(signs={Sign.NO_WEIGHT: False})}
    assert told(left_knee(said), 5, Rule.NOW) == [(0, "fire"), (2, "clear")]
