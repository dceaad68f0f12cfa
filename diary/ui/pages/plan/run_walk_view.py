"""What the card about running and walking says, as values; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Findings
from diary.domain.rules.return_to_run import Proposal, ProposalReason
from diary.domain.rules.stage_sessions import StageSession
from diary.domain.rules.start_gate import Gate
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk, StartGate
from diary.services.run_walk import gate_of, next_step
from diary.texts.numbers import Formats
from diary.texts.plans import stage_line, stage_run_text, stage_text
from diary.texts.rule_texts.return_to_run import need_text, proposal_text
from diary.words import _, mark

_LETTERS = {Knee.LEFT: mark("left"), Knee.RIGHT: mark("right")}
RUNS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class RunWalkView:
    """The stage that is on, its runs, and what could come next.

    `sign`: which sign comes before a higher stage, also while the stages are paused; "" = none.
    `is_urgent`: it should be looked at the same day.
    """

    run_walk: RunWalk
    stage: str
    runs: tuple[str, ...]
    proposal: Proposal
    next: str
    reason: str
    stages: tuple[str, ...]
    sign: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class GateView:
    """What is missing before the first stage."""

    gate: Gate
    missing: tuple[str, ...]
    to_ask: tuple[str, ...]


def run_walk_view(
    diary: Diary,
    run_walk: RunWalk,
    facts: Facts,
    findings: Findings,
    today: date,
    formats: Formats,
) -> RunWalkView:
    """The card of somebody who is in the stages."""
    told = next_step(diary, run_walk, facts, findings, today)
    said = proposal_text(told, formats)
    going = replace(run_walk, is_paused=False)
    first = next_step(diary, going, facts, findings, today) if run_walk.is_paused else told
    newest = sorted(told.sessions, key=lambda each: each.on, reverse=True)[:RUNS_SHOWN]
    return RunWalkView(
        run_walk,
        stage_line(run_walk),
        tuple(_run_line(each, diary, today, formats) for each in newest),
        told,
        _next_line(told, run_walk, said.title),
        " ".join(filter(None, (said.why, said.more))),
        tuple(
            _("Stage {n}: {what}; {run} min of running").format(
                n=n, what=stage_text(stage), run=stage.running_min
            )
            for n, stage in enumerate(run_walk.stages, 1)
        ),
        proposal_text(first, formats).why if first.is_sign_first else "",
        first.reason is ProposalReason.URGENT_FIRST,
    )


def gate_view(answers: StartGate, facts: Facts, findings: Findings) -> GateView:
    """The card of somebody who has not begun."""
    gate = gate_of(answers, facts, findings)
    return GateView(
        gate,
        tuple(need_text(need) for need in gate.missing),
        tuple(need_text(need) for need in gate.to_ask),
    )


def _next_line(told: Proposal, run_walk: RunWalk, title: str) -> str:
    """What could be next, and what is run then; "" of that where nothing is proposed."""
    is_nothing = told.reason in {ProposalReason.PAUSED, ProposalReason.LAST_STAGE}
    if is_nothing or told.is_sign_first:
        return f"{title}."
    stage = run_walk.stages[min(told.stage_to, len(run_walk.stages)) - 1]
    return _("{next}, {what}.").format(next=title, what=stage_text(stage))


def _run_line(session: StageSession, diary: Diary, today: date, formats: Formats) -> str:
    run = diary.runs.get(session.run_id)
    return stage_run_text(session, "" if run is None else _scores(run, diary), today, formats)


def _scores(run: Run, diary: Diary) -> str:
    """During, after and next morning of each knee: "left 2 / 2 / 1"; a dash was not answered."""
    told = []
    tomorrow = diary.day(date.fromordinal(run.on.toordinal() + 1))
    for knee in Knee:
        said = run.knees.get(knee)
        if said is None:
            continue
        morning = tomorrow.knee(knee).morning
        values = (said.during, said.after, morning)
        if any(values):
            shown = " / ".join("-" if each is None else str(each.value) for each in values)
            told.append(f"{_(_LETTERS[knee])} {shown}")
    return ", ".join(told)
