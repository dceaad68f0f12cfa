"""Reads exports of Strava that a test has made up, and the words they are judged by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from diary.domain.reading import ReadFile, ReadRequest
from diary.domain.run import Sport
from diary.formats.archive import archive_at
from diary.formats.source import opened
from diary.formats.strava import read_strava, read_strava_table, strava_names
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
from tests.builders_strava import (
    START,
    VINTAGES,
    Export,
    write_zip,
)
from tests.formats.conftest import IMPORTED_AT

ZONE = "Europe/Lisbon"
EN = VINTAGES["en-2023"]
FIT = fit_file(FitSession(START, distance_m=5000.0))
GPX = gpx_file(GpxTrack([line_of_points(START)], type="running")).encode()
TCX = tcx_file(TcxActivity([TcxLap(START)])).encode()
Write = Callable[[Path, Mapping[str, bytes]], Path]


def read_all(path: Path, sport: Sport | None = None, zone: str = ZONE) -> list[ReadFile]:
    ids = count(1)
    with archive_at(path) as archive:
        assert strava_names(archive)
        request = ReadRequest(zone, IMPORTED_AT, sport)
        return list(read_strava(archive, request, lambda: f"run-{next(ids)}"))


def read_export(tmp_path: Path, export: Export, sport: Sport | None = None) -> list[ReadFile]:
    return read_all(write_zip(tmp_path / "export_1.zip", export.members()), sport)


def read_bare(tmp_path: Path, content: str | bytes) -> list[ReadFile]:
    path = tmp_path / "activities.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    ids = count(1)
    with opened(path) as source:
        request = ReadRequest(ZONE, IMPORTED_AT)
        return list(read_strava_table(source, path, None, request, lambda: f"run-{next(ids)}"))


def codes(found: ReadFile) -> list[str]:
    return [warning.code for warning in found.warnings]
