import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from diary.bootstrap.files import read_score_list
from diary.domain.diary import Diary
from diary.domain.errors import DiaryForeignError, DiaryMissingError
from diary.services.sample import sample_diary
from diary.storage.listing import read_scores
from diary.storage.reading import read_diary
from tests.builders import (
    AT,
    ON,
    ZONE,
    a_day,
    a_diary,
    a_knee_day,
    a_run,
    a_run_knee,
    diaries,
    write_new_diary,
)
from tests.thorough import cases


def filled(path: Path, diary: Diary) -> Path:
    path.unlink(missing_ok=True)
    write_new_diary(path, diary)
    return path


@settings(max_examples=cases(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(diary=diaries())
def test_scores_are_those_of_the_diary_in_their_order(tmp_path: Path, diary: Diary) -> None:
    about, scores, problems = read_score_list(filled(tmp_path / "diary.sqlite3", diary))
    assert scores == list(diary.scores())
    assert (about.person, about.settings, problems) == (diary.person, diary.settings, [])


def test_scores_of_a_year_are_those_of_the_diary(tmp_path: Path) -> None:
    diary = sample_diary(400, 3, ON, ZONE)
    _, scores, _ = read_score_list(filled(tmp_path / "diary.sqlite3", diary))
    assert scores == list(diary.scores())


def test_runs_of_one_day_come_by_their_start_and_those_without_one_last(tmp_path: Path) -> None:
    left, right = a_run_knee(1, 2), a_run_knee(3, 4)
    starts = {
        "e": AT,
        "d": AT + timedelta(microseconds=500),
        "c": datetime(2026, 11, 20, 18, 42, 1, tzinfo=UTC),
        "b": None,
        "a": None,
        "f": AT - timedelta(hours=1),
        "g": AT,
    }
    runs = [
        a_run(name, started_at=at, timezone=ZONE, left=left, right=right)
        for name, at in starts.items()
    ]
    diary = a_diary([a_day(left=a_knee_day(5, 6), right=a_knee_day(7, 8))], runs)
    _, scores, _ = read_score_list(filled(tmp_path / "diary.sqlite3", diary))
    assert scores == list(diary.scores())
    order = [each.run_id for each in scores if each.knee == "left" and each.moment == "during"]
    assert order == ["f", "e", "g", "d", "c", "a", "b"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE scores SET score = 99 WHERE moment = 'worst'",
        "UPDATE scores SET moment = 'noon' WHERE moment = 'after'",
        "UPDATE scores SET knee = 'middle' WHERE moment = 'during' AND knee = 'left'",
        "UPDATE scores SET recorded_at = 'late' WHERE moment = 'worst'",
        "UPDATE scores SET timezone = CAST(x'ff' AS TEXT) WHERE moment = 'worst'",
    ],
)
def test_what_cannot_be_read_is_told_as_ever_and_the_rest_is_listed(
    tmp_path: Path, damage: str
) -> None:
    path = filled(tmp_path / "diary.sqlite3", sample_diary(60, 1, ON, ZONE))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(damage)
    diary, expected = read_diary(path, ("days", "runs"))
    assert read_scores(path) is None
    _, scores, problems = read_score_list(path)
    assert scores == list(diary.scores())
    assert problems == expected
    assert problems
    assert scores


def test_a_score_of_a_run_in_the_bin_is_not_listed(tmp_path: Path) -> None:
    path = filled(
        tmp_path / "diary.sqlite3", a_diary(runs=[a_run("a", left=3), a_run("b", left=4)])
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE runs SET deleted_at = '2026-11-20T18:42:00Z' WHERE id = 'a'")
    _, scores, _ = read_score_list(path)
    assert [each.run_id for each in scores] == ["b"]


def test_what_is_no_diary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DiaryMissingError):
        read_score_list(tmp_path / "none.sqlite3")
    (tmp_path / "letter").write_text("Dear diary")
    with pytest.raises(DiaryForeignError):
        read_score_list(tmp_path / "letter")
