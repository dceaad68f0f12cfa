"""What a panel of load says instead of being empty: an axis with nothing but a 0 is no answer."""

from __future__ import annotations

from matplotlib.axes import Axes

from diary.charts.fonts import drawable, shortened
from diary.charts.layout import Layout
from diary.charts.lettering import Lettering
from diary.domain.pain_and_load import PainAndLoadSeries
from diary.style import Theme
from diary.texts.charts import ChartLabels


def is_empty(series: PainAndLoadSeries, *, is_week: bool) -> bool:
    """True when a panel has nothing to draw: no run, and in that of weeks none that reaches in.

    Nor has that of weeks where a diary is too young for a sum.
    """
    has_usual = any(each is not None and each.amount for each in series.usual_weeks)
    if any(series.has_run):
        return is_week and not has_usual and all(each is None for each in series.week_sums)
    if is_week:
        return not (has_usual or any(series.week_sums) or any(series.is_week_incomplete))
    return True


def say_nothing(
    axes: Axes, series: PainAndLoadSeries, labels: ChartLabels, theme: Theme, layout: Layout
) -> None:
    """Write in the middle that there was no run, that it is not known, or that days are too few."""
    words = Lettering(
        (0.5, 0.5),
        shortened(drawable(_words(series, labels)), layout.size_pt, layout.boxes["pain"].width)
        if len(series.span)
        else "",
        axes.transAxes,
        size_pt=layout.size_pt,
        color=theme.roles["text2"],
        anchor="center",
    )
    words.set_gid("nothing")
    axes.add_artist(words)


def _words(series: PainAndLoadSeries, labels: ChartLabels) -> str:
    if any(series.has_run):
        return labels.too_few_days
    known = [each is not None for each in series.loads]
    if all(known):
        return labels.no_runs
    return labels.no_known_runs if any(known) else labels.not_known
