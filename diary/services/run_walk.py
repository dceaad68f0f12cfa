"""Change sets for the way back to running: every step is the person's, and every step is noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.rule import Rule
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Findings
from diary.domain.rules.return_to_run import Proposal, ProposalKind, ProposalReason, proposal
from diary.domain.rules.start_gate import Gate, start_gate
from diary.domain.run_walk import EIGHT_STAGES, RunWalk, Stage, StageStep, StartGate, StepReason
from diary.services.entries import NOTHING

_REASONS = {
    ProposalKind.PROMOTE: StepReason.PROGRESS,
    ProposalKind.HOLD: StepReason.HOLD,
    ProposalKind.BACK: StepReason.BACK,
    ProposalKind.RESTART: StepReason.RESTART,
}


def gate_of(answers: StartGate, facts: Facts, findings: Findings) -> Gate:
    """What is missing before the first stage on the day of the findings."""
    return start_gate(answers, facts, findings.on, is_urgent_open=is_urgent_open(findings))


def next_step(
    diary: Diary, run_walk: RunWalk, facts: Facts, findings: Findings, today: date
) -> Proposal:
    """What could come next at the stage that is on; nothing goes on while a sign stands."""
    is_urgent = is_urgent_open(findings)
    return proposal(run_walk, facts, diary.settings, today, is_urgent_open=is_urgent)


def is_urgent_open(findings: Findings) -> bool:
    """True while a sign that should be looked at the same day is open."""
    return any(each.rule is Rule.NOW for each in findings.open)


def start(
    diary: Diary,
    answers: StartGate,
    gate: Gate,
    today: date,
    stages: tuple[Stage, ...] = EIGHT_STAGES,
) -> ChangeSet:
    """Begin at the first stage; the steps of an earlier time stay. Refused while the gate is shut.

    `gate` is what `gate_of` says about these answers.
    """
    if not gate.is_open:
        missing = gate.missing[0].value
        raise InvalidValueError("gate", Reason.NEEDS_OTHER, other=missing)
    before = diary.run_walk
    steps = () if before is None else before.steps
    if before is not None:
        steps = (*steps, StageStep(today, before.stage, 1, StepReason.RESTART))
    return _put(diary, RunWalk(stages, 1, today, gate=answers, steps=steps))


def take(diary: Diary, proposed: Proposal, today: date) -> ChangeSet:
    """Do what is proposed; nothing when the stage is another one by now."""
    run_walk = _running(diary)
    if run_walk.stage != proposed.stage_from:
        return NOTHING
    is_gap = proposed.reason is ProposalReason.GAP and proposed.kind is ProposalKind.BACK
    reason = StepReason.GAP if is_gap else _REASONS[proposed.kind]
    return _step(diary, run_walk, proposed.stage_to, today, reason)


def repeat(diary: Diary, today: date) -> ChangeSet:
    """Stay at the stage and count its runs anew from today."""
    run_walk = _running(diary)
    return _step(diary, run_walk, run_walk.stage, today, StepReason.HOLD)


def step_by_hand(
    diary: Diary,
    stage: int,
    today: date,
    *,
    is_skip_meant: bool = False,
    is_urgent_open: bool = False,
) -> ChangeSet:
    """Go to a stage that was chosen by hand.

    Going up by more than one leaves stages out: refused unless it is meant. `is_urgent_open`: a
    sign that should be looked at the same day is open, with which nobody goes up, meant or not.
    """
    run_walk = _running(diary)
    if stage == run_walk.stage:
        return NOTHING
    if not 1 <= stage <= len(run_walk.stages):
        high = len(run_walk.stages)
        raise InvalidValueError("stage", Reason.OUT_OF_RANGE, stage, low=1, high=high)
    if stage > run_walk.stage and is_urgent_open:
        raise InvalidValueError("run_walk", Reason.NEEDS_OTHER, other="no_urgent_sign")
    if stage > run_walk.stage + 1 and not is_skip_meant:
        raise InvalidValueError("stage", Reason.NEEDS_OTHER, stage)
    return _step(diary, run_walk, stage, today, StepReason.BY_HAND)


def set_paused(diary: Diary, *, is_paused: bool) -> ChangeSet:
    """Pause the stages, or go on; neither moves a stage."""
    return _put(diary, replace(_running(diary), is_paused=is_paused))


def set_stages(diary: Diary, stages: tuple[Stage, ...], today: date) -> ChangeSet:
    """Other stages; where there are fewer now, the last one is on, as a step by hand."""
    run_walk = _running(diary)
    if run_walk.stage <= len(stages):
        return _put(diary, replace(run_walk, stages=stages))
    step = StageStep(today, run_walk.stage, max(1, len(stages)), StepReason.BY_HAND)
    steps = (*run_walk.steps, step)
    return _put(diary, replace(run_walk, stages=stages, stage=step.to_stage, steps=steps))


def remove(diary: Diary) -> ChangeSet:
    """Put the stages into the bin with their steps; the runs keep the stage they were run at."""
    before = diary.run_walk
    return NOTHING if before is None else ChangeSet((Change(before, None),))


def _running(diary: Diary) -> RunWalk:
    if diary.run_walk is None:
        raise InvalidValueError("stage", Reason.REQUIRED)
    return diary.run_walk


def _step(
    diary: Diary, run_walk: RunWalk, stage: int, today: date, reason: StepReason
) -> ChangeSet:
    step = StageStep(today, run_walk.stage, stage, reason)
    return _put(diary, replace(run_walk, stage=stage, steps=(*run_walk.steps, step)))


def _put(diary: Diary, after: RunWalk) -> ChangeSet:
    return NOTHING if diary.run_walk == after else ChangeSet((Change(diary.run_walk, after),))
