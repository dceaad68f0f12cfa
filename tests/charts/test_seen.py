"""What long spans hold is seen on the screen, however narrow the chart: looked at by its pixels."""

from collections.abc import Iterable

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from numpy.typing import NDArray

from diary.charts.kinds import PainAndLoadChart
from diary.charts.pain_and_load import figure_of_pain_and_load
from diary.charts.picture import ChartLook
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import pain_and_load_series, range_of_days
from diary.style import load_theme
from diary.texts.charts import chart_labels
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_run
from tests.charts.diaries import back
from tests.charts.example import LAST_ON

HEIGHT = 420
WIDTHS = [380, 417, 440, 640, 1060]
# The share of a colour that is told from what lies beside it.
SEEN = 30
NEAR_PX = 4


class Seen:
    """The pixels of pain and load of a diary, and where its panels and days are."""

    def __init__(self, diary: Diary, days: int, width: int) -> None:
        series = pain_and_load_series(diary, range_of_days(LAST_ON, days))
        chart = PainAndLoadChart(series, chart_labels(series, Formats()))
        look = ChartLook(load_theme("light"), width, HEIGHT)
        figure = figure_of_pain_and_load(chart, look).figure
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no types here
        drawn = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
        self.pixels: NDArray[np.int_] = drawn[..., :3].astype(np.int_)
        self.boxes = {str(each.get_label()): each.get_position() for each in figure.axes}
        self.days, self.width = days, width

    def column(self, age: int) -> int:
        """Where a day stands, in pixels from the left edge."""
        box = self.boxes["pain"]
        return int((box.x0 + (self.days - age - 0.5) / self.days * box.width) * self.width)

    def panel(self, key: str) -> NDArray[np.int_]:
        """The pixels of a panel, as wide as the picture."""
        box = self.boxes[key]
        return self.pixels[round((1 - box.y1) * HEIGHT) : round((1 - box.y0) * HEIGHT)]


def unseen(seen: Seen, other: Seen, ages: Iterable[int], panel: str) -> list[int]:
    """The days of which the two pictures show no difference."""
    is_other = np.abs(seen.panel(panel) - other.panel(panel)).sum(axis=2) > SEEN
    heights = is_other.sum(axis=0)
    places = {age: seen.column(age) for age in ages}
    return [
        age
        for age, at in places.items()
        if not heights[max(at - NEAR_PX, 0) : at + NEAR_PX + 1].any()
    ]


@pytest.mark.parametrize("knee", Knee)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("days", [1200, 3650])
def test_one_bad_day_among_many_good_ones_is_seen(knee: Knee, width: int, days: int) -> None:
    bad = {*range(0, days, days // 17), days - 1}

    def drawn(worst: int) -> Seen:
        scores = {age: worst if age in bad else 1 for age in range(days)}
        return Seen(
            a_diary([a_day(back(age), **{knee: value}) for age, value in scores.items()]),
            days,
            width,
        )

    assert not unseen(drawn(9), drawn(1), bad, "pain")


@pytest.mark.parametrize("knee", Knee)
@pytest.mark.parametrize("days", [1200, 18250])
def test_a_day_alone_is_seen(knee: Knee, days: int) -> None:
    alone = {*range(0, days, days // 17), days - 1}
    diary = a_diary([a_day(back(age), **{knee: 6}) for age in alone])
    assert not unseen(Seen(diary, days, 380), Seen(a_diary(), days, 380), alone, "pain")


@pytest.mark.parametrize("width", WIDTHS)
def test_one_long_run_among_short_ones_is_seen(width: int) -> None:
    days = 3650
    long = {*range(0, days, days // 17), days - 1}

    def drawn(longest: float) -> Seen:
        metres = {age: longest if age in long else 4000.0 for age in range(0, days, 3)}
        metres |= dict.fromkeys(long, longest)
        # The axis is the same in both pictures.
        metres[days // 3] = 30_000.0
        runs = [a_run(f"r{age}", back(age), distance_m=each) for age, each in metres.items()]
        return Seen(a_diary(runs=runs), days, width)

    assert not unseen(drawn(20_000.0), drawn(4000.0), long, "load")
