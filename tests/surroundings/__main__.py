"""`python -m tests.surroundings`: every surrounding once; prints a table and keeps pictures.

The exit status is 1 when something was not as it should be.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.surroundings.cells import CELLS
from tests.surroundings.course import PICTURES, keep, played, table
from tests.surroundings.sitting import ROOT

# Characters of what a program said that was not as it should be.
_LAST_WORDS = 3000


def main() -> int:
    """Play, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m tests.surroundings", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="parts of the names of cells")
    text = "how many programs run side by side"
    parser.add_argument("--at-once", type=int, default=2, metavar="COUNT", help=text)
    options = parser.parse_args()
    wanted = [
        cell
        for cell in CELLS
        if not options.only or any(each in cell.name for each in options.only)
    ]
    os.umask(0o022)
    begun, verdicts = time.monotonic(), []
    with TemporaryDirectory(prefix="kneelog-surroundings-") as folder:
        _leave_the_person_alone(Path(folder) / "own")
        for verdict in played(wanted, Path(folder), options.at_once):
            verdicts.append(verdict)
            sys.stdout.write(table([verdict]).splitlines()[-1] + "\n")
            sys.stdout.write("".join(f"  - {breach}\n" for breach in verdict.breaches))
            if verdict.breaches and verdict.sitting is not None:
                sys.stdout.write(verdict.sitting.said[-_LAST_WORDS:])
            sys.stdout.flush()
            keep(verdict)
    sys.stdout.write(f"\n{table(verdicts)}\n{time.monotonic() - begun:.0f} s; ")
    sys.stdout.write(f"pictures in {PICTURES.relative_to(ROOT)}.\n")
    return 1 if any(verdict.breaches for verdict in verdicts) else 0


def _leave_the_person_alone(home: Path) -> None:
    """The cells have folders of their own; so has what is started beside them."""
    os.environ |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())


if __name__ == "__main__":
    sys.exit(main())
