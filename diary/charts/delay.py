"""The figure "Compare with a delay": every score above its load, and each score against its load.

Nothing here says which delay fits best, and no line is fitted: dots are counted days, and the two
short lines are the middle scores on either side of the middle load.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from diary.charts.delay_dots import dot_keys, draw_dots, draw_key, scale_of
from diary.charts.drawn import Drawn
from diary.charts.fonts import PT_PER_PX, drawable, text_width, wrapped
from diary.charts.kinds import DelayChart
from diary.charts.layout import Box, Layout
from diary.charts.legend import draw_legend, legend_entries, placed_entries
from diary.charts.panels import (
    Drawing,
    draw_loads,
    draw_pain,
    has_points,
    load_tick_texts,
    set_up_load,
    set_up_pain,
    tops,
)
from diary.charts.picture import ChartLook
from diary.charts.sheet import EDGE, PlacedKey, Sheet
from diary.charts.tickmarks import draw_level_ticks
from diary.charts.ticks import date_ticks
from diary.domain.delays import as_days

# The dots stand beside the days only where both have room, in pixels at text of 100 %.
_LEAST_WIDTH_BESIDE = 700.0
_DOTS_SHARE, _LEAST_DOTS = 0.34, 220.0
_BETWEEN = 28.0
_SHARES = {"pain": 2.2, "load": 1.3}
_DOTS_BELOW_SHARE = 2.0
_LEAST_UNIT = 16.0
_TICK_ROOM = 9.0
_RIGHT_ROOM = 6.0
_TITLE_ABOVE = 5.0
_DATE_GAP = 22.0
_UNKNOWN_FOOT = 0.07
# Some day with two digits of every month.
_MONTHS = tuple(date(2000, month, 28) for month in range(1, 13))


class _Plan(NamedTuple):
    """Where the panels stand, and the keys of the dots with the height their title ends at."""

    boxes: dict[str, Box]
    keys: list[PlacedKey]
    dots_title: float


def figure_of_delay(chart: DelayChart, look: ChartLook) -> Drawn:
    """Draw a comparison; the axes are labelled "pain", "load" and "dots".

    The x of the first two is the day number (`date.toordinal`), and every day is a column. The dots
    stand over their load, beside the days or below them where it is narrow.
    """
    sheet = Sheet(look, chart.labels.foot)
    drawing, plan = _laid_out(sheet, chart, look)
    _draw_texts(sheet, chart, drawing, plan)
    panels = {key: _panel(sheet, plan.boxes[key], key) for key in ("pain", "load", "dots")}
    first = drawing.first_day
    for key in _SHARES:
        panels[key].set_xlim(first - 0.5, first + drawing.day_count - 0.5)
    set_up_pain(panels["pain"], drawing)
    set_up_load(panels["load"], drawing, tops(drawing.series, drawing.labels)[0])
    draw_pain(panels["pain"], drawing)
    draw_loads(panels["load"], drawing)
    _draw_unknown_loads(panels["load"], drawing)
    _set_dates(panels, drawing)
    draw_dots(panels["dots"], chart, drawing)
    return Drawn(sheet.figure, panels["pain"], len(chart.series.span))


def _laid_out(sheet: Sheet, chart: DelayChart, look: ChartLook) -> tuple[Drawing, _Plan]:
    days, labels = as_days(chart.series), chart.labels.panels
    entries = legend_entries(
        days,
        labels,
        has_points=has_points(days),
        has_usual=False,
        has_events=False,
        has_evidence=False,
    )
    texts = [*labels.pain_ticks.values(), *load_tick_texts(tops(days, labels)[0], labels)]
    left = EDGE + max(sheet.text_width(text) for text in texts) + _TICK_ROOM
    right = sheet.width - EDGE - _RIGHT_ROOM
    legend, height = placed_entries(entries, left, right, sheet.line * 1.35, sheet.size_pt)
    if sheet.width >= _LEAST_WIDTH_BESIDE * sheet.scale:
        plan = _planned_beside(sheet, chart, left, right, height)
    else:
        plan = _planned_below(sheet, chart, left, right, height)
    layout = Layout(
        width=sheet.width,
        height=sheet.height,
        size_pt=sheet.size_pt,
        title_pt=sheet.title_pt,
        boxes=plan.boxes,
        legend=legend,
        marks=[],
        lanes=0,
        title_gap=sheet.title_height + _TITLE_ABOVE,
    )
    return Drawing(days, look.theme, labels, layout, look.marker_scale), plan


def _planned_beside(
    sheet: Sheet, chart: DelayChart, left: float, right: float, top: float
) -> _Plan:
    dots_width = max(_DOTS_SHARE * (right - left), _LEAST_DOTS * sheet.scale)
    dots_left = right - dots_width + _dots_room(sheet)
    days_width = right - dots_width - _BETWEEN * sheet.scale - left
    bottom = sheet.height - _foot(sheet)
    dots_gap = _title_gap(sheet, chart.labels.dots_title, right - dots_left)
    gaps = _gaps(sheet, chart, days_width, dots_gap)
    boxes = _day_boxes(gaps, (left, days_width), top, bottom)
    title = boxes["pain"].top - _TITLE_ABOVE
    keys, keys_end = sheet.placed_keys(
        dot_keys(chart), dots_left, right, title + _TITLE_ABOVE - 4.0
    )
    dots_top = keys_end + 6.0
    width = right - dots_left
    height = max(bottom - _more_axis(sheet, chart, width) - dots_top, _LEAST_UNIT)
    boxes["dots"] = Box(dots_left, dots_top, width, height)
    return _Plan(boxes, keys, title)


def _planned_below(sheet: Sheet, chart: DelayChart, left: float, right: float, top: float) -> _Plan:
    keys_height = sheet.placed_keys(dot_keys(chart), left, right, 0.0)[1]
    # Room for half a dot, and not the edges of the panels over time: it has no days.
    width = right - left - _BETWEEN / 2
    gaps = _gaps(sheet, chart, right - left)
    dots_gap = _title_gap(sheet, chart.labels.dots_title, width)
    feet = 2 * _foot(sheet) + _more_axis(sheet, chart, width) + keys_height
    unit = (sheet.height - top - feet - sum(gaps.values()) - dots_gap) / (
        sum(_SHARES.values()) + _DOTS_BELOW_SHARE
    )
    unit = max(unit, _LEAST_UNIT)
    days_bottom = top + sum(gaps.values()) + unit * sum(_SHARES.values())
    boxes = _day_boxes(gaps, (left, right - left), top, days_bottom)
    title = days_bottom + _foot(sheet) + dots_gap - _TITLE_ABOVE
    keys, keys_end = sheet.placed_keys(dot_keys(chart), left, right, title + 1.0)
    boxes["dots"] = Box(left, keys_end + 4.0, width, unit * _DOTS_BELOW_SHARE)
    return _Plan(boxes, keys, title)


def _day_boxes(
    gaps: dict[str, float], across: tuple[float, float], top: float, bottom: float
) -> dict[str, Box]:
    """The two panels over time, one above the other; `across` is their left edge and width."""
    left, width = across
    unit = max((bottom - top - sum(gaps.values())) / sum(_SHARES.values()), _LEAST_UNIT)
    boxes = {}
    for key, share in _SHARES.items():
        boxes[key] = Box(left, top + gaps[key], width, unit * share)
        top += gaps[key] + unit * share
    return boxes


def _gaps(sheet: Sheet, chart: DelayChart, width: float, least: float = 0.0) -> dict[str, float]:
    """The room above each panel over time; above the first one at least `least`."""
    labels = chart.labels.panels
    pain = _title_gap(sheet, labels.pain_title, width)
    return {"pain": max(pain, least), "load": _title_gap(sheet, labels.load_title, width)}


def _title_gap(sheet: Sheet, title: str, width: float) -> float:
    return sheet.title_room(0.0, title, width) + _TITLE_ABOVE


def _axis_lines(sheet: Sheet, chart: DelayChart, width: float) -> list[str]:
    """What the loads below the dots are."""
    return wrapped(drawable(chart.labels.load_axis), sheet.size_pt, width)


def _more_axis(sheet: Sheet, chart: DelayChart, width: float) -> float:
    """The height of all but the first of these lines."""
    return max(0, len(_axis_lines(sheet, chart, width)) - 1) * sheet.line


def _foot(sheet: Sheet) -> float:
    """The room of two lines below a panel: dates with years, or loads with what they are."""
    return 2 * sheet.line + _TICK_ROOM + 4.0


def _dots_room(sheet: Sheet) -> float:
    """The room of the scores beside the dots."""
    return sheet.text_width("10") + _TICK_ROOM


def _draw_texts(sheet: Sheet, chart: DelayChart, drawing: Drawing, plan: _Plan) -> None:
    labels, boxes = drawing.labels, plan.boxes
    draw_legend(sheet.figure, drawing.layout.legend, sheet.theme, sheet.page, sheet.size_pt)
    for key, title in (("pain", labels.pain_title), ("load", labels.load_title)):
        box = boxes[key]
        sheet.title(box.left, box.top - _TITLE_ABOVE, title, room=box.width)
    dots = boxes["dots"]
    sheet.title(dots.left, plan.dots_title, chart.labels.dots_title, room=dots.width)
    scale = scale_of(chart, drawing)
    for placed in plan.keys:
        if placed.entry.swatch:
            draw_key(sheet, placed, scale, drawing)
    sheet.write_keys(plan.keys)
    foot = dots.top + dots.height + _TICK_ROOM + 1.6 * sheet.line
    for number, line in enumerate(_axis_lines(sheet, chart, dots.width)):
        sheet.write(dots.left, foot + number * sheet.line, line, "axis")


def _panel(sheet: Sheet, box: Box, key: str) -> Axes:
    axes = sheet.axes(box, key)
    for spine in (axes.spines["left"], axes.spines["bottom"]):
        spine.set_visible(True)
        spine.set_color(sheet.theme.roles["border"])
        spine.set_linewidth(PT_PER_PX)
    return axes


def _draw_unknown_loads(axes: Axes, drawing: Drawing) -> None:
    """A tick at the foot of every day of which the load is not known."""
    if not has_points(drawing.series):
        return
    missing = [number for number, load in enumerate(drawing.series.loads) if load is None]
    lines = LineCollection(
        [[(drawing.first_day + number, y) for y in (0.0, _UNKNOWN_FOOT)] for number in missing],
        transform=axes.get_xaxis_transform(),
        colors=drawing.theme.roles["border"],
        linewidths=1.3 * PT_PER_PX,
        gid="unknown_load",
    )
    axes.add_collection(lines, autolim=False)


def _set_dates(panels: dict[str, Axes], drawing: Drawing) -> None:
    """Dates below the loads, and the same ticks below the scores."""
    layout, formats = drawing.layout, drawing.labels.formats
    box, size_pt = layout.boxes["load"], layout.size_pt
    room = max(text_width(formats.short_day(on), size_pt) for on in _MONTHS)
    room += _DATE_GAP * size_pt / 9
    ticks = date_ticks(drawing.series.span, int(box.width // room), formats)
    places, texts = [], []
    for tick in ticks:
        lines = list(filter(None, (tick.text, tick.year)))
        half = max(text_width(line, size_pt) for line in lines) / 2
        places.append(tick.on.toordinal())
        middle = (places[-1] - drawing.first_day + 0.5) * drawing.px_per_day
        is_inside = box.left + middle >= half and middle + half <= box.width + _BETWEEN / 2
        texts.append("\n".join(lines) if is_inside else "")
    for key in _SHARES:
        draw_level_ticks(
            panels[key], places, texts if key == "load" else (), drawing.theme, size_pt
        )
