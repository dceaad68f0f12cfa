"""The sample files of the product: a flat run, a loop over a hill and laps on a track.

`python -m tests.builders_samples` writes the files in `resources/sample/` anew.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.builders_files import (
    ACTIVITY,
    ENUM,
    EVENT,
    FILE_ID,
    LAP,
    NOWHERE,
    RECORD,
    RUNNING,
    SESSION,
    U8,
    U16,
    U32,
    Field,
    FitWriter,
    GpxTrack,
    Point,
    TcxActivity,
    TcxLap,
    fit_time,
    gpx_file,
    tcx_file,
)

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"


def _wave(second: float, period: float, height: float) -> float:
    return height * math.sin(2 * math.pi * second / period)


def morning_run() -> bytes:
    """8 km easily on a flat road on 4 November 2026, 06:52 in Lisbon, in 47 minutes."""
    start = datetime(2026, 11, 4, 6, 52, 10, tzinfo=UTC)
    moving_s, elapsed_s, distance_m = 2832, 2868, 8040.0
    writer = FitWriter()
    writer.message(FILE_ID, [(0, ENUM, 4), (1, U16, 255), (4, U32, fit_time(start))])
    writer.message(EVENT, [(253, U32, fit_time(start)), (0, ENUM, 0), (1, ENUM, 0)])
    hearts: list[int] = []
    for second in range(0, elapsed_s + 1, 4):
        # Half a minute at a crossing, after the fourth kilometre.
        moved_s = second if second < 1440 else max(1440, second - (elapsed_s - moving_s))
        warm = 1 - math.exp(-second / 240)
        heart = round(104 + 38 * warm + _wave(second, 610, 3) + 4 * moved_s / moving_s)
        hearts.append(heart)
        cadence = 82 + round(_wave(second, 170, 1.4)) if moved_s != 1440 else 0
        metres = distance_m * (moved_s + _wave(moved_s, moving_s, 14)) / moving_s
        altitude = 12 + _wave(second, 1900, 4)
        writer.message(
            RECORD,
            [
                (253, U32, fit_time(start) + second),
                (5, U32, round(max(0.0, metres) * 100)),
                (3, U8, heart),
                (4, U8, cadence),
                (78, U32, round((altitude + 500) * 5)),
            ],
        )
    end = fit_time(start) + elapsed_s
    writer.message(EVENT, [(253, U32, end), (0, ENUM, 0), (1, ENUM, 4)])
    summary: list[Field] = [
        (253, U32, end),
        (2, U32, fit_time(start)),
        (7, U32, elapsed_s * 1000),
        (8, U32, moving_s * 1000),
        (9, U32, round(distance_m * 100)),
    ]
    writer.message(LAP, summary)
    writer.message(
        SESSION,
        [
            *summary,
            (5, ENUM, RUNNING),
            (6, ENUM, 2),
            (16, U8, round(sum(hearts) / len(hearts))),
            (17, U8, max(hearts)),
            (18, U8, 82),
            (22, U16, 16),
            (23, U16, 15),
        ],
    )
    writer.message(ACTIVITY, [(253, U32, end), (1, U16, 1), (5, U32, end)])
    return writer.bytes()


def trail_run() -> str:
    """A loop of 10 km over a hill on 7 November 2026, in about 70 minutes."""
    start = datetime(2026, 11, 7, 9, 15, 0, tzinfo=UTC)
    distance_m, seconds, step = 10_150.0, 4_230, 10
    radius = math.degrees(distance_m / (2 * math.pi) / 6_378_137.0)
    points: list[Point] = []
    for second in range(0, seconds + 1, step):
        share = second / seconds
        # Slower on the way up, which is the first half.
        way = share - 0.035 * math.sin(2 * math.pi * share)
        angle = 2 * math.pi * way
        climb = 260 * math.sin(math.pi * way) ** 2 + 25 * math.sin(6 * math.pi * way) ** 2
        points.append(
            Point(
                start + timedelta(seconds=second),
                NOWHERE[0] + radius * math.sin(angle),
                NOWHERE[1] + radius * (1 - math.cos(angle)) / math.cos(math.radians(NOWHERE[0])),
                round(180 + climb, 1),
                round(122 + 34 * (1 - math.exp(-second / 300)) + _wave(second, 900, 6)),
                80 + round(_wave(second, 140, 3)),
            )
        )
    return gpx_file(GpxTrack([points], "Trail loop", "running"))


def evening_intervals() -> str:
    """Six laps on a track on 10 November 2026, fast and slow by turns, 6 km."""
    start = datetime(2026, 11, 10, 18, 5, 0, tzinfo=UTC)
    laps: list[TcxLap] = []
    at, metres = start, 0.0
    plan: list[tuple[float, float, int]] = [(720, 2000, 138)]
    for _ in range(4):
        plan += [(132, 600, 168), (150, 300, 146)]
    plan.append((192, 450, 140))
    for total_s, distance_m, heart in plan:
        points = []
        for second in range(0, int(total_s) + 1, 6):
            covered = distance_m * second / total_s
            points.append(
                Point(
                    at + timedelta(seconds=second),
                    hr=heart + round(_wave(second, 90, 3)),
                    metres=round(metres + covered, 1),
                )
            )
        laps.append(TcxLap(at, total_s, distance_m, heart, heart + 6, 84, [points]))
        at += timedelta(seconds=total_s)
        metres += distance_m
    return tcx_file(TcxActivity(laps))


SAMPLES: dict[str, Callable[[], bytes]] = {
    "morning_run.fit": morning_run,
    "trail_run.gpx": lambda: trail_run().encode(),
    "evening_intervals.tcx": lambda: evening_intervals().encode(),
}


if __name__ == "__main__":
    for sample_name, write in SAMPLES.items():
        (SAMPLE / sample_name).write_bytes(write())
