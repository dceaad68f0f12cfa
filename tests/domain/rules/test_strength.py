from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.change import apply
from diary.domain.day import Care, Day
from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.person import Person, Season
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Rule
from diary.domain.rules.strength import counts_until, is_under_target
from diary.domain.settings import Settings
from diary.services.plans import put_plan
from diary.services.settings import set_season, set_settings
from tests.builders import Given, a_plan, a_session
from tests.domain.rules.days import VECTORS, day, left_knee, open_on, told
from tests.thorough import cases

OFF, IN = Person(season=Season.OFF), Person(season=Season.IN)


def kept(*done: int, until: int = 40, **other: Given) -> Diary:
    """A diary that was kept every day, with a strength session on some."""
    sessions = {f"s{number}": a_session(f"s{number}", day(number)) for number in done}
    said = dict.fromkeys(range(until + 1), 1)
    return left_knee(said, sessions=sessions, **{"person": OFF, **other})


def planned(*plans: Plan) -> dict[str, Plan]:
    return {plan.id: plan for plan in plans}


def plan_from(number: int, strength: int | None = 3, plan_id: str = "plan", **other: Given) -> Plan:
    return a_plan(plan_id, day(number), per_week=WeeklyTargets(strength=strength), **other)


@pytest.mark.parametrize("vector", VECTORS["strength"])
def test_two_weeks_are_told_as_the_vectors_say(vector: dict[str, Any]) -> None:
    person = Person(season=Season(vector["season"]))
    diary = kept(*vector["days"], person=person)
    found = open_on(diary, vector["on"], Rule.STRENGTH)
    assert bool(found) is vector["hint"]
    counts = counts_until(Facts(diary), day(vector["on"]).toordinal(), SessionKind.STRENGTH)
    assert list(counts) == vector["weeks"]
    assert [each.evidence["counts"] for each in found] == [list(counts)] * len(found)


def test_without_a_plan_or_a_season_nothing_is_said() -> None:
    assert told(kept(person=Person()), 40, Rule.STRENGTH) == []
    no_strength = planned(plan_from(0, None))
    assert told(kept(person=Person(), plans=no_strength), 40, Rule.STRENGTH) == []


def test_it_ends_with_a_week_on_target() -> None:
    diary = kept(14, 16, 18, 20)
    assert told(diary, 26, Rule.STRENGTH) == [(13, "fire"), (18, "clear")]
    (reminder,) = open_on(diary, 17, Rule.STRENGTH)
    assert reminder.latest == {"counts": [2, 0], "target": 3}


def test_care_and_a_session_of_one_day_count_once_and_what_was_skipped_not_at_all() -> None:
    days = [Day(day(number), care={Care.STRENGTH: True}) for number in (8, 9, 10)]
    diary = kept(8, person=OFF)
    with_care = replace(diary, days={**diary.days, **{each.on: each for each in days}})
    assert counts_until(Facts(with_care), day(13).toordinal(), SessionKind.STRENGTH) == (3, 0)
    skipped = {
        "s": a_session("s", day(8), is_done=False),
        "t": a_session("t", day(9), is_done=None),
    }
    facts = Facts(replace(diary, sessions=skipped))
    assert counts_until(facts, day(13).toordinal(), SessionKind.STRENGTH) == (0, 0)


def test_the_target_of_a_plan_wins_and_counts_from_two_weeks_after_it_began() -> None:
    one_a_week = planned(plan_from(10, 1))
    done = (1, 8, 15, 22, 29, 36)
    assert told(kept(*done, plans=one_a_week), 40, Rule.STRENGTH) == []
    five = planned(plan_from(10, 5))
    events = told(kept(*done, person=IN, plans=five), 40, Rule.STRENGTH)
    assert events == [(23, "fire")]
    (reminder,) = open_on(kept(*done, plans=five), 30, Rule.STRENGTH)
    assert reminder.evidence["target"] == 5


def test_after_a_plan_the_season_counts_again_two_weeks_later() -> None:
    plans = planned(plan_from(0, 0, until=day(19)))
    assert told(kept(plans=plans), 40, Rule.STRENGTH) == [(33, "fire")]
    # The same target before and after is one target.
    same = planned(plan_from(5, 3, until=day(19)))
    assert told(kept(plans=same), 40, Rule.STRENGTH) == [(13, "fire")]


def test_of_two_plans_the_one_that_began_last_has_the_target() -> None:
    plans = planned(plan_from(0, 0, "old"), plan_from(10, 2, "new"))
    (reminder,) = open_on(kept(plans=plans), 30, Rule.STRENGTH)
    assert (reminder.fired_on, reminder.evidence["target"]) == (day(23), 2)


def test_a_target_of_none_is_never_missed() -> None:
    settings_ = Settings(strength_target_off=0)
    assert told(kept(settings=settings_), 40, Rule.STRENGTH) == []


def test_weeks_that_were_not_kept_say_nothing() -> None:
    started_late = left_knee(dict.fromkeys(range(5, 30), 1), person=OFF)
    assert told(started_late, 29, Rule.STRENGTH) == [(18, "fire")]
    stopped = left_knee(dict.fromkeys(range(11), 1), person=OFF)
    # Up to a week after the last entry, then nobody knows.
    assert told(stopped, 60, Rule.STRENGTH) == [(13, "fire"), (17, "clear")]
    away = [Day(day(number), away=True) for number in range(7, 11)]
    diary = kept()
    assert told(diary, 13, Rule.STRENGTH) == [(13, "fire")]
    gone = replace(diary, days={**diary.days, **{each.on: each for each in away}})
    assert told(gone, 13, Rule.STRENGTH) == []


def test_another_target_says_nothing_about_the_weeks_before_it() -> None:
    twice_a_week = [number for number in range(41) if number % 7 in (0, 3)]
    diary = kept(*twice_a_week, person=Person(), plans=planned(plan_from(0, 2)))
    more = replace(diary.plans["plan"], per_week=WeeklyTargets(strength=3))
    after = apply(diary, put_plan(diary, more, day(20), lambda: "new"))
    assert told(after, 20, Rule.STRENGTH) == []
    assert told(after, 40, Rule.STRENGTH) == [(33, "fire")]


def test_a_season_counts_from_two_weeks_after_it_was_set() -> None:
    diary = kept(person=Person(), until=40)
    at = datetime.combine(day(20), time(12), UTC)
    after = apply(diary, set_season(diary, Season.OFF, at))
    assert told(after, 20, Rule.STRENGTH) == []
    assert told(after, 40, Rule.STRENGTH) == [(33, "fire")]
    # Where nobody noted when it was set, it counts for all days.
    assert told(replace(after, setting_changes=()), 40, Rule.STRENGTH) == [(13, "fire")]


def test_another_target_of_the_season_counts_from_two_weeks_after_it_was_set() -> None:
    diary = kept(*range(0, 41, 7), person=IN)
    at = datetime.combine(day(20), time(12), UTC)
    after = apply(diary, set_settings(diary, {"strength_target_in": 2}, at))
    assert told(after, 32, Rule.STRENGTH) == []
    assert told(after, 40, Rule.STRENGTH) == [(33, "fire")]


@settings(max_examples=cases(40), deadline=None)
@given(
    st.frozensets(st.integers(0, 40), max_size=25),
    st.integers(0, 40),
    st.integers(13, 40),
    st.integers(0, 7),
)
def test_more_sessions_never_bring_it_about(
    done: frozenset[int], more: int, asked: int, target: int
) -> None:
    options = Settings(strength_target_off=target)
    facts = Facts(kept(*done, settings=options)), Facts(kept(*done | {more}, settings=options))
    before, after = (
        is_under_target(counts_until(each, day(asked).toordinal(), SessionKind.STRENGTH), target)
        for each in facts
    )
    assert before or not after
