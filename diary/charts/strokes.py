"""Pieces that lines and bands of thinned values are drawn with; what is unknown stays open."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from diary.charts.fonts import PT_PER_PX
from diary.charts.thinning import Thinned, Values

# What is unknown has to be seen however long the span is.
LEAST_GAP_PX = 2.5
# A little wider than the mark of a score it may lie behind.
_LONE_PX = 14.0


def draw_lone(
    axes: Axes, thinned: Thinned, px_per_day: float, look: tuple[str, float, str]
) -> None:
    """A short stroke for every point between unknown ones, of which a line shows nothing.

    `look` is its colour, its width in pixels and what it is called.
    """
    is_known = np.concatenate(([False], ~np.isnan(thinned.mean), [False]))
    is_lone = is_known[1:-1] & ~is_known[:-2] & ~is_known[2:]
    if not is_lone.any():
        return
    color, width, gid = look
    half = max(thinned.days, _LONE_PX / px_per_day) / 2
    x, y = thinned.x[is_lone], thinned.mean[is_lone]
    ends = np.stack((np.column_stack((x - half, y)), np.column_stack((x + half, y))), axis=1)
    strokes = LineCollection(
        list(ends), colors=color, linewidths=width * PT_PER_PX, zorder=2.4, gid=gid
    )
    axes.add_collection(strokes, autolim=False)


def outlines(thinned: Thinned, low: Values, high: Values, px_per_day: float) -> list[Values]:
    """One outline for every row of known points, stepped so that each point fills its days.

    What is between two of them is never too narrow to be seen.
    """
    is_known = np.concatenate(([False], ~np.isnan(low), [False]))
    edges = np.flatnonzero(is_known[1:] != is_known[:-1])
    lefts, rights = _apart(
        thinned.left[edges[::2]], thinned.right[edges[1::2] - 1], LEAST_GAP_PX / px_per_day
    )
    found = []
    for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        sides = np.column_stack((thinned.left[start:end], thinned.right[start:end])).ravel()
        sides = np.clip(sides, lefts[number], rights[number])
        upper = np.column_stack((sides, np.repeat(high[start:end], 2)))
        lower = np.column_stack((sides, np.repeat(low[start:end], 2)))[::-1]
        found.append(np.concatenate((upper, lower)))
    return found


def _apart(lefts: Values, rights: Values, least: float) -> tuple[Values, Values]:
    """The edges of pieces with at least so much between each two; none loses half of itself."""
    lack = np.maximum(least - (lefts[1:] - rights[:-1]), 0.0) / 2
    quarter = (rights - lefts) / 4
    lefts, rights = lefts.copy(), rights.copy()
    lefts[1:] += np.minimum(lack, quarter[1:])
    rights[:-1] -= np.minimum(lack, quarter[:-1])
    return lefts, rights
