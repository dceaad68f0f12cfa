"""A pair of shoes as it is being typed, and the way from there to a `Shoe`; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from diary.domain.checks import in_range
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.run import RunKind, Surface
from diary.domain.settings import DistanceUnit
from diary.domain.shoe import (
    DROP_MOST_MM,
    INITIAL_MOST_M,
    LIMIT_LEAST_M,
    LIMIT_MOST_M,
    STACK_MOST_MM,
    LimitChange,
    Shoe,
    ShoeKind,
    UsualFor,
)
from diary.domain.units import parse_distance_m, parse_number
from diary.texts.numbers import Formats
from diary.words import _

FieldErrors = dict[str, InvalidValueError]


@dataclass(frozen=True, slots=True)
class ShoeDraft:
    """What the fields of the shoe form hold; texts as typed."""

    first_used_on: date
    name: str = ""
    kind: ShoeKind | None = ShoeKind.DAILY
    initial: str = "0"
    limit: str = ""
    brand: str = ""
    model: str = ""
    kinds: tuple[RunKind, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    orthotics: bool = False
    drop: str = ""
    stack: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShoeSheet:
    """What a draft becomes a pair on.

    `base` is the pair it began as (None = a new one), `ran_m` what its runs add up to, `limit_m`
    the limit in force, `taken` the names of the other pairs, `on` the day of the change.
    """

    shoe_id: str
    base: Shoe | None
    opened: ShoeDraft
    unit: DistanceUnit
    ran_m: float
    limit_m: float
    taken: frozenset[str]
    on: date


def free_name(diary: Diary) -> str:
    """The first of "Shoe 1", "Shoe 2", … that no pair has."""
    taken = {shoe.name.casefold() for shoe in diary.shoes.values()}
    names = (_("Shoe {number}").format(number=n) for n in range(1, len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


def new_shoe_draft(diary: Diary, on: date, formats: Formats) -> ShoeDraft:
    """An empty form: a proposed name, today, and the limit of a daily trainer."""
    limit_m = diary.settings.shoe_limit_m(ShoeKind.DAILY)
    return ShoeDraft(on, free_name(diary), limit=formats.distance_value(limit_m, 0))


def shoe_draft_of(shoe: Shoe, diary: Diary, on: date, formats: Formats) -> ShoeDraft:
    """A pair as the form shows it; without a first day, that of its first run or today."""
    days = [run.on for run in diary.runs.values() if run.shoe_id == shoe.id]
    return ShoeDraft(
        first_used_on=shoe.first_used_on or min(days, default=on),
        name=shoe.name,
        kind=shoe.kind,
        initial=formats.distance_value(shoe.initial_distance_m, 0),
        limit=formats.distance_value(shoe_wear(shoe, (), diary.settings, on).limit_m, 0),
        brand=shoe.brand,
        model=shoe.model,
        kinds=shoe.usual_for.kinds,
        surfaces=shoe.usual_for.surfaces,
        orthotics=bool(shoe.orthotics),
        drop=_shown(shoe.drop_mm, formats),
        stack=_shown(shoe.stack_mm, formats),
        note=shoe.note,
    )


def other_names(diary: Diary, shoe_id: str) -> frozenset[str]:
    """The names of the other pairs, for comparing."""
    return frozenset(
        shoe.name.strip().casefold() for shoe in diary.shoes.values() if shoe.id != shoe_id
    )


def checked_limit_m(text: str, unit: DistanceUnit, distance_m: float) -> float:
    """A typed limit in metres; raises `InvalidValueError` when it is at or below the distance."""
    limit_m = parse_distance_m(text, unit, "limit_m")
    in_range("limit_m", limit_m, LIMIT_LEAST_M, LIMIT_MOST_M)
    if limit_m <= distance_m:
        raise InvalidValueError("limit_m", Reason.BELOW_DISTANCE, distance_m)
    return limit_m


def with_limit(shoe: Shoe, limit_m: float, old_limit_m: float, on: date) -> Shoe:
    """The pair with another limit from a day on; earlier days keep the limit they had."""
    changes = [change for change in shoe.limit_changes if change.on != on]
    if not shoe.limit_changes and shoe.first_used_on is not None and shoe.first_used_on < on:
        changes.append(LimitChange(shoe.first_used_on, old_limit_m))
    changes.append(LimitChange(on, limit_m))
    in_order = tuple(sorted(changes, key=lambda change: change.on))
    return replace(shoe, limit_m=limit_m, limit_changes=in_order)


def shoe_of(draft: ShoeDraft, sheet: ShoeSheet) -> tuple[Shoe | None, FieldErrors]:
    """The pair that was typed, or None and what is wrong by field."""
    errors: FieldErrors = {}
    name = draft.name.strip()
    if name.casefold() in sheet.taken:
        errors["name"] = InvalidValueError("name", Reason.DUPLICATE, name)
    if not name:
        errors["name"] = InvalidValueError("name", Reason.REQUIRED)
    initial_m = _read(errors, lambda: _initial_m(draft, sheet)) or 0.0
    limit_m = _read(errors, lambda: _limit_m(draft, sheet, initial_m))
    drop_mm = _read(errors, lambda: _millimetres("drop_mm", draft.drop, DROP_MOST_MM))
    stack_mm = _read(errors, lambda: _millimetres("stack_mm", draft.stack, STACK_MOST_MM))
    if errors:
        return None, errors
    base = sheet.base
    is_first_day_kept = base is not None and draft.first_used_on == sheet.opened.first_used_on
    has_orthotics = base is not None and base.orthotics is not None
    try:
        shoe = replace(
            base if base is not None else Shoe(sheet.shoe_id, name),
            name=name,
            brand=draft.brand.strip(),
            model=draft.model.strip(),
            kind=draft.kind,
            first_used_on=base.first_used_on if base and is_first_day_kept else draft.first_used_on,
            initial_distance_m=initial_m,
            usual_for=UsualFor(draft.kinds, draft.surfaces),
            orthotics=draft.orthotics if draft.orthotics or has_orthotics else None,
            drop_mm=drop_mm,
            stack_mm=stack_mm,
            note=draft.note.strip(),
        )
    except InvalidValueError as error:
        return None, {error.field: error}
    if limit_m is None or (base is not None and limit_m == sheet.limit_m):
        return shoe, {}
    if base is None:
        return replace(shoe, limit_m=limit_m), {}
    return with_limit(shoe, limit_m, sheet.limit_m, sheet.on), {}


def _shown(value: float | None, formats: Formats) -> str:
    if value is None:
        return ""
    return formats.number(value, 0 if value.is_integer() else 1)


def _read(errors: FieldErrors, parse: Callable[[], float | None]) -> float | None:
    try:
        return parse()
    except InvalidValueError as error:
        errors[error.field] = error
        return None


def _initial_m(draft: ShoeDraft, sheet: ShoeSheet) -> float | None:
    if sheet.base is not None and draft.initial == sheet.opened.initial:
        return sheet.base.initial_distance_m
    if not draft.initial.strip():
        return 0.0
    metres = parse_distance_m(draft.initial, sheet.unit, "initial_distance_m")
    in_range("initial_distance_m", metres, 0, INITIAL_MOST_M)
    return metres


def _limit_m(draft: ShoeDraft, sheet: ShoeSheet, initial_m: float) -> float:
    base = sheet.base
    is_untouched = draft.limit == sheet.opened.limit and (
        base is not None and initial_m == base.initial_distance_m
    )
    # A pair may stay past a limit that was reached honestly.
    if is_untouched:
        return sheet.limit_m
    return checked_limit_m(draft.limit, sheet.unit, initial_m + sheet.ran_m)


def _millimetres(field: str, text: str, most: float) -> float | None:
    if not text.strip():
        return None
    value = parse_number(field, text)
    in_range(field, value, 0, most)
    return value


def own_words(texts: Iterable[str]) -> list[str]:
    """Texts once each, for completion."""
    return sorted({text for text in texts if text}, key=str.casefold)
