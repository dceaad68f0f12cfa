"""What is drawn inside the three panels; a day without an entry is a gap, never a 0."""

from __future__ import annotations

from itertools import compress, count
from typing import NamedTuple, cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.transforms import ScaledTranslation
from numpy.typing import NDArray

from diary.charts.empty_panel import is_empty, say_nothing
from diary.charts.fonts import PT_PER_PX, PX_PER_INCH
from diary.charts.layout import Layout
from diary.charts.legend import (
    AT_LEAST,
    DASHES,
    EVIDENCE_EDGE,
    EVIDENCE_HATCH,
    HATCH_PT,
    LINE_PX,
    NO_ENTRY_BAR_PX,
    RANGE_EDGE,
    USUAL_HATCH,
    incomplete_line,
    range_fill,
    range_hatch,
)
from diary.charts.points import draw_points, same_days
from diary.charts.strokes import LEAST_GAP_PX, LEAST_STEP_PX, draw_lone, fill_between
from diary.charts.thinning import (
    Thinned,
    Values,
    as_flags,
    as_values,
    days_per_point,
    empty_rows,
    thin,
)
from diary.charts.tickmarks import draw_upright_ticks
from diary.charts.ticks import MOST_LOAD_TICKS, load_ticks, tick_digits
from diary.charts.timeline import mark_color
from diary.domain.knee import Knee
from diary.domain.load import UsualWeek
from diary.domain.pain_and_load import KneeSeries, MarkKind, PainAndLoadSeries
from diary.domain.period import Span
from diary.style import Theme
from diary.texts.charts import ChartLabels

MOST_DAYS_WITH_POINTS = 366
_PAIN_LOW, _PAIN_HIGH = -1.25, 10.6
_NO_ENTRY = (-1.0, -0.55)
_GRID_AT = (3, 6)
_BAR_DAYS = 0.8
_USUAL_MOST_DAYS = 7
# Between two marks of days that lack something.
_INCOMPLETE_PX = 7.0
# More lines than this hide what they point at; then only labelled marks have one.
_MOST_LINES = 12


class Drawing(NamedTuple):
    """What every panel needs."""

    series: PainAndLoadSeries
    theme: Theme
    labels: ChartLabels
    layout: Layout
    marker_scale: float = 1.0

    @property
    def first_day(self) -> int:
        """The first day as a number."""
        return self.series.span.start.toordinal()

    @property
    def px_per_day(self) -> float:
        """The width of a day."""
        return self.layout.boxes["pain"].width / self.day_count

    @property
    def day_count(self) -> int:
        """How many days the axes have room for; one for a span without days."""
        return max(1, len(self.series.span))


def has_points(series: PainAndLoadSeries) -> bool:
    """True when every day has a mark of its own: up to a year."""
    return len(series.span) <= MOST_DAYS_WITH_POINTS


def tops(series: PainAndLoadSeries, labels: ChartLabels) -> tuple[float, float]:
    """The highest values of the two load panels in the unit drawn."""
    # Without a line of Python for each of twenty thousand days.
    loads = max(filter(None, series.loads), default=0.0)
    weeks = max(filter(None, series.week_sums), default=0.0)
    usual = [each.high for each in filter(None, series.usual_weeks) if not each.is_incomplete]
    return loads / labels.load_unit, max([weeks, *usual]) / labels.load_unit


def load_tick_texts(top: float, labels: ChartLabels, most: int = MOST_LOAD_TICKS) -> list[str]:
    """The labels of an upright load axis."""
    ticks = load_ticks(top, most)
    return [labels.formats.number(each, tick_digits(ticks)) for each in ticks]


def draw_evidence(axes: Axes, drawing: Drawing, evidence: Span) -> None:
    """Shade the days of a reminder, with dots that are there without colour too."""
    roles = drawing.theme.roles
    shade = axes.axvspan(
        evidence.start.toordinal() - 0.5,
        evidence.end.toordinal() - 0.5,
        facecolor=roles["infobg"],
        edgecolor=(roles["accent"], EVIDENCE_EDGE),
        hatch=EVIDENCE_HATCH,
        linewidth=1.2 * PT_PER_PX,
        linestyle=(0.0, (3.0, 2.0)),
        zorder=0.1,
        gid="evidence",
    )
    shade.set_hatch_linewidth(HATCH_PT)


def draw_mark_lines(axes: Axes, drawing: Drawing) -> None:
    """A thin dashed line through the panel for the days of marks."""
    placed = drawing.layout.marks
    if len(placed) > _MOST_LINES:
        placed = [each for each in placed if each.is_labelled]
    for is_sign in (False, True):
        days = [
            each.mark.on.toordinal()
            for each in placed
            if (each.mark.kind is MarkKind.SIGN) == is_sign and each.mark.on in drawing.series.span
        ]
        if days:
            kind = MarkKind.SIGN if is_sign else MarkKind.EVENT
            low, high = axes.get_ylim()
            lines = LineCollection(
                [[(day, low), (day, high)] for day in days],
                colors=mark_color(kind, drawing.theme),
                linewidths=(1.3 if is_sign else 0.9) * PT_PER_PX,
                linestyles=[(0.0, (3.5, 3.0))],
                zorder=0.5,
                gid="lines.sign" if is_sign else "lines.event",
            )
            axes.add_collection(lines, autolim=False)


def set_up_pain(axes: Axes, drawing: Drawing) -> None:
    """Give the pain panel its axis, which always runs from 0 to 10."""
    axes.set_ylim(_PAIN_LOW, _PAIN_HIGH)
    ticks = drawing.labels.pain_ticks
    _set_ticks(axes, drawing, list(ticks), list(ticks.values()))
    for at in _GRID_AT:
        axes.axhline(
            at, color=drawing.theme.roles["divider"], linewidth=PT_PER_PX, zorder=0.3, gid="grid"
        )


def draw_pain(axes: Axes, drawing: Drawing) -> None:
    """Lines, marks or bands of both knees, and where nothing was entered."""
    series = drawing.series
    _draw_no_entry(axes, drawing)
    is_alone = len(series.knees) == 1
    same = same_days(series.knees) if has_points(series) else frozenset()
    for each in series.knees:
        if has_points(series):
            size = 8.5 if drawing.px_per_day >= 9 else 7.0 if drawing.px_per_day >= 5 else 5.5
            scale = (1 + (drawing.layout.size_pt / 9 - 1) * 0.4) * drawing.marker_scale
            draw_points(
                axes,
                each,
                drawing.first_day,
                size * scale,
                drawing.theme,
                is_alone=is_alone,
                same=same,
            )
        else:
            _draw_range(axes, each, drawing)
        _draw_line(axes, each, drawing)


def _draw_line(axes: Axes, series: KneeSeries, drawing: Drawing) -> None:
    thinned = thin(as_values(series.medians), drawing.first_day)
    color, width = drawing.theme.roles[series.knee], LINE_PX[series.knee]
    draw_lone(axes, thinned, drawing.px_per_day, (color, width, f"lone.{series.knee}"))
    axes.plot(
        thinned.x,
        thinned.mean,
        color=drawing.theme.roles[series.knee],
        linewidth=LINE_PX[series.knee] * PT_PER_PX,
        linestyle=DASHES[series.knee],
        dash_capstyle="butt",
        solid_joinstyle="round",
        zorder=2.4,
        gid=f"line.{series.knee}",
    )


def _draw_range(axes: Axes, series: KneeSeries, drawing: Drawing) -> None:
    values = [None if value is None else float(value.value) for value in series.values]
    thinned = thin(as_values(values), drawing.first_day)
    color = drawing.theme.roles[series.knee]
    band = PolyCollection(
        [],
        facecolors=[range_fill(color, series.knee)],
        edgecolors=[(color, RANGE_EDGE)] if series.knee is Knee.RIGHT else "none",
        linewidths=0.5 * PT_PER_PX,
        hatch=range_hatch(series.knee),
        zorder=1.5,
        gid=f"range.{series.knee}",
    )
    low, high = thinned.low - 0.12, thinned.high + 0.12
    fill_between(band, thinned, low, high, drawing.px_per_day)
    band.set_hatch_linewidth(HATCH_PT)
    axes.add_collection(band, autolim=False)


def _draw_no_entry(axes: Axes, drawing: Drawing) -> None:
    """A tick at the foot of every day without a score; in long spans a bar for empty stretches."""
    series = drawing.series
    first = drawing.first_day
    if has_points(series):
        missing = [number for number, is_there in enumerate(series.is_recorded) if not is_there]
        segments = [[(float(first + number), y) for y in _NO_ENTRY] for number in missing]
        width = 1.3
    else:
        y, least = sum(_NO_ENTRY) / 2, LEAST_GAP_PX / drawing.px_per_day / 2
        segments = []
        for start, end in empty_rows(series.is_recorded):
            middle, half = first - 0.5 + (start + end) / 2, max((end - start) / 2, least)
            segments.append([(middle - half, y), (middle + half, y)])
        width = NO_ENTRY_BAR_PX
    lines = LineCollection(
        segments,
        colors=drawing.theme.roles["border"],
        linewidths=width * PT_PER_PX,
        capstyle="butt",
        zorder=1.0,
        gid="no_entry",
    )
    axes.add_collection(lines, autolim=False)


def set_up_load(axes: Axes, drawing: Drawing, top: float) -> None:
    """Give a load panel its axis from 0 to a little above its highest value."""
    axes.set_ylim(0.0, top * 1.08 if top else 1.0)
    if is_empty(drawing.series, is_week=axes.get_label() == "week"):
        # An axis with nothing but a 0 says less than words.
        _set_ticks(axes, drawing, [], [])
        say_nothing(axes, drawing.series, drawing.labels, drawing.theme, drawing.layout)
        return
    # Labels one line high and half a line apart.
    line = drawing.layout.size_pt / PT_PER_PX * 1.2
    most = int(drawing.layout.boxes[str(axes.get_label())].height // (1.5 * line)) + 1
    most = min(max(most, 2), MOST_LOAD_TICKS)
    _set_ticks(axes, drawing, load_ticks(top, most), load_tick_texts(top, drawing.labels, most))


def draw_loads(axes: Axes, drawing: Drawing) -> None:
    """One bar a day, in long spans the highest day of every few; all bars are one collection."""
    series, roles = drawing.series, drawing.theme.roles
    thinned = thin(as_values(series.loads) / drawing.labels.load_unit, drawing.first_day)
    # The bars of long spans may be narrower than what is seen, or behind the line of the axis.
    least = LEAST_STEP_PX / drawing.px_per_day
    half = max(thinned.days * _BAR_DAYS, least) / 2
    places = np.flatnonzero(thinned.high > 0)
    x, high = thinned.x[places], thinned.high[places]
    start = drawing.first_day - 0.5
    x = np.clip(x, start + 2 * least - half, start + drawing.day_count - half)
    corners = np.empty((len(places), 4, 2))
    corners[:, :2, 0], corners[:, 2:, 0] = (x - half)[:, None], (x + half)[:, None]
    corners[:, (0, 3), 1], corners[:, (1, 2), 1] = 0.0, high[:, None]
    bars = PolyCollection(
        # An array of boxes is taken over as it is, a list one by one.
        cast("list[Values]", corners),
        facecolors=roles["load"],
        linewidths=0.0,
        antialiaseds=drawing.px_per_day * thinned.days > 3,
        zorder=1.2,
        gid="bars",
    )
    axes.add_collection(bars, autolim=False)
    _draw_incomplete(axes, drawing)


def _draw_incomplete(axes: Axes, drawing: Drawing) -> None:
    """A hollow triangle above the days of which a run lacks what is counted.

    In long spans one stands for several days, above the highest bar of theirs.
    """
    series = drawing.series
    found: dict[int, float] = {}
    days = compress(count(), series.is_incomplete)
    shared = 1 if has_points(series) else max(1, round(_INCOMPLETE_PX / drawing.px_per_day))
    for number in days:
        place = number // shared * shared
        around = series.loads[place : place + shared]
        found[min(place + shared // 2, len(series.loads) - 1)] = max(each or 0.0 for each in around)
    if not found:
        return
    unit = drawing.labels.load_unit
    above = ScaledTranslation(0.0, 6.0 / PX_PER_INCH, axes.figure.dpi_scale_trans)
    line = incomplete_line(
        [drawing.first_day + number for number in found],
        [amount / unit for amount in found.values()],
        axes.transData + above,
        drawing.theme,
        1.0,
    )
    line.set_gid("incomplete")
    axes.add_line(line)


def has_usual(series: PainAndLoadSeries) -> bool:
    """True when the band of the usual week is drawn; in very long spans it equals the line."""
    is_known = any(map(_is_drawn, series.usual_weeks))
    return is_known and days_per_point(len(series.span)) <= _USUAL_MOST_DAYS


def _is_drawn(usual: UsualWeek | None) -> bool:
    """False also where runs lack what is counted: the band would be too low."""
    return usual is not None and not usual.is_incomplete and usual.amount > 0


def _draw_usual(axes: Axes, drawing: Drawing) -> None:
    unit = drawing.labels.load_unit
    usual = [each if _is_drawn(each) else None for each in drawing.series.usual_weeks]
    low = thin(as_values([each and each.low for each in usual]) / unit, drawing.first_day)
    high = thin(as_values([each and each.high for each in usual]) / unit, drawing.first_day)
    band = PolyCollection(
        [],
        facecolors="none",
        edgecolors=drawing.theme.roles["load"],
        linewidths=0.6 * PT_PER_PX,
        hatch=USUAL_HATCH,
        zorder=1.0,
        gid="usual",
    )
    fill_between(band, low, low.mean, high.mean, drawing.px_per_day)
    band.set_hatch_linewidth(HATCH_PT)
    axes.add_collection(band, autolim=False)


def draw_weeks(axes: Axes, drawing: Drawing) -> None:
    """The sum of seven days as a stepped line over the hatched band of the usual week."""
    series, roles, unit = drawing.series, drawing.theme.roles, drawing.labels.load_unit
    if is_empty(series, is_week=True):
        return
    if has_usual(series):
        _draw_usual(axes, drawing)
    thinned = thin(as_values(series.week_sums) / unit, drawing.first_day)
    if thinned.days > 1:
        extremes = PolyCollection(
            [],
            facecolors=[(roles["text"], 0.25)],
            edgecolors="none",
            linewidths=0.0,
            zorder=1.6,
            gid="week.range",
        )
        fill_between(extremes, thinned, thinned.low, thinned.high, drawing.px_per_day)
        axes.add_collection(extremes, autolim=False)
    width = 1.8 if thinned.days == 1 else 1.3
    draw_lone(axes, thinned, drawing.px_per_day, (roles["text"], width, "lone.week"))
    is_open = _is_open(thinned, drawing)
    # The open line reaches to the points beside it, so that both meet.
    is_near = is_open.copy()
    is_near[1:] |= is_open[:-1]
    is_near[:-1] |= is_open[1:]
    for gid, is_shown, style in (("week", ~is_open, "solid"), ("week.least", is_near, AT_LEAST)):
        if gid == "week" or is_shown.any():
            axes.plot(
                thinned.x,
                np.where(is_shown, thinned.mean, np.nan),
                color=roles["text"],
                linewidth=width * PT_PER_PX,
                linestyle=style,
                drawstyle="steps-mid" if thinned.days == 1 else "default",
                zorder=2.0,
                gid=gid,
            )


def _is_open(thinned: Thinned, drawing: Drawing) -> NDArray[np.bool_]:
    """The points of which a week is only known to be so much at least."""
    counted = np.concatenate(([0], np.cumsum(as_flags(drawing.series.is_week_incomplete))))
    starts = np.asarray(thinned.left + 0.5 - drawing.first_day, dtype=np.intp)
    ends = np.asarray(thinned.right + 0.5 - drawing.first_day, dtype=np.intp)
    return (counted[ends] > counted[starts]) & ~np.isnan(thinned.mean)


def _set_ticks(axes: Axes, drawing: Drawing, places: list[float], texts: list[str]) -> None:
    draw_upright_ticks(axes, places, texts, drawing.theme, drawing.layout.size_pt)
