"""The tables of the present schema, as SQLAlchemy knows them; what is in a file follows from it.

Every table is STRICT: a cell has the type its column says. Rows are never deleted while they
are in the bin (`deleted_at`), so what must be unique is unique among the others only.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from diary.storage.plan_tables import ExerciseRow, PlanRow, RunWalkRow, SessionRow
from diary.storage.table_base import STRICT, Base, Kept, in_bin, once


class ShoeRow(Kept):
    """A pair of shoes."""

    __tablename__ = "shoes"
    __table_args__ = (in_bin("shoes", "id"), STRICT)

    name: Mapped[str]
    brand: Mapped[str]
    model: Mapped[str]
    kind: Mapped[str | None]
    first_used_on: Mapped[str | None]
    initial_distance_m: Mapped[float]
    limit_m: Mapped[float | None]
    retired_on: Mapped[str | None]
    usual_for: Mapped[str]
    orthotics: Mapped[bool | None]
    comfort: Mapped[int | None]
    drop_mm: Mapped[float | None]
    stack_mm: Mapped[float | None]
    note: Mapped[str]
    inspections: Mapped[str]
    limit_changes: Mapped[str]
    distance_before_span_m: Mapped[float | None]


class RunRow(Kept):
    """An activity; its scores stand in `scores`."""

    __tablename__ = "runs"
    __table_args__ = (
        Index("ix_runs_on", "on", sqlite_where=text("deleted_at IS NULL")),
        in_bin("runs", "id"),
        STRICT,
    )

    on: Mapped[str]
    sport: Mapped[str]
    started_at: Mapped[str | None]
    timezone: Mapped[str | None]
    kind: Mapped[str | None]
    surface: Mapped[str | None]
    hills: Mapped[str | None]
    distance_m: Mapped[float | None]
    planned_distance_m: Mapped[float | None]
    moving_s: Mapped[float | None]
    elapsed_s: Mapped[float | None]
    ascent_m: Mapped[float | None]
    descent_m: Mapped[float | None]
    avg_hr: Mapped[int | None]
    max_hr: Mapped[int | None]
    cadence_spm: Mapped[float | None]
    rpe: Mapped[int | None]
    warmup: Mapped[str | None]
    aids: Mapped[str | None]
    shoe_id: Mapped[str | None] = mapped_column(
        ForeignKey("shoes.id", deferrable=True, initially="DEFERRED")
    )
    finish: Mapped[str | None]
    pain_onset_m: Mapped[float | None]
    pain_onset_s: Mapped[float | None]
    form_faded: Mapped[bool | None]
    run_walk_stage: Mapped[int | None]
    left_limped: Mapped[bool | None]
    left_turned_sharp: Mapped[bool | None]
    right_limped: Mapped[bool | None]
    right_turned_sharp: Mapped[bool | None]
    title: Mapped[str]
    note: Mapped[str]
    source_name: Mapped[str | None]
    source_format: Mapped[str | None]
    source_sha256: Mapped[str | None]
    source_member: Mapped[str | None]
    source_external_id: Mapped[str | None]
    source_imported_at: Mapped[str | None]


class DayRow(Kept):
    """A day, but for its knees and scores."""

    __tablename__ = "days"
    __table_args__ = (once("days", "on"), in_bin("days", "on"), STRICT)

    on: Mapped[str]
    recorded_at: Mapped[str | None]
    plan: Mapped[str | None]
    held_back: Mapped[bool | None]
    away: Mapped[bool]
    limits: Mapped[str]
    care: Mapped[str]
    care_own: Mapped[str]
    care_minutes: Mapped[str]
    painkiller_name: Mapped[str | None]
    painkiller_at: Mapped[str | None]
    note: Mapped[str]


class KneeDayRow(Kept):
    """What was said about one knee on one day, but for its scores."""

    __tablename__ = "knee_days"
    __table_args__ = (once("knee_days", "on", "knee"), in_bin("knee_days", "on"), STRICT)

    on: Mapped[str]
    knee: Mapped[str]
    areas: Mapped[str | None]
    qualities: Mapped[str | None]
    worse_with: Mapped[str | None]
    signs: Mapped[str]
    swelling_size: Mapped[str | None]


class ScoreRow(Kept):
    """A score of a day (no `run_id`) or of a run, with the day it is about."""

    __tablename__ = "scores"
    __table_args__ = (
        once("scores", "on", "knee", "moment", where="run_id IS NULL"),
        once("scores", "run_id", "knee", "moment", where="run_id IS NOT NULL"),
        in_bin("scores", "on"),
        in_bin("scores", "run_id"),
        STRICT,
    )

    on: Mapped[str]
    knee: Mapped[str]
    moment: Mapped[str]
    run_id: Mapped[str | None] = mapped_column(
        ForeignKey("runs.id", deferrable=True, initially="DEFERRED")
    )
    score: Mapped[int]
    recorded_at: Mapped[str | None]
    timezone: Mapped[str | None]
    source: Mapped[str]


class EventRow(Kept):
    """A visit, a race, an illness."""

    __tablename__ = "events"
    __table_args__ = (in_bin("events", "id"), STRICT)

    on: Mapped[str]
    until: Mapped[str | None]
    kind: Mapped[str]
    knee: Mapped[str | None]
    text: Mapped[str]
    findings: Mapped[str]


class SettingRow(Kept):
    """A setting that differs from its default."""

    __tablename__ = "settings"
    __table_args__ = (once("settings", "name"), in_bin("settings", "name"), STRICT)

    name: Mapped[str]
    value: Mapped[str]


class SettingChangeRow(Kept):
    """When a setting was changed, to what and by whom."""

    __tablename__ = "setting_changes"
    __table_args__ = (
        once("setting_changes", "at", "name"),
        in_bin("setting_changes", "at"),
        STRICT,
    )

    at: Mapped[str]
    name: Mapped[str]
    value: Mapped[str]
    preset: Mapped[str | None]
    set_by: Mapped[str | None]
    initials: Mapped[str]


class PersonRow(Kept):
    """Who keeps the diary."""

    __tablename__ = "person"
    __table_args__ = (in_bin("person", "id"), STRICT)

    name: Mapped[str | None]
    initials: Mapped[str | None]
    code: Mapped[str | None]
    tracked_knees: Mapped[str]
    timezone: Mapped[str | None]
    season: Mapped[str | None]
    running_since_year: Mapped[int | None]
    trouble_since_on: Mapped[str | None]
    earlier_knee_problem: Mapped[bool | None]
    longest_recent_run_m: Mapped[float | None]
    next_visit_on: Mapped[str | None]
    questions: Mapped[str]
    goal: Mapped[str | None]


class ContactRow(Kept):
    """Somebody to call."""

    __tablename__ = "contacts"
    __table_args__ = (once("contacts", "kind"), in_bin("contacts", "kind"), STRICT)

    kind: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str]


class ReminderRow(Kept):
    """What was done with a reminder; `knee` is empty where its subject says it."""

    __tablename__ = "reminders"
    __table_args__ = (
        once("reminders", "fired_on", "rule", "subject", "knee"),
        in_bin("reminders", "fired_on"),
        STRICT,
    )

    fired_on: Mapped[str]
    rule: Mapped[str]
    subject: Mapped[str]
    knee: Mapped[str]
    state: Mapped[str]
    until: Mapped[str | None]
    recheck_on: Mapped[str | None]
    reason: Mapped[str | None]
    value: Mapped[float | None]
    changed_at: Mapped[str | None]


class TotalRow(Kept):
    """The total of a form; `answers` are those of the one form that keeps them."""

    __tablename__ = "totals"
    __table_args__ = (in_bin("totals", "id"), STRICT)

    on: Mapped[str]
    scale: Mapped[str]
    knee: Mapped[str | None]
    total: Mapped[float]
    answers: Mapped[str]
    direction: Mapped[str | None]


class PtNoteRow(Kept):
    """A note of the PT; without a day and a run it is about the visit.

    Its run may be gone, so nothing holds the two together.
    """

    __tablename__ = "pt_notes"
    __table_args__ = (in_bin("pt_notes", "id"), STRICT)

    text: Mapped[str]
    pin_on: Mapped[str | None]
    run_id: Mapped[str | None]
    author: Mapped[str]
    received_at: Mapped[str | None]


class CountRow(Base):
    """How many rows of a table are live and how many are in the bin."""

    __tablename__ = "counts"
    __table_args__ = (STRICT,)

    table_name: Mapped[str] = mapped_column(primary_key=True)
    live: Mapped[int]
    deleted: Mapped[int]


# Which diary this is, in one row; read without SQLAlchemy, written by the step that made it.
Table(
    "about",
    Base.metadata,
    Column("diary_id", Text, primary_key=True),
    Column("created_at", Text),
    Column("row_hash", LargeBinary, nullable=False),
    sqlite_strict=True,
)

_ROWS = (
    *(ShoeRow, RunRow, DayRow, KneeDayRow, ScoreRow),
    *(EventRow, SettingRow, SettingChangeRow, PersonRow, ContactRow, ReminderRow),
    *(TotalRow, PtNoteRow, ExerciseRow, PlanRow, SessionRow, RunWalkRow),
)
# Every table of entries by name.
TABLES: dict[str, Table] = {
    row.__tablename__: Base.metadata.tables[row.__tablename__] for row in _ROWS
}
COUNTS: Table = Base.metadata.tables[CountRow.__tablename__]
