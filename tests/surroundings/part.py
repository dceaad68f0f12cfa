"""The part `surroundings` of the fault course: one line a cell, and one a proof of the judge."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path

from tests.faults.tally import Line, Tally
from tests.surroundings.cells import CELLS
from tests.surroundings.course import keep, play
from tests.surroundings.judging import Verdict
from tests.surroundings.proofs import proof
from tests.surroundings.screen import missing_tools
from tests.surroundings.sitting import prepared
from tests.surroundings.wrong import KINDS, RIGHT

_AT_ONCE = 2
# As most people have it: the course's own is so narrow that nothing could be open to others.
_USUAL_MASK = 0o022


def lines(folder: Path) -> Iterator[Line]:
    """Play every cell, keep its pictures, then try the judge."""
    mask = os.umask(_USUAL_MASK)
    try:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            playing = _Playing(folder, threads)
            for number in range(len(CELLS)):
                yield partial(playing.tally, number)
            for kind in KINDS:
                yield partial(playing.proof, kind)
    finally:
        os.umask(mask)


class _Playing:
    """The cells, of which the next is on its way while one is judged."""

    def __init__(self, folder: Path, threads: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._threads = threads
        self._begun: dict[int, Future[Verdict]] = {}

    @cached_property
    def _diary(self) -> Path:
        self._folder.mkdir()
        return prepared(self._folder / "prepared")

    def tally(self, number: int) -> Tally:
        """What came of one cell."""
        for each in range(number, min(number + _AT_ONCE, len(CELLS))):
            if each not in self._begun:
                self._begun[each] = self._threads.submit(
                    play, CELLS[each], self._folder, self._diary
                )
        verdict = self._begun[number].result()
        keep(verdict)
        return _tally(verdict)

    def proof(self, kind: str) -> Tally:
        """Whether the judge sees what is wrong with a window."""
        tally = Tally(f"proof: a window that {kind}", "its judge", missing=missing_tools())
        if not tally.missing:
            verdict, amiss = proof(kind, self._folder / kind, self._diary)
            tally.rounds, tally.is_proof = 1, kind != RIGHT
            found = verdict.breaches if not amiss else []
            tally.breaches = found if tally.is_proof else amiss
            tally.states = {"passed" if tally.is_proof and amiss else "as it must be": 1}
        return tally


def _tally(verdict: Verdict) -> Tally:
    cell, sitting = verdict.cell, verdict.sitting
    tally = Tally(cell.name, f"ended by {cell.ending}", missing=verdict.missing)
    if sitting is not None:
        tally.rounds, tally.breaches = 1, verdict.breaches
        tally.states, tally.slowest_s = {verdict.state: 1}, sitting.window_s
    return tally
