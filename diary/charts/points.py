"""The marks of scores: a shape for each band, a fill from the ramp, a short arm for the side.

Where both knees are drawn, the mark of the left one has an arm to the left, of the right one to
the right, so that they are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform, Transform

from diary.charts.fonts import PT_PER_PX
from diary.charts.thinning import Values
from diary.domain.knee import Knee
from diary.domain.pain_and_load import KneeSeries
from diary.style import Shape, Theme, pain_band

SHAPES: tuple[Shape, ...] = ("ring", "circle", "triangle", "diamond")
OUTLINE_PX = 1.2
LATE_DASHES = (0.0, (1.1, 0.9))
_ARM = 0.45
# How far to its own side of the middle of the day a mark stands, in days.
_ASIDE = 0.16
# How large the mark of the right knee is inside that of the left one.
INSIDE = 0.5


@cache
def point_path(shape: Shape, knee: Knee | None) -> Path:
    """The outline of a mark one unit wide, with the arm of a knee or (None) without."""
    if shape in ("ring", "circle"):
        outline = Path.unit_circle().transformed(Affine2D().scale(0.5))
        reach = 0.5
    elif shape == "triangle":
        corners = [(0.0, 0.56), (0.56, -0.42), (-0.56, -0.42), (0.0, 0.56)]
        outline, reach = Path(corners, closed=True), 0.32
    else:
        corners = [(0.0, 0.64), (0.64, 0.0), (0.0, -0.64), (-0.64, 0.0), (0.0, 0.64)]
        outline, reach = Path(corners, closed=True), 0.64
    if knee is None:
        return outline
    side = -1.0 if knee is Knee.LEFT else 1.0
    arm = Path([(side * reach, 0.0), (side * (reach + _ARM), 0.0)])
    return Path.make_compound_path(outline, arm)


def point_colors(score: int, knee: Knee, theme: Theme) -> tuple[str, str]:
    """Fill and outline of a mark; where the ramp is outlines the shape tells the band."""
    step = theme.ramp[score]
    if theme.is_ramp_outlined:
        return step.fill, theme.roles[knee]
    return (theme.roles["surface"] if score == 0 else step.fill), theme.roles[knee]


def same_days(knees: Sequence[KneeSeries]) -> frozenset[int]:
    """The numbers of the days on which two knees have the same value."""
    if len(knees) < 2:
        return frozenset()
    pairs = zip(knees[0].values, knees[1].values, strict=True)
    return frozenset(
        number
        for number, (one, other) in enumerate(pairs)
        if one is not None and other is not None and one.value == other.value
    )


def draw_points(
    axes: Axes,
    series: KneeSeries,
    first_day: int,
    size_px: float,
    theme: Theme,
    *,
    is_alone: bool,
    same: frozenset[int] = frozenset(),
) -> None:
    """Draw a mark for every known value: one collection for each shape, late ones apart.

    On the days of `same` both marks stand in the middle, that of the right knee inside the other.
    """
    inside = INSIDE if series.knee is Knee.RIGHT else 1.0
    known = [(number, value) for number, value in enumerate(series.values) if value is not None]
    aside = 0.0 if is_alone else (-_ASIDE if series.knee is Knee.LEFT else _ASIDE)
    for shape in SHAPES:
        for is_late in (False, True):
            chosen = [
                (number, value.value)
                for number, value in known
                if pain_band(value.value).shape == shape and value.is_late == is_late
            ]
            if not chosen:
                continue
            places = np.array(chosen, dtype=np.float64)
            is_same = np.array([number in same for number, _value in chosen])
            places[:, 0] += first_day + np.where(is_same, 0.0, aside)
            colors = [point_colors(value, series.knee, theme) for _number, value in chosen]
            points = point_collection(
                point_path(shape, None if is_alone else series.knee),
                places,
                size_px,
                axes.transData,
                colors,
                is_late=is_late,
            )
            if is_same.any():
                sizes = (size_px * PT_PER_PX * np.where(is_same, inside, 1.0)) ** 2
                points.set_sizes(sizes.tolist())
            # The mark of the first and of the last day stands out over the edge of the panel.
            points.set_clip_on(False)
            points.set_gid(f"points.{series.knee}.{shape}{'.late' if is_late else ''}")
            axes.add_collection(points, autolim=False)


def point_collection(
    path: Path,
    places: Values,
    size_px: float,
    place_transform: Transform,
    colors: list[tuple[str, str]],
    *,
    is_late: bool,
) -> PathCollection:
    """The same mark at many places; `size_px` is its width."""
    collection = PathCollection(
        [path],
        sizes=[(size_px * PT_PER_PX) ** 2],
        offsets=places,
        offset_transform=place_transform,
        facecolors=[fill for fill, _edge in colors],
        edgecolors=[edge for _fill, edge in colors],
        linewidths=OUTLINE_PX * PT_PER_PX * (1.25 if is_late else 1.0),
        linestyles=[LATE_DASHES if is_late else "solid"],
        zorder=3,
    )
    collection.set_transform(IdentityTransform())
    return collection
