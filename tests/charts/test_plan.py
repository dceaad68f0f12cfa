"""The figure of the plan as data: bars, targets, what was skipped, cadence, and nothing in red."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.text import Text

from diary.charts.drawn import Drawn
from diary.charts.kinds import PlanChart
from diary.charts.plan_panels import cadence_ticks, count_ticks
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.plan import WeeklyTargets
from diary.domain.plan_weeks import CadenceLine, PlanKind, plan_bars, plan_weeks
from diary.domain.session import SessionExercise
from diary.style import THEME_NAMES, load_theme
from diary.texts.numbers import Formats
from diary.texts.plan_chart import plan_labels
from tests.builders import a_day, a_diary, a_plan, a_session
from tests.charts.diaries import GOLDEN, Shown, full_diary, with_plan
from tests.charts.example import LAST_ON
from tests.charts.figures import Artist, artists, painted_chart, panel

MONDAY = LAST_ON - timedelta(LAST_ON.weekday())
FOUR_WEEKS = Span(MONDAY - timedelta(21), LAST_ON + timedelta(1))
SIZE = (900, 620)


def chart_of(diary: Diary, span: Span = FOUR_WEEKS) -> PlanChart:
    series = plan_weeks(diary, span, LAST_ON)
    bars = tuple(plan_bars(series, row) for row in series.rows)
    return PlanChart(series, bars, plan_labels(series, bars, Formats()))


def draw(
    chart: PlanChart, size: tuple[int, int] = SIZE, theme: str = "light", text_scale: float = 1.0
) -> Drawn:
    return painted_chart(chart, size, theme, text_scale)


def within(axes: Artist, gid: str) -> Artist:
    return next(each for each in axes.findobj() if each.get_gid() == gid)


def legend(figure: Figure) -> list[str]:
    return [each.get_text() for each in artists(figure, "legend")]


def boxes(collection: Artist) -> list[tuple[float, float, float]]:
    """Middle, foot and head of every bar."""
    found = []
    for path in collection.get_paths():
        xs, ys = path.vertices[:4, 0], path.vertices[:4, 1]
        found.append((float(xs.mean()), float(ys.min()), float(ys.max())))
    return found


def four_weeks() -> Diary:
    """Weeks with 3, 1 (and 1 skipped), 0 and 2 sessions; a target in the last two of them."""
    told = [(3, 0), (3, 1), (3, 2), (2, 0), (0, 0), (0, 1)]
    on = {f"s{week}{day}": MONDAY - timedelta(7 * week - day) for week, day in told}
    sessions = {key: a_session(key, day) for key, day in on.items()}
    sessions["out"] = a_session("out", MONDAY - timedelta(13), is_done=False)
    days = [a_day(MONDAY - timedelta(age), left=2) for age in range(21)]
    return a_diary(days, plans={"p": a_plan("p", MONDAY - timedelta(7))}, sessions=sessions)


def test_every_week_stands_over_its_own_days_and_a_missed_one_is_just_low() -> None:
    drawn = draw(chart_of(four_weeks()))
    axes = panel(drawn.figure, PlanKind.STRENGTH)
    middle = MONDAY.toordinal() + 3
    assert boxes(within(axes, "done")) == [
        (middle - 21, 0, 3),
        (middle - 14, 0, 1),
        (middle, 0, 2),
    ]
    assert boxes(within(axes, "skipped")) == [(middle - 14, 1, 2)]
    assert drawn.count == len(FOUR_WEEKS)
    assert drawn.columns is panel(drawn.figure, "pain")


def test_what_was_skipped_is_hollow() -> None:
    figure = draw(chart_of(four_weeks())).figure
    axes = panel(figure, PlanKind.STRENGTH)
    assert not len(within(axes, "skipped").get_facecolor())
    assert len(within(axes, "done").get_facecolor())


def test_the_target_is_a_line_only_where_there_was_one() -> None:
    figure = draw(chart_of(four_weeks())).figure
    target = within(panel(figure, PlanKind.STRENGTH), "target")
    xs, ys = np.asarray(target.get_xdata()), np.asarray(target.get_ydata())
    known = xs[~np.isnan(ys)]
    assert (known.min(), known.max()) == (
        MONDAY.toordinal() - 7.5,
        MONDAY.toordinal() + 6.5,
    )
    assert set(ys[~np.isnan(ys)]) == {3.0}
    bare = replace(four_weeks(), plans={})
    figure = draw(chart_of(bare)).figure
    assert not artists(figure, "target")
    assert "Target" not in legend(figure)


def test_a_bar_that_reaches_the_target_touches_its_line() -> None:
    plan = a_plan("p", MONDAY - timedelta(21), per_week=WeeklyTargets(strength=1))
    figure = draw(chart_of(replace(four_weeks(), plans={"p": plan}))).figure
    axes = panel(figure, PlanKind.STRENGTH)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # as above
    drawn = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    image = drawn[..., :3].astype(int)
    page = [round(255 * part) for part in to_rgba(load_theme("light").roles["surface"])[:3]]
    left = axes.transData.transform((MONDAY.toordinal() + 3 - 21, 0.0))
    right = axes.transData.transform((MONDAY.toordinal() + 3 - 21, 2.9))
    rows = image.shape[0]
    column = image[rows - int(right[1]) : rows - int(left[1]) - 2, int(left[0])]
    assert not (abs(column - page).max(axis=1) < 30).any()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_target_is_seen_on_bars_as_light_as_its_line(theme: str) -> None:
    plan = a_plan("p", MONDAY - timedelta(21), per_week=WeeklyTargets(strength=1))
    figure = draw(chart_of(replace(four_weeks(), plans={"p": plan})), theme=theme).figure
    line = within(panel(figure, PlanKind.STRENGTH), "target.on_bar")
    assert [segment[0][1] for segment in line.get_segments()] == [1.0, 1.0]
    assert tuple(line.get_color()[0]) == to_rgba(load_theme(theme).roles["surface"])


@pytest.mark.parametrize(("days", "count"), [(3, 2), (4, 3), (7, 3)])
def test_the_first_week_is_a_whole_bar_or_none(days: int, count: int) -> None:
    span = Span(MONDAY - timedelta(14 + days), LAST_ON + timedelta(1))
    axes = panel(draw(chart_of(four_weeks(), span)).figure, PlanKind.STRENGTH)
    paths = within(axes, "done").get_paths()
    assert len(paths) == count
    assert min(path.vertices[:, 0].min() for path in paths) > span.start.toordinal() - 0.5


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_nothing_is_drawn_in_the_colour_of_danger(theme: str) -> None:
    figure = draw(chart_of(four_weeks()), theme=theme).figure
    roles = load_theme(theme).roles
    axes = panel(figure, PlanKind.STRENGTH)
    used = {
        tuple(np.round(to_rgba(color), 3))
        for gid in ("done", "skipped", "open")
        for color in (*within(axes, gid).get_facecolor(), *within(axes, gid).get_edgecolor())
    }
    for role in ("danger", "warn"):
        if theme != "contrast":
            assert tuple(np.round(to_rgba(roles[role]), 3)) not in used


def test_the_week_that_lasts_is_outlined_and_named() -> None:
    figure = draw(chart_of(four_weeks())).figure
    (box,) = boxes(within(panel(figure, PlanKind.STRENGTH), "open"))
    assert box[0] == MONDAY.toordinal() + 3
    assert "Week not over yet" in legend(figure)
    earlier = Span(FOUR_WEEKS.start, MONDAY)
    assert "Week not over yet" not in legend(draw(chart_of(four_weeks(), earlier)).figure)


def test_a_week_without_any_entry_is_not_a_zero() -> None:
    span = Span(MONDAY - timedelta(70), LAST_ON + timedelta(1))
    figure = draw(chart_of(four_weeks(), span)).figure
    empty = within(panel(figure, PlanKind.STRENGTH), "week.no_entry").get_segments()
    assert len(empty) == 7
    assert all(segment[1][0] < MONDAY.toordinal() - 20 for segment in empty)
    assert "Week without any entry" in legend(figure)


def test_rows_come_with_what_is_done_or_aimed_at() -> None:
    diary = four_weeks()
    plan = a_plan("q", MONDAY, per_week=WeeklyTargets(mobility=2, runs=3))
    figure = draw(chart_of(replace(diary, plans={"q": plan}))).figure
    assert [each.get_label() for each in figure.axes] == ["pain", "strength", "mobility", "runs"]
    plain = draw(chart_of(diary)).figure
    assert [each.get_label() for each in plain.axes] == ["pain", "strength"]


def test_cadence_stands_in_a_panel_of_its_own() -> None:
    shown = with_plan(GOLDEN["one-knee"]())
    figure = draw(chart_of(shown.diary, shown.span)).figure
    axes = panel(figure, "cadence")
    cadence = plan_weeks(shown.diary, shown.span, LAST_ON).cadence
    assert cadence is not None
    assert list(within(axes, "cadence").get_ydata()) == [each.spm for each in cadence.points]
    assert set(within(axes, "base").get_ydata()) == {cadence.base}
    assert set(within(axes, "aim").get_ydata()) == {cadence.target}
    assert f"To try next: {cadence.target}" in legend(figure)


def test_cadence_without_a_run_in_these_days_says_so() -> None:
    shown = with_plan(GOLDEN["one-knee"]())
    late = Span(LAST_ON, LAST_ON + timedelta(1))
    runs = {key: run for key, run in shown.diary.runs.items() if run.on < LAST_ON}
    figure = draw(chart_of(replace(shown.diary, runs=runs), late)).figure
    (words,) = artists(figure, "nothing")
    assert words.get_text() == "No such run in these days"


@pytest.mark.parametrize(
    ("highest", "room", "ticks"),
    [
        (3, 4, [0, 1, 2, 3]),
        (7, 3, [0, 2, 4, 6]),
        (0, 4, [0, 1]),
        (4, 0.5, [0, 4]),
        (40, 3, [0, 20, 40]),
    ],
)
def test_ticks_of_sessions_are_whole_numbers(highest: int, room: float, ticks: list[int]) -> None:
    assert count_ticks(highest, room) == ticks


def test_ticks_of_cadence_lie_in_what_is_drawn() -> None:
    assert cadence_ticks(CadenceLine(LAST_ON, 152.0, 160, ()), 4) == [150, 155, 160]


@pytest.mark.parametrize(
    ("width", "text_scale", "theme"),
    [(560, 2.0, "contrast"), (560, 1.0, "light"), (1720, 1.0, "dark")],
)
def test_nothing_stands_outside_the_figure(width: int, text_scale: float, theme: str) -> None:
    shown = with_plan(Shown(full_diary(140), FOUR_WEEKS))
    chart = chart_of(shown.diary)
    wanted = draw(chart, (width, 500), theme, text_scale).wanted_height
    size = (width, max(wanted, 500))
    figure = draw(chart, size, theme, text_scale).figure
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # as above
    for text in figure.findobj(Text):
        if text.get_text():
            box = text.get_window_extent(renderer)
            assert box.x0 >= -1.0, text.get_text()
            assert box.x1 <= size[0] + 1.0, text.get_text()
            assert box.y0 >= -1.0, text.get_text()
            assert box.y1 <= size[1] + 1.0, text.get_text()


def test_a_score_after_an_exercise_is_no_score_of_the_day() -> None:
    after = SessionExercise("e", is_done=True, knees={Knee.LEFT: 7})
    session = a_session("s", LAST_ON, exercises=(after,))
    figure = draw(chart_of(a_diary(sessions={"s": session}))).figure
    assert artists(figure, "done")
    assert not [each for each in figure.findobj() if str(each.get_gid()).startswith("points.")]
