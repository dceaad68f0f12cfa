"""What every figure function hands back: the figure and where its columns are."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from diary.charts.fonts import PX_PER_INCH
from diary.charts.picture import ChartLook


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure; `count` columns of equal width fill the whole width of the axes `columns`.

    Every panel of a chart with columns has the same left and right edge. None: there are none.
    `wanted_height` is what the whole of it needs, in pixels of 1/96 inch; 0: any height will do.
    """

    figure: Figure
    columns: Axes | None = None
    count: int = 0
    wanted_height: int = 0


def figure_size(look: ChartLook) -> tuple[float, float]:
    """Width and height of a figure in inches of 96 pixels of the window."""
    dpi = figure_dpi(look)
    return look.width / dpi, look.height / dpi


def figure_dpi(look: ChartLook) -> float:
    """The pixels of the screen in an inch of 96 pixels of the window."""
    return PX_PER_INCH * look.pixel_ratio
