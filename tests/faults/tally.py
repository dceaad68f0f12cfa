"""One line of the table: how often a fault was tried, and what it broke."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.faults.judging import Judgement


@dataclass(slots=True)
class Tally:
    """The rounds of one fault.

    `states` counts in what state things were left, `breaches` names each broken promise with the
    round it came from; `slowest_s` is the longest time to open the diary afterwards. `is_proof`:
    the work is done wrongly on purpose, and a harness that finds nothing in it is broken.
    `missing` says why it was not tried at all.
    """

    fault: str
    way: str
    rounds: int = 0
    states: dict[str, int] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    is_proof: bool = False
    missing: str = ""

    @property
    def is_met(self) -> bool:
        """True when it was tried and broke nothing, or in a proof something; or not tried."""
        return bool(self.missing) or (self.rounds > 0 and bool(self.breaches) == self.is_proof)

    def take(self, judgement: Judgement, about: str) -> None:
        """Count one round."""
        self.rounds += 1
        state = "broken" if judgement.breaches else judgement.state
        self.states[state] = self.states.get(state, 0) + 1
        self.breaches += [f"{about}: {breach}" for breach in judgement.breaches]
        self.slowest_s = max(self.slowest_s, judgement.open_s)


# A line of the table that is still to be tried. Each has a seed of its own, so that any may be left
# out, and gives the same as when none is.
Line: TypeAlias = Callable[[], Tally]


def as_proof(line: Line, way: str = "") -> Line:
    """The same line of work that is done wrongly on purpose; `way` is how, where it is told."""

    def tried() -> Tally:
        tally = line()
        tally.fault, tally.is_proof = f"proof: {tally.fault}", True
        tally.way = way or tally.way
        return tally

    return tried


def table(tallies: Sequence[Tally]) -> str:
    """The tallies as a table that can stand in a text."""
    lines = [
        "| fault | how | rounds | left as | broken promises | slowest opening | pass |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in tallies:
        states = each.missing or ", ".join(
            f"{count} {state}" for state, count in sorted(each.states.items())
        )
        passed = "not tried" if each.missing else "yes" if each.is_met else "NO"
        found = f"{len(each.breaches)}, as they must be" if each.is_proof else len(each.breaches)
        lines.append(
            f"| {each.fault} | {each.way} | {each.rounds} | {states} | {found} "
            f"| {each.slowest_s:.2f} s | {passed} |"
        )
    return "\n".join(lines) + "\n"
