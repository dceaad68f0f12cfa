"""Fault 4: no room, and disks that fail: a quota, a small disk, and calls that return an error.

The program has to say no within 2 seconds and in its own words, with what was kept still kept;
when there is room again, the same work has to succeed in the same program.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.faults.children import Child, Forks
from tests.faults.errand import Errand
from tests.faults.tally import Tally
from tests.faults.tracing import Tracer
from tests.faults.trials import Trial

# Calls with the errors they may return.
FAILING = (
    *(("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"), ("fsync", "EIO")),
    *(("ftruncate", "EIO"), ("rename", "ENOSPC"), ("link", "ENOSPC"), ("write", "ENOSPC")),
)
# As often at most a call fails before it works again; the children try once more than that.
_MOST_FAILURES = 3
_DISK_MB = 8


class Shortage:
    """Takes the room from the children of one trial; everything follows from the seed."""

    def __init__(self, forks: Forks, trial: Trial, folder: Path, seed: int) -> None:
        self._forks = forks
        self._trial = trial
        self._folder = folder / "round"
        self._seed = f"{seed} shortage {trial.name}"
        self._draw = Random(self._seed)

    def by_quota(self, rounds: int) -> Tally:
        """No file may grow beyond a random size until the first refusal (RLIMIT_FSIZE)."""
        tally = Tally(f"no room during {self._trial.name}", "a quota for the size of files")
        self._draw = Random(f"{self._seed} quota")
        largest = 0
        for number in range(rounds):
            errand = self._trial.prepare(_fresh(self._folder))
            largest = max(largest, errand.path.stat().st_size)
            # More often a small one than a large one: the log is smaller than the diary.
            most_bytes = 1 + int(largest * self._draw.random() ** 2)
            about = f"round {number + 1}, {most_bytes} bytes"
            self._once(tally, about, replace(errand, most_bytes=most_bytes))
            largest = max(largest, *(each.stat().st_size for each in _files(self._folder)))
        return tally

    def on_a_small_disk(self, rounds: int) -> Tally:
        """A disk of its own, full but for a random rest; the first refusal makes room."""
        tally = Tally(f"no room during {self._trial.name}", "a small disk (tmpfs)")
        self._draw = Random(f"{self._seed} disk")
        with small_disk(self._folder, _DISK_MB):
            for number in range(rounds):
                folder = self._folder / "diary"
                errand = self._trial.prepare(_fresh(folder))
                ballast = self._folder / "ballast"
                size = sum(each.stat().st_size for each in _files(folder))
                # More often hardly any room than almost enough.
                rest = int(size * self._draw.random() ** 3)
                _fill(ballast, shutil.disk_usage(self._folder).free - rest)
                about = f"round {number + 1}, {rest} bytes free"
                self._once(tally, about, replace(errand, ballast=str(ballast)))
        return tally

    def with_failing_calls(self, rounds: int, tracer: Tracer) -> Tally:
        """The N-th call of a kind, and up to two more, return an error (strace)."""
        tally = Tally(f"disk errors during {self._trial.name}", "calls that return an error")
        self._draw = Random(f"{self._seed} calls")
        most = self._calls(tracer)
        kinds = [kind for kind in FAILING if most[kind[0]]]
        for number in range(rounds):
            call, error = self._draw.choice(kinds)
            first = self._draw.randint(1, most[call])
            when = f"{first}..{first + self._draw.randrange(_MOST_FAILURES)}"
            errand = self._trial.prepare(_fresh(self._folder))
            about = f"round {number + 1}, {call} {error} {when}"
            self._once(tally, about, errand, tracer, (call, f"error={error}", when))
        return tally

    def _calls(self, tracer: Tracer) -> Counter[str]:
        errand = self._trial.prepare(_fresh(self._folder))
        with self._forks.child(errand) as child:
            with tracer.counting(child.number, tuple({call for call, _ in FAILING})) as counted:
                _work(child)
            return counted()

    def _once(
        self,
        tally: Tally,
        about: str,
        errand: Errand,
        tracer: Tracer | None = None,
        fault: tuple[str, str, str] | None = None,
    ) -> None:
        # Half of the people go away, half make room and try again.
        errand = replace(errand, tries=self._draw.choice((1, errand.tries)))
        with self._forks.child(errand) as child:
            if tracer is not None and fault is not None:
                call, effect, when = fault
                with tracer.injecting(child.number, call, effect, when):
                    _work(child)
            else:
                _work(child)
            if errand.ballast:
                Path(errand.ballast).unlink(missing_ok=True)
            judgement = self._trial.judge(errand, child.said)
            judgement.require(child.status == 0, f"it ended with {child.status}")
            was_refused = any(line.startswith("refused") for line in child.said)
            has_given_up = "gave up" in child.said
            is_wanted = has_given_up == (was_refused and errand.tries == 1)
            judgement.require(is_wanted, "refused again though there is room")
            judgement.state = (
                "refused" if has_given_up else "refused, then kept" if was_refused else "kept"
            )
            tally.take(judgement, about)


def _work(child: Child) -> None:
    child.go()
    child.end()


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _files(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if each.is_file())


def _fill(file: Path, size: int) -> None:
    with file.open("wb") as ballast:
        left = size
        while left > 0:
            left -= ballast.write(bytes(min(left, 1 << 16)))


# ---- small disks ------------------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A disk in memory at a folder; raises `OSError` where this account may not mount one."""
    _fresh(folder)
    options = f"size={megabytes}m"
    mount = ["mount", "-t", "tmpfs", "-o", options, "kneelog-faults", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False, text=True)
    if done.returncode:
        raise PermissionError(done.stderr)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def may_mount(folder: Path) -> bool:
    """True where this account may mount a disk in memory."""
    try:
        with small_disk(folder, 1):
            return True
    except OSError:
        return False
