"""Child process of the scale benchmark: starts the window on a diary and does everything once.

`python -m tests.benchmarks.scale_tour FILE` prints for each thing that is done the seconds this
process took of the processor, all threads together, until all is at rest, and the longest stall of
the event loop meanwhile. Other work on the machine lengthens neither; a wait for the disk counts in
neither, and stands beside them as seconds by the clock.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.soak.desk import Desk

SCORES = 100
PAGES = ("runs", "shoes", "reminders", "plan", "report", "today")


@dataclass(slots=True)
class Tour:
    """What was measured, by what was done; memory in MB."""

    processor_s: dict[str, float] = field(default_factory=dict)
    clock_s: dict[str, float] = field(default_factory=dict)
    stall_s: dict[str, float] = field(default_factory=dict)
    held_mb: dict[str, float] = field(default_factory=dict)


def tour(path: Path, home: Path) -> Tour:
    """Open the window and go round."""
    from diary.bootstrap.locks import DiaryLocks  # noqa: PLC0415 - only in the child process
    from diary.bootstrap.window import window_parts  # noqa: PLC0415 - as above

    found = Tour()
    begun, took = time.perf_counter(), time.process_time()
    locks = DiaryLocks()
    locks.take(path)
    parts = window_parts(path, locks)
    from tests.soak.desk import sit_down  # noqa: PLC0415 - Qt comes after the diary
    from tests.soak.gauges import holdings  # noqa: PLC0415 - as above

    collections = _Collections()
    gc.callbacks.append(collections.note)
    desk = sit_down(parts, home, seed=1)
    # A look at the whole file a minute after the start would fall into whatever is done then.
    desk.later.idle._due_at = None
    found.clock_s["start to rest"] = time.perf_counter() - begun
    found.processor_s["start to rest"] = time.process_time() - took
    found.stall_s["start to rest"] = desk.pulse.longest_s["start"]
    found.held_mb["read"] = holdings().rss_mb
    _go_round(desk, found)
    found.stall_s["longest time of collecting"] = collections.longest_s
    found.held_mb["after the tour"] = holdings().rss_mb
    return found


class _Collections:
    """The longest time Python looked for forgotten objects."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self._begun = 0.0

    def note(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._begun = time.thread_time()
        else:
            self.longest_s = max(self.longest_s, time.thread_time() - self._begun)


def _go_round(desk: Desk, found: Tour) -> None:
    for name, work in (*_pages(desk), *_charts(desk), *_table(desk)):
        _measured(desk, found, name, work)
    _scores(desk, found)
    _measured(desk, found, "backup, checked, behind the window", lambda: desk.trigger("backup_now"))
    _measured(desk, found, "a score by another program", partial(_by_another_program, desk))
    # What was read anew is in the way of whatever comes next.
    _scores(desk, found, "after that")


def _measured(desk: Desk, found: Tour, name: str, work: Callable[[], object]) -> None:
    """Do it and wait until all is at rest."""
    desk.pulse.doing(name)
    begun, took = time.perf_counter(), time.process_time()
    work()
    desk.rest()
    found.clock_s[name] = time.perf_counter() - begun
    found.processor_s[name] = time.process_time() - took
    desk.pulse.doing("between")
    found.stall_s[name] = desk.pulse.longest_s[name]


def _pages(desk: Desk) -> list[tuple[str, Callable[[], object]]]:
    return [(f"page {key}", partial(desk.page, key)) for key in PAGES]


def _charts(desk: Desk) -> list[tuple[str, Callable[[], object]]]:
    from diary.ui.pages.charts.kinds.listing import CHART_KINDS  # noqa: PLC0415 - with Qt

    # All days there are.
    desk.window.context.ui_state.set("charts.range", "all")
    return [
        (f"chart {each.key}, all days", partial(desk.page, "charts", each.key))
        for each in CHART_KINDS
    ]


def _table(desk: Desk) -> list[tuple[str, Callable[[], object]]]:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - with Qt
    from PySide6.QtWidgets import QLineEdit  # noqa: PLC0415 - as above

    from diary.ui.models.run_columns import Column  # noqa: PLC0415 - as above
    from diary.ui.pages.runs.run_table_view import RunTableView  # noqa: PLC0415 - as above

    def sort(column: Column) -> None:
        table = desk.part("runs.table")
        assert isinstance(table, RunTableView)
        table.model().sort(column, Qt.SortOrder.AscendingOrder)

    def find(text: str) -> None:
        field = desk.part("runs.find")
        assert isinstance(field, QLineEdit)
        field.setText(text)

    return [
        ("page runs again", lambda: desk.page("runs")),
        ("sort by distance", lambda: sort(Column.DISTANCE)),
        ("sort by the result", lambda: sort(Column.RESPONSE)),
        ("Find, first letter", lambda: find("d")),
        ("Find, a word in runs and notes", lambda: find("down")),
        ("Find emptied", lambda: find("")),
    ]


def _by_another_program(desk: Desk) -> None:
    """`kneelog log score`, until it is shown."""
    before, path = desk.parts.journal.diary, desk.window.diary_path
    subprocess.run(
        [sys.executable, "-m", "diary", "--diary", str(path), "log", "score", "left", "worst", "3"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    desk.window.look_for_changes()
    desk.until(lambda: desk.parts.journal.diary != before, "score of another program")


def _scores(desk: Desk, found: Tour, when: str = "") -> None:
    """Scores given on Today, one after the other, through the undo history and the reminders."""
    from diary.domain.knee import Knee, Moment  # noqa: PLC0415 - with the diary
    from diary.services import entries  # noqa: PLC0415 - as above

    desk.page("today")
    desk.rest()
    context, values = desk.window.context, cycle(range(10))
    processor, clock = [], []
    desk.pulse.doing("score saved")
    for _ in range(SCORES):
        begun, took = time.perf_counter(), time.process_time()
        change = entries.set_score(
            context.journal.diary,
            context.today(),
            Knee.LEFT,
            Moment.MORNING,
            next(values),
            context.stamp(),
        )
        assert context.undo.push("a score", change)
        clock.append(time.perf_counter() - begun)
        desk.rest()
        processor.append(time.process_time() - took)
    desk.pulse.doing("between")
    more = f", {when}" if when else ""
    name = f"score saved and shown, 95th percentile{more}"
    found.clock_s[name] = _percentile(clock)
    found.processor_s[name] = _percentile(processor)
    found.stall_s[name] = desk.pulse.longest_s["score saved"]
    _measured(desk, found, f"score undone{more}", lambda: desk.trigger("undo"))


def _percentile(values: list[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def main(path: Path) -> None:
    """Tour and print as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = folder
        found = tour(path, Path(folder))
        sys.stdout.write(json.dumps(asdict(found)))
        sys.stdout.flush()
    # Closing makes a backup, which was measured.
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
