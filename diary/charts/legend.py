"""The row above the panels that says what every mark and line means; nothing is named inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Literal

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from diary.charts.fonts import PT_PER_PX, shortened, text_width
from diary.charts.lettering import Lettering
from diary.charts.points import (
    INSIDE,
    SHAPES,
    point_collection,
    point_colors,
    point_path,
    same_days,
)
from diary.charts.thinning import empty_rows
from diary.charts.timeline import glyph_line
from diary.domain.knee import Knee
from diary.domain.pain_and_load import MarkKind, PainAndLoadSeries
from diary.style import Theme
from diary.texts.charts import ChartLabels

SwatchKind = Literal[
    "line",
    "range",
    "band",
    "late",
    "both",
    "no_entry",
    "no_entry_bar",
    "incomplete",
    "at_least",
    "usual",
    "mark",
    "words",
    "evidence",
]

_SWATCH_GAP = 6.0
_BETWEEN = 16.0
_LINE_WIDTH = 42.0
_BOX_WIDTH = 20.0
_BOTH_WIDTH = 18.0
# One score of each band, to show its shape and a colour of it.
_EXAMPLES = (0, 2, 5, 8)
NO_ENTRY_BAR_PX = 5.0
# The line of weeks that are only known to be so much at least.
AT_LEAST: tuple[float, Sequence[float]] = (0.0, (1.0, 1.6))
LINE_PX = {Knee.LEFT: 2.2, Knee.RIGHT: 1.6}
DASHES: dict[Knee, tuple[float, Sequence[float]] | Literal["solid"]] = {
    Knee.LEFT: "solid",
    Knee.RIGHT: (0.0, (4.0, 2.2)),
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A swatch and its text; `knee`, `band` and `mark` say of what, `has_arm` of which side."""

    kind: SwatchKind
    text: str
    knee: Knee = Knee.LEFT
    band: int = 0
    mark: MarkKind = MarkKind.EVENT
    has_arm: bool = False


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry with the left edge and the middle of its row, in pixels from the top left."""

    entry: LegendEntry
    left: float
    middle: float
    swatch_width: float
    text: str


def legend_entries(
    series: PainAndLoadSeries,
    labels: ChartLabels,
    *,
    has_points: bool,
    has_usual: bool,
    has_events: bool,
    has_evidence: bool,
) -> list[LegendEntry]:
    """Everything that is drawn, in the order of the panels."""
    has_arm = has_points and len(series.knees) > 1
    entries = [
        LegendEntry("line", labels.lines[each.knee], each.knee, has_arm=has_arm)
        for each in series.knees
    ]
    if has_points:
        entries += [
            LegendEntry("band", text, series.knees[0].knee if series.knees else Knee.LEFT, band)
            for band, text in enumerate(labels.bands)
        ]
        if series.late_days:
            entries.append(LegendEntry("late", labels.late))
        if same_days(series.knees):
            entries.append(LegendEntry("both", labels.both))
    else:
        ranges = [(each.knee, labels.ranges[each.knee]) for each in series.knees]
        entries += [LegendEntry("range", text, knee) for knee, text in ranges]
    if has_points and not all(series.is_recorded):
        entries.append(LegendEntry("no_entry", labels.no_entry))
    elif not has_points and empty_rows(series.is_recorded):
        entries.append(LegendEntry("no_entry_bar", labels.no_entry))
    if any(series.is_incomplete):
        entries.append(LegendEntry("incomplete", labels.incomplete))
    if any(each is not None for each in compress(series.week_sums, series.is_week_incomplete)):
        entries.append(LegendEntry("at_least", labels.at_least))
    if has_usual:
        entries.append(LegendEntry("usual", labels.usual))
    if has_events:
        kinds = {mark.kind for mark in series.marks}
        texts = {
            MarkKind.SIGN: labels.sign,
            MarkKind.EVENT: labels.event,
            MarkKind.PT_NOTE: labels.pt_note,
            MarkKind.SHOE_FIRST: labels.shoe,
        }
        if MarkKind.SHOE_LAST in kinds:
            kinds.add(MarkKind.SHOE_FIRST)
        entries += [
            LegendEntry("mark", text, mark=kind) for kind, text in texts.items() if kind in kinds
        ]
    if has_evidence:
        entries.append(LegendEntry("evidence", labels.evidence))
    return entries


def placed_entries(
    entries: Sequence[LegendEntry],
    left: float,
    right: float,
    row_height: float,
    size_pt: float,
) -> tuple[list[PlacedEntry], float]:
    """The entries in rows from `left` to `right`, and the height of all rows, in pixels."""
    placed: list[PlacedEntry] = []
    scale = size_pt / 9
    x, row = left, 0
    for entry in entries:
        swatch = _swatch_width(entry) * scale
        room = right - left - swatch - _SWATCH_GAP
        text = shortened(entry.text, size_pt, room)
        width = swatch + _SWATCH_GAP + text_width(text, size_pt)
        if x > left and x + width > right:
            x, row = left, row + 1
        placed.append(PlacedEntry(entry, x, (row + 0.5) * row_height, swatch, text))
        x += width + _BETWEEN * scale
    return placed, (row + 1) * row_height if entries else 0.0


def draw_legend(
    figure: Figure, placed: Sequence[PlacedEntry], theme: Theme, page: Transform, size_pt: float
) -> None:
    """Draw swatches and texts; `page` turns pixels from the top left into the figure's own."""
    for each in placed:
        artists = _swatch(each, theme, page, size_pt / 9) if each.swatch_width else []
        for artist in artists:
            figure.add_artist(artist)
        place = (each.left + each.swatch_width + _SWATCH_GAP, each.middle)
        color = theme.roles["text2"]
        text = Lettering(place, each.text, page, size_pt=size_pt, color=color)
        text.set_gid("legend")
        figure.add_artist(text)


def _swatch_width(entry: LegendEntry) -> float:
    if entry.kind == "line":
        return _LINE_WIDTH if entry.has_arm else _LINE_WIDTH - 14.0
    if entry.kind == "words":
        return 0.0
    if entry.kind == "both":
        return _BOTH_WIDTH
    if entry.kind in ("range", "usual", "evidence", "at_least"):
        return _BOX_WIDTH
    return 8.0 if entry.kind == "no_entry" else 12.0


def _swatch(
    each: PlacedEntry, theme: Theme, page: Transform, scale: float
) -> list[Line2D | Rectangle | PathCollection]:
    entry = each.entry
    middle = each.left + each.swatch_width / 2
    if entry.kind == "line":
        return _line(each, theme, page, scale)
    if entry.kind == "both":
        return _both((middle, each.middle), theme, page, scale)
    if entry.kind == "no_entry":
        ys = [each.middle - 4 * scale, each.middle + 4 * scale]
        return [
            Line2D(
                [middle, middle],
                ys,
                transform=page,
                color=theme.roles["border"],
                linewidth=1.3 * PT_PER_PX,
            )
        ]
    if entry.kind in ("no_entry_bar", "at_least"):
        return [_level(each, theme, page)]
    if entry.kind == "mark":
        return [glyph_line(entry.mark, [middle], [each.middle], page, theme, scale)]
    if entry.kind in ("range", "usual", "evidence"):
        return [_box(each, theme, page, scale)]
    if entry.kind == "incomplete":
        return [incomplete_line([middle], [each.middle], page, theme, scale)]
    return [_point(entry, (middle, each.middle), theme, page, scale)]


def _line(
    each: PlacedEntry, theme: Theme, page: Transform, scale: float
) -> list[Line2D | Rectangle | PathCollection]:
    """A piece of the line, and on its own side the mark of the same knee where both are drawn."""
    knee = each.entry.knee
    room = 16.0 * scale if each.entry.has_arm else 0.0
    left, right = each.left, each.left + each.swatch_width
    left, right = (left + room, right) if knee is Knee.LEFT else (left, right - room)
    line = Line2D(
        [left, right],
        [each.middle, each.middle],
        transform=page,
        color=theme.roles[knee],
        linewidth=LINE_PX[knee] * PT_PER_PX,
        linestyle=DASHES[knee],
        dash_capstyle="butt",
    )
    if not room:
        return [line]
    x = left - 8.0 * scale if knee is Knee.LEFT else right + 8.0 * scale
    return [line, _point(each.entry, (x, each.middle), theme, page, scale)]


def _level(each: PlacedEntry, theme: Theme, page: Transform) -> Line2D:
    """A bar of days without an entry, or a piece of the open line of weeks."""
    is_bar = each.entry.kind == "no_entry_bar"
    return Line2D(
        [each.left, each.left + each.swatch_width],
        [each.middle, each.middle],
        transform=page,
        color=theme.roles["border" if is_bar else "text"],
        linewidth=(NO_ENTRY_BAR_PX if is_bar else 1.6) * PT_PER_PX,
        linestyle="solid" if is_bar else AT_LEAST,
        solid_capstyle="butt",
    )


def incomplete_line(
    xs: Sequence[float], ys: Sequence[float], transform: Transform, theme: Theme, scale: float
) -> Line2D:
    """The marks of days of which a run lacks what is counted."""
    return Line2D(
        xs,
        ys,
        transform=transform,
        linestyle="none",
        marker="v",
        markersize=6.0 * PT_PER_PX * scale,
        markerfacecolor=theme.roles["surface"],
        markeredgecolor=theme.roles["text2"],
        markeredgewidth=PT_PER_PX,
        clip_on=False,
    )


def _point(
    entry: LegendEntry, place: tuple[float, float], theme: Theme, page: Transform, scale: float
) -> PathCollection:
    shape = SHAPES[entry.band if entry.kind == "band" else 1]
    path = point_path(shape, entry.knee if entry.has_arm else None)
    score = _EXAMPLES[entry.band if entry.kind == "band" else 1]
    fill, edge = point_colors(score, entry.knee, theme)
    if entry.kind == "late":
        edge = theme.roles["text"]
    return point_collection(
        path,
        np.array([place]),
        8.0 * scale,
        page,
        [(fill, edge)],
        is_late=entry.kind == "late",
    )


def _both(
    place: tuple[float, float], theme: Theme, page: Transform, scale: float
) -> list[Line2D | Rectangle | PathCollection]:
    """The mark of the right knee inside that of the left one."""
    return [
        point_collection(
            point_path(SHAPES[1], knee),
            np.array([place]),
            size * scale,
            page,
            [point_colors(_EXAMPLES[1], knee, theme)],
            is_late=False,
        )
        for knee, size in ((Knee.LEFT, 8.0), (Knee.RIGHT, 8.0 * INSIDE))
    ]


def _box(each: PlacedEntry, theme: Theme, page: Transform, scale: float) -> Rectangle:
    kind, knee = each.entry.kind, each.entry.knee
    height = 9.0 * scale
    looks: dict[str, tuple[str, str, str | None]] = {
        "range": (theme.roles[knee], theme.roles[knee], range_hatch(knee)),
        "usual": ("none", theme.roles["load"], USUAL_HATCH),
        "evidence": (theme.roles["infobg"], theme.roles["accent"], EVIDENCE_HATCH),
    }
    edges = {"range": RANGE_EDGE, "evidence": EVIDENCE_EDGE}
    fill, edge, hatch = looks[kind]
    box = Rectangle(
        (each.left, each.middle - height / 2),
        each.swatch_width,
        height,
        transform=page,
        facecolor=range_fill(fill, knee) if kind == "range" else fill,
        edgecolor=(edge, edges.get(kind, 1.0)),
        linewidth=0.8 * PT_PER_PX,
        hatch=hatch,
        linestyle=(0.0, (3.0, 2.0)) if kind == "evidence" else "solid",
    )
    box.set_hatch_linewidth(HATCH_PT)
    return box


USUAL_HATCH = "////"
HATCH_PT = 0.5
RANGE_EDGE = 0.55
# Nothing else is dotted: bands are drawn with slanting lines.
EVIDENCE_HATCH = ".."
EVIDENCE_EDGE = 0.5


def range_hatch(knee: Knee) -> str | None:
    """The pattern of the band from lowest to highest: lines for the right knee, else none."""
    return None if knee is Knee.LEFT else "\\\\\\\\"


def range_fill(color: str, knee: Knee) -> tuple[str, float]:
    """The colour of the same band with its opacity."""
    return (color, 0.28 if knee is Knee.LEFT else 0.0)
