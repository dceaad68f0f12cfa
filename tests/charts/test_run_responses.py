"""The figure of runs as data: marks, gaps, results, ticks and bars."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from diary.charts.drawn import Drawn
from diary.charts.kinds import RunResponsesChart
from diary.charts.painter import FigurePainter
from diary.charts.picture import ChartLook
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import range_of_days
from diary.domain.run import Finish, Run, RunKnee
from diary.domain.run_responses import run_responses
from diary.domain.settings import Settings
from diary.style import load_theme
from diary.texts.numbers import Formats
from diary.texts.run_response_chart import run_responses_labels
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_score
from tests.charts.diaries import GOLDEN, back
from tests.charts.example import LAST_ON, example_diary
from tests.charts.figures import Artist, artists, only, painted_chart, panel, texts

WIDE = (1300, 600)
NARROW = (640, 600)


def chart_of(
    diary: Diary, days: int = 84, knees: tuple[Knee, ...] = tuple(Knee)
) -> RunResponsesChart:
    series = run_responses(diary, range_of_days(LAST_ON, days), LAST_ON, knees=knees)
    return RunResponsesChart(series, run_responses_labels(series, Formats(), Settings()))


def draw(
    chart: RunResponsesChart,
    size: tuple[int, int] = WIDE,
    theme: str = "light",
    text_scale: float = 1.0,
) -> Drawn:
    return painted_chart(chart, size, theme, text_scale)


def keys(figure: Figure) -> list[str]:
    return [str(axes.get_label()) for axes in figure.axes]


def columns_of(collection: Artist) -> list[int]:
    return [int(x) for x, _y in collection.get_offsets()]


def in_time(age: int, *values: int | None) -> RunKnee:
    """Scores during and after a run of some days ago, typed in its evening."""
    at = datetime.combine(back(age), time(20), UTC)
    return a_run_knee(*(None if value is None else a_score(value, at) for value in values))


def runs_of_three() -> Diary:
    """Settled; held, without a score after it; cut short and waiting for the morning."""
    both = {"left": in_time(9, 1, 2), "right": in_time(9, 0, 0)}
    runs = [
        a_run("a", back(9), distance_m=10_000.0, **both),
        a_run("b", back(5), distance_m=None, left=in_time(5, 3, None)),
        a_run("c", back(0), finish=Finish.CUT_SHORT_KNEE, left=in_time(0, 6, 7)),
    ]
    mornings = {9: (1, 0), 8: (1, 0), 5: (1, None), 4: (2, None), 0: (2, None)}
    days = [
        a_day(back(age), left=a_knee_day(left), right=None if right is None else a_knee_day(right))
        for age, (left, right) in mornings.items()
    ]
    return a_diary(days, runs)


def test_every_run_is_a_column_of_all_panels() -> None:
    drawn = draw(chart_of(example_diary(140)))
    figure = drawn.figure
    assert keys(figure) == ["pain", "result", "distance"]
    assert drawn.count == 20
    assert drawn.columns is panel(figure, "pain")
    assert {axes.get_xlim() for axes in figure.axes} == {(0.0, 20.0)}
    assert len({(axes.get_position().x0, axes.get_position().x1) for axes in figure.axes}) == 1


def test_pain_runs_from_0_to_10_with_words() -> None:
    axes = panel(draw(chart_of(runs_of_three())).figure, "pain")
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "0 none",
        "3 mild",
        "6 moderate",
        "10 worst",
    ]
    low, high = axes.get_ylim()
    assert low < 0
    assert high > 10


def test_three_marks_are_joined_and_a_missing_one_is_a_gap() -> None:
    figure = draw(chart_of(runs_of_three())).figure
    ys = only(figure, "line.left").get_ydata()
    gap = np.nan
    np.testing.assert_equal(ys, [1, 2, 1, gap, 3, gap, 2, gap, 6, 7, gap, gap])
    assert [y for _x, y in only(figure, "during.left").get_offsets()] == [1, 3, 6]
    assert [y for _x, y in only(figure, "after.left").get_offsets()] == [2, 7]
    assert [y for _x, y in only(figure, "morning.left").get_offsets()] == [1, 2]
    assert [y for _x, y in only(figure, "during.right").get_offsets()] == [0]


def test_marks_of_a_run_stand_in_the_order_of_time_in_its_column() -> None:
    figure = draw(chart_of(runs_of_three())).figure
    first = [
        only(figure, f"{moment}.{knee}").get_offsets()[0][0]
        for knee in ("left", "right")
        for moment in ("during", "after", "morning")
    ]
    assert first == sorted(first)
    assert 0 < first[0] < first[2] < 0.5 < first[3] < first[5] < 1


def test_left_and_right_differ_without_colour() -> None:
    figure = draw(chart_of(runs_of_three())).figure
    surface = load_theme("light").roles["surface"]
    left, right = only(figure, "during.left"), only(figure, "during.right")
    assert tuple(left.get_facecolor()[0]) != tuple(right.get_facecolor()[0])
    assert right.get_facecolor()[0] == pytest.approx(_rgba(surface))
    assert only(figure, "line.left").get_linestyle() == "-"
    assert only(figure, "line.right").get_linestyle() == "--"
    labels = texts(figure, "legend")
    assert labels[:2] == ["Left knee, filled", "Right knee, hollow"]


def _rgba(color: str) -> list[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)] + [1.0]


def test_results_have_a_shape_and_a_word_and_waiting_is_dashed() -> None:
    figure = draw(chart_of(runs_of_three())).figure
    assert columns_of(only(figure, "result.settled.left")) == [0]
    assert columns_of(only(figure, "result.settled.right")) == [0]
    assert columns_of(only(figure, "result.hold.left")) == [1]
    assert columns_of(only(figure, "result.step_back.left.waiting")) == [2]
    shapes = {
        len(only(figure, f"swatch.result.{key}").get_paths()[0].vertices)
        for key in ("settled", "hold", "step_back")
    }
    assert len(shapes) == 3
    legend = texts(figure, "legend")
    for word in (
        "Settled: fine to build",
        "Hold: repeat, do not build",
        "Step back: run less",
        "Dashed: waiting for the morning",
    ):
        assert word in legend
    dashes = only(figure, "result.step_back.left.waiting").get_linestyle()
    assert dashes[0][1] is not None
    assert only(figure, "result.hold.left").get_linestyle()[0][1] is None


def test_no_colour_tells_results_apart() -> None:
    figure = draw(chart_of(example_diary(140))).figure
    colors = {
        tuple(each.get_edgecolor()[0])
        for gid in ("settled", "hold", "step_back")
        for each in artists(figure, f"result.{gid}.left")
    }
    assert len(colors) == 1


def test_a_tick_stands_under_the_runs_settled_by_the_morning() -> None:
    chart = chart_of(example_diary(140))
    figure = draw(chart).figure
    left = chart.series.knees[0]
    settled = [place for place, course in enumerate(left.courses) if course.is_settled]
    assert columns_of(only(figure, "tick.left")) == settled
    assert len(settled) == left.settled().settled


def test_distances_are_bars_and_cut_short_ones_hatched() -> None:
    figure = draw(chart_of(runs_of_three())).figure
    (bar,) = [path.vertices for path in only(figure, "bars").get_paths()]
    assert bar[:, 1].max() == 10.0
    (cut,) = [path.vertices for path in only(figure, "bars.cut").get_paths()]
    assert cut[:, 1].max() == pytest.approx(8.2)
    assert only(figure, "bars.cut").get_hatch()
    assert list(only(figure, "hollow").get_xdata()) == [1.5]
    assert texts(figure, "legend")[-2:] == ["Cut short", "Run without distance"]


def test_in_a_narrow_figure_each_knee_has_its_panel() -> None:
    chart = chart_of(example_diary(140))
    drawn = draw(chart, NARROW)
    assert keys(drawn.figure) == ["pain.left", "pain.right", "result", "distance"]
    assert drawn.columns is panel(drawn.figure, "pain.left")
    assert keys(draw(chart_of(example_diary(140), knees=(Knee.LEFT,)), NARROW).figure)[0] == "pain"


def test_the_days_of_runs_stand_below_with_their_year() -> None:
    figure = draw(chart_of(runs_of_three())).figure
    labels = [label.get_text() for label in panel(figure, "distance").get_xticklabels()]
    assert labels == ["11 Nov\n2026", "15 Nov", "20 Nov"]


def test_the_marks_of_one_run_alone_stand_over_its_bar() -> None:
    run = a_run("a", back(9), distance_m=10_000.0, left=in_time(9, 1, 2), right=in_time(9, 0, 0))
    figure = draw(chart_of(a_diary(runs=[run])), (1400, 500)).figure
    width = panel(figure, "distance").get_window_extent().width
    for knee in Knee:
        for moment in ("during", "after"):
            (x, _y) = only(figure, f"{moment}.{knee}").get_offsets()[0]
            assert abs(x - 0.5) * width < 60


def test_a_morning_that_nobody_will_score_any_more_is_not_waited_for() -> None:
    def dashed(*runs: Run) -> list[str]:
        figure = draw(chart_of(a_diary(runs=list(runs)))).figure
        return [text for text in texts(figure, "legend") if text.startswith("Dashed")]

    old = a_run("old", back(9), left=in_time(9, 1, 2))
    new = a_run("new", back(0), left=in_time(0, 1, 2))
    assert dashed(old) == ["Dashed: no score on the next morning"]
    assert dashed(new) == ["Dashed: waiting for the morning"]
    assert dashed(old, new) == ["Dashed: no score on the next morning, or waiting for the morning"]


def test_how_often_a_knee_had_settled_stands_in_the_title() -> None:
    titles = texts(draw(chart_of(runs_of_three())).figure, "title")
    assert titles[1] == "Result; settled by morning: left 1 of 2, right 1 of 1"


@pytest.mark.parametrize(
    ("width", "text_scale", "theme"),
    [(560, 2.0, "contrast"), (560, 1.0, "light"), (1000, 2.0, "dark"), (1720, 1.0, "light")],
)
def test_nothing_stands_outside_the_figure(width: int, text_scale: float, theme: str) -> None:
    size = (width, round(600 * text_scale**0.6))
    figure = draw(chart_of(example_diary(140)), size, theme, text_scale).figure
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # as above
    for text in figure.findobj(Text):
        if text.get_text():
            box = text.get_window_extent(renderer)
            assert box.x0 >= -1.0, text.get_text()
            assert box.x1 <= size[0] + 1.0, text.get_text()
            assert box.y0 >= -1.0, text.get_text()
            assert box.y1 <= size[1] + 1.0, text.get_text()


def test_a_run_without_anything_said_has_only_its_bar() -> None:
    run: Run = a_run("r", back(1))
    figure = draw(chart_of(a_diary(runs=[run]))).figure
    assert only(figure, "bars") is not None
    assert "Settled" not in texts(figure, "legend")


def test_marks_stand_at_the_foot_and_at_the_top() -> None:
    said = a_run_knee(0, 10)
    figure = draw(chart_of(a_diary(runs=[a_run("r", back(1), left=said)]))).figure
    assert not only(figure, "after.left").get_clip_on()


def test_the_painter_gives_the_columns() -> None:
    shown = GOLDEN["one-year"]()
    series = run_responses(shown.diary, shown.span, LAST_ON)
    chart = RunResponsesChart(series, run_responses_labels(series, Formats(), Settings()))
    picture = FigurePainter().paint(chart, ChartLook(load_theme("dark"), 900, 500))
    assert picture.columns is not None
    assert picture.columns.count == 20
    assert {round(panel.left) for panel in picture.panels} == {round(picture.columns.left)}


def test_late_marks_have_a_dashed_outline() -> None:
    diary = runs_of_three()
    run = diary.runs["a"]
    on = run.on - timedelta(30)
    far = replace(run, id="old", on=on)
    figure = draw(chart_of(replace(diary, runs={"old": far}))).figure
    late = only(figure, "during.left.late")
    assert late.get_linestyle()[0][1] is not None
    assert "Entered late" in texts(figure, "legend")
