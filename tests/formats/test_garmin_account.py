from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from diary.domain.reading import Caution, ReadFile, ReadRequest, Refusal
from diary.domain.run import SourceFormat, Sport, Surface
from diary.formats import garmin_account
from diary.formats.archive import archive_at
from diary.formats.garmin_account import garmin_names
from diary.formats.reading import read_path
from tests.formats.conftest import IMPORTED_AT

FOLDER = "DI_CONNECT/DI-Connect-Fitness"
ACTIVITIES = f"{FOLDER}/me_0_summarizedActivities.json"
GEAR = f"{FOLDER}/me_gear.json"
RUN: Mapping[str, object] = {
    "activityId": 15987654321,
    "name": "Berlin Laufen",
    "activityType": "running",
    "startTimeGmt": 1.702803747e12,
    "startTimeLocal": 1.702807347e12,
    "duration": 2710000.0,
    "elapsedDuration": 2790500.0,
    "distance": 825000.0,
    "elevationGain": 4100.0,
    "elevationLoss": 3900.0,
    "avgHr": 142.0,
    "maxHr": 167.0,
    "avgRunCadence": 82.0,
    "calories": 2000.0,
    "splits": [{"measurements": [{"fieldEnum": "SUM_DISTANCE", "value": 1.0}]}],
}


def exported(*activities: Mapping[str, object]) -> str:
    return json.dumps([{"summarizedActivitiesExport": list(activities)}])


def read(folder: Path, content: str | bytes, gear: str | None = None) -> ReadFile:
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    path = folder / ACTIVITIES
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    if gear is not None:
        (folder / GEAR).write_text(gear, "utf-8")
    ids = count(1)
    (found,) = read_path(
        folder, ReadRequest("Europe/Lisbon", IMPORTED_AT), lambda: f"run-{next(ids)}"
    )
    return found


def test_centimetres_milliseconds_and_zone(tmp_path: Path) -> None:
    found = read(tmp_path, exported(RUN))
    (run,) = found.runs
    assert run.started_at == datetime(2023, 12, 17, 9, 2, 27, tzinfo=UTC)
    assert (run.timezone, run.sport, run.title) == ("+01:00", Sport.RUN, "Berlin Laufen")
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (8250.0, 2710.0, 2790.5)
    assert (run.ascent_m, run.descent_m) == (41.0, 39.0)
    assert (run.avg_hr, run.max_hr, run.cadence_spm) == (142, 167, 164.0)
    assert run.source is not None
    assert (run.source.format, run.source.member) == (SourceFormat.GARMIN_JSON, ACTIVITIES)
    assert run.source.external_id == "15987654321"
    assert (found.warnings, found.error) == ((), None)


@pytest.mark.parametrize(
    ("word", "sport", "surface"),
    [
        ("treadmill_running", Sport.RUN, Surface.TREADMILL),
        ("trail_running", Sport.RUN, Surface.TRAIL),
        ("track_running", Sport.RUN, Surface.TRACK),
        ("hiking", Sport.HIKE, None),
        ("lap_swimming", Sport.SWIM, None),
        ("strength_training", Sport.OTHER, None),
    ],
)
def test_sports(tmp_path: Path, word: str, sport: Sport, surface: Surface | None) -> None:
    (run,) = read(tmp_path, exported({**RUN, "activityType": word})).runs
    assert (run.sport, run.surface) == (sport, surface)


def test_steps_of_both_feet_are_not_doubled(tmp_path: Path) -> None:
    (run,) = read(tmp_path, exported({**RUN, "avgDoubleCadence": 110.0})).runs
    assert run.cadence_spm == 110.0


def test_shoes_by_activity(tmp_path: Path) -> None:
    gear = [
        {
            "gearDTOS": [
                {"gearPk": 7, "displayName": None, "customMakeModel": "Blue 12", "uuid": "x"},
                {"gearPk": 8, "displayName": "Red 3", "customMakeModel": "Other"},
            ],
            "gearActivityDTOs": {
                "7": [{"activityId": 15987654321, "gearPk": 7}],
                "8": [{"activityId": 2, "gearPk": 8}],
            },
        }
    ]
    found = read(tmp_path, exported(RUN, {**RUN, "activityId": 2}), json.dumps(gear))
    assert list(found.gear.values()) == ["Blue 12", "Red 3"]


@pytest.mark.parametrize("gear", ["[]", "{", '[{"gearDTOS": 5}]', "[" * 100_000])
def test_shoes_of_another_shape_are_left_alone(tmp_path: Path, gear: str) -> None:
    found = read(tmp_path, exported(RUN), gear)
    assert (len(found.runs), found.gear) == (1, {})


def test_an_odd_value_spoils_nothing_else(tmp_path: Path) -> None:
    odd = {**RUN, "avgHr": "high", "elevationGain": None, "maxHr": 999, "startTimeLocal": 5e11}
    found = read(tmp_path, exported({**RUN, "distance": 1e300}, odd))
    (run,) = found.runs
    assert (run.distance_m, run.avg_hr, run.max_hr, run.ascent_m) == (8250.0, None, None, None)
    assert [(problem.code, problem.detail) for problem in found.warnings] == [
        (Caution.FIELD_DROPPED, "activity 1: implausible"),
        (Caution.FIELD_DROPPED, "activity 2: avg_hr"),
        (Caution.ZONE_GUESSED, "activity 2"),
        (Caution.FIELD_DROPPED, "activity 2: max_hr 999"),
    ]


def test_without_a_start_in_utc(tmp_path: Path) -> None:
    (run,) = read(tmp_path, exported({**RUN, "startTimeGmt": None})).runs
    assert (run.started_at, run.on.isoformat()) == (None, "2023-12-17")


def test_cut_off(tmp_path: Path) -> None:
    found = read(tmp_path, exported(RUN, RUN)[:-40])
    assert len(found.runs) == 1
    assert [problem.code for problem in found.warnings] == [Caution.CUT_SHORT]
    nothing = read(tmp_path, exported(RUN)[:100])
    assert nothing.error is not None
    assert nothing.error.code == Refusal.TRUNCATED


def test_braces_quotes_and_chunks(tmp_path: Path) -> None:
    name = 'a "quoted\\" } { name ' + "x" * 70_000
    found = read(tmp_path, exported(*({**RUN, "name": name} for _ in range(5))))
    assert len(found.runs) == 5
    assert found.runs[4].title.startswith('a "quoted\\" } { name xx')


def test_an_activity_without_an_end_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garmin_account, "_ACTIVITY_LARGEST_BYTES", 100_000)
    huge = {**RUN, "splits": [{"a": "b" * 50}] * 20_000}
    found = read(tmp_path, exported(huge, RUN))
    assert len(found.runs) == 1
    endless = read(tmp_path, b'[{"summarizedActivitiesExport": [{"name": "' + b"x" * 1_000_000)
    assert endless.error is not None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}{}{}", b"\x00\xff" * 999, b"{" * 99_999])
def test_other_content(tmp_path: Path, content: bytes) -> None:
    found = read(tmp_path, content)
    assert found.runs == ()
    assert found.error is not None


def test_only_an_account_is_one(tmp_path: Path) -> None:
    (tmp_path / "me_gear.json").write_text("[]", "utf-8")
    with archive_at(tmp_path) as archive:
        assert garmin_names(archive) == frozenset()
