"""The files that rounds begin with, made once and copied."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from diary import bootstrap
from diary.domain.change import whole_diary
from diary.domain.diary import Diary
from diary.services.sample import sample_diary
from diary.storage.row_hash import row_hash
from tests.builders_files import FitSession, GpxTrack, fit_file, gpx_file, line_of_points

RELEASED = Path(__file__).resolve().parents[1] / "data" / "schema_0001.sqlite3"
LAST_ON = date(2026, 11, 20)
FILES = 12
_DAYS = 60
# Enough for a step to write many pages.
_OLD_TURNS = 120
_LONG_AGO = date(2020, 1, 1)


class Templates:
    """Diaries and files in a folder of their own; nothing that is returned may be written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @cached_property
    def empty(self) -> Path:
        """A diary without entries."""
        return self.diary("empty", Diary())

    @cached_property
    def filled(self) -> Path:
        """A diary of a few weeks."""
        return self.diary("filled", self.weeks)

    @cached_property
    def weeks(self) -> Diary:
        """What is in it."""
        return sample_diary(days=_DAYS, seed=1, last_on=LAST_ON, zone="Europe/Lisbon")

    def diary(self, name: str, content: Diary) -> Path:
        """A closed diary with this content."""
        path = self._folder / f"{name}.sqlite3"
        store = bootstrap.create_store(path)
        store.write(whole_diary(content))
        store.close()
        return path

    @cached_property
    def watch(self) -> Path:
        """A folder of activity files, every other one FIT and GPX."""
        folder = self._folder / "watch"
        folder.mkdir()
        for number in range(FILES):
            start = datetime(2026, 3, 1, 7, tzinfo=UTC) + timedelta(days=number)
            if number % 2:
                points = line_of_points(start, count=30)
                (folder / f"{number:02}.gpx").write_text(gpx_file(GpxTrack([points])))
            else:
                (folder / f"{number:02}.fit").write_bytes(fit_file(FitSession(start)))
        return folder

    @cached_property
    def old(self) -> Path:
        """A diary of the first schema with many days in it."""
        path = self._folder / "old.sqlite3"
        shutil.copy(RELEASED, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN")
            for table in ("days", "knee_days", "scores"):
                for row in list(_more(connection, table)):
                    marks = ", ".join("?" * len(row))
                    connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
                count = connection.execute(
                    f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL"
                ).fetchone()
                connection.execute(
                    "UPDATE counts SET live = ? WHERE table_name = ?", (*count, table)
                )
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path


def _more(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Rows like those that are there, on earlier days, sealed as the first schema seals them."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE deleted_at IS NULL")
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchall()
    place = names.index("on")
    days = sorted({row[place] for row in rows})
    for turn in range(_OLD_TURNS):
        for number, row in enumerate(rows):
            cells = dict(zip(names, row, strict=True))
            if cells.get("run_id") is not None:
                continue
            on = _LONG_AGO + timedelta(days=turn * len(days) + days.index(row[place]))
            cells["id"] = f"0190{turn:04x}-0000-7000-8000-{number:012x}"
            cells["on"] = on.isoformat()
            sealed = tuple(cells.values())[:-1]
            yield (*sealed, row_hash(sealed))
