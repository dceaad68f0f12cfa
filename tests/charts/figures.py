"""What tests ask of a figure: painted once, its artists by the ids that the charts give them."""

from typing import Any, TypeAlias

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from diary.charts.drawn import Drawn
from diary.charts.kinds import Chart
from diary.charts.painter import drawn_of
from diary.charts.picture import ChartLook
from diary.style import load_theme

# What matplotlib returns is described too widely to be of use.
Artist: TypeAlias = Any


def painted(figure: Figure) -> Figure:
    """The figure, with everything in its place."""
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib has no types here
    return figure


def painted_chart(
    chart: Chart, size: tuple[int, int], theme: str = "light", text_scale: float = 1.0
) -> Drawn:
    """A chart as the window has it drawn, painted."""
    drawn = drawn_of(chart, ChartLook(load_theme(theme), *size, text_scale=text_scale))
    painted(drawn.figure)
    return drawn


def artists(figure: Figure, gid: str) -> list[Artist]:
    """Everything with an id."""
    return list(figure.findobj(lambda each: each.get_gid() == gid))


def only(figure: Figure, gid: str) -> Artist:
    """The one thing with an id."""
    (found,) = artists(figure, gid)
    return found


def texts(figure: Figure, gid: str) -> list[str]:
    """The texts with an id."""
    return [each.get_text() for each in artists(figure, gid) if isinstance(each, Text)]


def panel(figure: Figure, key: str) -> Artist:
    """The panel of a name."""
    return next(axes for axes in figure.axes if axes.get_label() == key)
