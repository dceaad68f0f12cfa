"""Shapes of what a file may hold and this program does not keep; they are checked and counted.

`Document` is the whole file.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

from diary.domain.exercise import BodyArea, SessionKind, Side
from diary.domain.settings import SetBy
from diary.formats import exchange_shapes as shapes
from diary.formats import exchange_visits as visits
from diary.formats.exchange_shapes import Effort, Id, Instant, ScoreNumber, Span, YesNo

StepReason: TypeAlias = Literal["progress", "hold", "back", "by_hand", "gap", "restart"]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=100_000)]
Amount: TypeAlias = Annotated[float, Meta(ge=0, le=1e6)]


class Exercise(Struct, kw_only=True):
    """One exercise as it was set."""

    id: Id
    name: str
    areas: tuple[BodyArea, ...] | None = None
    sets: Count | None = None
    reps: Count | None = None
    seconds: Amount | None = None
    load_kg: Amount | None = None
    side: Side | None = None
    from_pt: YesNo = None
    note: str | None = None
    retired_on: date | None = None


class PerWeek(Struct):
    """How many of each a week."""

    strength: Count | None = None
    mobility: Count | None = None
    runs: Count | None = None


class Plan(Struct, kw_only=True):
    """A plan of exercises."""

    id: Id
    name: str | None = None
    from_: date = field(name="from")
    until: date | None = None
    set_by: SetBy | None = None
    per_week: PerWeek | None = None
    total_sessions: Count | None = None
    exercise_ids: tuple[str, ...] | None = None


class SessionKnees(Struct):
    """Scores after an exercise; they enter no day value and no rule."""

    left: ScoreNumber | None = None
    right: ScoreNumber | None = None


class SessionExercise(Struct, kw_only=True):
    """One exercise as it was done."""

    exercise_id: str | None = None
    done: YesNo = None
    sets: Count | None = None
    reps: Count | None = None
    seconds: Amount | None = None
    load_kg: Amount | None = None
    knees: SessionKnees | None = None


class Session(Struct, kw_only=True):
    """One session of exercises."""

    id: Id
    on: date
    kind: SessionKind | None = None
    plan_id: str | None = None
    done: YesNo = None
    minutes: Count | None = None
    rpe: Effort | None = None
    text: str | None = None
    exercises: tuple[SessionExercise, ...] | None = None


class Gate(Struct):
    """What was asked before running again."""

    walk_30_ok: YesNo = None
    hop_test_ok: YesNo = None
    pt_override: YesNo = None


class RunWalkStep(Struct, kw_only=True):
    """From one stage to another."""

    on: date
    from_: Count | None = field(name="from", default=None)
    to: Count | None = None
    reason: StepReason | None = None


class RunWalk(Struct):
    """The way back to running in stages of walking and running."""

    plan: str | None = None
    stages: tuple[tuple[Amount, ...], ...] | None = None
    stage: Count | None = None
    started_on: date | None = None
    paused: YesNo = None
    gate: Gate | None = None
    steps: tuple[RunWalkStep, ...] | None = None


class Document(Struct, kw_only=True):
    """A diary, or the part of one that `span` names, in SI units; null or absent = not answered."""

    format: shapes.FormatName
    version: Annotated[int, Meta(ge=1, le=shapes.VERSION)]
    made_at: Instant | None = None
    program: str | None = None
    span: Span | None = None
    person: shapes.Person | None = None
    settings: dict[str, str | float | list[str] | None] | None = None
    setting_changes: list[shapes.SettingChange] | None = None
    days: list[shapes.Day] | None = None
    runs: list[shapes.Run] | None = None
    shoes: list[shapes.Shoe] | None = None
    events: list[shapes.Event] | None = None
    exercises: list[Exercise] | None = None
    plans: list[Plan] | None = None
    sessions: list[Session] | None = None
    run_walk: RunWalk | None = None
    totals: list[visits.Total] | None = None
    pt_notes: list[visits.PtNote] | None = None
    reminders: list[shapes.Reminder] | None = None
