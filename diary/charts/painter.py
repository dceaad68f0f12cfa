"""Draws figures as pixels for whoever knows no matplotlib; importing it loads matplotlib."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from diary.charts.fonts import PX_PER_INCH
from diary.charts.pain_and_load import pain_and_load
from diary.charts.picture import ChartOptions, PanelBox, Picture
from diary.domain.pain_and_load import PainAndLoadSeries

_VECTORS = ("pdf", "svg")
_SAVED_DPI = 192


# What matplotlib keeps between figures is not made for two threads at once.
_DRAWING = Lock()


class FigurePainter:
    """The painter of the window and of pictures; conforms to `picture.ChartPainter`."""

    def paint(self, series: PainAndLoadSeries, options: ChartOptions) -> Picture:
        """The figure of pain and load as pixels; may be called in any thread."""
        with _DRAWING:
            return self._painted(series, options)

    def save(self, series: PainAndLoadSeries, options: ChartOptions, path: Path) -> None:
        """Write the same figure to a file: PDF or SVG by its ending, else PNG; raises `OSError`."""
        ending = path.suffix.lower().removeprefix(".")
        with _DRAWING:
            figure = _figure(series, options)
            figure.savefig(path, format=ending if ending in _VECTORS else "png", dpi=_SAVED_DPI)

    def _painted(self, series: PainAndLoadSeries, options: ChartOptions) -> Picture:
        figure = _figure(series, options)
        canvas = FigureCanvasAgg(figure)
        # matplotlib says nothing about the types of these two.
        canvas.draw()  # type: ignore[no-untyped-call]
        rgba = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
        width, height = canvas.get_width_height()
        picture = Picture(
            width=width,
            height=height,
            rgba=rgba,
            panels=_panels(figure, width, height),
            first_on=series.span.start,
            day_count=len(series.span),
        )
        # Their parts hold one another: without this twenty pictures would wait to be collected.
        del canvas.renderer
        figure.clear()
        return picture


def _figure(series: PainAndLoadSeries, options: ChartOptions) -> Figure:
    return pain_and_load(
        series,
        options.theme,
        size_px=(options.width, options.height),
        dpi=PX_PER_INCH * options.pixel_ratio,
        text_scale=options.text_scale,
        marker_scale=options.marker_scale,
        labels=options.labels,
        evidence=options.evidence,
        has_events=options.has_events,
    )


def _panels(figure: Figure, width: int, height: int) -> tuple[PanelBox, ...]:
    boxes = []
    for axes in figure.axes:
        place = axes.get_position()
        left, top = place.x0 * width, (1 - place.y1) * height
        key = str(axes.get_label())
        boxes.append(PanelBox(key, left, top, place.width * width, place.height * height))
    return tuple(boxes)
