"""Writers of small FIT, TCX and GPX files; the sample files of the product are made with them."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fastcrc import crc16

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FILE_ID, SESSION, LAP, RECORD, EVENT, ACTIVITY = 0, 18, 19, 20, 21, 34
ENUM, U8, U16, U32 = 0x00, 0x02, 0x84, 0x86
_LETTERS = {ENUM: "B", U8: "B", U16: "H", U32: "I"}
RUNNING, CYCLING, TRANSITION, SWIMMING = 1, 2, 3, 5
# Far from any coast: nobody's home.
NOWHERE = (-48.5, -123.5)
GPX_SPACE = "http://www.topografix.com/GPX/1/1"
POINT_SPACE = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"
TCX_SPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
LAP_SPACE = "http://www.garmin.com/xmlschemas/ActivityExtension/v2"
Field = tuple[int, int, int]


# ---- FIT --------------------------------------------------------------------------------------


def fit_time(at: datetime) -> int:
    return round((at - FIT_EPOCH).total_seconds())


class FitWriter:
    """Writes messages; a definition goes before the first message of each layout."""

    def __init__(self, order: str = "<") -> None:
        self._order = order
        self._body = bytearray()
        self._layouts: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}

    def message(self, number: int, fields: Sequence[Field]) -> FitWriter:
        layout = (number, tuple((each, base) for each, base, _ in fields))
        if layout not in self._layouts:
            self._layouts[layout] = len(self._layouts) % 16
            self._define(self._layouts[layout], *layout)
        self._body.append(self._layouts[layout])
        for _, base, value in fields:
            self._body += struct.pack(self._order + _LETTERS[base], value)
        return self

    def raw(self, content: bytes) -> FitWriter:
        self._body += content
        return self

    def _define(self, local: int, number: int, fields: Iterable[tuple[int, int]]) -> None:
        listed = [
            bytes((each, struct.calcsize("<" + _LETTERS[base]), base)) for each, base in fields
        ]
        is_big = self._order == ">"
        self._body += bytes((0x40 | local, 0, is_big))
        self._body += struct.pack(self._order + "H", number) + bytes((len(listed),))
        self._body += b"".join(listed)

    def bytes(self, *, header_bytes: int = 14) -> bytes:
        head = struct.pack("<BBHI4s", header_bytes, 0x20, 2147, len(self._body), b".FIT")
        if header_bytes == 14:
            head += struct.pack("<H", crc16.arc(head))
        content = head + bytes(self._body)
        return content + struct.pack("<H", crc16.arc(content))


@dataclass
class FitSession:
    """One session with a record every `every_s` seconds; None leaves a field out."""

    start: datetime = datetime(2026, 11, 2, 6, 40, tzinfo=UTC)
    sport: int | None = RUNNING
    sub_sport: int | None = None
    distance_m: float | None = 5000.0
    timer_s: float = 1500.0
    elapsed_s: float = 1520.0
    avg_hr: int | None = 140
    max_hr: int | None = 160
    cadence: int | None = 82
    ascent_m: int | None = 20
    descent_m: int | None = 18
    rpe: int | None = None
    records: int = 5
    record_hr: int | None = 138

    def fields(self) -> list[Field]:
        given: list[tuple[int, int, float | None, float]] = [
            (2, U32, fit_time(self.start), 1),
            (5, ENUM, self.sport, 1),
            (6, ENUM, self.sub_sport, 1),
            (7, U32, self.elapsed_s, 1000),
            (8, U32, self.timer_s, 1000),
            (9, U32, self.distance_m, 100),
            (16, U8, self.avg_hr, 1),
            (17, U8, self.max_hr, 1),
            (18, U8, self.cadence, 1),
            (22, U16, self.ascent_m, 1),
            (23, U16, self.descent_m, 1),
            (193, U8, self.rpe, 1),
        ]
        return [
            (number, base, round(value * scale))
            for number, base, value, scale in given
            if value is not None
        ]

    def record_fields(self, index: int) -> list[Field]:
        share = index / max(1, self.records - 1)
        at = self.start + timedelta(seconds=self.elapsed_s * share)
        fields: list[Field] = [(253, U32, fit_time(at))]
        if self.distance_m is not None:
            fields.append((5, U32, round(self.distance_m * share * 100)))
        if self.record_hr is not None:
            fields.append((3, U8, self.record_hr))
        return fields


def fit_file(
    *sessions: FitSession,
    offset: timedelta | None = None,
    file_type: int = 4,
    has_summary: bool = True,
    order: str = "<",
    header_bytes: int = 14,
) -> bytes:
    """An activity file; `has_summary` False leaves out sessions and activity."""
    writer = FitWriter(order)
    start = sessions[0].start if sessions else FitSession().start
    writer.message(FILE_ID, [(0, ENUM, file_type), (1, U16, 255), (4, U32, fit_time(start))])
    for session in sessions:
        for index in range(session.records):
            writer.message(RECORD, session.record_fields(index))
        if has_summary:
            writer.message(SESSION, session.fields())
    if has_summary and sessions:
        now = fit_time(start)
        fields: list[Field] = [(253, U32, now), (1, U16, len(sessions))]
        if offset is not None:
            fields.append((5, U32, now + round(offset.total_seconds())))
        writer.message(ACTIVITY, fields)
    return writer.bytes(header_bytes=header_bytes)


# ---- GPX and TCX ------------------------------------------------------------------------------


@dataclass
class Point:
    """A track point; None leaves the element or attribute out."""

    at: datetime | str | None
    lat: float | None = None
    lon: float | None = None
    ele: float | None = None
    hr: int | None = None
    cad: int | None = None
    metres: float | None = None

    def time_text(self) -> str | None:
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ}" if isinstance(self.at, datetime) else self.at


@dataclass
class GpxTrack:
    segments: Sequence[Sequence[Point]]
    name: str | None = None
    type: str | None = None


def line_of_points(
    start: datetime, *, count: int = 11, step_s: float = 60.0, step_m: float = 200.0
) -> list[Point]:
    """Points due north from nowhere."""
    step = math.degrees(step_m / 6_378_137.0)
    return [
        Point(start + timedelta(seconds=step_s * index), NOWHERE[0] + step * index, NOWHERE[1])
        for index in range(count)
    ]


def gpx_file(*tracks: GpxTrack, prologue: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    lines = [
        prologue,
        f'<gpx version="1.1" creator="Kneelog" xmlns="{GPX_SPACE}" xmlns:gpxtpx="{POINT_SPACE}">',
    ]
    for track in tracks:
        lines.append("<trk>")
        lines.extend(_tagged(("name", track.name), ("type", track.type)))
        for segment in track.segments:
            lines.append("<trkseg>")
            lines.extend(_gpx_point(point) for point in segment)
            lines.append("</trkseg>")
        lines.append("</trk>")
    return "\n".join((*lines, "</gpx>", ""))


def _tagged(*pairs: tuple[str, object]) -> list[str]:
    return [f"<{name}>{value}</{name}>" for name, value in pairs if value is not None]


def _gpx_point(point: Point) -> str:
    place = [
        f' {name}="{value:.7f}"'
        for name, value in (("lat", point.lat), ("lon", point.lon))
        if value is not None
    ]
    sensors = "".join(_tagged(("gpxtpx:hr", point.hr), ("gpxtpx:cad", point.cad)))
    extension = (
        f"<extensions><gpxtpx:TrackPointExtension>{sensors}</gpxtpx:TrackPointExtension>"
        "</extensions>"
        if sensors
        else ""
    )
    content = "".join(_tagged(("ele", point.ele), ("time", point.time_text())))
    return f"<trkpt{''.join(place)}>{content}{extension}</trkpt>"


@dataclass
class TcxLap:
    start: datetime | str
    total_s: float | None = 600.0
    distance_m: float | None = 2000.0
    avg_hr: int | None = None
    max_hr: int | None = None
    run_cadence: int | None = None
    tracks: Sequence[Sequence[Point]] = field(default_factory=list)


@dataclass
class TcxActivity:
    laps: Sequence[TcxLap]
    sport: str | None = "Running"


def tcx_file(*activities: TcxActivity) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TrainingCenterDatabase xmlns="{TCX_SPACE}" xmlns:ns3="{LAP_SPACE}">',
        "<Activities>",
    ]
    for activity in activities:
        sport = "" if activity.sport is None else f' Sport="{activity.sport}"'
        lines.append(f"<Activity{sport}><Id>{_when(activity.laps[0].start)}</Id>")
        for lap in activity.laps:
            lines.extend(_tcx_lap(lap))
        lines.append("</Activity>")
    return "\n".join((*lines, "</Activities>", "</TrainingCenterDatabase>", ""))


def _when(at: datetime | str) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if isinstance(at, datetime) else at


def _tcx_lap(lap: TcxLap) -> Iterable[str]:
    yield f'<Lap StartTime="{_when(lap.start)}">'
    yield from _tagged(("TotalTimeSeconds", lap.total_s), ("DistanceMeters", lap.distance_m))
    for name, value in (("AverageHeartRateBpm", lap.avg_hr), ("MaximumHeartRateBpm", lap.max_hr)):
        if value is not None:
            yield f"<{name}><Value>{value}</Value></{name}>"
    for track in lap.tracks:
        yield "<Track>"
        for point in track:
            yield _tcx_point(point)
        yield "</Track>"
    if lap.run_cadence is not None:
        cadence = f"<ns3:AvgRunCadence>{lap.run_cadence}</ns3:AvgRunCadence>"
        yield f"<Extensions><ns3:LX>{cadence}</ns3:LX></Extensions>"
    yield "</Lap>"


def _tcx_point(point: Point) -> str:
    place = ""
    if point.lat is not None and point.lon is not None:
        place = "".join(
            _tagged(
                ("LatitudeDegrees", f"{point.lat:.7f}"), ("LongitudeDegrees", f"{point.lon:.7f}")
            )
        )
        place = f"<Position>{place}</Position>"
    heart = f"<HeartRateBpm><Value>{point.hr}</Value></HeartRateBpm>" if point.hr else ""
    parts = (
        *_tagged(("Time", point.time_text())),
        place,
        *_tagged(("AltitudeMeters", point.ele), ("DistanceMeters", point.metres)),
        heart,
    )
    return f"<Trackpoint>{''.join(parts)}</Trackpoint>"
