"""The figure "Around each run": three joined marks for a run and knee, its result, its distance.

A run is a column. Marks of a knee stand in the order of time, and a missing score breaks their
line. Results have the shapes they have beside the runs; no mark of a score looks like them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from diary.charts.course_marks import (
    MOMENT_KEYS,
    STEP_LEAST_PX,
    CourseLook,
    course_look,
    draw_courses,
    draw_results,
    draw_separators,
    knee_swatch,
    moment_marks,
    result_marks,
    tick_marks,
)
from diary.charts.drawn import Drawn
from diary.charts.fonts import PT_PER_PX, PX_PER_INCH
from diary.charts.kinds import RunResponsesChart
from diary.charts.layout import Box
from diary.charts.legend import HATCH_PT, incomplete_line
from diary.charts.picture import ChartLook
from diary.charts.plain_axes import (
    add_bars,
    amount_texts,
    bar_corners,
    set_up_amounts,
    set_up_pain,
    show_frame,
    write_days,
    write_upright,
)
from diary.charts.sheet import EDGE, TICK_PX, KeyEntry, PlacedKey, Sheet
from diary.domain.knee import Knee
from diary.domain.rules.responses import Response
from diary.domain.run_responses import KneeCourses, RunResponsesSeries
from diary.texts.run_response_chart import is_cut_short

CUT_HATCH = "////"
_PAIN_SHARE, _DISTANCE_SHARE = 2.2, 1.0
_LEAST_PANEL = 24.0
# So many lines apart digits do not touch.
_TICK_LINES = 0.8
_BAR_SHARE, _BAR_MOST = 0.6, 44.0


def figure_of_run_responses(chart: RunResponsesChart, look: ChartLook) -> Drawn:
    """Draw the runs of a chart; text of 100 % has 9 pt labels.

    The axes are labelled "pain" (or "pain.left" and "pain.right" where a column has no room for
    both knees), "result" and "distance"; run number k stands in the column from k to k + 1.
    """
    return _Figure(chart, look).drawn()


class _Figure:
    """One figure while it is put together."""

    def __init__(self, chart: RunResponsesChart, look: ChartLook) -> None:
        self._series: RunResponsesSeries = chart.series
        self._labels = chart.labels
        self._sheet = Sheet(look, chart.labels.foot)
        self._mark_scale = (1 + (look.text_scale - 1) * 0.4) * look.marker_scale
        self._count = len(chart.series.runs)
        self._top_distance = max(
            ((run.distance_m or 0.0) / chart.labels.unit_m for run in chart.series.runs),
            default=0.0,
        )
        sheet, labels = self._sheet, self._labels
        texts = [
            *labels.pain_ticks.values(),
            *(labels.sides[each.knee] for each in chart.series.knees),
            *amount_texts(self._top_distance, labels.formats),
        ]
        self._left = EDGE + max(map(sheet.text_width, texts)) + TICK_PX + 5.0
        self._width = max(sheet.width - EDGE - 6.0 - self._left, 60.0)
        self._column_px = self._width / max(1, self._count)

    def drawn(self) -> Drawn:
        """The figure with everything on it."""
        sheet, labels = self._sheet, self._labels
        keys, top = sheet.placed_keys(self._keys(), EDGE, sheet.width - EDGE, EDGE)
        sheet.write_keys(keys)
        for each in keys:
            if each.entry.swatch:
                self._draw_swatch(each)
        groups = self._pain_groups()
        row = sheet.line * 1.45
        result_height = row * max(1, len(self._series.knees))
        foot = sheet.height - (2 * sheet.line + TICK_PX + 8.0)
        names = [*(title for _key, title, _knees in groups), labels.result_title]
        titles = sum(sheet.title_room(self._left, name) for name in (*names, labels.distance_title))
        unit = (foot - top - titles - result_height) / (_PAIN_SHARE + _DISTANCE_SHARE)
        unit = max(unit, _LEAST_PANEL)
        first: Axes | None = None
        for key, title, knees in groups:
            height = unit * _PAIN_SHARE / len(groups)
            axes, top = self._panel(key, title, top, height)
            self._draw_pain(axes, knees, height)
            first = first or axes
        axes, top = self._panel("result", labels.result_title, top, result_height)
        self._draw_results(axes)
        axes, _top = self._panel("distance", labels.distance_title, top, unit * _DISTANCE_SHARE)
        self._draw_distances(axes, unit * _DISTANCE_SHARE)
        return Drawn(sheet.figure, first, self._count)

    def _pain_groups(self) -> list[tuple[str, str, Sequence[KneeCourses]]]:
        """The panels of pain: one with both knees side by side, or one for each knee."""
        knees, labels = self._series.knees, self._labels
        look = self._course_look(len(knees))
        if len(knees) < 2 or look.step_px >= STEP_LEAST_PX * self._sheet.scale**0.5:
            return [("pain", labels.pain_title, knees)]
        return [(f"pain.{each.knee}", labels.pain_titles[each.knee], [each]) for each in knees]

    def _course_look(self, knee_count: int) -> CourseLook:
        return course_look(self._column_px, knee_count, self._mark_scale)

    def _panel(self, key: str, title: str, top: float, height: float) -> tuple[Axes, float]:
        """An empty panel below its title, and where it ends."""
        sheet = self._sheet
        top += sheet.title_room(self._left, title)
        sheet.title(self._left, top - 5.0, title)
        axes = sheet.axes(Box(self._left, top, self._width, height), key)
        axes.set_xlim(0.0, max(1, self._count))
        show_frame(axes, sheet)
        axes.set_xticks([])
        return axes, top + height

    # ---- panels ----

    def _draw_pain(self, axes: Axes, knees: Sequence[KneeCourses], height: float) -> None:
        sheet = self._sheet
        set_up_pain(axes, sheet, spaced(self._labels.pain_ticks, height, sheet.line))
        draw_separators(axes, self._count, sheet.theme)
        draw_courses(axes, knees, self._course_look(len(knees)), sheet.theme)

    def _draw_results(self, axes: Axes) -> None:
        sheet, knees = self._sheet, self._series.knees
        axes.set_ylim(max(1, len(knees)) - 0.5, -0.5)
        sides = [self._labels.sides[each.knee] for each in knees]
        write_upright(axes, sheet, range(len(knees)), sides)
        axes.tick_params(axis="y", length=0)
        draw_separators(axes, self._count, sheet.theme)
        draw_results(axes, knees, self._course_look(1), sheet.theme)

    def _draw_distances(self, axes: Axes, height: float) -> None:
        sheet, runs, roles = self._sheet, self._series.runs, self._sheet.theme.roles
        set_up_amounts(axes, sheet, self._top_distance, height, self._labels.formats)
        half = min(self._column_px * _BAR_SHARE, _BAR_MOST * self._mark_scale)
        half /= 2 * self._column_px
        for is_cut in (False, True):
            chosen = [
                (place + 0.5, run.distance_m / self._labels.unit_m)
                for place, run in enumerate(runs)
                if run.distance_m and is_cut_short(run) == is_cut
            ]
            if chosen:
                middles, amounts = zip(*chosen, strict=True)
                corners = bar_corners(middles, half, [0.0] * len(chosen), amounts)
                fill = roles["surface"] if is_cut else roles["load"]
                hatch = CUT_HATCH if is_cut else None
                gid = "bars.cut" if is_cut else "bars"
                add_bars(axes, corners, fill, roles["load"], hatch, gid)
        self._draw_hollow(axes)
        lines = list(zip(self._labels.days, self._labels.years, strict=True))
        write_days(axes, sheet, self._left, self._column_px, lines)

    def _draw_hollow(self, axes: Axes) -> None:
        """A hollow triangle for the runs that have no distance."""
        places = [place + 0.5 for place, run in enumerate(self._series.runs) if not run.distance_m]
        if places:
            above = ScaledTranslation(0.0, 6.0 / PX_PER_INCH, self._sheet.figure.dpi_scale_trans)
            line = incomplete_line(
                places, [0.0] * len(places), axes.transData + above, self._sheet.theme, 1.0
            )
            line.set_gid("hollow")
            axes.add_line(line)

    # ---- legend ----

    def _keys(self) -> list[KeyEntry]:
        """Everything that is drawn, in the order of the panels."""
        series, labels = self._series, self._labels
        keys = [KeyEntry(labels.knees[each.knee], f"knee.{each.knee}", 3) for each in series.knees]
        courses = [course for each in series.knees for course in each.courses]
        for place, key in enumerate(MOMENT_KEYS):
            if any(course.values[place] for course in courses):
                keys.append(KeyEntry(labels.moments[place], f"moment.{key}"))
        if series.has_late:
            keys.append(KeyEntry(labels.late, "late"))
        responses = [course.response for course in courses if course.response is not None]
        if responses:
            keys += [KeyEntry(text, f"result.{key}") for key, text in labels.results.items()]
        if any(each.is_provisional for each in responses):
            keys.append(KeyEntry(labels.dashed, "waiting"))
        if any(course.is_settled for course in courses):
            keys.append(KeyEntry(labels.settled, "settled"))
        if any(run.distance_m and is_cut_short(run) for run in series.runs):
            keys.append(KeyEntry(labels.cut_short, "cut"))
        if not all(run.distance_m for run in series.runs):
            keys.append(KeyEntry(labels.hollow, "hollow"))
        return keys

    def _draw_swatch(self, placed: PlacedKey) -> None:
        sheet, key = self._sheet, placed.entry.swatch
        width = sheet.swatch_width(placed.entry) - 8.0
        for artist in self._swatch(key, placed.left, placed.middle, width):
            sheet.add(artist, f"swatch.{key}")

    def _swatch(self, key: str, left: float, middle: float, width: float) -> Sequence[Artist]:
        sheet, theme = self._sheet, self._sheet.theme
        kind, _dot, name = key.partition(".")
        at, size = [(left + width / 2, middle)], 9.0 * sheet.scale
        if kind == "knee":
            return knee_swatch(Knee(name), left, middle, width, sheet)
        if kind in ("moment", "late"):
            knee = self._series.knees[0].knee
            marks = moment_marks(
                name or "after", knee, at, size, sheet.page, theme, is_late=kind == "late"
            )
            return [marks]
        if kind in ("result", "waiting"):
            result = Response(name) if name else Response.SETTLED
            return [result_marks(result, at, size, sheet.page, theme, is_waiting=kind == "waiting")]
        if kind == "settled":
            return [tick_marks(at, size, sheet.page, theme)]
        if kind == "hollow":
            return [incomplete_line([at[0][0]], [middle], sheet.page, theme, sheet.scale)]
        box = Rectangle(
            (left, middle - size / 2),
            width,
            size,
            transform=sheet.page,
            facecolor=theme.roles["surface"],
            edgecolor=theme.roles["load"],
            linewidth=0.7 * PT_PER_PX,
            hatch=CUT_HATCH,
        )
        box.set_hatch_linewidth(HATCH_PT * 1.6)
        return [box]


def spaced(ticks: Mapping[int, str], height: float, line: float) -> dict[int, str]:
    """The ticks of a panel that is so high; one too close to those beside it has its line alone.

    Both ends stay, and of those between them the higher one.
    """
    low, high = min(ticks), max(ticks)
    least = _TICK_LINES * line * (high - low) / max(height, 1.0)
    shown = [low, high]
    for score in sorted(ticks, reverse=True):
        if all(abs(score - other) >= least for other in shown):
            shown.append(score)
    return {score: text if score in shown else "" for score, text in ticks.items()}
