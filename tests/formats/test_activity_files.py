from __future__ import annotations

import gzip
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diary.domain.reading import Caution, ReadRequest, Refusal
from diary.domain.run import Sport, Surface
from diary.formats import activity_files, source
from tests.builders_files import (
    FitSession,
    GpxTrack,
    TcxActivity,
    TcxLap,
    fit_file,
    gpx_file,
    line_of_points,
    tcx_file,
)
from tests.builders_samples import SAMPLE, SAMPLES
from tests.formats.conftest import IMPORTED_AT, ReadContent
from tests.formats.reading import read_activity_file

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
FIT = fit_file(FitSession(START))
GPX = gpx_file(GpxTrack([line_of_points(START)], type="run")).encode()
TCX = tcx_file(TcxActivity([TcxLap(START)])).encode()


@pytest.mark.parametrize("content", [FIT, GPX, TCX])
@pytest.mark.parametrize("name", ["a.fit", "a.gpx", "a.tcx", "a.csv", "a", "a.gz"])
def test_content_decides_and_not_the_name(read: ReadContent, content: bytes, name: str) -> None:
    assert len(read(content, name).runs) == 1
    assert len(read(gzip.compress(content), name).runs) == 1


def test_hash_is_that_of_the_unpacked_bytes(read: ReadContent) -> None:
    found = read(gzip.compress(GPX), "a.gpx.gz")
    assert found.sha256 == hashlib.sha256(GPX).hexdigest() == read(GPX).sha256


def test_hash_is_that_of_everything_though_the_reader_stops_on_the_way(read: ReadContent) -> None:
    broken = GPX.replace(b"</trkseg>", b"</trkseg></gpx>") + os.urandom(300_000)
    assert read(broken).sha256 == hashlib.sha256(broken).hexdigest()


def test_gzip_of_several_members_is_read_to_its_end(read: ReadContent) -> None:
    half = len(GPX) // 2
    found = read(gzip.compress(GPX[:half]) + gzip.compress(GPX[half:]))
    assert found.runs[0].moving_s == 600.0
    assert found.warnings == ()


def test_gzip_larger_than_a_chunk_is_whole(read: ReadContent) -> None:
    content = GPX.replace(
        b"<trkseg>", b"<!--" + os.urandom(200_000).hex().encode() + b"--><trkseg>"
    )
    found = read(gzip.compress(content))
    assert (found.sha256, found.warnings) == (hashlib.sha256(content).hexdigest(), ())


def test_gzip_cut_in_the_middle(read: ReadContent) -> None:
    packed = gzip.compress(GPX)
    found = read(packed[: len(packed) - 40])
    assert [warning.code for warning in found.warnings] == [Caution.CUT_SHORT]
    assert len(found.runs) == 1
    nothing = read(packed[:15])
    assert nothing.error is not None
    assert nothing.error.code == Refusal.TRUNCATED


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.fit", Refusal.UNREADABLE),
        (b"not a gzip", "a.tcx.gz", Refusal.UNREADABLE),
        (b"\x00\x01garbage", "a.fit", Refusal.UNREADABLE),
        (b"PK\x03\x04\x14\x00\x00\x00", "a.zip", Refusal.UNSUPPORTED),
        (b"PK\x03\x04\x14\x00\x01\x00", "a.zip", Refusal.ENCRYPTED),
        (b"age-encryption.org/v1\n", "a.kneelog", Refusal.ENCRYPTED),
        (b'<kml xmlns="http://www.opengis.net/kml/2.2"/>', "a.kml", Refusal.UNSUPPORTED),
        (b"Date,Distance\n2026-11-02,5", "a.csv", Refusal.UNSUPPORTED),
        (b"\x89PNG\r\n", "a.png", Refusal.UNSUPPORTED),
    ],
)
def test_what_cannot_be_read_is_named(
    read: ReadContent, content: bytes, name: str, code: Refusal
) -> None:
    found = read(content, name)
    assert found.runs == ()
    assert found.error is not None
    assert found.error.code == code


def test_bomb_is_refused_while_it_streams(read: ReadContent) -> None:
    bomb = gzip.compress(GPX.replace(b"<trkseg>", b" " * 20_000_000 + b"<trkseg>"), 9)
    found = read(bomb)
    assert found.error is not None
    assert found.error.code == Refusal.TOO_LARGE


def test_large_files_are_refused(read: ReadContent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST_BYTES", 1000)
    for content in (GPX, gzip.compress(GPX)):
        found = read(content)
        assert found.error is not None
        assert found.error.code == Refusal.TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr(activity_files, "LARGEST_BYTES", 100)
    found = read(FIT)
    assert found.error is not None
    assert found.error.code == Refusal.TOO_LARGE


def test_only_regular_files_that_are_there(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fit")
    for path in (tmp_path, tmp_path / "pipe.fit", tmp_path / "absent.fit", Path("/dev/zero")):
        (found,) = read_activity_file(path, ReadRequest("UTC", IMPORTED_AT), lambda: "x")
        assert found.error is not None
        assert found.error.code == Refusal.UNREADABLE


@pytest.mark.parametrize("name", ["🏃 läuft.fit", "u\u0308bung.fit", "x" * 250 + ".fit"])
def test_any_name_will_do(read: ReadContent, name: str) -> None:
    (run,) = read(FIT, name).runs
    assert run.source is not None
    assert run.source.name == name


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.fit"
    with open(path, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(FIT)
    (found,) = read_activity_file(
        Path(os.fsdecode(path)), ReadRequest("UTC", IMPORTED_AT), lambda: "x"
    )
    assert found.runs[0].source is not None
    assert found.runs[0].source.name.encode("utf-8") == b"??.fit"


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_files_are_those_of_the_writers(name: str) -> None:
    assert (SAMPLE / name).read_bytes() == SAMPLES[name]()


def test_sample_files_read_as_believable_runs() -> None:
    runs = {}
    for name in SAMPLES:
        (found,) = read_activity_file(
            SAMPLE / name, ReadRequest("Europe/Lisbon", IMPORTED_AT), lambda: "x"
        )
        assert found.warnings == ()
        (runs[name],) = found.runs
    easy, trail = runs["morning_run.fit"], runs["trail_run.gpx"]
    assert easy.surface is Surface.ROAD
    assert 7_900 < (easy.distance_m or 0) < 8_100
    assert 9_900 < (trail.distance_m or 0) < 10_300
    assert 250 < (trail.ascent_m or 0) < 350
    for run in runs.values():
        assert (run.sport, run.on.year, run.on.month) == (Sport.RUN, 2026, 11)
        assert 280 < (run.pace_s_per_km or 0) < 480
        assert 130 < (run.avg_hr or 0) < 160
        assert 155 < (run.cadence_spm or 0) < 175
