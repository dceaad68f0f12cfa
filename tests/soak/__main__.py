"""`make soak`: hours of use of the real window in one process, and what it holds meanwhile."""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from diary.services.sample import sample_diary
from tests.builders import write_new_diary
from tests.builders_review import a_folder

if TYPE_CHECKING:
    from tests.soak.course import Course
    from tests.soak.verdict import Verdict

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "soak.json"
YEARS, OTHER_DAYS = 5, 200
ZONE = "Europe/Lisbon"
# A course that does not find these is worth nothing.
FOUND_BY_PROOF = ("open handles but fonts", "top-level widgets")


def main(arguments: Sequence[str]) -> int:
    """Run the course; the exit status is 1 when a promise was broken."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="kneelog-soak-") as home:
        _move_in(Path(home))
        return _soak(options, Path(home) / "desk")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--rounds", type=int, help="every act so many times, in place of minutes")
    parser.add_argument("--quick", action="store_true", help="only acts that take little time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=YEARS * 365, help="of the diary")
    parser.add_argument("--breath", type=float, default=0.25, help="seconds between two acts")
    parser.add_argument("--idle", type=float, default=0.0, help="seconds watched after rounds")
    parser.add_argument(
        "--leak",
        action="append",
        default=[],
        choices=("dialog", "file", "memory"),
        help="leak on purpose: the course has to find it",
    )
    parser.add_argument("--json", type=Path, default=KEPT)
    return parser.parse_args(arguments)


def _move_in(home: Path) -> None:
    """A home of its own: nothing of the person's is read or written."""
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
        (home / kind.lower()).mkdir()
    os.environ["HOME"] = str(home)
    (home / "Documents").mkdir()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in [name for name in os.environ if name.startswith("KNEELOG_")]:
        del os.environ[name]


def _soak(options: argparse.Namespace, folder: Path) -> int:
    from diary.bootstrap.locks import DiaryLocks  # noqa: PLC0415 - after the home was chosen
    from diary.bootstrap.window import window_parts  # noqa: PLC0415 - as above

    path = _diaries(folder, options.days, options.seed)
    locks = DiaryLocks()
    locks.take(path)
    parts = window_parts(path, locks)
    from tests.soak.course import ACTS, LEAKS, PAGES, QUICK, QUICK_PAGES, Course  # noqa: PLC0415 - Qt comes after the diary
    from tests.soak.desk import sit_down  # noqa: PLC0415 - as above
    from tests.soak.hearing import listen  # noqa: PLC0415 - as above

    heard: list[str] = []
    listen(heard)
    desk = sit_down(parts, folder, options.seed)
    leaks = tuple(LEAKS[name] for name in options.leak)
    acts, pages = (QUICK, QUICK_PAGES) if options.quick else (ACTS, PAGES)
    course = Course(desk, acts, pages, leaks, options.breath, heard, _say)
    if options.rounds is not None:
        verdicts = course.for_rounds(options.rounds, options.idle)
    else:
        verdicts = course.for_minutes(options.minutes)
    _say(table(verdicts))
    proof = course.proof()
    _say("\nA dialog and a file kept open on purpose:\n" + table(proof))
    _keep(options, course, verdicts, proof)
    desk.window.end()
    desk.later.finish()
    locks.give_back_all()
    gc.enable()
    broken = [each for each in verdicts if each.is_kept is False]
    broken += [each for each in proof if each.what in FOUND_BY_PROOF and each.is_kept is not False]
    sys.stdout.flush()
    return 1 if broken else 0


def _diaries(folder: Path, days: int, seed: int) -> Path:
    """The diary of the course, another one, and the files of others; returns the first."""
    folder.mkdir()
    last_on = datetime.now(UTC).date() - timedelta(days=1)
    path = folder / "My knees.sqlite3"
    write_new_diary(path, sample_diary(days=days, seed=seed, last_on=last_on, zone=ZONE))
    other = sample_diary(days=OTHER_DAYS, seed=seed + 1, last_on=last_on, zone=ZONE)
    write_new_diary(folder / "Other.sqlite3", other)
    a_folder(folder / "theirs")
    return path


def table(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as a table that can stand in a text."""
    lines = ["", "| promise | found | allowed | kept |", "|---|---|---|---|"]
    words = {True: "yes", False: "NO", None: "not measured"}
    lines += [
        f"| {each.what} | {each.found} | {each.allowed} | {words[each.is_kept]} |"
        for each in verdicts
    ]
    return "\n".join(lines)


def _keep(
    options: argparse.Namespace,
    course: Course,
    verdicts: Sequence[Verdict],
    proof: Sequence[Verdict],
) -> None:
    """Write everything that was measured as JSON."""
    options.json.parent.mkdir(parents=True, exist_ok=True)
    kept = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "minutes": None if options.rounds is not None else options.minutes,
        "rounds": options.rounds,
        "seed": options.seed,
        "days": options.days,
        "leaks": options.leak,
        "acts": dict(course.done),
        "processor_s": dict(course.took_s),
        "missed": course.missed,
        "heard": course.heard,
        "longest_stall_s": course.desk.pulse.longest_s,
        "samples": [
            {"minute": each.minute, "acts": each.acts, "longest_stall_s": each.longest_stall_s}
            | each.held.as_json()
            for each in course.samples
        ],
        "warm": course.warm and course.warm.as_json(),
        "end": course.end and course.end.as_json(),
        "idle": course.idle and asdict(course.idle),
        "verdicts": [asdict(each) for each in verdicts],
        "proof": [asdict(each) for each in proof],
    }
    options.json.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    _say(f"\nKept in {options.json}.")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
