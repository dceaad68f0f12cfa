"""Where it hurt as data: numbers, hatches and rows."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from diary.charts.kinds import SpotsChart
from diary.charts.knee_map import DENSITIES, density_step, hatch_of
from diary.charts.picture import ChartLook
from diary.charts.spots import figure_of_spots
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee
from diary.domain.pain_and_load import range_of_days
from diary.domain.spot_counts import spot_series
from diary.style import THEME_NAMES, load_theme
from diary.texts.numbers import Formats
from diary.texts.spot_chart import spot_labels
from tests.builders import a_day, a_diary, a_knee_day
from tests.charts.diaries import back
from tests.charts.figures import artists, painted, panel, texts

FORMATS = Formats()


def a_diary_of(spots: Iterable[tuple[str, Area | None]]) -> Diary:
    """One day for each spot, the last one first; None is pain without a spot."""
    days = [
        a_day(back(number), **{knee: a_knee_day(worst=4, areas=(area,) if area else None)})
        for number, (knee, area) in enumerate(spots)
    ]
    return a_diary(days)


MIXED = a_diary_of(
    [
        *[("left", Area.FRONT)] * 8,
        *[("left", Area.OUTER)] * 2,
        ("left", Area.INSIDE),
        ("left", None),
        *[("right", Area.INNER)] * 4,
    ]
)


def chart_of(diary: Diary, days: int = 28, knees: tuple[Knee, ...] | None = None) -> SpotsChart:
    series = spot_series(diary, range_of_days(back(0), days), knees)
    return SpotsChart(series, spot_labels(series, FORMATS))


def draw(
    chart: SpotsChart,
    width: int = 1000,
    height: int = 640,
    scale: float = 1.0,
    theme: str = "light",
) -> Figure:
    look = ChartLook(load_theme(theme), width, height, text_scale=scale)
    figure = figure_of_spots(chart, look).figure
    painted(figure)
    return figure


def hatch(figure: Figure, knee: str, area: Area) -> str | None:
    patches = [
        patch
        for patch in panel(figure, f"map.{knee}").patches
        if patch.get_gid() == f"hatch.{area}"
    ]
    return patches[0].get_hatch() if patches else None


def test_every_named_area_has_its_number_and_no_other_a_0() -> None:
    figure = draw(chart_of(MIXED))
    assert sorted(texts(figure, "number")) == ["2", "4", "8"]
    assert texts(figure, "below") == ["Deep inside: 1", "Pain, no spot named: 1"]


def test_more_days_have_denser_lines_and_the_side_shows_in_their_slant() -> None:
    figure = draw(chart_of(MIXED))
    assert hatch(figure, "left", Area.FRONT) == "/" * DENSITIES[-1]
    assert hatch(figure, "left", Area.OUTER) == "/" * DENSITIES[0]
    assert hatch(figure, "right", Area.INNER) == "\\" * DENSITIES[1]
    assert hatch(figure, "right", Area.FRONT) is None


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (25, 1), (26, 2), (50, 2), (75, 3), (76, 4), (100, 4)]
)
def test_density_goes_by_quarters_of_the_highest_count(count: int, step: int) -> None:
    assert density_step(count, 100) == step
    assert density_step(count, 0) == 0
    assert step == 0 or len(hatch_of(step, Knee.LEFT)) == DENSITIES[step - 1]


def middle_of_inner(figure: Figure, knee: str) -> float:
    (patch,) = [
        each for each in panel(figure, f"map.{knee}").patches if each.get_gid() == "area.inner"
    ]
    extents = patch.get_path().get_extents()
    return float((extents.x0 + extents.x1) / 2)


def test_the_inner_sides_face_each_other_and_turn_when_seen_from_opposite() -> None:
    chart = chart_of(MIXED)
    figure = draw(chart)
    assert middle_of_inner(figure, "left") > 120 > middle_of_inner(figure, "right")
    facing = draw(replace(chart, is_facing=True))
    assert middle_of_inner(facing, "left") < 120 < middle_of_inner(facing, "right")
    left, right = panel(figure, "map.left"), panel(figure, "map.right")
    assert left.get_position().x1 < right.get_position().x0


def test_rows_have_the_days_of_each_week_and_their_total() -> None:
    figure = draw(chart_of(MIXED))
    assert texts(figure, "row") == [
        "Front",
        "Outer side",
        "Deep inside",
        "Pain, no spot named",
        "Inner side",
    ]
    assert texts(figure, "count") == ["8", "2", "1", "1", "4"]
    left = panel(figure, "left")
    assert left.get_xlim() == (0, 5)
    (filled,) = artists(figure, "yes.left.0")
    # Eight days back from a Friday: five in its week, three in the one before.
    assert [path.vertices[:4, 0].mean() for path in filled.get_paths()] == pytest.approx([3.5, 4.5])
    high = [abs(path.vertices[1, 1] - path.vertices[0, 1]) for path in filled.get_paths()]
    assert high[0] / high[1] == pytest.approx(3 / 5)


def test_a_knee_without_a_spot_says_so() -> None:
    figure = draw(chart_of(a_diary_of([("left", Area.FRONT)])))
    assert texts(figure, "empty") == ["No spot named"]


def test_one_knee_has_one_map() -> None:
    figure = draw(chart_of(MIXED, knees=(Knee.LEFT,)))
    assert [axes.get_label() for axes in figure.axes] == ["map.left", "left"]


def test_grey_maps_have_no_colour_of_their_own() -> None:
    chart = replace(chart_of(MIXED), is_plain=True)
    for theme in THEME_NAMES:
        figure = draw(chart, theme=theme)
        leg = panel(figure, "map.left").patches[0]
        red, green, blue, _alpha = leg.get_facecolor()
        assert max(red, green, blue) - min(red, green, blue) < 0.06


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [420, 720, 1000, 1600])
def test_nothing_stands_outside_or_over_one_another(width: int, scale: float) -> None:
    chart = chart_of(MIXED, 84)
    wanted = figure_of_spots(
        chart, ChartLook(load_theme("light"), width, 400, text_scale=scale)
    ).wanted_height
    figure = draw(chart, width, wanted, scale)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # as above
    shown = [each for gid in ("title", "row", "below", "count") for each in artists(figure, gid)]
    boxes = [each.get_window_extent(renderer) for each in shown]
    assert all(box.x0 >= -1 and box.x1 <= width + 1 for box in boxes)
    assert all(box.y0 >= -1 and box.y1 <= wanted + 1 for box in boxes)
    for number, box in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert not box.padded(-1.5).overlaps(other.padded(-1.5))
    assert not artists(figure, "left_out")


def test_a_low_figure_leaves_rows_to_the_table_at_last() -> None:
    every = [*Area] * 3
    diary = a_diary_of([*(("left", area) for area in every), *(("right", area) for area in every)])
    figure = draw(chart_of(diary, 84), 720, 460)
    rows = len(texts(figure, "row"))
    assert rows < 16
    assert texts(figure, "left_out") == [f"More rows in the table: {16 - rows}"]


def test_without_knees_it_says_so_in_words() -> None:
    assert texts(draw(chart_of(MIXED, knees=())), "empty") == ["No spot named"]
