"""The zone of a computer that travels, through the real parts of the window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from diary.bootstrap import system
from diary.bootstrap.window import window_parts

AT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A stopwatch that a test sets; the zone of the process is as before afterwards."""
    passed = [100.0]
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setattr(time, "monotonic", lambda: passed[0])
    monkeypatch.setattr(system.SystemClock, "now", lambda _clock: AT)
    yield passed
    monkeypatch.undo()
    time.tzset()
    system._present_zone()


def test_a_flight_with_the_window_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: list[float]
) -> None:
    parts = window_parts(tmp_path / "Knees.sqlite3")
    parts.today()
    seconds[0] += system.ZONE_KEPT_S + 1
    assert parts.today() == date(2026, 11, 20)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    seconds[0] += system.ZONE_KEPT_S + 1
    # Five in the morning, after the turnover of the day there.
    assert parts.today() == date(2026, 11, 21)
    assert parts.stamp().timezone == "Asia/Tokyo"


@pytest.mark.parametrize("name", ["Antarctica/Troll", ":Antarctica/Troll", "Asia/Kathmandu"])
def test_the_zone_of_the_start_is_the_one_that_is_set(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float], name: str
) -> None:
    monkeypatch.setenv("TZ", name)
    assert system.SystemClock().zone() == name.removeprefix(":")


def test_a_zone_that_the_system_does_not_know_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float]
) -> None:
    clock = system.SystemClock()
    before = clock.zone()
    monkeypatch.setenv("TZ", "Nowhere/Bad")
    seconds[0] += system.ZONE_KEPT_S + 1
    assert clock.zone() == before


def test_the_system_is_asked_seldom(monkeypatch: pytest.MonkeyPatch, seconds: list[float]) -> None:
    clock = system.SystemClock()
    asked: list[None] = []
    monkeypatch.setattr(system, "_present_zone", lambda: asked.append(None))
    clock.zone()
    for _ in range(100):
        seconds[0] += 1
        clock.zone()
    # Nothing has changed, so there is nothing to ask for.
    assert asked == []
