"""Which runs count for a stage, and what a score says that came late or of the other knee."""

from dataclasses import replace

import pytest

from diary.domain.diary import Diary
from diary.domain.rules.return_to_run import ProposalKind, ProposalReason
from diary.domain.run import RunKind
from diary.domain.run_walk import RunWalk, StageStep, StepReason
from tests.builders import a_day, a_diary, a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on
from tests.domain.rules.stage_runs import asked, asked_of, at, knees, session, taken

PROMOTED = StageStep(day(3), 3, 4, StepReason.PROGRESS)
GREENS = (session(0, 3, "green"), session(2, 3, "green"))


def with_right_mornings(*mornings: int) -> Diary:
    """Two settled runs of the left knee; the right one has only mornings, from day 0 on."""
    days = [
        a_day(day(n), left=a_knee_day(morning=1), right=a_knee_day(morning=morning))
        for n, morning in enumerate(mornings)
    ]
    return a_diary(days, GREENS)


# ---- the other knee -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("morning", "kind", "reason"),
    [
        (8, ProposalKind.BACK, ProposalReason.STEP_BACK),
        (3, ProposalKind.BACK, ProposalReason.STEP_BACK),
        (2, ProposalKind.HOLD, ProposalReason.HELD),
        (1, ProposalKind.PROMOTE, ProposalReason.SETTLED_TWICE),
    ],
)
def test_a_morning_of_a_knee_without_a_score_on_the_run_counts_when_it_rose(
    morning: int, kind: ProposalKind, reason: ProposalReason
) -> None:
    found = asked_of(with_right_mornings(1, 1, 1, morning), 3, at(3))
    assert (found.kind, found.reason) == (kind, reason)
    assert (found.rest_until is not None) is (kind is ProposalKind.BACK)


def test_a_morning_alone_is_a_step_back_but_never_settles_a_run() -> None:
    silent = [session(0, 3, "green"), session(2, 3, None)]
    said = knees([0, 2])
    quiet = asked_of(left_knee(said, *silent), 4, at(3))
    assert (quiet.reason, quiet.sessions[-1].light) == (ProposalReason.ONE_MORE, None)
    said[3] = a_knee_day(morning=8)
    assert asked_of(left_knee(said, *silent), 2, at(3)).reason is ProposalReason.WAITING
    found = asked_of(left_knee(said, *silent), 3, at(3))
    assert (found.stage_to, found.rest_until) == (2, day(4))


def test_the_morning_belongs_to_the_last_run_of_a_day() -> None:
    runs = [session(2, 3, None), replace(session(2, 3, "green"), id="second")]
    said = knees([2])
    said[3] = a_knee_day(morning=8)
    first, second = asked_of(left_knee(said, *runs), 3, at(3)).sessions
    assert first.light is None
    assert second.light is not None


# ---- runs that name no stage --------------------------------------------------------------------


@pytest.mark.parametrize("kind", [RunKind.EASY, RunKind.RUN_WALK, None])
def test_a_run_without_a_stage_that_was_too_much_holds_and_rests(kind: RunKind | None) -> None:
    easy = run_on(4, kind=kind, left=a_run_knee(9, 9))
    diary = left_knee(knees([0, 2, 4]), *GREENS, easy)
    for number in (4, 5, 6):
        found = asked_of(diary, number, at(3))
        assert (found.kind, found.reason) == (ProposalKind.HOLD, ProposalReason.OTHER_STEP_BACK)
        assert (found.stage_to, found.rest_until) == (3, day(6))
    later = asked_of(diary, 8, at(3))
    assert (later.reason, later.rest_until) == (ProposalReason.OTHER_STEP_BACK, None)


def test_after_it_two_settled_runs_are_asked_for_anew() -> None:
    easy = run_on(4, left=a_run_knee(9, 9))
    after = [session(7, 3, "green"), session(9, 3, "green")]
    said = knees([0, 2, 4, 7, 9])
    once = asked_of(left_knee(said, *GREENS, easy, after[0]), 8, at(3))
    assert (once.reason, once.greens) == (ProposalReason.ONE_MORE, 1)
    assert asked_of(left_knee(said, *GREENS, easy, *after), 10, at(3)).stage_to == 4


def test_on_the_day_of_a_settled_run_or_of_a_step_up_it_holds_too() -> None:
    said = knees([0, 2])
    same_day = run_on(2, "easy", left=a_run_knee(9, 9))
    found = asked_of(left_knee(said, *GREENS, same_day), 3, at(3))
    assert found.reason is ProposalReason.OTHER_STEP_BACK
    easy = run_on(3, left=a_run_knee(9, 9))
    for step, reason in (
        (PROMOTED, ProposalReason.OTHER_STEP_BACK),
        (StageStep(day(3), 4, 4, StepReason.HOLD), ProposalReason.NO_RUN),
    ):
        found = asked_of(left_knee(knees([0, 2, 3]), *GREENS, easy), 4, at(4, steps=(step,)))
        assert (found.reason, found.rest_until) == (reason, day(5))


def test_runs_without_a_stage_lead_nowhere() -> None:
    easy = [run_on(number, left=a_run_knee(1, 1)) for number in (0, 2, 4)]
    assert asked_of(left_knee(knees([0, 2, 4]), *easy), 5, at(3)).reason is ProposalReason.NO_RUN
    ambers = [run_on(4, left=a_run_knee(4, 4))]
    assert asked_of(left_knee(knees([0, 2, 4]), *GREENS, *ambers), 5, at(3)).stage_to == 4


def test_a_run_at_the_stage_that_asks_to_step_back_goes_first() -> None:
    runs = [session(2, 3, "red"), run_on(3, left=a_run_knee(9, 9))]
    found = asked_of(left_knee(knees([2, 3]), *runs), 4, at(3))
    assert (found.reason, found.stage_to, found.rest_until) == (
        ProposalReason.STEP_BACK,
        2,
        day(5),
    )


# ---- scores that come late ----------------------------------------------------------------------


@pytest.mark.parametrize("late", [0, 2])
def test_a_step_up_is_taken_back_when_a_run_that_led_to_it_turns_out_too_much(late: int) -> None:
    run_walk = at(4, steps=(PROMOTED,))
    runs = [session(number, 3, "red" if number == late else "green") for number in (0, 2)]
    for number in (3, 5):
        early = asked_of(left_knee(knees([0, 2]), *runs), number, run_walk)
        assert (early.reason, early.stage_to) == (ProposalReason.STEP_BACK_LATE, 3)
    found = asked_of(left_knee(knees([0, 2]), *runs), 8, run_walk)
    assert (found.kind, found.stage_to) == (ProposalKind.BACK, 3)
    back = taken(run_walk, found, day(8))
    after = asked_of(left_knee(knees([0, 2]), *runs), 8, back)
    assert (after.kind, after.stage_to) == (ProposalKind.HOLD, 3)


def test_a_morning_that_is_entered_after_the_step_up_counts() -> None:
    said = knees([0, 2])
    promoted = taken(at(3), asked_of(left_knee(said, *GREENS), 3, at(3)), day(3))
    assert asked_of(left_knee(said, *GREENS), 4, promoted).reason is ProposalReason.NO_RUN
    said[3] = a_knee_day(morning=4)
    found = asked_of(left_knee(said, *GREENS), 4, promoted)
    assert (found.stage_to, found.rest_until) == (3, day(4))


def test_a_newer_run_at_the_stage_or_a_step_by_hand_goes_before_it() -> None:
    runs = [session(0, 3, "green"), session(2, 3, "red"), session(5, 4, "green")]
    newer = asked_of(left_knee(knees([0, 2, 5]), *runs), 6, at(4, steps=(PROMOTED,)))
    assert (newer.reason, newer.greens) == (ProposalReason.ONE_MORE, 1)
    by_hand = replace(PROMOTED, reason=StepReason.BY_HAND)
    found = asked_of(left_knee(knees([0, 2]), *runs[:2]), 4, at(4, steps=(by_hand,)))
    assert found.reason is ProposalReason.NO_RUN


def test_what_came_before_the_two_that_led_up_is_no_reason() -> None:
    runs = [session(0, 3, "red"), session(2, 3, "green"), session(4, 3, "green")]
    step = replace(PROMOTED, on=day(5))
    diary = left_knee(knees([0, 2, 4]), *runs)
    assert asked_of(diary, 6, at(4, steps=(step,))).reason is ProposalReason.NO_RUN
    repeated = (StageStep(day(1), 3, 3, StepReason.HOLD), replace(step, on=day(3)))
    diary = left_knee(knees([0, 2]), *runs[:2])
    assert asked_of(diary, 4, at(4, steps=repeated)).reason is ProposalReason.NO_RUN


# ---- a stage that is repeated -------------------------------------------------------------------


def test_a_repeated_stage_counts_from_the_runs_of_that_day_on() -> None:
    run_walk: RunWalk = at(3, steps=(StageStep(day(2), 3, 3, StepReason.HOLD),))
    found = asked({0: "green", 2: "green"}, 3, run_walk)
    assert (found.reason, found.greens) == (ProposalReason.ONE_MORE, 1)
    assert asked({0: "green", 2: "green", 4: "green"}, 5, run_walk).stage_to == 4
