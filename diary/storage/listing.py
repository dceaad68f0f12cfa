"""Every score of a diary in its order, without the days and runs around it; reads only.

Only for a file that is as it was written: what is left of another one is told by `reading.py`.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from diary.domain.diary import DatedScore, Diary
from diary.domain.errors import DiaryDamagedError, DiaryForeignError
from diary.domain.file_problem import Problem
from diary.domain.knee import Knee, Moment
from diary.storage.database import identify, read_with
from diary.storage.failures import translated
from diary.storage.mapping.cells import UNREADABLE
from diary.storage.mapping.days import to_score
from diary.storage.mapping.making import maker
from diary.storage.reading import Reader, fetch

_dated_score = maker(DatedScore)
_KNEES = {knee.value: knee for knee in Knee}
_OF_A_DAY = {moment.value: moment for moment in Moment if not moment.belongs_to_run}
_OF_A_RUN = {moment.value: moment for moment in Moment if moment.belongs_to_run}
# The order of `Diary.scores`. Without its Z an instant with parts of a second sorts as text, too.
_SCORES = """
    SELECT coalesce(runs."on", scores."on"), scores.knee, scores.moment, scores.run_id,
        scores.score, scores.recorded_at, scores.timezone, scores.source
    FROM scores LEFT JOIN runs ON runs.id = scores.run_id
    WHERE scores.deleted_at IS NULL
        AND (scores.run_id IS NULL OR (runs.id IS NOT NULL AND runs.deleted_at IS NULL))
    ORDER BY 1, scores.knee,
        CASE scores.moment WHEN 'morning' THEN 0 WHEN 'worst' THEN 2 ELSE 1 END,
        runs.started_at IS NULL, rtrim(runs.started_at, 'Z'), runs.id,
        scores.moment = 'after'
"""


def read_scores(path: Path) -> tuple[Diary, list[DatedScore], list[Problem]] | None:
    """Person and settings, every score in the order of `Diary.scores`, and unreadable settings.

    None = the file is damaged and has to be read with more care. Needs no SQLAlchemy. Raises a
    `DiaryFileError` when there is no file, or it is newer or may not be read.
    """
    try:
        identify(path)
        with translated(path):
            return read_with(path, _read)
    except (DiaryDamagedError, DiaryForeignError, *UNREADABLE):
        return None


def _read(connection: sqlite3.Connection) -> tuple[Diary, list[DatedScore], list[Problem]]:
    reader = Reader()
    about = Diary(
        person=reader.person(
            fetch(connection, "person", reader.problems),
            fetch(connection, "contacts", reader.problems),
        ),
        settings=reader.settings(fetch(connection, "settings", reader.problems)),
    )
    days: dict[str, date] = {}
    scores = []
    for on, knee, moment, run_id, *told in connection.execute(_SCORES):
        day = days.get(on)
        if day is None:
            day = days[on] = date.fromisoformat(on)
        moments = _OF_A_DAY if run_id is None else _OF_A_RUN
        scores.append(_dated_score(day, _KNEES[knee], moments[moment], run_id, to_score(*told)))
    return about, scores, reader.problems
