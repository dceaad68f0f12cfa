"""Where everything stands: all panels share their left and right edges and one time axis.

Lengths are pixels of 1/96 inch from the top left corner of the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from diary.charts.fonts import PX_PER_INCH, text_width
from diary.charts.legend import LegendEntry, PlacedEntry, placed_entries
from diary.charts.timeline import PlacedMark, placed_marks
from diary.domain.pain_and_load import TimelineMark
from diary.domain.period import Span

SMALLEST_PT = 9.0
TITLE_SHARE = 10.5 / 9.0
# Heights of the three panels beside one another (interface design 4.6).
_SHARES = {"pain": 2.2, "load": 1.3, "week": 0.9}
_EDGE = 6.0
_TICK_ROOM = 9.0
_LEAST_PANEL = 24.0


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of one figure; `boxes` by panel, titles stand right above their panel.

    `wanted_height` is what all of it needs at least, the same in a figure of any height: who gives
    a figure that height would else find that it wants less, and take it away again.
    """

    width: float
    height: float
    size_pt: float
    title_pt: float
    boxes: dict[str, Box]
    legend: list[PlacedEntry]
    marks: list[PlacedMark]
    lanes: int
    title_gap: float
    wanted_height: int = 0


def laid_out(
    size_in: tuple[float, float],
    text_scale: float,
    entries: Sequence[LegendEntry],
    tick_texts: Sequence[str],
    marks: tuple[Sequence[TimelineMark], Sequence[str], Span],
) -> Layout:
    """Place legend, events and panels in a figure of `size_in` inches.

    `tick_texts` are all labels of the upright axes; `marks` with their texts and the span shown.
    """
    width, height = size_in[0] * PX_PER_INCH, size_in[1] * PX_PER_INCH
    size_pt = SMALLEST_PT * text_scale
    title_pt = size_pt * TITLE_SHARE
    line = size_pt / 72 * PX_PER_INCH * 1.2
    left = _EDGE + max(text_width(text, size_pt) for text in tick_texts) + _TICK_ROOM
    right = width - _EDGE - 6.0
    plot_width = max(right - left, 60.0)
    legend, legend_height = placed_entries(entries, left, right, line * 1.35, size_pt)
    if any(each.text != each.entry.text for each in legend):
        # With large text the room left of the panels is needed too: no name is cut.
        legend, legend_height = placed_entries(entries, _EDGE, right, line * 1.35, size_pt)
    placed, lanes, top = _marks(marks, plot_width, size_pt), 0, legend_height + _EDGE
    boxes: dict[str, Box] = {}
    if placed:
        lanes = 1 + max((each.lane or 0) for each in placed)
        boxes["events"] = Box(left, top + 4.0, plot_width, lanes * line * 1.25)
        top += boxes["events"].height + 4.0
    title_gap = title_pt / 72 * PX_PER_INCH * 1.2 + 15.0
    foot = 2 * line + _TICK_ROOM + 2.0
    least = top + len(_SHARES) * title_gap + sum(_SHARES.values()) * _LEAST_PANEL + foot
    free = height - foot - top - len(_SHARES) * title_gap
    unit = max(free / sum(_SHARES.values()), _LEAST_PANEL)
    for key, share in _SHARES.items():
        boxes[key] = Box(left, top + title_gap, plot_width, unit * share)
        top += title_gap + unit * share
    return Layout(
        width,
        height,
        size_pt,
        title_pt,
        boxes,
        legend,
        placed,
        lanes,
        title_gap,
        ceil(least - 0.01),
    )


def _marks(
    marks: tuple[Sequence[TimelineMark], Sequence[str], Span], width: float, size_pt: float
) -> list[PlacedMark]:
    each, texts, span = marks
    first, count = span.start.toordinal(), max(1, len(span))

    def x_of(day: float) -> float:
        return (day - first + 0.5) * width / count

    return placed_marks(each, texts, x_of, width, size_pt)
