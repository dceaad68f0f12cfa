"""From domain values to the shapes of a file, and these to bytes: equal diaries, equal bytes.

Each member stands on a line of its own, so that two files can be compared with any tool.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

import msgspec

from diary.domain.day import Day, Painkiller
from diary.domain.event import Event
from diary.domain.knee import Knee, KneeDay, Score
from diary.domain.person import Person
from diary.domain.reminder_state import ReminderKey, ReminderState
from diary.domain.run import Run, RunKnee, RunSource
from diary.domain.settings import SettingChange
from diary.domain.shoe import Shoe
from diary.formats import exchange_shapes as shapes

Told = TypeVar("Told")
Shape = TypeVar("Shape")

_ENCODER = msgspec.json.Encoder()
encode = _ENCODER.encode


def _by_name(shape: type[Shape], value: object) -> Shape:
    """A shape whose fields are those of a domain value, as they are."""
    names: tuple[str, ...] = shape.__struct_fields__  # type: ignore[attr-defined] # it is a Struct
    return shape(**{name: getattr(value, name) for name in names})


def score(value: Score | None) -> shapes.Score | None:
    """A score as an object."""
    if value is None:
        return None
    return shapes.Score(value.value, value.recorded_at, value.timezone, value.source)


def _yes_no(shape: type[Shape], told: Mapping[Told, object]) -> Shape:
    return shape(**{str(name): said for name, said in told.items()})


def _knee_day(value: KneeDay) -> shapes.KneeDay:
    return shapes.KneeDay(
        score(value.morning),
        score(value.worst),
        value.areas,
        value.qualities,
        value.worse_with,
        _yes_no(shapes.Signs, value.signs) if value.signs else None,
        value.swelling_size,
    )


def _run_knee(value: RunKnee) -> shapes.RunKnee:
    return shapes.RunKnee(score(value.during), score(value.after), value.limped, value.turned_sharp)


def _painkiller(value: Painkiller | None) -> shapes.Painkiller | None:
    if value is None:
        return None
    at = value.at
    if at is None:
        return shapes.Painkiller(value.name)
    is_whole_minute = not at.second and not at.microsecond
    return shapes.Painkiller(value.name, at.isoformat("minutes" if is_whole_minute else "auto"))


def day(value: Day) -> shapes.Day:
    """A day."""
    knees = value.knees
    left, right = knees.get(Knee.LEFT), knees.get(Knee.RIGHT)
    return shapes.Day(
        on=value.on,
        recorded_at=value.recorded_at,
        knees=shapes.KneeDays(
            None if left is None else _knee_day(left), None if right is None else _knee_day(right)
        ),
        plan=value.plan,
        held_back=value.held_back,
        away=value.away,
        limits=_yes_no(shapes.Limits, value.limits),
        care=_yes_no(shapes.Care, value.care),
        care_own=value.care_own,
        care_minutes=_yes_no(shapes.CareMinutes, value.care_minutes),
        painkiller=_painkiller(value.painkiller),
        note=value.note,
    )


def _source(value: RunSource | None) -> shapes.Source | None:
    if value is None:
        return None
    # Written out: an imported diary has one for each of its runs.
    return shapes.Source(
        name=value.name,
        member=value.member,
        sha256=value.sha256,
        format=value.format,
        external_id=value.external_id,
        imported_at=value.imported_at,
    )


_RUN_AS_IT_IS = tuple(
    name for name in shapes.Run.__struct_fields__ if name not in {"knees", "source"}
)
_run_values = attrgetter(*_RUN_AS_IT_IS)


def run(value: Run) -> shapes.Run:
    """An activity."""
    knees = value.knees
    left, right = knees.get(Knee.LEFT), knees.get(Knee.RIGHT)
    return shapes.Run(
        **dict(zip(_RUN_AS_IT_IS, _run_values(value), strict=True)),
        knees=shapes.RunKnees(
            None if left is None else _run_knee(left), None if right is None else _run_knee(right)
        ),
        source=_source(value.source),
    )


def shoe(value: Shoe) -> shapes.Shoe:
    """A pair."""
    shape = _by_name(shapes.Shoe, value)
    shape.usual_for = _by_name(shapes.UsualFor, value.usual_for)
    shape.inspections = tuple(_by_name(shapes.Inspection, each) for each in value.inspections)
    shape.limit_changes = tuple(_by_name(shapes.LimitChange, each) for each in value.limit_changes)
    return shape


def event(value: Event) -> shapes.Event:
    """An event."""
    return _by_name(shapes.Event, value)


def person(value: Person) -> shapes.Person:
    """Who keeps the diary."""
    return _by_name(shapes.Person, value)


def setting_change(value: SettingChange) -> shapes.SettingChange:
    """A dated change of a setting."""
    return _by_name(shapes.SettingChange, value)


def reminders(
    states: Mapping[ReminderKey, ReminderState], told: Sequence[Mapping[str, object]]
) -> Iterator[Mapping[str, object]]:
    """What reminders said, each with what was done with it, then what was done with others.

    `told` are rows by the keys of the format.
    """
    left = dict(states)
    for row in told:
        evidence = row.get("evidence")
        knee = evidence.get("knee") if isinstance(evidence, Mapping) else None
        places = [(row["fired_on"], row["rule"], row["subject"], each) for each in (knee, None)]
        found = [left.pop(place) for place in places if place in left]
        yield {**row, **_done(found[0])} if found else row
    for state in sorted(left.values(), key=lambda each: (*map(str, each.key),)):
        about = {} if state.knee is None else {"evidence": {"knee": state.knee}}
        key = {"rule": state.rule, "subject": state.subject, "fired_on": state.fired_on}
        yield {**key, **_done(state), **about}


def _done(state: ReminderState) -> dict[str, object]:
    return {
        "state": state.state,
        "changed_at": state.at,
        "snoozed_until": state.until,
        "snoozed_value": state.value,
        "recheck_on": state.recheck_on,
        "dismiss_reason": state.reason,
    }


def listed(make: Callable[[Told], object], values: Iterable[Told]) -> bytes:
    """A JSON list with each member on its line."""
    lines = [_ENCODER.encode(make(value)) for value in values]
    return b"[\n" + b",\n".join(lines) + b"\n]" if lines else b"[]"


def document(parts: Mapping[str, bytes]) -> bytes:
    """A JSON object of parts that are encoded already, each on a line of its own."""
    lines = [_ENCODER.encode(key) + b": " + part for key, part in parts.items()]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"
