"""Tries the judge: windows that are wrong in one way each, and one that is right."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.surroundings.cell import Cell, Patience
from tests.surroundings.judging import Verdict, judged
from tests.surroundings.sitting import held
from tests.surroundings.wrong import KINDS, RIGHT

_PATIENCE = Patience(window_s=15.0, seen_s=2.0, calm_s=2.0, chart_s=2.0, end_s=6.0)
# The program's own check takes longer than such a window; only where it is to find something.
_ASKING = (RIGHT, "writes past the check")


def proof(kind: str, folder: Path, diary: Path) -> tuple[Verdict, list[str]]:
    """What the judge said of a window, and what is amiss with the judge."""
    cell = Cell(f"proof: {kind}", patience=_PATIENCE)
    program = (sys.executable, "-m", "tests.surroundings.wrong", kind)
    sitting = held(cell, folder / "room", diary, program)
    verdict = judged(cell, sitting, asks_program=kind in _ASKING)
    return verdict, amiss(kind, verdict)


def amiss(kind: str, verdict: Verdict) -> list[str]:
    """Why a judge who says this of such a window is not to be trusted; empty when he is."""
    wanted, found = KINDS[kind], verdict.breaches
    if kind == RIGHT:
        # What SQLite alone has written never passes the check, and nothing else is wrong.
        return [each for each in found if not each.startswith("kneelog check:")]
    return [] if any(wanted in each for each in found) else [f"{wanted!r} is not in {found}"]
