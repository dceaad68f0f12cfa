"""What comes before the first stage of running and walking, and which signs still stand.

A sign stands from the day it was ticked until it is answered no, for some days at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diary.domain.knee import Sign
from diary.domain.rules.facts import Facts
from diary.domain.run_walk import StartGate

# A sign ticked longer ago than this, and not answered since, is not known to be there.
SIGN_DAYS = 7


class GateNeed(StrEnum):
    """What is asked for before the first stage."""

    WALK_30 = "walk_30"
    NO_SWELLING = "no_swelling"
    NO_URGENT_SIGN = "no_urgent_sign"
    HOP_TEST = "hop_test"


@dataclass(frozen=True, slots=True)
class Gate:
    """What is missing before the first stage, and what is only worth asking a PT for."""

    missing: tuple[GateNeed, ...] = ()
    to_ask: tuple[GateNeed, ...] = ()

    @property
    def is_open(self) -> bool:
        """True when nothing is missing."""
        return not self.missing


def start_gate(gate: StartGate, facts: Facts, today: date, *, is_urgent_open: bool) -> Gate:
    """What is missing before the first stage on a day.

    `is_urgent_open`: a sign that should be looked at the same day is open. A PT can say to begin
    in spite of the walk and a swelling, but not in spite of such a sign.
    """
    missing = [GateNeed.NO_URGENT_SIGN] if is_urgent_open else []
    if not gate.pt_override:
        if gate.walk_30_ok is not True:
            missing.append(GateNeed.WALK_30)
        if is_standing(facts, Sign.SWELLING, today.toordinal()):
            missing.append(GateNeed.NO_SWELLING)
    to_ask = () if gate.hop_test_ok is True or gate.pt_override else (GateNeed.HOP_TEST,)
    return Gate(tuple(missing), to_ask)


def is_standing(facts: Facts, sign: Sign, day: int) -> bool:
    """True when a knee had a sign of late that was not answered no since."""
    for of_knee in facts.knees.values():
        yes, no = of_knee.yes[sign].last_until(day), of_knee.no[sign].last_until(day)
        if yes is not None and day - yes < SIGN_DAYS and (no is None or no < yes):
            return True
    return False


def limped_on(facts: Facts, day: int) -> int | None:
    """The last day of late on which a knee made somebody limp on a run; None = it does not now.

    A later run without a limp of that knee answers it.
    """
    answered = set()
    for run_day in reversed(facts.run_days.within(day - SIGN_DAYS + 1, day + 1)):
        for run in reversed(facts.runs[run_day]):
            for knee, said in run.knees.items():
                if said.limped and knee not in answered:
                    return run_day
                if said.limped is not None:
                    answered.add(knee)
    return None
