"""What a further year adds, told apart from what any diary costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.benchmarks.scale import GOAL, LONG, MIDDLE, SHORT, OfYears


def of_years(cost: Callable[[int], float]) -> OfYears:
    return OfYears(cost(SHORT), cost(MIDDLE), cost(LONG))


@pytest.mark.parametrize("start", [0.0, 500.0])
def test_what_any_diary_costs_hides_no_growth(start: float) -> None:
    square = of_years(lambda years: start + years**2)
    assert square.late / square.early == pytest.approx(2.9, abs=0.05)
    assert square.late / square.early > GOAL


@pytest.mark.parametrize("start", [0.0, 500.0])
def test_what_grows_with_the_diary_adds_as_much_each_year(start: float) -> None:
    steady = of_years(lambda years: start + 3 * years)
    assert (steady.early, steady.late) == (3, 3)


def test_what_grows_no_more_adds_nothing() -> None:
    assert of_years(lambda years: min(years, MIDDLE)).late == 0
