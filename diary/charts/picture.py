"""What passes between figures and whoever shows them; loads neither numpy nor matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from diary.charts.kinds import Chart
from diary.style import Theme


@dataclass(frozen=True, slots=True)
class PanelBox:
    """Where a panel lies in a picture, in pixels from its top left corner."""

    key: str
    left: float
    top: float
    width: float
    height: float

    def stands_over(self, columns: Columns) -> bool:
        """True when left and right edge are those of the columns."""
        return (
            abs(self.left - columns.left) < 1.0
            and abs(self.left + self.width - columns.left - columns.width) < 1.0
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that all panels of a picture share: `count` of equal width from `left` on.

    A column is a day or a run or whatever the chart has along its foot; `left` and `width` (of all
    of them) are pixels.
    """

    left: float
    width: float
    count: int

    def x_of(self, column: float) -> float:
        """The horizontal middle of a column."""
        return self.left + (column + 0.5) * self.width / self.count

    def column_at(self, x: float) -> int:
        """The column at a horizontal place; the first or the last one outside."""
        return min(max(int((x - self.left) * self.count // self.width), 0), self.count - 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as pixels: `rgba` holds `width` times `height` times 4 bytes, row by row.

    `columns` is None where the panels share none. `wanted_height` is what the whole chart needs at
    this width, in pixels of the window; 0: any height will do.
    """

    width: int
    height: int
    rgba: bytes
    panels: tuple[PanelBox, ...]
    columns: Columns | None = None
    wanted_height: int = 0

    def panels_of(self, columns: Columns) -> list[PanelBox]:
        """The panels that stand over these columns, from top to bottom."""
        standing = [each for each in self.panels if each.stands_over(columns)]
        return sorted(standing, key=lambda each: each.top)


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How a figure is to look, whatever it shows.

    `width` and `height` are in pixels of the screen, `pixel_ratio` tells how many of them make one
    of the window; `text_scale` 1.0 is text of 100 %, `marker_scale` 1.0 marks of the usual size.
    `is_whole`: where the whole chart needs more height it gets it, as on paper.
    """

    theme: Theme
    width: int
    height: int
    pixel_ratio: float = 1.0
    text_scale: float = 1.0
    marker_scale: float = 1.0
    is_whole: bool = False


class ChartPainter(Protocol):
    """Draws charts as pictures; everybody who shows one is given a painter."""

    def paint(self, chart: Chart, look: ChartLook) -> Picture:
        """The figure as pixels."""

    def save(self, chart: Chart, look: ChartLook, path: Path) -> None:
        """Write the same figure to a file: PDF or SVG by its ending, else PNG; raises `OSError`."""
