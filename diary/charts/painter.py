"""Draws figures as pixels for whoever knows no matplotlib; importing it loads matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from diary.charts.delay import figure_of_delay
from diary.charts.drawing import drawn_alone
from diary.charts.drawn import Drawn
from diary.charts.kinds import (
    Chart,
    DelayChart,
    PainAndLoadChart,
    PlanChart,
    RunResponsesChart,
    ShoesChart,
    SignsChart,
    SpotsChart,
)
from diary.charts.pain_and_load import figure_of_pain_and_load
from diary.charts.picture import ChartLook, Columns, PanelBox, Picture
from diary.charts.plan import figure_of_plan
from diary.charts.run_responses import figure_of_run_responses
from diary.charts.shoes import figure_of_shoes
from diary.charts.signs import figure_of_signs
from diary.charts.spots import figure_of_spots

_VECTORS = ("pdf", "svg")
_SAVED_DPI = 192


class FigurePainter:
    """The painter of the window and of pictures; conforms to `picture.ChartPainter`."""

    def paint(self, chart: Chart, look: ChartLook) -> Picture:
        """The figure as pixels; may be called in any thread."""
        return drawn_alone(lambda: self._painted(chart, look))

    def save(self, chart: Chart, look: ChartLook, path: Path) -> None:
        """Write the same figure to a file: PDF or SVG by its ending, else PNG; raises `OSError`."""
        drawn_alone(lambda: _save(chart, look, path))

    def svg(self, draw: Callable[[], Drawn]) -> bytes:
        """What is drawn as SVG, its letters as paths; may be called in any thread."""
        return drawn_alone(lambda: _as_svg(draw))

    def _painted(self, chart: Chart, look: ChartLook) -> Picture:
        drawn = _fitted(chart, look)
        figure = drawn.figure
        canvas = FigureCanvasAgg(figure)
        # matplotlib says nothing about the types of these two.
        canvas.draw()  # type: ignore[no-untyped-call]
        rgba = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
        width, height = canvas.get_width_height()
        panels = _panels(figure, width, height)
        columns = _columns(drawn, width)
        picture = Picture(width, height, rgba, panels, columns, drawn.wanted_height)
        # Panels and their parts hold one another and the pixels: without this twenty pictures would
        # wait to be collected. To clear the figure would build all its axes anew.
        del canvas.renderer
        for axes in figure.axes:
            vars(axes).clear()
        return picture


def _save(chart: Chart, look: ChartLook, path: Path) -> None:
    ending = path.suffix.lower().removeprefix(".")
    figure = _fitted(chart, look).figure
    figure.savefig(path, format=ending if ending in _VECTORS else "png", dpi=_SAVED_DPI)


def _as_svg(draw: Callable[[], Drawn]) -> bytes:
    kept = BytesIO()
    with rc_context({"svg.fonttype": "path"}):
        draw().figure.savefig(kept, format="svg")
    return kept.getvalue()


def _fitted(chart: Chart, look: ChartLook) -> Drawn:
    """The figure, higher than asked for where all of it is wanted."""
    drawn = drawn_of(chart, look)
    wanted = round(drawn.wanted_height * look.pixel_ratio)
    if not look.is_whole or wanted <= look.height:
        return drawn
    return drawn_of(chart, replace(look, height=wanted))


def drawn_of(chart: Chart, look: ChartLook) -> Drawn:
    """The figure itself; one line for every kind of chart."""
    match chart:
        case PainAndLoadChart():
            return figure_of_pain_and_load(chart, look)
        case DelayChart():
            return figure_of_delay(chart, look)
        case RunResponsesChart():
            return figure_of_run_responses(chart, look)
        case ShoesChart():
            return figure_of_shoes(chart, look)
        case SpotsChart():
            return figure_of_spots(chart, look)
        case SignsChart():
            return figure_of_signs(chart, look)
        case PlanChart():
            return figure_of_plan(chart, look)


def _columns(drawn: Drawn, width: int) -> Columns | None:
    if drawn.columns is None or drawn.count == 0:
        return None
    place = drawn.columns.get_position()
    return Columns(place.x0 * width, place.width * width, drawn.count)


def _panels(figure: Figure, width: int, height: int) -> tuple[PanelBox, ...]:
    boxes = []
    for axes in figure.axes:
        place = axes.get_position()
        left, top = place.x0 * width, (1 - place.y1) * height
        key = str(axes.get_label())
        boxes.append(PanelBox(key, left, top, place.width * width, place.height * height))
    return tuple(boxes)
