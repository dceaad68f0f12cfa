"""Every source twice adds nothing, also after the computer was taken to another zone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.diary import Diary
from diary.domain.reading import ImportStatus
from diary.formats.exchange import encode_diary
from diary.services.import_plan import ImportChoices
from tests.builders import a_run
from tests.builders_apple import apple_file, new_workout, old_workout
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
from tests.builders_strava import VINTAGES, Export, ExportRow, write_folder, write_zip
from tests.formats.builders_tables import GARMIN_ENGLISH, RUNKEEPER_NEW, RUNKEEPER_OLD, garmin_row
from tests.services.test_importing import Kept

START = datetime(2026, 5, 5, 23, 10, 1, tzinfo=UTC)
ZONES = ("Europe/Lisbon", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland")


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def recordings(folder: Path) -> Path:
    put(folder, "a.fit", fit_file(FitSession(START)))
    put(folder, "b.gpx", gpx_file(GpxTrack([line_of_points(START + timedelta(days=2))])))
    start = START + timedelta(days=4)
    lap = TcxLap(start, tracks=[line_of_points(start)])
    put(folder, "c.tcx", tcx_file(TcxActivity([lap])))
    return folder


def strava(folder: Path, *, is_zip: bool) -> Path:
    rows = [
        ExportRow("4711001", START, file="activities/1.fit.gz", gear="Pegasus"),
        ExportRow("4711002", START + timedelta(days=1), gear="Pegasus"),
        ExportRow("4711003", START + timedelta(days=1, hours=8), distance_m=None),
    ]
    files = {"activities/1.fit.gz": fit_file(FitSession(START))}
    members = Export(rows, VINTAGES["en-2026"], files).members()
    if is_zip:
        return write_zip(folder / "export.zip", members)
    return write_folder(folder / "export", members)


def garmin_account(folder: Path) -> Path:
    run: Mapping[str, object] = {
        "activityId": 15987654321,
        "activityType": "running",
        "startTimeGmt": START.timestamp() * 1000,
        "startTimeLocal": START.timestamp() * 1000 + 3_600_000,
        "duration": 2710000.0,
        "distance": 825000.0,
    }
    other = {**run, "activityId": 15987654322, "startTimeGmt": START.timestamp() * 1000 + 9e7}
    listed = [{"summarizedActivitiesExport": [run, {**other, "startTimeLocal": None}]}]
    put(folder, "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json", json.dumps(listed))
    return folder


def garmin_csv(folder: Path) -> Path:
    days = ("2025-02-06 23:36:03", "2025-02-07 00:10:00")
    rows = [
        garmin_row(GARMIN_ENGLISH, c0="Running", c1=day, c4=f"{5 + n}.48", c6="00:31:24")
        for n, day in enumerate(days)
    ]
    return put(folder, "Activities.csv", "\n".join([GARMIN_ENGLISH, *rows, ""]))


def apple(folder: Path) -> Path:
    late = {"start": "2024-05-23 23:51:02 +0200", "end": "2024-05-24 00:31:02 +0200"}
    return put(folder, "export.xml", apple_file(old_workout(), new_workout(**late)))


def runkeeper(folder: Path) -> Path:
    miles = "2015-10-21 23:27:52,Running,,3.41,29:57,8:47,6.83,320.0,12.36,,,2015.gpx"
    put(folder, "old/cardioActivities.csv", f"{RUNKEEPER_OLD}\n{miles}\n")
    named = "ab-12345,2020-05-02 23:16:17,Running,,8.25,45:10,5:28,10.9,500,31,142,,,2020.gpx"
    put(folder, "new/cardioActivities.csv", f"{RUNKEEPER_NEW}\n{named}\n")
    return folder


def intervals(folder: Path) -> Path:
    header = "id,start_date_local,start_date,type,name,distance,moving_time,elapsed_time"
    rows = (
        "i1,2026-02-01T23:50:00,2026-02-01T22:35:00Z,Run,Morning,8250.5,2710,2800",
        "i2,2026-02-02T09:00:00,2026-02-02T08:00:00Z,Run,,6000.0,1900,1900",
    )
    return put(folder, "intervals.csv", "\n".join([header, *rows, ""]))


def table(folder: Path) -> Path:
    put(folder, "day.csv", "Date,Km,Time\n2026-02-14,5.2,31:10\n2026-02-14,5.2,31:10\n")
    put(
        folder, "start.csv", "Start,Km,Time\n2026-02-19 23:40,8.2,48:10\n2026-02-20 00:50,3,18:00\n"
    )
    return folder


def own(folder: Path) -> Path:
    runs = [
        a_run("one-of-them", started_at=START, on=START.date(), timezone="Europe/Lisbon"),
        a_run("another-one", on=START.date() - timedelta(days=3), left=4),
    ]
    diary = Diary(runs={run.id: run for run in runs})
    put(folder, "diary.json", encode_diary(diary, made_at=START, program="kneelog"))
    header = "id,on,started_at,timezone,sport,distance_m,moving_s"
    rows = (
        "x1-of-a-table,2026-02-01,2026-02-01T23:45:00Z,Europe/Lisbon,run,8250.0,2710.0",
        "x2-of-a-table,2026-02-02,,,hike,8250.0,",
    )
    put(folder, "runs.csv", "\n".join([header, *rows, ""]))
    return folder


SOURCES: Mapping[str, tuple[Callable[[Path], Path], int]] = {
    "recordings": (recordings, 3),
    "strava": (lambda folder: strava(folder, is_zip=False), 3),
    "strava zip": (lambda folder: strava(folder, is_zip=True), 3),
    "garmin account": (garmin_account, 2),
    "garmin csv": (garmin_csv, 2),
    "apple": (apple, 2),
    "runkeeper": (runkeeper, 2),
    "intervals": (intervals, 2),
    "table": (table, 4),
    "own": (own, 4),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_twice_adds_nothing_in_any_zone(name: str, tmp_path: Path) -> None:
    make, count = SOURCES[name]
    (tmp_path / "source").mkdir()
    path = make(tmp_path / "source")
    kept = Kept(tmp_path)
    with closing(kept.store):
        kept.clock.zone_name = ZONES[0]
        first = kept.add(path)
        assert (first.added, first.failed, first.duplicates) == (count, 0, 0)
        before = kept.journal.diary
        for zone in ZONES:
            kept.clock.zone_name = zone
            plan = kept.importing.look([path])
            assert plan.runs(ImportStatus.ADDED) == []
            chosen = ImportChoices(takes_doubtful=True, fills_twins=True)
            again = kept.importing.commit(plan, chosen)
            assert (again.added, again.duplicates) == (0, count)
            assert again.written.changes == ()
        assert kept.store.load() == before


def test_every_source_of_one_run_in_any_order(tmp_path: Path) -> None:
    """Watch, phone, archive and tables tell of one run; all of them are kept as one."""
    start = START.replace(hour=7)
    folder = tmp_path / "source"
    put(folder, "a.fit", fit_file(FitSession(start, distance_m=5012.4)))
    row = replace(ExportRow(), at=start, distance_m=5012.4)
    write_folder(folder / "strava", Export([row], VINTAGES["en-2026"]).members())
    garmin = garmin_row(
        GARMIN_ENGLISH, c0="Running", c1="2026-05-05 08:10:01", c4="5.01", c6="00:25:00"
    )
    put(folder, "garmin/Activities.csv", f"{GARMIN_ENGLISH}\n{garmin}\n")
    put(folder, "typed.csv", "Date,Km,Time\n2026-05-05,5.01,25:00\n")
    paths = sorted(folder.iterdir())
    for number, order in enumerate((paths, paths[::-1])):
        (tmp_path / str(number)).mkdir()
        kept = Kept(tmp_path / str(number))
        with closing(kept.store):
            for path in order:
                kept.add(path)
            assert len(kept.runs) == 1
