"""The figure of shoes as data: stacked bars, patterns, marks, and the table beside them."""

from datetime import UTC, datetime, time, timedelta

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from diary import words
from diary.charts.drawn import Drawn
from diary.charts.kinds import ShoesChart
from diary.charts.shoe_table import pattern_of
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.run import RunKnee
from diary.domain.shoe_weeks import shoe_bars, shoe_weeks
from diary.texts.numbers import Formats
from diary.texts.shoe_chart import shoes_labels
from tests.builders import a_diary, a_run, a_run_knee, a_score, a_shoe
from tests.charts.diaries import back
from tests.charts.example import LAST_ON, example_diary
from tests.charts.figures import Artist, artists, only, painted_chart, texts

WIDE, NARROW = (1300, 600), (640, 560)
MONDAY = LAST_ON - timedelta(LAST_ON.weekday())
THREE_WEEKS = Span(MONDAY - timedelta(14), MONDAY + timedelta(7))
NAMES = ("Red 3", "Blue 12", "Trail", "Green", "Old", "Track", "Grey", "Spare")


def chart_of(diary: Diary, span: Span, knees: tuple[Knee, ...] = tuple(Knee)) -> ShoesChart:
    series = shoe_weeks(diary, span, knees=knees)
    bars = shoe_bars(series)
    return ShoesChart(series, bars, shoes_labels(series, bars, Formats()))


def draw(
    chart: ShoesChart, size: tuple[int, int] = WIDE, theme: str = "light", text_scale: float = 1.0
) -> Drawn:
    return painted_chart(chart, size, theme, text_scale)


def boxes(collection: Artist) -> list[tuple[float, float, float]]:
    """Middle, foot and head of every bar."""
    found = []
    for path in collection.get_paths():
        xs, ys = path.vertices[:4, 0], path.vertices[:4, 1]
        found.append((float(xs.mean()), float(ys.min()), float(ys.max())))
    return found


def many_shoes(count: int = 8) -> Diary:
    """In every one of three weeks a run in each pair, and one without a shoe."""
    runs = [
        a_run(
            f"{week}-{place}",
            MONDAY - timedelta(7 * week - place % 5),
            distance_m=1000.0 * (count - place),
            shoe_id=f"s{place}",
            left=scores(2 + place % 2, 3),
        )
        for week in range(3)
        for place in range(count)
    ]
    runs.append(a_run("bare", MONDAY, distance_m=2000.0))
    shoes = [a_shoe(f"s{place}", NAMES[place]) for place in range(count)]
    return a_diary(runs=runs, shoes=shoes)


def scores(during: int, after: int | None) -> RunKnee:
    at = datetime.combine(LAST_ON, time(20), UTC)
    known = [None if value is None else a_score(value, at) for value in (during, after)]
    return a_run_knee(*known)


def test_bars_are_stacked_from_the_most_used_pair_on() -> None:
    drawn = draw(chart_of(many_shoes(2), THREE_WEEKS))
    assert drawn.count == 3
    assert drawn.columns is not None
    assert drawn.columns.get_label() == "weeks"
    assert boxes(only(drawn.figure, "use.0")) == [(0.5, 0, 2), (1.5, 0, 2), (2.5, 0, 2)]
    assert boxes(only(drawn.figure, "use.1")) == [(0.5, 2, 3), (1.5, 2, 3), (2.5, 2, 3)]
    assert boxes(only(drawn.figure, "use.2")) == [(2.5, 3, 5)]


def test_every_pair_has_a_pattern_of_its_own_with_or_without_colour() -> None:
    chart = chart_of(many_shoes(), THREE_WEEKS)
    patterns = [pattern_of(use, place) for place, use in enumerate(chart.series.shown)]
    assert len(patterns) == 8
    assert len(set(patterns)) == 8
    figure = draw(chart).figure
    for place, pattern in enumerate(patterns):
        assert only(figure, f"use.{place}").get_hatch() == pattern.hatch
        assert only(figure, f"swatch.{place}").get_hatch() == pattern.hatch


def test_the_table_names_the_shoes_and_their_middles() -> None:
    figure = draw(chart_of(many_shoes(), THREE_WEEKS, (Knee.LEFT,))).figure
    assert texts(figure, "heading") == [
        "Shoe",
        "km",
        "Scored runs",
        "During",
        "After",
        "Next morning",
    ]
    cells = texts(figure, "cell")
    rows = [cells[at : at + 7] for at in range(0, len(cells), 7)]
    assert rows[0] == ["Red 3", "24", "Left", "3", "too few (3)", "too few (3)", "none"]
    assert rows[6] == ["Other shoes", "9", "Left", "6", "2.5", "3", "none"]
    assert rows[7] == ["No shoe recorded", "2", "Left", "0", "none", "none", "none"]
    assert "Middle pain by shoe; shows no cause" in texts(figure, "title")


def test_both_knees_have_a_line_for_every_shoe() -> None:
    cells = texts(draw(chart_of(many_shoes(1), THREE_WEEKS)).figure, "cell")
    assert cells[:12] == [
        *("Red 3", "3", "Left", "3", "too few (3)", "too few (3)", "none"),
        *("Right", "0", "none", "none", "none"),
    ]


def test_without_a_knee_the_table_has_no_pain() -> None:
    figure = draw(chart_of(many_shoes(1), THREE_WEEKS, ())).figure
    assert texts(figure, "heading") == ["Shoe", "km", "Runs"]
    assert texts(figure, "cell")[:3] == ["Red 3", "3", "3"]


def test_weeks_cut_by_the_span_are_outlined() -> None:
    span = Span(MONDAY - timedelta(13), MONDAY + timedelta(7))
    figure = draw(chart_of(many_shoes(2), span)).figure
    assert [round(middle, 6) for middle, _low, _high in boxes(only(figure, "part"))] == [0.5]
    assert texts(figure, "legend") == ["Dashed: part of a week"]
    assert not artists(draw(chart_of(many_shoes(2), THREE_WEEKS)).figure, "part")


def test_in_long_spans_a_bar_is_an_average_with_its_highest_week() -> None:
    chart = chart_of(example_diary(3650), Span(back(3649), LAST_ON + timedelta(1)))
    figure = draw(chart).figure
    assert chart.bars.weeks_each == 13
    assert "Highest week" in texts(figure, "legend")
    heights = [segment[0][1] for segment in only(figure, "highest").get_segments()]
    assert max(heights) == pytest.approx(max(chart.bars.highest) / 1000)
    title = texts(figure, "title")[0]
    assert title == "Distance by shoe, km a week; a bar is the average of 13 weeks"


def test_the_table_stands_below_where_it_has_no_room_beside() -> None:
    chart = chart_of(many_shoes(2), THREE_WEEKS)
    wide, narrow = draw(chart).columns, draw(chart, NARROW).columns
    assert wide is not None
    assert narrow is not None
    assert wide.get_position().x1 < 0.7
    assert narrow.get_position().x1 > 0.9
    assert narrow.get_position().y0 > wide.get_position().y0


def test_when_not_all_of_the_table_fits_the_legend_names_the_shoes() -> None:
    chart = chart_of(many_shoes(), THREE_WEEKS)
    figure = draw(chart, (640, 900), text_scale=2.0).figure
    assert texts(figure, "legend")[:2] == ["Red 3", "Blue 12"]
    assert len(texts(figure, "legend")) == 8
    assert texts(figure, "more") == ["More in the table"]
    assert "L" in texts(figure, "cell")


@pytest.mark.parametrize(
    ("width", "text_scale", "theme"),
    [(560, 2.0, "contrast"), (560, 1.0, "light"), (1000, 2.0, "dark"), (1720, 1.0, "light")],
)
def test_nothing_stands_outside_the_figure(width: int, text_scale: float, theme: str) -> None:
    size = (width, round(500 * text_scale))
    figure = draw(chart_of(many_shoes(), THREE_WEEKS), size, theme, text_scale).figure
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # as above
    for text in figure.findobj(Text):
        if text.get_text():
            box = text.get_window_extent(renderer)
            assert box.x0 >= -1.0, text.get_text()
            assert box.x1 <= size[0] + 1.0, text.get_text()
            assert box.y0 >= -1.0, text.get_text()
            assert box.y1 <= size[1] + 1.0, text.get_text()


def test_in_a_longer_language_nothing_of_the_table_is_lost_at_the_edge() -> None:
    words.install(words.PSEUDO)
    figure = draw(chart_of(many_shoes(), THREE_WEEKS), (640, 900), text_scale=2.0).figure
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # as above
    assert "⟦L⟧" in texts(figure, "cell")
    for text in [*artists(figure, "heading"), *artists(figure, "cell")]:
        box = text.get_window_extent(renderer)
        assert box.x0 >= -1.0, text.get_text()
        assert box.x1 <= 641.0, text.get_text()


def test_names_are_plain_text_and_long_ones_are_cut() -> None:
    long = "$x$ <b>A pair with a very long name</b>"
    run = a_run("r", MONDAY, shoe_id="s")
    diary = a_diary(runs=[run], shoes=[a_shoe("s", long)])
    name = texts(draw(chart_of(diary, THREE_WEEKS)).figure, "cell")[0]
    assert name.startswith("$x$ <b>A")
    assert name.endswith("…")


def test_a_span_without_runs_has_an_axis_and_no_bars() -> None:
    drawn = draw(chart_of(a_diary(), THREE_WEEKS))
    assert drawn.count == 3
    assert not [each for each in drawn.figure.findobj() if str(each.get_gid()).startswith("use.")]
