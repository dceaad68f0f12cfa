"""Pieces that lines and bands of thinned values are drawn with; what is unknown stays open."""

from __future__ import annotations

from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.path import Path

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


def fill_between(
    band: PolyCollection, thinned: Thinned, low: Values, high: Values, px_per_day: float
) -> None:
    """Give a band an outline for every row of known points, stepped so that each fills its days.

    What is between two of them is never too narrow to be seen. All are one path, since a pattern is
    laid out anew for every path; the picture is the same, as no two of them meet.
    """
    is_known = ~np.isnan(low)
    padded = np.concatenate(([False], is_known, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return
    lefts, rights = _apart(
        thinned.left[starts], thinned.right[edges[1::2] - 1], LEAST_GAP_PX / px_per_day
    )
    sides = np.column_stack((thinned.left[is_known], thinned.right[is_known]))
    sides = np.clip(sides, lefts.repeat(lengths)[:, None], rights.repeat(lengths)[:, None])
    # Each outline: its upper side, its lower one backwards, and the first corner once more.
    firsts = np.cumsum(4 * lengths + 1) - (4 * lengths + 1)
    lasts = firsts + 4 * lengths
    before = np.cumsum(lengths) - lengths
    inside = 2 * (np.arange(len(sides)) - before.repeat(lengths))
    upper = (firsts.repeat(lengths) + inside)[:, None] + np.arange(2)
    lower = (lasts.repeat(lengths) - 1 - inside)[:, None] - np.arange(2)
    corners = np.empty((lasts[-1] + 1, 2))
    corners[upper, 0] = corners[lower, 0] = sides
    corners[upper, 1], corners[lower, 1] = high[is_known, None], low[is_known, None]
    corners[lasts] = corners[firsts]
    codes = np.full(len(corners), Path.LINETO, dtype=Path.code_type)
    codes[firsts], codes[lasts] = Path.MOVETO, Path.CLOSEPOLY
    # Its types know one row of codes for all, it takes one for every path.
    band.set_verts_and_codes([corners], cast("list[int]", [codes]))
    # Whole points, as matplotlib has it for paths of few corners.
    band.set_snap(True)


def _apart(lefts: Values, rights: Values, least: float) -> tuple[Values, Values]:
    """The edges of pieces with at least so much between each two; none loses half of itself."""
    lack = np.maximum(least - (lefts[1:] - rights[:-1]), 0.0) / 2
    quarter = (rights - lefts) / 4
    lefts, rights = lefts.copy(), rights.copy()
    lefts[1:] += np.minimum(lack, quarter[1:])
    rights[:-1] -= np.minimum(lack, quarter[:-1])
    return lefts, rights
