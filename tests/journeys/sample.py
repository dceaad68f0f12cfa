"""The runner of the tasks: 120 days, 60 activities, 4 pairs of shoes, the red pair near its limit.

Nothing is recorded for today and yesterday. The left knee is tracked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.run import Run, start_order
from diary.domain.shoe import Shoe
from diary.services.sample import sample_diary
from tests.builders import a_shoe
from tests.ui.house import TODAY, ZONE

DAYS, RUNS, SHOES = 120, 60, 4
YESTERDAY = TODAY - timedelta(days=1)
_RED, _RED_LIMIT_M, _RED_LEFT_M = "Red 3", 650_000.0, 24_000.0
_TURNS_SINCE = TODAY - timedelta(days=60)


def task_diary() -> Diary:
    """The diary every task begins with."""
    full = sample_diary(DAYS, 1, TODAY, ZONE)
    days = {on: day for on, day in full.days.items() if on < YESTERDAY}
    red = next(shoe for shoe in full.shoes.values() if shoe.name == _RED)
    recent = sorted((run for run in full.runs.values() if run.on < YESTERDAY), key=start_order)
    runs = {run.id: run for run in _taking_turns(recent[-RUNS:], red)}
    assert len(runs) == RUNS
    worn_m = sum(run.distance_m or 0.0 for run in runs.values() if run.shoe_id == red.id)
    near = replace(
        red, initial_distance_m=_RED_LIMIT_M - _RED_LEFT_M - worn_m, limit_m=_RED_LIMIT_M
    )
    old = a_shoe("grey", "Grey 1", retired_on=_TURNS_SINCE)
    spare = a_shoe("green", "Green 7")
    shoes = {**full.shoes, red.id: near, old.id: old, spare.id: spare}
    assert len(shoes) == SHOES
    person = replace(full.person, tracked_knees=(Knee.LEFT,))
    return replace(full, person=person, days=days, runs=runs, shoes=shoes)


def shoe_named(diary: Diary, name: str) -> Shoe:
    """The one pair of a name."""
    return next(shoe for shoe in diary.shoes.values() if shoe.name == name)


def red_runs_with_pain(diary: Diary) -> set[str]:
    """What a person should find: the runs in the red pair with a score above 0."""
    red = shoe_named(diary, _RED)
    return {run.id for run in diary.runs.values() if run.shoe_id == red.id and _highest(run) > 0}


def _highest(run: Run) -> int:
    scores = [score for said in run.knees.values() for score in (said.during, said.after)]
    return max((score.value for score in scores if score is not None), default=0)


def _taking_turns(runs: list[Run], red: Shoe) -> list[Run]:
    """Every second run since two months is one in the red pair."""
    turned = []
    for number, run in enumerate(runs):
        is_red = run.is_run and run.on > _TURNS_SINCE and number % 2 == 0
        turned.append(replace(run, shoe_id=red.id) if is_red else run)
    return turned
