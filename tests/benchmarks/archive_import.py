"""P12: `kneelog import` of an archive of 1,000 activities, from its start to committed.

Memory is the most that any of its processes took, beside that of an archive of ten.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from itertools import count
from pathlib import Path

from tests.benchmarks.activity_files import FOLDER, decode_all
from tests.benchmarks.measure import ROOT, Figure, timed
from tests.benchmarks.recordings import fit_recording, fit_recordings

MANY, FEW = 1000, 10
ROUNDS = 3
_MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def archive_figures() -> list[Figure]:
    """Time an activity takes against fitdecode; the most memory that was held."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    many, few = (_archive(number) for number in (MANY, FEW))
    one = FOLDER / "one.fit"
    one.write_bytes(fit_recording())
    decoded = min(timed(lambda: decode_all(one)) for _ in range(ROUNDS))
    imported = [_import(many) for _ in range(ROUNDS)]
    ours = min(seconds for seconds, _megabytes in imported) / MANY
    memory = min(megabytes for _seconds, megabytes in imported)
    floor = min(_import(few)[1] for _ in range(ROUNDS))
    what = f"archive of {MANY} FIT files, an activity"
    return [
        Figure("P12", what, ours, decoded, "decoded by fitdecode", 0.01),
        Figure("P12", f"memory, {MANY} files", memory, floor, f"{FEW} files", 1.5, unit="MB"),
    ]


def _archive(number: int) -> Path:
    path = FOLDER / f"archive-{number}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for index, content in enumerate(fit_recordings(number)):
            file.writestr(f"activities/{index}.fit", content)
    return path


_NUMBERS = count(1)


def _import(archive: Path) -> tuple[float, float]:
    """Seconds from start to committed, and megabytes, for a diary that is new each time."""
    diary = FOLDER / f"diary-{os.getpid()}-{next(_NUMBERS)}.sqlite3"
    program = (sys.executable, "-m", "diary", "--diary", str(diary))
    subprocess.run([*program, "new"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, *program, "import", str(archive)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - start, float(done.stdout) / 1000
