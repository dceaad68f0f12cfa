"""Child process of the benchmarks of charts: opens the window on Charts and tells when and how big.

`python -m tests.benchmarks.charts_start charts FILE` prints seconds from the start of the process
to the first painted chart, by the clock and of the processor, the longest gap in the event loop
between the first paint of the window and the drawing of the chart, and the memory held then in MB;
`… today FILE` the memory of the window when the diary is read, `… bare` that of an empty window.

A gap is the less of what passed by the clock and of what all threads of this process took of the
processor: what others do meanwhile on the machine is not counted, what its own threads do is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.start import since_start

if TYPE_CHECKING:
    from diary.ui.main_window.window import MainWindow

_TICK_MS = 1
_PATIENCE_S = 60.0


def held_mb() -> float:
    """The memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _bare() -> dict[str, float]:
    from PySide6.QtWidgets import (  # noqa: PLC0415 - the import is part of what is measured
        QApplication,
        QMainWindow,
    )

    # Held until the end: without an application there is no window.
    _app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    _let_paint()
    return {"painted_cpu": time.process_time(), "held_mb": held_mb()}


def _today(path: Path) -> dict[str, float]:
    from diary.bootstrap.window import window_parts  # noqa: PLC0415 - as above

    parts = window_parts(path)
    from diary.ui.application import application, show_window  # noqa: PLC0415 - as above

    app = application()
    window = show_window(parts)
    window.context.bridge.diary_ready.connect(app.quit)
    app.exec()
    return {"held_mb": held_mb()}


def _charts(path: Path) -> dict[str, float]:
    from diary.bootstrap.window import (  # noqa: PLC0415 - the import is part of what is measured
        window_parts,
    )

    parts = window_parts(path)
    from diary.ui.application import application, show_window  # noqa: PLC0415 - as above

    application()
    window = show_window(parts)
    found: dict[str, float] = {}
    window.show_page("charts")
    # The window itself is painted here; what comes after it may not hold it up.
    _let_paint()
    _until_drawn(window, found)
    _let_paint()
    found["held_mb"] = held_mb()
    return found


def _let_paint() -> None:
    """Let the event loop turn until it would wait for something."""
    from PySide6.QtCore import (  # noqa: PLC0415 - Qt comes after the diary
        QAbstractEventDispatcher,
        QEventLoop,
    )

    loop, dispatcher = QEventLoop(), QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dispatcher.aboutToBlock.connect(loop.quit)
    loop.exec()
    dispatcher.aboutToBlock.disconnect(loop.quit)


def _until_drawn(window: MainWindow, found: dict[str, float]) -> None:
    """Let the event loop turn until there is a chart; a tick a millisecond finds its gaps."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - Qt comes after the diary

    from diary.ui.widgets.chart_view import ChartView  # noqa: PLC0415 - as above

    loop, timer = QEventLoop(), QTimer()
    before = begun = time.perf_counter()
    took_before, longest = time.process_time(), 0.0

    def look() -> None:
        nonlocal before, took_before, longest
        now, took = time.perf_counter(), time.process_time()
        view = window.findChild(ChartView)
        is_drawn = isinstance(view, ChartView) and not view.pixmap().isNull()
        if is_drawn or now - begun > _PATIENCE_S:
            loop.quit()
            return
        if window.context.charts.painter is None:
            longest = max(longest, min(now - before, took - took_before))
        before, took_before = now, took

    timer.timeout.connect(look)
    timer.start(_TICK_MS)
    loop.exec()
    found["painted"], found["painted_cpu"] = since_start(), time.process_time()
    found["longest_gap"] = longest


def main(arguments: list[str]) -> None:
    """Open one window and print what was found as JSON."""
    page, *files = arguments
    found = _bare() if page == "bare" else {"today": _today, "charts": _charts}[page](Path(*files))
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
