"""What each rule says, from diaries in which it really fires."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.knee import Knee, Sign
from diary.domain.person import Person, Season
from diary.domain.plan import WeeklyTargets
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import Rule
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk
from diary.domain.settings import SetBy, SettingChange
from diary.texts.numbers import Formats
from diary.texts.reminders import open_text
from diary.texts.rule_texts.text import ReminderText
from tests.builders import a_diary, a_knee_day, a_plan, a_run_knee
from tests.domain.rules.days import day, left_knee, open_on, run_on, signs
from tests.texts.forbidden import FORBIDDEN
from tests.texts.rule_diaries import DIARIES, few_sessions, reminder_of

ENGLISH = Formats()


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
        "You noted swelling of your left knee on 3 of the 4 days to Sat 3 Jan.",
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
        "The run before this one in the diary was 21 days earlier.",
    ),
    Rule.STRENGTH: (
        "Strength sessions: 1 of 3 in a week",
        "Two weeks in a row under your target: 1 in the last 7 days, 2 in the 7 before.",
    ),
    Rule.CADENCE: (
        "Steps a minute: 160 could be next",
        (
            "Your easy runs of the last 7 days had 152 steps a minute in the middle; when you"
            " took this up it was 152."
        ),
    ),
    Rule.PLATEAU: (
        "Left knee: 3 weeks of the plan, scores the same",
        "Middle score 3 then, 3 now; 8 of 9 sessions done.",
    ),
}


@pytest.mark.parametrize("rule", SAID)
def test_what_some_rules_say(rule: Rule) -> None:
    text = text_of(rule)
    assert (text.title, text.why) == SAID[rule]


def test_lines_of_numbers() -> None:
    assert text_of(Rule.RESP).evidence_lines == (
        "7 on the run; the most is 5 unless you change it.",
    )
    assert text_of(Rule.SPIKE).evidence_lines == ("133 % of the longest run before it.",)
    assert text_of(Rule.LAYOFF).evidence_lines == (
        "2 weeks at about 50 % of what you ran before",
        "1 week at about 75 % of what you ran before",
    )
    assert text_of(Rule.SWELL).evidence_lines == ()


def test_days_without_a_run_are_told_only_where_runs_are_kept() -> None:
    def told(*runs: Run) -> tuple[str, ...]:
        diary = signs(Sign.SWELLING, dict.fromkeys(range(3), True), *runs)
        (reminder,) = open_on(diary, 2, Rule.SWELL)
        return open_text(reminder, diary, ENGLISH).evidence_lines

    assert told() == told(run_on(3)) == ()
    assert told(run_on(-4)) == ("It was still there after 3 days without a run in the diary.",)


def set_by(by: SetBy) -> tuple[SettingChange, ...]:
    at = datetime(2025, 12, 1, tzinfo=UTC)
    numbers = (("green_max", 2), ("amber_max", 5))
    return tuple(SettingChange(at, name, value, set_by=by) for name, value in numbers)


@pytest.mark.parametrize(("during", "words"), [(7, "7 on the run"), (2, "6 the next morning")])
def test_who_set_a_limit_is_told(during: int, words: str) -> None:
    said = {0: a_knee_day(morning=1), 1: a_knee_day(morning=6)}
    usual = left_knee(said, run_on(0, left=a_run_knee(during)))
    (reminder,) = open_on(usual, 1, Rule.RESP)

    def told(*changes: SettingChange, amber_max: int = 5) -> str:
        settings = replace(usual.settings, amber_max=amber_max)
        diary = replace(usual, setting_changes=changes, settings=settings)
        (line,) = open_text(reminder, diary, ENGLISH).evidence_lines
        return line

    assert told() == f"{words}; the most is 5 unless you change it."
    assert told(set_by(SetBy.ME)[0]) == told()
    assert told(*set_by(SetBy.ME)) == f"{words}; you set 5 as the most."
    assert told(amber_max=4) == f"{words}; you set 4 as the most."
    assert told(*set_by(SetBy.PT)) == f"{words}; the limit you agreed with your PT is 5."


@pytest.mark.parametrize("knee", list(Knee))
def test_a_run_speaks_about_its_knee(knee: Knee) -> None:
    diary = a_diary(runs=[run_on(0, knees={knee: a_run_knee(9)})])
    (reminder,) = evaluate(diary, day(0)).open
    title = open_text(reminder, diary, ENGLISH).title
    assert title.startswith("Left knee" if knee is Knee.LEFT else "Right knee")


def test_a_run_without_any_score_is_told_by_its_limp_alone() -> None:
    diary = a_diary(runs=[run_on(0, left=a_run_knee(None, limped=True))])
    (reminder,) = open_on(diary, 0, Rule.RESP)
    text = open_text(reminder, diary, ENGLISH)
    assert (text.why, text.evidence_lines) == ("8.2 km on Thu 1 Jan.", ("You limped.",))


def test_a_run_without_a_distance_is_named_by_its_day() -> None:
    diary = a_diary(runs=[run_on(0, distance_m=None, left=a_run_knee(7))])
    (reminder,) = open_on(diary, 0, Rule.RESP)
    assert open_text(reminder, diary, ENGLISH).why == "The run of Thu 1 Jan: 7 during."


def test_a_visit_tells_of_the_last_one_only_where_there_was_one() -> None:
    person = Person(next_visit_on=day(20))
    diary = left_knee({15: 2, 16: 2}, person=person)
    (reminder,) = open_on(diary, 18, Rule.VISIT)
    assert open_text(reminder, diary, ENGLISH).why == "2 of 28 days recorded."
    visit = Event("visit", day(16), EventKind.PT_VISIT)
    diary = left_knee({15: 2, 16: 2}, person=person, events=[visit])
    (reminder,) = open_on(diary, 17, Rule.VISIT)
    assert open_text(reminder, diary, ENGLISH).why == ("0 of 1 day recorded since the last visit.")


def test_the_target_of_a_plan_is_told_as_that_and_lowered_by_who_set_it() -> None:
    plans = {"plan-1": a_plan(from_on=day(0), until=None)}
    mine = few_sessions(plans=plans)
    agreed = few_sessions(plans={"plan-1": a_plan(from_on=day(0), set_by=SetBy.PT)})
    one = few_sessions(person=Person(season=Season.IN), sessions={})
    lines = [strength_text(diary) for diary in (few_sessions(), mine, agreed, one)]
    assert [text.evidence_lines[0] for text in lines] == [
        "Your target is 3 a week.",
        "The target of your plan is 3 a week.",
        "The target you agreed with your PT is 3 a week.",
        "Your target is 1 a week.",
    ]
    assert [text.next for text in lines] == [
        "Move one to a day that works, or lower the target to 2.",
        "Move one to a day that works, or lower the target to 2.",
        "Move one to a day that works, or ask your PT about a lower target.",
        "Pick a day that works for one short session.",
    ]


def test_the_target_is_that_of_who_set_it_whatever_other_plan_began_later() -> None:
    for asks, runs, words in (
        (SetBy.ME, SetBy.PT, "The target of your plan is 3 a week."),
        (SetBy.PT, SetBy.ME, "The target you agreed with your PT is 3 a week."),
    ):
        plans = {
            "plan-1": a_plan(from_on=day(0), set_by=asks),
            "runs": a_plan("runs", day(5), set_by=runs, per_week=WeeklyTargets(runs=3)),
        }
        text = strength_text(few_sessions(plans=plans))
        assert text.evidence_lines[0] == words
        assert ("ask your PT" in text.next) is (asks is SetBy.PT)


def strength_text(diary: Diary) -> ReminderText:
    (reminder,) = open_on(diary, 13, Rule.STRENGTH)
    return open_text(reminder, diary, ENGLISH)


def test_steps_a_minute_are_optional_and_have_an_end() -> None:
    text = text_of(Rule.CADENCE)
    assert text.evidence_lines[1] == (
        "This is optional: taller and slower runners step slower by nature."
    )
    (reminder, diary) = reminder_of(Rule.CADENCE)
    held = replace(reminder, evidence={"current": 154.0, "base": 140.0, "target": 154})
    stays = open_text(held, diary, ENGLISH)
    assert stays.title == "Steps a minute: stay where you are"
    assert "about 10 % above where you began, as far as this hint goes" in stays.next
    above = replace(reminder, evidence={"current": 158.0, "base": 140.0, "target": 154})
    assert open_text(above, diary, ENGLISH).next == (
        "That is about 13 % above where you began; this hint goes no further than 10 %. Ask your PT"
        " before you go further."
    )


@pytest.mark.parametrize(
    ("gap", "words"), [(34, "Consider building up"), (35, "The page Plan has eight")]
)
def test_a_break_offers_two_lines_or_the_stages(gap: int, words: str) -> None:
    diary = a_diary(runs=[run_on(0), run_on(gap)])
    (reminder,) = open_on(diary, gap, Rule.LAYOFF)
    text = open_text(reminder, diary, ENGLISH)
    assert words in text.next
    assert len(text.evidence_lines) == (2 if gap == 34 else 0)


@pytest.mark.parametrize(
    ("gap", "told"),
    [(21, "21 days"), (365, "365 days"), (366, "more than a year"), (2626, "7 years")],
)
def test_a_long_break_is_told_in_years(gap: int, told: str) -> None:
    diary = a_diary(runs=[run_on(0), run_on(gap)])
    (reminder,) = open_on(diary, gap, Rule.LAYOFF)
    text = open_text(reminder, diary, ENGLISH)
    assert text.title == f"Running again after {told}"
    assert text.why == f"The run before this one in the diary was {told} earlier."


@pytest.mark.parametrize("rule", [Rule.GAP, Rule.RESP, Rule.SWELL, Rule.SPIKE, Rule.SKIP])
def test_days_of_another_year_have_their_year(rule: Rule) -> None:
    reminder, diary = reminder_of(rule)
    then = open_text(replace(reminder, asked_on=reminder.fired_on), diary, ENGLISH)
    later = open_text(replace(reminder, asked_on=day(400)), diary, ENGLISH)
    assert "2026" not in f"{then.title} {then.why}"
    assert "2026" in later.why


@pytest.mark.parametrize("gap", [20, 40])
def test_a_break_within_the_stages_points_to_those(gap: int) -> None:
    on = RunWalk(stage=5, started_on=day(0))
    diary = a_diary(runs=[run_on(0), run_on(gap)], run_walk=on)
    (reminder,) = open_on(diary, gap, Rule.LAYOFF)
    text = open_text(reminder, diary, ENGLISH)
    assert text.next == (
        "You are in the stages of running and walking, so go by those: the page Plan says what"
        " could come next after the break."
    )
    assert text.evidence_lines == ()
    paused = replace(diary, run_walk=replace(on, is_paused=True))
    assert open_text(reminder, paused, ENGLISH) == open_text(
        reminder, replace(diary, run_walk=None), ENGLISH
    )
