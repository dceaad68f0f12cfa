"""Schema 3: whom to call when a sign should be looked at, in a table of its own.

Frozen; it never changes once a version with it was released.
"""

from __future__ import annotations

NUMBER = 3
STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE contacts (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_contacts_kind ON contacts (kind) WHERE deleted_at IS NOT NULL",
    "CREATE UNIQUE INDEX uq_contacts_kind ON contacts (kind) WHERE deleted_at IS NULL",
    "INSERT INTO counts (table_name, live, deleted) VALUES ('contacts', 0, 0)",
)
PICTURE = "89615a7489a62f49"
