"""Where days without a run go back to in the stages: while they last, and once they are over.

A gap that is over asks for the same as long as nobody took a step for it (rule book 8). Before the
first run the days since the stages began are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diary.domain.rules.facts import Facts
from diary.domain.run_walk import RunWalk, StepReason

# Days without a run and how many stages that goes back; from the longest on it begins anew.
GAP_ONE, GAP_TWO, GAP_RESTART = 7, 14, 28


@dataclass(frozen=True, slots=True)
class Gap:
    """So many days without a run, and the stage they go back to; `is_restart`: all begins anew."""

    days: int
    stage: int
    is_restart: bool


def unanswered_gap(run_walk: RunWalk, facts: Facts, day: int) -> Gap | None:
    """The gap that goes back furthest, for which nobody took a step yet; None without one."""
    gaps = (_gap(run_walk, last, until, day) for last, until in _stretches(run_walk, facts, day))
    return min(filter(None, gaps), key=lambda gap: gap.stage, default=None)


def last_run_day(run_walk: RunWalk, facts: Facts, day: int) -> int | None:
    """The day of the last run before or on a day; None without one since the stages began."""
    last = facts.run_days.last_until(day)
    return None if last is None or last < _started(run_walk) else last


def _stretches(run_walk: RunWalk, facts: Facts, day: int) -> Iterator[tuple[int, int]]:
    """From the last run to the day, and to each run at a stage since the last step."""
    last = _last_day(run_walk, facts, day)
    if last is not None:
        yield last, day
    since = 0 if run_walk.since_on is None else run_walk.since_on.toordinal()
    for run_day in facts.run_days.within(since, day + 1):
        before = _last_day(run_walk, facts, run_day - 1)
        is_at_stage = any(run.run_walk_stage is not None for run in facts.runs[run_day])
        if before is not None and is_at_stage:
            yield before, run_day


def _gap(run_walk: RunWalk, last: int, until: int, day: int) -> Gap | None:
    """What the days from one run to another go back to; None when that step was taken already."""
    # What the person chose in the middle of a gap is not taken back by the same gap.
    chosen = [
        each.on.toordinal()
        for each in run_walk.steps
        if each.reason in {StepReason.BY_HAND, StepReason.HOLD}
        and last + GAP_ONE <= each.on.toordinal() <= until
    ]
    since = max([last, *chosen])
    days = until - since
    if days < GAP_ONE:
        return None
    taken = (each for each in run_walk.steps if each.reason is StepReason.GAP)
    from_stages = [each.from_stage for each in taken if since < each.on.toordinal() <= day]
    before = from_stages[0] if from_stages else run_walk.stage
    is_restart = days >= GAP_RESTART
    back = before - 1 if is_restart else (2 if days >= GAP_TWO else 1)
    stage = max(1, before - back)
    return Gap(days, stage, is_restart) if stage < run_walk.stage else None


def _last_day(run_walk: RunWalk, facts: Facts, day: int) -> int | None:
    """The day of the last run, or on which the stages began; None when neither is known."""
    last = last_run_day(run_walk, facts, day)
    return last if last is not None or run_walk.started_on is None else _started(run_walk)


def _started(run_walk: RunWalk) -> int:
    return 0 if run_walk.started_on is None else run_walk.started_on.toordinal()
