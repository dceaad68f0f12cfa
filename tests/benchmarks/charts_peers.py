"""The same days as others would draw them: a bar and a marker for each day, every day a point."""

from __future__ import annotations

from importlib import import_module

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from diary.domain.knee import Knee
from diary.domain.pain_and_load import KneeSeries, PainAndLoadSeries

_COLORS = {Knee.LEFT: "#0B5C8A", Knee.RIGHT: "#A34711"}


def naive_drawn(series: PainAndLoadSeries, size: tuple[int, int]) -> None:
    """Matplotlib with a call for each thing, and its own ticks."""
    figure = Figure(figsize=(size[0] / 96, size[1] / 96), dpi=96)
    canvas = FigureCanvasAgg(figure)
    pain, load, week = figure.subplots(3, sharex=True)
    days = np.arange(len(series.span))
    for each in series.knees:
        pain.plot(days, _array(each.medians), color=_COLORS[each.knee])
        pain.plot(days, _points(each), "o", color=_COLORS[each.knee], label=str(each.knee))
    load.bar(days, np.nan_to_num(_array(series.loads)), 0.8)
    week.plot(days, _array(series.week_sums), drawstyle="steps-mid")
    pain.legend()
    # matplotlib has no types here.
    canvas.draw()  # type: ignore[no-untyped-call]


def graph_drawn(series: PainAndLoadSeries, size: tuple[int, int]) -> None:
    """Pyqtgraph with all that makes it fast: points thinned to what can be seen."""
    pyqtgraph = import_module("pyqtgraph")
    shown = pyqtgraph.GraphicsLayoutWidget()
    shown.resize(*size)
    days = np.arange(len(series.span))
    pain, load, week = (shown.addPlot(row=row, col=0) for row in range(3))
    for plot in (pain, load, week):
        plot.setDownsampling(auto=True, mode="peak")
        plot.setClipToView(clip=True)
    for each in series.knees:
        pain.plot(days, _array(each.medians), pen=_COLORS[each.knee], connect="finite")
        pain.plot(days, _points(each), pen=None, symbol="o", symbolSize=5)
    bars = pyqtgraph.BarGraphItem(x=days, height=np.nan_to_num(_array(series.loads)), width=0.8)
    load.addItem(bars)
    week.plot(days, _array(series.week_sums), connect="finite")
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    shown.render(painter)
    painter.end()
    shown.close()


def _points(series: KneeSeries) -> NDArray[np.float64]:
    return _array([None if each is None else each.value for each in series.values])


def _array(values: list[float | None] | tuple[float | None, ...]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
