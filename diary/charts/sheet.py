"""The sheet a figure is put together on: texts and panels placed in pixels from the top left.

Lengths are pixels of 1/96 inch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from diary.charts.drawn import figure_dpi, figure_size
from diary.charts.fonts import PT_PER_PX, PX_PER_INCH, drawable, shortened, text_width
from diary.charts.layout import SMALLEST_PT, TITLE_SHARE, Box
from diary.charts.lettering import Anchor, Lettering
from diary.charts.picture import ChartLook

EDGE = 8.0
TICK_PX = 4.0
_SWATCH = 12.0
_SWATCH_GAP = 6.0
_BETWEEN = 16.0
# Drawn letters are a little wider than measured.
_TITLE_ROOM = 0.97


class KeyEntry(NamedTuple):
    """One entry of the legend: a swatch of so many squares side by side (0: none) and its text."""

    text: str
    swatch: str = ""
    squares: int = 1


class PlacedKey(NamedTuple):
    """An entry with the left edge and the middle of its swatch."""

    entry: KeyEntry
    left: float
    middle: float
    text: str


class Sheet:
    """A figure with nothing on it yet; `line` is the height of a line of text."""

    def __init__(self, look: ChartLook) -> None:
        size_in = figure_size(look)
        self.theme = look.theme
        self.width, self.height = size_in[0] * PX_PER_INCH, size_in[1] * PX_PER_INCH
        self.scale = look.text_scale
        self.size_pt = SMALLEST_PT * look.text_scale
        self.title_pt = self.size_pt * TITLE_SHARE
        self.line = self.size_pt / PT_PER_PX * 1.2
        self.figure = Figure(
            figsize=size_in, dpi=figure_dpi(look), facecolor=look.theme.roles["surface"]
        )
        inches = Affine2D().scale(1 / PX_PER_INCH, -1 / PX_PER_INCH)
        self.page = inches.translate(0.0, self.height / PX_PER_INCH) + self.figure.dpi_scale_trans

    @property
    def title_height(self) -> float:
        """The room of a title with what is free around it."""
        return self.title_pt / PT_PER_PX * 1.2 + 10.0

    def text_width(self, text: str, *, is_bold: bool = False) -> float:
        """The width of a text of the usual size."""
        return text_width(drawable(text), self.size_pt, is_bold=is_bold)

    def add(self, artist: Artist, gid: str) -> None:
        """Put something on the sheet itself."""
        artist.set_gid(gid)
        self.figure.add_artist(artist)

    def write(
        self,
        x: float,
        middle: float,
        text: str,
        gid: str,
        *,
        role: str = "text2",
        anchor: Anchor = "left",
        room: float | None = None,
        is_bold: bool = False,
    ) -> None:
        """Write one line around a middle height; more than `room` is cut with an ellipsis."""
        shown = drawable(text)
        if room is not None:
            shown = shortened(shown, self.size_pt, room)
        lettering = Lettering(
            (x, middle),
            shown,
            self.page,
            size_pt=self.size_pt,
            color=self.theme.roles[role],
            is_bold=is_bold,
            anchor=anchor,
        )
        self.add(lettering, gid)

    def title(self, left: float, bottom: float, text: str, room: float | None = None) -> None:
        """Write the title of a panel that ends at a height; None has room up to the edge."""
        room = self.width - left - EDGE if room is None else room
        lettering = Lettering(
            (left, bottom),
            shortened(drawable(text), self.title_pt, room * _TITLE_ROOM, is_bold=True),
            self.page,
            size_pt=self.title_pt,
            color=self.theme.roles["text"],
            is_bold=True,
            upright="bottom",
        )
        self.add(lettering, "title")

    def axes(self, box: Box, key: str) -> Axes:
        """A panel without a frame; what is behind it shows through."""
        place = (
            box.left / self.width,
            1 - (box.top + box.height) / self.height,
            box.width / self.width,
            box.height / self.height,
        )
        axes = self.figure.add_axes(place, label=key)
        axes.patch.set_visible(False)
        axes.spines[:].set_visible(False)
        return axes

    def placed_keys(
        self, entries: Sequence[KeyEntry], left: float, right: float, top: float
    ) -> tuple[list[PlacedKey], float]:
        """The legend in as many rows as it needs, and where it ends."""
        placed: list[PlacedKey] = []
        row, x = self.line * 1.35, left
        for entry in entries:
            swatch = self.swatch_width(entry)
            text = shortened(drawable(entry.text), self.size_pt, right - left - swatch)
            width = swatch + text_width(text, self.size_pt)
            if x > left and x + width > right:
                x, top = left, top + row
            placed.append(PlacedKey(entry, x, top + row / 2, text))
            x += width + _BETWEEN * self.scale
        return placed, top + (row if entries else 0.0)

    def swatch_width(self, entry: KeyEntry) -> float:
        """The room of a swatch with the gap behind it."""
        if not entry.swatch:
            return 0.0
        return entry.squares * (self.swatch_size + 2.0) + _SWATCH_GAP

    @property
    def swatch_size(self) -> float:
        """The side of a square of a swatch."""
        return _SWATCH * self.scale

    def write_keys(self, placed: Sequence[PlacedKey]) -> None:
        """Write the texts of a legend; its swatches are drawn by whoever knows them."""
        for each in placed:
            x = each.left + self.swatch_width(each.entry)
            self.write(x, each.middle, each.text, "legend")
