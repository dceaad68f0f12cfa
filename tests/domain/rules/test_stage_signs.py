"""A sign comes first: while it stands nothing goes on."""

import pytest

from diary.domain.knee import Sign
from diary.domain.rules.return_to_run import ProposalKind, ProposalReason
from tests.builders import a_knee_day, a_run_knee
from tests.domain.rules.days import day, left_knee, run_on
from tests.domain.rules.stage_runs import asked_of, at, knees, session, taken


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (Sign.SWELLING, ProposalReason.SWELLING_FIRST),
        (Sign.LOCKING, ProposalReason.LOCKING_FIRST),
    ],
)
def test_a_sign_after_the_last_run_holds_until_it_is_answered(
    sign: Sign, reason: ProposalReason
) -> None:
    said = knees([0, 2])
    runs = [session(0, 3, "green"), session(2, 3, "green")]
    said[4] = a_knee_day(morning=8, signs={sign: True})
    assert asked_of(left_knee(said, *runs), 3, at(3)).kind is ProposalKind.PROMOTE
    for number in (4, 5, 8, 10):
        found = asked_of(left_knee(said, *runs), number, at(3))
        assert (found.kind, found.reason, found.is_step) == (ProposalKind.HOLD, reason, False)
    assert not asked_of(left_knee(said, *runs), 11, at(3)).is_sign_first
    said[6] = a_knee_day(morning=1, signs={sign: False})
    assert asked_of(left_knee(said, *runs), 6, at(3)).kind is ProposalKind.PROMOTE


def test_an_urgent_sign_comes_before_runs_and_gaps() -> None:
    lights: dict[int, str | None] = {0: "green", 2: "green"}
    diary = left_knee(knees(lights), *(session(each, 3, "green") for each in lights))
    for number in (3, 20):
        found = asked_of(diary, number, at(3), is_urgent_open=True)
        assert (found.kind, found.reason) == (ProposalKind.HOLD, ProposalReason.URGENT_FIRST)
        assert (found.is_sign_first, found.is_step) == (True, False)
    paused = asked_of(diary, 3, at(3, is_paused=True), is_urgent_open=True)
    assert paused.reason is ProposalReason.PAUSED


def test_a_limp_on_any_run_holds_until_a_run_without_one() -> None:
    runs = [session(0, 3, "green"), session(2, 3, "green")]
    limped = run_on(4, left=a_run_knee(1, limped=True))
    diary = left_knee(knees([0, 2, 4]), *runs, limped)
    found = asked_of(diary, 5, at(3))
    assert (found.kind, found.reason) == (ProposalKind.HOLD, ProposalReason.LIMP_FIRST)
    other_knee = run_on(6, right=a_run_knee(1, limped=False))
    said = knees([0, 2, 4, 6])
    assert asked_of(left_knee(said, *runs, limped, other_knee), 7, at(3)).is_sign_first
    without = run_on(6, left=a_run_knee(1, limped=False))
    found = asked_of(left_knee(said, *runs, limped, without), 7, at(3))
    assert (found.kind, found.reason) == (ProposalKind.HOLD, ProposalReason.OTHER_STEP_BACK)


def test_a_limp_that_was_stepped_back_for_holds_no_longer() -> None:
    runs = [session(2, 3, None, left=a_run_knee(1, limped=True))]
    diary = left_knee(knees([2]), *runs)
    back = asked_of(diary, 3, at(3))
    assert (back.kind, back.rest_until) == (ProposalKind.BACK, day(4))
    assert asked_of(diary, 3, taken(at(3), back, day(3))).reason is ProposalReason.NO_RUN
