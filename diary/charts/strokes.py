"""Pieces that lines and bands of thinned values are drawn with; what is unknown stays open."""

from __future__ import annotations

from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.path import Path
from numpy.typing import NDArray

from diary.charts.fonts import PT_PER_PX
from diary.charts.thinning import Thinned, Values

# What is unknown has to be seen however long the span is.
LEAST_GAP_PX = 2.5
# A little more than a pixel: both sides of a step never fall on the same one.
LEAST_STEP_PX = 1.01
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


def fill_between(
    band: PolyCollection, thinned: Thinned, low: Values, high: Values, px_per_day: float
) -> None:
    """Give a band an outline for every row of known points, stepped so that each fills its days.

    What is between two of them is never too narrow to be seen, and neither is a step: narrower ones
    share one from their lowest to their highest value. All are one path, since a pattern is laid
    out anew for every path; the picture is the same, as no two of them meet.
    """
    is_known = ~np.isnan(low)
    if not is_known.any():
        return
    row, sides, firsts = _steps(thinned, is_known, px_per_day)
    low = np.minimum.reduceat(low[is_known], firsts)
    high = np.maximum.reduceat(high[is_known], firsts)
    lengths = np.bincount(row)
    # Each outline: its upper side, its lower one backwards, and the first corner once more.
    begins = np.cumsum(4 * lengths + 1) - (4 * lengths + 1)
    ends = begins + 4 * lengths
    before = np.cumsum(lengths) - lengths
    inside = 2 * (np.arange(len(sides)) - before[row])
    upper = (begins[row] + inside)[:, None] + np.arange(2)
    lower = (ends[row] - 1 - inside)[:, None] - np.arange(2)
    corners = np.empty((ends[-1] + 1, 2))
    corners[upper, 0] = corners[lower, 0] = sides
    corners[upper, 1], corners[lower, 1] = high[:, None], low[:, None]
    corners[ends] = corners[begins]
    codes = np.full(len(corners), Path.LINETO, dtype=Path.code_type)
    codes[begins], codes[ends] = Path.MOVETO, Path.CLOSEPOLY
    # Its types know one row of codes for all, it takes one for every path.
    band.set_verts_and_codes([corners], cast("list[int]", [codes]))
    # Whole points, as matplotlib has it for paths of few corners; every step keeps one at least.
    band.set_snap(True)


def _steps(
    thinned: Thinned, is_known: NDArray[np.bool_], px_per_day: float
) -> tuple[NDArray[np.intp], Values, NDArray[np.intp]]:
    """The steps of a band: the row of each, its left and right side, and its first known point."""
    padded = np.concatenate(([False], is_known, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    before, after = thinned.left[starts], thinned.right[edges[1::2] - 1]
    least = LEAST_STEP_PX / px_per_day
    lefts, rights = _apart(before, after, LEAST_GAP_PX / px_per_day)
    # The line of the axis hides the first point of the screen.
    inner = thinned.left[0] + least
    lefts, rights = _widened(lefts, rights, least, (inner, thinned.right[-1]))
    scales = (rights - lefts) / (after - before)
    row = np.arange(len(starts)).repeat(lengths)
    left = lefts[row] + (thinned.left[is_known] - before[row]) * scales[row]
    place = np.arange(len(row)) - (np.cumsum(lengths) - lengths)[row]
    shared = np.ceil(least / (thinned.days * scales)).astype(np.intp)
    # The last point of a row may have fewer days than the others.
    is_wide = (rights[row] - left >= least) & (left >= inner + least)
    is_first = (place == 0) | ((place % shared[row] == 0) & is_wide)
    firsts = np.flatnonzero(is_first)
    row, left = row[firsts], left[firsts]
    right = rights[row]
    is_inner = row[:-1] == row[1:]
    right[:-1][is_inner] = left[1:][is_inner]
    return row, np.column_stack((left, right)), firsts


def _widened(
    lefts: Values, rights: Values, least: float, edges: tuple[float, float]
) -> tuple[Values, Values]:
    """The edges of pieces, each with at least `least` between the two outer `edges`."""
    is_narrow = np.minimum(rights, edges[1]) - np.maximum(lefts, edges[0]) < least
    middles = (lefts + rights) / 2
    inside = np.clip(middles - least / 2, edges[0], max(edges[1] - least, edges[0]))
    lefts = np.where(is_narrow, inside, lefts)
    return lefts, np.where(is_narrow, inside + least, rights)


def _apart(lefts: Values, rights: Values, least: float) -> tuple[Values, Values]:
    """The edges of pieces with at least so much between each two; none loses half of itself."""
    lack = np.maximum(least - (lefts[1:] - rights[:-1]), 0.0) / 2
    quarter = (rights - lefts) / 4
    lefts, rights = lefts.copy(), rights.copy()
    lefts[1:] += np.minimum(lack, quarter[1:])
    rights[:-1] -= np.minimum(lack, quarter[:-1])
    return lefts, rights
