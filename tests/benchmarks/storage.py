"""P8 and loading: many entries into an empty diary beside driver tuples, and all of one out again.

Both sides write the same rows into the same tables and compute the same hash.
"""

from __future__ import annotations

import gc
import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from diary.domain.change import Change, ChangeSet
from diary.domain.knee import Knee, Score
from diary.domain.run import Run, RunKnee
from diary.storage.columns import CONTENT, ROW
from diary.storage.database import connect
from diary.storage.mapping.cells import Row
from diary.storage.mapping.entities import rows_of
from diary.storage.row_hash import row_hash
from diary.storage.store import create_store, open_store
from tests.benchmarks.measure import Figure, alternate, process_seconds, timed
from tests.builders import FixedClock, counted_ids

RUNS = 10_000
ROUNDS = 5
SAVES = 200
_AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
_LOADING = """
import gc, sys
gc.disable()
from pathlib import Path
from diary.storage.reading import read_diary
read_diary(Path(sys.argv[1]))
"""


def storage_figures(path: Path) -> list[Figure]:
    """P8, P9 without a journal, and reading a whole diary without SQLAlchemy."""
    inserted, raw_inserted = measure_insert()
    saved, raw_saved = measure_save_one_score(path)
    read, imported = measure_read_all(path)
    return [
        Figure("P8", "10,000 runs, 20,000 scores", inserted, raw_inserted, "driver tuples", 2),
        Figure("P9", "save one score, store alone", saved, raw_saved, "raw commit with hash", 3),
        Figure("P19", "read a whole diary", read, imported, "import sqlalchemy.orm", 1.5),
    ]


def measure_insert() -> tuple[float, float]:
    """Seconds for 10,000 runs with 20,000 scores: the store's, raw sqlite3's."""
    runs = [_run(number) for number in range(RUNS)]
    changes = ChangeSet(tuple(Change(None, run) for run in runs))
    contents: defaultdict[str, list[Row]] = defaultdict(list)
    for run in runs:
        for natural, content in rows_of(run).items():
            contents[str(natural[0])].append(content)

    def ours() -> float:
        with TemporaryDirectory() as folder:
            store = create_store(Path(folder) / "ours.sqlite3", FixedClock(), counted_ids(10**6))
            seconds = timed(lambda: store.write(changes))
            store.close()
            return seconds

    def raw() -> float:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "raw.sqlite3"
            create_store(path, FixedClock(), counted_ids()).close()
            with closing(connect(path)) as connection:
                return timed(lambda: _insert(connection, contents))

    return alternate(ours, raw, ROUNDS)


def _insert(connection: sqlite3.Connection, contents: dict[str, list[Row]]) -> None:
    ids = counted_ids(10**6)
    at = "2026-11-20T18:00:00Z"
    connection.execute("BEGIN IMMEDIATE")
    for table, rows in contents.items():
        marks = ", ".join("?" * (len(ROW) + len(CONTENT[table]) + 1))
        sealed = []
        for number, content in enumerate(rows):
            own = f"{number:036d}" if table == "runs" else ids()
            values = (own, at, at, None, *content)
            sealed.append((*values, row_hash(values)))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", sealed)
    connection.execute("COMMIT")


def _run(number: int) -> Run:
    on = date(2000, 1, 1) + timedelta(days=number % 7300)
    knees = {Knee.LEFT: RunKnee(Score(number % 11, _AT, "Europe/Lisbon"), Score(2, _AT))}
    return Run(
        f"{number:036d}",
        on,
        started_at=_AT,
        timezone="Europe/Lisbon",
        distance_m=8200.0 + number,
        moving_s=2710.0,
        elapsed_s=2790.0,
        avg_hr=142,
        max_hr=167,
        rpe=4,
        knees=knees,
        note="A note of a usual length.",
    )


def measure_save_one_score(path: Path) -> tuple[float, float]:
    """Seconds to save one more score into a copy of a diary: the store's, raw sqlite3's."""
    with TemporaryDirectory() as folder:
        ours_path, raw_path = Path(folder) / "ours.sqlite3", Path(folder) / "raw.sqlite3"
        for copy in (ours_path, raw_path):
            copy.write_bytes(path.read_bytes())
        store = open_store(ours_path, FixedClock(), counted_ids(10**9))
        numbers = count()

        def ours() -> float:
            on = date(1980, 1, 1) + timedelta(days=next(numbers))
            run = Run(f"bench-{on}", on, moving_s=1.0)
            store.write(ChangeSet((Change(None, run),)))
            scored = run.with_knee(Knee.LEFT, RunKnee(Score(3, _AT, "Europe/Lisbon")))
            change = ChangeSet((Change(run, scored),))
            return timed(lambda: store.write(change))

        with closing(connect(raw_path)) as connection:
            seconds = alternate(ours, lambda: _raw_save(connection, next(numbers)), SAVES)
        store.close()
        return seconds


def _raw_save(connection: sqlite3.Connection, number: int) -> float:
    on = (date(1980, 1, 1) + timedelta(days=number)).isoformat()
    at = "2026-11-20T18:00:00Z"
    content = (on, "left", "morning", None, 3, at, "Europe/Lisbon", "typed")

    def save() -> None:
        values = (f"bench-{number}", at, at, None, *content)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO scores VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, row_hash(values)),
        )
        connection.execute("COMMIT")

    return timed(save)


def measure_read_all(path: Path) -> tuple[float, float]:
    """Seconds of a process that reads a whole diary, and of one that imports `sqlalchemy.orm`."""
    return alternate(
        lambda: process_seconds("-c", _LOADING, str(path)),
        lambda: process_seconds("-c", "import sqlalchemy.orm"),
        ROUNDS,
    )


def measure_load(path: Path) -> float:
    """Seconds in which an open store loads everything, collections of garbage held back."""
    store = open_store(path, FixedClock(), counted_ids(10**9))
    gc.disable()
    try:
        return min(timed(store.load) for _ in range(ROUNDS))
    finally:
        gc.enable()
        store.close()
