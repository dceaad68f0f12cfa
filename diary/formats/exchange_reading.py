"""From the shapes of a file to domain values; what the domain refuses is told with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from diary.domain.checks import EARLIEST, LATEST
from diary.domain.day import Care, Day, Limit, Painkiller
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.event import Event
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.knee import Knee, KneeDay, Score, ScoreSource, Sign
from diary.domain.person import Person
from diary.domain.reminder_state import ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.run import Run, RunKnee, RunSource, SourceFormat
from diary.domain.settings import SettingChange
from diary.domain.shoe import Inspection, LimitChange, Shoe, UsualFor
from diary.formats import exchange_shapes as shapes
from diary.formats.exchange_typing import Problems

Given = TypeVar("Given")
Made = TypeVar("Made")
Name = TypeVar("Name", bound=StrEnum)

_CODES = {
    Reason.REQUIRED: ExchangeCode.MISSING_KEY,
    Reason.OUT_OF_RANGE: ExchangeCode.OUT_OF_RANGE,
    Reason.TOO_LONG: ExchangeCode.OUT_OF_RANGE,
    Reason.TOO_MANY: ExchangeCode.OUT_OF_RANGE,
    Reason.NEEDS_OTHER: ExchangeCode.INCONSISTENT,
    Reason.WRONG_ORDER: ExchangeCode.INCONSISTENT,
}
_KNEE_STEPS = {knee: f".knees.{knee}" for knee in Knee}
# What a file calls the parts of a reminder's state.
_REMINDER_KEYS = {
    "until": "snoozed_until",
    "value": "snoozed_value",
    "reason": "dismiss_reason",
    "at": "changed_at",
}
_SIGNS = {sign.value: sign for sign in Sign}
_LIMITS = {limit.value: limit for limit in Limit}
_CARE = {care.value: care for care in Care}


class RefusedError(Exception):
    """What the domain refuses, with the way to it from the member."""

    def __init__(self, below: str, error: InvalidValueError) -> None:
        super().__init__(below)
        self.below = below
        self.error = error


def made(make: Callable[[Given], Made], given: Given, path: str, problems: Problems) -> Made | None:
    """The domain value of a member, or None when the domain refuses it."""
    try:
        return _at("", make, given)
    except RefusedError as refused:
        error = refused.error
        code = _CODES.get(error.reason, ExchangeCode.WRONG_TYPE)
        facts = {} if error.value is None else {"found": _told(error.value)}
        if error.other is not None:
            facts["expected"] = error.other
        problems.add(path + refused.below, code, **facts)
    return None


def _told(value: object) -> str:
    """A value as the file has it; the program's own form of several together helps nobody."""
    if isinstance(value, str | int | float | date | time):
        return str(value)
    return "list" if isinstance(value, tuple) else "object"


def _at(step: str, make: Callable[[Given], Made], given: Given) -> Made:
    try:
        return make(given)
    except RefusedError as refused:
        raise RefusedError(step + refused.below, refused.error) from refused
    except InvalidValueError as error:
        raise RefusedError(f"{step}.{error.field}", error) from error


def _answered(shape: msgspec.Struct) -> dict[str, Any]:
    """What is answered in a shape, by key; the domain has the defaults of the rest."""
    return {key: value for key, value in msgspec.structs.asdict(shape).items() if value is not None}


def possible_instant(key: str, at: datetime | None) -> datetime | None:
    """Refuse an instant of a clock that was never set; years at the ends have no UTC."""
    if at is not None and not EARLIEST.year <= at.year <= LATEST.year:
        raise InvalidValueError(key, Reason.OUT_OF_RANGE, at.isoformat())
    return at


def listed(
    key: str, make: Callable[[Given], Made], given: Iterable[Given] | None
) -> tuple[Made, ...]:
    """The values of a list, each with its place in the error if it is refused."""
    return tuple(_at(f".{key}[{number}]", make, each) for number, each in enumerate(given or ()))


def score(shape: shapes.Score | int | None) -> Score | None:
    """A score, from its object or its bare number."""
    if shape is None or isinstance(shape, int):
        return None if shape is None else Score(shape)
    if shape.score is None:
        return None
    at = possible_instant("recorded_at", shape.recorded_at)
    return Score(shape.score, at, shape.timezone, shape.source or ScoreSource.TYPED)


def _yes_no(names: Mapping[str, Name], shape: msgspec.Struct | None) -> dict[Name, Any]:
    if shape is None:
        return {}
    answers = msgspec.structs.asdict(shape).items()
    return {names[key]: said for key, said in answers if said is not None}


def _knee_day(shape: shapes.KneeDay) -> KneeDay:
    return KneeDay(
        _at(".morning", score, shape.morning),
        _at(".worst", score, shape.worst),
        shape.areas,
        shape.qualities,
        shape.worse_with,
        _yes_no(_SIGNS, shape.signs),
        shape.swelling_size,
    )


def _run_knee(shape: shapes.RunKnee) -> RunKnee:
    return RunKnee(
        _at(".during", score, shape.during),
        _at(".after", score, shape.after),
        shape.limped,
        shape.turned_sharp,
    )


def _knees(
    make: Callable[[Any], Made], shape: shapes.KneeDays | shapes.RunKnees | None
) -> dict[Knee, Made]:
    found = {}
    if shape is not None:
        for knee, said in ((Knee.LEFT, shape.left), (Knee.RIGHT, shape.right)):
            if said is not None:
                found[knee] = _at(_KNEE_STEPS[knee], make, said)
    return found


def clock_time(text: str) -> time:
    """A local time such as "19:30"; its form was checked before."""
    return time.fromisoformat(text)


def _painkiller(shape: shapes.Painkiller) -> Painkiller:
    return Painkiller(shape.name or "", clock_time(shape.at) if shape.at else None)


def day(shape: shapes.Day) -> Day:
    """A day."""
    possible_instant("recorded_at", shape.recorded_at)
    given = _answered(shape)
    given["knees"] = _knees(_knee_day, shape.knees)
    given["limits"] = _yes_no(_LIMITS, shape.limits)
    given["care"] = _yes_no(_CARE, shape.care)
    given["care_minutes"] = _yes_no(_CARE, shape.care_minutes)
    if shape.painkiller is not None:
        given["painkiller"] = _painkiller(shape.painkiller)
    return Day(**given)


def _source(shape: shapes.Source) -> RunSource:
    possible_instant("imported_at", shape.imported_at)
    given = _answered(shape)
    # A run of unknown origin came at least from an exchange file.
    return RunSource(given.pop("name", ""), given.pop("format", SourceFormat.KNEELOG), **given)


def run(shape: shapes.Run) -> Run:
    """An activity."""
    possible_instant("started_at", shape.started_at)
    given = _answered(shape)
    given["knees"] = _knees(_run_knee, shape.knees)
    if shape.source is not None:
        given["source"] = _at(".source", _source, shape.source)
    return Run(**given)


def _usual_for(shape: shapes.UsualFor) -> UsualFor:
    return UsualFor(shape.kinds or (), shape.surfaces or ())


def _inspection(shape: shapes.Inspection) -> Inspection:
    return Inspection(shape.on, shape.findings or ())


def _limit_change(shape: shapes.LimitChange) -> LimitChange:
    return LimitChange(shape.on, shape.limit_m)


def shoe(shape: shapes.Shoe) -> Shoe:
    """A pair."""
    given = _answered(shape)
    if shape.usual_for is not None:
        given["usual_for"] = _usual_for(shape.usual_for)
    given["inspections"] = listed("inspections", _inspection, shape.inspections)
    given["limit_changes"] = listed("limit_changes", _limit_change, shape.limit_changes)
    return Shoe(**given)


def event(shape: shapes.Event) -> Event:
    """An event."""
    return Event(**_answered(shape))


def person(shape: shapes.Person) -> Person:
    """Who keeps the diary."""
    return Person(**_answered(shape))


def setting_change(shape: shapes.SettingChange) -> SettingChange:
    """A dated change of a setting."""
    possible_instant("at", shape.at)
    return SettingChange(**_answered(shape))


def reminder_state(shape: shapes.Reminder) -> ReminderState | None:
    """What was done with a reminder; None when nothing was. What it said is the rule's to say."""
    if shape.state in {None, StateName.OPEN, StateName.SETTLED}:
        return None
    possible_instant("changed_at", shape.changed_at)
    knee = (shape.evidence or {}).get("knee")
    try:
        return ReminderState(
            Rule(shape.rule),
            shape.subject,
            shape.fired_on,
            StateName(shape.state or ""),
            Knee(knee) if knee in list(Knee) and shape.subject not in list(Knee) else None,
            shape.snoozed_until,
            shape.recheck_on,
            shape.dismiss_reason,
            shape.snoozed_value,
            shape.changed_at,
        )
    except InvalidValueError as error:
        raise InvalidValueError(
            _REMINDER_KEYS.get(error.field, error.field),
            error.reason,
            error.value,
            other=error.other,
        ) from error
