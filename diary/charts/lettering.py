"""Texts of legend, titles and events: on screen each is drawn once and then stamped.

Drawing letters takes a third of the time of a figure, and a redraw shows the same words again. On
paper (PDF, SVG) they are ordinary text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Transform
from numpy.typing import NDArray

from diary.charts.fonts import font, text_width

Upright = Literal["bottom", "center_baseline"]
Anchor = Literal["left", "center", "right"]

_MARGIN = 4
_SLACK = 0.04
# Which share of a text stands left of its place.
_BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}


class _Look(NamedTuple):
    """All that makes two texts look alike."""

    text: str
    size_pt: float
    is_bold: bool
    color: str
    upright: Upright
    dpi: float


class _Stamp(NamedTuple):
    """A text as pixels from the lowest row up, and where its anchor lies in them."""

    pixels: NDArray[np.uint8]
    below: int
    width: int


class Lettering(Text):
    """One line of plain text; `anchor` tells which part of it stands at its place."""

    def __init__(
        self,
        place: tuple[float, float],
        text: str,
        transform: Transform,
        *,
        size_pt: float,
        color: str,
        is_bold: bool = False,
        anchor: Anchor = "left",
        upright: Upright = "center_baseline",
    ) -> None:
        super().__init__(
            *place,
            text,
            fontproperties=font(size_pt, is_bold=is_bold),
            color=color,
            horizontalalignment=anchor,
            verticalalignment=upright,
            transform=transform,
            parse_math=False,
        )
        self._look = _Look(text, size_pt, is_bold, color, upright, 0.0)

    def draw(self, renderer: RendererBase) -> None:
        """Stamp the text, or draw it where the renderer knows letters."""
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        stamp = _stamp(self._look._replace(dpi=renderer.dpi))
        x, y = self.get_transform().transform(self.get_position())
        x -= stamp.width * _BEFORE[self.get_horizontalalignment()]
        context = renderer.new_gc()
        renderer.draw_image(context, round(x) - _MARGIN, round(y) - stamp.below, stamp.pixels)
        context.restore()


# Of the charts on screen; each is some thirty kilobytes.
@lru_cache(maxsize=64)
def _stamp(look: _Look) -> _Stamp:
    scale = look.dpi / 96
    letters_px = round(text_width(look.text, look.size_pt, is_bold=look.is_bold) * scale)
    # Drawn letters stand on whole pixels, so that a long line is a little longer than measured.
    width = round(letters_px * (1 + _SLACK)) + 2 * _MARGIN
    height = round(look.size_pt * look.dpi / 72 * 3)
    figure = Figure(figsize=(width / look.dpi, height / look.dpi), dpi=look.dpi)
    letters = figure.text(
        _MARGIN,
        height // 2,
        look.text,
        fontproperties=font(look.size_pt, is_bold=look.is_bold),
        color=look.color,
        verticalalignment=look.upright,
        transform=None,
        parse_math=False,
    )
    # matplotlib says nothing about the types of its renderer.
    renderer = RendererAgg(width, height, look.dpi)  # type: ignore[no-untyped-call]
    letters.draw(renderer)
    drawn = np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    return _Stamp(np.ascontiguousarray(drawn[::-1]), height // 2, letters_px)
