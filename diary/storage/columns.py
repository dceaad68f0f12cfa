"""Names and order of every column, known without SQLAlchemy; `tables.py` is held equal to it.

Each table is `ROW`, then its content, then `row_hash`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# The letters KNLG; SQLite keeps the number in the file's header.
APPLICATION_ID = 0x4B4E4C47

# The first schema whose tables of entries have these columns.
READABLE_FROM = 1
# The first schema that says which diary it is.
ABOUT_FROM = 2
# The first schema that has a table of entries, where it is not the first of all.
_SINCE = MappingProxyType(
    {
        "contacts": 3,
        "reminders": 4,
        "totals": 5,
        "pt_notes": 5,
        "exercises": 6,
        "plans": 6,
        "sessions": 6,
        "run_walk": 6,
    }
)

ROW = ("id", "created_at", "updated_at", "deleted_at")

CONTENT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "shoes": (
            *("name", "brand", "model", "kind", "first_used_on", "initial_distance_m"),
            *("limit_m", "retired_on", "usual_for", "orthotics", "comfort", "drop_mm"),
            *("stack_mm", "note", "inspections", "limit_changes", "distance_before_span_m"),
        ),
        "runs": (
            *("on", "sport", "started_at", "timezone", "kind", "surface", "hills"),
            *("distance_m", "planned_distance_m", "moving_s", "elapsed_s", "ascent_m"),
            *("descent_m", "avg_hr", "max_hr", "cadence_spm", "rpe", "warmup", "aids"),
            *("shoe_id", "finish", "pain_onset_m", "pain_onset_s", "form_faded"),
            *("run_walk_stage", "left_limped", "left_turned_sharp", "right_limped"),
            *("right_turned_sharp", "title", "note", "source_name", "source_format"),
            *("source_sha256", "source_member", "source_external_id", "source_imported_at"),
        ),
        "days": (
            *("on", "recorded_at", "plan", "held_back", "away", "limits", "care", "care_own"),
            *("care_minutes", "painkiller_name", "painkiller_at", "note"),
        ),
        "knee_days": (
            *("on", "knee", "areas", "qualities", "worse_with", "signs", "swelling_size"),
        ),
        "scores": (
            *("on", "knee", "moment", "run_id", "score", "recorded_at", "timezone", "source"),
        ),
        "events": ("on", "until", "kind", "knee", "text", "findings"),
        "settings": ("name", "value"),
        "setting_changes": ("at", "name", "value", "preset", "set_by", "initials"),
        "person": (
            *("name", "initials", "code", "tracked_knees", "timezone", "season"),
            *("running_since_year", "trouble_since_on", "earlier_knee_problem"),
            *("longest_recent_run_m", "next_visit_on", "questions", "goal"),
        ),
        "contacts": ("kind", "name", "phone"),
        "reminders": (
            *("fired_on", "rule", "subject", "knee", "state", "until", "recheck_on"),
            *("reason", "value", "changed_at"),
        ),
        "totals": ("on", "scale", "knee", "total", "answers", "direction"),
        "pt_notes": ("text", "pin_on", "run_id", "author", "received_at"),
        "exercises": (
            *("name", "areas", "sets", "reps", "seconds", "load_kg", "side", "note"),
            *("from_pt", "retired_on"),
        ),
        "plans": (
            *("from_on", "name", "until", "set_by", "strength", "mobility", "runs"),
            *("total_sessions", "exercise_ids"),
        ),
        "sessions": (*("on", "kind", "plan_id", "is_done", "minutes", "rpe", "text", "exercises"),),
        "run_walk": (
            *("stages", "stage", "started_on", "is_paused", "walk_30_ok", "hop_test_ok"),
            *("pt_override", "steps"),
        ),
    }
)


def has_table(schema: int, table: str) -> bool:
    """True when a file of this schema has this table of entries."""
    return schema >= _SINCE.get(table, 0)


def select(table: str, where: str = "", *, is_live: bool = True) -> str:
    """SQL for the id and the content of a table's rows, those outside the bin unless told."""
    names = ", ".join(f'"{name}"' for name in ("id", *CONTENT[table]))
    conditions = [*(["deleted_at IS NULL"] if is_live else []), *([where] if where else [])]
    ending = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {names} FROM {table}{ending}"  # noqa: S608 - only names of this module
