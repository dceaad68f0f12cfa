"""A plan and an exercise as they are being typed, and what is wrong with them; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

from diary.domain.checks import in_range
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import BodyArea, Exercise, KeptExercise, Side
from diary.domain.exercise_lists import SIX_WEEKS
from diary.domain.plan import (
    MOBILITY_MOST,
    RUNS_MOST,
    SESSIONS_MOST,
    STRENGTH_MOST,
    Plan,
    WeeklyTargets,
)
from diary.domain.settings import SetBy
from diary.domain.units import parse_number
from diary.services.plans import check_plan, overlapping
from diary.texts.exercise_lists import six_weeks_name
from diary.texts.numbers import Formats
from diary.texts.plans import KG_PER_LB, has_pounds, weight_value
from diary.words import _

FieldErrors = dict[str, InvalidValueError]
Number = TypeVar("Number", int, float)
Bounds: TypeAlias = tuple[int, int]

# Of a value that is typed; those of the diary are wider.
BOUNDS: dict[str, Bounds] = {"sets": (1, 10), "reps": (1, 50), "seconds": (5, 300)}
# A name that is fine, where another part is looked at.
_ANY = "A"


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What the fields of the plan form hold; `until` None = no last day."""

    from_on: date
    until: date | None = None
    name: str = ""
    strength: str = ""
    mobility: str = ""
    runs: str = ""
    total: str = ""
    set_by: SetBy = SetBy.ME
    exercise_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseDraft:
    """What the fields of the exercise form hold."""

    name: str = ""
    areas: tuple[BodyArea, ...] = ()
    sets: str = ""
    reps: str = ""
    seconds: str = ""
    load: str = ""
    side: Side | None = None
    note: str = ""
    from_pt: bool = False


def draft_of_plan(plan: Plan) -> PlanDraft:
    """A plan as the form shows it."""
    week = plan.per_week
    return PlanDraft(
        plan.from_on,
        plan.until,
        plan.name,
        _shown(week.strength),
        _shown(week.mobility),
        _shown(week.runs),
        _shown(plan.total_sessions),
        plan.set_by,
        plan.exercise_ids,
    )


def six_weeks_draft(from_on: date, exercise_ids: tuple[str, ...]) -> PlanDraft:
    """The ready plan from a day on."""
    return PlanDraft(
        from_on,
        SIX_WEEKS.until(from_on),
        six_weeks_name(),
        _shown(SIX_WEEKS.per_week.strength),
        total=_shown(SIX_WEEKS.total_sessions),
        exercise_ids=exercise_ids,
    )


def plan_of(
    draft: PlanDraft, plan_id: str, diary: Diary, today: date
) -> tuple[Plan | None, FieldErrors]:
    """The plan that was typed, or None and what is wrong by field."""
    errors: FieldErrors = {}
    name = draft.name.strip()
    strength = _whole("strength", draft.strength, errors, (0, STRENGTH_MOST))
    mobility = _whole("mobility", draft.mobility, errors, (0, MOBILITY_MOST))
    runs = _whole("runs", draft.runs, errors, (0, RUNS_MOST))
    total = _whole("total_sessions", draft.total, errors, (1, SESSIONS_MOST))
    _collect(errors, lambda: Plan(plan_id, draft.from_on, name))
    _collect(errors, lambda: Plan(plan_id, draft.from_on, until=draft.until))
    if errors:
        return None, errors
    try:
        plan = Plan(
            plan_id,
            draft.from_on,
            name,
            draft.until,
            draft.set_by,
            WeeklyTargets(strength, mobility, runs),
            total,
            draft.exercise_ids,
        )
        check_plan(diary, plan, today)
    except InvalidValueError as error:
        return None, {error.field: error}
    return plan, {}


def plan_notes(draft: PlanDraft, plan_id: str, diary: Diary, today: date) -> list[str]:
    """What is worth knowing about a plan that can be kept: it began before, others run too."""
    notes = []
    if draft.until is not None and draft.until < today:
        notes.append(_("This plan is over. What was done in it stays."))
    elif draft.from_on < today:
        notes.append(_("It begins in the past: sessions done since then count."))
    elif draft.from_on > today:
        notes.append(_("It has not begun yet. Until then the target of before counts."))
    if draft.until is not None and draft.until < draft.from_on:
        return notes
    shell = Plan(plan_id, draft.from_on, until=draft.until)
    others = overlapping(diary, shell)
    if others:
        names = ", ".join(each.name or _("a plan without a name") for each in others)
        text = _("At the same time runs: {plans}. The plan that began last counts.")
        notes.append(text.format(plans=names))
    return notes


def draft_of_exercise(kept: KeptExercise, formats: Formats) -> ExerciseDraft:
    """An exercise as the form shows it."""
    exercise = kept.exercise
    load = "" if exercise.load_kg is None else weight_value(exercise.load_kg, formats)
    seconds = "" if exercise.seconds is None else formats.number(exercise.seconds, 0)
    return ExerciseDraft(
        exercise.name,
        exercise.areas,
        _shown(exercise.sets),
        _shown(exercise.reps),
        seconds,
        load,
        exercise.side,
        exercise.note,
        kept.from_pt,
    )


@dataclass(frozen=True, slots=True)
class ExerciseSheet:
    """What an exercise is typed on: the one it began as (None = a new one), and how it looked."""

    exercise_id: str
    base: KeptExercise | None
    opened: ExerciseDraft
    formats: Formats


def exercise_of(
    draft: ExerciseDraft, sheet: ExerciseSheet
) -> tuple[KeptExercise | None, FieldErrors]:
    """The exercise that was typed, or None and what is wrong by field."""
    errors: FieldErrors = {}
    base, opened = sheet.base, sheet.opened
    name, note = draft.name.strip(), draft.note.strip()
    # What a PT set beyond these bounds stays until something else is typed.
    bounds = {
        key: None if typed == kept and base is not None else BOUNDS[key]
        for key, typed, kept in (
            ("sets", draft.sets, opened.sets),
            ("reps", draft.reps, opened.reps),
            ("seconds", draft.seconds, opened.seconds),
        )
    }
    sets = _whole("sets", draft.sets, errors, bounds["sets"])
    reps = _whole("reps", draft.reps, errors, bounds["reps"])
    seconds = _number("seconds", draft.seconds, errors, bounds["seconds"])
    load = _number("load_kg", draft.load, errors)
    if load is not None and has_pounds(sheet.formats):
        load = round(load * KG_PER_LB, 3)
    if base is not None and draft.load == opened.load:
        # Shown rounded, kept as it was.
        load = base.exercise.load_kg
    _collect(errors, lambda: Exercise(name))
    _collect(errors, lambda: Exercise(_ANY, note=note))
    _collect(errors, lambda: Exercise(_ANY, load_kg=load))
    if errors:
        return None, errors
    exercise = Exercise(name, draft.areas, sets, reps, seconds, load, draft.side, note)
    retired_on = None if base is None else base.retired_on
    return KeptExercise(sheet.exercise_id, exercise, draft.from_pt, retired_on), {}


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _collect(errors: FieldErrors, made: Callable[[], object]) -> None:
    """Add what is wrong with a part, so that everything is told at once."""
    try:
        made()
    except InvalidValueError as error:
        errors[error.field] = error


def _number(
    field: str, text: str, errors: FieldErrors, bounds: Bounds | None = None
) -> float | None:
    def parse(typed: str) -> float:
        number = parse_number(field, typed)
        if bounds is not None:
            in_range(field, number, *bounds)
        return number

    return _read(field, text, errors, parse)


def _whole(field: str, text: str, errors: FieldErrors, bounds: Bounds | None = None) -> int | None:
    def parse(typed: str) -> int:
        number = parse_number(field, typed)
        if not number.is_integer():
            raise InvalidValueError(field, Reason.NOT_A_NUMBER, typed)
        if bounds is not None:
            in_range(field, int(number), *bounds)
        return int(number)

    return _read(field, text, errors, parse)


def _read(
    field: str, text: str, errors: FieldErrors, parse: Callable[[str], Number]
) -> Number | None:
    if not text.strip():
        return None
    try:
        return parse(text)
    except InvalidValueError as error:
        errors[field] = error
        return None
