"""Schema 5: what comes of a visit, totals of forms and notes of the PT, in tables of their own.

Frozen; it never changes once a version with it was released.
"""

from __future__ import annotations

NUMBER = 5
STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE totals (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    "on" TEXT NOT NULL,
    scale TEXT NOT NULL,
    knee TEXT,
    total REAL NOT NULL,
    answers TEXT NOT NULL,
    direction TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_totals_id ON totals (id) WHERE deleted_at IS NOT NULL",
    """
CREATE TABLE pt_notes (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    text TEXT NOT NULL,
    pin_on TEXT,
    run_id TEXT,
    author TEXT NOT NULL,
    received_at TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_pt_notes_id ON pt_notes (id) WHERE deleted_at IS NOT NULL",
    "INSERT INTO counts (table_name, live, deleted) VALUES ('totals', 0, 0), ('pt_notes', 0, 0)",
)
PICTURE = "d2b2f29da22feb3b"
