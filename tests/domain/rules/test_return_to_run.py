"""The next step of coming back in stages, proposed from runs at a stage and taken by hand here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.knee import Sign
from diary.domain.rules.responses import Light
from diary.domain.rules.return_to_run import Proposal, ProposalKind, ProposalReason
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk, StageStep, StepReason
from tests.builders import a_day, a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import FIRST, VECTORS, day, left_knee, run_on
from tests.domain.rules.stage_runs import SCORES, asked, asked_of, at, knees, session, taken
from tests.thorough import cases

ONE_DAY = timedelta(days=1)


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
        gap = asked_of(before, (on - FIRST).days, run_walk)
        if gap.reason is ProposalReason.GAP:
            actions.append(f"back{gap.stage_from - gap.stage_to}(gap)")
            run_walk = taken(run_walk, gap, on)
        stage = run_walk.stage
        runs.append(session((on - dates[0]).days, stage, light))
        morning = on + ONE_DAY
        after = a_diary([each for each in days if each.on <= morning], runs)
        said = asked_of(after, (morning - FIRST).days, run_walk)
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


def test_a_run_that_asked_to_hold_blocks_without_its_morning_too() -> None:
    lights: dict[int, str | None] = {0: "green", 2: "green", 4: "amber"}
    assert asked(lights, 5, at(3), 5).reason is ProposalReason.WAITING
    for number in (6, 8):
        found = asked(lights, number, at(3), 5)
        assert (found.kind, found.reason) == (ProposalKind.HOLD, ProposalReason.HELD)
    once = asked({0: "amber", 2: "amber"}, 5, at(3), 3)
    assert (once.kind, once.reason) == (ProposalKind.HOLD, ProposalReason.HELD)
    begun = asked({**lights, 6: "green"}, 7, at(3), 5)
    assert (begun.reason, begun.greens) == (ProposalReason.ONE_MORE, 1)


@pytest.mark.parametrize("light", ["green", None])
def test_nothing_goes_up_on_a_newest_run_that_is_not_known(light: str | None) -> None:
    lights = {0: "green", 2: "green", 4: light}
    for number, reason in ((5, ProposalReason.WAITING), (6, ProposalReason.ONE_MORE)):
        found = asked(lights, number, at(3), 5)
        assert (found.kind, found.reason) == (ProposalKind.HOLD, reason)
    assert asked({0: None}, 3, at(3)).reason is ProposalReason.ONE_MORE


def test_two_runs_of_one_day_count_as_one_and_the_worse_one_counts() -> None:
    twice = [session(0, 3, "green"), replace(session(0, 3, "green"), id="second")]
    found = asked_of(left_knee(knees([0]), *twice), 1, at(3))
    assert (found.reason, found.greens, len(found.sessions)) == (ProposalReason.ONE_MORE, 1, 2)
    worse = [twice[0], replace(session(0, 3, "amber"), id="second"), session(2, 3, "green")]
    assert asked_of(left_knee(knees([0, 2]), *worse), 3, at(3)).greens == 1
    ambers = [session(0, 3, "amber"), replace(session(0, 3, "amber"), id="second")]
    assert asked_of(left_knee(knees([0]), *ambers), 1, at(3)).reason is ProposalReason.HELD
    reds = [session(0, 3, "red"), replace(session(0, 3, "red"), id="second")]
    found = asked_of(left_knee(knees([0]), *reds), 1, at(3))
    assert (found.reason, found.stage_to) == (ProposalReason.STEP_BACK, 2)
    unsaid = [session(0, 3, "green"), replace(session(2, 3, "green"), id="first")]
    unsaid += [replace(session(2, 3, None), id="second")]
    assert asked_of(left_knee(knees([0, 2]), *unsaid), 4, at(3)).kind is ProposalKind.HOLD


def test_a_step_back_at_another_stage_counts_since_the_last_step() -> None:
    reds = [session(0, 5, "red"), session(2, 5, "red")]
    once = asked_of(left_knee(knees([0]), reds[0]), 1, at(4))
    assert (once.reason, once.stage_to, once.rest_until) == (ProposalReason.STEP_BACK, 3, day(2))
    found = asked_of(left_knee(knees([0, 2]), *reds), 3, at(4))
    assert (found.reason, found.stage_to) == (ProposalReason.STEP_BACK_TWICE, 2)
    assert found.is_pt_suggested
    for number, reason in ((2, ProposalReason.NO_RUN), (1, ProposalReason.STEP_BACK_TWICE)):
        step = StageStep(day(number), 5, 4, StepReason.BACK)
        after = asked_of(left_knee(knees([0, 2]), *reds), 3, at(4, steps=(step,)))
        assert after.reason is reason
    others = [session(0, 5, "green"), session(2, 5, "amber")]
    assert asked_of(left_knee(knees([0, 2]), *others), 3, at(4)).reason is ProposalReason.NO_RUN


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
    lights: dict[int, str | None] = {0: "red", 5: "green", 9: "green", apart: "red"}
    found = asked(lights, apart + 1, at(5))
    assert (found.stage_to, found.is_pt_suggested) == (stage, is_pt)


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("sign", [Sign.SWELLING, Sign.LOCKING])
def test_swelling_and_locking_are_a_step_back(sign: Sign, number: int) -> None:
    said = knees([2])
    said[number] = a_knee_day(morning=1, signs={sign: True})
    said[4] = a_knee_day(morning=1, signs={sign: False})
    diary = left_knee(said, session(2, 3, "green"))
    assert asked_of(diary, 3, at(3)).is_sign_first
    found = asked_of(diary, 4, at(3))
    assert (found.reason, found.stage_to, found.rest_until) == (
        ProposalReason.STEP_BACK,
        2,
        day(4),
    )


def test_a_limp_is_a_step_back() -> None:
    run = replace(session(2, 3, None), knees={})
    diary = left_knee(knees([2]), run_on(2, run_walk_stage=3, left=a_run_knee(1, limped=True)))
    assert asked_of(diary, 3, at(3)).kind is ProposalKind.BACK
    silent = left_knee(knees([2]), run)
    assert asked_of(silent, 3, at(3)).sessions[0].light is None


def test_while_it_rests_nothing_is_proposed() -> None:
    assert asked({0: "green"}, 40, at(5, is_paused=True)).reason is ProposalReason.PAUSED
    assert asked({}, 6, at(5)).reason is ProposalReason.NO_RUN


def test_runs_at_other_stages_and_before_the_last_step_do_not_count() -> None:
    steps = (StageStep(day(4), 3, 3, StepReason.HOLD),)
    assert asked({0: "green", 2: "green"}, 5, at(3, steps=steps)).reason is ProposalReason.NO_RUN
    runs = [session(0, 2, "green"), session(2, 3, "green")]
    diary = left_knee(knees([0, 2]), *runs)
    assert asked_of(diary, 3, at(3)).greens == 1


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
        assert found.sessions[-1].counts
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
