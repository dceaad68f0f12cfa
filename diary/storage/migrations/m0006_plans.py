"""Schema 6: exercises, plans, sessions and the way back to running, in tables of their own.

Frozen; it never changes once a version with it was released.
"""

from __future__ import annotations

NUMBER = 6
STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE exercises (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    name TEXT NOT NULL,
    areas TEXT NOT NULL,
    sets INTEGER,
    reps INTEGER,
    seconds REAL,
    load_kg REAL,
    side TEXT,
    note TEXT NOT NULL,
    from_pt INTEGER NOT NULL,
    retired_on TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_exercises_id ON exercises (id) WHERE deleted_at IS NOT NULL",
    """
CREATE TABLE plans (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    from_on TEXT NOT NULL,
    name TEXT NOT NULL,
    until TEXT,
    set_by TEXT NOT NULL,
    strength INTEGER,
    mobility INTEGER,
    runs INTEGER,
    total_sessions INTEGER,
    exercise_ids TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_plans_id ON plans (id) WHERE deleted_at IS NOT NULL",
    """
CREATE TABLE sessions (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    "on" TEXT NOT NULL,
    kind TEXT NOT NULL,
    plan_id TEXT,
    is_done INTEGER,
    minutes INTEGER,
    rpe INTEGER,
    text TEXT NOT NULL,
    exercises TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_sessions_id ON sessions (id) WHERE deleted_at IS NOT NULL",
    """
CREATE TABLE run_walk (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    stages TEXT NOT NULL,
    stage INTEGER NOT NULL,
    started_on TEXT,
    is_paused INTEGER NOT NULL,
    walk_30_ok INTEGER,
    hop_test_ok INTEGER,
    pt_override INTEGER NOT NULL,
    steps TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_run_walk_id ON run_walk (id) WHERE deleted_at IS NOT NULL",
    """
INSERT INTO counts (table_name, live, deleted)
VALUES ('exercises', 0, 0), ('plans', 0, 0), ('sessions', 0, 0), ('run_walk', 0, 0)
    """,
)
PICTURE = "431c07e168a77b36"
