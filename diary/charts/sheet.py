"""The sheet a figure is put together on: texts and panels placed in pixels from the top left.

Lengths are pixels of 1/96 inch. What leaves the window carries below it what the window says about
it; titles and legends that are too long for one line go on in the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from diary.charts.drawn import figure_dpi, figure_size
from diary.charts.fonts import PT_PER_PX, PX_PER_INCH, drawable, shortened, text_width, wrapped
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
_FOOT_LINE = 1.25


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
    """A figure with nothing on it yet; `line` is the height of a line of text.

    `foot` are the sentences below the chart where all of it is wanted, one paragraph each: the
    figure is as much higher than the look says, and `height` is that of the chart alone.
    """

    def __init__(self, look: ChartLook, foot: Sequence[str] = ()) -> None:
        size_in = figure_size(look)
        self.theme = look.theme
        self.width, self.height = size_in[0] * PX_PER_INCH, size_in[1] * PX_PER_INCH
        self.scale = look.text_scale
        self.size_pt = SMALLEST_PT * look.text_scale
        self.title_pt = self.size_pt * TITLE_SHARE
        self.line = self.size_pt / PT_PER_PX * 1.2
        lines = self._foot_lines(foot) if look.is_whole else []
        self._full_height = self.height + self._foot_height(len(lines))
        self.figure = Figure(
            figsize=(size_in[0], self._full_height / PX_PER_INCH),
            dpi=figure_dpi(look),
            facecolor=look.theme.roles["surface"],
        )
        inches = Affine2D().scale(1 / PX_PER_INCH, -1 / PX_PER_INCH)
        inches.translate(0.0, self._full_height / PX_PER_INCH)
        self.page = inches + self.figure.dpi_scale_trans
        for number, text in enumerate(lines):
            middle = self.height + EDGE + (number + 0.5) * self.line * _FOOT_LINE
            self.write(2 * EDGE, middle, text, "foot", role="text")

    def _foot_lines(self, foot: Sequence[str]) -> list[str]:
        room = (self.width - 4 * EDGE) * _TITLE_ROOM
        return [line for text in foot for line in wrapped(drawable(text), self.size_pt, room)]

    def _foot_height(self, lines: int) -> int:
        return ceil(2 * EDGE + lines * self.line * _FOOT_LINE) if lines else 0

    @property
    def title_height(self) -> float:
        """The room of a title with what is free around it."""
        return self._title_line + 10.0

    @property
    def _title_line(self) -> float:
        return self.title_pt / PT_PER_PX * 1.2

    def title_room(self, left: float, text: str, room: float | None = None) -> float:
        """The room of this title, which may need several lines, with what is free around it."""
        lines = self._title_lines(left, text, room)
        return self.title_height + (len(lines) - 1) * self._title_line

    def _title_lines(self, left: float, text: str, room: float | None) -> list[str]:
        room = self.width - left - EDGE if room is None else room
        return wrapped(drawable(text), self.title_pt, room * _TITLE_ROOM, is_bold=True) or [""]

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
        for number, line in enumerate(reversed(self._title_lines(left, text, room))):
            lettering = Lettering(
                (left, bottom - number * self._title_line),
                line,
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
            1 - (box.top + box.height) / self._full_height,
            box.width / self.width,
            box.height / self._full_height,
        )
        axes = self.figure.add_axes(place, label=key)
        axes.patch.set_visible(False)
        axes.spines[:].set_visible(False)
        return axes

    def placed_keys(
        self, entries: Sequence[KeyEntry], left: float, right: float, top: float
    ) -> tuple[list[PlacedKey], float]:
        """The legend in as many rows as it needs, and where it ends.

        The second line of a long text is an entry without a swatch.
        """
        placed: list[PlacedKey] = []
        row, x = self.line * 1.35, left
        for entry in entries:
            swatch = self.swatch_width(entry)
            lines = wrapped(drawable(entry.text), self.size_pt, right - left - swatch) or [""]
            width = swatch + max(text_width(line, self.size_pt) for line in lines)
            if x > left and x + width > right:
                x, top = left, top + row
            placed.append(PlacedKey(entry, x, top + row / 2, lines[0]))
            for line in lines[1:]:
                top += row
                placed.append(PlacedKey(KeyEntry(line), x + swatch, top + row / 2, line))
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
