"""The bin: what lies in it, when something goes into it, and when it goes for good.

The only code that removes rows. An imported run leaves its file's hash, start and distance behind,
so that the same file is not taken in again.

The thirty days are not left to the clock alone, which may jump:

- What goes into the bin is stamped later than anything the file holds, so that a clock that was
  set back does not make it look old once the clock is right again.
- What the clock calls old stays until the diary itself bears it out: it was written to thirty days
  later, before it was opened this time. A clock that is years ahead for a session takes nothing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from diary.domain.bin import DeletedEntry, Named, Removed, deleted_entry
from diary.domain.change import Change, ChangeSet, EntityKey, apply
from diary.domain.diary import DatedScore, Diary
from diary.domain.knee import Knee, Moment
from diary.domain.run import Sport
from diary.domain.same_run import RunTrace, wall_clock
from diary.storage import save_sql
from diary.storage.columns import CONTENT, ROW
from diary.storage.mapping.cells import UNREADABLE, Row, instant, instant_text, real
from diary.storage.mapping.days import to_score
from diary.storage.reading import Reader, Scores
from diary.storage.writing import Stored, chunks, seal

KEPT = timedelta(days=30)
_LEFT = frozenset({"on", "sport", "started_at", "timezone", "distance_m", "source_sha256"})
_EMPTY = {"title": "", "note": ""}
# What a run names goes before the run, what names a pair before the pair.
_ORDER = (
    *("scores", "knee_days", "days", "events"),
    *("settings", "setting_changes", "person", "contacts", "reminders", "totals", "pt_notes"),
    *("sessions", "plans", "exercises", "run_walk"),
)
# What a person deletes; a setting that is back at its default was not deleted.
_SHOWN = (
    *("shoes", "runs", "days", "knee_days", "scores", "events", "totals", "pt_notes"),
    *("exercises", "plans", "sessions", "run_walk"),
)
_META = len(ROW)
_SOURCE_NAME = _META + CONTENT["runs"].index("source_name")
_SHA256 = _META + CONTENT["runs"].index("source_sha256")
# In a row of its id and content.
_RUN_ID = 1 + CONTENT["scores"].index("run_id")
_LATEST_YEAR = 2199
_TICK = timedelta(microseconds=1)
_SPORTS = {sport.value: sport for sport in Sport}

RowsByTable = Mapping[str, list[Row]]


# ---- into the bin -----------------------------------------------------------------------------


class BinStamp:
    """When things go into the bin: one instant for each write, later than all the file holds."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def next(self, connection: sqlite3.Connection, now: datetime) -> datetime:
        """The instant for the next write; raises `sqlite3.Error`."""
        last = self._last or newest_write(connection)
        # A year that no entry can have is a damaged row's.
        is_usable = last is not None and last.year <= _LATEST_YEAR
        self._last = max(now, last + _TICK) if last is not None and is_usable else now
        return self._last


def newest_write(connection: sqlite3.Connection, before: datetime | None = None) -> datetime | None:
    """When the newest row was written or deleted, of those before an instant.

    None = no row, or one that does not say when. Raises `sqlite3.Error`.
    """
    from diary.storage import statements  # noqa: PLC0415 - loads SQLAlchemy

    found = []
    for table in CONTENT:
        for column in ("updated_at", "deleted_at"):
            sql = statements.newest(table, column, is_before=before is not None)
            values = () if before is None else (instant_text(before),)
            found += [text for (text,) in connection.execute(sql, values) if text is not None]
    try:
        return instant(f"{max(found)}Z") if found else None
    except UNREADABLE:
        return None


# ---- what lies in it --------------------------------------------------------------------------


def deleted_entries(connection: sqlite3.Connection) -> list[DeletedEntry]:
    """What lies in the bin, newest first; in a transaction of the caller's.

    A row that cannot be read is left out. Raises `sqlite3.Error`.
    """
    from diary.storage import statements  # noqa: PLC0415 - loads SQLAlchemy

    by_instant: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for table in _SHOWN:
        for row in connection.execute(statements.rows_in_bin(table)).fetchall():
            if table != "runs" or not _is_emptied(row):
                by_instant[row[3]][table].append((row[0], *row[_META:]))
    removed = [each for at, rows in by_instant.items() for each in _removed(at, rows)]
    present = _present(connection, removed)
    named = Named(
        {shoe.id: shoe for each in removed for shoe in each.shoes},
        {kept.id: kept for each in removed for kept in each.exercises},
        {plan.id: plan for each in removed for plan in each.plans},
    )
    entries = [deleted_entry(each, present, named) for each in removed]
    return sorted(
        (entry for entry in entries if entry is not None),
        key=lambda entry: entry.deleted_at,
        reverse=True,
    )


def run_traces(connection: sqlite3.Connection) -> list[RunTrace]:
    """What tells the runs in the bin again; rows that cannot be read are left out.

    Raises `sqlite3.Error`.
    """
    from diary.storage import statements  # noqa: PLC0415 - loads SQLAlchemy

    found = []
    for row in connection.execute(statements.rows_in_bin("runs")).fetchall():
        with suppress(*UNREADABLE):
            found.append(_trace(row[0], dict(zip(CONTENT["runs"], row[_META:], strict=True))))
    return found


def _trace(run_id: str, cells: Mapping[str, Any]) -> RunTrace:
    started_at = instant(cells["started_at"])
    return RunTrace(
        id=run_id,
        on=date.fromisoformat(cells["on"]),
        started_at=started_at,
        wall=wall_clock(started_at, cells["timezone"]),
        distance_m=real(cells["distance_m"]),
        moving_s=real(cells["moving_s"]),
        elapsed_s=real(cells["elapsed_s"]),
        sha256=cells["source_sha256"] or "",
        external_id=cells["source_external_id"] or "",
        format_key=cells["source_format"] or "",
        sport=_SPORTS.get(cells["sport"]),
    )


def _is_emptied(run_row: Row) -> bool:
    return run_row[_SOURCE_NAME] is None and run_row[_SHA256] is not None


def _removed(at: str, rows: RowsByTable) -> list[Removed]:
    """What went into the bin at one instant; nothing when that cannot be read."""
    try:
        when = datetime.fromisoformat(at)
    except UNREADABLE:
        return []
    reader = Reader()
    with_runs = {None, *(row[0] for row in rows["runs"])}
    together = [row for row in rows["scores"] if row[_RUN_ID] in with_runs]
    apart = [row for row in rows["scores"] if row[_RUN_ID] not in with_runs]
    scores = reader.scores(together)
    return [
        Removed(
            at=when,
            runs=tuple(reader.runs(rows["runs"], scores).values()),
            shoes=tuple(reader.shoes(rows["shoes"])),
            events=tuple(reader.events(rows["events"])),
            days=tuple(reader.days(rows["days"], rows["knee_days"], scores).values()),
            scores=tuple(_dated(apart)),
            totals=tuple(reader.totals(rows["totals"])),
            pt_notes=tuple(reader.pt_notes(rows["pt_notes"])),
            exercises=tuple(reader.exercises(rows["exercises"])),
            plans=tuple(reader.plans(rows["plans"])),
            sessions=tuple(reader.sessions(rows["sessions"])),
            run_walks=tuple(filter(None, [reader.run_walk(rows["run_walk"])])),
        )
    ]


def _dated(score_rows: Iterable[Row]) -> Iterator[DatedScore]:
    for _, on, knee, moment, run_id, *score in score_rows:
        with suppress(*UNREADABLE):
            yield DatedScore(
                date.fromisoformat(on), Knee(knee), Moment(moment), run_id, to_score(*score)
            )


def _present(connection: sqlite3.Connection, removed: Iterable[Removed]) -> Diary:
    """What the diary holds now under the names of what was removed."""
    keys: set[EntityKey] = set()
    files: set[str] = set()
    for each in removed:
        keys |= {("run", run.id) for run in each.runs}
        keys |= {("run", dated.run_id) for dated in each.scores}
        keys |= {("shoe", run.shoe_id) for run in each.runs if run.shoe_id is not None}
        keys |= {("shoe", shoe.id) for shoe in each.shoes}
        keys |= {("event", event.id) for event in each.events}
        keys |= {("total", total.id) for total in each.totals}
        keys |= {("pt_note", note.id) for note in each.pt_notes}
        keys |= _keys_of_plans(each)
        keys |= {("day", day.on) for day in each.days}
        files |= {run.source.sha256 or "" for run in each.runs if run.source is not None}
    again = Reader().runs(_runs_of(connection, sorted(files)), Scores())
    found = [entity for entity in Stored(connection, keys).read.values() if entity is not None]
    return apply(Diary(runs=again), ChangeSet(tuple(Change(None, each) for each in found)))


def _keys_of_plans(removed: Removed) -> set[EntityKey]:
    """Exercises, plans and sessions that were removed, and what these name."""
    exercises = {each.id for each in removed.exercises}
    exercises.update(*(each.exercise_ids for each in removed.plans))
    exercises |= {done.exercise_id for each in removed.sessions for done in each.exercises}
    plans = {plan.id for plan in removed.plans} | {each.plan_id for each in removed.sessions}
    return {
        *(("exercise", identity) for identity in exercises),
        *(("plan", identity) for identity in plans if identity is not None),
        *(("session", session.id) for session in removed.sessions),
        *(("run_walk", "") for _left in removed.run_walks),
    }


def _runs_of(connection: sqlite3.Connection, files: list[str]) -> Iterator[Row]:
    for chunk in chunks(files):
        sql = save_sql.rows_by("runs", "source_sha256", len(chunk), is_live=True)
        for row in connection.execute(sql, chunk):
            yield (row[0], *row[_META:])


# ---- out of it --------------------------------------------------------------------------------


def empty_old(connection: sqlite3.Connection, now: datetime, opened_at: datetime) -> None:
    """Remove what has been in the bin for thirty days; in a transaction of the caller's.

    `opened_at` is when this program opened the diary. Raises `sqlite3.Error`.
    """
    before = now - KEPT
    if not _has_older(connection, before):
        return
    newest = newest_write(connection, before=opened_at)
    if newest is not None:
        _empty(connection, min(before, newest - KEPT))


def empty_all(connection: sqlite3.Connection) -> None:
    """Remove all there is in the bin; in a transaction of the caller's; raises `sqlite3.Error`."""
    _empty(connection, datetime.max.replace(tzinfo=UTC))


def _has_older(connection: sqlite3.Connection, before: datetime) -> bool:
    from diary.storage import statements  # noqa: PLC0415 - loads SQLAlchemy

    return any(
        connection.execute(statements.has_old_in_bin(table), (instant_text(before),)).fetchone()
        for table in (*_SHOWN, "contacts", "reminders")
    )


def _empty(connection: sqlite3.Connection, before: datetime) -> None:
    from diary.storage import statements  # noqa: PLC0415 - loads SQLAlchemy

    instant = instant_text(before)
    for table in _ORDER:
        _remove(connection, table, instant)
    for row in connection.execute(statements.old_runs_in_bin(), (instant,)).fetchall():
        sealed = seal(_emptied(row))
        connection.execute(save_sql.update_row("runs"), (*sealed[1:], sealed[0]))
    # A run that was typed leaves nothing; and a pair goes once no run names it.
    for table in ("runs", "shoes"):
        _remove(connection, table, instant)


def _remove(connection: sqlite3.Connection, table: str, instant: str | None) -> None:
    from diary.storage import statements  # noqa: PLC0415 - loads SQLAlchemy

    removed = connection.execute(statements.empty_bin(table), (instant,)).rowcount
    if removed:
        connection.execute(save_sql.ADD_COUNTS, (0, -removed, table))


def _emptied(row: Row) -> Row:
    cells = zip(CONTENT["runs"], row[_META:], strict=True)
    content = (value if name in _LEFT else _EMPTY.get(name) for name, value in cells)
    return (*row[:_META], *content)
