"""What a panel of load says instead of being empty: an axis with nothing but a 0 is no answer."""

from __future__ import annotations

from matplotlib.axes import Axes

from diary.charts.fonts import drawable, shortened
from diary.charts.layout import Layout
from diary.charts.lettering import Lettering
from diary.domain.pain_and_load import PainAndLoadSeries
from diary.style import Theme
from diary.texts.charts import ChartLabels


def say_nothing(
    axes: Axes, series: PainAndLoadSeries, labels: ChartLabels, theme: Theme, layout: Layout
) -> None:
    """Write in the middle that there was no run, or that it is not known."""
    is_known = any(each is not None for each in series.loads)
    text = drawable(labels.no_runs if is_known else labels.not_known)
    words = Lettering(
        (0.5, 0.5),
        shortened(text, layout.size_pt, layout.boxes["pain"].width) if len(series.span) else "",
        axes.transAxes,
        size_pt=layout.size_pt,
        color=theme.roles["text2"],
        anchor="center",
    )
    words.set_gid("nothing")
    axes.add_artist(words)
