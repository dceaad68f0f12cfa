"""The sound files that mutations begin with, of every format, small so that thousands are quick."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache

from diary.domain.exercise import BodyArea, Exercise, SessionKind, Side
from diary.domain.knee_notes import KneeNotes, NotesAbout
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    StageOffer,
    TargetOffer,
)
from diary.domain.pt_note import THE_VISIT, Pin, PtNote
from diary.formats.exchange import encode_diary
from diary.formats.handover import written
from diary.formats.kneenotes import write_notes
from diary.services.sample import sample_diary
from tests.builders_apple import HEART_RATE, apple_file, new_workout, old_workout, route
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
from tests.builders_strava import VINTAGES, Export, ExportRow, table
from tests.builders_zips import zipped

START = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
_POINTS = 12
_MEMBER = "apple_health_export/workout-routes/route_2023-05-23_7.41am.gpx"
_GARMIN_EN = """Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE,\
Avg Run Cadence,Max Run Cadence,Avg Pace,Best Pace,Total Ascent,Total Descent,Avg Stride Length,\
Moving Time,Elapsed Time,Min Elevation,Max Elevation
Running,2026-05-23 07:41:10,false,"Morning, run","5.02","1,310",00:28:29.1,141,163,2.9,168,180,\
5:40,5:01,"1,021",19,1.05,00:28:20,00:30:01,2,45
Track Running,2026-05-21 18:00:00,false,Track,"5,000",300,00:25:00,--,--,--,170,180,5:00,4:30,--,\
--,1.1,00:25:00,00:25:00,--,--
"""
_GARMIN_DE = """Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz,\
Maximale Herzfrequenz,Ø Schrittfrequenz (Laufen),Ø Pace,Anstieg gesamt,Zeit in Bewegung
Laufen,2026-05-23 07:41:10,false,Lauf am Morgen,"5,02","310","00:28:29,1",141,163,168,5:40,21,\
00:28:20
"""
_RUNKEEPER = """Date,Type,Route Name,Distance (mi),Duration,Average Pace,Average Speed (mph),\
Calories Burned,Climb (ft),Average Heart Rate (bpm),Notes,GPX File
2015-05-23 07:41:10,Running,,3.11,29:57,9:38,6.23,310.0,41,,"A, note",2015-05-23.gpx
2015-05-24 07:41:10,Cycling,,31.1,2:12:01,4:14,14.1,910.0,410,,,
"""
_INTERVALS = """\ufeffid,start_date_local,start_date,timezone,type,name,distance,moving_time,\
elapsed_time,total_elevation_gain,average_heartrate,average_cadence,gear
i1,2026-05-23T07:41:10,2026-05-23T05:41:10Z,Europe/Berlin,Run,Run,5020.5,1700,1801,21,141.5,84,跑鞋
"""
_OTHER = """Datum;Strecke (km);Dauer;Schuhe;Schmerz links;Schmerz rechts;Notiz
23.05.2026;5,02;0:28:29;Blau;3;0;"Zeile eins
Zeile zwei"
24.05.2026;10,1;1:01:02;Rot;;2;
"""
_PAIN = """date,side,score\n2026-05-23,left,3\n2026-05-24,right,10\n2026-05-25,both,0\n"""
_ACCOUNT = [
    {
        "summarizedActivitiesExport": [
            {
                "activityId": 91,
                "name": "Run",
                "activityType": "running",
                "startTimeGmt": 1.702803747e12,
                "startTimeLocal": 1.702807347e12,
                "distance": 502000.0,
                "duration": 1709000.0,
                "elapsedDuration": 1801000.0,
                "movingDuration": 1700000.0,
                "avgHr": 141.0,
                "maxHr": 163.0,
                "elevationGain": 2100.0,
                "avgDoubleCadence": 168.0,
            }
        ]
    }
]
_ACCOUNT_NAME = "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json"


def _fit() -> list[bytes]:
    session = FitSession(START, records=_POINTS)
    return [
        fit_file(session),
        fit_file(session, order=">"),
        fit_file(session, has_summary=False),
        fit_file(session) + fit_file(FitSession(START, records=4)),
    ]


def _gpx() -> list[bytes]:
    tracks = [GpxTrack([line_of_points(START, count=_POINTS)], "Run", "run")] * 2
    return [gpx_file(*tracks[:1]).encode(), gpx_file(*tracks).encode("utf-8-sig")]


def _tcx() -> list[bytes]:
    lap = TcxLap(START, tracks=[line_of_points(START, count=_POINTS)])
    return [
        tcx_file(TcxActivity([lap])).encode(),
        b"  " + tcx_file(TcxActivity([lap] * 3)).encode(),
    ]


def _packed() -> list[bytes]:
    return [gzip.compress(content) for content in (_fit()[0], _gpx()[0], _tcx()[0])]


def _zip() -> list[bytes]:
    return [zipped({"a.fit": _fit()[0], "b/c.gpx": _gpx()[0], "d.tcx.gz": _packed()[2], "e": b""})]


def _strava() -> list[bytes]:
    rows = [ExportRow(file="activities/1.fit.gz", gear="Blue"), ExportRow("2", rpe=4, note="x, y")]
    return [table(vintage, *rows).encode() for vintage in VINTAGES.values()]


def _strava_zip() -> list[bytes]:
    rows = [ExportRow(file="activities/1.fit.gz", gear="Blue"), ExportRow("2", rpe=4, note="x, y")]
    files = {
        "activities/1.fit.gz": _packed()[0],
        "activities/3.gpx": _gpx()[0],
        "media/a.jpg": b"x",
    }
    return [zipped(Export(rows, files=files, base=base).members()) for base in ("", "export_1/")]


def _garmin() -> list[bytes]:
    return [_GARMIN_EN.encode(), _GARMIN_DE.encode("utf-8-sig")]


def _garmin_account() -> list[bytes]:
    return [zipped({_ACCOUNT_NAME: json.dumps(_ACCOUNT * 2), "DI_CONNECT/x/other.json": "{}"})]


def _apple() -> list[bytes]:
    workouts = [old_workout(), new_workout(HEART_RATE, route("/" + _MEMBER.partition("/")[2]))]
    return [apple_file(*workouts).encode()]


def _apple_zip() -> list[bytes]:
    return [zipped({"apple_health_export/export.xml": _apple()[0], _MEMBER: _gpx()[0]})]


def _tables() -> list[bytes]:
    return [each.encode() for each in (_RUNKEEPER, _INTERVALS, _OTHER, _PAIN)]


@cache
def _kneelog() -> list[bytes]:
    diary = sample_diary(60, 1, date(2026, 11, 20), "Europe/Lisbon")
    content = encode_diary(diary, made_at=START, program="0.1.0")
    return [content]


def _hand_over() -> list[bytes]:
    others = {"report.html": b"<p>", "tables/runs.csv": b"id\r\n"}
    return [
        written(_kneelog()[0], each, made_at=START, program="0.1.0", span=None)
        for each in (others, {})
    ]


def _kneenotes() -> list[bytes]:
    days, note = [f"2026-11-{day:02d}" for day in range(1, 20)], "downhill? <b>slowly</b>"
    notes = [PtNote(f"n{on}", Pin(date.fromisoformat(on)), note) for on in days]
    notes += [PtNote("r", Pin(run_id="run-1"), "=1+1"), PtNote("v", THE_VISIT, "the shoes")]
    exercise = Exercise("Step-down", (BodyArea.HIPS,), 3, 10, 30.0, 2.5, Side.BOTH, "slowly")
    offers = (
        LimitsOffer("o1", 2, 3),
        NextVisitOffer("o2", date(2026, 12, 8)),
        TargetOffer("o3", SessionKind.STRENGTH, 2),
        ExerciseOffer("o4", exercise),
        StageOffer("o5", 3),
    )
    about = NotesAbout("7F3A", "ab" * 32, "J.K.")
    return [
        write_notes(KneeNotes(tuple(notes), offers, about, "M.S.", "Knee house", START, "0.1.0")),
        write_notes(KneeNotes(tuple(notes[:2]))),
    ]


FORMATS: dict[str, Callable[[], Sequence[bytes]]] = {
    "fit": _fit,
    "gpx": _gpx,
    "tcx": _tcx,
    "gz": _packed,
    "zip": _zip,
    "strava": _strava,
    "strava-zip": _strava_zip,
    "garmin": _garmin,
    "garmin-account": _garmin_account,
    "apple": _apple,
    "apple-zip": _apple_zip,
    "tables": _tables,
    "kneelog": _kneelog,
    "kneenotes": _kneenotes,
    "hand-over": _hand_over,
}

# What is no file of runs is refused by the import, and read by its own reader.
NOT_IMPORTED = frozenset({"kneenotes"})


@cache
def documents(name: str) -> Sequence[bytes]:
    """The sound files of one format."""
    return FORMATS[name]()
