from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.reading import Caution, Refusal
from diary.domain.run import SourceFormat, Sport
from diary.formats.archive import archive_at
from diary.formats.strava import (
    strava_names,
)
from tests.builders_files import (
    FitSession,
    fit_file,
)
from tests.builders_strava import (
    START,
    VINTAGES,
    Export,
    ExportRow,
    table,
    write_folder,
    write_zip,
)
from tests.formats.strava_exports import (
    EN,
    FIT,
    GPX,
    TCX,
    Write,
    codes,
    read_all,
    read_bare,
    read_export,
)


@pytest.mark.parametrize(
    ("named", "member", "content"),
    [
        ("activities/1.fit.gz", "activities/1.fit.gz", gzip.compress(FIT)),
        ("activities/1.fit.gz", "activities/1.fit", FIT),
        ("activities/1.fit", "activities/1.fit.gz", gzip.compress(FIT)),
        ("activities/1.GPX", "activities/1.gpx", GPX),
        ("activities/1.gpx.gz", "activities/1.gpx.gz", gzip.compress(GPX)),
        ("activities/1.tcx.gz", "activities/1.tcx.gz", gzip.compress(b"          " + TCX)),
    ],
)
@pytest.mark.parametrize("base", ["", "export_123/"])
@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_files_of_all_kinds(
    tmp_path: Path, named: str, member: str, content: bytes, base: str, write: Write
) -> None:
    row = ExportRow(file=named, distance_m=None, elapsed_s=None, moving_s=None)
    export = Export([row], files={member: content}, base=base)
    (found,) = read_all(write(tmp_path / "export", export.members()))
    assert (found.error, found.member) == (None, base + member)
    assert found.runs[0].title == "Evening run"
    assert codes(found) == []


def test_row_fills_what_the_file_does_not_have(tmp_path: Path) -> None:
    session = FitSession(START, distance_m=None, cadence=None, max_hr=None, record_hr=None)
    bare = fit_file(session)
    row = ExportRow(file="activities/1.fit", rpe=4, gear="Blue 12")
    (found,) = read_export(tmp_path, Export([row], files={"activities/1.fit": bare}))
    (run,) = found.runs
    assert (run.distance_m, run.max_hr, run.cadence_spm) == (5012.4, 163, 165.0)
    assert (run.moving_s, run.ascent_m) == (1500.0, 20.0)
    assert (run.rpe, found.gear) == (4, {run.id: "Blue 12"})
    assert Caution.NO_DISTANCE not in codes(found)


def test_file_knows_the_zone_of_the_row(tmp_path: Path) -> None:
    start = datetime(2023, 5, 7, 23, 30, 0, tzinfo=UTC)
    content = fit_file(FitSession(start), offset=timedelta(hours=9))
    row = ExportRow(at="May 7, 2023, 11:30:00 PM", file="activities/1.fit")
    (found,) = read_export(tmp_path, Export([row], files={"activities/1.fit": content}))
    assert (found.runs[0].timezone, f"{found.runs[0].on}") == ("+09:00", "2023-05-08")


def test_corrected_distance_of_a_treadmill_wins_alone(tmp_path: Path) -> None:
    row = ExportRow(distance_m=6000.0, moving_s=1400, file="activities/1.fit")
    (found,) = read_export(tmp_path, Export([row], files={"activities/1.fit": FIT}))
    assert (found.runs[0].distance_m, found.runs[0].moving_s) == (6000.0, 1500.0)
    assert [(each.code, each.detail) for each in found.warnings] == [
        (Caution.FIELD_DROPPED, "distance_m 5000 in the file")
    ]


def test_activity_that_was_cut_is_that_of_the_row(tmp_path: Path) -> None:
    content = fit_file(
        FitSession(START, elapsed_s=31 * 86_400.0, timer_s=7000.0), offset=timedelta(hours=1)
    )
    later = START + timedelta(minutes=10)
    row = ExportRow(at=later, distance_m=3000.0, elapsed_s=900, moving_s=880, avg_hr=None)
    row.file = "activities/1.fit"
    (found,) = read_export(tmp_path, Export([row], files={"activities/1.fit": content}))
    (run,) = found.runs
    assert (run.started_at, run.timezone) == (later, "+01:00")
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (3000.0, 880.0, 900.0)
    assert (run.avg_hr, run.max_hr, run.ascent_m) == (140, 163, 21.5)
    assert codes(found) == [Caution.FIELD_DROPPED]


def test_missing_file_leaves_the_row_and_is_named(tmp_path: Path) -> None:
    rows = [ExportRow(file="activities/1.fit"), ExportRow(id="4711002", file="../../etc/passwd")]
    for found in read_export(tmp_path, Export(rows)):
        assert (found.runs[0].distance_m, codes(found)) == (5012.4, [Refusal.MISSING_MEMBER])


def test_bare_table_misses_no_file(tmp_path: Path) -> None:
    (found,) = read_bare(tmp_path, table(EN, ExportRow(file="activities/1.fit")))
    assert (len(found.runs), codes(found)) == (1, [])


def test_damaged_file_leaves_the_row_and_says_why(tmp_path: Path) -> None:
    row = ExportRow(file="activities/1.fit")
    (found,) = read_export(tmp_path, Export([row], files={"activities/1.fit": FIT[:40]}))
    assert (found.member, found.error, len(found.runs)) == ("activities/1.fit", None, 1)
    assert codes(found) == [Refusal.TRUNCATED]
    assert found.runs[0].source is not None
    assert found.runs[0].source.format is SourceFormat.STRAVA_CSV


def test_row_without_date_takes_that_of_its_file(tmp_path: Path) -> None:
    row = ExportRow(at="one day", file="activities/1.fit", name="Kept", description="Too")
    (found,) = read_export(tmp_path, Export([row], files={"activities/1.fit": FIT}))
    (run,) = found.runs
    assert (run.started_at, run.title, run.note) == (START, "Kept", "Too")


def test_file_that_no_row_names_is_read_by_itself(tmp_path: Path) -> None:
    export = Export([ExportRow()], files={"activities/9.gpx": GPX, "activities/10.fit": b"x"})
    alone, bad, other = read_export(tmp_path, export)
    assert (alone.member, len(alone.runs)) == ("activities.csv", 1)
    assert bad.error is not None
    assert (bad.member, bad.error.code) == ("activities/10.fit", Refusal.UNREADABLE)
    assert (other.member, len(other.runs)) == ("activities/9.gpx", 1)
    assert [each.share for each in (alone, bad, other)] == [pytest.approx(n / 3) for n in (1, 2, 3)]


def test_several_sports_in_one_file_with_a_row_each(tmp_path: Path) -> None:
    later = START + timedelta(hours=1)
    content = fit_file(FitSession(START, sport=2, distance_m=20000.0), FitSession(later))
    rows = [
        ExportRow(id="2", at=later, name="Run", distance_m=5000.0, file="activities/1.fit"),
        ExportRow(id="1", type="Ride", name="Ride", distance_m=20000.0, file="activities/1.fit"),
        ExportRow(id="3", at=later + timedelta(days=1), name="Else", file="activities/1.fit"),
    ]
    both, left = read_export(tmp_path, Export(rows, files={"activities/1.fit": content}))
    assert [(run.sport, run.title) for run in both.runs] == [
        (Sport.RIDE, "Ride"),
        (Sport.RUN, "Run"),
    ]
    assert [run.source and run.source.external_id for run in both.runs] == ["1", "2"]
    assert [run.title for run in left.runs] == ["Else"]


def test_several_sessions_in_one_row_are_one_run(tmp_path: Path) -> None:
    later = START + timedelta(minutes=30)
    content = fit_file(FitSession(START), FitSession(later))
    row = ExportRow(distance_m=10010.0, elapsed_s=3400, file="activities/1.fit")
    (found,) = read_export(tmp_path, Export([row], files={"activities/1.fit": content}))
    (run,) = found.runs
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (10010.0, 3000.0, 3400.0)
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_packed_and_unpacked_copy_of_a_file(tmp_path: Path) -> None:
    files = {"activities/1.fit": FIT, "activities/1.fit.gz": gzip.compress(FIT)}
    named, copy = read_export(
        tmp_path, Export([ExportRow(file="activities/1.fit.gz")], files=files)
    )
    assert (named.member, copy.member) == ("activities/1.fit.gz", "activities/1.fit")
    assert named.sha256 == copy.sha256


def test_names_that_are_nobody_elses_to_read(tmp_path: Path) -> None:
    files = {"activities/1.fit": FIT, "media/a.jpg": b"x", "profile.csv": b"a", "routes/1.gpx": GPX}
    members = Export([ExportRow()], files=files).members()
    others = {"mine.gpx": GPX, "pain.csv": b"date,score", "old/activities/1.fit": FIT}
    folder = write_folder(tmp_path / "both", {**members, **others})
    with archive_at(folder) as archive:
        assert strava_names(archive) == frozenset(members)


def test_two_exports_in_one_folder(tmp_path: Path) -> None:
    first = Export([ExportRow()], base="2023/").members()
    second = Export([ExportRow(id="4711002")], VINTAGES["de"], base="2024/").members()
    found = read_all(write_folder(tmp_path / "both", {**first, **second}))
    assert [each.member for each in found] == ["2023/activities.csv", "2024/activities.csv"]
