"""P19: commands without a window on 20 years, beside importing SQLAlchemy's ORM."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measure import Figure, alternate, process_seconds

LISTINGS = ("runs", "shoes", "days", "scores")
FLOOR = "import sqlalchemy.orm"


def command_figures(path: Path) -> list[Figure]:
    """Every listing and the reminders as JSON."""
    return [
        _figure(path, command, 2.5 if command == "reminders" else 1.5)
        for command in (*LISTINGS, "reminders")
    ]


def _figure(path: Path, command: str, goal: float) -> Figure:
    ours, floor = alternate(
        lambda: process_seconds("-m", "diary", "--diary", str(path), command, "--json"),
        lambda: process_seconds("-c", FLOOR),
        rounds=9,
    )
    return Figure("P19", f"kneelog {command} --json", ours, floor, FLOOR, goal)
