import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import EventKind, Findings, Level, Rule
from diary.domain.rules.shoe_wear import ShoeWear, limit_reached_on, shoe_wear
from diary.domain.run import Run, Sport
from diary.domain.settings import DEFAULTS, METRES_PER_MILE, DistanceUnit, Settings
from diary.domain.shoe import (
    Inspection,
    LimitChange,
    Shoe,
    ShoeKind,
    SoleFinding,
    WearState,
)
from tests.builders import Given, a_diary, a_run, a_shoe
from tests.domain.rules.reference import shoe_events

FIRST = date(2026, 1, 1)
VECTORS = json.loads(
    (Path(__file__).parents[2] / "data" / "vectors" / "rules.json").read_text("utf-8")
)["shoe_wear"]
FOUND = (SoleFinding.TREAD_GONE,)


def found_on(diary: Diary, on: date) -> Findings:
    """What the rules of this module say on a day; the others have tests of their own."""
    found, rules = evaluate(diary, on), (Rule.SHOE,)
    return replace(
        found,
        open=tuple(each for each in found.open if each.rule in rules),
        events=tuple(each for each in found.events if each.rule in rules),
    )


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def run_on(number: int, kilometres: float, run_id: str = "", **other: Given) -> Run:
    known = {"distance_m": kilometres * 1000, "shoe_id": "shoe-1", **other}
    return a_run(run_id or f"run-{number}", day(number), **known)


def wear(shoe: Shoe, runs: Sequence[Run], number: int) -> ShoeWear:
    return shoe_wear(shoe, runs, DEFAULTS, day(number))


def told(shoe: Shoe, runs: Sequence[Run], until: int) -> list[tuple[int, str, str]]:
    """The events up to a day as (day, event, state)."""
    events = found_on(a_diary(runs=runs, shoes=[shoe]), day(until)).events
    return [
        ((event.on - FIRST).days, event.event.value, str(event.evidence["state"]))
        for event in events
    ]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_numbers_are_those_of_the_vectors(vector: dict[str, Any]) -> None:
    shoe = a_shoe(initial_distance_m=vector["initial_km"] * 1000, limit_m=vector["limit_km"] * 1000)
    runs = [
        a_run(f"run-{number}", date.fromisoformat(on), distance_m=kilometres * 1000)
        for number, (on, kilometres) in enumerate(vector["runs"])
    ]
    found = shoe_wear(shoe, runs, DEFAULTS, date.fromisoformat(vector["on"]))
    assert found.distance_m / 1000 == pytest.approx(vector["km"])
    assert round(100 * found.share, 1) == vector["pct"]
    assert found.state == vector["state"]
    assert found.m_per_week / 1000 == pytest.approx(vector["km_per_week"])
    assert (found.forecast_on.isoformat() if found.forecast_on else None) == vector["forecast"]


def test_the_range_comes_from_the_two_fortnights() -> None:
    # 20 km in the older fortnight, 60 km in the newer one; 100 km are left.
    runs = [run_on(0, 10), run_on(7, 10), *(run_on(number, 15) for number in (15, 19, 23, 27))]
    shoe = a_shoe(initial_distance_m=470_000.0)
    found = wear(shoe, runs, 27)
    assert found.m_per_week == 20_000.0
    assert found.forecast_on == day(27 + 35)
    assert found.forecast_from == day(27 + 24)  # 30 km a week
    assert found.forecast_to == day(27 + 70)  # 10 km a week


def test_a_fortnight_without_runs_gives_no_end_of_the_range() -> None:
    found = wear(a_shoe(initial_distance_m=590_000.0), [run_on(20, 10), run_on(25, 10)], 27)
    assert found.forecast_on is not None
    assert found.forecast_from is not None
    assert found.forecast_from <= found.forecast_on
    assert found.forecast_to is None


def test_over_the_limit_the_forecast_is_the_day_asked() -> None:
    found = wear(a_shoe(initial_distance_m=650_000.0), [], 3)
    assert found.state is WearState.OVER
    assert {found.forecast_on, found.forecast_from, found.forecast_to} == {day(3)}


def test_the_day_on_which_the_limit_was_reached_is_that_of_a_run() -> None:
    shoe = a_shoe(initial_distance_m=630_000.0)
    runs = [run_on(1, 10), run_on(5, 10), run_on(9, 10)]
    assert [limit_reached_on(shoe, runs, DEFAULTS, day(each)) for each in (4, 5, 30)] == [
        None,
        day(5),
        day(5),
    ]
    higher = replace(shoe, limit_changes=(LimitChange(day(7), 655_000.0),))
    assert limit_reached_on(higher, runs, DEFAULTS, day(30)) == day(9)
    # Distance from before the diary has no day.
    assert limit_reached_on(a_shoe(initial_distance_m=650_000.0), runs, DEFAULTS, day(30)) is None


def test_a_rate_below_a_kilometre_a_week_gives_no_forecast() -> None:
    shoe = a_shoe(initial_distance_m=645_000.0)
    assert wear(shoe, [run_on(1, 1.9), run_on(8, 1.9)], 20).forecast_on is None
    assert wear(shoe, [run_on(1, 2.0), run_on(8, 2.0)], 20).forecast_on == day(27)


def test_every_activity_in_the_pair_counts_up_to_the_day() -> None:
    runs = [
        run_on(1, 10),
        run_on(2, 3, sport=Sport.WALK),
        run_on(3, 0, distance_m=None, moving_s=1800.0),
        run_on(9, 20),
    ]
    shoe = a_shoe(initial_distance_m=1000.0, distance_before_span_m=5000.0)
    assert wear(shoe, runs, 8).distance_m == 19_000.0
    assert wear(shoe, list(reversed(runs)), 9).distance_m == 39_000.0


def test_the_limit_follows_the_kind_until_it_is_set() -> None:
    shoe = a_shoe(kind=ShoeKind.TRAIL, limit_m=None)
    assert wear(shoe, [], 0).limit_m == 600_000.0
    in_miles = Settings(distance_unit=DistanceUnit.MI)
    assert shoe_wear(shoe, [], in_miles, FIRST).limit_m == pytest.approx(375 * METRES_PER_MILE)
    assert wear(a_shoe(kind=None, limit_m=None), [], 0).limit_m == 650_000.0


def test_the_limit_in_force_is_that_of_the_day() -> None:
    changes = (LimitChange(day(20), 900_000.0), LimitChange(day(10), 700_000.0))
    shoe = a_shoe(initial_distance_m=680_000.0, limit_changes=changes)
    assert [wear(shoe, [], number).limit_m for number in (9, 10, 19, 20)] == [
        650_000.0,
        700_000.0,
        700_000.0,
        900_000.0,
    ]


def test_a_finding_asks_to_look_until_the_limit_is_set_anew() -> None:
    looks = (Inspection(day(5)), Inspection(day(8), FOUND))
    shoe = a_shoe(
        first_used_on=FIRST,
        inspections=looks,
        limit_changes=(LimitChange(day(12), 700_000.0),),
        initial_distance_m=600_000.0,
    )
    states = [wear(shoe, [], number).state for number in (5, 8, 11, 12)]
    assert states == [WearState.SOON, WearState.INSPECT, WearState.INSPECT, WearState.SOON]
    past = a_shoe(inspections=looks, initial_distance_m=651_000.0)
    assert wear(past, [], 9).state is WearState.OVER


def test_a_pair_fires_once_and_tells_of_each_change() -> None:
    runs = [run_on(number, 10) for number in range(0, 60, 2)]
    shoe = a_shoe(initial_distance_m=400_000.0, retired_on=day(70))
    assert told(shoe, runs, 59) == [(22, "fire", "soon"), (48, "level", "over")]
    assert told(shoe, runs, 80)[2:] == [(70, "clear", "over")]
    assert told(shoe, runs, 21) == []


def test_an_open_pair_shows_the_numbers_of_the_day_asked() -> None:
    runs = [run_on(number, 10) for number in range(0, 60, 2)]
    diary = a_diary(runs=runs, shoes=[a_shoe(initial_distance_m=400_000.0)])
    (reminder,) = found_on(diary, day(40)).open
    assert (reminder.rule, reminder.subject, reminder.level) == (Rule.SHOE, "shoe-1", Level.LOOK)
    assert reminder.fired_on == day(22)
    assert reminder.evidence == {
        "distance_m": 610_000.0,
        "limit_m": 650_000.0,
        "state": WearState.SOON,
        "m_per_week": 35_000.0,
        "forecast_on": day(48),
    }


def test_a_higher_limit_settles_it_and_it_fires_again_after_a_fortnight() -> None:
    shoe = a_shoe(
        initial_distance_m=640_000.0,
        first_used_on=FIRST,
        limit_changes=(LimitChange(day(2), 900_000.0), LimitChange(day(5), 650_000.0)),
    )
    assert told(shoe, [], 40) == [(0, "fire", "soon"), (2, "clear", "ok"), (14, "fire", "soon")]


def test_a_pair_that_nothing_dates_raises_nothing_before_its_first_run() -> None:
    shoe = a_shoe(initial_distance_m=700_000.0)
    assert told(shoe, [], 400) == []
    assert told(shoe, [run_on(6, 5)], 5) == []
    assert told(shoe, [run_on(6, 5)], 9) == [(6, "fire", "over")]


def test_a_pair_retired_before_it_was_used_raises_nothing() -> None:
    shoe = a_shoe(initial_distance_m=700_000.0, first_used_on=day(5), retired_on=day(1))
    assert told(shoe, [run_on(9, 5)], 30) == []
    assert wear(shoe, [], 30).forecast_on is None


numbers = st.integers(0, 160)


@st.composite
def worn_pairs(draw: st.DrawFn) -> tuple[Shoe, list[Run]]:
    """A pair not far from its limit, with runs in clusters, looks and changed limits."""
    random = Random(draw(st.integers(0, 2**32)))
    runs: list[Run] = []
    at = random.randint(0, 20)
    for number in range(random.randint(0, 40)):
        at += random.choice([0, 1, 2, 2, 3, 5, 20])
        kilometres = random.choice([0.4, 3, 5, 8.2, 12, 21.1])
        runs.append(run_on(at, kilometres, run_id=f"run-{number}"))
    looks = draw(st.lists(st.tuples(numbers, st.sampled_from([(), FOUND])), max_size=2))
    limits = draw(st.lists(st.tuples(numbers, st.integers(300, 800)), max_size=2))
    shoe = a_shoe(
        first_used_on=FIRST,
        initial_distance_m=random.uniform(0, 660_000),
        retired_on=draw(st.none() | numbers.map(day)),
        inspections=tuple(Inspection(day(number), found) for number, found in looks),
        limit_changes=tuple(LimitChange(day(number), km * 1000.0) for number, km in limits),
    )
    return shoe, runs


@given(worn_pairs(), st.sampled_from([0, 21, 60]))
def test_no_day_on_which_something_changes_is_passed_over(
    pair: tuple[Shoe, list[Run]], warn_days: int
) -> None:
    shoe, runs = pair
    settings = Settings(shoe_warn_days=warn_days)
    diary = a_diary(runs=runs, shoes=[shoe], settings=settings)
    until = day(max([160, *((run.on - FIRST).days for run in runs)]) + 70)
    found = [(event.on, event.event.value) for event in found_on(diary, until).events]
    assert found == shoe_events(shoe, runs, settings, FIRST, until)


@given(worn_pairs(), st.integers(0, 300))
def test_the_forecast_lies_within_its_range(pair: tuple[Shoe, list[Run]], number: int) -> None:
    shoe, runs = pair
    found = wear(shoe, runs, number)
    assert found.share == found.distance_m / found.limit_m
    if found.forecast_on is None:
        assert found.forecast_from is found.forecast_to is None
    else:
        assert found.forecast_on >= day(number)
        if found.forecast_from is not None:
            assert found.forecast_from <= found.forecast_on
            assert found.forecast_to is None or found.forecast_on <= found.forecast_to


@given(worn_pairs())
def test_a_pair_clears_only_after_it_fired(pair: tuple[Shoe, list[Run]]) -> None:
    shoe, runs = pair
    events = found_on(a_diary(runs=runs, shoes=[shoe]), day(500)).events
    is_open = False
    last_fire = date.min
    for event in events:
        assert is_open == (event.event is not EventKind.FIRE)
        is_open = event.event is not EventKind.CLEAR
        if event.event is EventKind.FIRE:
            assert last_fire == date.min or (event.on - last_fire).days >= 14
            last_fire = event.on
