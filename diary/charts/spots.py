"""The figure "Where": knee maps with a count in every area, and the weeks in which each was named.

In wide figures the maps stand beside the weeks, else above them, in narrow ones below one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from matplotlib.patches import Rectangle

from diary.charts.drawn import Drawn
from diary.charts.fonts import PT_PER_PX
from diary.charts.kinds import SpotsChart
from diary.charts.knee_map import DENSITIES, draw_knee_map, hatch_of
from diary.charts.layout import Box
from diary.charts.picture import ChartLook
from diary.charts.sheet import EDGE, KeyEntry, PlacedKey, Sheet
from diary.charts.tallies import (
    OUTLINE_PX,
    TallyGroup,
    TallyRow,
    dates_height,
    draw_dates,
    draw_groups,
    fewer_rows,
    groups_height,
    planned,
    stretched,
)
from diary.domain.knee import Area, Knee
from diary.domain.spot_counts import KneeSpots
from diary.style import knee_paths

# What cannot be drawn on the knee is written below it.
_NOT_DRAWN = (Area.INSIDE, Area.ALL_OVER, None)
_LEAST_ROWS_WIDTH = 420.0
# How far maps shrink or grow to fill a figure.
_LEAST_SCALE, _LARGEST_SCALE = 0.6, 1.4
_SCALE_STEP = 0.05
_BETWEEN = 24.0


class _Maps(NamedTuple):
    """Where the maps stand: beside the rows or above them, so many in a line, at a scale."""

    is_beside: bool
    in_line: int
    scale: float


def figure_of_spots(chart: SpotsChart, look: ChartLook) -> Drawn:
    """Draw the counts; the axes "map.left" and "map.right" are the knees, "left" and "right" rows.

    The x of the rows are the columns. Where there is no room for every row those with the fewest
    days are left to the table, as a last resort.
    """
    sheet = Sheet(look, chart.labels.foot)
    keys, top = sheet.placed_keys(_keys(chart), EDGE, sheet.width - EDGE, EDGE / 2)
    maps, wanted = _fitted(sheet, chart, top)
    groups: Sequence[TallyGroup] = _groups(chart)
    sheet.write_keys(keys)
    for each in keys:
        _draw_swatch(sheet, each)
    bottom, right = _draw_maps(sheet, chart, maps, top)
    rows_top, rows_left = (top, right + _BETWEEN) if maps.is_beside else (bottom, EDGE)
    plan = planned(sheet, groups, rows_left, sheet.width - EDGE)
    room = sheet.height - rows_top - dates_height(sheet)
    groups, left_out = fewer_rows(groups, sheet, plan, room)
    plan = stretched(sheet, plan, groups, room)
    if left_out:
        text = chart.labels.more_rows.format(n=left_out)
        middle = sheet.height - sheet.line * 0.6
        sheet.write(sheet.width - EDGE, middle, text, "left_out", anchor="right")
    panels, _end = draw_groups(sheet, plan, groups, chart.series.columns, rows_top)
    draw_dates(sheet, plan, panels, chart.series.columns, chart.labels.formats)
    if not panels:
        sheet.write(EDGE, rows_top + sheet.line, chart.labels.nothing, "empty", role="text")
    columns = panels[0] if panels else None
    return Drawn(sheet.figure, columns, len(chart.series.columns), ceil(wanted) + 1)


def _fitted(sheet: Sheet, chart: SpotsChart, top: float) -> tuple[_Maps, float]:
    """How the maps are placed, and the height that everything needs at the usual size."""
    ways = _ways(sheet, len(chart.series.knees))
    heights = [_height(sheet, chart, way, top) for way in ways]
    wanted = min(heights)
    maps = next(
        (way for way, height in zip(ways, heights, strict=True) if height <= sheet.height),
        ways[heights.index(wanted)],
    )
    step = _SCALE_STEP if wanted <= sheet.height else -_SCALE_STEP
    scale = maps.scale
    while _LEAST_SCALE < (maps.scale + step) / scale < _LARGEST_SCALE:
        other = maps._replace(scale=maps.scale + step)
        is_fitting = _height(sheet, chart, other, top) <= sheet.height
        if step > 0 and not (is_fitting and _width(sheet, other) <= sheet.width - 2 * EDGE):
            break
        maps = other
        if step < 0 and is_fitting:
            break
    return maps, wanted


def _ways(sheet: Sheet, count: int) -> list[_Maps]:
    """How the maps can be placed in this width, the best one first."""
    count = max(1, count)
    ways = [_Maps(False, count, sheet.scale), _Maps(True, count, sheet.scale)]
    free = sheet.width - 2 * EDGE
    found = [way for way in ways if _width(sheet, way) <= free]
    return found or [_Maps(False, 1, min(sheet.scale, free / knee_paths().view_width))]


def _width(sheet: Sheet, maps: _Maps) -> float:
    """The width that maps need, with the rows beside them if they stand there."""
    both = maps.in_line * (knee_paths().view_width * maps.scale + _BETWEEN) - _BETWEEN
    return both + (_BETWEEN + _LEAST_ROWS_WIDTH * sheet.scale if maps.is_beside else 0.0)


def _height(sheet: Sheet, chart: SpotsChart, maps: _Maps, top: float) -> float:
    groups = _groups(chart)
    taken = _maps_height(sheet, chart, maps)
    left = EDGE
    if maps.is_beside:
        left += maps.in_line * (knee_paths().view_width * maps.scale + _BETWEEN)
    plan = planned(sheet, groups, left, sheet.width - EDGE)
    rows = groups_height(sheet, plan, groups) + dates_height(sheet)
    return top + (max(taken, rows) if maps.is_beside else taken + rows)


def _maps_height(sheet: Sheet, chart: SpotsChart, maps: _Maps) -> float:
    knees = chart.series.knees
    lines = max((len(_below(each)) for each in knees), default=0)
    each = sheet.title_height + knee_paths().view_height * maps.scale + lines * sheet.line + EDGE
    return -(-len(knees) // maps.in_line) * each


def _draw_maps(sheet: Sheet, chart: SpotsChart, maps: _Maps, top: float) -> tuple[float, float]:
    """Draw the maps from a height on; returns where they end below and at the right."""
    drawing = knee_paths()
    width, height = drawing.view_width * maps.scale, drawing.view_height * maps.scale
    free = sheet.width - 2 * EDGE
    step = width + _BETWEEN if maps.is_beside else free / maps.in_line
    each_height = _maps_height(sheet, chart, maps) / max(
        1, -(-len(chart.series.knees) // maps.in_line)
    )
    right = EDGE
    for number, spots in enumerate(chart.series.knees):
        row, place = divmod(number, maps.in_line)
        left = EDGE + place * step + (0.0 if maps.is_beside else (step - width) / 2)
        high = top + row * each_height + sheet.title_height
        sheet.title(left, high - 4.0, chart.labels.knees[spots.knee])
        counts = {area: spots.total(area) for area in Area}
        draw_knee_map(
            sheet,
            Box(left, high, width, height),
            spots.knee,
            counts,
            chart.series.most,
            chart.labels.sides,
            is_facing=chart.is_facing,
            is_plain=chart.is_plain,
        )
        for line, area in enumerate(_below(spots)):
            text = f"{chart.labels.spots[area]}: {spots.total(area)}"
            middle = high + height + (line + 0.7) * sheet.line
            sheet.write(left, middle, text, "below", role="text")
        right = left + width
    return top + _maps_height(sheet, chart, maps), right


def _below(spots: KneeSpots) -> list[Area | None]:
    return [area for area in _NOT_DRAWN if spots.total(area)]


def _groups(chart: SpotsChart) -> list[TallyGroup]:
    labels = chart.labels
    return [
        TallyGroup(
            str(each.knee),
            labels.weeks[each.knee],
            [
                TallyRow(
                    labels.spots[row.area],
                    row.days,
                    each.sore_days,
                    str(each.knee) if row.area is not None else "text2",
                    total=str(row.total),
                )
                for row in each.rows
            ],
            labels.nothing,
        )
        for each in chart.series.knees
    ]


def _keys(chart: SpotsChart) -> list[KeyEntry]:
    labels = chart.labels
    return [
        KeyEntry(labels.number),
        KeyEntry(labels.density, "density", len(DENSITIES)),
        KeyEntry(labels.named, "named"),
        KeyEntry(labels.sore, "sore"),
        KeyEntry(labels.each_column),
    ]


def _draw_swatch(sheet: Sheet, each: PlacedKey) -> None:
    side, roles = sheet.swatch_size, sheet.theme.roles
    kind = each.entry.swatch
    for number in range(each.entry.squares if kind else 0):
        box = Rectangle(
            (each.left + number * (side + 2.0), each.middle - side / 2),
            side,
            side,
            transform=sheet.page,
            facecolor=roles["text2"] if kind == "named" else roles["surface"],
            edgecolor=roles["text2"],
            linewidth=OUTLINE_PX * PT_PER_PX,
            hatch=hatch_of(number + 1, Knee.LEFT) if kind == "density" else None,
        )
        box.set_hatch_linewidth(0.9)
        sheet.add(box, "swatch")
