"""The least that can be done with an activity file: what our readers are measured against.

Nothing is checked, refused, hashed or warned about here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

_WANTED = frozenset({0, 18, 19, 21, 23, 34})
_LETTERS = {
    0x00: "B",
    0x01: "b",
    0x02: "B",
    0x07: "s",
    0x0A: "B",
    0x0D: "s",
    0x83: "h",
    0x84: "H",
    0x85: "i",
    0x86: "I",
    0x88: "f",
    0x89: "d",
    0x8B: "H",
    0x8C: "I",
}


def walk_fit(data: bytes) -> list[tuple[int, tuple[object, ...]]]:
    """The file, session, lap, event, device and activity messages of one FIT file, decoded."""
    found: list[tuple[int, tuple[object, ...]]] = []
    layouts: dict[int, tuple[int, int, struct.Struct | None]] = {}
    at, end = data[0], data[0] + int.from_bytes(data[4:8], "little")
    while at < end:
        header = data[at]
        if header & 0xC0 == 0x40:
            layouts[header & 0x0F], at = _layout(data, at)
            continue
        number, size, unpacker = layouts[(header >> 5) & 0x03 if header & 0x80 else header & 0x0F]
        if unpacker is not None:
            found.append((number, unpacker.unpack_from(data, at + 1)))
        at += 1 + size
    return found


def _layout(data: bytes, at: int) -> tuple[tuple[int, int, struct.Struct | None], int]:
    order = ">" if data[at + 2] else "<"
    number = int.from_bytes(data[at + 3 : at + 5], "big" if data[at + 2] else "little")
    after = at + 6 + 3 * data[at + 5]
    fields = [data[each : each + 3] for each in range(at + 6, after, 3)]
    if data[at] & 0x20:
        begin, after = after + 1, after + 1 + 3 * data[after]
        fields += [data[each : each + 3] for each in range(begin, after, 3)]
    size = sum(field[1] for field in fields)
    if number not in _WANTED:
        return (number, size, None), after
    letters = "".join(_letters(length, base) for _number, length, base in fields)
    return (number, size, struct.Struct(order + letters)), after


def _letters(length: int, base: int) -> str:
    letter = _LETTERS.get(base, "s")
    count = length // struct.calcsize("<" + letter)
    return f"{count}{letter}" if letter == "s" or count > 1 else letter


class Element(Protocol):
    """What ElementTree and lxml have in common."""

    text: str | None

    def iter(self, tag: str) -> Iterator[Element]: ...
    def find(self, path: str) -> Element | None: ...
    def get(self, key: str) -> str | None: ...


GPX, TCX = (
    "{http://www.topografix.com/GPX/1/1}",
    "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}",
)
POINT = "{http://www.garmin.com/xmlschemas/TrackPointExtension/v1}"


def sum_gpx(root: Element) -> tuple[float, datetime, datetime, float]:
    """Distance, first and last time and mean heart rate of a parsed GPX document."""
    metres, beats, count = 0.0, 0.0, 0
    before: tuple[float, float] | None = None
    times: list[datetime] = []
    for point in root.iter(GPX + "trkpt"):
        here = radians(float(point.get("lat") or 0)), radians(float(point.get("lon") or 0))
        if before is not None:
            metres += _metres(before, here)
        before = here
        times.append(datetime.fromisoformat(_text(point, GPX + "time")))
        float(_text(point, GPX + "ele"))
        for heart in point.iter(POINT + "hr"):
            beats += float(heart.text or 0)
            count += 1
    return metres, times[0], times[-1], beats / max(1, count)


def sum_tcx(root: Element) -> tuple[float, float, datetime, float]:
    """Distance and time of the laps, last time and mean heart rate of a parsed TCX document."""
    laps = list(root.iter(TCX + "Lap"))
    metres = sum(float(_text(lap, TCX + "DistanceMeters")) for lap in laps)
    seconds = sum(float(_text(lap, TCX + "TotalTimeSeconds")) for lap in laps)
    beats, count = 0.0, 0
    times: list[datetime] = []
    for point in root.iter(TCX + "Trackpoint"):
        times.append(datetime.fromisoformat(_text(point, TCX + "Time")))
        float(_text(point, TCX + "AltitudeMeters"))
        beats += float(_text(point, f"{TCX}HeartRateBpm/{TCX}Value"))
        count += 1
    return metres, seconds, times[-1], beats / max(1, count)


def _text(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.text or ""


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north, east = other[0] - one[0], other[1] - one[1]
    chord = sin(north / 2) ** 2 + cos(one[0]) * cos(other[0]) * sin(east / 2) ** 2
    return 2 * 6_378_137.0 * asin(sqrt(chord))
