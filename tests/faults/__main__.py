"""`make faults`: every fault as often as the table asks for; prints it and keeps it as JSON.

A course that was stopped goes on after its last finished line with the next call of the same seed,
rounds and code. The exit status is 1 when a promise was broken, or when a proof found nothing, and
130 when it was stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sqlite3
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.children import ROOT, Forks
from tests.faults.course import PARTS, Course
from tests.faults.going_on import Progress, code_version
from tests.faults.lanes import LANES, lanes_of, side_by_side
from tests.faults.tally import Tally, table
from tests.faults.templates import Templates
from tests.faults.tracing import tracer

# More breaches of one kind tell no more.
_MOST = 20
KEPT = ROOT / "build" / "faults.json"
GOING = ROOT / "build" / "faults-going.json"
STOPPED = 130


def main() -> int:
    """Try, print, keep."""
    options = _options()
    # Asked to end it ends as with Ctrl+C, and leaves no child behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    lanes = lanes_of(options.only or PARTS)
    if options.lane:
        return _try_lane(options, options.lane, lanes[options.lane])
    if len(lanes) == 1:
        statuses = [_try_lane(options, *lane) for lane in lanes.items()]
    else:
        statuses = side_by_side(_command(options, *lane) for lane in lanes.items())
    if any(statuses):
        _say("\nStopped. The same call goes on after the last finished lines.\n")
        return max(statuses)
    return _told(options, lanes)


def _try_lane(options: argparse.Namespace, name: str, parts: list[str]) -> int:
    """Try what is not finished yet of these parts; 130 when it was stopped."""
    progress = _progress(options, name)
    finished = 0 if options.anew else progress.take_up()
    if finished:
        _say(f"Going on after {finished} finished lines; --anew begins again.\n")
    try:
        _try(parts, progress, options.seed, options.rounds)
    except KeyboardInterrupt:
        return STOPPED
    return 0


def _command(options: argparse.Namespace, name: str, parts: list[str]) -> list[str]:
    numbers = ("--seed", str(options.seed), "--rounds", str(options.rounds))
    anew = ("--anew",) if options.anew else ()
    command = [sys.executable, "-m", "tests.faults", "--lane", name, *numbers, *anew]
    return [*command, "--only", *parts]


def _progress(options: argparse.Namespace, lane: str) -> Progress:
    file = GOING.with_stem(f"{GOING.stem}-{lane}")
    return Progress(file, options.seed, options.rounds, code_version(ROOT))


def _told(options: argparse.Namespace, lanes: dict[str, list[str]]) -> int:
    """Print and keep what all parts gave; 1 when a promise was broken."""
    tallies, took = [], []
    for name, parts in lanes.items():
        progress = _progress(options, name)
        progress.take_up()
        tallies += progress.finished(parts)
        took.append(progress.seconds)
        progress.forget(parts)
    _say("\n" + table(tallies))
    _keep(tallies, options.seed, max(took))
    minutes, seconds = divmod(round(max(took)), 60)
    _say(f"\nIt took {minutes} min {seconds} s. Kept in {KEPT.relative_to(ROOT)}.\n")
    return 0 if all(tally.is_met for tally in tallies) else 1


def _try(parts: list[str], progress: Progress, seed: int, rounds: int) -> None:
    """Every line of these parts that is not finished, in their order."""
    with TemporaryDirectory(prefix="kneelog-faults-") as name:
        folder = Path(name)
        _leave_the_person_alone(folder / "home")
        with Forks(folder / "complaints.txt") as forks:
            course = Course(forks, Templates(folder / "templates"), folder, seed, rounds)
            for part in parts:
                for tally in progress.tried(part, PARTS[part](course, tracer(folder))):
                    _tell(tally)
        _say((folder / "complaints.txt").read_text())


def _tell(tally: Tally) -> None:
    _say(table([tally]).splitlines()[-1] + "\n")
    if not tally.is_met:
        _say("".join(f"  - {breach}\n" for breach in tally.breaches[:_MOST]))


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same faults")
    text = "how often each kind of work is killed; the other faults follow from it"
    parser.add_argument("--rounds", type=int, default=500, help=text)
    parser.add_argument("--anew", action="store_true", help="begin again instead of going on")
    text = f"parts to try, of {' '.join(PARTS)}"
    parser.add_argument("--only", nargs="+", choices=list(PARTS), metavar="PART", help=text)
    # One half of the course, as the program starts it beside the other.
    parser.add_argument("--lane", choices=list(LANES), help=argparse.SUPPRESS)
    return parser.parse_args()


def _leave_the_person_alone(home: Path) -> None:
    """Folders of its own for everything that asks where the person's are."""
    for name in [name for name in os.environ if name.startswith("KNEELOG_")]:
        del os.environ[name]
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        folder = home / kind.lower()
        folder.mkdir(parents=True)
        os.environ[f"XDG_{kind}_HOME"] = str(folder)
    os.environ["HOME"] = str(home)
    os.umask(0o077)


def _keep(tallies: list[Tally], seed: int, seconds: float) -> None:
    """Add the tallies to the history in `build`."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    history = json.loads(KEPT.read_text()) if KEPT.exists() else []
    history.append(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "seed": seed,
            "seconds": round(seconds),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "system": platform.platform(),
            "tallies": [asdict(tally) | {"is_met": tally.is_met} for tally in tallies],
        }
    )
    KEPT.write_text(json.dumps(history, indent=1))


if __name__ == "__main__":
    sys.exit(main())
