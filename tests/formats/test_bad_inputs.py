"""Damaged and odd files, each with the one thing that makes sense to do with it.

Those of real devices are read where they are at hand; the others are made here. `ELSEWHERE` names
the tests of what happens outside the readers.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from diary.domain.reading import Caution, ReadFile, ReadRequest, Refusal
from diary.domain.run import Run
from diary.formats.reading import read_path
from tests.builders_apple import PROLOGUE, apple_file, old_workout
from tests.builders_files import (
    FitSession,
    GpxTrack,
    Point,
    TcxActivity,
    TcxLap,
    fit_file,
    gpx_file,
    line_of_points,
    tcx_file,
)
from tests.builders_zips import Member, zip_of, zipped
from tests.formats.conftest import IMPORTED_AT
from tests.formats.corpus import HAS_CORPUS, found, needs_corpus, rows, runs

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
TESTS = Path(__file__).resolve().parents[1]
ReadAll = Callable[..., list[ReadFile]]
CSV = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
ROW = '7,"2 Nov 2026, 06:40:00",Morning,Run,1500,5.00,{file}\n'


@pytest.fixture
def read(tmp_path: Path) -> ReadAll:
    """Everything in a file of some name."""
    numbers = count(1)

    def read_content(content: bytes | str, name: str = "file") -> list[ReadFile]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        request = ReadRequest("Europe/Lisbon", IMPORTED_AT)
        return list(read_path(path, request, lambda: f"run-{next(numbers)}"))

    return read_content


def all_runs(reads: list[ReadFile]) -> list[Run]:
    return [run for each in reads for run in each.runs]


def refusals(reads: list[ReadFile]) -> set[str]:
    return {str(each.error.code) for each in reads if each.error is not None}


def cautions(reads: list[ReadFile]) -> set[str]:
    return {str(warning.code) for each in reads for warning in each.warnings}


# ---- files of real devices -----------------------------------------------------------------------

# By file: how many activities, which warning or refusal it has to name; None = nothing.
OF_DEVICES: dict[str, tuple[int, str | None]] = {
    "f0017": (2, Caution.CRC_WRONG),
    "f0024": (1, Caution.CUT_SHORT),
    "f0020": (1, Caution.CUT_SHORT),
    "f0021": (1, Caution.CUT_SHORT),
    "f0040": (5, None),
    "f0036": (1, Caution.CUT_SHORT),
    "f0041": (1, Caution.CUT_SHORT),
    "f0026": (0, Refusal.NO_DATE),
    "f0025": (0, Refusal.NO_DATE),
    "f0009": (0, Refusal.NOT_AN_ACTIVITY),
    "f0008": (0, Refusal.NOT_AN_ACTIVITY),
    "f0012": (0, Refusal.NOT_AN_ACTIVITY),
    "f0014": (0, Refusal.NOT_AN_ACTIVITY),
    "f0029": (1, None),
    "f0027": (1, None),
    "f0101": (1, None),
    "f0102": (1, None),
    "f0069": (0, Refusal.NOT_AN_ACTIVITY),
    "f0049": (1, Caution.FIELD_DROPPED),
    "f0043": (0, Caution.DATE_IMPLAUSIBLE),
    "f0063": (1, None),
    "f0089": (1, None),
    "f0081": (1, Caution.NO_DISTANCE),
    "f0080": (0, Refusal.NOT_AN_ACTIVITY),
    "f0127": (1, None),
    "f0128": (1, None),
    "f0124": (1, Caution.DATE_IMPLAUSIBLE),
}


@pytest.mark.parametrize("file_id", OF_DEVICES)
@pytest.mark.corpus
@needs_corpus[1]
def test_files_of_devices(file_id: str) -> None:
    activities, named = OF_DEVICES[file_id]
    reads = list(found(file_id))
    assert len(runs(file_id)) == activities
    if named is not None:
        assert named in cautions(reads) | refusals(reads)


@pytest.mark.corpus
@needs_corpus[1]
def test_what_was_saved_of_damaged_files_is_right() -> None:
    assert runs("f0041")[0].distance_m == pytest.approx(11_274.04)
    assert runs("f0036")[0].distance_m == pytest.approx(113_550.9)
    assert runs("f0063")[0].started_at == datetime(2015, 12, 11, 14, 43, 13, tzinfo=UTC)
    assert runs("f0040")[0].avg_hr == 165
    first, second = runs("f0017")
    assert (first.started_at, first.distance_m) == (second.started_at, second.distance_m)


# ---- files that are made here --------------------------------------------------------------------


def test_the_content_counts_and_not_the_name(read: ReadAll) -> None:
    assert len(all_runs(read(fit_file(FitSession()), "run.gpx"))) == 1
    assert len(all_runs(read(gpx_file(GpxTrack([line_of_points(START)])), "run.fit"))) == 1


def test_gz_that_is_not_gzip(read: ReadAll) -> None:
    content = tcx_file(TcxActivity([TcxLap(START)]))
    assert len(all_runs(read(f"          {content}", "run.tcx.gz"))) == 1


def test_gzip_cut_in_the_middle(read: ReadAll) -> None:
    points = line_of_points(START, count=500)
    packed = gzip.compress(gpx_file(GpxTrack([points])).encode())
    reads = read(packed[: len(packed) * 2 // 3], "run.gpx.gz")
    assert cautions(reads) == {Caution.CUT_SHORT}
    assert len(all_runs(reads)) == 1
    assert refusals(read(packed[:15], "run.gpx.gz")) == {Refusal.TRUNCATED}


def test_zip_with_a_wrong_list_of_members(read: ReadAll) -> None:
    whole = zipped({"a.fit": fit_file(FitSession())})
    for content in (whole[:-30], whole.replace(b"PK\x01\x02", b"PK\x01\x03")):
        reads = read(content, "a.zip")
        assert all_runs(reads) == []
        assert refusals(reads) <= {Refusal.UNREADABLE, Refusal.TRUNCATED}
        assert reads


def test_encrypted_zip(read: ReadAll) -> None:
    assert refusals(read(zip_of(Member("a.fit", b"x" * 50, flags=1)), "a.zip")) == {
        Refusal.ENCRYPTED
    }


@pytest.mark.parametrize("name", ["../a.fit", "/etc/a.fit", "C:\\a.fit"])
def test_names_that_lead_out_of_a_zip(read: ReadAll, tmp_path: Path, name: str) -> None:
    reads = read(zipped({name: fit_file(FitSession()), "b.fit": fit_file(FitSession())}), "a.zip")
    assert refusals(reads) == {Refusal.UNREADABLE}
    assert len(all_runs(reads)) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


def test_zip_in_a_zip(read: ReadAll) -> None:
    inner = zipped({"a.fit": fit_file(FitSession())})
    assert refusals(read(zipped({"inner.zip": inner}), "a.zip")) == {Refusal.UNSUPPORTED}


def test_csv_that_names_a_file_which_is_not_there(read: ReadAll) -> None:
    files = {"activities.csv": CSV + ROW.format(file="activities/1.fit.gz")}
    reads = read(zipped(files), "export.zip")
    # The row itself says when, how far and how long.
    assert [run.distance_m for run in all_runs(reads)] == [5000.0]


def test_apple_export_that_breaks_off(read: ReadAll) -> None:
    reads = read(apple_file(old_workout(), is_whole=False), "export.xml")
    assert (len(all_runs(reads)), cautions(reads)) == (1, {Caution.CUT_SHORT})


def test_apple_export_with_an_external_entity(read: ReadAll) -> None:
    prologue = PROLOGUE.replace("]>", '<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    assert refusals(read(apple_file(old_workout(), prologue=prologue))) == {Refusal.UNREADABLE}


def test_across_the_change_of_the_clocks(read: ReadAll) -> None:
    # In Lisbon the clock goes from 01:00 to 02:00 at 01:00 UTC.
    start = datetime(2026, 3, 29, 0, 40, tzinfo=UTC)
    (run,) = all_runs(read(gpx_file(GpxTrack([line_of_points(start, count=41)]))))
    assert (run.on, run.started_at, run.moving_s) == (date(2026, 3, 29), start, 2400.0)


def test_across_the_date_line(read: ReadAll) -> None:
    step = math.degrees(200.0 / 6_378_137.0)
    points = []
    for index in range(11):
        east = (179.99 + step * index + 180.0) % 360.0 - 180.0
        points.append(Point(START + timedelta(minutes=index), 0.0, east))
    (run,) = all_runs(read(gpx_file(GpxTrack([points]))))
    assert run.distance_m == pytest.approx(2000.0, abs=1.0)


def test_start_in_the_future(read: ReadAll) -> None:
    later = FitSession(IMPORTED_AT + timedelta(days=30))
    reads = read(fit_file(later))
    assert (refusals(reads), cautions(reads)) == ({Refusal.NO_DATE}, {Caution.DATE_IMPLAUSIBLE})


def test_no_distance_in_forty_minutes(read: ReadAll) -> None:
    reads = read(fit_file(FitSession(distance_m=0.0, timer_s=2400.0, elapsed_s=2400.0)))
    assert (len(all_runs(reads)), cautions(reads)) == (1, {Caution.NO_DISTANCE})


def test_a_marathon_in_twenty_seconds(read: ReadAll) -> None:
    reads = read(fit_file(FitSession(distance_m=42_195.0, timer_s=20.0, elapsed_s=20.0)))
    assert refusals(reads) == {Refusal.IMPLAUSIBLE}


def test_heart_rates_that_nobody_has(read: ReadAll) -> None:
    points = line_of_points(START)
    for point, heart in zip(points, (0, 255, 1000, 140, 150, 0, 0, 0, 0, 0, 0), strict=True):
        point.hr = heart
    (run,) = all_runs(read(gpx_file(GpxTrack([points], type="running"))))
    assert (run.avg_hr, run.max_hr) == (182, 255)
    (run,) = all_runs(read(fit_file(FitSession(avg_hr=255, max_hr=0, record_hr=None))))
    assert (run.avg_hr, run.max_hr) == (None, None)


@pytest.mark.parametrize("name", ["🏃 run.fit", "Lau\u0308fe.fit", "x" * 250 + ".fit"])
def test_names_of_all_kinds(read: ReadAll, name: str) -> None:
    assert len(all_runs(read(fit_file(FitSession()), name))) == 1


def test_a_file_that_is_still_being_written(read: ReadAll) -> None:
    content = fit_file(FitSession(records=50), has_summary=False)
    reads = read(content[: len(content) // 2])
    assert (len(all_runs(reads)), cautions(reads)) == (1, {Caution.CUT_SHORT})


# ---- every row of the list has a test ------------------------------------------------------------

# What is made up: the test here, or the file and test elsewhere.
MADE_UP = {
    ".fit renamed .gpx": "test_the_content_counts_and_not_the_name",
    ".gpx renamed .fit": "test_the_content_counts_and_not_the_name",
    ".tcx.gz that is not gzip": "test_gz_that_is_not_gzip",
    "gzip cut in the middle": "test_gzip_cut_in_the_middle",
    "zip with wrong central directory": "test_zip_with_a_wrong_list_of_members",
    "encrypted zip": "test_encrypted_zip",
    "zip entry with ../ path or absolute path": "test_names_that_lead_out_of_a_zip",
    "zip inside zip": "test_zip_in_a_zip",
    "activities.csv naming a file absent from the zip": (
        "test_csv_that_names_a_file_which_is_not_there"
    ),
    "Apple export.xml cut before </HealthData>": "test_apple_export_that_breaks_off",
    "Apple export.xml with external entity in DOCTYPE (must not be fetched)": (
        "test_apple_export_with_an_external_entity"
    ),
    "run across DST change 02:00-03:00": "test_across_the_change_of_the_clocks",
    "run across date line": "test_across_the_date_line",
    "start date in the future": "test_start_in_the_future",
    "distance 0 with 40 min": "test_no_distance_in_forty_minutes",
    "42 km in 20 s": "test_a_marathon_in_twenty_seconds",
    "HR 0/255/1000": "test_heart_rates_that_nobody_has",
    "file name with emoji/NFD umlaut/256 characters": "test_names_of_all_kinds",
    "file still being written by a sync client": "test_a_file_that_is_still_being_written",
}
ELSEWHERE = {
    "zip declaring far larger size than delivered (bomb shape; describe only)": (
        "formats/test_archive.py",
        "test_a_bomb_is_refused_while_it_streams",
    ),
    "activities.csv twice in the zip with different content": (
        "formats/test_archive.py",
        "test_a_name_that_is_there_twice_is_not_read",
    ),
    "Strava CSV with HTML in headers and duplicate column names read by name": (
        "formats/test_strava.py",
        "test_row_without_file_in_every_language",
    ),
    "CSV with ; delimiter and decimal comma": (
        "formats/test_tables_any.py",
        "test_decimal_marks_from_all_rows",
    ),
    "CSV UTF-16LE with BOM from Excel": ("formats/test_tables_any.py", "test_encodings"),
    "CSV with unbalanced quote and newline in a description": (
        "formats/test_tables_hostile.py",
        "test_a_quote_that_is_never_closed_costs_one_row",
    ),
    'Garmin CSV with "--" in every numeric field': (
        "formats/test_garmin_csv.py",
        "test_nothing_but_dashes_is_named",
    ),
    "export.xml of several GB (stream, do not load)": (
        "formats/test_apple_health.py",
        "test_memory_does_not_grow_with_the_file",
    ),
    "two accounts with the same activityId": (
        "domain/test_same_run.py",
        "test_sources_that_name_an_activity_alike",
    ),
    "same run in FIT, Strava and Garmin CSV (start differs by seconds, distance by 1%)": (
        "services/test_import_twice.py",
        "test_the_order_of_the_files_changes_nothing",
    ),
    "read-only folder and disk full while importing": (
        "storage/test_store.py",
        "test_a_full_disk_loses_nothing_and_works_again",
    ),
}


@pytest.mark.parametrize(("file", "name"), ELSEWHERE.values())
def test_tests_that_stand_elsewhere_are_there(file: str, name: str) -> None:
    assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8")


@pytest.mark.corpus
@needs_corpus[1]
def test_every_row_of_the_list_has_a_test() -> None:
    listed = rows("bad_inputs.csv")
    assert {row["id"] for row in listed if row["id"]} == OF_DEVICES.keys()
    made_up = {row["what_is_wrong"] for row in listed if not row["id"]}
    assert made_up == MADE_UP.keys() | ELSEWHERE.keys()
    assert HAS_CORPUS
    assert set(MADE_UP.values()) <= globals().keys()
