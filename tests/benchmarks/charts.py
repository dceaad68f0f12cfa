"""P3, P5, P6, P7 and P16: charts beside empty axes, naive matplotlib, pyqtgraph and raw sqlite3.

Other work on the machine only ever makes a drawing slower, so the best of many turns counts; all
sides take turns.
"""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from diary import words
from diary.charts.kinds import PainAndLoadChart
from diary.charts.painter import FigurePainter, drawn_of
from diary.charts.picture import ChartLook
from diary.domain.diary import Diary
from diary.domain.pain_and_load import PainAndLoadSeries, pain_and_load_series, range_of_days
from diary.domain.period import ONE_DAY, Span
from diary.services.sample import sample_diary
from diary.style import load_theme
from diary.texts.charts import chart_labels
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import ChartChoice
from diary.ui.pages.charts.kinds.pain_and_load import shown_pain_and_load
from diary.ui.tasks import TaskRunner
from diary.ui.widgets.chart_view import ChartView
from tests.benchmarks.charts_peers import graph_drawn, naive_drawn
from tests.benchmarks.measure import ROOT, Figure
from tests.benchmarks.reference import LAST_ON, reference_diary
from tests.benchmarks.start import STARTED

YEAR = 365
ROUNDS = 15
STARTS = 5
SIZE = (1060, 640)
PATIENCE_MS = 20_000
EMPTY = "empty axes of the same layout"
GAP_ALLOWED_S = 0.033
MEMORY_ALLOWED_MB = 200.0
# What the series of a chart are made of, as a program without a domain would ask for it.
QUERIES = (
    'SELECT "on", knee, moment, run_id, score, recorded_at, timezone FROM scores',
    'SELECT id, "on", sport, started_at, distance_m, moving_s, elapsed_s, rpe, shoe_id FROM runs',
    'SELECT "on", away FROM days',
    'SELECT "on", knee, areas, qualities, signs, swelling_size FROM knee_days',
    'SELECT "on", until, kind, text FROM events',
)


def chart_figures(path: Path) -> list[Figure]:
    """Every figure; `path` is the file of the reference diary."""
    words.install("en")
    with _nothing_collected():
        drawn = [*redraw_figures(), *frame_figures(), *peer_figures(), query_figure(path)]
    return [*drawn, *start_figures(path)]


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """As while the window draws: Python collects afterwards."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# ---- P5: a redraw ----------------------------------------------------------------------------


@cache
def _long_diary() -> Diary:
    return sample_diary(days=50 * YEAR, seed=1, last_on=LAST_ON, zone="Europe/Lisbon")


@cache
def _chart(years: int) -> PainAndLoadChart:
    series = pain_and_load_series(_long_diary(), range_of_days(LAST_ON, years * YEAR))
    return PainAndLoadChart(series, chart_labels(series, Formats()))


def _look() -> ChartLook:
    return ChartLook(load_theme("light"), *SIZE)


def redraw_figures() -> list[Figure]:
    """Pain and load of 1, 10 and 50 years beside empty axes, and 50 years beside 1."""
    empty = _empty_axes(_chart(10))
    ours = {years: partial(FigurePainter().paint, _chart(years), _look()) for years in (1, 10, 50)}
    found = _best(empty, *ours.values())
    floor, seconds = found[0], dict(zip(ours, found[1:], strict=True))
    return [
        Figure("P5", "redraw, 1 year", seconds[1], floor, EMPTY, 1.75),
        Figure("P5", "redraw, 10 years", seconds[10], floor, EMPTY, 1.75),
        Figure("P5", "redraw, 50 years", seconds[50], floor, EMPTY, 2.0),
        Figure("P5", "redraw, 50 years", seconds[50], seconds[1], "1 year", 1.6),
    ]


def _best(*works: Callable[[], object]) -> list[float]:
    """The least seconds of each after many turns; one turn before that fills caches."""

    def seconds(work: Callable[[], object]) -> float:
        # Of this thread alone: what others do meanwhile on the machine is not counted.
        start = time.thread_time()
        work()
        return time.thread_time() - start

    rounds = [[seconds(work) for work in works] for _ in range(1 + ROUNDS)]
    return [min(each) for each in zip(*rounds[1:], strict=True)]


def _empty_axes(chart: PainAndLoadChart) -> Callable[[], None]:
    """Panels with the same edges, ticks and tick labels and nothing in them."""
    ours = drawn_of(chart, _look()).figure
    panels = [
        (
            axes.get_position().bounds,
            list(axes.get_xticks()),
            [text.get_text() for text in axes.get_xticklabels()],
            list(axes.get_yticks()),
            [text.get_text() for text in axes.get_yticklabels()],
        )
        for axes in ours.axes
    ]

    def draw() -> None:
        figure = Drawing(figsize=(SIZE[0] / 96, SIZE[1] / 96), dpi=96)
        canvas = FigureCanvasAgg(figure)
        for place, across, across_texts, up, up_texts in panels:
            axes = figure.add_axes(place)
            axes.set_xticks(across, across_texts)
            axes.set_yticks(up, up_texts)
            axes.spines[["top", "right"]].set_visible(False)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no types here

    return draw


# ---- P6: a frame -----------------------------------------------------------------------------


def frame_figures() -> list[Figure]:
    """A step of a zoom, counted and drawn; a step of a drag and of the cursor, painted over."""
    empty = _empty_axes(_chart(10))
    zooms = {years: _zoom(years) for years in (10, 50)}
    floor, *zoomed = _best(empty, *(partial(next, steps) for steps in zooms.values()))
    drag, let_go, move = _overlays()
    (dragged,) = _best(drag)
    let_go()
    (moved,) = _best(move)
    return [
        *(
            Figure("P6", f"a step of a zoom, {years} years", seconds, floor, EMPTY, 1.3)
            for years, seconds in zip(zooms, zoomed, strict=True)
        ),
        Figure("P6", "a step of a drag, 10 years", dragged, floor, EMPTY, 1.3),
        Figure("P6", "a step of the day cursor", moved, floor, EMPTY, 0.15),
    ]


def _zoom(years: int) -> Iterator[None]:
    """Ever fewer days, as the wheel asks for them: counted, put into words and drawn."""
    diary, whole = _long_diary(), range_of_days(LAST_ON, years * YEAR)
    formats, painter, span = Formats(), FigurePainter(), whole
    while True:
        shown = shown_pain_and_load(diary, ChartChoice(), span, formats, LAST_ON)
        painter.paint(shown.chart, _look())
        yield
        less = timedelta(len(whole) // 100)
        span = Span(span.start + less, span.end - less)


def _overlays() -> tuple[Callable[[], None], ...]:
    """A move of a held mouse, and the cursor going on by one: the picture is not drawn."""
    _app()
    view = ChartView(TaskRunner(), name="bench")
    view.resize(*SIZE)
    chart = _chart(10)
    picture = FigurePainter().paint(chart, _look())
    view.show_chart(
        lambda _size, _ratio: lambda: picture,
        len(chart.series.span),
        str,
        has_same_columns=False,
    )
    target = QPixmap(QSize(*SIZE))
    view.show()
    _wait_until(lambda: not view.pixmap().isNull() and view.is_current)
    columns = picture.columns
    assert columns is not None
    chosen: list[tuple[int, int]] = []
    view.columns_chosen.connect(lambda first, last: chosen.append((first, last)))
    left, right = round(columns.left) + 2, round(columns.left + columns.width) - 2
    # Pressed near the left end, moved on by a few pixels each turn, never let go of before the end.
    places = iter(range(left + 20, right, 5))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(left, SIZE[1] // 2))

    def dragged() -> None:
        to = next(places, None)
        assert to is not None
        _move_held(view, QPoint(to, SIZE[1] // 2))
        view.render(target, QPoint())

    def let_go() -> None:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(right, SIZE[1] // 2))
        assert len(chosen) == 1, chosen

    def moved() -> None:
        view.set_column(((view.column() or 0) + 1) % len(chart.series.span))
        view.render(target, QPoint())

    return dragged, let_go, moved


def _app() -> QCoreApplication:
    return QApplication.instance() or QApplication([])


def _move_held(view: ChartView, to: QPoint) -> None:
    """Move the mouse with its left button down, as the window system tells it."""
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, held, none
    )
    QApplication.sendEvent(view, event)


def _wait_until(is_done: Callable[[], bool]) -> None:
    """Let the event loop turn until then; fails when it takes too long."""
    loop, look, end = QEventLoop(), QTimer(), QTimer()
    look.timeout.connect(lambda: loop.quit() if is_done() else None)
    end.timeout.connect(loop.quit)
    look.start(5)
    end.start(PATIENCE_MS)
    loop.exec()
    assert is_done()


# ---- peers -----------------------------------------------------------------------------------


def peer_figures() -> list[Figure]:
    """The same ten years as plain bars and markers of matplotlib, and in pyqtgraph."""
    series = _chart(10).series
    peers = {"naive matplotlib": naive_drawn}
    if find_spec("pyqtgraph") is not None:
        peers["pyqtgraph, painted"] = graph_drawn
    ours, *theirs = _best(
        partial(FigurePainter().paint, _chart(10), _look()),
        *(partial(drawn, series, SIZE) for drawn in peers.values()),
    )
    return [
        Figure("P5", "redraw, 10 years", ours, seconds, name, 1.0)
        for name, seconds in zip(peers, theirs, strict=True)
    ]


# ---- P7: the query ---------------------------------------------------------------------------


def query_figure(path: Path) -> Figure:
    """Ten years counted from the diary in memory, beside the rows alone, read with raw sqlite3."""
    diary, span = reference_diary(), range_of_days(LAST_ON, 10 * YEAR)
    between = (span.start.isoformat(), (span.end - ONE_DAY).isoformat())
    ends = ' WHERE deleted_at IS NULL AND "on" BETWEEN ? AND ?'
    with closing(sqlite3.connect(path)) as connection:

        def rows() -> None:
            for query in QUERIES:
                connection.execute(query + ends, between).fetchall()

        def series() -> PainAndLoadSeries:
            return pain_and_load_series(diary, span)

        ours, raw = _best(series, rows)
    return Figure("P7", "series of 10 years, all counted", ours, raw, "raw sqlite3 rows", 1.3)


# ---- P3 and P16: from the start --------------------------------------------------------------


def start_figures(path: Path) -> list[Figure]:
    """The first chart and the memory it takes, beside a bare painted window."""
    rounds = [
        (
            _child("tests.benchmarks.start", "bare"),
            _child("tests.benchmarks.charts_start", "bare"),
            _child("tests.benchmarks.charts_start", "today", str(path)),
            _child("tests.benchmarks.charts_start", "charts", str(path)),
        )
        for _ in range(1 + STARTS)
    ][1:]
    bare = min(each[0]["painted"] for each in rounds)
    held = statistics.median(each[1]["held_mb"] for each in rounds)
    charts = [each[3] for each in rounds]
    gap = min(each["longest_gap"] for each in charts)
    return [
        Figure(
            "P3", "first chart", min(each["painted"] for each in charts), bare, "bare window", 8
        ),
        Figure(
            "P3",
            "first chart, processor",
            min(each["painted_cpu"] for each in charts),
            min(each[1]["painted_cpu"] for each in rounds),
            "bare window",
            8,
        ),
        Figure("P3", "longest gap before its drawing", gap, GAP_ALLOWED_S, "allowed", 1),
        Figure(
            "P16",
            "memory without a chart",
            statistics.median(each[2]["held_mb"] for each in rounds),
            held,
            "bare window",
            1.9,
            "MB",
        ),
        Figure(
            "P16",
            "memory with a chart",
            statistics.median(each["held_mb"] for each in charts),
            MEMORY_ALLOWED_MB,
            "allowed",
            1,
            "MB",
        ),
    ]


def _child(module: str, *arguments: str) -> dict[str, float]:
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", STARTED: str(time.monotonic())}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
