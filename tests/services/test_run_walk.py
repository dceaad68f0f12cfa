"""The way back to running: begun through its gate, moved by the person only, every step noted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee, Sign
from diary.domain.rules.engine import evaluate
from diary.domain.rules.facts import Facts
from diary.domain.rules.return_to_run import Proposal, ProposalKind, ProposalReason
from diary.domain.rules.start_gate import Gate, GateNeed
from diary.domain.run_walk import EIGHT_STAGES, RunWalk, Stage, StageStep, StartGate, StepReason
from diary.services import run_walk as services
from diary.texts.problems import problem_text
from tests.builders import ON, a_day, a_diary, a_knee_day, a_run_walk

WALKED = StartGate(walk_30_ok=True)
LATER = ON + timedelta(days=2)


def at_stage(stage: int, **other: object) -> Diary:
    return Diary(run_walk=a_run_walk(stage=stage, **other))


def run_walk_of(diary: Diary) -> RunWalk:
    assert diary.run_walk is not None
    return diary.run_walk


def proposed(
    kind: ProposalKind,
    reason: ProposalReason,
    stages: tuple[int, int],
    rest_until: date | None = None,
) -> Proposal:
    return Proposal(kind, reason, *stages, rest_until=rest_until)


def test_it_begins_at_the_first_stage() -> None:
    changes = services.start(Diary(), WALKED, Gate(), ON)
    diary = apply(Diary(), changes)
    assert diary.run_walk == RunWalk(EIGHT_STAGES, 1, ON, gate=WALKED)
    assert apply(diary, changes.inverse()) == Diary()


@pytest.mark.parametrize("need", [each for each in GateNeed if each is not GateNeed.HOP_TEST])
def test_a_shut_gate_says_what_comes_first(need: GateNeed) -> None:
    with pytest.raises(InvalidValueError) as caught:
        services.start(Diary(), StartGate(), Gate((need,)), ON)
    assert (caught.value.field, caught.value.reason) == ("gate", Reason.NEEDS_OTHER)
    text = problem_text(caught.value)
    assert text.startswith("Not yet: before the first stage comes a ")
    assert need.value not in text


def test_the_gate_asks_the_diary_too() -> None:
    stuck = a_knee_day(signs={Sign.STUCK: True})
    diary = a_diary([a_day(ON, left=stuck)])
    gate = services.gate_of(WALKED, Facts(diary), evaluate(diary, ON))
    assert gate.missing == (GateNeed.NO_URGENT_SIGN,)
    assert services.gate_of(WALKED, Facts(Diary()), evaluate(Diary(), ON)).is_open
    swollen = a_diary([a_day(ON, right=a_knee_day(signs={Sign.SWELLING: True}))])
    facts, findings = Facts(swollen), evaluate(swollen, ON)
    assert Knee.RIGHT in facts.knees
    assert services.gate_of(WALKED, facts, findings).missing == (GateNeed.NO_SWELLING,)


def test_a_sign_that_should_not_wait_comes_before_any_stage() -> None:
    stuck = a_knee_day(signs={Sign.STUCK: True})
    diary = a_diary([a_day(ON, left=stuck)], run_walk=a_run_walk(stage=3))
    findings = evaluate(diary, ON)
    found = services.next_step(diary, run_walk_of(diary), Facts(diary), findings, ON)
    assert (found.kind, found.reason) == (ProposalKind.HOLD, ProposalReason.URGENT_FIRST)
    assert found.is_sign_first
    calm = replace(diary, days={})
    found = services.next_step(calm, run_walk_of(calm), Facts(calm), evaluate(calm, ON), ON)
    assert found.reason is ProposalReason.NO_RUN


def test_beginning_again_keeps_the_steps() -> None:
    before = at_stage(5, steps=(StageStep(ON, 4, 5, StepReason.PROGRESS),))
    after = run_walk_of(apply(before, services.start(before, WALKED, Gate(), LATER)))
    assert (after.stage, after.started_on) == (1, LATER)
    assert after.steps[-1] == StageStep(LATER, 5, 1, StepReason.RESTART)
    assert len(after.steps) == 2


@pytest.mark.parametrize(
    ("kind", "why", "stages", "noted"),
    [
        (ProposalKind.PROMOTE, ProposalReason.SETTLED_TWICE, (3, 4), StepReason.PROGRESS),
        (ProposalKind.HOLD, ProposalReason.HELD, (3, 3), StepReason.HOLD),
        (ProposalKind.BACK, ProposalReason.STEP_BACK, (3, 2), StepReason.BACK),
        (ProposalKind.BACK, ProposalReason.GAP, (3, 2), StepReason.GAP),
        (ProposalKind.RESTART, ProposalReason.GAP, (3, 1), StepReason.RESTART),
    ],
)
def test_a_proposal_is_taken_by_the_person(
    kind: ProposalKind, why: ProposalReason, stages: tuple[int, int], noted: StepReason
) -> None:
    before = at_stage(3)
    changes = services.take(before, proposed(kind, why, stages), LATER)
    after = run_walk_of(apply(before, changes))
    assert after.stage == stages[1]
    assert after.steps == (StageStep(LATER, *stages, noted),)
    assert apply(Diary(run_walk=after), changes.inverse()) == before


def test_a_proposal_about_another_stage_is_not_taken() -> None:
    old = proposed(ProposalKind.PROMOTE, ProposalReason.SETTLED_TWICE, (2, 3))
    assert not services.take(at_stage(3), old, LATER)


def test_a_stage_is_repeated() -> None:
    after = run_walk_of(apply(at_stage(3), services.repeat(at_stage(3), LATER)))
    assert (after.stage, after.since_on) == (3, LATER)


@pytest.mark.parametrize("stage", [1, 2, 4])
def test_one_stage_up_or_any_down_is_taken_by_hand(stage: int) -> None:
    after = run_walk_of(apply(at_stage(3), services.step_by_hand(at_stage(3), stage, LATER)))
    assert after.steps == (StageStep(LATER, 3, stage, StepReason.BY_HAND),)


def test_leaving_stages_out_has_to_be_meant() -> None:
    with pytest.raises(InvalidValueError) as caught:
        services.step_by_hand(at_stage(3), 5, LATER)
    assert (caught.value.field, caught.value.reason) == ("stage", Reason.NEEDS_OTHER)
    assert "leaves out stages" in problem_text(caught.value)
    meant = services.step_by_hand(at_stage(3), 5, LATER, is_skip_meant=True)
    assert run_walk_of(apply(at_stage(3), meant)).stage == 5


@pytest.mark.parametrize("is_skip_meant", [True, False])
def test_nobody_goes_up_with_a_sign_that_should_not_wait(*, is_skip_meant: bool) -> None:
    for stage in (4, 6):
        with pytest.raises(InvalidValueError) as caught:
            services.step_by_hand(
                at_stage(3), stage, LATER, is_skip_meant=is_skip_meant, is_urgent_open=True
            )
        assert problem_text(caught.value) == (
            "Not yet: before a higher stage comes a look at the sign you ticked."
        )
    down = services.step_by_hand(at_stage(3), 2, LATER, is_urgent_open=True)
    assert run_walk_of(apply(at_stage(3), down)).stage == 2


@pytest.mark.parametrize("stage", [0, 9])
def test_there_is_no_stage_beyond_the_ends(stage: int) -> None:
    with pytest.raises(InvalidValueError) as caught:
        services.step_by_hand(at_stage(8), stage, LATER, is_skip_meant=True)
    assert (caught.value.reason, caught.value.high) == (Reason.OUT_OF_RANGE, 8)
    assert not services.step_by_hand(at_stage(8), 8, LATER)


def test_a_pause_moves_no_stage() -> None:
    paused = apply(at_stage(3), services.set_paused(at_stage(3), is_paused=True))
    assert run_walk_of(paused) == replace(run_walk_of(at_stage(3)), is_paused=True)
    assert not services.set_paused(paused, is_paused=True)


def test_other_stages_keep_the_place_as_far_as_they_reach() -> None:
    own = (Stage(2, 1, 10), Stage(30, 0, 1))
    kept = run_walk_of(apply(at_stage(2), services.set_stages(at_stage(2), own, LATER)))
    assert (kept.stages, kept.stage, kept.steps) == (own, 2, ())
    fewer = run_walk_of(apply(at_stage(3), services.set_stages(at_stage(3), own, LATER)))
    assert fewer.stage == 2
    assert fewer.steps == (StageStep(LATER, 3, 2, StepReason.BY_HAND),)
    with pytest.raises(InvalidValueError) as caught:
        services.set_stages(at_stage(3), (), LATER)
    assert (caught.value.field, caught.value.reason) == ("stages", Reason.REQUIRED)


def test_it_can_be_left_altogether() -> None:
    assert apply(at_stage(3), services.remove(at_stage(3))) == Diary()
    assert not services.remove(Diary())


def test_nothing_is_stepped_before_it_began() -> None:
    with pytest.raises(InvalidValueError) as caught:
        services.repeat(Diary(), ON)
    assert "first" in problem_text(caught.value)
