"""The person, the settings and the events from rows and back.

A setting has a row while it differs from its default, so that defaults may improve.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from diary.domain.errors import InvalidValueError
from diary.domain.event import Event, EventKind
from diary.domain.knee import Knee
from diary.domain.person import Contact, ContactKind, Person, Season
from diary.domain.rule import Rule
from diary.domain.settings import (
    DistanceUnit,
    LimitPreset,
    SetBy,
    SettingChange,
    Settings,
    WeightUnit,
)
from diary.storage.mapping.cells import (
    YES_NO,
    Row,
    RowKey,
    by_value,
    chosen_list,
    day,
    day_text,
    instant,
    instant_text,
    json_text,
    key,
    list_text,
    real,
    texts,
    whole,
)

_KNEES = by_value(Knee)
_SEASONS, _PRESETS, _SET_BY = by_value(Season), by_value(LimitPreset), by_value(SetBy)
_OF_KIND = {"distance_unit": DistanceUnit, "weight_unit": WeightUnit}
_NAMES = frozenset(each.name for each in fields(Settings))


def to_event(row: Row) -> Event:
    """An event from its row."""
    identity, on, until, kind, knee, text, findings = row
    side = _KNEES[knee]
    first = date.fromisoformat(on)
    return Event(identity, first, EventKind(kind), day(until), side, text, texts(findings))


def event_rows(event: Event) -> Iterator[tuple[RowKey, Row]]:
    """The one row of an event."""
    on, until = event.on.isoformat(), day_text(event.until)
    kind, knee = event.kind.value, key(event.knee)
    yield ("events", event.id), (on, until, kind, knee, event.text, json_text(event.findings))


def to_contact(row: Row) -> Contact:
    """Somebody to call from their row."""
    _, kind, name, phone = row
    return Contact(ContactKind(kind), name, phone)


def to_person(row: Row) -> Person:
    """The person from their row, without whom they call."""
    _, name, initials, code, knees, zone, season, since_year, trouble_on = row[:9]
    earlier, longest_m, visit_on, questions, goal = row[9:]
    return Person(
        name,
        initials,
        code,
        chosen_list(Knee, knees) or (),
        zone,
        _SEASONS[season],
        since_year,
        day(trouble_on),
        YES_NO[earlier],
        longest_m,
        day(visit_on),
        texts(questions),
        goal,
    )


def person_rows(person: Person) -> Iterator[tuple[RowKey, Row]]:
    """The one row of the person, and one for each contact."""
    for contact in person.contacts:
        kind = contact.kind.value
        yield ("contacts", kind), (kind, contact.name, contact.phone)
    yield (
        ("person",),
        (
            person.name,
            person.initials,
            person.code,
            list_text(person.tracked_knees),
            person.timezone,
            key(person.season),
            whole(person.running_since_year),
            day_text(person.trouble_since_on),
            whole(person.earlier_knee_problem),
            real(person.longest_recent_run_m),
            day_text(person.next_visit_on),
            json_text(person.questions),
            person.goal,
        ),
    )


def to_setting(row: Row) -> tuple[str, Any]:
    """Name and value of a setting from its row; the value is not checked against its bounds."""
    _, name, text = row
    if name not in _NAMES:
        raise KeyError(name)
    value = json.loads(text)
    if name == "day_turnover":
        return name, time.fromisoformat(value)
    if name == "cadence_taken_up_on":
        return name, date.fromisoformat(value)
    if name == "rules_off":
        return name, frozenset(Rule(each) for each in value)
    return name, _OF_KIND[name](value) if name in _OF_KIND else value


def to_settings(chosen: Mapping[str, Any]) -> tuple[Settings, list[str]]:
    """The settings, and the names of those that were left out since their values cannot be."""
    kept: dict[str, Any] = dict(chosen)
    left_out: list[str] = []
    while True:
        try:
            return Settings(**kept), left_out
        except (InvalidValueError, TypeError) as error:
            field = error.field if isinstance(error, InvalidValueError) else ""
            name = field if field in kept else next(iter(kept))
            del kept[name]
            left_out.append(name)


def settings_rows(settings: Settings) -> Iterator[tuple[RowKey, Row]]:
    """One row for each setting that differs from its default."""
    for name, value in settings.chosen().items():
        if isinstance(value, time | date):
            told: object = value.isoformat()
        else:
            told = sorted(value) if isinstance(value, frozenset) else value
        yield ("settings", name), (name, json_text(told))


def to_setting_change(row: Row) -> SettingChange:
    """A dated change of a setting from its row."""
    _, at, name, value, preset, set_by, initials = row
    when = instant(at)
    if when is None:
        raise ValueError(at)
    return SettingChange(when, name, json.loads(value), _PRESETS[preset], _SET_BY[set_by], initials)


def setting_change_rows(change: SettingChange) -> Iterator[tuple[RowKey, Row]]:
    """The one row of a dated change."""
    at, preset, set_by = instant_text(change.at), key(change.preset), key(change.set_by)
    row = (at, change.name, json_text(change.value), preset, set_by, change.initials)
    yield ("setting_changes", at, change.name), row
