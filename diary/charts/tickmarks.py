"""Ticks and their labels, drawn as one line and stamped texts.

matplotlib builds four objects for every tick, which takes longer than all that stands inside the
panels. The axes keep their locators and formatters, so that they can be asked what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.lines import Line2D
from matplotlib.markers import TICKDOWN, TICKLEFT, MarkerStyle
from matplotlib.ticker import FixedFormatter, FixedLocator
from matplotlib.transforms import ScaledTranslation, Transform

from diary.charts.fonts import PT_PER_PX, PX_PER_INCH
from diary.charts.lettering import Anchor, Lettering
from diary.style import Theme

TICK_PX = 4.0
_LABEL_GAP_PX = 4.5
_LINE_SHARE = 1.2


def draw_upright_ticks(
    axes: Axes, places: Sequence[float], texts: Sequence[str], theme: Theme, size_pt: float
) -> None:
    """Ticks left of the panel with their labels."""
    _say(axes.yaxis, places, texts)
    _draw_marks(axes, places, theme, TICKLEFT)
    place = _moved(axes.get_yaxis_transform(), axes, -TICK_PX - _LABEL_GAP_PX, 0.0)
    for at, text in zip(places, texts, strict=True):
        _write(axes, (0.0, at), text, place, theme, size_pt, anchor="right")


def draw_level_ticks(
    axes: Axes, places: Sequence[float], texts: Sequence[str], theme: Theme, size_pt: float
) -> None:
    """Ticks below the panel; a label has up to two lines, parted by a line break.

    Without texts there are only ticks.
    """
    _say(axes.xaxis, places, texts or [""] * len(places))
    _draw_marks(axes, places, theme, TICKDOWN)
    height = size_pt / PT_PER_PX * _LINE_SHARE
    for at, text in zip(places, texts, strict=False):
        for number, line in enumerate(text.split("\n")):
            down = -TICK_PX - _LABEL_GAP_PX - (number + 0.5) * height
            place = _moved(axes.get_xaxis_transform(), axes, 0.0, down)
            _write(axes, (at, 0.0), line, place, theme, size_pt, anchor="center")


def _say(axis: Axis, places: Sequence[float], texts: Sequence[str]) -> None:
    """Let the axis know what is drawn in its stead."""
    axis.set_major_locator(FixedLocator(places))
    axis.set_major_formatter(FixedFormatter(texts))
    axis.set_visible(False)


def _moved(transform: Transform, axes: Axes, right: float, up: float) -> Transform:
    """The same place so many pixels of 1/96 inch away."""
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101 - a panel always stands in a figure
    return transform + ScaledTranslation(
        right / PX_PER_INCH, up / PX_PER_INCH, figure.dpi_scale_trans
    )


def _draw_marks(axes: Axes, places: Sequence[float], theme: Theme, side: int) -> None:
    is_level = side == TICKDOWN
    zeros = [0.0] * len(places)
    marks = Line2D(
        places if is_level else zeros,
        zeros if is_level else places,
        transform=axes.get_xaxis_transform() if is_level else axes.get_yaxis_transform(),
        linestyle="none",
        marker=MarkerStyle(side),
        markersize=TICK_PX * PT_PER_PX,
        markeredgewidth=PT_PER_PX,
        color=theme.roles["border"],
        clip_on=False,
    )
    marks.set_gid("ticks.level" if is_level else "ticks.upright")
    axes.add_line(marks)


def _write(
    axes: Axes,
    at: tuple[float, float],
    text: str,
    place: Transform,
    theme: Theme,
    size_pt: float,
    *,
    anchor: Anchor,
) -> None:
    if not text:
        return
    lettering = Lettering(
        at,
        text,
        place,
        size_pt=size_pt,
        color=theme.roles["text2"],
        anchor=anchor,
    )
    lettering.set_gid("tick")
    # Not into `axes.texts`: those are what is written inside a panel.
    axes.add_artist(lettering)
    # A panel cuts away what it is given and stands outside: in files nothing would be left.
    lettering.set_clip_on(False)
