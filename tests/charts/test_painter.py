import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
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

ROOT = Path(__file__).resolve().parents[2]
# So many threads draw a file at the same time; then the fonts are counted that are open.
FONTS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, get_ident
from diary.charts.painter import FigurePainter
from tests.charts.test_painter import LAST_ON, a_chart, example_diary, look
from tests.charts.test_painter import pain_and_load_series, range_of_days

series = pain_and_load_series(example_diary(28), range_of_days(LAST_ON, 28))
count, folder = int(sys.argv[1]), Path(sys.argv[2])
all_there = Barrier(count)

def draw():
    all_there.wait()
    FigurePainter().save(a_chart(series), look(), folder / f"{get_ident()}.svg")

with ThreadPoolExecutor(count) as threads:
    for each in [threads.submit(draw) for _ in range(count)]:
        each.result()
fonts = 0
for each in Path("/proc/self/fd").glob("*"):
    with suppress(FileNotFoundError):
        fonts += each.readlink().suffix == ".ttf"
print(fonts)
"""


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


def test_threads_that_paint_at_once_each_get_their_own_picture(series: PainAndLoadSeries) -> None:
    painter, chart = FigurePainter(), a_chart(series)
    looks = [look(ratio) for ratio in (1.0, 1.25, 1.5, 2.0)]
    alone = [painter.paint(chart, each) for each in looks]
    with ThreadPoolExecutor(max_workers=4) as threads:
        assert list(threads.map(partial(painter.paint, chart), looks * 2)) == alone * 2


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files here")
def test_fonts_are_held_once_however_many_threads_draw(tmp_path: Path) -> None:
    """In a process of its own: a thread may get the number of one that drew before."""

    def held(count: int) -> int:
        command = [sys.executable, "-c", FONTS, str(count), str(tmp_path)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return int(done.stdout)

    assert held(4) == held(1) > 0


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
