"""The figure "Shoes": kilometres of every week stacked by pattern, with pain by shoe beside it.

A bar is a column. In long spans a bar is the average of several weeks, with a line at the highest
of them. Where the table has no room beside the bars it stands below them.
"""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from diary.charts.drawn import Drawn
from diary.charts.fonts import PT_PER_PX
from diary.charts.kinds import ShoesChart
from diary.charts.layout import Box
from diary.charts.picture import ChartLook
from diary.charts.plain_axes import (
    add_bars,
    amount_texts,
    bar_corners,
    set_up_amounts,
    show_frame,
    write_days,
)
from diary.charts.sheet import EDGE, TICK_PX, KeyEntry, PlacedKey, Sheet
from diary.charts.shoe_table import NAME_MOST, ShoeTable, pattern_of, use_swatch

_BAR_SHARE, _BAR_MOST = 0.82, 44.0
_BETWEEN = 24.0
_NAME_SHORT = 112.0
_LEAST_BARS_PX, _LEAST_BAR_PX = 300.0, 7.0
_LEAST_PANEL = 60.0
_BARS_SHARE = 0.55
_PART_DASHES = (0.0, (2.0, 1.6))
_LINE_PX = 1.6


def figure_of_shoes(chart: ShoesChart, look: ChartLook) -> Drawn:
    """Draw the weeks and the table of a chart; text of 100 % has 9 pt labels.

    The axes are labelled "weeks"; bar number k stands in the column from k to k + 1.
    """
    return _Figure(chart, look).drawn()


class _Figure:
    """One figure while it is put together."""

    def __init__(self, chart: ShoesChart, look: ChartLook) -> None:
        self._chart = chart
        self._labels = chart.labels
        self._sheet = Sheet(look, chart.labels.foot)
        self._count = len(chart.bars)
        self._is_named = False
        self._top = max(chart.bars.highest, default=0.0) / chart.labels.unit_m
        texts = amount_texts(self._top, chart.labels.formats)
        self._left = EDGE + max(map(self._sheet.text_width, texts)) + TICK_PX + 5.0

    def drawn(self) -> Drawn:
        """The figure with everything on it."""
        sheet = self._sheet
        right, bottom = sheet.width - EDGE - 4.0, sheet.height - EDGE
        wanted = max(_LEAST_BARS_PX * sheet.scale**0.5, self._count * _LEAST_BAR_PX)
        for name_most in (NAME_MOST, _NAME_SHORT):
            table = ShoeTable(sheet, self._chart.series, self._labels, name_most=name_most)
            beside = right - table.width
            bars_right = beside - _BETWEEN * sheet.scale
            if table.height <= bottom - EDGE and bars_right - self._left >= wanted:
                axes = self._draw_bars(EDGE, bars_right, bottom)
                table.draw(beside, EDGE, right, bottom)
                return Drawn(sheet.figure, axes, self._count)
        room = right - EDGE
        table = ShoeTable(sheet, self._chart.series, self._labels, title_room=room)
        foot = bottom - table.height - EDGE
        if table.width > room or foot < self._least_height:
            # Not all of the table may be seen, so that the legend names the shoes.
            self._is_named = True
            if table.width > room:
                table = ShoeTable(
                    sheet, self._chart.series, self._labels, is_compact=True, title_room=room
                )
            foot = max(bottom - table.height - EDGE, sheet.height * _BARS_SHARE)
        axes = self._draw_bars(EDGE, right, foot)
        table.draw(EDGE, foot + EDGE, right, bottom)
        return Drawn(sheet.figure, axes, self._count)

    @property
    def _least_height(self) -> float:
        """Below this the bars cannot be read."""
        sheet = self._sheet
        title = sheet.title_room(self._left, self._labels.distance_title)
        return title + _LEAST_PANEL + self._dates_height() + 2 * sheet.line

    def _dates_height(self) -> float:
        return 2 * self._sheet.line + TICK_PX + 8.0

    def _draw_bars(self, top: float, right: float, bottom: float) -> Axes:
        """The panel of the weeks with its title, legend and dates between these heights."""
        sheet, labels = self._sheet, self._labels
        keys, top = sheet.placed_keys(self._keys(), EDGE, right, top)
        sheet.write_keys(keys)
        for each in keys:
            if each.entry.swatch:
                self._draw_swatch(each)
        top += sheet.title_room(self._left, labels.distance_title, right - self._left)
        sheet.title(self._left, top - 5.0, labels.distance_title, right - self._left)
        width = max(right - self._left, _LEAST_PANEL)
        height = max(bottom - self._dates_height() - top, _LEAST_PANEL / 2)
        axes = sheet.axes(Box(self._left, top, width, height), "weeks")
        axes.set_xlim(0.0, max(1, self._count))
        show_frame(axes, sheet)
        set_up_amounts(axes, sheet, self._top, height, labels.formats)
        column_px = width / max(1, self._count)
        half = min(column_px * _BAR_SHARE, _BAR_MOST * sheet.scale) / column_px / 2
        self._stack(axes, half)
        self._mark_parts(axes, half)
        self._mark_highest(axes, half)
        lines = list(zip(labels.days, labels.years, strict=True))
        write_days(axes, sheet, self._left, column_px, lines)
        return axes

    def _stack(self, axes: Axes, half: float) -> None:
        """One collection for each use, the most used pair at the foot."""
        chart, unit = self._chart, self._labels.unit_m
        feet = [0.0] * self._count
        for place, (use, amounts) in enumerate(
            zip(chart.series.shown, chart.bars.amounts, strict=True)
        ):
            heads = [foot + amount / unit for foot, amount in zip(feet, amounts, strict=True)]
            bars = [number for number, amount in enumerate(amounts) if amount]
            if bars:
                corners = bar_corners(
                    [bar + 0.5 for bar in bars],
                    half,
                    [feet[bar] for bar in bars],
                    [heads[bar] for bar in bars],
                )
                pattern = pattern_of(use, place)
                add_bars(
                    axes, corners, *pattern.colors(self._sheet.theme), pattern.hatch, f"use.{place}"
                )
            feet = heads

    def _totals(self) -> list[float]:
        amounts = self._chart.bars.amounts
        unit = self._labels.unit_m
        return [sum(use[bar] for use in amounts) / unit for bar in range(self._count)]

    def _mark_parts(self, axes: Axes, half: float) -> None:
        """A dashed outline around the bars of weeks of which only a part is shown."""
        totals = self._totals()
        bars = [bar for bar in self._parts() if totals[bar]]
        if not bars:
            return
        wider = half * 1.12
        corners = bar_corners(
            [bar + 0.5 for bar in bars],
            wider,
            [0.0] * len(bars),
            [totals[bar] + self._top * 0.015 for bar in bars],
        )
        outlines = PolyCollection(
            corners,
            facecolors="none",
            edgecolors=self._sheet.theme.roles["text"],
            linewidths=PT_PER_PX,
            linestyles=[_PART_DASHES],
            zorder=2.0,
            gid="part",
        )
        axes.add_collection(outlines, autolim=False)

    def _parts(self) -> list[int]:
        bars = self._chart.bars
        return [bar for bar in range(self._count) if bars.is_part[bar]]

    def _mark_highest(self, axes: Axes, half: float) -> None:
        """A line at the highest week of a bar of several weeks."""
        bars, unit = self._chart.bars, self._labels.unit_m
        if bars.weeks_each == 1:
            return
        lines = LineCollection(
            [
                [(bar + 0.5 - half, highest / unit), (bar + 0.5 + half, highest / unit)]
                for bar, highest in enumerate(bars.highest)
                if highest
            ],
            colors=self._sheet.theme.roles["text"],
            linewidths=_LINE_PX * PT_PER_PX,
            zorder=2.1,
            gid="highest",
        )
        axes.add_collection(lines, autolim=False)

    # ---- legend ----

    def _keys(self) -> list[KeyEntry]:
        """What the table does not explain."""
        labels = self._labels
        keys = [
            KeyEntry(name, str(place)) for place, name in enumerate(labels.names) if self._is_named
        ]
        totals = self._totals()
        if any(totals[bar] for bar in self._parts()):
            keys.append(KeyEntry(labels.part, "part"))
        if self._chart.bars.weeks_each > 1 and self._top:
            keys.append(KeyEntry(labels.highest, "highest"))
        return keys

    def _draw_swatch(self, placed: PlacedKey) -> None:
        sheet = self._sheet
        side, text = sheet.swatch_size, sheet.theme.roles["text"]
        if placed.entry.swatch.isdigit():
            place = int(placed.entry.swatch)
            at = (placed.left, placed.middle)
            box = use_swatch(self._chart.series.shown[place], place, at, side, sheet)
            sheet.add(box, f"key.{place}")
            return
        if placed.entry.swatch == "highest":
            line = Line2D(
                [placed.left, placed.left + side],
                [placed.middle, placed.middle],
                transform=sheet.page,
                color=text,
                linewidth=_LINE_PX * PT_PER_PX,
            )
            sheet.add(line, "swatch.highest")
            return
        box = Rectangle(
            (placed.left, placed.middle - side / 2),
            side,
            side,
            transform=sheet.page,
            facecolor="none",
            edgecolor=text,
            linewidth=PT_PER_PX,
            linestyle=_PART_DASHES,
        )
        sheet.add(box, "swatch.part")
