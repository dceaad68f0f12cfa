import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import EventKind, Findings, Level, Rule
from diary.domain.rules.pain_level import newest_values, pain_level
from diary.domain.rules.pain_series import PainSeries, day_value, day_values
from diary.domain.run import Sport
from diary.domain.settings import DEFAULTS, Settings
from tests.builders import Given, a_day, a_diary, a_knee_day, a_run, a_run_knee
from tests.domain.rules.reference import worsening

FIRST = date(2026, 1, 1)
VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "vectors" / "rules.json").read_text("utf-8")
)["worsening"]


def found_on(diary: Diary, on: date) -> Findings:
    """What the rules of this module say on a day; the others have tests of their own."""
    found, rules = evaluate(diary, on), (Rule.WORSE, Rule.WATCH)
    return replace(
        found,
        open=tuple(each for each in found.open if each.rule in rules),
        events=tuple(each for each in found.events if each.rule in rules),
    )


def knee_diary(
    left: Mapping[int, int], right: Mapping[int, int] | None = None, **other: Given
) -> Diary:
    """A diary of day values by number of the day; day 0 is 1 January 2026."""
    sides = {"left": left, "right": right or {}}
    numbers = sorted({number for values in sides.values() for number in values})
    days = [
        a_day(
            FIRST + timedelta(days=number),
            **{name: values[number] for name, values in sides.items() if number in values},
        )
        for number in numbers
    ]
    return a_diary(days, **other)


def told(diary: Diary, until: int) -> list[tuple[int, str, str]]:
    """The events of all knees up to a day as (day, rule, event)."""
    events = found_on(diary, FIRST + timedelta(days=until)).events
    return [((event.on - FIRST).days, event.rule.value, event.event.value) for event in events]


def daily(*stretches: tuple[int, int]) -> dict[int, int]:
    """Values day by day from stretches of (value, days)."""
    values = [value for value, days in stretches for _ in range(days)]
    return dict(enumerate(values))


RISE = daily((2, 60), (5, 21))


def courses() -> st.SearchStrategy[dict[int, int]]:
    """Day values in stretches that rise and fall, with odd days and gaps; drawn from a seed."""
    return st.integers(0, 2**32).map(Random).map(_seeded)


def _seeded(random: Random) -> dict[int, int]:
    values: list[int | None] = []
    for _ in range(random.randint(1, 10)):
        level, spread = random.randint(0, 8), random.choice([0, 0, 1, 3])
        known = random.choice([1.0, 1.0, 0.6])
        for _ in range(random.randint(1, 45)):
            value = min(10, level + random.randint(0, spread))
            values.append(value if random.random() < known else None)
        values += [None] * random.choice([0, 0, 0, 3, 12, 90])
    return {number: value for number, value in enumerate(values) if value is not None}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_events_are_those_of_the_vectors(vector: dict[str, Any]) -> None:
    values = {n: value for n, value in enumerate(vector["day_values"]) if value is not None}
    last_on = date.fromisoformat(vector["first_day"]) + timedelta(len(vector["day_values"]) - 1)
    found = [
        {
            "on": event.on.isoformat(),
            "event": "watch" if event.rule is Rule.WATCH else event.event.value,
        }
        for event in found_on(knee_diary(values), last_on).events
        # The vectors do not tell when a watch ends.
        if event.rule is Rule.WORSE or event.event is EventKind.FIRE
    ]
    assert found == vector["events"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_numbers_of_the_last_day_are_those_of_the_vectors(vector: dict[str, Any]) -> None:
    values = {n: value for n, value in enumerate(vector["day_values"]) if value is not None}
    known = day_values(knee_diary(values))[Knee.LEFT]
    last = FIRST.toordinal() + len(vector["day_values"]) - 1
    found = pain_level(PainSeries(known), last, DEFAULTS)
    wanted = vector["last_day"]
    assert (found.level is not None) == wanted["ok"]
    assert found.base_span == wanted["src"]
    for name in ("n_base", "n_recent", "n_prev"):
        assert getattr(found, name) == wanted[name]
    for name in ("base", "recent", "week", "two", "now", "level"):
        value = getattr(found, name)
        assert value is wanted[name] if wanted[name] is None else True
        assert wanted[name] is None or value == pytest.approx(wanted[name], abs=1e-9)


@given(courses(), st.sampled_from([0, 5, 200]))
def test_events_equal_those_of_the_rule_written_out(values: dict[int, int], after: int) -> None:
    until = max(values, default=0) + after
    assert told(knee_diary(values), until) == worsening(values, until, DEFAULTS)


@given(
    courses(),
    st.builds(
        Settings,
        worse_act=st.sampled_from([0.75, 1.0, 1.5, 2.0]),
        worse_watch=st.sampled_from([None, 0.5, 1.25, 2.0]),
        worse_min_level=st.sampled_from([0.0, 2.0, 5.0]),
        worse_cap=st.sampled_from([1.5, 2.0, 4.0]),
        worse_clear_delta=st.sampled_from([0.0, 1.0, 3.0]),
        watch_clear_delta=st.sampled_from([0.0, 0.75, 3.0]),
        worse_clear_days=st.integers(3, 21),
        worse_min_recent=st.integers(3, 7),
        worse_min_prev=st.integers(1, 7),
        worse_min_base=st.integers(4, 28),
        worse_cooldown_days=st.integers(7, 60),
        worse_rebase_days=st.integers(21, 120),
    ),
)
def test_every_setting_counts(values: dict[int, int], settings: Settings) -> None:
    until = max(values, default=0) + 10
    found = told(knee_diary(values, settings=settings), until)
    assert found == worsening(values, until, settings)


@given(courses(), st.integers(-3000, 3000))
def test_a_shifted_diary_has_shifted_events(values: dict[int, int], by: int) -> None:
    until = max(values, default=0) + 3
    shifted = {number + by: value for number, value in values.items()}
    expected = [(day + by, rule, event) for day, rule, event in told(knee_diary(values), until)]
    assert told(knee_diary(shifted), until + by) == expected


@given(courses(), courses())
def test_left_and_right_never_mix(left: dict[int, int], right: dict[int, int]) -> None:
    on = FIRST + timedelta(days=max([0, *left, *right]))
    both = found_on(knee_diary(left, right), on).events
    for knee, diary in ((Knee.LEFT, knee_diary(left)), (Knee.RIGHT, knee_diary({}, right))):
        assert [each for each in both if each.subject == knee] == list(found_on(diary, on).events)


@given(courses())
def test_reminders_open_and_close_in_turn_and_keep_their_distance(values: dict[int, int]) -> None:
    events = told(knee_diary(values), max(values, default=0) + 130)
    for rule in ("R-WORSE", "R-WATCH"):
        own = [(day, event) for day, name, event in events if name == rule]
        assert all((event == "fire") == (at % 2 == 0) for at, (_, event) in enumerate(own))
        fires = [day for day, event in own if event == "fire"]
        assert all(later - day >= 14 for day, later in pairwise(fires))
        # Long after the last entry nothing is open any more.
        assert len(own) % 2 == 0


def test_a_score_of_0_is_an_entry_and_a_missing_day_is_none() -> None:
    zeros = knee_diary(daily((0, 60), (3, 20)))
    gaps = knee_diary({number: value for number, value in daily((0, 60), (3, 20)).items() if value})
    assert ("R-WORSE", "fire") in [event[1:] for event in told(zeros, 79)]
    assert told(gaps, 79) == []
    assert evaluate(zeros, FIRST + timedelta(days=79)).learning == (Knee.RIGHT,)


def test_the_highest_score_of_the_day_counts_whichever_moment_it_is_about() -> None:
    day = a_day(FIRST, left=a_knee_day(morning=4, worst=2), right=a_knee_day(worst=0))
    run = a_run("run-1", FIRST, left=a_run_knee(during=7, after=1))
    walk = a_run("walk", FIRST, sport=Sport.WALK, right=a_run_knee(after=3))
    assert day_value(day, (), Knee.LEFT) == 4
    assert day_value(day, (run,), Knee.LEFT) == 7
    assert day_value(day, (run, walk), Knee.RIGHT) == 3
    assert day_value(None, (), Knee.LEFT) is None
    assert day_value(a_day(FIRST), (run,), Knee.RIGHT) is None
    found = day_values(a_diary([day], [run, walk]))
    assert found == {Knee.LEFT: {FIRST.toordinal(): 7}, Knee.RIGHT: {FIRST.toordinal(): 3}}


def test_evidence_has_the_names_of_the_exchange_format() -> None:
    diary = knee_diary(RISE)
    painful = {
        on: a_day(on, left=day.knees[Knee.LEFT], care={Care.PAINKILLER: True})
        for on, day in diary.days.items()
        if on in (FIRST + timedelta(days=days) for days in (40, 58, 65, 69))
    }
    diary = a_diary({**diary.days, **painful}.values())
    (reminder,) = found_on(diary, FIRST + timedelta(days=80)).open
    assert (reminder.rule, reminder.subject, reminder.level) == (Rule.WORSE, "left", Level.ACT)
    assert reminder.fired_on == FIRST + timedelta(days=70)
    # The numbers are those of the day it fired, ten days before the day asked.
    assert reminder.evidence == {
        "base": 2.0,
        "recent": 5.0,
        "week": 3.0,
        "two": pytest.approx(22 / 14),
        "now": 3.0,
        "level": pytest.approx(22 / 14),
        "n_recent": 7,
        "n_prev": 7,
        "n_base": 28,
        "base_span": "d22-49",
        "painkiller_days": 3,
    }


def test_a_painkiller_without_a_score_is_not_on_one_of_these_days() -> None:
    without = {number: value for number, value in RISE.items() if number != 69}
    diary = knee_diary(without)
    pill = a_day(FIRST + timedelta(days=69), care={Care.PAINKILLER: True})
    refused = a_day(
        FIRST + timedelta(days=68), left=5, care={Care.PAINKILLER: False, Care.ICE: True}
    )
    diary = a_diary([*diary.days.values(), pill, refused])
    reminders = found_on(diary, FIRST + timedelta(days=80)).open
    assert [each.evidence["painkiller_days"] for each in reminders] == [0]


def test_a_watch_is_open_until_the_knee_fires() -> None:
    diary = knee_diary(RISE)
    (watch,) = found_on(diary, FIRST + timedelta(days=69)).open
    assert (watch.rule, watch.level, watch.evidence["n_recent"]) == (Rule.WATCH, Level.NOTE, 7)
    assert [each.rule for each in found_on(diary, FIRST + timedelta(days=70)).open] == [Rule.WORSE]
    assert told(diary, 70) == [
        (68, "R-WATCH", "fire"),
        (70, "R-WATCH", "clear"),
        (70, "R-WORSE", "fire"),
    ]


def test_learning_names_the_tracked_knees_with_too_few_entries() -> None:
    few = daily((3, 15))
    assert evaluate(a_diary(), FIRST).learning == (Knee.LEFT, Knee.RIGHT)
    assert evaluate(knee_diary(few), FIRST + timedelta(days=14)).learning == tuple(Knee)
    enough = knee_diary(daily((3, 16)), person=Person(tracked_knees=(Knee.LEFT,)))
    assert evaluate(enough, FIRST + timedelta(days=15)).learning == ()
    # A diary that was left alone for long has to learn anew.
    assert evaluate(enough, FIRST + timedelta(days=400)).learning == (Knee.LEFT,)


def test_the_newest_values_are_those_of_the_last_week() -> None:
    run = a_run("r", FIRST + timedelta(days=9), left=a_run_knee(during=6))
    diary = a_diary([*knee_diary({1: 1, 4: 2, 8: 3, 10: 5}).days.values()], [run])
    assert newest_values(diary, Knee.LEFT, FIRST + timedelta(days=10)) == [3, 6, 5]
    assert newest_values(diary, Knee.LEFT, FIRST + timedelta(days=5)) == [1, 2]
    assert newest_values(diary, Knee.RIGHT, FIRST + timedelta(days=10)) == []


@given(courses(), st.lists(st.tuples(st.integers(-100, 700), st.none() | st.integers(0, 10))))
def test_a_series_takes_values_one_by_one(
    values: dict[int, int], changes: list[tuple[int, int | None]]
) -> None:
    offset = FIRST.toordinal()
    known = {offset + number: value for number, value in values.items()}
    series = PainSeries(known)
    for number, value in changes:
        series.put(offset + number, value)
        known.pop(offset + number, None)
        if value is not None:
            known[offset + number] = value
    fresh = PainSeries(known)
    for day in range(offset - 110, offset + 900):
        assert series.value(day) == fresh.value(day) == known.get(day)
        assert pain_level(series, day, DEFAULTS) == pain_level(fresh, day, DEFAULTS)
