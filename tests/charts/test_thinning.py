import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.charts.thinning import as_values, days_per_point, thin

DAILY = st.lists(st.none() | st.floats(-100, 100), min_size=1, max_size=300)


@settings(deadline=None, max_examples=60)
@given(DAILY, st.integers(1, 50))
def test_no_extreme_is_lost_and_unknown_stays_unknown(daily: list[float | None], most: int) -> None:
    first = 700_000
    thinned = thin(as_values(daily), first, most)
    assert len(thinned.x) <= most or thinned.days == 1
    for place in range(len(thinned.x)):
        start = place * thinned.days
        days = daily[start : start + thinned.days]
        known = [value for value in days if value is not None]
        assert thinned.x[place] == first + start + (len(days) - 1) / 2
        if known:
            assert (thinned.low[place], thinned.high[place]) == (min(known), max(known))
            assert np.isclose(thinned.mean[place], sum(known) / len(known))
        else:
            assert np.isnan([thinned.mean[place], thinned.low[place], thinned.high[place]]).all()


def test_days_per_point() -> None:
    assert [days_per_point(count) for count in (1, 400, 401, 3650, 18_250)] == [1, 1, 2, 10, 46]
