"""Diary files as accidents leave them."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.architecture.source import ROOT

_WRITER = """
import os, sys
from datetime import date
from pathlib import Path
from diary.bootstrap import open_store
from diary.domain.knee import Knee, Moment
from diary.services.entries import Stamp, set_score
from tests.builders import AT, ZONE
store = open_store(Path(sys.argv[1]))
change = set_score(
    store.load(), date.fromisoformat(sys.argv[2]), Knee.LEFT, Moment.WORST, 9, Stamp(AT, ZONE)
)
store.write(change)
os._exit(0)
"""


def with_stale_log(path: Path, on: str) -> None:
    """Write a worst score of 9 for the left knee in a program that ends without closing."""
    subprocess.run([sys.executable, "-c", _WRITER, str(path), on], cwd=ROOT, check=True)
    assert Path(f"{path}-wal").stat().st_size


def with_changed_rows(path: Path) -> None:
    """Change what a run says without its hash, as a flipped bit would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE runs SET distance_m = distance_m + 1 WHERE rpe IS NOT NULL")


def with_lost_pages(path: Path) -> None:
    """Fill a third of the file with zeros; its beginning stays."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(bytes(size // 3))
