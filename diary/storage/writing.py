"""The one write function: a change set into rows, each sealed with its hash, counts kept along.

Only rows that differ are touched. What is taken out goes to the bin; what comes back equal to
what lies there is revived as the same row.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from diary.domain.change import Change, ChangeSet, Entity, EntityKey, key_of, rebase
from diary.domain.person import Person
from diary.domain.settings import Settings
from diary.storage import save_sql
from diary.storage.columns import ROW
from diary.storage.mapping.cells import Row, RowKey, instant_text
from diary.storage.mapping.entities import key_of_row, rows_of
from diary.storage.reading import Reader
from diary.storage.row_hash import row_hash

# Where the rows of an entity stand, and the column that holds its identity.
_PLACES: dict[str, tuple[tuple[str, str | None], ...]] = {
    "shoe": (("shoes", "id"),),
    "run": (("runs", "id"), ("scores", "run_id")),
    "day": (("days", "on"), ("knee_days", "on"), ("scores", "on")),
    "event": (("events", "id"),),
    "settings": (("settings", None),),
    "setting_change": (("setting_changes", "at"),),
    "person": (("person", None), ("contacts", None)),
    "reminder_state": (("reminders", "fired_on"),),
    "total": (("totals", "id"),),
    "pt_note": (("pt_notes", "id"),),
    "exercise": (("exercises", "id"),),
    "plan": (("plans", "id"),),
    "session": (("sessions", "id"),),
    "run_walk": (("run_walk", None),),
}
_BY_OWN_ID = frozenset(
    {"shoes", "runs", "events", "totals", "pt_notes", "exercises", "plans", "sessions"}
)
_META = len(ROW)


def seal(values: Row) -> Row:
    """The row as it is stored: its values and their hash."""
    return (*values, row_hash(values))


def write(
    connection: sqlite3.Connection,
    change_set: ChangeSet,
    at: datetime,
    new_id: Callable[[], str],
    gone_at: Callable[[], datetime],
) -> ChangeSet:
    """Write every change onto what the file holds now, and return them as written.

    `gone_at` is asked when something goes into the bin. To be called in a transaction. Raises
    `StaleChangeError` and `sqlite3.Error`.
    """
    stored = Stored(connection, change_set.keys())
    now: dict[EntityKey, Entity | None] = {}
    done = []
    for change in change_set.changes:
        key = change.key
        current = now[key] if key in now else stored.entity(change)
        fitted = rebase(change, current)
        now[key] = fitted.after
        done.append(fitted)
    plan = _Plan(instant_text(at) or "", new_id, gone_at)
    for key, entity in now.items():
        plan.take(rows_of(stored.read.get(key)), rows_of(entity), stored)
    plan.execute(connection)
    return ChangeSet(tuple(done))


class Stored:
    """What the file holds of the entities that a change set is about."""

    def __init__(self, connection: sqlite3.Connection, keys: Iterable[EntityKey]) -> None:
        self.live: dict[RowKey, Row] = {}
        self.bin: defaultdict[RowKey, list[Row]] = defaultdict(list)
        self.read: dict[EntityKey, Entity | None] = {}
        self._connection = connection
        self._has_bin = {
            table: bool(deleted)
            for table, _, deleted in connection.execute(save_sql.COUNTS).fetchall()
        }
        values: defaultdict[str, list[str]] = defaultdict(list)
        for kind, identity in keys:
            values[kind].append(_text(identity))
        for kind, wanted in values.items():
            self._fetch(kind, wanted)

    def entity(self, change: Change) -> Entity | None:
        """What the file holds under the key of a change."""
        key = change.key
        found = self.read.get(key)
        if found is None and change.before is not None and key[0] in ("person", "settings"):
            # Both are always there for the rest of the program, a row or none.
            found = Person() if key[0] == "person" else Settings()
            self.read[key] = found
        return found

    def _fetch(self, kind: str, wanted: list[str]) -> None:
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for table, column in _PLACES[kind]:
            for row in self._rows(table, column, wanted):
                content = row[_META:]
                natural = key_of_row(table, row[0], content)
                if row[3] is None:
                    self.live[natural] = row
                    rows[table].append((row[0], *content))
                else:
                    self.bin[natural].append(row)
        if rows:
            for entity in _entities(kind, rows):
                self.read[key_of(entity)] = entity

    def _rows(self, table: str, column: str | None, wanted: list[str]) -> Iterator[Row]:
        sides: tuple[bool | None, ...] = (None,)
        if table not in _BY_OWN_ID:
            sides = (True, False) if self._has_bin[table] else (True,)
        for is_live in sides:
            for chunk in chunks(wanted) if column else ([],):
                sql = save_sql.rows_by(table, column, len(chunk), is_live=is_live)
                yield from self._connection.execute(sql, chunk)


def _text(identity: object) -> str:
    if isinstance(identity, date):
        return identity.isoformat()
    if isinstance(identity, tuple):
        # A dated change begins with its instant, what was done with a reminder with its day.
        first = identity[0]
        return (instant_text(first) or "") if isinstance(first, datetime) else _text(first)
    return str(identity)


def chunks(values: list[str]) -> Iterator[list[str]]:
    """Values in lists of one length, the last one filled up with its last value; one stays one."""
    if len(values) == 1:
        yield values
        return
    for start in range(0, len(values), save_sql.CHUNK):
        chunk = values[start : start + save_sql.CHUNK]
        yield chunk + chunk[-1:] * (save_sql.CHUNK - len(chunk))


def _entities(kind: str, rows: defaultdict[str, list[Row]]) -> Iterable[Entity]:
    reader = Reader()
    listed: dict[str, tuple[str, Callable[[list[Row]], Iterable[Entity]]]] = {
        "shoe": ("shoes", reader.shoes),
        "event": ("events", reader.events),
        "total": ("totals", reader.totals),
        "pt_note": ("pt_notes", reader.pt_notes),
        "exercise": ("exercises", reader.exercises),
        "plan": ("plans", reader.plans),
        "session": ("sessions", reader.sessions),
        "setting_change": ("setting_changes", reader.setting_changes),
    }
    if kind in listed:
        table, read = listed[kind]
        return read(rows[table])
    return _joined(kind, rows, reader)


def _joined(kind: str, rows: defaultdict[str, list[Row]], reader: Reader) -> Iterator[Entity]:
    """What is made of the rows of several tables, or is there once."""
    scores = reader.scores(rows["scores"])
    if kind == "day":
        yield from reader.days(rows["days"], rows["knee_days"], scores).values()
    elif kind == "run":
        yield from reader.runs(rows["runs"], scores).values()
    elif kind == "settings":
        yield reader.settings(rows["settings"])
    elif kind == "person":
        yield reader.person(rows["person"], rows["contacts"])
    elif kind == "reminder_state":
        yield from reader.reminder_states(rows["reminders"]).values()
    elif run_walk := reader.run_walk(rows["run_walk"]):
        yield run_walk


@dataclass(slots=True)
class _Plan:
    """The rows to write, by table."""

    at: str
    new_id: Callable[[], str]
    gone_at: Callable[[], datetime]
    inserts: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    updates: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    more: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    gone: str = ""

    def take(self, before: dict[RowKey, Row], after: dict[RowKey, Row], stored: Stored) -> None:
        """Plan what turns the rows of one entity into others."""
        for natural in before.keys() - after.keys():
            row = stored.live.get(natural)
            if row is not None:
                self._update(natural, row, row[_META:], deleted_at=self._gone())
                self._count(natural, -1, 1)
        for natural, content in after.items():
            if before.get(natural) == content:
                continue
            row = stored.live.get(natural)
            if row is None:
                self._add(natural, content, stored.bin.get(natural, []))
            else:
                self._update(natural, row, content, deleted_at=None)

    def _gone(self) -> str:
        # What is deleted together carries one instant, by which it comes back together.
        self.gone = self.gone or instant_text(self.gone_at()) or ""
        return self.gone

    def _add(self, natural: RowKey, content: Row, in_bin: list[Row]) -> None:
        table = str(natural[0])
        by_own_id = table in _BY_OWN_ID
        for row in in_bin:
            if by_own_id or row[_META:] == content:
                self._update(natural, row, content, deleted_at=None)
                self._count(natural, 1, -1)
                return
        identity = str(natural[1]) if by_own_id else self.new_id()
        self.inserts[table].append(seal((identity, self.at, self.at, None, *content)))
        self._count(natural, 1, 0)

    def _update(self, natural: RowKey, row: Row, content: Row, *, deleted_at: str | None) -> None:
        sealed = seal((row[0], row[1], self.at, deleted_at, *content))
        self.updates[str(natural[0])].append((*sealed[1:], sealed[0]))

    def _count(self, natural: RowKey, live: int, deleted: int) -> None:
        more = self.more[str(natural[0])]
        more[0] += live
        more[1] += deleted

    def execute(self, connection: sqlite3.Connection) -> None:
        """Write the rows, what leaves first."""
        for table, rows in self.updates.items():
            connection.executemany(save_sql.update_row(table), rows)
        for table, rows in self.inserts.items():
            connection.executemany(save_sql.insert_row(table), rows)
        changed = [(*more, table) for table, more in self.more.items() if any(more)]
        connection.executemany(save_sql.ADD_COUNTS, changed)
