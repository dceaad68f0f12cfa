"""Tables of programs that are known by their header, other than Garmin's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from diary.domain.knee import Knee, Moment
from diary.domain.reading import Caution
from diary.domain.run import Aid, RunKind, SourceFormat, Sport, Surface
from diary.domain.table_match import TableField, TableUnit
from tests.formats.builders_tables import (
    RUNKEEPER_NEW,
    RUNKEEPER_OLD,
    ReadTable,
    details,
    fields_of,
    look_of,
    only_run,
    table_reader,
)

BOM = "\ufeff"
INTERVALS = (
    "id,start_date_local,start_date,type,name,description,distance,moving_time,elapsed_time,"
    "average_heartrate,max_heartrate,average_cadence,total_elevation_gain,icu_rpe,timezone,gear"
)


@pytest.fixture
def read(tmp_path: Path) -> ReadTable:
    return table_reader(tmp_path)


def test_runkeeper_in_miles(read: ReadTable) -> None:
    found = read(
        f"{RUNKEEPER_OLD}\n"
        '2015-10-21 15:27:52,Running,,3.41,29:57,8:47,6.83,320.0,12.36,,"a ""b""",2015.gpx\n'
        "2015-10-22 06:00:00,Running,Loop,13.10,2:12:01,10:04,5.95,1300.0,100,150,,x.gpx\n"
        "2015-10-23 06:00:00,Cycling,,20.5,1:05:12,3:10,18.9,900,800,,,\n"
        "2015-10-24 06:00:00,Strength Training,,0.00,45:00,,,250,,,,\n"
    )
    first, second, ride, other = found.runs
    assert first.started_at == datetime(2015, 10, 21, 13, 27, 52, tzinfo=UTC)
    assert (first.distance_m, first.moving_s, first.ascent_m) == (5487.86, 1797.0, 3.8)
    assert first.note == 'a "b"'
    assert (second.title, second.moving_s, second.avg_hr) == ("Loop", 7921.0, 150)
    assert (ride.sport, other.sport) == (Sport.RIDE, Sport.OTHER)
    assert first.source is not None
    assert first.source.format is SourceFormat.RUNKEEPER
    assert look_of(found).guessed == frozenset()
    assert Caution.ZONE_GUESSED in {problem.code for problem in found.warnings}


def test_runkeeper_in_kilometres(read: ReadTable) -> None:
    found = read(
        f"{RUNKEEPER_NEW}\n"
        "ab-1,2020-05-02 15:16:17,Running,,8.25,45:10,5:28,10.9,500,31,142,,,2020.gpx\n"
    )
    run = only_run(found)
    assert (run.distance_m, run.moving_s, run.ascent_m) == (8250.0, 2710.0, 31.0)
    assert run.source is not None
    assert (run.source.format, run.source.external_id) == (SourceFormat.RUNKEEPER, "ab-1")


def test_intervals_takes_the_zone_from_two_starts(read: ReadTable) -> None:
    found = read(
        f"{BOM}{INTERVALS}\n"
        "i1,2026-02-01T09:00:00,2026-02-01T07:45:00Z,Run,Morning,,8250.5,2710,2800,"
        "140.6,170,82.5,41,4,,跑鞋\n"
        "i2,2026-02-02T09:00:00,2026-02-02T08:00:00Z,VirtualRide,,,30000,3600,3600,,,85,,,,\n"
    )
    run, ride = found.runs
    assert run.started_at == datetime(2026, 2, 1, 7, 45, tzinfo=UTC)
    assert (run.timezone, run.on) == ("+01:15", date(2026, 2, 1))
    assert (run.distance_m, run.moving_s, run.elapsed_s) == (8250.5, 2710.0, 2800.0)
    assert (run.avg_hr, run.cadence_spm, run.rpe) == (141, 165.0, 4)
    assert found.gear == {run.id: "跑鞋"}
    assert (ride.sport, ride.timezone, ride.cadence_spm) == (Sport.RIDE, "+01:00", None)
    assert found.warnings == ()
    assert fields_of(found)["distance"] == (TableField.DISTANCE, TableUnit.METRE)


def test_own_runs(read: ReadTable) -> None:
    found = read(
        f"{BOM}id,on,started_at,timezone,sport,kind,surface,distance_m,moving_s,avg_hr,aids,"
        "knees.left.during.score,knees.left.during.recorded_at,shoe_id,title,note,source.name\n"
        "x1,2026-02-01,2026-02-01T07:45:00Z,Europe/Lisbon,run,easy,road,8250.0,2710.0,142,"
        "tape;sleeve,3,2026-02-01T09:45:00Z,s1,'=1+1,''quoted,a.fit\n"
        "x2,2026-02-02,,,hike,,,8250.0,,,,,,,,,\n"
    )
    run, hike = found.runs
    assert (run.id, run.shoe_id, run.on) == ("run-1", None, date(2026, 2, 1))
    assert run.started_at == datetime(2026, 2, 1, 7, 45, tzinfo=UTC)
    assert (run.kind, run.surface, run.timezone) == (RunKind.EASY, Surface.ROAD, "Europe/Lisbon")
    assert (run.distance_m, run.moving_s, run.avg_hr) == (8250.0, 2710.0, 142)
    assert run.aids == (Aid.TAPE, Aid.SLEEVE)
    assert (run.title, run.note) == ("=1+1", "'quoted")
    during = run.knee(Knee.LEFT).during
    assert during is not None
    assert during.value == 3
    assert run.source is not None
    assert (run.source.format, run.source.external_id) == (SourceFormat.KNEELOG, "x1")
    assert (hike.sport, hike.started_at) == (Sport.HIKE, None)
    assert (found.table, found.warnings, found.error) == (None, (), None)


def test_own_runs_with_a_wrong_value(read: ReadTable) -> None:
    found = read(
        "id,on,sport,distance_m,avg_hr,surface\n"
        "x1,2026-02-01,run,8250.0,999,road\n"
        "x2,2026-02-01,run,8250.0,140,moon\n"
        "x3,2026-02-31,run,8250.0,140,road\n"
    )
    assert [run.surface for run in found.runs] == [None]
    assert details(found) == ["row 2: avg_hr", "row 3: surface", "row 4: on"]


def test_own_days(read: ReadTable) -> None:
    found = read(
        f"{BOM}on,knees.left.morning.score,knees.left.worst.score,knees.right.worst.score,"
        "knees.left.areas,note\n"
        "2026-02-01,3,4,0,front;below,x\n"
        "2026-02-02,,11,,,\n"
    )
    assert [(score.knee, score.moment, score.value) for score in found.scores] == [
        (Knee.LEFT, Moment.MORNING, 3),
        (Knee.LEFT, Moment.WORST, 4),
        (Knee.RIGHT, Moment.WORST, 0),
    ]
    assert details(found) == ["row 3: knees.left.worst.score"]
