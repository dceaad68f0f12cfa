"""One run of an hour as FIT, GPX and TCX, with a point a second, as a watch writes it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta

from tests.builders_files import (
    ACTIVITY,
    ENUM,
    EVENT,
    FILE_ID,
    LAP,
    NOWHERE,
    RECORD,
    SESSION,
    U8,
    U16,
    U32,
    FitSession,
    FitWriter,
    GpxTrack,
    Point,
    TcxActivity,
    TcxLap,
    fit_time,
    gpx_file,
    tcx_file,
)

SECONDS = 3600
START = datetime(2016, 1, 4, 6, 40, tzinfo=UTC)
_STEP_M = 2.8
_DEVICE = 23
_SEMICIRCLES = 2**31 / 180.0


def start_of(number: int) -> datetime:
    """When the run of this number began: one every other day and a few minutes."""
    return START + timedelta(days=2 * number, minutes=7 * number % 60)


def fit_recording(start: datetime = START, seconds: int = SECONDS) -> bytes:
    """About 84 kB for an hour: points with place, height, speed, heart rate and cadence; laps."""
    return _ended(_begun(start, seconds), start, seconds)


def fit_recordings(count: int) -> Iterator[bytes]:
    """As many runs; their points are the same, their starts and distances are not."""
    begun = _begun(START, SECONDS)
    for number in range(count):
        yield _ended(deepcopy(begun), start_of(number), SECONDS, 9000.0 + number)


def _begun(start: datetime, seconds: int) -> FitWriter:
    drawn = random.Random(start.timestamp())
    writer = FitWriter()
    at = fit_time(start)
    writer.message(FILE_ID, [(0, ENUM, 4), (1, U16, 1), (4, U32, at)])
    for index in range(3):
        writer.message(_DEVICE, [(253, U32, at), (0, U8, index), (2, U16, 1), (3, U32, 7)])
    writer.message(EVENT, [(253, U32, at), (0, ENUM, 0), (1, ENUM, 0)])
    metres = 0.0
    for second in range(seconds):
        metres += _STEP_M + drawn.uniform(-0.3, 0.3)
        latitude = (NOWHERE[0] + math.degrees(metres / 6_378_137.0)) * _SEMICIRCLES
        fields = [
            (253, U32, at + second),
            (0, U32, round(latitude) & 0x7FFFFFFF),
            (1, U32, round(NOWHERE[1] * _SEMICIRCLES) & 0x7FFFFFFF),
            (5, U32, round(metres * 100)),
            (2, U16, 2500 + drawn.randrange(40)),
            (6, U16, round(_STEP_M * 1000)),
            (3, U8, 130 + drawn.randrange(30)),
            (4, U8, 82),
        ]
        writer.message(RECORD, fields)
        if second % 300 == 299:
            writer.message(LAP, [(253, U32, at + second), (2, U32, at), (9, U32, 84_000)])
    return writer


def _ended(writer: FitWriter, start: datetime, seconds: int, distance_m: float = 10_080.0) -> bytes:
    at = fit_time(start)
    session = FitSession(start, distance_m=distance_m, timer_s=seconds, elapsed_s=seconds)
    writer.message(SESSION, [(253, U32, at + seconds), *session.fields()])
    writer.message(ACTIVITY, [(253, U32, at + seconds), (1, U16, 1), (5, U32, at + seconds)])
    return writer.bytes()


def points(start: datetime = START, seconds: int = SECONDS) -> list[Point]:
    """A point a second with place, height, heart rate and metres."""
    drawn = random.Random(start.timestamp())
    step = math.degrees(_STEP_M / 6_378_137.0)
    return [
        Point(
            start + timedelta(seconds=second),
            NOWHERE[0] + step * second,
            NOWHERE[1] + drawn.uniform(-1e-5, 1e-5),
            round(50 + drawn.uniform(-3, 3), 1),
            130 + drawn.randrange(30),
            82,
            round(_STEP_M * second, 1),
        )
        for second in range(seconds)
    ]


def gpx_recording(start: datetime = START, seconds: int = SECONDS) -> str:
    """About 900 kB for an hour."""
    return gpx_file(GpxTrack([points(start, seconds)], "Morning run", "running"))


def tcx_recording(start: datetime = START, seconds: int = SECONDS) -> str:
    """About a megabyte for an hour, in laps of five minutes."""
    recorded = points(start, seconds)
    laps = [
        TcxLap(recorded[begin].at or START, 300.0, 840.0, 140, 165, 82, [recorded[begin:][:300]])
        for begin in range(0, seconds, 300)
    ]
    return tcx_file(TcxActivity(laps))
