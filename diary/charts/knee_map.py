"""The knee drawing with a number in every named area, hatched the denser the higher it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from diary.charts.fonts import PT_PER_PX, text_width
from diary.charts.layout import Box
from diary.charts.sheet import Sheet
from diary.domain.knee import Area, Knee
from diary.style import Path as Outline
from diary.style import Theme, knee_paths

# How the hatch of each step is repeated; the last step is for the highest counts.
DENSITIES = (1, 2, 3, 5)
_HATCH_PT = 0.9
_CODES = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}
_ANCHOR_ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}
# The grey of leg and areas where no colour was wished for, as a share of the text's.
_GREY = {"skin": 0.08, "area": 0.16}


def density_step(count: int, most: int) -> int:
    """0 for none, else 1 to 4 by the quarter of the highest count that a count lies in."""
    return 0 if count <= 0 or most <= 0 else -(-count * len(DENSITIES) // most)


def hatch_of(step: int, knee: Knee) -> str:
    """The lines of a step, slanted towards the side of the knee."""
    return ("/" if knee is Knee.LEFT else "\\") * DENSITIES[step - 1]


def draw_knee_map(
    sheet: Sheet,
    box: Box,
    knee: Knee,
    counts: Mapping[Area, int],
    most: int,
    words: Mapping[str, str],
    *,
    is_facing: bool,
    is_plain: bool,
) -> Axes:
    """Draw a knee into a box of the proportions of the drawing; `most` has the densest hatch."""
    plan, theme = knee_paths(), sheet.theme
    is_mirrored = (knee is Knee.RIGHT) != is_facing

    def across(x: float) -> float:
        return plan.view_width - x if is_mirrored else x

    axes = sheet.axes(box, f"map.{knee}")
    axes.set_xlim(0, plan.view_width)
    axes.set_ylim(plan.view_height, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    for outline in (plan.leg, plan.back):
        _add(axes, _path(outline, across), _ground("skin", theme, is_plain=is_plain), theme, "leg")
    scale = box.width / plan.view_width
    for key, outline in plan.areas.items():
        area = Area(key)
        count = counts.get(area, 0)
        path = _path(outline, across)
        ground = _ground("area", theme, is_plain=is_plain)
        _add(axes, path, ground, theme, f"area.{key}", is_dashed=True)
        step = density_step(count, most)
        if step:
            _hatch(axes, path, step, knee, theme, key)
        if count:
            x, y = _middle(path)
            _write_number(sheet, (box.left + x * scale, box.top + y * scale), count)
    for key, place in plan.words.items():
        share = _ANCHOR_ACROSS[place.anchor]
        text = words[key]
        wide = sheet.text_width(text)
        left = across(place.x) * scale - wide * (1 - share if is_mirrored else share)
        left = min(max(left, -0.04 * box.width), box.width * 1.04 - wide)
        sheet.write(box.left + left, box.top + place.y * scale, text, "side")
    return axes


def _path(outline: Outline, across: Callable[[float], float]) -> Path:
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for command, points in outline:
        vertices += [(across(x), y) for x, y in points] or [vertices[0]]
        codes += [int(_CODES[command])] * max(1, len(points))
    return Path(vertices, codes)


def _ground(role: str, theme: Theme, *, is_plain: bool) -> str:
    if not is_plain:
        return theme.roles[role]
    surface, text = (np.array(to_rgb(theme.roles[each])) for each in ("surface", "text"))
    return to_hex(surface + (text - surface) * _GREY[role])


def _add(
    axes: Axes, path: Path, color: str, theme: Theme, gid: str, *, is_dashed: bool = False
) -> None:
    patch = PathPatch(
        path,
        facecolor=color,
        edgecolor=theme.roles["text2" if is_dashed else "border"],
        linewidth=(1.2 if is_dashed else 1.5) * PT_PER_PX,
        linestyle=(0.0, (3.0, 2.0)) if is_dashed else "solid",
        gid=gid,
    )
    axes.add_patch(patch)


def _hatch(axes: Axes, path: Path, step: int, knee: Knee, theme: Theme, key: str) -> None:
    patch = PathPatch(
        path,
        facecolor="none",
        edgecolor=theme.roles[knee],
        linewidth=1.4 * PT_PER_PX,
        hatch=hatch_of(step, knee),
        gid=f"hatch.{key}",
    )
    patch.set_hatch_linewidth(_HATCH_PT)
    axes.add_patch(patch)


def _middle(path: Path) -> tuple[float, float]:
    """The middle of what is filled at the middle height of an area."""
    (low_x, low_y), (high_x, high_y) = path.get_extents().get_points()
    y = (low_y + high_y) / 2
    xs = np.linspace(low_x, high_x, 81)
    inside = xs[path.contains_points(np.column_stack((xs, np.full_like(xs, y))))]
    return float(inside.mean()) if len(inside) else float((low_x + high_x) / 2), float(y)


def _write_number(sheet: Sheet, middle: tuple[float, float], count: int) -> None:
    """The count on a plate, so that it can be read over the lines."""
    text = str(count)
    x, y = middle
    width = text_width(text, sheet.size_pt, is_bold=True) + 6.0
    plate = Rectangle(
        (x - width / 2, y - sheet.line / 2),
        width,
        sheet.line,
        transform=sheet.page,
        facecolor=sheet.theme.roles["surface"],
        edgecolor=sheet.theme.roles["border"],
        linewidth=0.8 * PT_PER_PX,
    )
    sheet.add(plate, "plate")
    sheet.write(x, y, text, "number", role="text", anchor="center", is_bold=True)
