import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from diary.charts.painter import FigurePainter
from diary.charts.picture import ChartOptions
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series, range_of_days
from diary.style import load_theme
from diary.texts.charts import chart_labels
from diary.texts.numbers import Formats
from tests.charts.example import LAST_ON, example_diary


@pytest.fixture(scope="module")
def series() -> PainAndLoadSeries:
    return pain_and_load_series(example_diary(84), range_of_days(LAST_ON, 84))


def options(series: PainAndLoadSeries, pixel_ratio: float = 1.0) -> ChartOptions:
    labels = chart_labels(series, Formats())
    return ChartOptions(load_theme("light"), labels, 800, 500, pixel_ratio)


@pytest.mark.parametrize("pixel_ratio", [1.0, 1.5, 2.0])
def test_a_picture_has_the_size_asked_for_and_maps_days(
    series: PainAndLoadSeries, pixel_ratio: float
) -> None:
    picture = FigurePainter().paint(series, options(series, pixel_ratio))
    assert (picture.width, picture.height) == (800, 500)
    assert len(picture.rgba) == 800 * 500 * 4
    assert [panel.key for panel in picture.panels] == ["pain", "load", "week"]
    for on in series.span:
        assert picture.day_at(picture.x_of(on)) == on
    assert picture.day_at(-100.0) == series.span.start
    assert picture.day_at(5000.0) == LAST_ON
    panel = picture.panels[0]
    assert picture.x_of(LAST_ON + timedelta(1)) > panel.left + panel.width
    tops = [panel.top for panel in picture.panels]
    assert tops == sorted(tops)


def test_painting_again_gives_the_same_picture(series: PainAndLoadSeries) -> None:
    painter = FigurePainter()
    first, second = (painter.paint(series, options(series)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.png", b"\x89PNG"), ("a.PDF", b"%PDF"), ("a.svg", b"<?xml"), ("a", b"\x89PNG")],
)
def test_a_file_is_written_by_its_ending(
    series: PainAndLoadSeries, tmp_path: Path, name: str, start: bytes
) -> None:
    FigurePainter().save(series, options(series), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_file_that_cannot_be_written_is_an_os_error(
    series: PainAndLoadSeries, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="nowhere"):
        FigurePainter().save(series, options(series), tmp_path / "nowhere" / "a.png")


def imported(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_charts_need_neither_qt_nor_pyplot() -> None:
    modules = imported("import diary.charts.painter")
    assert "matplotlib" in modules
    assert not [name for name in modules if name.startswith(("PySide6", "shiboken6"))]
    assert "matplotlib.pyplot" not in modules
    assert "sqlalchemy" not in modules


def test_what_the_window_imports_loads_nothing_heavy() -> None:
    modules = imported("import diary.charts.picture, diary.ui.pages.charts")
    assert not {"numpy", "matplotlib"} & modules
