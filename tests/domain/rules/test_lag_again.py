"""The link of pain and load worked out a second time, in another way, gives the same."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from diary.domain.rules.lag import link_of, prepared_loads, without_rhythm

Values = NDArray[np.float64]


def plain(values: Sequence[float | None]) -> Values:
    return np.array(values, dtype=np.float64)


def again_without_rhythm(values: Values) -> Values:
    """Means by convolution, weekdays as columns of a table of weeks."""
    known = ~np.isnan(values)
    window = np.ones(29)
    sums = np.convolve(np.where(known, values, 0.0), window, "same")
    counts = np.convolve(known.astype(float), window, "same")
    with np.errstate(invalid="ignore", divide="ignore"):
        left = np.where(counts >= 8, values - sums / counts, np.nan)
    weeks = -(-len(values) // 7)
    padded = np.full(weeks * 7, np.nan)
    padded[: len(values)] = left
    table = padded.reshape(weeks, 7)
    for weekday in range(7):
        column = table[:, weekday]
        column -= np.nanmean(column) if (~np.isnan(column)).sum() >= 4 else np.nan
    return np.round(table.reshape(-1)[: len(values)], 9)


def again_ranks(values: Values) -> Values:
    """The rank of each value is the mean of how many are below it and how many are not above."""
    below = (values[:, None] > values[None, :]).sum(axis=1)
    not_above = (values[:, None] >= values[None, :]).sum(axis=1)
    ranks: Values = (below + not_above - 1) / 2.0
    return ranks


def again_rho(loads: Values, pains: Values, shift: int) -> tuple[float, int]:
    then = np.roll(loads, shift + 1)[7:]
    now = pains[7:]
    both = ~np.isnan(then) & ~np.isnan(now)
    rho = np.corrcoef(again_ranks(then[both]), again_ranks(now[both]))[0, 1]
    return float(rho), int(both.sum())


def a_diary(seed: int) -> tuple[list[float | None], list[float | None]]:
    """A knee that follows its load a little, with gaps in both."""
    draw = random.Random(seed)
    days = draw.randrange(84, 140)
    loads = [draw.choice((0.0, 0.0, draw.uniform(3.0, 15.0))) for _day in range(days)]
    pains = [
        float(min(10, max(0, round(2 + before / 8 + draw.gauss(0, 1)))))
        for before in [0.0, *loads[:-1]]
    ]
    return (
        [None if draw.random() < 0.04 else load for load in loads],
        [None if draw.random() < 0.25 else pain for pain in pains],
    )


@pytest.mark.parametrize("seed", range(12))
def test_another_way_gives_the_same_link(seed: int) -> None:
    loads, pains = a_diary(seed)
    left = again_without_rhythm(plain(loads))
    right = again_without_rhythm(plain(pains))
    ours_left, share = prepared_loads(loads)
    ours_right = without_rhythm(pains)
    np.testing.assert_allclose(plain(ours_left), left, atol=1e-8)
    np.testing.assert_allclose(plain(ours_right), right, atol=1e-8)
    assert share == pytest.approx(np.nanvar(left) / np.nanvar(plain(loads)))
    rho, days = again_rho(left, right, 0)
    moved = [again_rho(left, right, shift)[0] for shift in range(8, len(loads) - 7)]
    link = link_of(ours_left, ours_right)
    assert link is not None
    assert link.rho == pytest.approx(rho, abs=1e-9)
    assert (link.days, link.shifts) == (days, len(moved))
    as_strong = sum(each >= rho - 1e-9 for each in moved)
    assert link.p == (1 + as_strong) / (1 + len(moved))
