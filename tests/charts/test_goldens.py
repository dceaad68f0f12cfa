"""Every kind of chart of six diaries looks as it did when somebody looked at it."""

import itertools
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from diary.charts import lettering
from diary.charts.kinds import PainAndLoadChart
from diary.charts.painter import drawn_of
from diary.charts.picture import ChartLook
from diary.domain.knee import Knee
from diary.style import load_theme
from tests.builders import a_knee_day
from tests.charts import goldens
from tests.charts.diaries import GOLDEN, Shown, back
from tests.charts.kinds import CHARTS
from tests.thorough import IS_THOROUGH

SIZE = (720, 460)
THEMES = ("light", "dark")
NAMES = [
    f"{chart}-{diary}-{theme}" for chart, diary, theme in itertools.product(CHARTS, GOLDEN, THEMES)
]
# In the dark other colours are used and nothing stands elsewhere: every kind of mark once is enough
# for every day.
IN_THE_DARK = {"three-weeks", "one-year", "no-data"}
PAIRS = [
    (diary, theme)
    for diary, theme in itertools.product(GOLDEN, THEMES)
    if theme == "light" or diary in IN_THE_DARK or IS_THOROUGH
]


def drawn(chart: str, shown: Shown, theme: str = "light") -> Figure:
    return drawn_of(CHARTS[chart](shown), ChartLook(load_theme(theme), *SIZE)).figure


@pytest.mark.parametrize(("diary", "theme"), PAIRS)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_looks_like_its_golden_picture(chart: str, diary: str, theme: str) -> None:
    fault = goldens.compared(f"{chart}-{diary}-{theme}", drawn(chart, GOLDEN[diary](), theme))
    assert not fault, fault


def test_every_golden_picture_belongs_to_a_chart() -> None:
    assert {file.stem for file in goldens.FOLDER.iterdir()} == set(NAMES)


# ---- what the comparison sees, and what it lets through ----------------------------------------


@pytest.fixture
def three_weeks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Three weeks with a picture of their own, in a folder of its own."""
    monkeypatch.setattr(goldens, "FOLDER", tmp_path)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    shown = GOLDEN["three-weeks"]()
    with monkeypatch.context() as patch:
        patch.setenv(goldens.REGENERATING, "1")
        assert goldens.compared("chart", drawn("pain-and-load", shown)) == ""
    return shown


@pytest.mark.parametrize("hinting", ["no_hinting", "force_autohint", "native"])
def test_letters_may_be_drawn_in_another_way(three_weeks: Shown, hinting: str) -> None:
    """With other hinting their stems stand elsewhere, and some are wider."""
    forget_letters = vars(lettering)["_stamp"].cache_clear
    forget_letters()
    with mpl.rc_context({"text.hinting": hinting}):
        fault = goldens.compared("chart", drawn("pain-and-load", three_weeks))
    forget_letters()
    assert not fault


def test_a_mark_that_moved_by_one_step_is_seen(three_weeks: Shown) -> None:
    for age in (2, 5):
        day = three_weeks.diary.days[back(age)]
        said = day.knee(Knee.LEFT).worst
        assert said is not None
        other = a_knee_day(worst=replace(said, value=said.value + 1))
        kept = {**three_weeks.diary.days, day.on: day.with_knee(Knee.LEFT, other)}
        moved = replace(three_weeks, diary=replace(three_weeks.diary, days=kept))
        assert "of the marks" in goldens.compared("chart", drawn("pain-and-load", moved))


@pytest.mark.parametrize("title", ["Distance, miles per day", ""])
def test_another_text_and_a_missing_one_are_seen(three_weeks: Shown, title: str) -> None:
    chart = CHARTS["pain-and-load"](three_weeks)
    assert isinstance(chart, PainAndLoadChart)
    other = replace(chart, labels=replace(chart.labels, load_title=title))
    figure = drawn_of(other, ChartLook(load_theme("light"), *SIZE)).figure
    assert goldens.compared("chart", figure) != ""


def test_a_bar_that_grew_is_seen(three_weeks: Shown) -> None:
    runs = dict(three_weeks.diary.runs)
    latest = max(runs.values(), key=lambda run: run.on)
    assert latest.distance_m is not None
    runs[latest.id] = replace(latest, distance_m=latest.distance_m * 1.15)
    grown = replace(three_weeks, diary=replace(three_weeks.diary, runs=runs))
    assert goldens.compared("chart", drawn("pain-and-load", grown)) != ""


def test_another_size_and_a_missing_picture_are_told(three_weeks: Shown) -> None:
    look = ChartLook(load_theme("light"), 700, 460)
    figure = drawn_of(CHARTS["pain-and-load"](three_weeks), look).figure
    assert "is now" in goldens.compared("chart", figure)
    assert goldens.REGENERATE in goldens.compared("other", figure)


def test_what_differs_is_drawn(three_weeks: Shown, tmp_path: Path) -> None:
    figure = drawn("pain-and-load", three_weeks, "dark")
    assert str(tmp_path) in goldens.compared("chart", figure)
    written = {file.name for file in (tmp_path / "kneelog-charts").iterdir()}
    assert written == {"chart.png", "chart-difference.png"}
    assert np.isfinite(figure.get_size_inches()).all()
