"""All rows of an entity, each with the natural key under which the diary holds it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from diary.domain.change import Entity
from diary.domain.day import Day
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.person import Person
from diary.domain.plan import Plan
from diary.domain.pt_note import PtNote
from diary.domain.reminder_state import ReminderState
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session
from diary.domain.settings import SettingChange, Settings
from diary.domain.shoe import Shoe
from diary.domain.total import Total
from diary.storage.columns import CONTENT
from diary.storage.mapping.cells import Row, RowKey
from diary.storage.mapping.days import day_rows
from diary.storage.mapping.person import (
    event_rows,
    person_rows,
    setting_change_rows,
    settings_rows,
)
from diary.storage.mapping.plans import (
    exercise_rows,
    plan_rows,
    run_walk_rows,
    session_rows,
)
from diary.storage.mapping.reminders import reminder_state_rows
from diary.storage.mapping.runs import run_rows
from diary.storage.mapping.shoes import shoe_rows
from diary.storage.mapping.visits import pt_note_rows, total_rows

# Columns that make the natural key of a table whose rows have an id of their own.
_NATURAL = {
    table: tuple(CONTENT[table].index(name) for name in names)
    for table, names in {
        "days": ("on",),
        "knee_days": ("on", "knee"),
        "settings": ("name",),
        "setting_changes": ("at", "name"),
        "person": (),
        "contacts": ("kind",),
        "reminders": ("fired_on", "rule", "subject", "knee"),
        "run_walk": (),
    }.items()
}

_ROWS: dict[type[Entity], Callable[[Any], Iterator[tuple[RowKey, Row]]]] = {
    Day: day_rows,
    Run: run_rows,
    Shoe: shoe_rows,
    Event: event_rows,
    Person: person_rows,
    Settings: settings_rows,
    SettingChange: setting_change_rows,
    ReminderState: reminder_state_rows,
    Total: total_rows,
    PtNote: pt_note_rows,
    KeptExercise: exercise_rows,
    Plan: plan_rows,
    Session: session_rows,
    RunWalk: run_walk_rows,
}


def rows_of(entity: Entity | None) -> dict[RowKey, Row]:
    """Content of every row that keeps the entity; no rows for None."""
    return {} if entity is None else dict(_ROWS[type(entity)](entity))


def key_of_row(table: str, identity: str, content: Row) -> RowKey:
    """The natural key of a stored row, equal to the one `rows_of` gives it."""
    if table == "scores":
        on, knee, moment, run_id = content[:4]
        return (table, None if run_id else on, run_id, knee, moment)
    if table in _NATURAL:
        return (table, *(content[index] for index in _NATURAL[table]))
    return (table, identity)
