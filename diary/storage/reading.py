"""Rows of a file into one diary; a row that cannot be read costs itself and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.event import Event
from diary.domain.exercise import KeptExercise
from diary.domain.file_problem import Problem, ProblemCode
from diary.domain.knee import Knee, KneeDay, Score
from diary.domain.person import Person
from diary.domain.plan import Plan
from diary.domain.pt_note import PtNote
from diary.domain.reminder_state import ReminderKey, ReminderState
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session
from diary.domain.settings import SettingChange, Settings
from diary.domain.shoe import Shoe
from diary.domain.total import Total
from diary.storage.columns import CONTENT, has_table, select
from diary.storage.database import identify, read_with
from diary.storage.failures import READ_ERRORS, translated
from diary.storage.mapping.cells import UNREADABLE, Row
from diary.storage.mapping.days import to_day, to_knee_day, to_score
from diary.storage.mapping.person import (
    to_contact,
    to_event,
    to_person,
    to_setting,
    to_setting_change,
    to_settings,
)
from diary.storage.mapping.plans import to_exercise, to_plan, to_run_walk, to_session
from diary.storage.mapping.reminders import to_reminder_state
from diary.storage.mapping.runs import to_run
from diary.storage.mapping.shoes import to_shoe
from diary.storage.mapping.visits import to_pt_note, to_total
from diary.storage.migrations.runner import schema_of

_KNEES = {knee.value: knee for knee in Knee}
_OF_A_DAY = frozenset({"morning", "worst"})
_OF_A_RUN = frozenset({"during", "after"})
# The tables of each kind of entry, and which of their rows.
_PLACES = {
    "days": (("days", ""), ("knee_days", ""), ("scores", "run_id IS NULL")),
    "runs": (("runs", ""), ("scores", "run_id IS NOT NULL")),
    "shoes": (("shoes", ""),),
    "events": (("events", ""),),
    "totals": (("totals", ""),),
    "pt_notes": (("pt_notes", ""),),
    "exercises": (("exercises", ""),),
    "plans": (("plans", ""),),
    "sessions": (("sessions", ""),),
    "run_walk": (("run_walk", ""),),
}
_ALWAYS = (
    *(("person", ""), ("contacts", ""), ("settings", "")),
    *(("setting_changes", ""), ("reminders", "")),
)
KINDS = frozenset(_PLACES)
# Rows that are held as rows at a time.
_AT_ONCE = 256

Value = TypeVar("Value")


@dataclass(slots=True)
class Scores:
    """Scores of days by day and knee, then moment; scores of runs by run, then knee and moment."""

    of_days: dict[tuple[str, str], dict[str, Score]] = field(default_factory=dict)
    of_runs: dict[str, dict[tuple[str, str], Score]] = field(default_factory=dict)


class Reader:
    """Makes values of rows (id and content) and collects what could not be read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def diary(self, rows: Mapping[str, Iterable[Row]]) -> Diary:
        """The diary that these rows of each table make."""
        scores = self.scores(rows["scores"])
        return Diary(
            self.person(rows["person"], rows["contacts"]),
            self.settings(rows["settings"]),
            self.setting_changes(rows["setting_changes"]),
            self.days(rows["days"], rows["knee_days"], scores),
            self.runs(rows["runs"], scores),
            {shoe.id: shoe for shoe in self.shoes(rows["shoes"])},
            {event.id: event for event in self.events(rows["events"])},
            self.reminder_states(rows["reminders"]),
            {total.id: total for total in self.totals(rows["totals"])},
            {note.id: note for note in self.pt_notes(rows["pt_notes"])},
            {each.id: each for each in self.exercises(rows["exercises"])},
            {plan.id: plan for plan in self.plans(rows["plans"])},
            {session.id: session for session in self.sessions(rows["sessions"])},
            self.run_walk(rows["run_walk"]),
        )

    def scores(self, rows: Iterable[Row]) -> Scores:
        """All scores, sorted to where they belong."""
        found = Scores()
        of_days, of_runs = found.of_days, found.of_runs
        for identity, on, knee, moment, run_id, score, recorded_at, zone, source in rows:
            try:
                value = to_score(score, recorded_at, zone, source)
                if knee not in _KNEES or moment not in (_OF_A_DAY if run_id is None else _OF_A_RUN):
                    raise ValueError(moment)
            except UNREADABLE:
                self._unreadable("scores", identity)
                continue
            if run_id is None:
                of_days.setdefault((on, knee), {})[moment] = value
            else:
                of_runs.setdefault(run_id, {})[knee, moment] = value
        return found

    def days(
        self, day_rows: Iterable[Row], knee_rows: Iterable[Row], scores: Scores
    ) -> dict[date, Day]:
        """Every day that has a row, a knee or a score."""
        knees: dict[str, dict[Knee, KneeDay]] = {}
        left = dict(scores.of_days)
        for row in knee_rows:
            place = (row[1], row[2])
            try:
                knee, said = _KNEES[row[2]], to_knee_day(row, left.get(place, {}))
            except UNREADABLE:
                self._unreadable("knee_days", row[0])
            else:
                knees.setdefault(row[1], {})[knee] = said
                left.pop(place, None)
        for (on, side), by_moment in left.items():
            said = KneeDay(by_moment.get("morning"), by_moment.get("worst"))
            knees.setdefault(on, {})[_KNEES[side]] = said
        found = {}
        for row in day_rows:
            try:
                day = to_day(row, knees.get(row[1], {}))
            except UNREADABLE:
                self._unreadable("days", row[0])
            else:
                found[day.on] = day
                knees.pop(row[1], None)
        for on, said_knees in knees.items():
            try:
                day = Day(date.fromisoformat(on), said_knees)
                found[day.on] = day
            except UNREADABLE:
                self._unreadable("scores", on)
        return found

    def runs(self, rows: Iterable[Row], scores: Scores) -> dict[str, Run]:
        """Every activity with its scores."""
        of_runs, found, none = scores.of_runs, {}, dict[tuple[str, str], Score]()
        for row in rows:
            try:
                found[row[0]] = to_run(row, of_runs.get(row[0], none))
            except UNREADABLE:
                self._unreadable("runs", row[0])
        return found

    def shoes(self, rows: Iterable[Row]) -> list[Shoe]:
        """Every pair."""
        return self._each("shoes", rows, to_shoe)

    def events(self, rows: Iterable[Row]) -> list[Event]:
        """Every event."""
        return self._each("events", rows, to_event)

    def totals(self, rows: Iterable[Row]) -> list[Total]:
        """Every total of a form."""
        return self._each("totals", rows, to_total)

    def pt_notes(self, rows: Iterable[Row]) -> list[PtNote]:
        """Every note of a PT."""
        return self._each("pt_notes", rows, to_pt_note)

    def exercises(self, rows: Iterable[Row]) -> list[KeptExercise]:
        """Every exercise."""
        return self._each("exercises", rows, to_exercise)

    def plans(self, rows: Iterable[Row]) -> list[Plan]:
        """Every plan."""
        return self._each("plans", rows, to_plan)

    def sessions(self, rows: Iterable[Row]) -> list[Session]:
        """Every session."""
        return self._each("sessions", rows, to_session)

    def run_walk(self, rows: Iterable[Row]) -> RunWalk | None:
        """The way back to running; None without a row."""
        return next(iter(self._each("run_walk", rows, to_run_walk)), None)

    def person(self, rows: Iterable[Row], contact_rows: Iterable[Row]) -> Person:
        """The person and whom they call; nobody in particular without a row."""
        person = next(iter(self._each("person", rows, to_person)), None) or Person()
        # One a kind, whatever a damaged file holds.
        by_kind = {each.kind: each for each in self._each("contacts", contact_rows, to_contact)}
        return replace(person, contacts=tuple(by_kind.values())) if by_kind else person

    def settings(self, rows: Iterable[Row]) -> Settings:
        """The settings; one that cannot be is its default."""
        settings, left_out = to_settings(dict(self._each("settings", rows, to_setting)))
        for name in left_out:
            self._unreadable("settings", name)
        return settings

    def setting_changes(self, rows: Iterable[Row]) -> tuple[SettingChange, ...]:
        """The dated changes, oldest first."""
        found = self._each("setting_changes", rows, to_setting_change)
        return tuple(sorted(found, key=lambda change: (change.at, change.name)))

    def reminder_states(self, rows: Iterable[Row]) -> dict[ReminderKey, ReminderState]:
        """What was done with reminders."""
        return {each.key: each for each in self._each("reminders", rows, to_reminder_state)}

    def _each(self, table: str, rows: Iterable[Row], decode: Callable[[Row], Value]) -> list[Value]:
        found = []
        for row in rows:
            try:
                found.append(decode(row))
            except UNREADABLE:
                self._unreadable(table, row[0])
        return found

    def _unreadable(self, table: str, identity: str) -> None:
        self.problems.append(Problem(ProblemCode.UNREADABLE_ROW, f"{table}/{identity}"))


def rows_of(
    connection: sqlite3.Connection,
    table: str,
    problems: list[Problem],
    where: str = "",
    values: Sequence[object] = (),
) -> Iterator[Row]:
    """Id and content of a table's rows outside the bin, a few at a time; raises `sqlite3.Error`.

    None of a table that the schema of the file does not have yet. Text that is no UTF-8 any more is
    read as far as it goes and noted in `problems`. One table is gone through at a time, in one
    transaction.
    """
    if not has_table(schema_of(connection), table):
        return
    sql, read = select(table, where), 0
    try:
        for some in _in_parts(connection.execute(sql, values)):
            yield from some
            read += len(some)
    except sqlite3.OperationalError as error:
        if "UTF-8" not in str(error):
            raise
    else:
        return
    problems.append(Problem(ProblemCode.UNREADABLE_TEXT, table))
    usual = connection.text_factory
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        yield from islice(connection.execute(sql, values), read, None)
    finally:
        connection.text_factory = usual


def fetch(
    connection: sqlite3.Connection,
    table: str,
    problems: list[Problem],
    where: str = "",
    values: Sequence[object] = (),
) -> list[Row]:
    """The same, all of them or none."""
    return list(rows_of(connection, table, problems, where, values))


def _in_parts(cursor: sqlite3.Cursor) -> Iterator[list[Row]]:
    while some := cursor.fetchmany(_AT_ONCE):
        yield some


def read_rows(connection: sqlite3.Connection, problems: list[Problem]) -> dict[str, list[Row]]:
    """Every row outside the bin; raises `sqlite3.Error`."""
    return {table: fetch(connection, table, problems) for table in CONTENT}


def diary_of(connection: sqlite3.Connection, problems: list[Problem]) -> Diary:
    """The diary of all rows outside the bin; raises `sqlite3.Error`.

    To be called within a transaction. Rows are let go as soon as they became values: all of them at
    once would be twice what the values take.
    """
    reader = Reader()
    diary = reader.diary({table: rows_of(connection, table, problems) for table in CONTENT})
    problems += reader.problems
    return diary


def read_diary(path: Path, kinds: Collection[str] = KINDS) -> tuple[Diary, list[Problem]]:
    """As much of a diary as can be read, and what could not; writes nothing.

    Needs no SQLAlchemy, and reads only the `kinds` of entries that are asked for (person and
    settings always), so that a listing starts at once. Raises a `DiaryFileError` when the file is
    no diary or newer; a broken table is a problem and left out, see `salvage` for what is left.
    """
    identify(path)
    with translated(path):
        return read_with(path, lambda connection: _read_what_is_left(connection, kinds))


def _read_what_is_left(
    connection: sqlite3.Connection, kinds: Collection[str]
) -> tuple[Diary, list[Problem]]:
    reader = Reader()
    rows: dict[str, list[Row]] = {table: [] for table in CONTENT}
    places = [place for kind, found in _PLACES.items() if kind in kinds for place in found]
    for table, where in (*places, *_ALWAYS):
        try:
            rows[table] += fetch(connection, table, reader.problems, where)
        except READ_ERRORS:
            reader.problems.append(Problem(ProblemCode.UNREADABLE_TABLE, table))
    return reader.diary(rows), reader.problems
