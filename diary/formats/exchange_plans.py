"""Exercises, plans, sessions and the way back to running in `diary.json`: shapes, and both ways.

What a plan or a session names stands in the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeAlias, TypeVar

from msgspec import Meta, Struct, field

from diary.domain import exercise, plan, run_walk, session
from diary.domain.diary import Diary
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.exercise import BodyArea, SessionKind, Side
from diary.domain.knee import Knee
from diary.domain.run_walk import StepReason
from diary.domain.settings import SetBy
from diary.formats.exchange_reading import listed, made
from diary.formats.exchange_shapes import Effort, Id, ScoreNumber, Stage, YesNo
from diary.formats.exchange_typing import Problems, members, typed
from diary.formats.exchange_visits import note_twice

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=exercise.NAME_LONGEST)]
Note: TypeAlias = Annotated[str, Meta(max_length=exercise.NOTE_LONGEST)]
Times: TypeAlias = Annotated[int, Meta(ge=1, le=exercise.COUNT_MOST)]
TimesDone: TypeAlias = Annotated[int, Meta(ge=0, le=exercise.COUNT_MOST)]
HoldSeconds: TypeAlias = Annotated[float, Meta(ge=0, le=exercise.SECONDS_MOST)]
Load: TypeAlias = Annotated[float, Meta(ge=0, le=exercise.LOAD_MOST_KG)]
PlanName: TypeAlias = Annotated[str, Meta(max_length=plan.NAME_LONGEST)]
SessionText: TypeAlias = Annotated[str, Meta(max_length=session.TEXT_LONGEST)]
SessionCount: TypeAlias = Annotated[int, Meta(ge=1, le=plan.SESSIONS_MOST)]
SessionMinutes: TypeAlias = Annotated[int, Meta(ge=0, le=session.MINUTES_MOST)]

# The name of the stages that come with the program.
EIGHT_STAGE = "eight_stage"
_STAGE_PARTS = 3

Shape = TypeVar("Shape", bound=Struct)
Value = TypeVar("Value", exercise.KeptExercise, plan.Plan, session.Session)


class Exercise(Struct, kw_only=True):
    """One exercise as it was set."""

    id: Id
    name: Name
    areas: tuple[BodyArea, ...] | None = None
    sets: Times | None = None
    reps: Times | None = None
    seconds: HoldSeconds | None = None
    load_kg: Load | None = None
    side: Side | None = None
    from_pt: YesNo = None
    note: Note | None = None
    retired_on: date | None = None


class PerWeek(Struct):
    """How many of each a week."""

    strength: Annotated[int, Meta(ge=0, le=plan.STRENGTH_MOST)] | None = None
    mobility: Annotated[int, Meta(ge=0, le=plan.MOBILITY_MOST)] | None = None
    runs: Annotated[int, Meta(ge=0, le=plan.RUNS_MOST)] | None = None


class Plan(Struct, kw_only=True):
    """A plan of exercises; `until` is its last day."""

    id: Id
    name: PlanName | None = None
    from_: date = field(name="from")
    until: date | None = None
    set_by: SetBy | None = None
    per_week: PerWeek | None = None
    total_sessions: SessionCount | None = None
    exercise_ids: Annotated[tuple[Id, ...], Meta(max_length=plan.EXERCISES_MOST)] | None = None


class SessionKnees(Struct):
    """Scores after an exercise; they enter no day value and no rule."""

    left: ScoreNumber | None = None
    right: ScoreNumber | None = None


class SessionExercise(Struct, kw_only=True):
    """One exercise as it was done."""

    exercise_id: Id | None = None
    done: YesNo = None
    sets: TimesDone | None = None
    reps: TimesDone | None = None
    seconds: HoldSeconds | None = None
    load_kg: Load | None = None
    knees: SessionKnees | None = None


class Session(Struct, kw_only=True):
    """One session of exercises; `done` false is skipped, null is planned."""

    id: Id
    on: date
    kind: SessionKind | None = None
    plan_id: Id | None = None
    done: YesNo = None
    minutes: SessionMinutes | None = None
    rpe: Effort | None = None
    text: SessionText | None = None
    exercises: (
        Annotated[tuple[SessionExercise, ...], Meta(max_length=session.EXERCISES_MOST)] | None
    ) = None


class Gate(Struct):
    """What was asked before running again."""

    walk_30_ok: YesNo = None
    hop_test_ok: YesNo = None
    pt_override: YesNo = None


class RunWalkStep(Struct, kw_only=True):
    """From one stage to another; the same stage twice = it is repeated."""

    on: date
    from_: Stage | None = field(name="from", default=None)
    to: Stage | None = None
    reason: StepReason | None = None


StageNumbers: TypeAlias = Annotated[
    tuple[Annotated[int, Meta(ge=0, le=run_walk.RUN_MOST_MIN)], ...],
    Meta(min_length=_STAGE_PARTS, max_length=_STAGE_PARTS),
]


class RunWalk(Struct):
    """The way back to running: each stage is minutes of running, of walking, and how often."""

    plan: str | None = None
    stages: tuple[StageNumbers, ...] | None = None
    stage: Stage | None = None
    started_on: date | None = None
    paused: YesNo = None
    gate: Gate | None = None
    steps: tuple[RunWalkStep, ...] | None = None


# ---- reading ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plans:
    """What a file says about getting better."""

    exercises: Mapping[str, exercise.KeptExercise]
    plans: Mapping[str, plan.Plan]
    sessions: Mapping[str, session.Session]
    run_walk: run_walk.RunWalk | None


def plans_of(top: dict[str, Any], problems: Problems) -> Plans:
    """Exercises, plans, sessions and the way back to running in a file."""
    exercises = _values(top, "exercises", Exercise, _exercise, problems)
    known = {each.id for _, each in exercises}
    planned = _values(top, "plans", Plan, _plan, problems)
    done = _sessions_of(top, problems)
    if not problems.is_refused:
        # With an exercise refused, all that names it would be named too.
        _check_plans(planned, known, problems)
        _check_sessions(done, known, {each.id for _, each in planned}, problems)
    return Plans(
        {each.id: each for _, each in exercises},
        {each.id: each for _, each in planned},
        {each.id: each for _, each in done},
        _run_walk_of(top, problems),
    )


def _sessions_of(top: dict[str, Any], problems: Problems) -> list[tuple[str, session.Session]]:
    def complete(path: str, shape: Session) -> None:
        for number, each in enumerate(shape.exercises or ()):
            if each.exercise_id is None:
                problems.add(f"{path}.exercises[{number}]", ExchangeCode.INCOMPLETE)

    return _values(top, "sessions", Session, _session, problems, complete)


def _values(
    top: dict[str, Any],
    key: str,
    shape: type[Shape],
    make: Callable[[Shape], Value],
    problems: Problems,
    look_at: Callable[[str, Shape], None] | None = None,
) -> list[tuple[str, Value]]:
    found: dict[str, tuple[str, Value]] = {}
    for path, member in members(top, key, shape, problems):
        if look_at is not None:
            look_at(path, member)
        value = made(make, member, path, problems)
        if value is not None:
            note_twice(value.id, found, path, problems)
            found[value.id] = (path, value)
    return list(found.values())


def _check_plans(
    plans: Iterable[tuple[str, plan.Plan]], known: Collection[str], problems: Problems
) -> None:
    for path, each in plans:
        for number, exercise_id in enumerate(each.exercise_ids):
            _check(f"{path}.exercise_ids[{number}]", exercise_id, known, problems)


def _check_sessions(
    sessions: Iterable[tuple[str, session.Session]],
    exercises: Collection[str],
    plans: Collection[str],
    problems: Problems,
) -> None:
    for path, each in sessions:
        if each.plan_id is not None:
            _check(f"{path}.plan_id", each.plan_id, plans, problems)
        for number, done in enumerate(each.exercises):
            place = f"{path}.exercises[{number}].exercise_id"
            _check(place, done.exercise_id, exercises, problems)


def _check(place: str, identity: str, known: Collection[str], problems: Problems) -> None:
    if identity not in known:
        problems.add(place, ExchangeCode.NAMES_NOTHING, found=identity)


def _exercise(shape: Exercise) -> exercise.KeptExercise:
    amounts = (shape.sets, shape.reps, shape.seconds, shape.load_kg)
    told = (shape.name, shape.areas or (), *amounts, shape.side, shape.note or "")
    kept = exercise.Exercise(*told)
    return exercise.KeptExercise(shape.id, kept, bool(shape.from_pt), shape.retired_on)


def _plan(shape: Plan) -> plan.Plan:
    targets = shape.per_week or PerWeek()
    per_week = plan.WeeklyTargets(targets.strength, targets.mobility, targets.runs)
    span = (shape.from_, shape.name or "", shape.until, shape.set_by or SetBy.ME)
    return plan.Plan(shape.id, *span, per_week, shape.total_sessions, shape.exercise_ids or ())


def _session(shape: Session) -> session.Session:
    done = tuple(
        _done(each.exercise_id, each)
        for each in shape.exercises or ()
        if each.exercise_id is not None
    )
    when = (shape.on, shape.kind or SessionKind.OTHER, shape.plan_id, shape.done)
    told = (shape.minutes, shape.rpe, shape.text or "")
    return session.Session(shape.id, *when, *told, done)


def _done(exercise_id: str, shape: SessionExercise) -> session.SessionExercise:
    said = shape.knees or SessionKnees()
    scores = ((Knee.LEFT, said.left), (Knee.RIGHT, said.right))
    amounts = (shape.sets, shape.reps, shape.seconds, shape.load_kg)
    knees = {knee: score for knee, score in scores if score is not None}
    return session.SessionExercise(exercise_id, shape.done, *amounts, knees)


def _run_walk_of(top: dict[str, Any], problems: Problems) -> run_walk.RunWalk | None:
    if top.get("run_walk") is None:
        return None
    path = "$.run_walk"
    shape = typed(top["run_walk"], RunWalk, path, problems)
    if shape is None:
        return None
    for number, step in enumerate(shape.steps or ()):
        if None in (step.from_, step.to, step.reason):
            # A step that does not say from where to where says nothing.
            problems.add(f"{path}.steps[{number}]", ExchangeCode.INCOMPLETE)
    return made(_run_walk, shape, path, problems)


def _stage(numbers: tuple[int, ...]) -> run_walk.Stage:
    return run_walk.Stage(*numbers)


def _run_walk(shape: RunWalk) -> run_walk.RunWalk:
    gate = shape.gate or Gate()
    stages = listed("stages", _stage, shape.stages)
    return run_walk.RunWalk(
        stages or run_walk.EIGHT_STAGES,
        shape.stage or 1,
        shape.started_on,
        bool(shape.paused),
        run_walk.StartGate(gate.walk_30_ok, gate.hop_test_ok, bool(gate.pt_override)),
        tuple(
            run_walk.StageStep(step.on, step.from_, step.to, step.reason)
            for step in shape.steps or ()
            if step.from_ is not None and step.to is not None and step.reason is not None
        ),
    )


# ---- writing ----------------------------------------------------------------------------------


def exercise_shapes(exercises: Iterable[exercise.KeptExercise]) -> Iterator[Exercise]:
    """The exercises by id."""
    for each in sorted(exercises, key=lambda kept: kept.id):
        told = each.exercise
        yield Exercise(
            id=each.id,
            name=told.name,
            areas=told.areas,
            sets=told.sets,
            reps=told.reps,
            seconds=_short(told.seconds),
            load_kg=_short(told.load_kg),
            side=told.side,
            from_pt=each.from_pt,
            note=told.note,
            retired_on=each.retired_on,
        )


def plan_shapes(diary: Diary) -> Iterator[Plan]:
    """The plans by day and id; an exercise that is not in the diary is left out."""
    for each in sorted(diary.plans.values(), key=lambda kept: (kept.from_on, kept.id)):
        targets = each.per_week
        yield Plan(
            id=each.id,
            name=each.name,
            from_=each.from_on,
            until=each.until,
            set_by=each.set_by,
            per_week=PerWeek(targets.strength, targets.mobility, targets.runs),
            total_sessions=each.total_sessions,
            exercise_ids=tuple(key for key in each.exercise_ids if key in diary.exercises),
        )


def session_shapes(diary: Diary) -> Iterator[Session]:
    """The sessions by day and id; a plan or an exercise that is not in the diary is left out."""
    for each in sorted(diary.sessions.values(), key=session.day_order):
        yield Session(
            id=each.id,
            on=each.on,
            kind=each.kind,
            plan_id=each.plan_id if each.plan_id in diary.plans else None,
            done=each.is_done,
            minutes=each.minutes,
            rpe=each.rpe,
            text=each.text,
            exercises=tuple(
                _done_shape(done) for done in each.exercises if done.exercise_id in diary.exercises
            ),
        )


def _done_shape(done: session.SessionExercise) -> SessionExercise:
    knees = SessionKnees(done.knees.get(Knee.LEFT), done.knees.get(Knee.RIGHT))
    return SessionExercise(
        exercise_id=done.exercise_id,
        done=done.is_done,
        sets=done.sets,
        reps=done.reps,
        seconds=_short(done.seconds),
        load_kg=_short(done.load_kg),
        knees=knees if done.knees else None,
    )


def _short(number: float | None) -> float | None:
    # 30 seconds and 30.0 seconds are one number, and written alike.
    return int(number) if number is not None and float(number).is_integer() else number


def run_walk_shape(kept: run_walk.RunWalk | None) -> RunWalk | None:
    """The way back to running, if there is one."""
    if kept is None:
        return None
    gate = kept.gate
    is_ours = kept.stages == run_walk.EIGHT_STAGES
    return RunWalk(
        plan=EIGHT_STAGE if is_ours else None,
        stages=tuple((each.run_min, each.walk_min, each.repeats) for each in kept.stages),
        stage=kept.stage,
        started_on=kept.started_on,
        paused=kept.is_paused,
        gate=Gate(gate.walk_30_ok, gate.hop_test_ok, gate.pt_override),
        steps=tuple(
            RunWalkStep(on=step.on, from_=step.from_stage, to=step.to_stage, reason=step.reason)
            for step in kept.steps
        ),
    )
