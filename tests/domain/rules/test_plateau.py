from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.period import Span
from diary.domain.plan import WeeklyTargets
from diary.domain.rules.evidence import evidence_span
from diary.domain.rules.findings import Rule
from diary.domain.rules.plateau import PlanPart, is_same, planned_until
from tests.builders import Given, a_plan, a_session
from tests.domain.rules.days import day, left_knee, open_on, told
from tests.thorough import cases

THREE = (0, 2, 4, 7, 9, 11, 14, 16, 18)


def course(
    values: Iterable[int | None], done: Iterable[int] = THREE, *, offset: int = 10, **plan: Given
) -> Diary:
    """Scores from the first day of a plan on, and the days of it with a session."""
    said = {offset + at: value for at, value in enumerate(values) if value is not None}
    sessions = {f"s{at}": a_session(f"s{at}", day(offset + at)) for at in done}
    plans = {"plan-1": a_plan(from_on=day(offset), **plan)}
    return left_knee(said, plans=plans, sessions=sessions)


def test_three_weeks_with_the_same_scores_are_told() -> None:
    diary = course([3] * 40, THREE)
    assert told(diary, 30, Rule.PLATEAU) == []
    assert told(diary, 31, Rule.PLATEAU) == [(31, "fire")]
    (reminder,) = open_on(diary, 31, Rule.PLATEAU)
    assert reminder.evidence == {"then": 3.0, "now": 3.0, "done": 9, "planned": 9}
    assert (reminder.subject, reminder.level.value) == ("left", "look")


@pytest.mark.parametrize(("done", "is_told"), [(THREE[:5], True), (THREE[:4], False), ((), False)])
def test_at_least_half_of_it_was_done(done: tuple[int, ...], *, is_told: bool) -> None:
    assert bool(open_on(course([3] * 22, done), 31, Rule.PLATEAU)) is is_told


@pytest.mark.parametrize(
    ("then", "now", "is_told"),
    [(3, 3, True), (3, 2, False), (3, 4, False), (0, 0, False), (1, 1, True)],
)
def test_only_what_is_the_same_is_told(then: int, now: int, *, is_told: bool) -> None:
    diary = course([then] * 12 + [now] * 10)
    assert bool(open_on(diary, 31, Rule.PLATEAU)) is is_told
    assert is_same(then, now) is is_told


def test_a_half_point_is_no_change() -> None:
    assert is_same(3, 2.5)
    assert not is_same(0.5, 0.5)


def test_it_takes_seven_days_with_a_score_at_either_end() -> None:
    values = [3] * 7 + [None] * 8 + [3] * 7
    assert open_on(course(values), 31, Rule.PLATEAU)
    assert not open_on(course([*values[:-1], None]), 31, Rule.PLATEAU)
    # What was before the plan is not looked at.
    early = course([5, 5, 5, *values[1:]])
    assert open_on(early, 31, Rule.PLATEAU)[0].evidence["then"] == 3.0


def test_it_ends_when_the_scores_change_and_when_the_plan_is_old_or_over() -> None:
    better = course([4] * 24 + [1] * 20)
    assert told(better, 60, Rule.PLATEAU) == [(31, "fire"), (37, "clear")]
    always = [at for at in range(120) if at % 7 in {0, 2, 4}]
    assert told(course([3] * 120, always), 120, Rule.PLATEAU) == [(31, "fire"), (95, "clear")]
    short = course([3] * 120, always, until=day(40))
    assert told(short, 120, Rule.PLATEAU) == [(31, "fire"), (41, "clear")]


def test_a_plan_that_asks_for_nothing_says_nothing() -> None:
    diary = course([3] * 40, per_week=WeeklyTargets(strength=0, runs=3))
    assert told(diary, 45, Rule.PLATEAU) == []


def test_mobility_counts_where_it_is_planned() -> None:
    targets = WeeklyTargets(strength=2, mobility=1)
    plan = a_plan(from_on=day(0), per_week=targets)
    assert planned_until((PlanPart(plan),), day(21).toordinal()) == 9
    stretched = {
        f"m{at}": a_session(f"m{at}", day(10 + at), kind=SessionKind.STRETCHING)
        for at in (1, 8, 15)
    }
    diary = course([3] * 22, (0, 7), per_week=targets)
    both = left_knee(
        dict.fromkeys(range(10, 32), 3),
        plans=diary.plans,
        sessions={**diary.sessions, **stretched},
    )
    assert not open_on(diary, 31, Rule.PLATEAU)
    assert open_on(both, 31, Rule.PLATEAU)[0].evidence["done"] == 5


def test_no_more_are_planned_than_the_plan_has() -> None:
    plan = a_plan(from_on=day(0), total_sessions=6)
    assert planned_until((PlanPart(plan),), day(40).toordinal()) == 6
    # A week that has begun counts by whole sessions.
    whole = PlanPart(a_plan(from_on=day(0)))
    assert planned_until((whole,), day(22).toordinal()) == 9


def in_parts(*numbers: int, names: tuple[str, ...] = ("Hips", "Hips")) -> Diary:
    """A plan whose numbers changed after a fortnight, scores of 3, and 9 sessions in 3 weeks."""
    plans = {
        name: a_plan(
            name,
            day(first),
            name=names[at],
            until=None if at else day(13),
            per_week=WeeklyTargets(strength=numbers[at]),
        )
        for at, (name, first) in enumerate((("old", 0), ("new", 14)))
    }
    sessions = {f"s{at}": a_session(f"s{at}", day(at)) for at in THREE}
    return left_knee(dict.fromkeys(range(40), 3), plans=plans, sessions=sessions)


def test_a_plan_whose_numbers_change_goes_on_from_its_first_day() -> None:
    (reminder,) = open_on(in_parts(3, 4), 21, Rule.PLATEAU)
    assert reminder.evidence == {"then": 3.0, "now": 3.0, "done": 9, "planned": 10}
    assert evidence_span(reminder, in_parts(3, 4)) == Span(day(0), day(22))
    assert told(in_parts(3, 4), 20, Rule.PLATEAU) == []


def test_a_plan_of_another_name_begins_anew() -> None:
    assert not open_on(in_parts(3, 3, names=("Hips", "Calves")), 30, Rule.PLATEAU)


def test_a_later_plan_for_runs_does_not_silence_it() -> None:
    diary = course([3] * 40)
    runs = a_plan("runs", day(20), per_week=WeeklyTargets(runs=3))
    both = replace(diary, plans={**diary.plans, "runs": runs})
    assert told(both, 31, Rule.PLATEAU) == [(31, "fire")]


@settings(max_examples=cases(40), deadline=None)
@given(st.lists(st.none() | st.integers(0, 10), min_size=22, max_size=60), st.integers(-300, 300))
def test_only_the_days_of_the_plan_count(values: list[int | None], by: int) -> None:
    here = told(course(values, offset=10), 100, Rule.PLATEAU)
    shifted = told(course(values, offset=10 + by), 100 + by, Rule.PLATEAU)
    assert [(number + by, what) for number, what in here] == shifted
