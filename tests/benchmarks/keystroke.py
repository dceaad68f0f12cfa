"""A digit typed on Today and taken back, with 20 years of diary: our own work until all is still.

`python -m tests.benchmarks.keystroke FILE` is the child process with the window. What the disk
takes for the commit is left out, since P9 measures it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import ROOT, Figure

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.services.ports import DiaryStore
    from diary.ui.main_window.window import MainWindow
    from diary.ui.parts import WindowParts

ROUNDS = 40
ALLOWED_S = 0.016
SCALE = "today.left.morning"


def keystroke_figures(path: Path) -> list[Figure]:
    """One digit on a focused scale, and the undo of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.keystroke", str(path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    took: dict[str, list[float]] = json.loads(done.stdout)
    return [
        Figure("Today", what, statistics.median(took[name]), ALLOWED_S, "allowed", 1)
        for name, what in (("typed", "a digit typed on a scale"), ("undone", "its undo"))
    ]


class _Disk:
    """Adds up what the writes of the open diary take."""

    def __init__(self, parts: WindowParts) -> None:
        self.seconds = 0.0
        self._open = parts.open_store
        parts.open_store = self._opened

    def _opened(self, path: Path) -> DiaryStore:
        store = self._open(path)
        write = store.write

        def timed_write(change_set: ChangeSet, *, unless_foreign: bool = False) -> ChangeSet:
            start = time.perf_counter()
            try:
                return write(change_set, unless_foreign=unless_foreign)
            finally:
                self.seconds += time.perf_counter() - start

        store.write = timed_write  # type: ignore[method-assign]  # only this one is watched
        return store


def _measured(parts: WindowParts, window: MainWindow, disk: _Disk) -> dict[str, list[float]]:
    from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, Qt  # noqa: PLC0415 - a child
    from PySide6.QtTest import QTest  # noqa: PLC0415 - as above

    from diary.ui.widgets.pain_scale import PainScale  # noqa: PLC0415 - as above

    scale = window.findChild(PainScale, SCALE)
    assert isinstance(scale, PainScale)

    def until_still(work: Callable[[], object]) -> float:
        loop, disk.seconds = QEventLoop(), 0.0
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.aboutToBlock.connect(loop.quit)
        start = time.perf_counter()
        work()
        loop.exec()
        took = time.perf_counter() - start
        dispatcher.aboutToBlock.disconnect(loop.quit)
        return took - disk.seconds

    typed, undone = [], []
    for number in range(ROUNDS):
        key = Qt.Key(Qt.Key.Key_2 + number % 5)
        scale.setFocus()
        until_still(lambda: None)
        typed.append(until_still(partial(QTest.keyClick, scale.focusProxy(), key)))
        assert not parts.journal.has_unsaved
        undone.append(until_still(window.context.undo.undo))
    return {"typed": typed, "undone": undone}


def main(path: Path) -> None:
    """Open the window, wait until the whole diary is there, measure, and print as JSON."""
    from diary.bootstrap.window import window_parts  # noqa: PLC0415 - only in the child process
    from diary.ui.application import application, show_window  # noqa: PLC0415 - as above

    parts = window_parts(path)
    disk, app = _Disk(parts), application()
    window = show_window(parts)
    window.context.charts.charts_ready.connect(app.quit)
    app.exec()
    sys.stdout.write(json.dumps(_measured(parts, window, disk)))
    sys.stdout.flush()
    # Closing makes a backup, which is measured elsewhere.
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
