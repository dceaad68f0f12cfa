"""What passes between figures and whoever shows them; loads neither numpy nor matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from diary.domain.pain_and_load import PainAndLoadSeries
from diary.domain.period import Span
from diary.style import Theme
from diary.texts.charts import ChartLabels


@dataclass(frozen=True, slots=True)
class PanelBox:
    """Where a panel lies in a picture, in pixels from its top left corner."""

    key: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as pixels: `rgba` holds `width` times `height` times 4 bytes, row by row.

    All panels share one time axis of `day_count` days from `first_on` on.
    """

    width: int
    height: int
    rgba: bytes
    panels: tuple[PanelBox, ...]
    first_on: date
    day_count: int

    def x_of(self, on: date) -> float:
        """The horizontal middle of a day in pixels."""
        panel = self.panels[0]
        return panel.left + ((on - self.first_on).days + 0.5) * panel.width / self.day_count

    def day_at(self, x: float) -> date:
        """The day at a horizontal place; the first or the last one outside the panels."""
        panel = self.panels[0]
        number = int((x - panel.left) * self.day_count // panel.width)
        return self.first_on + timedelta(min(max(number, 0), self.day_count - 1))


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """How a figure is to look.

    `width` and `height` are in pixels of the screen, `pixel_ratio` tells how many of them make one
    of the window; `text_scale` 1.0 is text of 100 %, `marker_scale` 1.0 marks of the usual size.
    `evidence` is shaded.
    """

    theme: Theme
    labels: ChartLabels
    width: int
    height: int
    pixel_ratio: float = 1.0
    text_scale: float = 1.0
    marker_scale: float = 1.0
    evidence: Span | None = None
    has_events: bool = True


class ChartPainter(Protocol):
    """Draws series as pictures; everybody who shows a chart is given one."""

    def paint(self, series: PainAndLoadSeries, options: ChartOptions) -> Picture:
        """The figure of pain and load as pixels."""

    def save(self, series: PainAndLoadSeries, options: ChartOptions, path: Path) -> None:
        """Write the same figure to a file: PDF or SVG by its ending, else PNG; raises `OSError`."""
