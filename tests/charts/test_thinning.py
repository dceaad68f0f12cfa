import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.charts.thinning import GAP_DAYS, as_values, days_per_point, thin

DAILY = st.lists(st.none() | st.floats(-100, 100), min_size=1, max_size=300)


@settings(deadline=None, max_examples=60)
@given(DAILY, st.integers(1, 50))
def test_no_extreme_is_lost_and_unknown_stays_unknown(daily: list[float | None], most: int) -> None:
    first = 700_000
    thinned = thin(as_values(daily), first, most)
    assert thinned.left[0] == first - 0.5
    assert thinned.right[-1] == first + len(daily) - 0.5
    assert (thinned.left[1:] == thinned.right[:-1]).all()
    for place in range(len(thinned.x)):
        start, end = (round(side[place] + 0.5) - first for side in (thinned.left, thinned.right))
        known = [value for value in daily[start:end] if value is not None]
        assert thinned.x[place] == first + (start + end - 1) / 2
        if known:
            assert end - start <= thinned.days
            assert (thinned.low[place], thinned.high[place]) == (min(known), max(known))
            assert np.isclose(thinned.mean[place], sum(known) / len(known))
        else:
            assert np.isnan([thinned.mean[place], thinned.low[place], thinned.high[place]]).all()


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 3000), st.integers(7, 90), st.sampled_from([900, 3650, 18_250]))
def test_a_gap_of_a_week_is_a_point_of_its_own_wherever_it_lies(
    start: int, length: int, count: int
) -> None:
    values = np.full(count, 3.0)
    values[start : start + length] = np.nan
    thinned = thin(values, 0)
    end = min(start + length, count)
    if end - start < GAP_DAYS:
        return
    (place,) = np.flatnonzero(np.isnan(thinned.mean))
    assert (thinned.left[place], thinned.right[place]) == (start - 0.5, end - 0.5)


def test_points_are_few_without_gaps() -> None:
    daily = [1.0 if number % 9 > 4 else None for number in range(18_250)]
    assert len(thin(as_values(daily), 0).x) <= 400


def test_days_per_point() -> None:
    assert [days_per_point(count) for count in (1, 400, 401, 3650, 18_250)] == [1, 1, 2, 10, 46]
