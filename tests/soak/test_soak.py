"""A short course through the real window, and that each promise can be broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.soak.gauges import Holdings, Memory, middle_of
from tests.soak.verdict import (
    Sample,
    Verdict,
    holding_verdicts,
    memory_verdicts,
    wake_verdict,
)

ROOT = Path(__file__).resolve().parents[2]
HELD = Holdings(
    rss_mb=300.0,
    private_mb=250.0,
    anonymous_mb=240.0,
    threads=9,
    python_threads=4,
    children=0,
    qobjects=2000,
    objects=250_000,
    blocks=900_000,
    handles={"file": 9, "font": 12, "pipe": 2},
    files={"/a": 1},
    windows={"MainWindow": 1},
)


def by_name(verdicts: list[dict[str, Any]]) -> dict[str, bool | None]:
    return {each["what"]: each["is_kept"] for each in verdicts}


def test_a_short_course_gives_everything_back(tmp_path: Path) -> None:
    """In a process of its own, as the long one is; it ends with a dialog and a file kept open."""
    kept = tmp_path / "soak.json"
    wanted = ("--rounds", "1", "--quick", "--breath", "0", "--days", "60", "--json", str(kept))
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak", *wanted],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(kept.read_text(encoding="utf-8"))
    assert sum(found["acts"].values()) >= 20
    assert set(by_name(found["verdicts"]).values()) == {True}
    assert by_name(found["proof"]) == {
        "open handles but fonts": False,
        "fonts held open": True,
        "threads": True,
        "child processes": True,
        "top-level widgets": False,
        "QObjects in the trees": False,
    }


def samples(*megabytes: float) -> list[Sample]:
    """One a minute."""
    held = [replace(HELD, rss_mb=each, private_mb=each, anonymous_mb=each) for each in megabytes]
    return [Sample(float(minute), minute, each, 0.1) for minute, each in enumerate(held)]


@pytest.mark.parametrize(
    ("grown", "is_kept"), [(0.0, True), (0.049, True), (0.051, False), (0.5, False)]
)
def test_memory_may_grow_by_a_twentieth_after_ten_minutes(grown: float, is_kept: bool) -> None:
    warming, flat = [100.0 + 20 * each for each in range(10)], [300.0] * 10
    rising = [300.0 * (1 + grown * each / 100) for each in range(1, 96)]
    level = [300.0 * (1 + grown)] * 6
    verdicts = memory_verdicts(samples(*warming, *flat, *rising, *level), 120)
    assert [each.is_kept for each in verdicts] == [is_kept] * 3


def test_one_large_moment_is_no_growth() -> None:
    course = [300.0] * 121
    course[117] = 900.0
    assert all(each.is_kept for each in memory_verdicts(samples(*course), 120))


def test_a_minute_is_told_by_all_that_was_seen_in_it() -> None:
    """What is given back twice a minute is there in most looks, whenever the minute ends."""
    beat = [Memory(300.0 + 2 * each, 210.0 + each, 200.0 + each) for each in range(16)]
    for ends in range(16):
        seen = [*beat[ends:], *beat, *beat[:ends]]
        assert middle_of(seen) == Memory(315.0, 217.5, 207.5)


def test_a_course_without_enough_looks_says_so() -> None:
    assert [each.is_kept for each in memory_verdicts(samples(300.0, 300.0), 120)] == [None] * 3


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (replace(HELD, handles={"file": 10, "font": 12, "pipe": 2}), "open handles but fonts"),
        # Something else was closed.
        (replace(HELD, files={"/kept": 1}), "open handles but fonts"),
        (replace(HELD, handles={"file": 9, "font": 17, "pipe": 2}), "fonts held open"),
        (replace(HELD, threads=10), "threads"),
        (replace(HELD, children=1), "child processes"),
        (replace(HELD, windows={"MainWindow": 1, "QMenu": 1}), "top-level widgets"),
        (replace(HELD, qobjects=2001), "QObjects in the trees"),
    ],
)
def test_whatever_is_held_more_is_found(more: Holdings, what: str) -> None:
    assert broken(holding_verdicts(HELD, HELD)) == []
    assert broken(holding_verdicts(HELD, more)) == [what]


def test_what_is_kept_open_is_named() -> None:
    more = replace(HELD, handles={"file": 10}, files={"/a": 1, "/b": 1})
    assert "1 /b" in holding_verdicts(replace(HELD, handles={"file": 9}), more)[0].found


@pytest.mark.parametrize(
    ("wakes", "timers", "is_kept"),
    [(0.9, [], [True, True]), (1.1, [], [False, True]), (0.1, ["A every 5 ms"], [True, False])],
)
def test_an_idle_window_sleeps(wakes: float, timers: list[str], is_kept: list[bool]) -> None:
    assert [each.is_kept for each in wake_verdict(wakes, timers)] == is_kept


def broken(verdicts: list[Verdict]) -> list[str]:
    return [each.what for each in verdicts if each.is_kept is False]
