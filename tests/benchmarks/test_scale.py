"""What a further year adds, told apart from what any diary costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.benchmarks.scale import GOAL, LONG, MIDDLE, SHORT, Measured, OfYears, least


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


def test_of_several_turns_the_least_of_each_counts() -> None:
    def turn(start_s: float, runs_s: float, held: float) -> Measured:
        seconds = {"start": start_s, "runs": runs_s}
        return Measured(
            processor_s=seconds, clock_s=seconds, stall_s=seconds, held_mb={"read": held}
        )

    assert least([turn(3.0, 1.0, 90.0), turn(2.0, 4.0, 80.0)]) == turn(2.0, 1.0, 80.0)
