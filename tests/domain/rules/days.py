"""Small diaries by number of the day; day 0 is 1 January 2026. And what the rules say of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from diary.domain.diary import Diary
from diary.domain.knee import KneeDay, Sign
from diary.domain.rules.engine import Outside, evaluate
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.run import Run
from tests.builders import Given, a_day, a_diary, a_run

FIRST = date(2026, 1, 1)
VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "data" / "vectors" / "rules.json").read_text("utf-8")
)


def day(number: int) -> date:
    """The day with this number."""
    return FIRST + timedelta(days=number)


def left_knee(said: Mapping[int, KneeDay | int], *runs: Run, **other: Given) -> Diary:
    """A diary of what was said about the left knee; a number is the worst score of the day."""
    return a_diary([a_day(day(number), left=each) for number, each in said.items()], runs, **other)


def signs(sign: Sign, answers: Mapping[int, bool], *runs: Run) -> Diary:
    """A diary whose left knee answered one sign on some days."""
    said = {number: KneeDay(signs={sign: is_yes}) for number, is_yes in answers.items()}
    return left_knee(said, *runs)


def run_on(number: int, run_id: str = "", **other: Given) -> Run:
    """A run on a day."""
    return a_run(run_id or f"run-{number:03}", day(number), **other)


def told(
    diary: Diary, until: int, *rules: Rule, outside: Outside | None = None
) -> list[tuple[int, str]]:
    """The events of some rules up to a day as (number of the day, what happened)."""
    events = evaluate(diary, day(until), outside).events
    return [((each.on - FIRST).days, each.event.value) for each in events if each.rule in rules]


def open_on(
    diary: Diary, number: int, rule: Rule, outside: Outside | None = None
) -> list[OpenReminder]:
    """What a rule has open on a day."""
    found = evaluate(diary, day(number), outside)
    return [each for each in found.open if each.rule is rule]
