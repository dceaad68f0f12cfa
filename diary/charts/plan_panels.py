"""The panels below the pain of the figure "Plan": bars of weeks with their target, and cadence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from diary.charts.fonts import PT_PER_PX, drawable, shortened
from diary.charts.kinds import PlanChart
from diary.charts.legend import NO_ENTRY_BAR_PX
from diary.charts.lettering import Lettering
from diary.charts.panels import Drawing
from diary.charts.sheet import KeyEntry, PlacedKey, Sheet
from diary.charts.thinning import Values
from diary.charts.tickmarks import draw_upright_ticks
from diary.domain.plan_weeks import (
    CadenceLine,
    PlanBar,
    PlanRow,
    PlanWeeksSeries,
    cadence_marks,
)
from diary.domain.rules.cadence import BASE_DAYS
from diary.domain.sessions_by_week import WEEK_DAYS
from diary.style import Theme

Edges: TypeAlias = tuple[float, float]

_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_TICKS = 5
_BAR_SHARE = 0.86
_OPEN_DASHES = (0.0, (2.0, 1.6))
_BASE_DASHES = (0.0, (4.0, 2.2))
_TARGET_PX, _LINE_PX, _RANGE_PX, _POINT_PX = 2.0, 1.6, 2.0, 6.0
# Fewer days of a week than this are no bar at the edge of a chart.
_LEAST_DAYS = 4
# Steps a minute around what is drawn.
_CADENCE_ROOM = 3.0


def count_ticks(highest: int, room: float) -> list[int]:
    """Whole numbers from 0 up to the highest; `room` is how many labels fit."""
    most = min(max(int(room) + 1, 2), _MOST_TICKS)
    step = next((each for each in _STEPS if highest / each < most), _STEPS[-1])
    # An axis with nothing but a 0 says nothing of its bars.
    return [0, highest] if step > highest > 0 else list(range(0, max(highest, 1) + 1, step))


def cadence_ticks(cadence: CadenceLine, room: float) -> list[int]:
    """Whole steps a minute inside what is drawn; `room` is how many labels fit."""
    low, high = cadence_range(cadence)
    most = min(max(int(room) + 1, 2), _MOST_TICKS)
    step = next((each for each in (2, 5, 10, 20, 50) if (high - low) / each < most), 100)
    return list(range(ceil_to(low, step), int(high) + 1, step))


def ceil_to(value: float, step: int) -> int:
    """The first multiple of a step that is not below a value."""
    return int(-(-value // step)) * step


def cadence_range(cadence: CadenceLine) -> tuple[float, float]:
    """The lowest and the highest of what is drawn, with a little room around."""
    shown = [cadence.base, *(each.spm for each in cadence.points)]
    if cadence.target is not None:
        shown.append(float(cadence.target))
    return min(shown) - _CADENCE_ROOM, max(shown) + _CADENCE_ROOM


def draw_row(
    axes: Axes,
    series: PlanWeeksSeries,
    row: PlanRow,
    bars: Sequence[PlanBar],
    drawing: Drawing,
    ticks: Sequence[int],
) -> None:
    """The bars of one kind, hollow where it was skipped, and the line of its target."""
    axes.set_ylim(0.0, max(row.highest, 1) * 1.15)
    texts = [drawing.labels.formats.number(each, 0) for each in ticks]
    draw_upright_ticks(axes, ticks, texts, drawing.theme, drawing.layout.size_pt)
    if not bars:
        return
    roles = drawing.theme.roles
    edges = [_edges(series, bar) for bar in bars]
    done = [bar.done for bar in bars]
    heads = [bar.done + bar.skipped for bar in bars]
    _add(axes, _boxes(edges, [0.0] * len(bars), done), roles["load"], roles["load"], "done")
    _add(axes, _boxes(edges, done, heads), "none", roles["load"], "skipped")
    opened = [
        (edge, bar.done) for edge, bar in zip(edges, bars, strict=True) if is_open_bar(series, bar)
    ]
    outlines = PolyCollection(
        _boxes(
            [(left - 0.25, right + 0.25) for (left, right), _high in opened],
            [0.0] * len(opened),
            [high + row.highest * 0.03 for _edge, high in opened],
        ),
        facecolors="none",
        edgecolors=roles["text"],
        linewidths=PT_PER_PX,
        linestyles=[_OPEN_DASHES],
        zorder=2.0,
        gid="open",
    )
    axes.add_collection(outlines, autolim=False)
    if bars[0].last > bars[0].first:
        _draw_highest(axes, bars, edges, drawing.theme)
    _draw_no_entry(axes, series, bars, edges, drawing.theme)
    _draw_target(axes, series, row, bars, drawing.theme)


def shown_bars(series: PlanWeeksSeries, bars: Sequence[PlanBar]) -> tuple[PlanBar, ...]:
    """The bars without a first one of which only a few days are in the span."""
    if not bars or _days_left_of(series) == 0:
        return tuple(bars)
    last = min(series.starts[bars[0].last] + WEEK_DAYS, series.span.end.toordinal())
    seen = last - series.span.start.toordinal()
    return tuple(bars if seen >= _LEAST_DAYS or len(bars) == 1 else bars[1:])


def _days_left_of(series: PlanWeeksSeries) -> int:
    """How many days of the first week lie before the span."""
    return series.span.start.toordinal() - series.starts[0]


def _edges(series: PlanWeeksSeries, bar: PlanBar) -> Edges:
    """Both sides of a bar over its days; one that began before the span has a side there too."""
    first = max(series.starts[bar.first], series.span.start.toordinal()) - 0.5
    end = series.starts[bar.last] + WEEK_DAYS - 0.5
    gap = (end - first) * (1 - _BAR_SHARE) / 2
    return first + gap, end - gap


def _boxes(edges: Sequence[Edges], low: Sequence[float], high: Sequence[float]) -> list[Values]:
    """The outlines of bars that have a height."""
    return [
        np.array([(left, foot), (left, head), (right, head), (right, foot)])
        for (left, right), foot, head in zip(edges, low, high, strict=True)
        if head > foot
    ]


def _add(axes: Axes, corners: Sequence[Values], fill: str, edge: str, gid: str) -> None:
    bars = PolyCollection(
        list(corners),
        facecolors=fill,
        edgecolors=edge,
        linewidths=1.2 * PT_PER_PX,
        zorder=1.2,
        gid=gid,
    )
    axes.add_collection(bars, autolim=False)


def _draw_highest(
    axes: Axes, bars: Sequence[PlanBar], edges: Sequence[Edges], theme: Theme
) -> None:
    lines = LineCollection(
        [
            [(left, bar.highest), (right, bar.highest)]
            for (left, right), bar in zip(edges, bars, strict=True)
            if bar.highest
        ],
        colors=theme.roles["load"],
        linewidths=_LINE_PX * PT_PER_PX,
        zorder=2.1,
        gid="highest",
    )
    axes.add_collection(lines, autolim=False)


def _draw_no_entry(
    axes: Axes,
    series: PlanWeeksSeries,
    bars: Sequence[PlanBar],
    edges: Sequence[Edges],
    theme: Theme,
) -> None:
    """A bar at the foot of weeks in which nothing at all was entered: that is not 0."""
    lines = LineCollection(
        [
            [(left, 0.0), (right, 0.0)]
            for (left, right), bar in zip(edges, bars, strict=True)
            if is_empty_bar(series, bar)
        ],
        colors=theme.roles["border"],
        linewidths=NO_ENTRY_BAR_PX * PT_PER_PX,
        capstyle="butt",
        zorder=1.0,
        gid="week.no_entry",
    )
    axes.add_collection(lines, autolim=False)


def is_open_bar(series: PlanWeeksSeries, bar: PlanBar) -> bool:
    """True for the one week that is not over, once something was done in it."""
    return bar.first == bar.last and bool(bar.done) and not series.is_over(bar.last)


def is_empty_bar(series: PlanWeeksSeries, bar: PlanBar) -> bool:
    """True when nothing was entered in any of its weeks and one of them is over."""
    return series.is_over(bar.first) and not any(series.is_recorded[bar.first : bar.last + 1])


def _draw_target(
    axes: Axes, series: PlanWeeksSeries, row: PlanRow, bars: Sequence[PlanBar], theme: Theme
) -> None:
    """A level line over every week with a target, joined where one follows another.

    It lies on the bars and leaves them whole: one that reaches the target touches it.
    """
    if not row.has_target:
        return
    xs: list[float] = []
    ys: list[float] = []
    for start, week in list(zip(series.starts, row.weeks, strict=True))[bars[0].first :]:
        xs += [start - 0.5, start + WEEK_DAYS - 0.5]
        ys += [float(week.target or np.nan)] * 2
    axes.plot(
        xs,
        ys,
        color=theme.roles["text"],
        linewidth=_TARGET_PX * PT_PER_PX,
        solid_capstyle="butt",
        zorder=2.4,
        gid="target",
    )
    # Bars can be as light as the line: on those that go beyond it, it is as dark as the page.
    on_bars = LineCollection(
        list(_over_target(series, row, bars)),
        colors=theme.roles["surface"],
        linewidths=_TARGET_PX * PT_PER_PX,
        zorder=2.5,
        gid="target.on_bar",
    )
    if sum(to_rgb(theme.roles["text"])) > sum(to_rgb(theme.roles["load"])):
        axes.add_collection(on_bars, autolim=False)


def _over_target(
    series: PlanWeeksSeries, row: PlanRow, bars: Sequence[PlanBar]
) -> Iterator[list[tuple[float, float]]]:
    """Where the line of the target runs across a bar."""
    for bar in bars:
        left, right = _edges(series, bar)
        for place in range(bar.first, bar.last + 1):
            start, target = series.starts[place] - 0.5, row.weeks[place].target
            if target and bar.done > target:
                yield [(max(left, start), target), (min(right, start + WEEK_DAYS), target)]


def draw_cadence(
    axes: Axes, chart: PlanChart, cadence: CadenceLine, drawing: Drawing, ticks: Sequence[int]
) -> None:
    """A mark for each run, the base as a dashed line and what to try next as a solid one.

    Where a mark is that of several runs a line reaches from the lowest to the highest of them.
    """
    theme, low_high = drawing.theme, cadence_range(cadence)
    axes.set_ylim(*low_high)
    texts = [drawing.labels.formats.number(each, 0) for each in ticks]
    draw_upright_ticks(axes, ticks, texts, theme, drawing.layout.size_pt)
    if not cadence.points:
        _say_nothing(axes, chart.labels.no_runs, drawing)
        return
    first, end = drawing.first_day - 0.5, drawing.first_day - 0.5 + drawing.day_count
    base_on = cadence.base_on.toordinal()
    lines: list[tuple[str, float, tuple[float, Sequence[float]], float]] = [
        ("base", cadence.base, _BASE_DASHES, base_on - BASE_DAYS + 0.5)
    ]
    if cadence.target is not None:
        lines.append(("aim", float(cadence.target), (0.0, ()), base_on - 0.5))
    for gid, height, dashes, start in lines:
        axes.add_line(
            Line2D(
                [max(first, start), end],
                [height, height],
                color=theme.roles["text"],
                linewidth=_LINE_PX * PT_PER_PX,
                linestyle=dashes,
                zorder=1.0,
                gid=gid,
            )
        )
    marks = cadence_marks(chart.series)
    ranges = LineCollection(
        [[(each.at, each.low), (each.at, each.high)] for each in marks if each.high > each.low],
        colors=theme.roles["load"],
        linewidths=_RANGE_PX * PT_PER_PX,
        zorder=1.5,
        gid="cadence.range",
    )
    axes.add_collection(ranges, autolim=False)
    xs, ys = [each.at for each in marks], [each.middle for each in marks]
    axes.add_line(_points(xs, ys, theme, drawing.marker_scale))


def _points(xs: Sequence[float], ys: Sequence[float], theme: Theme, scale: float) -> Line2D:
    return Line2D(
        xs,
        ys,
        linestyle="none",
        marker="o",
        markersize=_POINT_PX * scale * PT_PER_PX,
        markerfacecolor=theme.roles["load"],
        markeredgecolor=theme.roles["text"],
        markeredgewidth=0.8 * PT_PER_PX,
        zorder=2.0,
        gid="cadence",
    )


def _say_nothing(axes: Axes, text: str, drawing: Drawing) -> None:
    words = Lettering(
        (0.5, 0.5),
        shortened(drawable(text), drawing.layout.size_pt, drawing.layout.boxes["pain"].width),
        axes.transAxes,
        size_pt=drawing.layout.size_pt,
        color=drawing.theme.roles["text2"],
        anchor="center",
    )
    words.set_gid("nothing")
    axes.add_artist(words)


# ---- legend ----


def plan_keys(chart: PlanChart) -> list[KeyEntry]:
    """What the panels below the pain show, only what is there."""
    series, labels = chart.series, chart.labels
    bars = [bar for row in chart.bars for bar in row]
    keys = []
    if any(bar.done for bar in bars):
        keys.append(KeyEntry(labels.done, "done"))
    if any(bar.skipped for bar in bars):
        keys.append(KeyEntry(labels.skipped, "skipped"))
    if any(row.has_target for row in series.rows):
        keys.append(KeyEntry(labels.target, "target", 2))
    if any(is_open_bar(series, bar) for bar in bars):
        keys.append(KeyEntry(labels.open, "open"))
    if any(bar.last > bar.first and bar.highest for bar in bars):
        keys.append(KeyEntry(labels.highest, "highest"))
    if any(is_empty_bar(series, bar) for bar in bars):
        keys.append(KeyEntry(labels.no_entry, "no_entry"))
    if series.cadence is not None and series.cadence.points:
        keys.append(KeyEntry(labels.cadence_run, "run"))
        keys.append(KeyEntry(labels.base, "base", 2))
        if series.cadence.target is not None:
            keys.append(KeyEntry(labels.aim, "aim", 2))
    return keys


def draw_swatch(sheet: Sheet, placed: PlacedKey) -> None:
    """The swatch of an entry of `plan_keys`."""
    kind, roles, side = placed.entry.swatch, sheet.theme.roles, sheet.swatch_size
    gid = f"swatch.{kind}"
    if kind == "run":
        dot = _points([placed.left + side / 2], [placed.middle], sheet.theme, sheet.scale**0.5)
        dot.set_transform(sheet.page)
        sheet.add(dot, gid)
        return
    if kind in ("done", "skipped", "open"):
        box = Rectangle(
            (placed.left, placed.middle - side / 2),
            side,
            side,
            transform=sheet.page,
            facecolor=roles["load"] if kind == "done" else "none",
            edgecolor=roles["text" if kind == "open" else "load"],
            linewidth=1.2 * PT_PER_PX,
            linestyle=_OPEN_DASHES if kind == "open" else "solid",
        )
        sheet.add(box, gid)
        return
    colors = {"highest": roles["load"], "no_entry": roles["border"]}
    widths = {"target": _TARGET_PX, "no_entry": NO_ENTRY_BAR_PX}
    line = Line2D(
        [placed.left, placed.left + placed.entry.squares * (side + 2.0) - 2.0],
        [placed.middle, placed.middle],
        transform=sheet.page,
        color=colors.get(kind, roles["text"]),
        linewidth=widths.get(kind, _LINE_PX) * PT_PER_PX,
        linestyle=_BASE_DASHES if kind == "base" else "solid",
        solid_capstyle="butt",
    )
    sheet.add(line, gid)
