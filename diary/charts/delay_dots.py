"""Scores against loads as dots: the size of a dot is the number of days it stands for."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from diary.charts.fonts import PT_PER_PX
from diary.charts.kinds import DelayChart
from diary.charts.panels import Drawing, set_up_pain
from diary.charts.points import SHAPES, point_collection, point_colors, point_path
from diary.charts.sheet import KeyEntry, PlacedKey, Sheet
from diary.charts.tickmarks import draw_level_ticks
from diary.charts.ticks import load_ticks, tick_digits
from diary.domain.delays import Dot, dots
from diary.style import Theme, pain_band
from diary.texts.delay_chart import days_text

# Loads are counted in at most so many steps.
_MOST_STEPS = 13
_SMALLEST_PX, _LARGEST_PX = 5.0, 17.0
_MIDDLE_PX, _SPLIT_PX = 2.2, 1.4
_SPLIT_DASHES = (0.0, (3.5, 3.0))
_EXAMPLE_SCORE = 2
_BESIDE = 0.05
_TICK_PX_LEAST = 46.0


class DotScale(NamedTuple):
    """From days to the width of a dot in pixels: its area grows with the days."""

    most_days: int
    largest_px: float

    def width_px(self, days: int) -> float:
        """How wide a dot is."""
        if self.most_days <= 1:
            return _SMALLEST_PX * 1.4
        share = (days - 1) / (self.most_days - 1)
        return sqrt(_SMALLEST_PX**2 + share * (self.largest_px**2 - _SMALLEST_PX**2))


def counted_dots(chart: DelayChart) -> tuple[Dot, ...]:
    """The dots of the chosen delay, in round steps of load."""
    pairs, unit = chart.series.chosen.pairs, chart.labels.panels.load_unit
    top = max((pair.load for pair in pairs), default=0.0) / unit
    ticks = load_ticks(top, _MOST_STEPS)
    return dots(chart.series.chosen, (ticks[1] if len(ticks) > 1 else max(top, 1.0)) * unit)


def scale_of(chart: DelayChart, drawing: Drawing) -> DotScale:
    """How large the dots are: not larger than what lies between two scores."""
    most = max((dot.days for dot in counted_dots(chart)), default=0)
    box = drawing.layout.boxes["dots"]
    room = min(box.height / 11.9, box.width / _MOST_STEPS) * 1.05
    largest = min(_LARGEST_PX * drawing.layout.size_pt / 9 * drawing.marker_scale, room)
    return DotScale(most, max(largest, _SMALLEST_PX + 2.0))


def draw_dots(axes: Axes, chart: DelayChart, drawing: Drawing) -> None:
    """Draw the dots, the middle load and the middle score on each side of it."""
    labels = drawing.labels
    numbers = {score: str(score) for score in labels.pain_ticks}
    set_up_pain(axes, drawing._replace(labels=replace(labels, pain_ticks=numbers)))
    found, unit = counted_dots(chart), labels.load_unit
    top = max((dot.load for dot in found), default=0.0) / unit or 1.0
    axes.set_xlim(-_BESIDE * top, top * (1 + _BESIDE))
    box, size_pt = drawing.layout.boxes["dots"], drawing.layout.size_pt
    ticks = load_ticks(top, max(2, min(6, int(box.width / (_TICK_PX_LEAST * size_pt / 9)))))
    texts = [labels.formats.number(each, tick_digits(ticks)) for each in ticks]
    draw_level_ticks(axes, ticks, texts, drawing.theme, size_pt)
    _draw_shapes(axes, found, chart, drawing)
    _draw_middles(axes, chart, drawing.theme, unit)


def _draw_shapes(axes: Axes, found: tuple[Dot, ...], chart: DelayChart, drawing: Drawing) -> None:
    """One collection for each shape."""
    scale, unit, knee = scale_of(chart, drawing), drawing.labels.load_unit, chart.series.knee
    for shape in SHAPES:
        chosen = [dot for dot in found if pain_band(dot.pain).shape == shape]
        if not chosen:
            continue
        collection = point_collection(
            point_path(shape, None),
            np.array([(dot.load / unit, dot.pain) for dot in chosen], dtype=np.float64),
            scale.largest_px,
            axes.transData,
            [point_colors(dot.pain, knee, drawing.theme) for dot in chosen],
            is_late=False,
        )
        collection.set_sizes([(scale.width_px(dot.days) * PT_PER_PX) ** 2 for dot in chosen])
        collection.set_clip_on(False)
        collection.set_gid(f"dots.{shape}")
        axes.add_collection(collection, autolim=False)


def _draw_middles(axes: Axes, chart: DelayChart, theme: Theme, unit: float) -> None:
    chosen = chart.series.chosen
    if chosen.split is None or chosen.above is None or chosen.below is None:
        return
    split = chosen.split / unit
    low, high = axes.get_xlim()
    axes.axvline(
        split,
        color=theme.roles["text2"],
        linewidth=_SPLIT_PX * PT_PER_PX,
        linestyle=_SPLIT_DASHES,
        zorder=2.0,
        gid="split",
    )
    sides = (("below", low, split, chosen.below), ("above", split, high, chosen.above))
    for key, start, end, side in sides:
        axes.plot(
            [start, end],
            [side.middle, side.middle],
            color=theme.roles["text"],
            linewidth=_MIDDLE_PX * PT_PER_PX,
            solid_capstyle="butt",
            zorder=2.2,
            gid=f"middle.{key}",
        )


def dot_keys(chart: DelayChart) -> list[KeyEntry]:
    """What dots and lines mean."""
    found = counted_dots(chart)
    if not found:
        return []
    most = max(dot.days for dot in found)
    entries = [KeyEntry(days_text(1), "one")]
    if most > 1:
        entries.append(KeyEntry(days_text(most), "most"))
    if chart.series.chosen.above is not None:
        entries.append(KeyEntry(chart.labels.middle, "middle", squares=2))
        entries.append(KeyEntry(chart.labels.split, "split"))
    return entries


def draw_key(sheet: Sheet, placed: PlacedKey, scale: DotScale, drawing: Drawing) -> None:
    """Draw the swatch of a key."""
    kind, theme = placed.entry.swatch, sheet.theme
    width = sheet.swatch_width(placed.entry) - 6.0
    middle = placed.left + width / 2
    if kind in ("one", "most"):
        knee = drawing.series.knees[0].knee
        dot = point_collection(
            point_path(pain_band(_EXAMPLE_SCORE).shape, None),
            np.array([(middle, placed.middle)]),
            scale.width_px(1 if kind == "one" else scale.most_days),
            sheet.page,
            [point_colors(_EXAMPLE_SCORE, knee, theme)],
            is_late=False,
        )
        sheet.add(dot, f"key.{kind}")
        return
    is_split = kind == "split"
    half = 0.55 * sheet.line
    xs = [middle, middle] if is_split else [placed.left, placed.left + width]
    ys = [placed.middle - half, placed.middle + half] if is_split else [placed.middle] * 2
    line = Line2D(
        xs,
        ys,
        transform=sheet.page,
        color=theme.roles["text2" if is_split else "text"],
        linewidth=(_SPLIT_PX if is_split else _MIDDLE_PX) * PT_PER_PX,
        linestyle=_SPLIT_DASHES if is_split else "solid",
    )
    sheet.add(line, f"key.{kind}")
