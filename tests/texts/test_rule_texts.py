"""What each rule says, from diaries in which it really fires."""

from __future__ import annotations

import pytest

from diary.domain.day import Day, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign
from diary.domain.person import Person
from diary.domain.rules.engine import Outside, evaluate
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.run import Finish, Run
from diary.texts.numbers import Formats
from diary.texts.reminders import open_text
from diary.texts.rule_texts.text import ReminderText
from tests.builders import a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on, signs
from tests.texts.forbidden import FORBIDDEN

ENGLISH = Formats()


def skipped_runs() -> Diary:
    days = [Day(day(number), plan=PlanAnswer.SKIPPED_KNEE) for number in (0, 5)]
    return a_diary(days, [run_on(13, finish=Finish.CUT_SHORT_KNEE)])


def held_back() -> Diary:
    plan = PlanAnswer.AS_PLANNED
    return a_diary([Day(day(number), plan=plan, held_back=True) for number in (0, 5, 13)])


def red_mornings() -> Diary:
    said, runs = {}, []
    for number in (0, 2):
        said[number], said[number + 1] = a_knee_day(morning=1), a_knee_day(morning=4)
        runs.append(run_on(number, left=a_run_knee(2)))
    return left_knee(said, *runs)


def long_run() -> list[Run]:
    distances = {0: 10_000.0, 35: 11_000.0, 40: 14_600.0}
    return [run_on(number, distance_m=metres) for number, metres in distances.items()]


SHARP = KneeDay(areas=(Area.INNER,), qualities=(Quality.SHARP,))
DIARIES: dict[Rule, tuple[Diary, int]] = {
    Rule.WORSE: (left_knee({n: 2 if n < 60 else 5 for n in range(81)}), 75),
    Rule.WATCH: (left_knee({n: 2 if n < 60 else 5 for n in range(81)}), 69),
    Rule.PERSIST: (left_knee(dict.fromkeys(range(17), 3)), 16),
    Rule.SWELL: (signs(Sign.SWELLING, dict.fromkeys(range(3), True)), 2),
    Rule.LOCK: (signs(Sign.LOCKING, dict.fromkeys(range(3), True)), 2),
    Rule.SHARP: (left_knee({0: SHARP, 3: SHARP}), 3),
    Rule.NIGHT: (signs(Sign.NIGHT_PAIN, dict.fromkeys(range(3), True)), 2),
    Rule.GIVEWAY: (signs(Sign.GIVING_WAY, dict.fromkeys(range(2), True)), 1),
    Rule.NEXTDAY: (red_mornings(), 3),
    Rule.RESP: (left_knee({0: a_knee_day(morning=1)}, run_on(0, left=a_run_knee(7, 4))), 0),
    Rule.SKIP: (skipped_runs(), 13),
    Rule.SPIKE: (a_diary(runs=long_run()), 40),
    Rule.LAYOFF: (a_diary(runs=[run_on(0), run_on(21)]), 21),
    Rule.FEAR: (held_back(), 13),
    Rule.RECUR: (left_knee({13: 4}, run_on(0, left=a_run_knee(8)), run_on(10)), 13),
    Rule.REST: (a_diary(runs=[run_on(number) for number in range(7)]), 6),
    Rule.GAP: (left_knee({0: 2}), 5),
    Rule.VISIT: (left_knee({15: 2, 16: 2}, person=Person(next_visit_on=day(20))), 18),
    Rule.NOW: (signs(Sign.NO_WEIGHT, {0: True}), 0),
    Rule.SOON: (signs(Sign.LOCKING, {0: True}), 1),
    Rule.BACKUP: (left_knee(dict.fromkeys(range(20), 1)), 19),
}
OUTSIDE = Outside(backed_up_on=day(2))


def reminder_of(rule: Rule) -> tuple[OpenReminder, Diary]:
    diary, number = DIARIES[rule]
    found = evaluate(diary, day(number), OUTSIDE).open
    (reminder,) = (each for each in found if each.rule is rule)
    return reminder, diary


def text_of(rule: Rule, formats: Formats = ENGLISH) -> ReminderText:
    reminder, diary = reminder_of(rule)
    return open_text(reminder, diary, formats)


def test_every_rule_has_its_diary_here() -> None:
    # A pair near its limit has a module of its own.
    assert {*DIARIES, Rule.SHOE} == set(Rule)


@pytest.mark.parametrize("rule", DIARIES)
def test_a_reminder_has_all_its_parts_and_none_of_the_words_left_out(rule: Rule) -> None:
    text = text_of(rule)
    parts = (text.title, text.why, *text.evidence_lines, text.next)
    assert all(parts)
    for part in parts:
        assert not FORBIDDEN.search(part), part
        assert "{" not in part
        assert part[0].isupper() or part[0].isdigit()
    assert text.why.endswith(".")
    assert text.next.endswith(".")


SAID = {
    Rule.PERSIST: (
        "Left knee: pain for more than 2 weeks",
        "Your left knee has hurt on and off for 17 days (scores of 2 or more).",
    ),
    Rule.SWELL: (
        "Left knee: swelling on 3 days",
        "You noted swelling of your left knee on 3 of the 4 days up to Sat 3 Jan.",
    ),
    Rule.RESP: (
        "Left knee: step back after the run of Thu 1 Jan",
        "8.2 km on Thu 1 Jan: 7 during, 4 after.",
    ),
    Rule.SPIKE: (
        "A much longer run than usual",
        "14.6 km on 10 Feb; the longest of the 30 days before was 11.0 km.",
    ),
    Rule.SKIP: ("3 runs cut short or skipped for the knee", "1 Jan, 6 Jan and 14 Jan."),
    Rule.GAP: ("No entries since Thu 1 Jan", "The last entry is Thu 1 Jan."),
    Rule.NEXTDAY: (
        "Left knee: often not settled by morning",
        "After 2 of your last 2 runs your left knee had not settled overnight.",
    ),
    Rule.LAYOFF: (
        "Running again after 21 days",
        "There are 21 days between this run and the one before.",
    ),
}


@pytest.mark.parametrize("rule", SAID)
def test_what_some_rules_say(rule: Rule) -> None:
    text = text_of(rule)
    assert (text.title, text.why) == SAID[rule]


def test_lines_of_numbers() -> None:
    assert text_of(Rule.RESP).evidence_lines == ("7 on the run; you set 5 as the most.",)
    assert text_of(Rule.SPIKE).evidence_lines == ("133 % of the longest run before it.",)
    assert text_of(Rule.LAYOFF).evidence_lines == (
        "2 weeks at about 50 % of what you ran before",
        "1 week at about 75 % of what you ran before",
    )
    assert text_of(Rule.SWELL).evidence_lines == (
        "It was still there after 3 days without running.",
    )


@pytest.mark.parametrize("knee", list(Knee))
def test_a_run_speaks_about_its_knee(knee: Knee) -> None:
    diary = a_diary(runs=[run_on(0, knees={knee: a_run_knee(9)})])
    (reminder,) = evaluate(diary, day(0)).open
    title = open_text(reminder, diary, ENGLISH).title
    assert title.startswith("Left knee" if knee is Knee.LEFT else "Right knee")
