"""Child process of the start benchmarks: opens one window and prints seconds to each milestone.

`python -m tests.benchmarks.start bare` paints an empty main window; `… diary FILE` starts the
program on a diary. Seconds count from the start of the process, taken by the parent.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

STARTED = "KNEELOG_BENCH_STARTED"


def since_start() -> float:
    """Seconds since the parent started this process, by the clock both share."""
    return time.monotonic() - float(os.environ[STARTED])


def _bare() -> dict[str, float]:
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415 - the import is part of what is measured
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - as above

    milestones: dict[str, float] = {}
    app = QApplication([])

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            milestones.setdefault("painted", since_start())
            app.quit()

    window = Window()
    window.resize(1280, 800)
    window.show()
    app.exec()
    return milestones


def _diary(path: Path) -> dict[str, float]:
    from diary.bootstrap.window import (  # noqa: PLC0415 - the import is part of what is measured
        window_parts,
    )

    parts = window_parts(path)
    from diary.ui.application import application, show_window  # noqa: PLC0415 - as above

    milestones: dict[str, float] = {}
    app = application()
    window = show_window(parts)
    watch = _watch_of(window, lambda: milestones.setdefault("painted", since_start()))
    window.installEventFilter(watch)
    bridge = window.context.bridge
    bridge.saving_begun.connect(lambda: milestones.setdefault("saving", since_start()))
    bridge.diary_ready.connect(lambda: milestones.setdefault("whole", since_start()))
    bridge.diary_ready.connect(app.quit)
    app.exec()
    # The days around today are read before the first paint, so both come at once.
    milestones["filled"] = milestones["painted"]
    return milestones


def _watch_of(window: QObject, painted: Callable[[], object]) -> QObject:
    from PySide6.QtCore import QCoreApplication, QEvent, QObject  # noqa: PLC0415 - as above

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                # Delivered when everything inside the window is painted, and before what waits for
                # the next turn of the event loop.
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
            return super().eventFilter(watched, event)

        def customEvent(self, _event: QEvent) -> None:
            painted()

    return Watch(window)


def main(arguments: list[str]) -> None:
    """Run one start and print its milestones as JSON."""
    start: Callable[[], dict[str, float]] = (
        _bare if arguments[0] == "bare" else lambda: _diary(Path(arguments[1]))
    )
    sys.stdout.write(json.dumps(start()))
    sys.stdout.flush()
    # What follows the last milestone is not measured.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
