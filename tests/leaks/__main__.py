"""`make leaks`: rights, words and hostile texts, and whether the judges find what is wrong.

Prints one line a surface and keeps all as JSON; the exit status is 1 when something was found, or
when a proof found nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from tests.architecture.source import ROOT
from tests.leaks.course import Course, try_rights, try_words
from tests.leaks.course_hostile import try_hostile
from tests.leaks.proofs import try_proofs
from tests.leaks.tally import HEAD, Tally

KEPT = ROOT / "build" / "leaks.json"
PARTS: dict[str, Callable[[Course], Iterator[Tally]]] = {
    "rights": try_rights,
    "words": try_words,
    "hostile": try_hostile,
    "proofs": lambda course: try_proofs(course.folder / "proofs"),
}


def main() -> int:
    """Try, print, keep."""
    options = _options()
    started = time.monotonic()
    tallies: list[Tally] = []
    sys.stdout.write(f"{HEAD}\n")
    with TemporaryDirectory(prefix="kneelog-leaks-") as name:
        folder = Path(name)
        _leave_the_person_alone(folder / "own")
        # Judges ask Qt how it reads a text.
        application = QApplication([])
        course = Course(folder, datetime.now(UTC).date())
        for part in options.only or PARTS:
            for tally in PARTS[part](course):
                tallies.append(tally)
                sys.stdout.write(f"{tally.text()}\n")
                sys.stdout.flush()
        application.quit()
    seconds = time.monotonic() - started
    _keep(tallies, seconds)
    sys.stdout.write(f"\n{round(seconds)} s. Kept in {KEPT.relative_to(ROOT)}.\n")
    return 0 if all(tally.is_met for tally in tallies) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.leaks", description=__doc__)
    text = f"parts to try, of {' '.join(PARTS)}"
    parser.add_argument("--only", nargs="+", choices=list(PARTS), metavar="PART", help=text)
    return parser.parse_args()


def _leave_the_person_alone(home: Path) -> None:
    """Folders of its own for what the harness itself uses of the program."""
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        folder = home / kind.lower()
        folder.mkdir(parents=True)
        os.environ[f"XDG_{kind}_HOME"] = str(folder)
    os.environ["HOME"] = str(home)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _keep(tallies: list[Tally], seconds: float) -> None:
    """Add the tallies to the history in `build`."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    history = json.loads(KEPT.read_text()) if KEPT.exists() else []
    history.append(
        {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds),
            "python": platform.python_version(),
            "system": platform.platform(),
            "tallies": [asdict(tally) | {"is_met": tally.is_met} for tally in tallies],
        }
    )
    KEPT.write_text(json.dumps(history, indent=1))


if __name__ == "__main__":
    sys.exit(main())
