"""A FIT part without a summary, summed up from its records by fitdecode.

fitdecode leaks all kinds of errors on hostile bytes: what it gave before is kept. Of very long
recordings only so many records are decoded, evenly spread, the last among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypeAlias

import fitdecode

from diary.formats.fit_time import instant
from diary.formats.fit_walk import RECORD, Part, record_spans
from diary.formats.recorded import Recorded
from diary.formats.track import TrackSums

RECORDS_MOST = 10_000
_DEGREES = 180.0 / 2**31
_HEADER_BYTES = 14
_Message: TypeAlias = dict[str | int, object]


def rebuilt(data: bytes, part: Part) -> Recorded | None:
    """What the records add up to, without a moving time; None when there is no record at all."""
    sums = TrackSums()
    metres: float | None = None
    for message in _records(_thinned(data, part)):
        sums.points += 1
        at = _instant(message)
        if at is not None:
            sums.add_time(at)
        metres = _later(metres, _number(message, "distance"))
        sums.heart.add(_number(message, "heart_rate"))
        sums.cadence.add(_number(message, "cadence"))
        elevation = _number(message, "enhanced_altitude")
        if elevation is None:
            elevation = _number(message, "altitude")
        if elevation is not None:
            sums.climb.add(elevation)
        latitude, longitude = _number(message, "position_lat"), _number(message, "position_long")
        if latitude is not None and longitude is not None:
            sums.add_place(latitude * _DEGREES, longitude * _DEGREES)
    if not sums.points:
        return None
    return Recorded(
        started_at=sums.first_at,
        distance_m=metres if metres is not None or not sums.has_places else sums.distance_m,
        elapsed_s=sums.elapsed_s,
        ascent_m=sums.climb.ascent_m if sums.climb.is_known else None,
        descent_m=sums.climb.descent_m if sums.climb.is_known else None,
        avg_hr=sums.heart.mean,
        max_hr=sums.heart.maximum,
        cadence=sums.cadence.mean,
    )


def _records(content: bytes) -> Iterator[_Message]:
    reader = fitdecode.FitReader(  # type: ignore[no-untyped-call]  # it annotates nothing
        content,
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    with reader as frames:
        iterator = iter(frames)
        while True:
            try:
                frame = next(iterator, None)
            except Exception:  # noqa: BLE001 - ValueError, TypeError, struct.error, AssertionError, …
                return
            if frame is None:
                return
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.global_mesg_num == RECORD:
                yield {each.name: each.value for each in frame.fields}


def _thinned(data: bytes, part: Part) -> bytes:
    """A choice of the records, and what explains them, as a FIT file of their own."""
    spans = record_spans(data, part, RECORDS_MOST)
    body = b"".join(data[begin:end] for begin, end in spans)
    header = bytes((_HEADER_BYTES, data[part.begin + 1])) + data[part.begin + 2 : part.begin + 4]
    return header + len(body).to_bytes(4, "little") + b".FIT" + bytes(2) + body + bytes(2)


def _number(message: _Message, name: str) -> float | None:
    value = message.get(name)
    return float(value) if isinstance(value, int | float) else None


def _instant(message: _Message) -> datetime | None:
    seconds = _number(message, "timestamp")
    return None if seconds is None else instant(seconds)


def _later(metres: float | None, reading: float | None) -> float | None:
    """The greater of two readings of a distance that only grows."""
    if metres is None or reading is None:
        return reading if metres is None else metres
    return max(metres, reading)
