"""Days without a run: while they last, and once they are over."""

import pytest

from diary.domain.rules.return_to_run import ProposalKind, ProposalReason
from diary.domain.run_walk import StageStep, StepReason
from tests.domain.rules.days import day, left_knee
from tests.domain.rules.stage_runs import asked, asked_of, at, knees, session, taken


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


@pytest.mark.parametrize(
    ("days", "stage", "reason"),
    [
        (6, 5, ProposalReason.NO_RUN),
        (7, 4, ProposalReason.GAP),
        (14, 3, ProposalReason.GAP),
        (60, 1, ProposalReason.GAP),
    ],
)
def test_without_a_run_the_gap_counts_from_the_start(
    days: int, stage: int, reason: ProposalReason
) -> None:
    step = StageStep(day(0), 1, 5, StepReason.BY_HAND)
    found = asked({}, days, at(5, steps=(step,)))
    assert (found.stage_to, found.reason) == (stage, reason)
    assert found.gap_days == (days if found.is_step else None)
    run = session(days, 5, "green")
    first = asked_of(left_knee(knees([days]), run), days + 1, at(5, steps=(step,)))
    assert first.stage_to == stage
    assert asked({}, 60, at(5, started_on=None)).reason is ProposalReason.NO_RUN


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


@pytest.mark.parametrize(
    ("gap", "stage", "kind"),
    [(7, 4, ProposalKind.BACK), (15, 3, ProposalKind.BACK), (28, 1, ProposalKind.RESTART)],
)
def test_a_run_does_not_end_a_gap_nobody_took_back(
    gap: int, stage: int, kind: ProposalKind
) -> None:
    lights: dict[int, str | None] = {0: "green", gap: "green"}
    for later in (0, 1):
        found = asked(lights, gap + later, at(5))
        assert (found.kind, found.reason) == (kind, ProposalReason.GAP)
        assert (found.stage_to, found.gap_days) == (stage, gap)
    more = {**lights, gap + 2: "green", gap + 4: "green"}
    assert asked(more, gap + 5, at(5)).stage_to == stage
    before = taken(at(5), asked({0: "green"}, gap, at(5)), day(gap))
    runs = [session(0, 5, "green"), session(gap, stage, "green")]
    held = asked_of(left_knee(knees([0, gap]), *runs), gap + 1, before)
    assert (held.kind, held.reason) == (ProposalKind.HOLD, ProposalReason.ONE_MORE)
    assert (held.stage_to, held.greens) == (stage, 1)
    after = taken(at(5), asked(lights, gap + 1, at(5)), day(gap + 1))
    held = asked_of(left_knee(knees(lights), *runs), gap + 1, after)
    assert (held.kind, held.reason, held.stage_to) == (
        ProposalKind.HOLD,
        ProposalReason.NO_RUN,
        stage,
    )


def test_what_goes_back_further_than_the_gap_is_not_lost_in_it() -> None:
    found = asked({0: "red", 7: "red"}, 8, at(5))
    assert (found.reason, found.stage_to) == (ProposalReason.STEP_BACK_TWICE, 3)
    assert (found.is_pt_suggested, found.rest_until) == (True, day(9))
    longer = asked({0: "green", 14: "red"}, 15, at(5))
    assert (longer.reason, longer.stage_to, longer.rest_until) == (
        ProposalReason.GAP,
        3,
        day(16),
    )


def test_a_gap_taken_back_too_early_goes_on_back_after_the_run() -> None:
    step = StageStep(day(7), 5, 4, StepReason.GAP)
    found = asked({0: "green", 15: "green"}, 16, at(4, steps=(step,)))
    assert (found.stage_to, found.gap_days) == (3, 15)
    assert asked({0: "green", 13: "green"}, 14, at(4, steps=(step,))).kind is ProposalKind.HOLD


@pytest.mark.parametrize("reason", [StepReason.HOLD, StepReason.BY_HAND])
@pytest.mark.parametrize("number", [12, 15, 16])
def test_what_was_chosen_in_a_gap_or_after_it_answers_it(number: int, reason: StepReason) -> None:
    step = StageStep(day(number), 5, 5, reason)
    found = asked({0: "green", 15: "green"}, 16, at(5, steps=(step,)))
    assert found.kind is ProposalKind.HOLD


def test_a_gap_before_the_stages_began_goes_nowhere() -> None:
    run_walk = at(5, started_on=day(20))
    runs = [session(0, 5, "green"), session(20, 5, "green")]
    assert asked_of(left_knee(knees([0, 20]), *runs), 21, run_walk).reason is (
        ProposalReason.ONE_MORE
    )


def test_at_the_first_stage_runs_after_a_gap_begin_anew() -> None:
    found = asked({0: "green", 10: "green"}, 11, at(1))
    assert (found.reason, found.greens) == (ProposalReason.ONE_MORE, 1)
