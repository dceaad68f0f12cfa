"""Rows of squares or little bars over common columns: how many days say yes, how many answer.

What is drawn of a row is named by its panel and number: texts from people do not belong there.

With a day for a column a filled square is yes and a hollow one no. With longer columns the outline
is as high as the days with an answer, and filled as high as those with yes. Nothing is drawn where
nothing was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D

from diary.charts.fonts import PT_PER_PX, font, text_width
from diary.charts.layout import Box
from diary.charts.sheet import EDGE, TICK_PX, Sheet
from diary.charts.thinning import Values
from diary.charts.ticks import date_ticks
from diary.domain.chart_columns import ChartColumns, ColumnUnit
from diary.style import Theme
from diary.texts.numbers import Formats

OUTLINE_PX = 1.1
CROSS = "X"
_SQUARE_SHARE, _BAR_SHARE = 0.78, 0.84
_SQUARE_MOST, _BAR_MOST = 13.0, 34.0
_LEAST_ROW = 16.0
_CELL_BELOW_LABEL = 15.0
# How high rows and cells become where there is room.
_STRETCH_MOST, _CELL_MOST = 2.2, 28.0
# Labels that would take more of the width stand above their rows instead of beside them.
_LABEL_SHARE_MOST = 0.34
_DATE_GAP = 22.0
# Some day with two digits of every month.
_MONTHS = tuple(date(2000, month, 28) for month in range(1, 13))


class TallyRow(NamedTuple):
    """One row: for every column the days filled and those outlined; `urgent` columns are crossed.

    `total` stands behind the row.
    """

    text: str
    filled: Sequence[int]
    outlined: Sequence[int]
    role: str
    urgent: frozenset[int] = frozenset()
    total: str = ""


class TallyGroup(NamedTuple):
    """The rows of one panel."""

    key: str
    title: str
    rows: Sequence[TallyRow]
    empty: str = ""


class TallyPlan(NamedTuple):
    """How rows are laid out: where cells begin and end, and whether labels stand above them."""

    left: float
    right: float
    cells_left: float
    cells_right: float
    is_label_above: bool
    row_height: float
    cell_height: float


def planned(sheet: Sheet, groups: Sequence[TallyGroup], left: float, right: float) -> TallyPlan:
    """Find room for labels and cells between two edges."""
    rows = [row for group in groups for row in group.rows]
    label = max((sheet.text_width(row.text) for row in rows), default=0.0)
    count = max((sheet.text_width(row.total) for row in rows), default=0.0)
    cells_right = right - (count + EDGE if count else 0.0) - 2.0
    is_above = label > _LABEL_SHARE_MOST * (right - left)
    height = max(_LEAST_ROW, sheet.line * 1.08)
    if is_above:
        cell = _CELL_BELOW_LABEL
        return TallyPlan(left, right, left + 2.0, cells_right, True, sheet.line + cell + 3.0, cell)
    cells_left = left + (label + EDGE if label else 0.0)
    cell = min(height - 3.0, _LEAST_ROW * 1.2)
    return TallyPlan(left, right, cells_left, cells_right, False, height, cell)


def groups_height(sheet: Sheet, plan: TallyPlan, groups: Sequence[TallyGroup]) -> float:
    """The height of all panels with their titles, without the dates below them."""
    rows = sum(max(1, len(group.rows)) for group in groups)
    return rows * plan.row_height + _titles_height(sheet, plan, groups)


def _titles_height(sheet: Sheet, plan: TallyPlan, groups: Sequence[TallyGroup]) -> float:
    return sum(sheet.title_room(plan.left, group.title) for group in groups)


def stretched(
    sheet: Sheet, plan: TallyPlan, groups: Sequence[TallyGroup], room: float
) -> TallyPlan:
    """The same plan with higher rows where there is room for them."""
    rows = sum(max(1, len(group.rows)) for group in groups)
    free = room - groups_height(sheet, plan, groups)
    if free <= 0 or not rows:
        return plan
    more = min(free / rows, (_STRETCH_MOST - 1) * plan.row_height)
    cell = min(plan.cell_height + more, _CELL_MOST * sheet.scale)
    return plan._replace(row_height=plan.row_height + more, cell_height=cell)


def fewer_rows(
    groups: Sequence[TallyGroup], sheet: Sheet, plan: TallyPlan, room: float
) -> tuple[list[TallyGroup], int]:
    """The groups with as many rows as there is room for, and how many rows are left out.

    Those with the least yes go first.
    """
    free = room - _titles_height(sheet, plan, groups)
    most = max(len(groups), int(free // plan.row_height))
    rows = [(sum(row.filled), -place, row) for place, row in enumerate(_rows(groups))]
    if len(rows) <= most:
        return list(groups), 0
    kept = {id(row) for _filled, _place, row in sorted(rows, key=lambda each: each[:2])[-most:]}
    fewer = [
        group._replace(rows=[row for row in group.rows if id(row) in kept]) for group in groups
    ]
    fewer = [group for group, old in zip(fewer, groups, strict=True) if group.rows or not old.rows]
    return fewer, len(rows) - most


def _rows(groups: Sequence[TallyGroup]) -> list[TallyRow]:
    return [row for group in groups for row in group.rows]


def draw_groups(
    sheet: Sheet, plan: TallyPlan, groups: Sequence[TallyGroup], columns: ChartColumns, top: float
) -> tuple[list[Axes], float]:
    """Draw all panels one below another, and tell where they end."""
    panels = []
    for group in groups:
        top += sheet.title_room(plan.left, group.title)
        sheet.title(plan.left, top - 4.0, group.title)
        height = max(1, len(group.rows)) * plan.row_height
        width = max(plan.cells_right - plan.cells_left, 20.0)
        axes = sheet.axes(Box(plan.cells_left, top, width, height), group.key)
        axes.set_xlim(0, len(columns) or 1)
        axes.set_ylim(height, 0)
        axes.set_yticks([])
        axes.set_xticks([])
        _write_labels(sheet, plan, group, top)
        _draw_lines(axes, plan, group, sheet.theme)
        column_px = width / max(1, len(columns))
        if columns.unit is ColumnUnit.DAY:
            _draw_squares(axes, plan, group, column_px, sheet.theme)
        else:
            longest = max(map(len, columns.spans), default=1)
            _draw_bars(axes, plan, group, column_px, longest, sheet.theme)
        panels.append(axes)
        top += height
    return panels, top


def _write_labels(sheet: Sheet, plan: TallyPlan, group: TallyGroup, top: float) -> None:
    if not group.rows:
        sheet.write(plan.cells_left, top + plan.row_height / 2, group.empty, "empty")
    for place, row in enumerate(group.rows):
        foot = top + (place + 1) * plan.row_height
        middle = foot - plan.cell_height / 2 - 1.0
        above = foot - plan.cell_height - sheet.line / 2
        at = above if plan.is_label_above else middle
        room = plan.right - plan.left if plan.is_label_above else None
        sheet.write(plan.left, at, row.text, "row", role="text", room=room)
        if row.total:
            sheet.write(plan.right, middle, row.total, "count", role="text", anchor="right")


def _draw_lines(axes: Axes, plan: TallyPlan, group: TallyGroup, theme: Theme) -> None:
    """The foot of every row."""
    feet = [(number + 1) * plan.row_height - 1.0 for number in range(len(group.rows))]
    right = axes.get_xlim()[1]
    lines = LineCollection(
        [[(0.0, foot), (right, foot)] for foot in feet],
        colors=theme.roles["divider"],
        linewidths=PT_PER_PX,
        zorder=0.5,
        gid="feet",
    )
    axes.add_collection(lines, autolim=False)


def _draw_squares(
    axes: Axes, plan: TallyPlan, group: TallyGroup, column_px: float, theme: Theme
) -> None:
    """A square for every answer: filled, hollow, or a cross for what should not wait."""
    side = min(column_px * _SQUARE_SHARE, plan.cell_height * _SQUARE_SHARE, _SQUARE_MOST)
    half = side / column_px / 2
    for number, row in enumerate(group.rows):
        middle = (number + 1) * plan.row_height - 1.0 - plan.cell_height / 2
        low, high = middle + side / 2, middle - side / 2
        answers = [
            (place, yes)
            for place, (yes, known) in enumerate(zip(row.filled, row.outlined, strict=True))
            if yes or known
        ]
        for is_yes in (True, False):
            places = [place for place, yes in answers if bool(yes) == is_yes]
            plain = [place for place in places if place not in row.urgent or not is_yes]
            boxes = [_box(place + 0.5, half, low, high) for place in plain]
            _add_boxes(axes, boxes, row, theme, is_filled=is_yes, gid=f"{group.key}.{number}")
        _add_crosses(
            axes, row, [middle] * len(row.filled), side * 1.25, theme, f"{group.key}.{number}"
        )


def _draw_bars(
    axes: Axes, plan: TallyPlan, group: TallyGroup, column_px: float, longest: int, theme: Theme
) -> None:
    """A little bar in every column: as high as the cell when all of `longest` days are filled."""
    half = min(column_px * _BAR_SHARE, _BAR_MOST) / column_px / 2
    step = (plan.cell_height - 2.0) / longest
    for number, row in enumerate(group.rows):
        foot = (number + 1) * plan.row_height - 1.0
        for days, is_filled in ((row.outlined, False), (row.filled, True)):
            boxes = [
                _box(at + 0.5, half, foot, foot - amount * step)
                for at, amount in enumerate(days)
                if amount
            ]
            _add_boxes(axes, boxes, row, theme, is_filled=is_filled, gid=f"{group.key}.{number}")
        middles = [foot - plan.cell_height / 2] * len(row.filled)
        _add_crosses(axes, row, middles, 8.0, theme, f"{group.key}.{number}")


def _box(middle: float, half: float, low: float, high: float) -> Values:
    left, right = middle - half, middle + half
    return np.array([(left, low), (left, high), (right, high), (right, low)], dtype=np.float64)


def _add_boxes(
    axes: Axes, boxes: Sequence[Values], row: TallyRow, theme: Theme, *, is_filled: bool, gid: str
) -> None:
    if not boxes:
        return
    color = theme.roles[row.role]
    collection = PolyCollection(
        list(boxes),
        facecolors=color if is_filled else theme.roles["surface"],
        edgecolors=color,
        linewidths=OUTLINE_PX * PT_PER_PX,
        zorder=2.0 if is_filled else 1.5,
        gid=f"{'yes' if is_filled else 'no'}.{gid}",
    )
    collection.set_clip_on(False)
    axes.add_collection(collection, autolim=False)


def _add_crosses(
    axes: Axes, row: TallyRow, middles: Sequence[float], size_px: float, theme: Theme, gid: str
) -> None:
    places = sorted(row.urgent)
    if places:
        xs, ys = [place + 0.5 for place in places], [middles[place] for place in places]
        line = cross_line(xs, ys, size_px, theme)
        line.set_gid(f"urgent.{gid}")
        axes.add_line(line)


def cross_line(xs: Sequence[float], ys: Sequence[float], size_px: float, theme: Theme) -> Line2D:
    """The mark of signs that should not wait."""
    return Line2D(
        xs,
        ys,
        linestyle="none",
        marker=CROSS,
        markersize=size_px * PT_PER_PX,
        markerfacecolor=theme.roles["danger"],
        markeredgecolor=theme.roles["surface"],
        markeredgewidth=0.8 * PT_PER_PX,
        clip_on=False,
        zorder=3.0,
    )


def draw_dates(
    sheet: Sheet, plan: TallyPlan, panels: Sequence[Axes], columns: ChartColumns, formats: Formats
) -> None:
    """Dates below the last panel: in the middle of a day, else where the day begins."""
    if not panels or not len(columns):
        return
    width = plan.cells_right - plan.cells_left
    widest = max(sheet.text_width(formats.short_day(on)) for on in _MONTHS)
    room = widest + _DATE_GAP * sheet.scale
    is_by_day = columns.unit is ColumnUnit.DAY
    places: list[float] = []
    texts: list[str] = []
    of_day, year = columns.places(), ""
    for tick in date_ticks(columns.span, max(2, int(width // room)), formats):
        column = of_day[tick.on]
        span = columns.spans[column]
        share = 0.5 if is_by_day else (tick.on - span.start).days / len(span)
        place = column + share
        middle = plan.cells_left + place / len(columns) * width
        # A label that has no room leaves its year to the next one.
        year = tick.year or year
        lines = list(filter(None, (tick.text, year)))
        half = max(text_width(line, sheet.size_pt) for line in lines) / 2
        is_inside = half <= middle <= sheet.width - half
        places.append(place)
        texts.append("\n".join(lines) if is_inside else "")
        year = "" if is_inside else year
    _set_dates(panels[-1], places, texts, sheet)


def _set_dates(axes: Axes, places: list[float], texts: list[str], sheet: Sheet) -> None:
    roles = sheet.theme.roles
    axes.set_xticks(
        places,
        texts,
        fontproperties=font(sheet.size_pt),
        color=roles["text2"],
        parse_math=False,
    )
    axes.tick_params(
        axis="x", color=roles["border"], width=PT_PER_PX, length=TICK_PX * PT_PER_PX, bottom=True
    )


def dates_height(sheet: Sheet) -> float:
    """The room of the dates below the last panel."""
    return 2 * sheet.line + TICK_PX + 8.0
