"""The part `surroundings` of the fault course: one line a cell, and one a proof of the judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.faults.tally import Tally
from tests.surroundings.cells import CELLS
from tests.surroundings.course import keep, played
from tests.surroundings.judging import Verdict
from tests.surroundings.proofs import proof
from tests.surroundings.screen import missing_tools
from tests.surroundings.sitting import prepared
from tests.surroundings.wrong import KINDS, RIGHT


def tallies(folder: Path) -> Iterator[Tally]:
    """Play every cell, keep its pictures, then try the judge."""
    folder.mkdir()
    for verdict in played(CELLS, folder):
        keep(verdict)
        yield _tally(verdict)
    missing = missing_tools()
    diary = None if missing else prepared(folder / "proofs")
    for kind in KINDS:
        tally = Tally(f"proof: a window that {kind}", "its judge", missing=missing)
        if diary is not None:
            verdict, amiss = proof(kind, folder / kind, diary)
            tally.rounds, tally.is_proof = 1, kind != RIGHT
            found = verdict.breaches if not amiss else []
            tally.breaches = found if tally.is_proof else amiss
            tally.states = {"passed" if tally.is_proof and amiss else "as it must be": 1}
        yield tally


def _tally(verdict: Verdict) -> Tally:
    cell, sitting = verdict.cell, verdict.sitting
    tally = Tally(cell.name, f"ended by {cell.ending}", missing=verdict.missing)
    if sitting is not None:
        tally.rounds, tally.breaches = 1, verdict.breaches
        tally.states, tally.slowest_s = {verdict.state: 1}, sitting.window_s
    return tally
