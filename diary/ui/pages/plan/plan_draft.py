"""A plan and an exercise as they are being typed, and what is wrong with them; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import BodyArea, Exercise, KeptExercise, Side
from diary.domain.exercise_lists import SIX_WEEKS
from diary.domain.plan import Plan, WeeklyTargets
from diary.domain.settings import SetBy
from diary.domain.units import parse_number
from diary.services.plans import overlapping, put_plan
from diary.texts.exercise_lists import six_weeks_name
from diary.texts.numbers import Formats
from diary.texts.plans import KG_PER_LB, has_pounds, weight_value
from diary.words import _

FieldErrors = dict[str, InvalidValueError]
Number = TypeVar("Number", int, float)


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
    strength = _whole("strength", draft.strength, errors)
    mobility = _whole("mobility", draft.mobility, errors)
    runs = _whole("runs", draft.runs, errors)
    total = _whole("total_sessions", draft.total, errors)
    if errors:
        return None, errors
    try:
        plan = Plan(
            plan_id,
            draft.from_on,
            draft.name.strip(),
            draft.until,
            draft.set_by,
            WeeklyTargets(strength, mobility, runs),
            total,
            draft.exercise_ids,
        )
        put_plan(diary, plan, today)
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
    sets = _whole("sets", draft.sets, errors)
    reps = _whole("reps", draft.reps, errors)
    seconds = _number("seconds", draft.seconds, errors)
    load = _number("load_kg", draft.load, errors)
    if errors:
        return None, errors
    base = sheet.base
    if load is not None and has_pounds(sheet.formats):
        load = round(load * KG_PER_LB, 3)
    if base is not None and draft.load == sheet.opened.load:
        # Shown rounded, kept as it was.
        load = base.exercise.load_kg
    try:
        exercise = Exercise(
            draft.name.strip(),
            draft.areas,
            sets,
            reps,
            seconds,
            load,
            draft.side,
            draft.note.strip(),
        )
    except InvalidValueError as error:
        return None, {error.field: error}
    retired_on = None if base is None else base.retired_on
    return KeptExercise(sheet.exercise_id, exercise, draft.from_pt, retired_on), {}


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(field: str, text: str, errors: FieldErrors) -> float | None:
    return _read(field, text, errors, lambda typed: parse_number(field, typed))


def _whole(field: str, text: str, errors: FieldErrors) -> int | None:
    def parse(typed: str) -> int:
        number = parse_number(field, typed)
        if not number.is_integer():
            raise InvalidValueError(field, Reason.NOT_A_NUMBER, typed)
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
