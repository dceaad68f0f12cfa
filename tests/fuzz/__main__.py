"""`make fuzz`: thousands of bad files of every format; prints what each format made of them.

It goes in stretches, and where it was stopped it goes on with the next call of the same seed. The
exit status is 1 when a promise was broken; the files that broke it lie in `build/fuzz` then.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.documents import FORMATS
from tests.fuzz.worker import content_of, ending_of

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "fuzz"
MEMORY_MOST_MB = 500
_STRETCH = 250
_STRETCH_MOST_S = 1800
_SHOWN_MOST = 10


@dataclass
class Tally:
    """What became of one format; `done` counts mutations."""

    done: int = 0
    seconds: float = 0.0
    memory_mb: int = 0
    breaches: list[str] = field(default_factory=list)


def main() -> int:
    """Try, print, keep."""
    options = _options()
    file = KEPT / f"seed-{options.seed}.json"
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = json.loads(file.read_text()) if file.exists() and not options.anew else {}
    tallies = {name: Tally(**kept.get(name, {})) for name in FORMATS}
    for name in options.only or FORMATS:
        tally = tallies[name]
        while tally.done < options.rounds:
            end = min(options.rounds, tally.done + _STRETCH)
            _try(name, options.seed, end, tally)
            file.write_text(json.dumps({name: asdict(each) for name, each in tallies.items()}))
        sys.stdout.write(_line(name, tally))
        sys.stdout.flush()
    return 1 if any(tally.breaches for tally in tallies.values()) else 0


def _try(name: str, seed: int, end: int, tally: Tally) -> None:
    began = time.monotonic()
    with TemporaryDirectory(prefix="kneelog-fuzz-") as folder:
        stretch = [name, str(seed), str(tally.done), str(end), folder]
        for number, breach in _breaches(stretch, tally):
            tally.breaches.append(f"{number}: {breach}")
            if number >= 0:
                bad = KEPT / f"{name}-{seed}-{number}.{ending_of(name)}"
                bad.write_bytes(content_of(name, seed, number))
    tally.seconds = round(tally.seconds + time.monotonic() - began, 1)


def _breaches(stretch: list[str], tally: Tally) -> Iterator[tuple[int, str]]:
    """Try one stretch in a process of its own; a number on which that dies is passed over."""
    command = [sys.executable, "-m", "tests.fuzz.worker", *stretch]
    at = Path(stretch[-1], "at")
    end = int(stretch[3])
    why = ""
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=_STRETCH_MOST_S, check=False
        )
    except subprocess.TimeoutExpired:
        why, said = "never ends", ""
    else:
        said = done.stdout
        if done.returncode:
            why = f"dies: {done.returncode} {done.stderr.strip().rpartition(chr(10))[2]}"
    if why:
        number = int(at.read_text()) if at.exists() else -1
        yield number, why
        # What was tried before it is tried again with the next seed only.
        tally.done = number + 1 if number >= 0 else end
        return
    for line in said.splitlines():
        told = json.loads(line)
        if "memory_mb" in told:
            tally.memory_mb = max(tally.memory_mb, told["memory_mb"])
        else:
            yield told["number"], told["breach"]
    if tally.memory_mb > MEMORY_MOST_MB:
        yield -1, f"takes {tally.memory_mb} MB"
    tally.done = end


def _line(name: str, tally: Tally) -> str:
    line = (
        f"{name:<16} {tally.done:>7,} files  {len(tally.breaches):>4} breaches"
        f"  {tally.memory_mb:>4} MB  {tally.seconds:>7.1f} s\n"
    )
    return line + "".join(f"  - {breach}\n" for breach in tally.breaches[:_SHOWN_MOST])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same files")
    parser.add_argument("--rounds", type=int, default=10_000, help="how many of each format")
    parser.add_argument("--anew", action="store_true", help="begin again instead of going on")
    text = f"formats to try, of {' '.join(FORMATS)}"
    parser.add_argument("--only", nargs="+", choices=list(FORMATS), metavar="FORMAT", help=text)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
