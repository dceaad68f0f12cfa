"""Small courses of runs at a stage, and what is proposed after them; day 0 as in `days`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import KneeDay
from diary.domain.rules.facts import Facts
from diary.domain.rules.return_to_run import Proposal, ProposalKind, ProposalReason, proposal
from diary.domain.run import Run, RunKind
from diary.domain.run_walk import RunWalk, StageStep, StepReason
from tests.builders import Given, a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on

# Scores during and after, and the next morning; before the run it was 1.
SCORES = {"green": (2, 1), "amber": (4, 1), "red": (7, 1)}
REASONS = {
    ProposalKind.PROMOTE: StepReason.PROGRESS,
    ProposalKind.BACK: StepReason.BACK,
    ProposalKind.RESTART: StepReason.RESTART,
}


def session(number: int, stage: int, light: str | None, **other: Given) -> Run:
    """A run at a stage; None = no score was given."""
    during = None if light is None else SCORES[light][0]
    known = {"kind": RunKind.RUN_WALK, "run_walk_stage": stage, "left": a_run_knee(during)}
    return run_on(number, **{**known, **other})


def knees(numbers: Iterable[int], *without_morning: int) -> dict[int, KneeDay | int]:
    """A quiet morning on the day of each run and after it."""
    mornings = {each for number in numbers for each in (number, number + 1)}
    return {each: a_knee_day(morning=1) for each in sorted(mornings - {*without_morning})}


def asked(
    lights: dict[int, str | None], on: int, run_walk: RunWalk, *without_morning: int
) -> Proposal:
    """The proposal on a day after runs at the stage that is on."""
    runs = [session(number, run_walk.stage, light) for number, light in lights.items()]
    return asked_of(left_knee(knees(lights, *without_morning), *runs), on, run_walk)


def asked_of(diary: Diary, on: int, run_walk: RunWalk, *, is_urgent_open: bool = False) -> Proposal:
    facts = Facts(diary)
    return proposal(run_walk, facts, diary.settings, day(on), is_urgent_open=is_urgent_open)


def taken(run_walk: RunWalk, found: Proposal, on: date) -> RunWalk:
    """The way back after somebody took a proposed step."""
    reason = StepReason.GAP if found.reason is ProposalReason.GAP else REASONS[found.kind]
    step = StageStep(on, run_walk.stage, found.stage_to, reason)
    return replace(run_walk, stage=found.stage_to, steps=(*run_walk.steps, step))


def at(stage: int, **other: Given) -> RunWalk:
    return RunWalk(**{"stage": stage, "started_on": day(0), **other})
