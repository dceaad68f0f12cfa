"""The figure that compares with a delay, as data: what stands in its axes."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from diary.charts.delay import figure_of_delay
from diary.charts.delay_dots import DotScale
from diary.charts.kinds import DelayChart
from diary.charts.painter import FigurePainter
from diary.charts.picture import ChartLook
from diary.domain.delays import Delay, DelaySeries, delay_series
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import range_of_days
from diary.style import THEME_NAMES, load_theme
from diary.texts.delay_chart import delay_labels
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_run
from tests.charts.diaries import full_diary
from tests.charts.example import LAST_ON
from tests.charts.figures import artists, painted, panel, texts

FORMATS = Formats()
WIDE, NARROW = (1060, 560), (600, 640)


def back(days: int) -> date:
    return LAST_ON - timedelta(days)


def six_weeks() -> Diary:
    """A run of 8 km on every other day; 4 on the day after one, else 1."""
    runs = [a_run(f"r{age:02}", back(age), distance_m=8000.0) for age in range(0, 60, 2)]
    return a_diary([a_day(back(age), left=4 if age % 2 else 1) for age in range(60)], runs)


def series_of(diary: Diary, delay: Delay = Delay.ONE_DAY, days: int = 42) -> DelaySeries:
    return delay_series(diary, range_of_days(LAST_ON, days), Knee.LEFT, delay=delay)


def draw(
    series: DelaySeries,
    *,
    theme: str = "light",
    size: tuple[int, int] = WIDE,
    text_scale: float = 1.0,
) -> Figure:
    chart = DelayChart(series, delay_labels(series, FORMATS))
    look = ChartLook(load_theme(theme), *size, text_scale=text_scale)
    figure = figure_of_delay(chart, look).figure
    painted(figure)
    return figure


def test_every_score_stands_above_the_load_it_is_compared_with() -> None:
    figure = draw(series_of(six_weeks()))
    (bars,) = artists(panel(figure, "load"), "bars")
    middles = {round(float(path.vertices[:4, 0].mean())) for path in bars.get_paths()}
    # The bar of a run stands on the day after it, below the 4 of that day.
    high = {
        round(float(x))
        for gid in ("points.left.triangle",)
        for each in artists(figure, gid)
        for x in each.get_offsets()[:, 0]
    }
    assert middles == high == {back(age).toordinal() for age in range(1, 42, 2)}
    assert panel(figure, "pain").get_xlim() == panel(figure, "load").get_xlim()


def test_dots_are_counted_days_and_lines_the_middles() -> None:
    figure = draw(series_of(six_weeks()))
    places = {
        (round(float(x), 3), round(float(y)))
        for shape in ("circle", "triangle")
        for each in artists(figure, f"dots.{shape}")
        for x, y in each.get_offsets()
    }
    assert places == {(0.0, 1), (8.0, 4)}
    (split,) = artists(figure, "split")
    assert set(split.get_xdata()) == {4.0}
    assert [
        list(artists(figure, f"middle.{side}")[0].get_ydata()) for side in ("below", "above")
    ] == [
        [1, 1],
        [4, 4],
    ]
    assert texts(figure, "legend")[-4:] == ["1 day", "21 days", "Middle score", "Middle load"]


def test_larger_dots_are_more_days_by_their_area() -> None:
    scale = DotScale(10, 17.0)
    widths = [scale.width_px(days) for days in range(1, 11)]
    areas = np.diff([width**2 for width in widths])
    assert widths[-1] == pytest.approx(17)
    assert areas == pytest.approx([areas[0]] * 9)
    assert DotScale(1, 17.0).width_px(1) > 5


def test_too_few_days_have_dots_and_no_middles() -> None:
    figure = draw(series_of(six_weeks(), days=14))
    assert artists(figure, "dots.circle")
    assert not artists(figure, "split") + artists(figure, "middle.above")
    assert "Middle load" not in texts(figure, "legend")


def test_titles_name_what_is_shown() -> None:
    figure = draw(series_of(six_weeks(), Delay.WEEK_BEFORE))
    assert set(texts(figure, "title")) == {
        "Left knee, day's highest, 0 to 10",
        "Distance in km, 7-day total before",
        "Score against load",
    }
    assert texts(figure, "axis") == ["Distance in km, 7-day total before"]


def test_pain_always_runs_from_0_to_10() -> None:
    for diary in (six_weeks(), a_diary()):
        figure = draw(series_of(diary))
        for key in ("pain", "dots"):
            low, high = panel(figure, key).get_ylim()
            assert low < 0
            assert 10 <= high < 11


def test_days_without_a_score_or_a_known_load_have_a_tick() -> None:
    diary = six_weeks()
    diary = replace(diary, days={on: day for on, day in diary.days.items() if on != back(3)})
    lacking = a_run("lacking", back(11), distance_m=None)
    figure = draw(series_of(replace(diary, runs={**diary.runs, lacking.id: lacking})))
    (no_entry,) = artists(figure, "no_entry")
    (unknown,) = artists(figure, "unknown_load")
    assert [segment[0][0] for segment in no_entry.get_segments()] == [back(3).toordinal()]
    assert [segment[0][0] for segment in unknown.get_segments()] == [back(10).toordinal()]


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize(("size", "is_beside"), [(WIDE, True), (NARROW, False)])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_dots_stand_beside_the_days_or_below_them(
    theme: str, size: tuple[int, int], text_scale: float, *, is_beside: bool
) -> None:
    width, height = (round(length * text_scale) for length in size)
    figure = draw(
        series_of(full_diary(140), Delay.WEEK_BEFORE, 84),
        theme=theme,
        size=(width, height),
        text_scale=text_scale,
    )
    days, dots = panel(figure, "load").get_position(), panel(figure, "dots").get_position()
    assert (dots.x0 > days.x1) == is_beside
    assert (dots.y1 < days.y0) != is_beside
    frame = figure.bbox
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if text.get_text() and text.get_visible():
            box = text.get_window_extent()
            assert box.x0 >= frame.x0 - 1
            assert box.x1 <= frame.x1 + 1, text.get_text()
            assert box.y0 >= frame.y0 - 1, text.get_text()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_only_the_days_have_the_cursor(size: tuple[int, int]) -> None:
    series = series_of(six_weeks())
    chart = DelayChart(series, delay_labels(series, FORMATS))
    picture = FigurePainter().paint(chart, ChartLook(load_theme("light"), *size))
    assert picture.columns is not None
    assert picture.columns.count == 42
    assert [each.key for each in picture.panels_of(picture.columns)] == ["pain", "load"]


def test_ten_years_are_thinned_and_their_dots_are_few() -> None:
    figure = draw(series_of(full_diary(3650), Delay.ONE_DAY, 3650))
    (bars,) = artists(figure, "bars")
    assert len(bars.get_paths()) <= 400
    shapes = ("ring", "circle", "triangle", "diamond")
    dots = [each for shape in shapes for each in artists(figure, f"dots.{shape}")]
    assert 10 < sum(len(each.get_offsets()) for each in dots) <= 14 * 11 * 2
