"""Fault 1: kill -9 at a random moment, and just before the N-th call that changes a file."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from tests.faults.children import Child, ChildFailedError, Forks
from tests.faults.tally import Tally
from tests.faults.tracing import CHANGING, Tracer
from tests.faults.trials import Trial

# Rounds after which a diary that goes on from round to round begins anew.
_A_LIFE = 12


class Killing:
    """Kills the children of one trial again and again; everything follows from the seed.

    A round whose child came to its end before it was killed is judged and not counted.
    """

    def __init__(self, forks: Forks, trial: Trial, folder: Path, seed: int) -> None:
        self._forks = forks
        self._trial = trial
        self._folder = folder / "round"
        self._seed = f"{seed} {trial.name}"
        self._draw = Random(self._seed)
        self._round = 0
        self._tried = 0

    def at_random_moments(self, rounds: int) -> Tally:
        """Kill after a random part of the time that the work takes when it is left alone."""
        tally = Tally(f"kill -9 during {self._trial.name}", "at a random moment")
        usual_s, self._round, self._tried = self._usual_s(), 0, 0
        self._draw = Random(self._seed)
        while self._goes_on(tally, rounds):
            delay_s = self._draw.uniform(0.0, usual_s)
            self._once(tally, f"after {delay_s * 1000:.1f} ms", partial(_later, delay_s))
        return tally

    def at_calls(self, rounds: int, tracer: Tracer) -> Tally:
        """Kill just before one of the calls that change a file: every one in turn, shuffled."""
        tally = Tally(f"kill -9 during {self._trial.name}", "before a call that changes a file")
        calls, self._round, self._tried = self._calls(tracer), 0, 0
        self._draw = Random(f"{self._seed} at calls")
        waiting: list[tuple[str, int]] = []
        while self._goes_on(tally, rounds):
            waiting = waiting or self._draw.sample(calls, len(calls))
            call, number = waiting.pop()
            self._once(tally, f"before {call} {number}", partial(_at, tracer, call, number))
        return tally

    def _goes_on(self, tally: Tally, rounds: int) -> bool:
        """False when all rounds are done; raises when the children cannot be hit."""
        self._tried += 1
        if self._tried > 20 * (rounds + 10):
            raise ChildFailedError("the children come to their end before they are killed")
        return tally.rounds < rounds

    def _usual_s(self) -> float:
        """Seconds from `ready` to the end, the middle of three."""
        taken = []
        for _ in range(3):
            with self._forks.child(self._trial.prepare(self._fresh())) as child:
                child.go()
                child.listen_for("ready")
                started = time.monotonic()
                _require_end(child)
                taken.append(time.monotonic() - started)
        return sorted(taken)[1]

    def _calls(self, tracer: Tracer) -> list[tuple[str, int]]:
        """Every call as its kind and its number among its kind, from 1."""
        with self._forks.child(self._trial.prepare(self._fresh())) as child:
            with tracer.counting(child.number, CHANGING) as counted:
                child.go()
                _require_end(child)
            found = sorted(counted().items())
        return [(call, number) for call, most in found for number in range(1, most + 1)]

    def _once(self, tally: Tally, about: str, kill: Callable[[Child], None]) -> None:
        folder = self._folder if self._round % _A_LIFE else self._fresh()
        self._round += 1
        errand = self._trial.prepare(folder)
        with self._forks.child(errand) as child:
            kill(child)
            child.kill()
            judgement = self._trial.judge(errand, child.said)
            if child.status == 0 and not judgement.breaches:
                return
            judgement.require(child.status in {0, -9}, f"it ended with {child.status}")
            tally.take(judgement, f"round {self._round}, {about}")
            if judgement.breaches:
                # Nobody knows what the next round would go on from.
                self._round = 0

    def _fresh(self) -> Path:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return self._folder


def _require_end(child: Child) -> None:
    if child.end() != 0:
        raise ChildFailedError(child.said)


def _later(delay_s: float, child: Child) -> None:
    child.go()
    child.listen_for("ready")
    child.listen(delay_s)


def _at(tracer: Tracer, call: str, number: int, child: Child) -> None:
    with tracer.injecting(child.number, call, "signal=KILL", f"{number}"):
        child.go()
        child.end()
