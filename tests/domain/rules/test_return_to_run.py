"""The next step of coming back in stages, proposed from runs at a stage and taken by hand here."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.diary import Diary
from diary.domain.knee import KneeDay, Sign
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import Light
from diary.domain.rules.return_to_run import (
    Gate,
    GateNeed,
    Proposal,
    ProposalKind,
    ProposalReason,
    proposal,
    start_gate,
)
from diary.domain.run import Run, RunKind
from diary.domain.run_walk import RunWalk, StageStep, StartGate, StepReason
from tests.builders import Given, a_day, a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import VECTORS, day, left_knee, run_on
from tests.thorough import cases

ONE_DAY = timedelta(days=1)
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


def asked_of(diary: Diary, on: int, run_walk: RunWalk) -> Proposal:
    return proposal(run_walk, Facts(diary), diary.settings, day(on))


def taken(run_walk: RunWalk, found: Proposal, on: date) -> RunWalk:
    """The way back after somebody took a proposed step."""
    reason = StepReason.GAP if found.reason is ProposalReason.GAP else REASONS[found.kind]
    step = StageStep(on, run_walk.stage, found.stage_to, reason)
    return replace(run_walk, stage=found.stage_to, steps=(*run_walk.steps, step))


@pytest.mark.parametrize("vector", VECTORS["return_to_run"], ids=lambda each: str(each["name"]))
def test_a_course_of_the_rule_book(vector: dict[str, Any]) -> None:
    dates = [date.fromisoformat(on) for on, _ in vector["runs"]]
    run_walk = RunWalk(stage=vector["start_stage"], started_on=dates[0])
    runs: list[Run] = []
    days = [a_day(each, left=a_knee_day(morning=1)) for on in dates for each in (on, on + ONE_DAY)]
    found = []
    for on, (_, light) in zip(dates, vector["runs"], strict=True):
        actions = []
        before = a_diary([each for each in days if each.on <= on], runs)
        gap = proposal(run_walk, Facts(before), before.settings, on)
        if gap.reason is ProposalReason.GAP:
            actions.append(f"back{gap.stage_from - gap.stage_to}(gap)")
            run_walk = taken(run_walk, gap, on)
        stage = run_walk.stage
        runs.append(session((on - dates[0]).days, stage, light))
        morning = on + ONE_DAY
        after = a_diary([each for each in days if each.on <= morning], runs)
        said = proposal(run_walk, Facts(after), after.settings, morning)
        actions.append(action(said))
        if said.is_step:
            run_walk = taken(run_walk, said, morning)
        found.append(
            {
                "on": on.isoformat(),
                "stage_done": stage,
                "next_stage": run_walk.stage,
                "action": " ".join(actions),
            }
        )
    assert found == vector["steps"]


def action(said: Proposal) -> str:
    """A proposal in the words of the vectors."""
    if said.kind is ProposalKind.PROMOTE:
        return "progress"
    if said.kind is not ProposalKind.BACK:
        return "hold"
    is_red = said.reason is not ProposalReason.HELD_TWICE
    return f"regress({'red' if is_red else '2 amber'}){' suggest-PT' * said.is_pt_suggested}"


def at(stage: int, **other: Given) -> RunWalk:
    return RunWalk(**{"stage": stage, "started_on": day(0), **other})


def test_the_second_settled_run_proposes_the_next_stage_once_its_morning_is_known() -> None:
    lights: dict[int, str | None] = {0: "green", 2: "green"}
    waiting = asked(lights, 2, at(3), 3)
    assert (waiting.kind, waiting.reason) == (ProposalKind.HOLD, ProposalReason.WAITING)
    assert [each.is_provisional for each in waiting.sessions] == [False, True]
    known = asked(lights, 3, at(3))
    assert (known.kind, known.stage_to, known.greens) == (ProposalKind.PROMOTE, 4, 2)


def test_a_run_without_its_morning_counts_for_nothing_later_either() -> None:
    found = asked({0: "green", 2: "green"}, 6, at(3), 3)
    assert (found.reason, found.greens) == (ProposalReason.ONE_MORE, 1)


def test_a_run_that_was_too_much_needs_no_morning() -> None:
    found = asked({0: "green", 2: "red"}, 2, at(3), 3)
    assert (found.kind, found.stage_to) == (ProposalKind.BACK, 2)
    assert found.rest_until == day(4)
    assert asked({2: "red"}, 4, at(3)).rest_until == day(4)
    assert asked({2: "red"}, 5, at(3)).rest_until is None


def test_no_third_step_up_within_seven_days() -> None:
    steps = (
        StageStep(day(2), 1, 2, StepReason.PROGRESS),
        StageStep(day(4), 2, 3, StepReason.BY_HAND),
    )
    lights: dict[int, str | None] = {4: "green", 5: "green"}
    early = asked(lights, 6, at(3, steps=steps))
    assert (early.kind, early.reason) == (ProposalKind.HOLD, ProposalReason.PROMOTED_TWICE)
    assert asked(lights, 9, at(3, steps=steps)).kind is ProposalKind.PROMOTE


def test_the_last_stage_is_the_end_and_the_first_the_bottom() -> None:
    end = asked({0: "green", 2: "green"}, 3, at(8))
    assert (end.reason, end.is_step) == (ProposalReason.LAST_STAGE, False)
    bottom = asked({0: "red", 2: "red"}, 3, at(1))
    assert (bottom.kind, bottom.stage_to) == (ProposalKind.HOLD, 1)
    assert (bottom.is_pt_suggested, bottom.rest_until) == (True, day(4))


@pytest.mark.parametrize(("apart", "stage", "is_pt"), [(13, 3, True), (14, 4, False)])
def test_two_within_a_fortnight_go_two_back(apart: int, stage: int, *, is_pt: bool) -> None:
    lights: dict[int, str | None] = {0: "red", 6: "green", apart: "red"}
    found = asked(lights, apart + 1, at(5))
    assert (found.stage_to, found.is_pt_suggested) == (stage, is_pt)


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("sign", [Sign.SWELLING, Sign.LOCKING])
def test_swelling_and_locking_are_a_step_back(sign: Sign, number: int) -> None:
    said = knees([2])
    said[number] = a_knee_day(morning=1, signs={sign: True})
    diary = left_knee(said, session(2, 3, "green"))
    assert asked_of(diary, 3, at(3)).reason is ProposalReason.STEP_BACK


def test_a_limp_is_a_step_back() -> None:
    run = replace(session(2, 3, None), knees={})
    diary = left_knee(knees([2]), run_on(2, run_walk_stage=3, left=a_run_knee(1, limped=True)))
    assert asked_of(diary, 3, at(3)).kind is ProposalKind.BACK
    silent = left_knee(knees([2]), run)
    assert asked_of(silent, 3, at(3)).sessions[0].light is None


@pytest.mark.parametrize(
    ("days", "stage", "kind"),
    [
        (6, 5, ProposalKind.HOLD),
        (7, 4, ProposalKind.BACK),
        (13, 4, ProposalKind.BACK),
        (14, 3, ProposalKind.BACK),
        (27, 3, ProposalKind.BACK),
        (28, 1, ProposalKind.RESTART),
    ],
)
def test_a_gap_goes_back(days: int, stage: int, kind: ProposalKind) -> None:
    found = asked({0: "green"}, days, at(5))
    assert (found.stage_to, found.kind) == (stage, kind)
    assert found.gap_days == days


def test_one_gap_is_taken_back_once() -> None:
    run_walk, diary = at(5), left_knee(knees([0]), session(0, 5, "green"))
    stages = []
    for number in range(40):
        found = asked_of(diary, number, run_walk)
        if found.is_step:
            run_walk = taken(run_walk, found, day(number))
            stages.append((number, run_walk.stage))
    assert stages == [(7, 4), (14, 3), (28, 1)]


def test_what_was_chosen_in_a_gap_stays() -> None:
    step = StageStep(day(10), 5, 6, StepReason.BY_HAND)
    found = asked({0: "green"}, 12, at(6, steps=(step,)))
    assert found.kind is ProposalKind.HOLD
    assert asked({0: "green"}, 17, at(6, steps=(step,))).stage_to == 5


def test_runs_after_a_gap_nobody_took_back_begin_anew() -> None:
    found = asked({0: "green", 10: "green"}, 11, at(5))
    assert (found.reason, found.greens) == (ProposalReason.ONE_MORE, 1)


def test_while_it_rests_nothing_is_proposed() -> None:
    assert asked({0: "green"}, 40, at(5, is_paused=True)).reason is ProposalReason.PAUSED
    assert asked({}, 40, at(5)).reason is ProposalReason.NO_RUN


def test_runs_at_other_stages_and_before_the_last_step_do_not_count() -> None:
    steps = (StageStep(day(4), 3, 3, StepReason.HOLD),)
    assert asked({0: "green", 2: "green"}, 5, at(3, steps=steps)).reason is ProposalReason.NO_RUN
    runs = [session(0, 2, "green"), session(2, 3, "green")]
    diary = left_knee(knees([0, 2]), *runs)
    assert asked_of(diary, 3, at(3)).greens == 1


# ---- before the first stage ---------------------------------------------------------------------

WALKED = StartGate(walk_30_ok=True, hop_test_ok=True)
NOBODY = Facts(a_diary())


def gate_of(gate: StartGate, facts: Facts = NOBODY, *, is_urgent: bool = False) -> Gate:
    return start_gate(gate, facts, day(3), is_urgent_open=is_urgent)


def test_the_gate_tells_what_is_missing() -> None:
    assert gate_of(WALKED) == Gate()
    assert gate_of(StartGate()) == Gate((GateNeed.WALK_30,), (GateNeed.HOP_TEST,))
    assert gate_of(StartGate(walk_30_ok=False)).missing == (GateNeed.WALK_30,)
    assert gate_of(WALKED, is_urgent=True).missing == (GateNeed.NO_URGENT_SIGN,)


@pytest.mark.parametrize(
    ("answers", "is_missing"),
    [({3: True}, True), ({1: True}, True), ({1: True, 2: False}, False), ({-4: True}, False)],
)
def test_a_swelling_keeps_the_gate_shut(answers: dict[int, bool], *, is_missing: bool) -> None:
    said: dict[int, KneeDay | int] = {
        number: KneeDay(signs={Sign.SWELLING: is_yes}) for number, is_yes in answers.items()
    }
    found = gate_of(WALKED, Facts(left_knee(said)))
    assert found.missing == ((GateNeed.NO_SWELLING,) if is_missing else ())
    assert found.is_open is not is_missing


def test_a_pt_can_say_to_begin_but_not_over_an_urgent_sign() -> None:
    swollen = Facts(left_knee({3: KneeDay(signs={Sign.SWELLING: True})}))
    override = StartGate(pt_override=True)
    assert gate_of(override, swollen).is_open
    assert gate_of(override, swollen, is_urgent=True).missing == (GateNeed.NO_URGENT_SIGN,)


# ---- whatever happens ---------------------------------------------------------------------------


def drawn_runs(random: Random, stage: int) -> Sequence[Run]:
    numbers = sorted(random.sample(range(60), random.randint(0, 30)))
    lights = [*SCORES, "green", "green", None]
    stages = [stage] * 6 + [stage % 8 + 1]
    return [session(number, random.choice(stages), random.choice(lights)) for number in numbers]


@settings(max_examples=cases(40), deadline=None)
@given(st.integers(0, 2**32))
def test_a_proposal_never_leaves_the_stages_and_never_reads_a_later_day(seed: int) -> None:
    random = Random(seed)
    run_walk = at(random.randint(1, 8), is_paused=random.random() < 0.1)
    runs = drawn_runs(random, run_walk.stage)
    mornings = knees(number for number in range(60) if random.random() < 0.9)
    number = random.randrange(60)
    found = asked_of(left_knee(mornings, *runs), number, run_walk)
    early = {each: said for each, said in mornings.items() if each <= number}
    known = left_knee(early, *(run for run in runs if run.on <= day(number)))
    assert found == asked_of(known, number, run_walk)
    assert 1 <= found.stage_to <= 8
    assert found.stage_from == run_walk.stage
    assert found.stage_to <= found.stage_from + 1
    if found.kind is ProposalKind.PROMOTE:
        two = [each for each in found.sessions if each.counts][-2:]
        assert [each.light for each in two] == [Light.GREEN, Light.GREEN]
        assert found.stage_to == found.stage_from + 1
    else:
        assert found.stage_to <= found.stage_from


@settings(max_examples=cases(8), deadline=None)
@given(st.integers(0, 2**32))
def test_with_every_step_taken_nobody_climbs_faster_than_two_stages_a_week(seed: int) -> None:
    random = Random(seed)
    run_walk, runs = at(1), []
    said = knees(range(60))
    for number in range(60):
        if random.random() < 0.8:
            light = random.choice(["green"] * 8 + ["amber", "red"])
            runs.append(session(number, run_walk.stage, light))
        found = asked_of(left_knee(said, *runs), number, run_walk)
        if found.is_step:
            run_walk = taken(run_walk, found, day(number))
    ups = [each.on for each in run_walk.steps if each.to_stage > each.from_stage]
    assert all((third - first).days >= 7 for first, third in zip(ups, ups[2:], strict=False))
