"""The numbers of the rule book's vectors, and what a week of a diary shows of them."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from diary.domain.diary import Diary
from diary.domain.load import LoadMeasure
from diary.domain.load_numbers import (
    ACUTE_MEMORY_DAYS,
    CHRONIC_MEMORY_DAYS,
    AcuteChronic,
    Averages,
    Monotony,
    WeekNumbers,
    acute_chronic,
    averages,
    load_numbers,
    monotony,
    weekly_change,
)
from diary.domain.period import Span
from tests.builders import a_day, a_diary, a_run

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "vectors" / "rules.json").read_text())
# Whatever a field of a run may be given as.
Given: TypeAlias = Any
MONDAY = date(2026, 1, 5)
LATER = date(2026, 12, 31)


def runs_of(kilometres: dict[date, float], **other: Given) -> Diary:
    runs = [
        a_run(f"r{on}", on, distance_m=amount * 1000, **other) for on, amount in kilometres.items()
    ]
    return a_diary(runs=runs)


def week_to(diary: Diary, last_on: date, today: date = LATER) -> WeekNumbers:
    """The week that ends with a Sunday."""
    (week,) = load_numbers(diary, Span(last_on, last_on + timedelta(1)), today)
    assert week.span.end == last_on + timedelta(1)
    return week


@pytest.mark.parametrize("vector", VECTORS["acwr"], ids=lambda each: str(each["name"]))
def test_acute_to_chronic(vector: dict[str, Any]) -> None:
    """The days of the vectors are moved so that their last one is a Sunday."""
    whole = VECTORS["acwr"][0]
    on = date.fromisoformat(vector["on"])
    moved = timedelta(6 - on.weekday())
    kilometres = vector.get("km", whole["km"])
    first = date.fromisoformat(whole["first"])
    diary = runs_of({date.fromisoformat(each) + moved: km for each, km in kilometres.items()})
    kept = {first + moved: a_run("first", first + moved, distance_m=0.0)}
    # It was kept all the time, so that a day without a run is 0.
    days = [a_day(each, left=0) for each in Span(first + moved, on + moved)]
    diary = a_diary(days, runs=[*diary.runs.values(), *kept.values()])
    found = week_to(diary, on + moved).acute_chronic
    assert found == pytest.approx((vector["coupled"], vector["uncoupled"]))


def test_acute_to_chronic_of_sums_and_of_nothing() -> None:
    assert acute_chronic(30.0, 90.0) == pytest.approx((4 / 3, 1.5))
    assert acute_chronic(0.0, 0.0) == AcuteChronic(None, None)


@pytest.mark.parametrize("vector", VECTORS["ewma"])
def test_weighted_averages(vector: dict[str, Any]) -> None:
    expected = (vector["acute"], vector["chronic"], vector["ratio"])
    assert averages(vector["loads"])[-1] == pytest.approx(expected)


def test_weighted_averages_of_nothing() -> None:
    assert averages([]) == []
    assert averages([0.0])[0] == Averages(0.0, 0.0, None)


@pytest.mark.parametrize("vector", VECTORS["monotony"])
def test_monotony_and_strain(vector: dict[str, Any]) -> None:
    found = monotony(vector["week"])
    assert (found.monotony, found.strain) == pytest.approx((vector["monotony"], vector["strain"]))


@pytest.mark.parametrize(
    ("week", "before", "change"), [(22, 20, 0.1), (15, 0, None), (0, 20, -1.0), (20, 20, 0.0)]
)
def test_change(week: float, before: float, change: float | None) -> None:
    assert weekly_change(week, before) == (None if change is None else pytest.approx(change))


def test_weeks_stand_in_order_from_the_first_run_to_today() -> None:
    runs = {MONDAY + timedelta(age): 5.0 for age in (2, 9, 16)}
    everything = Span(date(2020, 1, 1), date(2030, 1, 1))
    weeks = load_numbers(runs_of(runs), everything, MONDAY + timedelta(18))
    assert [each.span.start for each in weeks] == [MONDAY + timedelta(7 * n) for n in range(3)]
    assert [each.is_over for each in weeks] == [True, True, False]
    assert [each.amount for each in weeks] == [5000.0] * 3
    # The first week began before the first run: nothing is compared with it.
    assert [each.change for each in weeks] == [None, None, None]
    assert load_numbers(a_diary(), everything, LATER) == ()
    assert load_numbers(runs_of(runs), Span(MONDAY, MONDAY), LATER) == ()


def test_a_week_that_is_not_over_has_only_its_sum_so_far() -> None:
    runs = {MONDAY + timedelta(age): 5.0 for age in range(0, 56, 2)}
    sunday = MONDAY + timedelta(55)
    on_sunday = load_numbers(runs_of(runs), Span(sunday, LATER), sunday)
    assert [(each.is_over, each.monotony) for each in on_sunday] == [(False, Monotony())]
    after = week_to(runs_of(runs), sunday, sunday + timedelta(1))
    assert after.is_over
    assert after.monotony.monotony is not None
    assert after.averages.ratio == pytest.approx(1.0, abs=0.2)
    # Three runs after four.
    assert after.change == pytest.approx(-1 / 4)
    assert after.acute_chronic.coupled == pytest.approx(15 / (70 / 4))


def test_days_away_and_runs_without_effort_leave_the_numbers_open() -> None:
    runs = {MONDAY + timedelta(age): 5.0 for age in range(0, 56, 2)}
    diary = runs_of(runs)
    away = [a_day(MONDAY + timedelta(51), away=True)]
    found = week_to(a_diary(away, diary.runs.values()), MONDAY + timedelta(55))
    assert found.amount == 15_000.0
    assert (found.change, found.monotony) == (None, Monotony())
    assert (found.averages, found.acute_chronic) == (Averages(), AcuteChronic())
    (effort,) = load_numbers(
        runs_of(runs, rpe=None), Span(MONDAY, MONDAY + timedelta(7)), LATER, LoadMeasure.EFFORT
    )
    assert effort.is_incomplete
    assert effort.monotony == Monotony()


@pytest.mark.parametrize(("weeks", "is_known"), [(5, False), (8, False), (12, True)])
def test_an_unknown_run_keeps_a_weighted_average_open_while_it_remembers(
    weeks: int, is_known: bool
) -> None:
    """Of 28 days the memory is 65 days, of 7 days it is 17."""
    runs = [
        a_run(f"r{age}", MONDAY + timedelta(age), distance_m=None if age == 6 else 5000.0)
        for age in range(0, 7 * weeks + 7, 2)
    ]
    found = week_to(a_diary(runs=runs), MONDAY + timedelta(7 * weeks + 6)).averages
    assert found.acute is not None
    assert (found.chronic is not None, found.ratio is not None) == (is_known, is_known)


@pytest.mark.parametrize(("days", "memory"), [(7, ACUTE_MEMORY_DAYS), (28, CHRONIC_MEMORY_DAYS)])
def test_the_memory_ends_where_all_before_it_is_less_than_a_hundredth(
    days: int, memory: int
) -> None:
    left = 1 - 2 / (days + 1)
    assert left**memory < 0.01 <= left ** (memory - 1)


def test_a_week_of_runs_that_lack_their_number_is_not_0() -> None:
    run = a_run("r", MONDAY, distance_m=None)
    found = week_to(a_diary(runs=[run]), MONDAY + timedelta(6))
    assert (found.amount, found.is_incomplete) == (None, True)
