"""What Today needs, read with the standard library alone before anything heavy is loaded.

Four days with their runs and the help arranged on them, the sessions on them and to come, plans
and exercises, the way back to running, the pairs, the settings, the person and what was done with
reminders; a test holds it equal to what the store loads.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from diary.domain.diary import Diary
from diary.domain.shoe import Shoe
from diary.storage.columns import CONTENT, READABLE_FROM
from diary.storage.database import identify, read_with
from diary.storage.failures import translated
from diary.storage.reading import Reader, fetch

DAYS_BEFORE = timedelta(days=3)
_WITHIN = '"on" BETWEEN ? AND ?'
_OF_DAYS = f"run_id IS NULL AND {_WITHIN}"
_HELP = f"kind = 'help_arranged' AND {_WITHIN}"
_TO_COME = '"on" >= ?'
_OF_RUNS = 'run_id IN (SELECT id FROM runs WHERE deleted_at IS NULL AND "on" BETWEEN ? AND ?)'
# What a pair ran before the four days; its runs within them are in the partial diary.
_RUN_BEFORE = """
    SELECT shoe_id, sum(distance_m) FROM runs
    WHERE deleted_at IS NULL AND shoe_id IS NOT NULL AND "on" < ? GROUP BY shoe_id
"""


def glance(path: Path, on: date) -> Diary:
    """The part of a diary that Today shows on a day: what is about it and the three days before.

    Each pair carries in `distance_before_span_m` what it ran before these days. An empty diary
    for a missing file and for one of a schema with other columns. Raises a `DiaryFileError` for
    what is no diary, newer, damaged or unreadable; writes nothing.
    """
    if not path.exists():
        return Diary()
    if identify(path) < READABLE_FROM:
        return Diary()
    with translated(path):
        return read_with(path, partial(_read, first=on - DAYS_BEFORE, last=on))


def has_entries(path: Path) -> bool:
    """True when anything was ever written into a diary, be it in the bin by now.

    Raises a `DiaryFileError`; writes nothing.
    """
    identify(path)
    with translated(path):
        return read_with(path, _has_rows)


def _has_rows(connection: sqlite3.Connection) -> bool:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    present = [name for (name,) in names if name in CONTENT]
    return any(
        connection.execute(f"SELECT EXISTS (SELECT 1 FROM {name})").fetchone()[0]  # noqa: S608 - of ours
        for name in present
    )


def _read(connection: sqlite3.Connection, first: date, last: date) -> Diary:
    span = (first.isoformat(), last.isoformat())
    reader = Reader()
    problems = reader.problems
    scores = reader.scores(
        fetch(connection, "scores", problems, _OF_DAYS, span)
        + fetch(connection, "scores", problems, _OF_RUNS, span)
    )
    days = fetch(connection, "days", problems, _WITHIN, span)
    knees = fetch(connection, "knee_days", problems, _WITHIN, span)
    runs = fetch(connection, "runs", problems, _WITHIN, span)
    return Diary(
        person=reader.person(
            fetch(connection, "person", problems), fetch(connection, "contacts", problems)
        ),
        settings=reader.settings(fetch(connection, "settings", problems)),
        days=reader.days(days, knees, scores),
        runs=reader.runs(runs, scores),
        shoes=_shoes(connection, reader, span[0]),
        events={
            event.id: event
            for event in reader.events(fetch(connection, "events", problems, _HELP, span))
        },
        reminder_states=reader.reminder_states(fetch(connection, "reminders", problems)),
        exercises={
            kept.id: kept for kept in reader.exercises(fetch(connection, "exercises", problems))
        },
        plans={plan.id: plan for plan in reader.plans(fetch(connection, "plans", problems))},
        sessions={
            session.id: session
            for session in reader.sessions(
                fetch(connection, "sessions", problems, _TO_COME, span[:1])
            )
        },
        run_walk=reader.run_walk(fetch(connection, "run_walk", problems)),
    )


def _shoes(connection: sqlite3.Connection, reader: Reader, before: str) -> dict[str, Shoe]:
    run_before = dict(connection.execute(_RUN_BEFORE, (before,)).fetchall())
    found = {}
    for shoe in reader.shoes(fetch(connection, "shoes", reader.problems)):
        before_m = (shoe.distance_before_span_m or 0.0) + (run_before.get(shoe.id) or 0.0)
        found[shoe.id] = replace(shoe, distance_before_span_m=before_m)
    return found
