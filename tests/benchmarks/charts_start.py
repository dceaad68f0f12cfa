"""Child process of the benchmarks of charts: opens the window on Charts and tells when and how big.

`python -m tests.benchmarks.charts_start charts FILE` prints seconds from the start of the process
to the first painted chart, the longest gap in the event loop between the first paint of the window
and that of the chart, and the memory held then in MB; `… today FILE` the memory of the window when
the diary is read, `… bare` that of an empty window.
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

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    return {"held_mb": held_mb()}


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

    app = application()
    window = show_window(parts)
    found: dict[str, float] = {}
    window.show_page("charts")
    # The window itself is painted here; what comes after it may not hold it up.
    app.processEvents()
    _until_drawn(window, found)
    app.processEvents()
    found["held_mb"] = held_mb()
    return found


def _until_drawn(window: MainWindow, found: dict[str, float]) -> None:
    """Let the event loop turn until there is a chart; a tick a millisecond finds its gaps."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - Qt comes after the diary

    from diary.ui.widgets.chart_view import ChartView  # noqa: PLC0415 - as above

    loop, timer = QEventLoop(), QTimer()
    before = begun = time.perf_counter()
    longest = 0.0

    def look() -> None:
        nonlocal before, longest
        now = time.perf_counter()
        view = window.findChild(ChartView)
        is_drawn = isinstance(view, ChartView) and not view.pixmap().isNull()
        if is_drawn or now - begun > _PATIENCE_S:
            loop.quit()
            return
        longest, before = max(longest, now - before), now

    timer.timeout.connect(look)
    timer.start(_TICK_MS)
    loop.exec()
    found["painted"] = since_start()
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
