"""P17: what wakes the window on 20 years when nobody touches it.

`python -m tests.benchmarks.idle FILE` is the child process with the window: it waits until the
diary is read, charts can be drawn and everything that follows a start is done, watches itself, and
then goes on doing nothing as long again, so that strace can count from outside.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from shutil import which
from typing import TypedDict

from tests.benchmarks.measure import ROOT, Figure

SECONDS = 60
# A look at the whole file is due one minute after the start, and waits for the next beat.
SETTLE_S = 100.0
ALLOWED_A_SECOND = 1.0
ALLOWED_SHARE = 0.01
LEAST_INTERVAL_S = 30.0
# Calls in which a thread waits; each that returns is one wake-up.
_WAITS = "poll,ppoll,select,pselect6,epoll_wait,epoll_pwait,futex,nanosleep,clock_nanosleep"
_RETURNED = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)\b(?!.*<unfinished).*= ")


class Watched(TypedDict):
    """What the child found."""

    seconds: float
    wakes: dict[str, int]
    fired: dict[str, int]
    timers: list[str]
    intervals_s: list[float]
    processor_s: float


def idle_figures(path: Path) -> list[Figure]:
    """Wake-ups a second counted inside and outside, timers, and the processor."""
    found, outside = _watched(path)
    seconds = found["seconds"]
    inside = sum(found["wakes"].values()) / seconds
    # The window looks for what other programs wrote twice a minute: without it nothing was watched.
    shortest = min(found["intervals_s"])
    figures = [
        Figure("P17", "wake-ups, idle", inside, ALLOWED_A_SECOND, "allowed", 1, "/s"),
        # The longer an interval the better, so what runs is the floor here.
        Figure("P17", "30 s to a timer", LEAST_INTERVAL_S, shortest, "shortest that runs", 1),
        Figure(
            "P17", "processor, idle", found["processor_s"] / seconds, ALLOWED_SHARE, "allowed", 1
        ),
    ]
    if outside is not None:
        returned = sum(outside.values()) / SECONDS
        figures.insert(
            1, Figure("P17", "waits that return", returned, ALLOWED_A_SECOND, "allowed", 1, "/s")
        )
    return figures


def _watched(path: Path) -> tuple[Watched, dict[str, int] | None]:
    """What the child found, and the calls counted from outside; None where nobody may look."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.idle", str(path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        found: Watched = json.loads(child.stdout.readline())
        outside = _counted_outside(child.pid)
        child.kill()
    return found, outside


def _counted_outside(pid: int) -> dict[str, int] | None:
    strace = which("strace")
    if strace is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "calls"
        watching = subprocess.Popen(
            [strace, "-f", "-q", "-e", f"trace={_WAITS}", "-o", str(log), "-p", str(pid)],
            stderr=subprocess.DEVNULL,
        )
        try:
            watching.wait(SECONDS)
        except subprocess.TimeoutExpired:
            watching.terminate()
            watching.wait()
            return dict(returned_in(log.read_text(encoding="utf-8", errors="replace")))
        # It ended by itself: it may not look at other processes here.
        return None


def returned_in(log: str) -> Counter[str]:
    """How often each call returned, in what strace wrote."""
    found = (_RETURNED.match(line) for line in log.splitlines())
    return Counter(match[1] for match in found if match is not None)


def main(path: Path) -> None:
    """Open the window, wait until all is done, watch, print, and go on waiting."""
    from diary.bootstrap.window import window_parts  # noqa: PLC0415 - only in the child process

    parts = window_parts(path)
    from diary.ui.application import application, show_window  # noqa: PLC0415 - as above
    from tests.benchmarks.idleness import intervals_s, wait, watch_idle  # noqa: PLC0415 - as above

    app = application()
    window = show_window(parts)
    # Not `quit`, which would close the window.
    window.context.charts.charts_ready.connect(lambda: app.exit(0))
    app.exec()
    assert window.isVisible()
    wait(SETTLE_S)
    idle = watch_idle(SECONDS)
    found = Watched(
        seconds=idle.seconds,
        wakes=idle.wakes,
        fired=idle.fired,
        timers=list(idle.timers),
        intervals_s=intervals_s(),
        processor_s=idle.processor_s,
    )
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    wait(2 * SECONDS)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
