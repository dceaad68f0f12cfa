"""Signs and care as data: a square for every answer, and nothing where there is none."""

import itertools
from dataclasses import replace
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from diary.charts.kinds import SignsChart
from diary.charts.painter import FigurePainter
from diary.charts.picture import ChartLook
from diary.charts.signs import figure_of_signs
from diary.domain.day import Care, Limit
from diary.domain.diary import Diary
from diary.domain.knee import MAIN_SIGNS, Sign
from diary.domain.pain_and_load import range_of_days
from diary.domain.sign_days import sign_series
from diary.style import THEME_NAMES, load_theme
from diary.texts.numbers import Formats
from diary.texts.sign_chart import sign_labels
from tests.builders import a_day, a_diary, a_knee_day
from tests.charts.diaries import back
from tests.charts.figures import artists, painted, texts

FORMATS = Formats()


def chart_of(diary: Diary, days: int) -> SignsChart:
    series = sign_series(diary, range_of_days(back(0), days))
    return SignsChart(series, sign_labels(series, FORMATS))


def draw(chart: SignsChart, look: ChartLook | None = None) -> Figure:
    drawn = figure_of_signs(chart, look or ChartLook(load_theme("light"), 1000, 640))
    painted(drawn.figure)
    return drawn.figure


def middles(figure: Figure, gid: str) -> list[float]:
    """The columns in which boxes stand."""
    (boxes,) = artists(figure, gid)
    return sorted(float(path.vertices[:4, 0].mean()) for path in boxes.get_paths())


def heights(figure: Figure, gid: str) -> list[float]:
    (boxes,) = artists(figure, gid)
    return [float(abs(path.vertices[1, 1] - path.vertices[0, 1])) for path in boxes.get_paths()]


def a_week() -> Diary:
    def said(**signs: bool) -> Any:  # noqa: ANN401 - as builders take it
        return a_knee_day(signs={Sign(key): is_yes for key, is_yes in signs.items()})

    return a_diary(
        [
            a_day(back(6), left=said(tender=True)),
            a_day(back(4), left=said(tender=False, locking=True), right=said(tender=False)),
            a_day(back(0), limits={Limit.SLEEP: True}, care={Care.ICE: False}),
        ]
    )


def test_a_square_stands_in_the_column_of_its_day() -> None:
    figure = draw(chart_of(a_week(), 7))
    left = next(axes for axes in figure.axes if axes.get_label() == "left")
    assert left.get_xlim() == (0, 7)
    assert middles(figure, "yes.left.1") == pytest.approx([0.5])
    assert middles(figure, "no.left.1") == pytest.approx([2.5])
    assert middles(figure, "no.right.0") == pytest.approx([2.5])
    assert middles(figure, "yes.limits.0") == pytest.approx([6.5])
    assert middles(figure, "no.care.0") == pytest.approx([6.5])


def test_yes_is_filled_and_no_is_hollow_in_every_theme() -> None:
    for name in THEME_NAMES:
        theme = load_theme(name)
        figure = draw(chart_of(a_week(), 7), ChartLook(theme, 1000, 640))
        (yes,), (no,) = artists(figure, "yes.left.1"), artists(figure, "no.left.1")
        assert to_hex(yes.get_facecolor()[0]) == theme.roles["left"].lower()
        assert to_hex(no.get_facecolor()[0]) == theme.roles["surface"].lower()
        assert to_hex(no.get_edgecolor()[0]) == theme.roles["left"].lower()


def test_what_should_be_looked_at_has_a_cross() -> None:
    figure = draw(chart_of(a_week(), 7))
    (cross,) = artists(figure, "urgent.left.0")
    assert list(cross.get_xdata()) == [2.5]
    assert not artists(figure, "yes.left.0")
    assert "Yes, a safety sign" in texts(figure, "legend")


def test_every_group_has_its_title_and_its_rows() -> None:
    figure = draw(chart_of(a_week(), 7))
    assert [axes.get_label() for axes in figure.axes] == ["left", "right", "limits", "care"]
    assert texts(figure, "title") == [
        "Left knee, signs",
        "Right knee, signs",
        "What the knee limited",
        "What was done for it",
    ]
    assert texts(figure, "row") == ["Locking", "Tender to press", "Tender to press", "Sleep", "Ice"]
    legend = texts(figure, "legend")
    assert legend[:3] == ["Yes", "No", "Blank: not answered"]
    assert "One column is a day" in legend


def test_weeks_are_as_high_as_their_days() -> None:
    said = a_knee_day(signs={Sign.TENDER: True})
    other = a_knee_day(signs={Sign.TENDER: False})
    # The last Friday is the fifth day of its week: four answers, one of them yes.
    days = [a_day(back(0), left=said), *(a_day(back(number), left=other) for number in (1, 2, 3))]
    figure = draw(chart_of(a_diary(days), 120))
    (yes,), (no,) = heights(figure, "yes.left.0"), heights(figure, "no.left.0")
    assert no == pytest.approx(4 * yes)
    assert "Days with yes" in texts(figure, "legend")


def test_panels_share_their_columns() -> None:
    drawn = figure_of_signs(chart_of(a_week(), 7), ChartLook(load_theme("light"), 1000, 640))
    assert drawn.count == 7
    assert (
        len({(axes.get_position().x0, axes.get_position().x1) for axes in drawn.figure.axes}) == 1
    )


def crowded() -> Diary:
    days = [
        a_day(
            back(number),
            left=a_knee_day(signs={sign: sign is Sign.TENDER for sign in Sign}),
            right=a_knee_day(signs=dict.fromkeys(MAIN_SIGNS, False)),
            limits=dict.fromkeys(Limit, False),
            care={each: each is Care.ICE for each in Care},
        )
        for number in range(20)
    ]
    return a_diary(days)


def test_without_room_the_rows_with_the_least_yes_are_left_to_the_table() -> None:
    chart = chart_of(crowded(), 28)
    look = ChartLook(load_theme("light"), 720, 460)
    drawn = figure_of_signs(chart, look)
    assert drawn.wanted_height > 460
    rows = texts(drawn.figure, "row")
    assert {"Tender to press", "Ice"} <= set(rows)
    left_out = len(chart.series.rows) - len(rows)
    assert f"More rows in the table: {left_out}" in texts(drawn.figure, "legend")
    tall = figure_of_signs(chart, replace(look, height=drawn.wanted_height))
    assert len(texts(tall.figure, "row")) == len(chart.series.rows)


@pytest.mark.parametrize("pixel_ratio", [1.0, 2.0])
def test_a_picture_for_paper_is_as_high_as_it_needs(pixel_ratio: float) -> None:
    chart, painter = chart_of(crowded(), 28), FigurePainter()
    size = (round(720 * pixel_ratio), round(460 * pixel_ratio))
    look = ChartLook(load_theme("light"), *size, pixel_ratio)
    on_screen = painter.paint(chart, look)
    on_paper = painter.paint(chart, replace(look, is_whole=True))
    assert on_screen.height == size[1]
    # Below it stands what the page says about it.
    assert on_paper.height > round(on_screen.wanted_height * pixel_ratio)
    assert on_paper.columns == on_screen.columns


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [420, 720, 1280])
def test_labels_never_run_into_the_squares(width: int, scale: float) -> None:
    chart = chart_of(crowded(), 84)
    look = ChartLook(load_theme("light"), width, 2600, text_scale=scale)
    figure = draw(chart, look)
    assert len(texts(figure, "row")) == len(chart.series.rows)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # as above
    panels = [axes.get_window_extent(renderer) for axes in figure.axes]
    left = panels[0].x0
    boxes = [each.get_window_extent(renderer) for each in artists(figure, "row")]
    is_above = any(box.x1 > left for box in boxes)
    assert all(box.x0 >= 0 and box.x1 <= width for box in boxes)
    assert is_above or all(box.x1 <= left for box in boxes)
    ordered = sorted(boxes, key=lambda box: -box.y0)
    assert all(lower.y1 <= upper.y0 + 1 for upper, lower in itertools.pairwise(ordered))


def test_an_empty_series_says_so_in_words() -> None:
    figure = draw(chart_of(a_diary(), 28))
    assert texts(figure, "empty") == ["Nothing was answered in these days."]
