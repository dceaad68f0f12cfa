"""Pain and load says no more than the entries do, and says it without colour too."""

from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from diary.charts.kinds import PainAndLoadChart
from diary.charts.pain_and_load import figure_of_pain_and_load
from diary.charts.picture import ChartLook
from diary.charts.strokes import LEAST_STEP_PX
from diary.charts.thinning import days_per_point
from diary.domain.diary import Diary
from diary.domain.knee import Sign
from diary.domain.pain_and_load import pain_and_load_series, range_of_days
from diary.style import THEME_NAMES, load_theme
from diary.texts.charts import chart_labels
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_knee_day, a_run, an_event
from tests.charts.diaries import back, full_diary
from tests.charts.example import LAST_ON

# What matplotlib returns is described too widely to be of use.
Drawn: TypeAlias = Any
DAYS = 1000
SIZE = (640, 420)


def draw(
    diary: Diary,
    days: int,
    theme: str = "light",
    marker_scale: float = 1.0,
    *,
    is_whole: bool = False,
) -> Figure:
    series = pain_and_load_series(diary, range_of_days(LAST_ON, days))
    chart = PainAndLoadChart(series, chart_labels(series, Formats()))
    look = ChartLook(load_theme(theme), *SIZE, marker_scale=marker_scale, is_whole=is_whole)
    return figure_of_pain_and_load(chart, look).figure


def artists(figure: Figure, gid: str) -> list[Drawn]:
    """Everything whose name begins like this."""
    return list(figure.findobj(lambda each: str(each.get_gid()).startswith(gid)))


def only(figure: Figure, gid: str) -> Drawn:
    (found,) = (each for each in artists(figure, gid) if each.get_gid() == gid)
    return found


@settings(deadline=None, max_examples=8)
@given(
    st.dictionaries(st.integers(0, DAYS - 1), st.integers(0, 10), max_size=40),
    st.dictionaries(st.integers(0, DAYS - 1), st.integers(1, 250), max_size=40),
)
def test_no_extreme_of_a_long_span_is_lost(
    scores: dict[int, int], kilometres: dict[int, int]
) -> None:
    diary = a_diary(
        [a_day(back(age), left=value) for age, value in scores.items()],
        [a_run(f"r{age}", back(age), distance_m=km * 1000.0) for age, km in kilometres.items()],
    )
    figure, days = draw(diary, DAYS), days_per_point(DAYS)
    # Two points of the screen: beside the line of the axis, which would hide it.
    pain = next(each for each in figure.axes if each.get_label() == "pain")
    beside = 2 * LEAST_STEP_PX * DAYS / (pain.get_position().width * SIZE[0])
    drawn = [
        (piece[:, 0].min(), piece[:, 0].max(), piece[:, 1])
        for path in only(figure, "range.left").get_paths()
        for piece in path.to_polygons()
    ]
    for age, value in scores.items():
        at = back(age).toordinal()
        around = [ys for low, high, ys in drawn if low - beside <= at <= high + beside]
        assert any(ys.min() <= value <= ys.max() for ys in around)
    bars = [path.vertices for path in only(figure, "bars").get_paths()]
    for age, km in kilometres.items():
        at = back(age).toordinal()
        reach = days + beside
        near = [bar for bar in bars if bar[:, 0].min() - reach <= at <= bar[:, 0].max() + reach]
        assert max(float(bar[:, 1].max()) for bar in near) >= km - 1e-9
    # A pooled bar never claims more than the highest day.
    tallest = max((float(bar[:, 1].max()) for bar in bars), default=0.0)
    assert tallest == pytest.approx(max(kilometres.values(), default=0))


def test_a_line_needs_four_values_of_seven_days() -> None:
    """Three on, one more: the fourth value begins the line, and it ends when they are too old."""
    figure = draw(a_diary([a_day(back(age), left=3) for age in (20, 19, 18, 17)]), 28)
    line = only(figure, "line.left")
    known = [
        LAST_ON.toordinal() - int(x)
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
        if not np.isnan(y)
    ]
    assert known == [17, 16, 15, 14]


@pytest.mark.parametrize("years", [3, 10, 50])
@pytest.mark.parametrize("offset", [0, 5, 16])
def test_a_gap_of_a_week_is_seen_in_a_span_of_any_length(years: int, offset: int) -> None:
    """Band and line are open there, wide enough to be seen, and a bar at the foot says so."""
    count = 365 * years
    start = count // 2 + offset
    days = [a_day(back(age), left=3) for age in range(count) if not start <= age < start + 7]
    figure = draw(a_diary(days), count)
    pain = next(each for each in figure.axes if each.get_label() == "pain")
    px_per_day = pain.get_position().width * SIZE[0] / count
    first, second = sorted(
        (piece[:, 0].min(), piece[:, 0].max())
        for path in only(figure, "range.left").get_paths()
        for piece in path.to_polygons()
    )
    low, high = back(start + 6).toordinal(), back(start).toordinal()
    assert first[1] <= low - 0.5
    assert second[0] >= high + 0.5
    assert (second[0] - first[1]) * px_per_day >= 2.4
    line = only(figure, "line.left")
    unknown = line.get_xdata()[np.isnan(line.get_ydata())]
    assert any(low <= x <= high + 3 for x in unknown)
    (bar,) = only(figure, "no_entry").get_segments()
    assert bar[0][0] <= low - 0.5
    assert bar[1][0] >= high + 0.5
    assert (bar[1][0] - bar[0][0]) * px_per_day >= 2.4
    assert "No entry" in [each.get_text() for each in artists(figure, "legend")]


def test_a_lone_median_is_drawn() -> None:
    figure = draw(a_diary([a_day(back(age), left=4) for age in (16, 13, 11, 10)]), 28)
    (stroke,) = only(figure, "lone.left").get_segments()
    at = back(10).toordinal()
    assert stroke[0][0] < at < stroke[1][0]
    assert {float(y) for _x, y in stroke} == {4.0}


@pytest.mark.parametrize("days", [300, 500, 3650])
def test_a_run_without_distance_is_marked_in_a_span_of_any_length(days: int) -> None:
    runs = [a_run(f"r{age}", back(age), distance_m=4000.0) for age in range(0, 300, 2)]
    runs += [a_run(f"h{age}", back(age), distance_m=None) for age in (30, 31)]
    runs.append(a_run("with", back(30), distance_m=9000.0))
    figure = draw(a_diary(runs=runs), days)
    marks = only(figure, "incomplete")
    assert any(abs(x - back(30).toordinal()) <= 25 for x in marks.get_xdata())
    assert max(marks.get_ydata()) == 13.0
    legend = [each.get_text() for each in artists(figure, "legend")]
    assert {"Run without distance", "At least that much"} <= set(legend)
    dotted = only(figure, "week.least")
    known = dotted.get_xdata()[~np.isnan(dotted.get_ydata())]
    assert known.min() - 30 <= back(31).toordinal() <= known.max()


def test_a_week_of_which_nothing_is_known_is_a_gap() -> None:
    days = [a_day(back(age), left=1) for age in (20, 10)]
    figure = draw(a_diary(days, [a_run("r", back(3), distance_m=None)]), 10)
    weeks = only(figure, "week").get_ydata()
    assert list(weeks[:6]) == [0.0] * 6
    assert np.isnan(weeks[6:]).all()
    assert not artists(figure, "week.least")


def test_a_kept_picture_itself_says_how_much_was_recorded() -> None:
    diary = a_diary([a_day(back(age), left=3) for age in range(10)])
    kept = draw(diary, 28, is_whole=True)
    assert only(kept, "coverage").get_text() == "10 of 28 days recorded"
    # In the window the page says it.
    assert not artists(draw(diary, 28), "coverage")


def test_with_large_text_in_a_narrow_window_no_name_of_the_legend_is_cut() -> None:
    diary = a_diary([a_day(back(age), left=3, right=2) for age in range(10)])
    series = pain_and_load_series(diary, range_of_days(LAST_ON, 28))
    labels = chart_labels(series, Formats())
    look = ChartLook(load_theme("light"), 560, 900, text_scale=2.0)
    figure = figure_of_pain_and_load(PainAndLoadChart(series, labels), look).figure
    told = [each.get_text() for each in artists(figure, "legend")]
    assert set(labels.lines.values()) <= set(told)


def test_days_of_a_safety_sign_have_a_line_a_cross_and_a_text() -> None:
    said = a_knee_day(worst=4, signs={Sign.LOCKING: True})
    figure = draw(a_diary([a_day(back(5), left=said)]), 28)
    lines = artists(figure, "lines.sign")
    assert len(lines) == 3
    assert {segment[0][0] for each in lines for segment in each.get_segments()} == {
        back(5).toordinal()
    }
    assert only(figure, "mark.label").get_text().endswith("(left)")


@pytest.mark.parametrize(
    ("every", "told"),
    [(4, "Marks without words: see the table"), (9, "Numbers: see the table")],
)
def test_the_legend_tells_where_marks_without_words_are_explained(every: int, told: str) -> None:
    events = [an_event(f"e{age}", on=back(age), text="A long race") for age in range(0, 84, every)]
    figure = draw(a_diary([a_day(back(1), left=2)], events=events), 84)
    legend = [each.get_text() for each in artists(figure, "legend")]
    assert [each for each in legend if each.endswith("see the table")] == [told]
    assert bool(artists(figure, "mark.number")) == told.startswith("Numbers")


def test_large_marks_are_larger() -> None:
    diary = a_diary([a_day(LAST_ON, left=5)])
    usual, large = (
        only(draw(diary, 28, marker_scale=scale), "points.left.triangle").get_sizes()[0]
        for scale in (1.0, 1.5)
    )
    assert large == pytest.approx(usual * 1.5**2)


# ---- without colour ----------------------------------------------------------------------------


def grey(color: str) -> float:
    """The luminance of a colour like "#0B5C8A" (WCAG 2)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_everything_stands_out_in_grey(theme: str) -> None:
    roles = load_theme(theme).roles
    for role, least in {"left": 3, "right": 3, "load": 3, "text": 7, "text2": 4.5}.items():
        low, high = sorted((grey(roles[role]), grey(roles["surface"])))
        assert (high + 0.05) / (low + 0.05) >= least, role


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("days", [84, 540])
def test_nothing_drawn_is_lost_in_grey(theme: str, days: int) -> None:
    """What differs from the page in colour differs in grey as well."""
    canvas = FigureCanvasAgg(draw(full_diary(days), days, theme))
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no types here
    drawn = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    pixels = drawn[..., :3].astype(float)
    greys = pixels @ [0.2126, 0.7152, 0.0722]
    page = pixels[0, 0]
    is_inked = np.abs(pixels - page).max(axis=2) > 96
    assert is_inked.sum() > 2000
    lost = is_inked & (np.abs(greys - page @ [0.2126, 0.7152, 0.0722]) < 24)
    assert lost.sum() / is_inked.sum() < 0.01


def test_knees_and_bands_are_told_apart_by_shape_alone() -> None:
    figure = draw(full_diary(84), 84)
    left, right = only(figure, "line.left"), only(figure, "line.right")
    assert (left.get_linestyle(), right.get_linestyle()) == ("-", "--")
    shapes = {
        str(each.get_gid()): len(each.get_paths()[0].vertices)
        for each in artists(figure, "points.")
    }
    triangle, ring = shapes["points.left.triangle"], shapes["points.left.ring"]
    assert triangle < ring
    wide = draw(full_diary(540), 540)
    assert only(wide, "range.left").get_hatch() is None
    assert only(wide, "range.right").get_hatch()
    legend = [each.get_text() for each in artists(wide, "legend")]
    assert any(text.startswith("Left") for text in legend)
    assert any(text.startswith("Right") for text in legend)
