"""What a visit report says of the plan: done against asked for, exercises, stages, what is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.person import Person, Season
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.report_choice import ReportChoice
from diary.domain.rules.facts import Facts
from diary.domain.rules.plateau import done_until, plan_parts
from diary.domain.run_walk import StageStep, StartGate, StepReason
from diary.domain.session import Session, SessionExercise
from diary.domain.settings import SetBy
from diary.reports.content import VisitReport, visit_report
from diary.texts.numbers import Formats
from diary.ui.pages.plan.plan_view import head_view
from tests.builders import (
    ON,
    Given,
    a_day,
    a_diary,
    a_plan,
    a_run,
    a_run_walk,
    a_session,
    an_exercise,
)
from tests.reports.diaries import report_of, span

DASH = "\N{EN DASH}"


def back(days: int) -> date:
    return ON - timedelta(days)


def facts_of(report: VisitReport) -> dict[str, tuple[str, str]]:
    return {each.label: (each.value, each.note) for each in report.plan.facts}


def trained(*ages: int, plan: Plan | None = None, **other: Given) -> Diary:
    """A diary of eight weeks with a strength session on these days."""
    sessions = {f"s{age}": a_session(f"s{age}", back(age)) for age in ages}
    plans = {} if plan is None else {plan.id: plan}
    days = [a_day(back(55), left=1), a_day(ON, left=1)]
    return a_diary(days, plans=plans, sessions=sessions, **other)


# ---- done against asked for ---------------------------------------------------------------------


def test_a_plan_says_who_set_it_what_it_asks_for_and_how_far_it_is() -> None:
    plan = a_plan(set_by=SetBy.PT, total_sessions=18, until=ON + timedelta(27))
    report = report_of(trained(1, 3, 20, plan=plan))
    assert facts_of(report)["Plan “Hips and thighs”"] == (
        "2 of 18 sessions done, set by the PT",
        "Strength 3 a week; 6 Nov to 17 Dec",
    )
    assert report.plan.facts[0] in report.care.facts


def test_sessions_are_set_against_the_target_of_the_same_days() -> None:
    whole = a_plan(from_on=back(55))
    facts = facts_of(report_of(trained(1, 3, 5, 8, 10, 12, 15, 20, 40, plan=whole)))
    assert facts["Strength"] == ("2 of 3 a week", "8 of about 12 noted")
    later = a_plan(from_on=back(13))
    facts = facts_of(report_of(trained(1, 3, 5, 20, plan=later)))
    assert facts["Strength"] == ("1.5 of 3 a week", "3 of about 6 noted since 7 Nov")
    over = a_plan(from_on=back(27), until=back(14))
    facts = facts_of(report_of(trained(1, 15, 20, plan=over)))
    assert facts["Strength"] == ("1 of 3 a week", "2 of about 6 noted 24 Oct to 6 Nov")


def test_the_summary_has_the_days_before_beside_it() -> None:
    report = report_of(full_days(trained(1, 3, 5, 8, 30, 33, plan=a_plan(from_on=back(55)))))
    (line,) = [each for each in report.summary.lines if each.label == "Strength"]
    assert (line.before, line.now) == ("0.5 of 3 a week", "1 of 3 a week")
    assert line.note == "4 of about 12 noted"
    bare = report_of(full_days(trained()))
    assert "Strength" not in [each.label for each in bare.summary.lines]


@pytest.mark.parametrize(("days", "expected"), [(1, DASH), (6, DASH), (7, "0 of 3 a week")])
def test_a_target_of_less_than_a_week_is_not_told_as_missed(days: int, expected: str) -> None:
    plan = a_plan(from_on=back(27 + days))
    report = report_of(full_days(trained(1, 3, 5, 8, plan=plan)))
    (line,) = [each for each in report.summary.lines if each.label == "Strength"]
    assert (line.before, line.now) == (expected, "1 of 3 a week")


def full_days(diary: Diary) -> Diary:
    return replace(diary, days={back(age): a_day(back(age), left=1) for age in range(56)})


def test_a_season_has_its_target_in_the_summary_too() -> None:
    diary = full_days(trained(1, 3, 5, person=Person(season=Season.OFF)))
    (line,) = [each for each in report_of(diary).summary.lines if each.label == "Strength"]
    assert line.now == "0.8 of 3 a week"


def test_what_the_day_and_a_session_say_is_told_in_one_line() -> None:
    plan = a_plan(from_on=back(55), per_week=WeeklyTargets(strength=2, mobility=1, runs=3))
    diary = trained(1, 3, plan=plan, runs=[a_run(f"r{age}", back(age)) for age in (2, 4)])
    ticked = a_day(back(1), care={Care.STRENGTH: True}, care_minutes={Care.STRENGTH: 20})
    diary = replace(diary, days={**diary.days, back(1): ticked})
    report = report_of(diary)
    facts = facts_of(report)
    assert facts["Strength"] == ("0.5 of 2 a week", "2 of about 8 noted; 20 min")
    assert facts["Mobility"][0] == "0 of 1 a week"
    assert facts["Runs"] == ("0.5 of 3 a week", "2 of about 12 noted")
    assert "Strength work" not in [each.label for each in report.care.facts]


def test_days_before_the_diary_began_are_not_counted() -> None:
    diary = replace(trained(1, 3, plan=a_plan(from_on=back(55))), days={})
    diary = replace(diary, days={back(6): a_day(back(6), left=1)})
    assert facts_of(report_of(diary))["Strength"] == ("2 of 3 a week", "2 of about 3 noted")


def test_a_file_does_not_tell_of_sessions_before_its_first_day() -> None:
    diary = trained(1, plan=a_plan(from_on=back(55), total_sessions=18))
    assert facts_of(report_of(diary))["Plan “Hips and thighs”"][0].startswith("1 of 18")
    choice = choice_of(28)
    cut = visit_report(diary, choice, ON, Formats(), (), file_from=choice.span.start)
    assert facts_of(cut)["Plan “Hips and thighs”"][0] == "set by the runner"


def choice_of(days: int) -> ReportChoice:
    return ReportChoice(span(days))


# ---- exercises ----------------------------------------------------------------------------------


def with_exercises() -> Diary:
    step, plank = an_exercise("e1", "Step-down"), an_exercise("e2", "Plank", seconds=30.0)
    plan = a_plan(exercise_ids=("e1", "e2"))

    def session(age: int, *done: SessionExercise) -> Session:
        return a_session(f"s{age}", back(age), exercises=done)

    sessions = (
        session(9, SessionExercise("e1", True, 3, 8, knees={Knee.LEFT: 4, Knee.RIGHT: 0})),
        session(5, SessionExercise("e1", True, 3, 10, None, 5.0, {Knee.LEFT: 2})),
        session(2, SessionExercise("e1", False), SessionExercise("e2")),
    )
    return a_diary(
        [a_day(ON, left=1)],
        plans={plan.id: plan},
        exercises={"e1": step, "e2": replace(plank, retired_on=back(1))},
        sessions={each.id: each for each in sessions},
    )


def test_exercises_tell_what_was_last_done_and_the_scores_after() -> None:
    rows = report_of(with_exercises()).plan.exercises.rows
    assert [row[0] for row in rows] == ["Step-down", "Plank"]
    times, last, after = rows[0][2:]
    assert times == "2"
    assert last.startswith("15 Nov: 3")
    assert last.endswith("10, 5 kg")
    assert after == "left 2 (highest 4), right 0"
    assert rows[1][2:] == ("0", "not noted", "")


def test_scores_of_a_knee_that_is_not_shown_are_left_out() -> None:
    report = report_of(with_exercises(), knees=(Knee.RIGHT,))
    assert report.plan.exercises.rows[0][-1] == "right 0"


def test_a_long_list_says_how_much_is_left() -> None:
    many = {f"e{n}": an_exercise(f"e{n}", f"Exercise {n}") for n in range(14)}
    plan = a_plan(exercise_ids=tuple(many))
    report = report_of(a_diary([a_day(ON, left=1)], plans={plan.id: plan}, exercises=many))
    assert len(report.plan.exercises.rows) == 12
    assert report.plan.more == "and 2 more exercises"


# ---- stages and what is next --------------------------------------------------------------------


def test_the_stage_is_the_one_of_the_last_day_shown() -> None:
    steps = (
        StageStep(back(40), 1, 2, StepReason.PROGRESS),
        StageStep(back(12), 2, 3, StepReason.BY_HAND),
    )
    gate = StartGate(pt_override=True)
    stages = a_run_walk(stage=3, started_on=back(50), steps=steps, gate=gate, is_paused=True)
    diary = a_diary(runs=[a_run("r", back(3), run_walk_stage=3)], run_walk=stages)
    report = report_of(diary)
    value, note = facts_of(report)["Back to running"]
    assert value.startswith("stage 3 of 8: 5 ")
    assert note == "since 8 Nov; last run at a stage 17 Nov; paused; begun because the PT said so"
    assert report.plan.steps.rows == (("Sun 8 Nov 2026", "2", "3", "Changed by hand"),)
    earlier = visit_report(diary, replace(choice_of(28), span=span(10, back(20))), ON, Formats())
    assert facts_of(earlier)["Back to running"][0].startswith("stage 2 of 8")
    before = visit_report(diary, replace(choice_of(28), span=span(5, back(51))), ON, Formats())
    assert "Back to running" not in facts_of(before)


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([(1, None), (3, None)], "Strength, Sat 21 Nov"),
        ([(0, None)], "Strength, Fri 20 Nov"),
        ([(0, True), (-2, None)], None),
    ],
)
def test_the_next_session_is_the_first_to_come(
    sessions: list[tuple[int, bool | None]], expected: str | None
) -> None:
    planned = {
        f"s{ahead}": a_session(f"s{ahead}", back(-ahead), is_done=is_done)
        for ahead, is_done in sessions
    }
    facts = facts_of(report_of(a_diary([a_day(ON, left=1)], sessions=planned)))
    assert facts.get("Next session", (None, ""))[0] == expected


def test_without_any_of_it_the_section_says_so() -> None:
    plan = report_of(a_diary([a_day(ON, left=1)])).plan
    assert plan.nothing == "No plan, no exercises and no stages in these days."
    assert (plan.facts, plan.exercises.rows, plan.steps.rows) == ((), (), ())


def test_yoga_has_no_line_of_its_own() -> None:
    yoga = a_session("s", ON, kind=SessionKind.YOGA)
    assert not report_of(a_diary([a_day(ON, left=1)], sessions={"s": yoga})).plan.facts


def test_a_plan_is_as_far_in_the_report_as_on_the_page() -> None:
    plan = a_plan(
        from_on=back(20), per_week=WeeklyTargets(strength=2, mobility=2), total_sessions=18
    )
    diary = trained(1, 3, 15, 30, plan=plan)
    more = {
        "m": a_session("m", back(1), kind=SessionKind.MOBILITY),
        "s": a_session("s", back(2), kind=SessionKind.STRETCHING),
        "same": a_session("same", back(2), kind=SessionKind.MOBILITY),
        "yoga": a_session("yoga", back(4), kind=SessionKind.YOGA),
    }
    diary = replace(diary, sessions={**diary.sessions, **more})
    assert facts_of(report_of(diary))["Plan “Hips and thighs”"][0].startswith("5 of 18")
    assert head_view(diary, ON, Formats()).whole == "5 of 18 sessions of the plan done"
    assert done_until(plan_parts(diary, ON), Facts(diary), ON.toordinal()) == 5
