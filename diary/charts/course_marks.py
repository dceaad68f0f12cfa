"""The marks around a run: during, after and next morning joined, the result, and the tick.

The left knee is filled and its line solid, the right one hollow and dashed. Results are outlines,
dashed until the next morning is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Transform

from diary.charts.fonts import PT_PER_PX
from diary.charts.legend import DASHES, LINE_PX
from diary.charts.points import LATE_DASHES, point_collection
from diary.charts.sheet import Sheet
from diary.domain.knee import Knee
from diary.domain.rules.responses import Response
from diary.domain.run_responses import KneeCourse, KneeCourses
from diary.style import Theme

MOMENT_KEYS = ("during", "after", "morning")
# None of them is the shape of a result.
_MOMENT_MARKERS = {"during": "P", "after": "D", "morning": "*"}
_MOMENT_SIZES = {"during": 1.0, "after": 0.92, "morning": 1.35}
_MARK_PX = 8.0
_RESULT_PX = 9.0
_RESULT_PEN_PX = 1.5
_TICK_PEN_PX = 1.8
_STEP_MOST_PX = 14.0
# Between the middles of two knees at most, in steps twice: marks of one reach over two.
_APART_STEPS = 8.0
# Closer together three marks of a knee cannot be told apart.
STEP_LEAST_PX = 6.5


class CourseLook(NamedTuple):
    """How far apart things stand: columns and the steps between marks in pixels, and mark sizes."""

    column_px: float
    step_px: float
    mark_px: float
    result_px: float

    def share(self, pixels: float) -> float:
        """Pixels as a part of a column."""
        return pixels / self.column_px


def course_look(column_px: float, knee_count: int, scale: float) -> CourseLook:
    """The sizes for as many knees beside one another in a column of this width."""
    step = min(_STEP_MOST_PX * scale, column_px / max(1, knee_count) * 0.29)
    mark = min(_MARK_PX * scale, max(step * 0.95, 4.5))
    result = min(_RESULT_PX * scale, column_px * 0.4)
    return CourseLook(column_px, step, mark, result)


def draw_separators(axes: Axes, count: int, theme: Theme) -> None:
    """A thin line between every two runs."""
    low, high = axes.get_ylim()
    lines = LineCollection(
        [[(place, low), (place, high)] for place in range(1, count)],
        colors=theme.roles["divider"],
        linewidths=0.8 * PT_PER_PX,
        zorder=0.2,
        gid="between",
    )
    axes.add_collection(lines, autolim=False)


def draw_courses(axes: Axes, knees: Sequence[KneeCourses], look: CourseLook, theme: Theme) -> None:
    """Draw the marks of these knees side by side in every column."""
    for number, each in enumerate(knees):
        middle = (number + 0.5) / len(knees)
        # Knees stand a little closer to each other than to the next run, and near their run.
        apart = min(0.92, look.share(_APART_STEPS * look.step_px))
        middle = 0.5 + (middle - 0.5) * apart
        _draw_lines(axes, each, middle, look, theme)
        for moment, key in enumerate(MOMENT_KEYS):
            _draw_moment(axes, each, key, (moment, middle), look, theme)


def _draw_lines(
    axes: Axes, each: KneeCourses, middle: float, look: CourseLook, theme: Theme
) -> None:
    """One line with a break between runs and where a score is missing."""
    xs: list[float] = []
    ys: list[float] = []
    for place, course in enumerate(each.courses):
        for moment, value in enumerate(course.values):
            xs.append(_x(place, moment, middle, look))
            ys.append(np.nan if value is None else float(value.value))
        xs.append(float(place + 1))
        ys.append(np.nan)
    axes.plot(
        xs,
        ys,
        color=theme.roles[each.knee],
        linewidth=LINE_PX[each.knee] * PT_PER_PX,
        linestyle=DASHES[each.knee],
        dash_capstyle="butt",
        zorder=2.4,
        gid=f"line.{each.knee}",
    )


def _x(place: int, moment: int, middle: float, look: CourseLook) -> float:
    return place + middle + (moment - 1) * look.share(look.step_px)


def _draw_moment(
    axes: Axes,
    each: KneeCourses,
    key: str,
    at: tuple[int, float],
    look: CourseLook,
    theme: Theme,
) -> None:
    moment, middle = at
    for is_late in (False, True):
        places = [
            (_x(place, moment, middle, look), float(value.value))
            for place, course in enumerate(each.courses)
            if (value := course.values[moment]) is not None and value.is_late == is_late
        ]
        if not places:
            continue
        points = moment_marks(
            key, each.knee, places, look.mark_px, axes.transData, theme, is_late=is_late
        )
        points.set_clip_on(False)
        points.set_gid(f"{key}.{each.knee}{'.late' if is_late else ''}")
        axes.add_collection(points, autolim=False)


def moment_marks(
    key: str,
    knee: Knee,
    places: Sequence[tuple[float, float]],
    size_px: float,
    transform: Transform,
    theme: Theme,
    *,
    is_late: bool = False,
) -> PathCollection:
    """The marks of one moment and knee."""
    color = theme.roles[knee]
    # A late mark of the left knee is paler, so that its dashed outline is seen.
    full = f"{color}59" if is_late else color
    fill = full if knee is Knee.LEFT else theme.roles["surface"]
    return point_collection(
        _moment_path(key),
        np.array(places, dtype=np.float64),
        size_px * _MOMENT_SIZES[key],
        transform,
        [(fill, color)] * len(places),
        is_late=is_late,
    )


@cache
def _moment_path(key: str) -> Path:
    style = MarkerStyle(_MOMENT_MARKERS[key])
    return style.get_path().transformed(style.get_transform())


@cache
def _result_path(result: Response) -> Path:
    if result is Response.SETTLED:
        style = MarkerStyle("o")
        return style.get_path().transformed(style.get_transform())
    if result is Response.HOLD:
        corners = [(-0.44, -0.44), (0.44, -0.44), (0.44, 0.44), (-0.44, 0.44), (-0.44, -0.44)]
    else:
        corners = [(0.0, 0.5), (0.52, -0.42), (-0.52, -0.42), (0.0, 0.5)]
    return Path(corners, closed=True)


@cache
def _tick_path() -> Path:
    return Path([(-0.5, 0.02), (-0.14, -0.42), (0.5, 0.46)])


def draw_results(axes: Axes, knees: Sequence[KneeCourses], look: CourseLook, theme: Theme) -> None:
    """One row for each knee: the result of every run, and a tick where it settled by morning."""
    aside = look.share(look.result_px * 0.62)
    for row, each in enumerate(knees):
        for result in Response:
            for is_waiting in (False, True):
                places = [
                    (place + 0.5 - aside, float(row))
                    for place, course in enumerate(each.courses)
                    if _is(course, result, is_waiting=is_waiting)
                ]
                if places:
                    marks = result_marks(
                        result, places, look.result_px, axes.transData, theme, is_waiting=is_waiting
                    )
                    tail = ".waiting" if is_waiting else ""
                    marks.set_gid(f"result.{result}.{each.knee}{tail}")
                    axes.add_collection(marks, autolim=False)
        settled = [
            (place + 0.5 + aside, float(row))
            for place, course in enumerate(each.courses)
            if course.is_settled
        ]
        if settled:
            ticks = tick_marks(settled, look.result_px, axes.transData, theme)
            ticks.set_gid(f"tick.{each.knee}")
            axes.add_collection(ticks, autolim=False)


def _is(course: KneeCourse, result: Response, *, is_waiting: bool) -> bool:
    response = course.response
    return (
        response is not None and response.result is result and response.is_provisional == is_waiting
    )


def result_marks(
    result: Response,
    places: Sequence[tuple[float, float]],
    size_px: float,
    transform: Transform,
    theme: Theme,
    *,
    is_waiting: bool = False,
) -> PathCollection:
    """Outlines of one result; dashed until the next morning is known."""
    marks = point_collection(
        _result_path(result),
        np.array(places, dtype=np.float64),
        size_px,
        transform,
        [("none", theme.roles["text"])] * len(places),
        is_late=False,
    )
    marks.set_linewidth(_RESULT_PEN_PX * PT_PER_PX)
    if is_waiting:
        marks.set_linestyle([LATE_DASHES])
    marks.set_clip_on(False)
    return marks


def tick_marks(
    places: Sequence[tuple[float, float]], size_px: float, transform: Transform, theme: Theme
) -> PathCollection:
    """The ticks of runs after which a knee had settled by the morning."""
    ticks = point_collection(
        _tick_path(),
        np.array(places, dtype=np.float64),
        size_px,
        transform,
        [("none", theme.roles["text"])] * len(places),
        is_late=False,
    )
    ticks.set_linewidth(_TICK_PEN_PX * PT_PER_PX)
    ticks.set_clip_on(False)
    return ticks


def knee_swatch(
    knee: Knee, left: float, middle: float, width: float, sheet: Sheet
) -> list[Line2D | PathCollection]:
    """A piece of the line of a knee between two of its marks."""
    color = sheet.theme.roles[knee]
    line = Line2D(
        [left, left + width],
        [middle, middle],
        transform=sheet.page,
        color=color,
        linewidth=LINE_PX[knee] * PT_PER_PX,
        linestyle=DASHES[knee],
        dash_capstyle="butt",
    )
    ends = [(left + 3.0 * sheet.scale, middle), (left + width - 3.0 * sheet.scale, middle)]
    return [
        line,
        moment_marks("after", knee, ends, _MARK_PX * sheet.scale, sheet.page, sheet.theme),
    ]
