"""Exercises, plans, sessions and the way back to running, from rows and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from diary.domain.exercise import BodyArea, Exercise, KeptExercise, SessionKind, Side
from diary.domain.knee import Knee
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.run_walk import RunWalk, Stage, StageStep, StartGate, StepReason
from diary.domain.session import Session, SessionExercise
from diary.domain.settings import SetBy
from diary.storage.mapping.cells import (
    YES_NO,
    Row,
    RowKey,
    by_value,
    chosen_list,
    day,
    day_text,
    json_text,
    key,
    list_text,
    parsed,
    real,
    texts,
    whole,
)

_SIDES = by_value(Side)
_YES_OR_NO = {0: False, 1: True}
# What a session keeps of an exercise, in the order of its list.
_DONE = ("is_done", "sets", "reps", "seconds", "load_kg")


def to_exercise(row: Row) -> KeptExercise:
    """An exercise from its row."""
    identity, name, areas, sets, reps, seconds, load_kg, side, note, from_pt, retired_on = row
    told = (sets, reps, seconds, load_kg, _SIDES[side], note)
    exercise = Exercise(name, chosen_list(BodyArea, areas) or (), *told)
    return KeptExercise(identity, exercise, _YES_OR_NO[from_pt], day(retired_on))


def exercise_rows(kept: KeptExercise) -> Iterator[tuple[RowKey, Row]]:
    """The one row of an exercise."""
    told = kept.exercise
    amounts = (told.sets, told.reps, real(told.seconds), real(told.load_kg))
    row = (told.name, list_text(told.areas), *amounts, key(told.side), told.note)
    yield ("exercises", kept.id), (*row, whole(kept.from_pt), day_text(kept.retired_on))


def to_plan(row: Row) -> Plan:
    """A plan from its row."""
    identity, from_on, name, until, set_by, *targets, total, exercise_ids = row
    per_week = WeeklyTargets(*targets)
    span = (date.fromisoformat(from_on), name, day(until))
    return Plan(identity, *span, SetBy(set_by), per_week, total, texts(exercise_ids))


def plan_rows(plan: Plan) -> Iterator[tuple[RowKey, Row]]:
    """The one row of a plan."""
    span = (plan.from_on.isoformat(), plan.name, day_text(plan.until), plan.set_by.value)
    targets = (plan.per_week.strength, plan.per_week.mobility, plan.per_week.runs)
    told = (*targets, plan.total_sessions, list_text(plan.exercise_ids))
    yield ("plans", plan.id), (*span, *told)


def to_session(row: Row) -> Session:
    """A session from its row."""
    identity, on, kind, plan_id, is_done, minutes, rpe, text, exercises = row
    done = tuple(_done(each) for each in parsed(exercises, list))
    when = (date.fromisoformat(on), SessionKind(kind), plan_id, YES_NO[is_done])
    return Session(identity, *when, minutes, rpe, text, done)


def session_rows(session: Session) -> Iterator[tuple[RowKey, Row]]:
    """The one row of a session."""
    when = (session.on.isoformat(), session.kind.value, session.plan_id, whole(session.is_done))
    exercises = json_text([_done_json(each) for each in session.exercises])
    row = (*when, session.minutes, session.rpe, session.text, exercises)
    yield ("sessions", session.id), row


def _done(told: Any) -> SessionExercise:  # noqa: ANN401 - a value of JSON
    if type(told["is_done"]) not in (bool, type(None)):
        raise ValueError(told)
    knees = {Knee(knee): score for knee, score in dict(told["knees"]).items()}
    return SessionExercise(told["id"], **{name: told[name] for name in _DONE}, knees=knees)


def _done_json(done: SessionExercise) -> Mapping[str, object]:
    amounts = {name: getattr(done, name) for name in _DONE}
    # A whole number of seconds and the same real number are one text.
    amounts |= {"seconds": real(done.seconds), "load_kg": real(done.load_kg)}
    knees = {knee.value: score for knee, score in done.knees.items()}
    return {"id": done.exercise_id, **amounts, "knees": knees}


def to_run_walk(row: Row) -> RunWalk:
    """The way back from its row."""
    _, stages, stage, started_on, is_paused, walk, hop, override, steps = row
    gate = StartGate(YES_NO[walk], YES_NO[hop], _YES_OR_NO[override])
    kept = tuple(Stage(*each) for each in parsed(stages, list))
    taken = tuple(
        StageStep(date.fromisoformat(on), before, after, StepReason(reason))
        for on, before, after, reason in parsed(steps, list)
    )
    return RunWalk(kept, stage, day(started_on), _YES_OR_NO[is_paused], gate, taken)


def run_walk_rows(run_walk: RunWalk) -> Iterator[tuple[RowKey, Row]]:
    """The one row of the way back."""
    gate = run_walk.gate
    asked = (whole(gate.walk_30_ok), whole(gate.hop_test_ok), whole(gate.pt_override))
    stages = [[each.run_min, each.walk_min, each.repeats] for each in run_walk.stages]
    steps = [
        [step.on.isoformat(), step.from_stage, step.to_stage, step.reason.value]
        for step in run_walk.steps
    ]
    place = (run_walk.stage, day_text(run_walk.started_on), whole(run_walk.is_paused))
    yield ("run_walk",), (json_text(stages), *place, *asked, json_text(steps))
