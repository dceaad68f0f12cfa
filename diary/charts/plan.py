"""The figure "Plan": the pain of every day, and below it what was done in every week.

A week that was missed is a low bar and nothing else. The target is a line that stops where there
was none. All panels share one time axis; weeks stand over their own seven days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import ceil

from matplotlib.axes import Axes

from diary.charts.drawn import Drawn
from diary.charts.fonts import PT_PER_PX, text_width
from diary.charts.kinds import PlanChart
from diary.charts.layout import Box, Layout
from diary.charts.legend import draw_legend, legend_entries, placed_entries
from diary.charts.panels import Drawing, draw_pain, has_points, set_up_pain
from diary.charts.picture import ChartLook
from diary.charts.plan_panels import (
    cadence_ticks,
    count_ticks,
    draw_cadence,
    draw_row,
    draw_swatch,
    plan_keys,
    shown_bars,
)
from diary.charts.sheet import EDGE, PlacedKey, Sheet
from diary.charts.tickmarks import draw_level_ticks
from diary.charts.ticks import date_ticks

_PAIN_SHARE, _ROW_SHARE, _CADENCE_SHARE = 2.2, 1.1, 1.2
# Below this a panel cannot be read: pixels of a share of 1 at text of 100 %.
_LEAST_SHARE, _LEAST_DRAWN = 44.0, 16.0
_TICK_ROOM, _RIGHT_ROOM, _TITLE_ABOVE = 9.0, 6.0, 5.0
_DATE_GAP = 22.0
# Some day with two digits of every month.
_MONTHS = tuple(date(2000, month, 28) for month in range(1, 13))


def figure_of_plan(chart: PlanChart, look: ChartLook) -> Drawn:
    """Draw the weeks of a chart; text of 100 % has 9 pt labels.

    The axes are labelled "pain", by the kind of each row, and "cadence" where it was taken up;
    their x is the day number (`date.toordinal`), and every day is a column.
    """
    return _Figure(chart, look).drawn()


class _Figure:
    """One figure while it is put together."""

    def __init__(self, chart: PlanChart, look: ChartLook) -> None:
        shown = tuple(shown_bars(chart.series, bars) for bars in chart.bars)
        self._chart = chart = replace(chart, bars=shown)
        self._look = look
        self._series, self._labels = chart.series, chart.labels
        self._sheet = sheet = Sheet(look, chart.labels.foot)
        self._titles = {"pain": chart.labels.panels.pain_title}
        self._shares = {"pain": _PAIN_SHARE}
        for row, title in zip(chart.series.rows, chart.labels.titles, strict=True):
            self._titles[row.kind], self._shares[row.kind] = title, _ROW_SHARE
        if chart.series.cadence is not None:
            self._titles["cadence"] = chart.labels.cadence_title
            self._shares["cadence"] = _CADENCE_SHARE
        texts = [*chart.labels.panels.pain_ticks.values(), "100"]
        self._left = EDGE + max(map(sheet.text_width, texts)) + _TICK_ROOM
        self._right = max(sheet.width - EDGE - _RIGHT_ROOM, self._left + 60.0)

    def drawn(self) -> Drawn:
        """The figure with everything on it."""
        drawing, keys, wanted = self._laid_out()
        sheet = self._sheet
        draw_legend(sheet.figure, drawing.layout.legend, sheet.theme, sheet.page, sheet.size_pt)
        sheet.write_keys(keys)
        for each in keys:
            if each.entry.swatch:
                draw_swatch(sheet, each)
        panels = {key: self._panel(drawing, key) for key in self._titles}
        set_up_pain(panels["pain"], drawing)
        draw_pain(panels["pain"], drawing)
        for row, bars in zip(self._series.rows, self._chart.bars, strict=True):
            box = drawing.layout.boxes[row.kind]
            ticks = count_ticks(row.highest, box.height / (1.5 * sheet.line))
            draw_row(panels[row.kind], self._series, row, bars, drawing, ticks)
        if self._series.cadence is not None:
            box = drawing.layout.boxes["cadence"]
            spms = cadence_ticks(self._series.cadence, box.height / (1.5 * sheet.line))
            draw_cadence(panels["cadence"], self._chart, self._series.cadence, drawing, spms)
        self._set_dates(panels, drawing)
        return Drawn(sheet.figure, panels["pain"], len(self._series.span), wanted)

    def _laid_out(self) -> tuple[Drawing, list[PlacedKey], int]:
        """Legend and panels from top to bottom, and the height all of them want."""
        sheet, days, labels = self._sheet, self._series.pain, self._labels.panels
        entries = legend_entries(
            days,
            labels,
            has_points=has_points(days),
            has_usual=False,
            has_events=False,
            has_evidence=False,
        )
        row = sheet.line * 1.35
        legend, top = placed_entries(entries, self._left, self._right, row, sheet.size_pt)
        if any(each.text != each.entry.text for each in legend):
            # With large text the room left of the panels is needed too: no name is cut.
            legend, top = placed_entries(entries, EDGE, self._right, row, sheet.size_pt)
        keys, top = sheet.placed_keys(plan_keys(self._chart), self._left, self._right, top)
        width = self._right - self._left
        gaps = {
            key: sheet.title_room(0.0, title, width) + _TITLE_ABOVE
            for key, title in self._titles.items()
        }
        foot = 2 * sheet.line + _TICK_ROOM + 4.0
        taken, shares = top + sum(gaps.values()) + foot, sum(self._shares.values())
        unit = max((sheet.height - taken) / shares, _LEAST_DRAWN)
        boxes: dict[str, Box] = {}
        for key, share in self._shares.items():
            boxes[key] = Box(self._left, top + gaps[key], width, unit * share)
            top += gaps[key] + unit * share
        layout = Layout(
            width=sheet.width,
            height=sheet.height,
            size_pt=sheet.size_pt,
            title_pt=sheet.title_pt,
            boxes=boxes,
            legend=legend,
            marks=[],
            lanes=0,
            title_gap=sheet.title_height + _TITLE_ABOVE,
        )
        wanted = ceil(taken + _LEAST_SHARE * sheet.scale**0.5 * shares)
        look = self._look
        return Drawing(days, look.theme, labels, layout, look.marker_scale), keys, wanted

    def _panel(self, drawing: Drawing, key: str) -> Axes:
        sheet, box = self._sheet, drawing.layout.boxes[key]
        sheet.title(box.left, box.top - _TITLE_ABOVE, self._titles[key], room=box.width)
        axes = sheet.axes(box, key)
        first = drawing.first_day
        axes.set_xlim(first - 0.5, first + drawing.day_count - 0.5)
        for spine in (axes.spines["left"], axes.spines["bottom"]):
            spine.set_visible(True)
            spine.set_color(sheet.theme.roles["border"])
            spine.set_linewidth(PT_PER_PX)
        return axes

    def _set_dates(self, panels: dict[str, Axes], drawing: Drawing) -> None:
        """The same ticks in every panel, dates only below the last."""
        layout, formats = drawing.layout, drawing.labels.formats
        last, size_pt = list(panels)[-1], layout.size_pt
        box = layout.boxes[last]
        room = max(text_width(formats.short_day(on), size_pt) for on in _MONTHS)
        room += _DATE_GAP * size_pt / 9
        places, texts = [], []
        for tick in date_ticks(drawing.series.span, int(box.width // room), formats):
            lines = list(filter(None, (tick.text, tick.year)))
            half = max(text_width(line, size_pt) for line in lines) / 2
            places.append(tick.on.toordinal())
            middle = box.left + (places[-1] - drawing.first_day + 0.5) * drawing.px_per_day
            is_inside = middle >= half and middle + half <= layout.width
            texts.append("\n".join(lines) if is_inside else "")
        for key, each in panels.items():
            draw_level_ticks(each, places, texts if key == last else (), drawing.theme, size_pt)
