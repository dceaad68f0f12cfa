"""Axes whose columns are no days: a frame of two lines, ticks, the pain axis, patterned bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from diary.charts.fonts import PT_PER_PX, font
from diary.charts.legend import HATCH_PT
from diary.charts.sheet import TICK_PX, Sheet
from diary.charts.thinning import Values
from diary.charts.ticks import MOST_LOAD_TICKS, load_ticks, tick_digits
from diary.texts.numbers import Formats

PAIN_LOW, PAIN_HIGH = -0.7, 10.7
_GRID_AT = (3, 6)


def show_frame(axes: Axes, sheet: Sheet) -> None:
    """Show the left and the lower edge, with short ticks."""
    border = sheet.theme.roles["border"]
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(True)
        axes.spines[side].set_color(border)
        axes.spines[side].set_linewidth(PT_PER_PX)
    axes.tick_params(color=border, width=PT_PER_PX, length=TICK_PX * PT_PER_PX)


def set_up_pain(axes: Axes, sheet: Sheet, ticks: Mapping[int, str]) -> None:
    """Give a panel the axis of pain, which always runs from 0 to 10."""
    axes.set_ylim(PAIN_LOW, PAIN_HIGH)
    write_upright(axes, sheet, list(ticks), list(ticks.values()))
    for at in _GRID_AT:
        color = sheet.theme.roles["divider"]
        axes.axhline(at, color=color, linewidth=PT_PER_PX, zorder=0.3, gid="grid")


def set_up_amounts(axes: Axes, sheet: Sheet, top: float, height: float, formats: Formats) -> None:
    """Give a panel of `height` pixels an axis from 0 to a little above its highest value."""
    axes.set_ylim(0.0, top * 1.08 if top else 1.0)
    # Labels one line high and half a line apart.
    most = min(max(int(height // (1.5 * sheet.line)) + 1, 2), MOST_LOAD_TICKS)
    write_upright(axes, sheet, load_ticks(top, most), amount_texts(top, formats, most))


def amount_texts(top: float, formats: Formats, most: int = MOST_LOAD_TICKS) -> list[str]:
    """The labels of an axis from 0 to `top`."""
    ticks = load_ticks(top, most)
    return [formats.number(each, tick_digits(ticks)) for each in ticks]


def write_upright(axes: Axes, sheet: Sheet, places: Sequence[float], texts: Sequence[str]) -> None:
    """Write the labels of the upright axis."""
    axes.set_yticks(
        list(places),
        list(texts),
        fontproperties=font(sheet.size_pt),
        color=sheet.theme.roles["text2"],
        parse_math=False,
    )


def write_days(
    axes: Axes, sheet: Sheet, left: float, column_px: float, lines: Sequence[tuple[str, str]]
) -> None:
    """Write the day of as many columns as have room, and its year where that is another one.

    `lines` has both for every column; `left` is the left edge of the axes in pixels.
    """
    shown = _fitting(left, column_px, lines, sheet)
    texts, last = [], ""
    for place in shown:
        day, year = lines[place]
        texts.append(day if year == last else f"{day}\n{year}")
        last = year
    axes.set_xticks(
        [place + 0.5 for place in shown],
        texts,
        fontproperties=font(sheet.size_pt),
        color=sheet.theme.roles["text2"],
        parse_math=False,
    )


def _fitting(
    left: float, column_px: float, lines: Sequence[tuple[str, str]], sheet: Sheet
) -> list[int]:
    """The columns whose label has room, counted back from the last one.

    Every label stands in the middle of its column and not outside the sheet.
    """
    if not lines:
        return []
    widths = [max(map(sheet.text_width, both)) for both in lines]
    step = max(1, int(-(-(max(widths) + 14.0 * sheet.scale) // column_px)))
    places = range(len(lines) - 1, -1, -step)
    return sorted(
        place
        for place in places
        if widths[place] / 2 <= left + (place + 0.5) * column_px <= sheet.width - widths[place] / 2
    )


def bar_corners(
    places: Sequence[float], half: float, low: Sequence[float], high: Sequence[float]
) -> list[Values]:
    """The outlines of bars around their middles."""
    return [
        np.array([(x - half, foot), (x - half, head), (x + half, head), (x + half, foot)])
        for x, foot, head in zip(places, low, high, strict=True)
    ]


def add_bars(
    axes: Axes, corners: Sequence[Values], fill: str, edge: str, hatch: str | None, gid: str
) -> None:
    """Draw bars of one pattern as one collection."""
    bars = PolyCollection(
        list(corners),
        facecolors=fill,
        edgecolors=edge,
        linewidths=0.7 * PT_PER_PX,
        hatch=hatch,
        zorder=1.2,
        gid=gid,
    )
    bars.set_hatch_linewidth(HATCH_PT * 1.6)
    axes.add_collection(bars, autolim=False)
