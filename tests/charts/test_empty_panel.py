"""A panel of load without anything to draw says why."""

from datetime import timedelta

from matplotlib.text import Text

from diary.charts.kinds import PainAndLoadChart
from diary.charts.pain_and_load import figure_of_pain_and_load
from diary.charts.picture import ChartLook
from diary.domain.pain_and_load import pain_and_load_series, range_of_days
from diary.style import load_theme
from diary.texts.charts import chart_labels
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_run
from tests.charts.example import LAST_ON


def test_a_diary_too_young_for_a_sum_says_so() -> None:
    days = [a_day(LAST_ON - timedelta(1), left=2), a_day(LAST_ON, left=1)]
    diary = a_diary(days, [a_run("r", LAST_ON)])
    series = pain_and_load_series(diary, range_of_days(LAST_ON, 28))
    chart = PainAndLoadChart(series, chart_labels(series, Formats()))
    figure = figure_of_pain_and_load(chart, ChartLook(load_theme("light"), 1060, 640)).figure
    said = figure.findobj(lambda each: each.get_gid() == "nothing")
    assert [each.get_text() for each in said if isinstance(each, Text)] == [
        "Too few known days for a sum"
    ]
    ticks = {axes.get_label(): len(axes.get_yticks()) for axes in figure.axes}
    assert ticks["load"] > 1
    assert not ticks["week"]
