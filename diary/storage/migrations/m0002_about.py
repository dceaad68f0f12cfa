"""Schema 2: a diary says which one it is, so that its backups and copies are told from others.

Frozen; it never changes once a version with it was released.
"""

from __future__ import annotations

import os
import sqlite3
from hashlib import blake2b

NUMBER = 2
STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE about (
    diary_id TEXT NOT NULL,
    created_at TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (diary_id)
) STRICT
    """,
    "INSERT INTO counts (table_name, live, deleted) VALUES ('about', 1, 0)",
)
PICTURE = "0008cfd8398c594a"
_ENTRIES = (
    *("shoes", "runs", "days", "knee_days", "scores"),
    *("events", "settings", "setting_changes", "person"),
)


def fill(connection: sqlite3.Connection, created_at: str | None) -> None:
    """Write the one row; `created_at` is that of a diary that is being made, else not known."""
    row = (_diary_id(connection), created_at)
    connection.execute("INSERT INTO about VALUES (?, ?, ?)", (*row, _row_hash(row)))


def _diary_id(connection: sqlite3.Connection) -> str:
    # The row that was written first names the diary, so that two copies of an older one that come
    # to this schema apart from one another still are the same diary.
    rows: list[tuple[str, str]] = []
    for table in _ENTRIES:
        rows += connection.execute(
            f"SELECT created_at, id FROM {table} ORDER BY created_at, id LIMIT 1"  # noqa: S608 - names of this module
        ).fetchall()
    named = blake2b(repr(min(rows)).encode(), digest_size=16).digest() if rows else os.urandom(16)
    # A UUID of version 8, whose bits are anybody's own.
    bits = int.from_bytes(named, "big") & ~(0xF << 76) & ~(0x3 << 62) | 0x8 << 76 | 0x2 << 62
    text = f"{bits:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _row_hash(values: tuple[str | None, ...]) -> bytes:
    encoded = "".join("n" if value is None else f"s{len(value)}:{value}" for value in values)
    return blake2b(encoded.encode(), digest_size=8).digest()
