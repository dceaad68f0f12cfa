"""Whatever a person gives: what it is, and that every file in it has a result."""

from __future__ import annotations

import gzip
import json
import os
import time
import tracemalloc
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest

from diary.domain.reading import ReadFile, ReadProblem, ReadRequest, Refusal
from diary.domain.run import SourceFormat
from diary.formats import reading
from diary.formats.archive import Watch
from diary.formats.reading import read_path
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
from tests.builders_strava import START, VINTAGES, Export, ExportRow
from tests.builders_zips import Member, zip_of, zipped
from tests.formats.conftest import IMPORTED_AT
from tests.fuzz.documents import documents

REQUEST = ReadRequest("Europe/Lisbon", IMPORTED_AT)
FIT = fit_file(FitSession(START))
GPX = gpx_file(GpxTrack([line_of_points(START)], type="run")).encode()
TCX = tcx_file(TcxActivity([TcxLap(START)])).encode()
SECOND = 1.0
Found = list[ReadFile]


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"run-{next(numbers)}"


def read(path: Path, watch: Watch | None = None) -> Found:
    return list(read_path(path, REQUEST, ids(), watch))


def code_of(file: ReadFile) -> str:
    return "run" if file.error is None else file.error.code


def codes(found: Found) -> dict[str | None, str]:
    return {file.member: code_of(file) for file in found}


def folder_of(path: Path, contents: Mapping[str, bytes]) -> Path:
    for name, content in contents.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


MIXED = {
    "a.fit": FIT,
    "b/c.gpx": GPX,
    "b/d.tcx.gz": gzip.compress(b"  " + TCX),
    "e.csv": documents("tables")[0],
    "f.json": documents("kneelog")[0],
    "g.xml": documents("apple")[0].replace(b"apple_health", b"x"),
    "photo.jpg": b"\xff\xd8\xff",
    "settings.json": b"{}",
    "z.zip": zipped({"a.fit": FIT}),
}


def test_a_folder_of_all_kinds(tmp_path: Path) -> None:
    found = read(folder_of(tmp_path / "x", MIXED))
    said = codes(found)
    assert {name for name, code in said.items() if code == "run"} == {
        "a.fit",
        "b/c.gpx",
        "b/d.tcx.gz",
        "e.csv",
        "f.json",
        "g.xml",
    }
    assert said["photo.jpg"] == said["settings.json"] == Refusal.UNSUPPORTED
    assert len(found) == len(MIXED)
    assert found[-1].share == 1.0
    assert sum(file.path == str(tmp_path / "x" / "z.zip") for file in found) == 1


def test_a_zip_of_all_kinds_and_a_zip_in_it(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(MIXED))
    found = read(path)
    said = codes(found)
    assert sum(code == "run" for code in said.values()) == 6
    assert said["z.zip"] == Refusal.UNSUPPORTED
    (run,) = next(file.runs for file in found if file.member == "b/d.tcx.gz")
    assert run.source is not None
    assert (run.source.name, run.source.member) == ("x.zip", "b/d.tcx.gz")


def test_what_leads_nowhere_or_never_ends_has_a_result_in_every_export(tmp_path: Path) -> None:
    base = "DI_CONNECT/DI-Connect-Fitness"
    folder = folder_of(tmp_path / "folder", {"activities/1.fit": FIT, f"{base}/x": b"x"})
    names = ("activities.csv", "export.xml", "other.fit", f"{base}/me_summarizedActivities.json")
    for name in names:
        (folder / name).symlink_to(folder / "absent")
    os.mkfifo(folder / "activities" / "2.fit")
    found = {file.member: code_of(file) for file in read(folder)}
    for name in (*names, "activities/2.fit"):
        assert found[name] == Refusal.UNREADABLE
    assert len([file for file in read(folder) if file.runs]) == 1


def test_the_same_content_has_the_same_hash_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(FIT)
    (tmp_path / "b.zip").write_bytes(zipped({"c.fit": FIT}))
    (alone,), (packed,) = read(tmp_path / "a.fit"), read(tmp_path / "b.zip")
    assert alone.sha256 == packed.sha256 != ""


@pytest.mark.parametrize("base", ["", "export_1/"])
def test_an_export_among_other_files(tmp_path: Path, base: str) -> None:
    rows = [ExportRow(file="activities/1.fit", gear="Blue"), ExportRow("2")]
    export = Export(rows, VINTAGES["en-2023"], {"activities/1.fit": FIT, "media/1.jpg": b"x"}, base)
    path = folder_of(tmp_path / "x", {**export.members(), "other/b.gpx": GPX})
    found = read(path)
    runs = [run for file in found for run in file.runs]
    assert len(runs) == 3
    assert [file.gear for file in found if file.gear]
    assert not any(file.member and "media" in file.member for file in found)


def test_an_account_export_passes_over_what_lies_beside(tmp_path: Path) -> None:
    activities = json.dumps([{"summarizedActivitiesExport": []}])
    name = "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json"
    beside = {"DI_CONNECT/DI-Connect-User/profile.json": b"{}", "DI_CONNECT/x/1.fit": FIT}
    found = read(folder_of(tmp_path / "x", {name: activities.encode(), **beside, "o.txt": b"?"}))
    assert {file.member for file in found} == {name, "DI_CONNECT/x/1.fit", "o.txt"}


def test_apple_health_in_a_zip_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(documents("apple-zip")[0])
    (file,) = read(path)
    assert len(file.runs) == 2
    assert file.runs[0].source is not None
    assert file.runs[0].source.format is SourceFormat.APPLE_HEALTH


def test_nothing_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.zip").write_bytes(zipped({}))
    os.mkfifo(tmp_path / "pipe.fit")
    (tmp_path / "empty.csv").write_bytes(documents("strava")[0].splitlines()[0])
    for name in ("empty", "empty.zip", "empty.csv"):
        (file,) = read(tmp_path / name)
        assert code_of(file) == Refusal.NOT_AN_ACTIVITY
    names = ("absent.fit", "pipe.fit", "a\0b", "x" * 5000)
    for path in (*(tmp_path / name for name in names), Path("/dev/zero"), Path("/dev/null")):
        (file,) = read(path)
        assert code_of(file) == Refusal.UNREADABLE


def test_a_fault_of_a_reader_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter([RecursionError(), None, MemoryError(), None])
    true_read = vars(reading)["read_activity"]

    def broken(*arguments: object) -> ReadFile:
        fault = next(faults)
        if fault is not None:
            raise fault
        found: ReadFile = true_read(*arguments)
        return found

    monkeypatch.setattr(reading, "read_activity", broken)
    path = folder_of(tmp_path / "x", dict.fromkeys(("1", "2", "3", "4"), FIT))
    assert list(codes(read(path)).values()) == ["unreadable", "run", "too_large", "run"]


def test_members_are_told_when_they_are_opened_and_can_be_passed_over(tmp_path: Path) -> None:
    path = folder_of(tmp_path / "x", {"1.fit": FIT, "2.fit": FIT, "3.fit": FIT})
    told: list[tuple[str, int]] = []
    problem = read(tmp_path / "absent")[0].error
    assert problem is not None
    watch = Watch(lambda name, size: told.append((name, size)), passed_over={"2.fit": problem})
    assert list(codes(read(path, watch)).values()) == ["run", "unreadable", "run"]
    assert told == [("1.fit", len(FIT)), ("3.fit", len(FIT))]


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><gpx><trk><name>&j;</name></trk></gpx>"
)
EXTERNAL = b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><name>&x;</name></gpx>'
HOSTILE: dict[str, bytes] = {
    "entities": ENTITIES,
    "external": EXTERNAL,
    "external subset": b'<!DOCTYPE gpx SYSTEM "http://x.invalid/a.dtd"><gpx><trk/></gpx>',
    "deep gpx": b"<gpx>" + b"<a>" * 200_000,
    "deep tcx": b"<TrainingCenterDatabase>" + b"<a>" * 200_000,
    "deep apple": b"<HealthData>" + b"<Workout>" * 200_000,
    "deep json": b'{"format": "kneelog", "runs": ' + b"[" * 200_000,
    "deep object": b'{"format": "kneelog", "runs": ' + b'{"a":' * 200_000,
    "quotes": b"a,b\n" + b'"' * 200_000,
    "columns": b"," * 200_000 + b"\n1",
    "one line": b"date,distance\n" + b"1" * 2_000_000,
    "attributes": b"<gpx " + b"a='1' " * 100_000 + b">",
    "open tag": b"<gpx " + b"a" * 3_000_000,
    "gzip bomb": gzip.compress(bytes(30_000_000)),
    "gzip in gzip": gzip.compress(gzip.compress(FIT)),
    "zip bomb": zip_of(Member("a.gpx", GPX + b" " * 30_000_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_at_once_in_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(HOSTILE[name])
    # What is loaded for the first time is no file's fault.
    read(folder_of(tmp_path / "first", MIXED))
    tracemalloc.start()
    began = time.process_time()
    (file,) = read(path)
    took, (_now, most) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert file.error is not None
    assert took < 5 * SECOND
    assert most < 100_000_000


def test_external_entities_open_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    path = tmp_path / "a.gpx"
    uri = (tmp_path / "secret").as_uri().encode()
    path.write_bytes(EXTERNAL.replace(b"file:///etc/passwd", uri))
    (file,) = read(path)
    assert code_of(file) == Refusal.UNREADABLE
    assert "secret" not in repr(file).replace(str(tmp_path), "")


def test_a_zip_in_a_folder_is_read_and_a_zip_in_it_is_not(tmp_path: Path) -> None:
    inner = zipped({"1.fit": FIT, "2.fit": FIT, "more.zip": zipped({"3.fit": FIT})})
    path = folder_of(tmp_path / "x", {"a.zip": inner, "1.fit": FIT})
    told: list[str] = []
    problem = ReadProblem(Refusal.TIMEOUT)
    watch = Watch(lambda name, _size: told.append(name), passed_over={"a.zip/2.fit": problem})
    found = read(path, watch)
    assert [(file.member, code_of(file)) for file in found] == [
        ("1.fit", "run"),
        ("1.fit", "run"),
        ("2.fit", Refusal.TIMEOUT),
        ("more.zip", Refusal.UNSUPPORTED),
    ]
    assert told[:3] == ["1.fit", "a.zip", "a.zip/1.fit"]


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
        {"mimetype": b"application/vnd.oasis", "content.xml": b"<office/>"},
    ],
)
def test_a_spreadsheet_is_refused_as_a_whole(tmp_path: Path, parts: dict[str, bytes]) -> None:
    path = tmp_path / "Runs.xlsx"
    path.write_bytes(zipped(parts))
    (found,) = read(path)
    assert (found.member, found.runs) == (None, ())
    assert found.error is not None
    assert found.error.code == Refusal.UNSUPPORTED
