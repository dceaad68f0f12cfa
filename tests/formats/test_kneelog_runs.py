from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Moment, Score
from diary.domain.reading import ReadFile, ReadRequest, ReadScore, Refusal
from diary.domain.run import Run, RunKnee, RunSource, SourceFormat, Sport
from diary.formats.exchange import encode_diary
from diary.formats.kneelog_runs import is_kneelog, read_kneelog
from diary.formats.source import opened
from tests.builders import a_run, a_shoe
from tests.formats.conftest import IMPORTED_AT

MADE_AT = datetime(2026, 11, 20, 18, 42, tzinfo=UTC)
ON = date(2026, 11, 19)
REQUEST = ReadRequest("Europe/Lisbon", IMPORTED_AT)


def content_of(diary: Diary) -> bytes:
    return encode_diary(diary, made_at=MADE_AT, program="kneelog 0.1.0")


def read(tmp_path: Path, content: bytes, request: ReadRequest = REQUEST) -> ReadFile:
    path = tmp_path / "diary.json"
    path.write_bytes(content)
    numbers = count(1)
    with opened(path) as source:
        (found,) = read_kneelog(source, path, None, request, lambda: f"new-{next(numbers)}")
    return found


def diary_of(*runs: Run, days: tuple[Day, ...] = ()) -> Diary:
    shoe = replace(a_shoe(), id="shoe", name="Blue 12")
    return Diary(
        runs={run.id: run for run in runs},
        shoes={shoe.id: shoe},
        days={day.on: day for day in days},
    )


def test_a_diary_is_known_by_how_it_begins() -> None:
    assert is_kneelog(content_of(Diary()))
    assert is_kneelog(b'\xef\xbb\xbf {"format" : "kneelog", "version": 1}')
    assert not is_kneelog(b'{"format": "kneelog-manifest", "version": 1}')
    assert not is_kneelog(b'[{"format": "kneelog"}]')


def test_runs_come_with_ids_of_their_own_and_keep_the_old_one_as_source(tmp_path: Path) -> None:
    watch = RunSource("a.fit", SourceFormat.FIT, "ab", imported_at=IMPORTED_AT)
    knees = {Knee.LEFT: RunKnee(during=Score(3), after=Score(4))}
    first = replace(a_run(), id="one", on=ON, shoe_id="shoe", knees=knees, source=watch)
    second = replace(a_run(), id="two", on=ON, sport=Sport.WALK)
    found = read(tmp_path, content_of(diary_of(first, second)))
    assert (found.error, found.warnings) == (None, ())
    assert [run.id for run in found.runs] == ["new-1", "new-2"]
    run, walk = found.runs
    assert run.source == RunSource(
        "diary.json",
        SourceFormat.KNEELOG,
        found.sha256,
        external_id="one",
        imported_at=IMPORTED_AT,
    )
    assert replace(run, id="one", source=watch, shoe_id="shoe") == first
    assert (walk.sport, walk.shoe_id) == (Sport.WALK, None)
    assert found.gear == {"new-1": "Blue 12"}


def test_the_sport_of_the_request_stands_above_that_of_the_file(tmp_path: Path) -> None:
    content = content_of(diary_of(a_run()))
    (walk,) = read(tmp_path, content, replace(REQUEST, sport=Sport.WALK)).runs
    assert walk.sport is Sport.WALK


def test_scores_of_days_come_with_the_runs(tmp_path: Path) -> None:
    left = KneeDay(morning=Score(0), worst=Score(5))
    day = Day(ON, knees={Knee.LEFT: left, Knee.RIGHT: KneeDay(worst=Score(2))})
    found = read(tmp_path, content_of(diary_of(days=(day, Day(date(2026, 11, 20), note="x")))))
    assert found.error is None
    assert found.scores == (
        ReadScore(ON, Knee.LEFT, Moment.MORNING, 0),
        ReadScore(ON, Knee.LEFT, Moment.WORST, 5),
        ReadScore(ON, Knee.RIGHT, Moment.WORST, 2),
    )


def test_an_empty_diary_holds_nothing_to_import(tmp_path: Path) -> None:
    found = read(tmp_path, content_of(Diary()))
    assert found.error is not None
    assert found.error.code == Refusal.NOT_AN_ACTIVITY


def test_what_is_odd_in_what_is_taken_is_counted(tmp_path: Path) -> None:
    content = content_of(diary_of(a_run())).replace(b'"sport"', b'"hat": 1, "sport"')
    content = content.replace(b'"person"', b'"planet": 3, "person"')
    (warning,) = read(tmp_path, content).warnings
    assert (warning.code, warning.detail) == ("field_dropped", "unknown_key 1")


def test_a_diary_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    whole = content_of(diary_of(a_run()))
    for content, code in (
        (whole[:-20], Refusal.UNREADABLE),
        (whole.replace(b'"version": 1', b'"version": 9'), Refusal.UNSUPPORTED),
        (whole.replace(b'"version":1', b'"version":9'), Refusal.UNSUPPORTED),
        (b'{"format": "kneelog", "a": ' + b"[" * 100_000, Refusal.UNREADABLE),
    ):
        if content != whole:
            found = read(tmp_path, content)
            assert found.runs == ()
            assert found.error is not None
            assert found.error.code == code
