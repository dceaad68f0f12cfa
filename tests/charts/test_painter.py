import subprocess
import sys
from pathlib import Path

import pytest

from diary.charts.kinds import PainAndLoadChart
from diary.charts.painter import FigurePainter
from diary.charts.picture import ChartLook
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series, range_of_days
from diary.style import load_theme
from diary.texts.charts import chart_labels
from diary.texts.numbers import Formats
from tests.charts.example import LAST_ON, example_diary


@pytest.fixture(scope="module")
def series() -> PainAndLoadSeries:
    return pain_and_load_series(example_diary(84), range_of_days(LAST_ON, 84))


def a_chart(series: PainAndLoadSeries) -> PainAndLoadChart:
    return PainAndLoadChart(series, chart_labels(series, Formats()))


def look(pixel_ratio: float = 1.0) -> ChartLook:
    return ChartLook(load_theme("light"), 800, 500, pixel_ratio)


@pytest.mark.parametrize("pixel_ratio", [1.0, 1.5, 2.0])
def test_a_picture_has_the_size_asked_for_and_maps_columns(
    series: PainAndLoadSeries, pixel_ratio: float
) -> None:
    picture = FigurePainter().paint(a_chart(series), look(pixel_ratio))
    assert (picture.width, picture.height) == (800, 500)
    assert len(picture.rgba) == 800 * 500 * 4
    assert [panel.key for panel in picture.panels] == ["pain", "load", "week"]
    columns = picture.columns
    assert columns is not None
    assert columns.count == 84
    assert [columns.column_at(columns.x_of(each)) for each in range(84)] == list(range(84))
    assert columns.column_at(-100.0) == 0
    assert columns.column_at(5000.0) == 83
    panel = picture.panels[0]
    assert (columns.left, columns.width) == (panel.left, panel.width)
    tops = [panel.top for panel in picture.panels]
    assert tops == sorted(tops)


def test_painting_again_gives_the_same_picture(series: PainAndLoadSeries) -> None:
    painter = FigurePainter()
    first, second = (painter.paint(a_chart(series), look()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.png", b"\x89PNG"), ("a.PDF", b"%PDF"), ("a.svg", b"<?xml"), ("a", b"\x89PNG")],
)
def test_a_file_is_written_by_its_ending(
    series: PainAndLoadSeries, tmp_path: Path, name: str, start: bytes
) -> None:
    FigurePainter().save(a_chart(series), look(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_file_that_cannot_be_written_is_an_os_error(
    series: PainAndLoadSeries, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="nowhere"):
        FigurePainter().save(a_chart(series), look(), tmp_path / "nowhere" / "a.png")


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
