"""The figure as data: what stands in its axes, not how many pixels are blue."""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from diary.charts.fonts import drawable, text_width
from diary.charts.kinds import PainAndLoadChart
from diary.charts.pain_and_load import figure_of_pain_and_load
from diary.charts.picture import ChartLook
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.load import LoadMeasure
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series, range_of_days
from diary.domain.period import Span
from diary.domain.pt_note import Pin
from diary.style import THEME_NAMES, load_theme
from diary.texts.charts import chart_labels
from diary.texts.numbers import Formats
from tests.builders import a_day, a_diary, a_knee_day, a_note, a_run, a_score, an_event
from tests.charts.example import LAST_ON, example_diary
from tests.charts.figures import Artist, artists, only, painted, panel, texts

FORMATS = Formats()
FAR_BACK = LAST_ON - timedelta(10)


def series_of(diary: Diary, days: int, knees: list[Knee] | None = None) -> PainAndLoadSeries:
    return pain_and_load_series(diary, range_of_days(LAST_ON, days), knees=knees)


def draw(
    series: PainAndLoadSeries,
    *,
    theme: str = "light",
    text_scale: float = 1.0,
    size_px: tuple[int, int] = (1060, 640),
    evidence: Span | None = None,
    has_events: bool = True,
) -> Figure:
    chart = PainAndLoadChart(series, chart_labels(series, FORMATS), evidence, has_events)
    look = ChartLook(load_theme(theme), *size_px, text_scale=text_scale)
    figure = figure_of_pain_and_load(chart, look).figure
    painted(figure)
    return figure


def points(figure: Figure) -> dict[str, Artist]:
    collections = panel(figure, "pain").collections
    return {str(each.get_gid()): each for each in collections if isinstance(each, PathCollection)}


def corners(collection: Artist) -> list[Artist]:
    return [path.vertices for path in collection.get_paths()]


def said(on: date, value: int, *, days_later: int = 0) -> Day:
    at = datetime.combine(on + timedelta(days_later), time(20), UTC)
    return a_day(on, left=a_knee_day(a_score(value, at)))


def back(days: int) -> date:
    return LAST_ON - timedelta(days)


def test_panels_share_their_edges_and_their_days() -> None:
    figure = draw(series_of(example_diary(140), 84))
    panels = [panel(figure, key) for key in ("pain", "load", "week")]
    assert len({(axes.get_position().x0, axes.get_position().x1) for axes in panels}) == 1
    first = LAST_ON.toordinal() - 83
    assert {axes.get_xlim() for axes in panels} == {(first - 0.5, first + 83.5)}
    heights = [axes.get_position().height for axes in panels]
    assert heights[0] / heights[1] == pytest.approx(2.2 / 1.3)
    assert heights[1] / heights[2] == pytest.approx(1.3 / 0.9)


def test_pain_axis_is_always_0_to_10_with_words() -> None:
    figure = draw(series_of(a_diary([a_day(LAST_ON, left=1)]), 28))
    axes = panel(figure, "pain")
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["0 none", "3 mild", "6 moderate", "10 worst"]
    assert list(axes.get_yticks()) == [0, 3, 6, 10]
    low, high = axes.get_ylim()
    assert low < 0
    assert high > 10


def test_medians_are_drawn_as_they_are_and_gaps_break_the_line() -> None:
    days = [a_day(back(number), left=2) for number in (*range(6), *range(20, 28))]
    series = series_of(a_diary(days), 28)
    drawn = only(figure := draw(series), "line.left")
    expected = [np.nan if value is None else value for value in series.knees[0].medians]
    np.testing.assert_array_equal(drawn.get_ydata(), expected)
    assert np.isnan(drawn.get_ydata()).any()
    assert list(drawn.get_xdata()) == list(range(back(27).toordinal(), LAST_ON.toordinal() + 1))
    right = only(figure, "line.right")
    assert right.get_linestyle() != drawn.get_linestyle()
    assert right.get_linewidth() < drawn.get_linewidth()


def test_every_score_has_its_mark_by_band_colour_and_lateness() -> None:
    days = [said(back(age), value) for age, value in {0: 0, 1: 2, 2: 5, 3: 9}.items()]
    days.append(said(back(19), 3, days_later=5))
    figure = draw(series_of(a_diary(days), 28, [Knee.LEFT]))
    theme = load_theme("light")
    found = points(figure)
    assert set(found) == {
        "points.left.ring",
        "points.left.circle",
        "points.left.triangle",
        "points.left.diamond",
        "points.left.circle.late",
    }
    triangle = found["points.left.triangle"]
    assert triangle.get_offsets().tolist() == [[back(2).toordinal(), 5.0]]
    assert triangle.get_facecolor().tolist()[0][:3] == pytest.approx(rgb(theme.ramp[5].fill))
    assert triangle.get_edgecolor().tolist()[0][:3] == pytest.approx(rgb(theme.roles["left"]))
    assert found["points.left.ring"].get_facecolor().tolist()[0][:3] == pytest.approx(
        rgb(theme.roles["surface"])
    )
    assert found["points.left.circle.late"].get_linestyle()[0][1] is not None
    assert found["points.left.circle"].get_linestyle()[0][1] is None


def rgb(color: str) -> tuple[float, ...]:
    return tuple(int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))


def test_marks_of_two_knees_differ_in_shape_and_never_cover_each_other() -> None:
    figure = draw(series_of(a_diary([a_day(LAST_ON, left=2, right=1)]), 28))
    left, right = (points(figure)[f"points.{knee}.circle"] for knee in Knee)
    assert len(left.get_paths()[0]) == len(right.get_paths()[0])
    assert corners(left)[0].min() == -corners(right)[0].max()
    assert left.get_offsets()[0][0] < LAST_ON.toordinal() < right.get_offsets()[0][0]


def test_where_both_knees_meet_the_right_mark_stands_inside_the_left_one() -> None:
    diary = a_diary([a_day(LAST_ON, left=2, right=2), a_day(back(1), left=1, right=3)])
    figure = draw(series_of(diary, 28))
    left, right = (points(figure)[f"points.{knee}.circle"] for knee in Knee)
    assert left.get_offsets()[1][0] == right.get_offsets()[1][0] == LAST_ON.toordinal()
    assert right.get_sizes()[1] < right.get_sizes()[0] / 2
    assert left.get_sizes()[1] == left.get_sizes()[0] == right.get_sizes()[0]
    assert "Both the same" in texts(figure, "legend")
    apart = draw(series_of(a_diary([a_day(LAST_ON, left=2, right=1)]), 28))
    assert "Both the same" not in texts(apart, "legend")


def test_in_high_contrast_marks_have_the_colour_of_their_knee() -> None:
    diary = a_diary([a_day(LAST_ON, left=0, right=1), a_day(back(1), left=1, right=0)])
    figure = draw(series_of(diary, 28), theme="contrast")
    roles = load_theme("contrast").roles
    for knee in Knee:
        for shape in ("ring", "circle"):
            edges = points(figure)[f"points.{knee}.{shape}"].get_edgecolor()
            assert {to_hex(each).upper() for each in edges} == {roles[knee]}


def test_days_without_a_run_say_so_instead_of_an_empty_panel() -> None:
    days = [a_day(back(age), left=1) for age in range(60)]
    figure = draw(series_of(a_diary(days, [a_run("r", back(50), distance_m=9000.0)]), 14))
    assert texts(figure, "nothing") == ["No runs in these days"] * 2
    load, week = figure.axes[1:]
    assert not len(load.get_yticks())
    assert "week" not in {line.get_gid() for line in week.get_lines()}
    unknown = draw(series_of(a_diary([a_day(back(-3), left=1), a_day(back(60), left=1)]), 28))
    assert texts(unknown, "nothing") == ["Not known for these days"] * 2


def test_of_days_that_are_not_all_known_only_the_known_are_without_runs() -> None:
    old = a_run("r", back(80), distance_m=9000.0)
    away = [a_day(back(age), left=1 if age > 24 else None, away=age <= 24) for age in range(50)]
    silent = [a_day(back(age), left=1) for age in range(25, 50)]
    for days in (away, [*silent, a_day(back(-14), left=1)]):
        figure = draw(series_of(a_diary(days, [old]), 28))
        assert texts(figure, "nothing") == ["No runs on the days that are known"] * 2


def test_a_run_without_distance_before_the_days_leaves_the_sums_their_axis() -> None:
    days = [a_day(back(age), left=1) for age in range(60)]
    figure = draw(series_of(a_diary(days, [a_run("r", back(30), distance_m=None)]), 28))
    assert texts(figure, "nothing") == ["No runs in these days"]
    load, week = (panel(figure, key) for key in ("load", "week"))
    assert not len(load.get_yticks())
    assert list(week.get_yticks()) == [0.0]
    line = next(each for each in week.get_lines() if each.get_gid() == "week")
    # Until the run is seven days old its week is not known.
    assert np.flatnonzero(np.isnan(line.get_ydata())).tolist() == [0, 1, 2, 3]


def test_a_run_of_0_km_is_not_told_as_no_run() -> None:
    days = [a_day(back(age), left=1) for age in range(60)]
    figure = draw(series_of(a_diary(days, [a_run("r", back(5), distance_m=0.0)]), 28))
    assert texts(figure, "nothing") == []
    assert [list(panel(figure, key).get_yticks()) for key in ("load", "week")] == [[0.0], [0.0]]


def test_a_tick_at_the_foot_for_every_day_without_an_entry() -> None:
    series = series_of(a_diary([a_day(back(3), left=1), a_day(back(1), right=0)]), 5)
    ticks = only(draw(series), "no_entry")
    days = sorted({segment[0][0] for segment in ticks.get_segments()})
    assert days == [back(age).toordinal() for age in (4, 2, 0)]


def test_bars_are_one_collection_of_the_days_with_load() -> None:
    runs = [a_run("a", back(3), distance_m=8000.0), a_run("b", LAST_ON, distance_m=12_000.0)]
    bars = only(draw(series_of(a_diary(runs=runs), 14)), "bars")
    tops = {round(float(each[:, 0].mean())): float(each[:, 1].max()) for each in corners(bars)}
    assert set(tops.values()) == {8.0, 12.0}
    assert len(corners(bars)) == 2
    width = np.ptp(corners(bars)[0][:, 0])
    assert width == pytest.approx(0.8)


def test_usual_week_is_hatched_and_the_sum_a_line() -> None:
    series = series_of(example_diary(140), 84)
    figure = draw(series)
    band = only(figure, "usual")
    assert band.get_hatch()
    sums = [np.nan if value is None else value / 1000 for value in series.week_sums]
    np.testing.assert_allclose(only(figure, "week").get_ydata(), sums)


def test_a_note_of_the_pt_has_a_mark_with_its_words() -> None:
    note = a_note("n", Pin(back(2)), author="M.S.")
    diary = a_diary([said(back(age), 1) for age in range(5)], pt_notes={note.id: note})
    figure = draw(series_of(diary, 28, [Knee.LEFT]))
    assert texts(figure, "mark.label") == ["From my PT (M.S.): downhill?"]
    assert "From my PT" in texts(figure, "legend")
    assert "Event" not in texts(figure, "legend")


def test_legend_names_what_is_drawn_and_nothing_else() -> None:
    plain = series_of(a_diary([said(back(age), 1) for age in range(5)]), 5, [Knee.LEFT])
    figure = draw(plain)
    assert (
        texts(figure, "legend")
        == [
            "Left knee, line: middle of 7 days",
            "0",
            "1 to 3",
            "4 to 6",
            "7 to 10",
            "Entered late",
        ][: 5 + bool(plain.late_days)]
    )
    full = draw(series_of(example_diary(140), 140), evidence=range_of_days(LAST_ON, 14))
    assert texts(full, "legend")[-7:] == [
        "No entry",
        "Usual week, 20 % up or down",
        "Safety sign",
        "Event",
        "Shoes",
        "Days of the reminder",
        "Numbers: see the table",
    ]
    assert len(artists(full, "evidence")) == 3
    # Nothing is named inside the panels.
    written = [text for axes in full.axes for text in axes.texts if text.get_gid() != "tick"]
    assert not written


def test_long_spans_are_thinned_and_keep_every_extreme() -> None:
    days = [a_day(back(age), left=1) for age in range(0, 3650, 2)]
    days[500] = a_day(back(1000), left=9)
    runs = [a_run(f"r{age}", back(age), distance_m=5000.0) for age in range(1, 3650, 3)]
    runs.append(a_run("far", back(2000), distance_m=42_195.0))
    figure = draw(series_of(a_diary(days, runs), 3650))
    assert len(only(figure, "line.left").get_xdata()) <= 400
    band = only(figure, "range.left")
    assert max(each[:, 1].max() for each in corners(band)) >= 9
    bars = only(figure, "bars")
    assert len(corners(bars)) <= 400
    assert max(each[:, 1].max() for each in corners(bars)) == pytest.approx(42.195)
    assert not points(figure)
    assert "each bar: the highest of 10 days" in texts(figure, "title")[1]


def test_months_without_entries_stay_empty_in_long_spans() -> None:
    days = [a_day(back(age), left=1) for age in (*range(300), *range(600, 900))]
    figure = draw(series_of(a_diary(days), 900))
    bars = only(figure, "no_entry")
    xs = [segment[:, 0] for segment in bars.get_segments()]
    assert min(x.min() for x in xs) >= back(603).toordinal()
    assert max(x.max() for x in xs) <= back(297).toordinal()
    assert np.isnan(only(figure, "line.left").get_ydata()).any()


def test_a_day_without_effort_is_marked() -> None:
    diary = a_diary(runs=[a_run("a", LAST_ON, rpe=None), a_run("b", back(1), rpe=5)])
    series = pain_and_load_series(diary, range_of_days(LAST_ON, 7), measure=LoadMeasure.EFFORT)
    figure = draw(series)
    assert list(only(figure, "incomplete").get_xdata()) == [LAST_ON.toordinal()]
    assert "Run without effort" in texts(figure, "legend")


def test_events_can_be_left_out() -> None:
    series = series_of(example_diary(140), 84)
    figure = draw(series, has_events=False)
    assert not texts(figure, "mark.label")
    assert not artists(figure, "lines.event")
    assert texts(draw(series), "mark.label")


def test_text_from_people_is_never_a_formula_and_unknown_letters_become_boxes() -> None:
    event = an_event(on=back(3), text="$x^2$ 走る \u202e\U0001f9b5")
    figure = draw(series_of(a_diary(events=[event]), 28))
    assert texts(figure, "mark.label") == ["PT visit: $x^2$ □□ □"]
    assert not any(each.get_parse_math() for each in figure.findobj(Text) if each.get_text())
    assert drawable("a\nb\x00c") == "a bc"


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("days", [7, 84, 365, 3650])
def test_nothing_is_cut_off(theme: str, text_scale: float, days: int) -> None:
    size = (1060, 640) if text_scale == 1.0 else (1060, 900)
    figure = draw(
        series_of(example_diary(min(days, 400)), days),
        theme=theme,
        text_scale=text_scale,
        size_px=size,
    )
    boxes = [
        each.get_window_extent()
        for each in figure.findobj(Text)
        if each.get_text() and each.get_visible()
    ]
    assert boxes
    for box in boxes:
        assert box.x0 >= 0
        assert box.x1 <= size[0]
        assert box.y0 >= 0
        assert box.y1 <= size[1]


def test_texts_of_head_and_ticks_do_not_touch_one_another() -> None:
    figure = draw(series_of(example_diary(140), 140))
    boxes = [
        each.get_window_extent()
        for each in figure.findobj(Text)
        if each.get_text() and each.get_visible()
    ]
    touching = [
        (first, second)
        for number, first in enumerate(boxes)
        for second in boxes[number + 1 :]
        if first.overlaps(second)
    ]
    assert not touching


def test_the_bundled_font_measures_texts() -> None:
    assert text_width("wide wide", 9) > text_width("wide", 9) > 0
    assert text_width("wide", 18) == pytest.approx(2 * text_width("wide", 9), rel=0.1)


@pytest.mark.parametrize("days", [183, 365])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_the_mark_of_the_last_day_is_drawn_whole(days: int, text_scale: float) -> None:
    """Nothing of it is cut off at the edge of the panel, nor at that of the picture."""
    diary = a_diary([a_day(LAST_ON, right=a_knee_day(morning=5)), a_day(FAR_BACK, left=1)])
    figure = draw(series_of(diary, days), text_scale=text_scale)
    pain = panel(figure, "pain")
    middle = pain.transData.transform((LAST_ON.toordinal(), 5.0))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no types here
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    row = pixels.shape[0] - round(middle[1])
    edge = round(pain.get_window_extent().x1)
    shown = pixels[row - 3 : row + 4, round(middle[0]) :, :3]
    inked = np.flatnonzero((shown.min(axis=2) < 200).any(axis=0)) + round(middle[0])
    assert edge < inked.max() < pixels.shape[1] - 1
