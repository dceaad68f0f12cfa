"""The tables of exercises, plans, sessions and the way back to running."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from diary.storage.table_base import STRICT, Kept, in_bin


class ExerciseRow(Kept):
    """An exercise, set by a PT or by the person."""

    __tablename__ = "exercises"
    __table_args__ = (in_bin("exercises", "id"), STRICT)

    name: Mapped[str]
    areas: Mapped[str]
    sets: Mapped[int | None]
    reps: Mapped[int | None]
    seconds: Mapped[float | None]
    load_kg: Mapped[float | None]
    side: Mapped[str | None]
    note: Mapped[str]
    from_pt: Mapped[bool]
    retired_on: Mapped[str | None]


class PlanRow(Kept):
    """A plan with its weekly targets; its exercises by id."""

    __tablename__ = "plans"
    __table_args__ = (in_bin("plans", "id"), STRICT)

    from_on: Mapped[str]
    name: Mapped[str]
    until: Mapped[str | None]
    set_by: Mapped[str]
    strength: Mapped[int | None]
    mobility: Mapped[int | None]
    runs: Mapped[int | None]
    total_sessions: Mapped[int | None]
    exercise_ids: Mapped[str]


class SessionRow(Kept):
    """A session with what was done of each exercise, and the scores after it.

    Its plan may be gone, so nothing holds the two together.
    """

    __tablename__ = "sessions"
    __table_args__ = (in_bin("sessions", "id"), STRICT)

    on: Mapped[str]
    kind: Mapped[str]
    plan_id: Mapped[str | None]
    is_done: Mapped[bool | None]
    minutes: Mapped[int | None]
    rpe: Mapped[int | None]
    text: Mapped[str]
    exercises: Mapped[str]


class RunWalkRow(Kept):
    """The way back to running: one row, or none."""

    __tablename__ = "run_walk"
    __table_args__ = (in_bin("run_walk", "id"), STRICT)

    stages: Mapped[str]
    stage: Mapped[int]
    started_on: Mapped[str | None]
    is_paused: Mapped[bool]
    walk_30_ok: Mapped[bool | None]
    hop_test_ok: Mapped[bool | None]
    pt_override: Mapped[bool]
    steps: Mapped[str]
