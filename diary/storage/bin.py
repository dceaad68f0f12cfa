"""Empties the bin of what has lain there long enough; the only code that removes rows.

An imported run leaves its file's hash, start and distance behind, so that the same file is not
taken in again.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from diary.storage import statements
from diary.storage.columns import CONTENT, ROW
from diary.storage.mapping.cells import Row, instant_text
from diary.storage.writing import seal

_LEFT = frozenset({"on", "sport", "started_at", "timezone", "distance_m", "source_sha256"})
_EMPTY = {"title": "", "note": ""}
# What a run names goes before the run, what names a pair before the pair.
_ORDER = ("scores", "knee_days", "days", "events", "settings", "setting_changes", "person", "shoes")


def empty_bin(connection: sqlite3.Connection, before: datetime) -> None:
    """Remove what went into the bin before an instant; in a transaction of the caller's."""
    instant = instant_text(before)
    for row in connection.execute(statements.old_runs_in_bin(), (instant,)).fetchall():
        emptied = _emptied(row)
        if emptied != row:
            sealed = seal(emptied)
            connection.execute(statements.update_row("runs"), (*sealed[1:], sealed[0]))
    for table in _ORDER:
        removed = connection.execute(statements.empty_bin(table), (instant,)).rowcount
        if removed:
            connection.execute(statements.add_counts(), (0, -removed, table))


def _emptied(row: Row) -> Row:
    cells = zip(CONTENT["runs"], row[len(ROW) :], strict=True)
    content = (value if name in _LEFT else _EMPTY.get(name) for name, value in cells)
    return (*row[: len(ROW)], *content)
