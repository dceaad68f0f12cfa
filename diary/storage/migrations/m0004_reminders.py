"""Schema 4: what was done with a reminder, in a table of its own.

Frozen; it never changes once a version with it was released.
"""

from __future__ import annotations

NUMBER = 4
STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE reminders (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    fired_on TEXT NOT NULL,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    knee TEXT NOT NULL,
    state TEXT NOT NULL,
    until TEXT,
    recheck_on TEXT,
    reason TEXT,
    value REAL,
    changed_at TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_reminders_fired_on ON reminders (fired_on) WHERE deleted_at IS NOT NULL",
    """
CREATE UNIQUE INDEX uq_reminders_fired_on_rule_subject_knee
ON reminders (fired_on, rule, subject, knee) WHERE deleted_at IS NULL
    """,
    "INSERT INTO counts (table_name, live, deleted) VALUES ('reminders', 0, 0)",
)
PICTURE = "2e3772875a0b73c2"
