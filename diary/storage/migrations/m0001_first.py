"""Schema 1: the first one. Frozen; it never changes once a version with it was released."""

from __future__ import annotations

NUMBER = 1
# Of the tables and indexes it ends with; see the runner.
PICTURE = "10d87184248aeee9"
STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE shoes (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    name TEXT NOT NULL,
    brand TEXT NOT NULL,
    model TEXT NOT NULL,
    kind TEXT,
    first_used_on TEXT,
    initial_distance_m REAL NOT NULL,
    limit_m REAL,
    retired_on TEXT,
    usual_for TEXT NOT NULL,
    orthotics INTEGER,
    comfort INTEGER,
    drop_mm REAL,
    stack_mm REAL,
    note TEXT NOT NULL,
    inspections TEXT NOT NULL,
    limit_changes TEXT NOT NULL,
    distance_before_span_m REAL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_shoes_id ON shoes (id) WHERE deleted_at IS NOT NULL",
    """
CREATE TABLE runs (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    "on" TEXT NOT NULL,
    sport TEXT NOT NULL,
    started_at TEXT,
    timezone TEXT,
    kind TEXT,
    surface TEXT,
    hills TEXT,
    distance_m REAL,
    planned_distance_m REAL,
    moving_s REAL,
    elapsed_s REAL,
    ascent_m REAL,
    descent_m REAL,
    avg_hr INTEGER,
    max_hr INTEGER,
    cadence_spm REAL,
    rpe INTEGER,
    warmup TEXT,
    aids TEXT,
    shoe_id TEXT,
    finish TEXT,
    pain_onset_m REAL,
    pain_onset_s REAL,
    form_faded INTEGER,
    run_walk_stage INTEGER,
    left_limped INTEGER,
    left_turned_sharp INTEGER,
    right_limped INTEGER,
    right_turned_sharp INTEGER,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    source_name TEXT,
    source_format TEXT,
    source_sha256 TEXT,
    source_member TEXT,
    source_external_id TEXT,
    source_imported_at TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(shoe_id) REFERENCES shoes (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
    """,
    "CREATE INDEX bin_runs_id ON runs (id) WHERE deleted_at IS NOT NULL",
    'CREATE INDEX ix_runs_on ON runs ("on") WHERE deleted_at IS NULL',
    """
CREATE TABLE days (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    "on" TEXT NOT NULL,
    recorded_at TEXT,
    "plan" TEXT,
    held_back INTEGER,
    away INTEGER NOT NULL,
    limits TEXT NOT NULL,
    care TEXT NOT NULL,
    care_own TEXT NOT NULL,
    care_minutes TEXT NOT NULL,
    painkiller_name TEXT,
    painkiller_at TEXT,
    note TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    'CREATE INDEX bin_days_on ON days ("on") WHERE deleted_at IS NOT NULL',
    'CREATE UNIQUE INDEX uq_days_on ON days ("on") WHERE deleted_at IS NULL',
    """
CREATE TABLE knee_days (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    "on" TEXT NOT NULL,
    knee TEXT NOT NULL,
    areas TEXT,
    qualities TEXT,
    worse_with TEXT,
    signs TEXT NOT NULL,
    swelling_size TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    'CREATE INDEX bin_knee_days_on ON knee_days ("on") WHERE deleted_at IS NOT NULL',
    """
CREATE UNIQUE INDEX uq_knee_days_on_knee ON knee_days ("on", knee)
WHERE deleted_at IS NULL
    """,
    """
CREATE TABLE scores (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    "on" TEXT NOT NULL,
    knee TEXT NOT NULL,
    moment TEXT NOT NULL,
    run_id TEXT,
    score INTEGER NOT NULL,
    recorded_at TEXT,
    timezone TEXT,
    source TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(run_id) REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED
) STRICT
    """,
    'CREATE INDEX bin_scores_on ON scores ("on") WHERE deleted_at IS NOT NULL',
    "CREATE INDEX bin_scores_run_id ON scores (run_id) WHERE deleted_at IS NOT NULL",
    """
CREATE UNIQUE INDEX uq_scores_on_knee ON scores ("on", knee, moment)
WHERE deleted_at IS NULL AND run_id IS NULL
    """,
    """
CREATE UNIQUE INDEX uq_scores_run_id_knee ON scores (run_id, knee, moment)
WHERE deleted_at IS NULL AND run_id IS NOT NULL
    """,
    """
CREATE TABLE events (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    "on" TEXT NOT NULL,
    until TEXT,
    kind TEXT NOT NULL,
    knee TEXT,
    text TEXT NOT NULL,
    findings TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_events_id ON events (id) WHERE deleted_at IS NOT NULL",
    """
CREATE TABLE settings (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_settings_name ON settings (name) WHERE deleted_at IS NOT NULL",
    "CREATE UNIQUE INDEX uq_settings_name ON settings (name) WHERE deleted_at IS NULL",
    """
CREATE TABLE setting_changes (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    preset TEXT,
    set_by TEXT,
    initials TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    """
CREATE INDEX bin_setting_changes_at ON setting_changes (at)
WHERE deleted_at IS NOT NULL
    """,
    """
CREATE UNIQUE INDEX uq_setting_changes_at_name ON setting_changes (at, name)
WHERE deleted_at IS NULL
    """,
    """
CREATE TABLE person (
    id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    name TEXT,
    initials TEXT,
    code TEXT,
    tracked_knees TEXT NOT NULL,
    timezone TEXT,
    season TEXT,
    running_since_year INTEGER,
    trouble_since_on TEXT,
    earlier_knee_problem INTEGER,
    longest_recent_run_m REAL,
    next_visit_on TEXT,
    questions TEXT NOT NULL,
    goal TEXT,
    row_hash BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
    """,
    "CREATE INDEX bin_person_id ON person (id) WHERE deleted_at IS NOT NULL",
    """
CREATE TABLE counts (
    table_name TEXT NOT NULL,
    live INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (table_name)
) STRICT
    """,
    """
INSERT INTO counts (table_name, live, deleted) VALUES
    ('shoes', 0, 0),
    ('runs', 0, 0),
    ('days', 0, 0),
    ('knee_days', 0, 0),
    ('scores', 0, 0),
    ('events', 0, 0),
    ('settings', 0, 0),
    ('setting_changes', 0, 0),
    ('person', 0, 0)
    """,
)
