"""P9: saving one score through the journal, beside a raw commit of the same row."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from hashlib import blake2b
from itertools import cycle
from pathlib import Path

from diary import bootstrap
from diary.domain.knee import Knee, Moment
from diary.services import entries
from diary.services.entries import Stamp
from diary.services.events import EventBus
from diary.services.journal import Journal
from tests.benchmarks.measure import Figure, alternate, timed
from tests.benchmarks.reference import LAST_ON

ROUNDS = 200
_UPDATE = "UPDATE scores SET score = ?, recorded_at = ?, row_hash = ? WHERE rowid = ?"


def saving_figures(path: Path) -> list[Figure]:
    """One score, WAL and FULL on both sides; the raw side computes a hash of the row too."""
    raw_path = path.with_name("raw.sqlite3")
    shutil.copy(path, raw_path)
    journal = Journal(EventBus())
    store = bootstrap.open_store(path)
    journal.replace_diary(store.load())
    journal.attach(store)
    clock = bootstrap.SystemClock()
    values = cycle(range(10))

    def ours() -> float:
        stamp = Stamp(clock.now(), "Europe/Lisbon")
        on = LAST_ON - timedelta(days=1)
        return timed(
            lambda: journal.apply(
                entries.set_score(journal.diary, on, Knee.LEFT, Moment.MORNING, next(values), stamp)
            )
        )

    with closing(sqlite3.connect(raw_path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        saved, floor = alternate(ours, lambda: timed(lambda: _raw(raw, next(values))), ROUNDS)
    journal.detach()
    return [
        Figure("P9", "save one score, through the journal", saved, floor, "raw commit with hash", 3)
    ]


def _raw(connection: sqlite3.Connection, value: int) -> None:
    row = connection.execute("SELECT rowid, * FROM scores ORDER BY rowid DESC LIMIT 1").fetchone()
    digest = blake2b(repr(row).encode(), digest_size=8).digest()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_UPDATE, (value, "2026-11-20T18:00:00Z", digest, row[0]))
    connection.execute("COMMIT")
