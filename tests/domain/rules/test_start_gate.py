"""What comes before the first stage, and how long a sign stands."""

import pytest

from diary.domain.knee import KneeDay, Sign
from diary.domain.rules.facts import Facts
from diary.domain.rules.start_gate import Gate, GateNeed, limped_on, start_gate
from diary.domain.run_walk import StartGate
from tests.builders import a_diary, a_run_knee
from tests.domain.rules.days import FIRST, day, left_knee, run_on

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


@pytest.mark.parametrize(("ago", "is_known"), [(0, True), (6, True), (7, False)])
def test_a_limp_is_known_for_a_week(ago: int, *, is_known: bool) -> None:
    facts = Facts(left_knee({}, run_on(8, left=a_run_knee(1, limped=True))))
    last = FIRST.toordinal() + 8
    assert limped_on(facts, last + ago) == (last if is_known else None)
