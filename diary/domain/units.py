"""Distances and durations as people type them; decimal comma and point are both understood."""

from __future__ import annotations

import re

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.settings import METRES_PER_MILE, DistanceUnit

METRES = {DistanceUnit.KM: 1000.0, DistanceUnit.MI: METRES_PER_MILE}
_UNIT_WORDS = {
    "km": 1000.0,
    "k": 1000.0,
    "m": 1.0,
    "mi": METRES_PER_MILE,
    "mile": METRES_PER_MILE,
    "miles": METRES_PER_MILE,
}
_DISTANCE = re.compile(r"([0-9.,]+)(km|k|miles|mile|mi|m)?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)")
# Minutes may stand without their unit only at the end: "30s" is not 3 minutes and 0 seconds.
_WORDS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})(?:m|min|'|$))?(?:(\d{1,2})(?:s|''|\"))?")
SIXTY = 60


def parse_number(field: str, text: str) -> float:
    """A number with a decimal comma or point; spaces are ignored.

    Raises `InvalidValueError` (AMBIGUOUS_NUMBER) for a text with several separators.
    """
    compact = "".join(text.split())
    if not compact:
        raise InvalidValueError(field, Reason.REQUIRED, text)
    if len(re.findall(r"[.,]", compact)) > 1:
        raise InvalidValueError(field, Reason.AMBIGUOUS_NUMBER, text)
    if not re.fullmatch(r"[+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)", compact):
        raise InvalidValueError(field, Reason.NOT_A_NUMBER, text)
    return float(compact.replace(",", "."))


def parse_distance_m(text: str, unit: DistanceUnit, field: str = "distance_m") -> float:
    """Metres from "8.2", "8,2 km" or "5 mi"; a number without a unit is in `unit`."""
    compact = "".join(text.split())
    match = _DISTANCE.fullmatch(compact)
    if not compact or not match:
        reason = Reason.NOT_A_NUMBER if compact else Reason.REQUIRED
        raise InvalidValueError(field, reason, text)
    number, word = match.groups()
    metres = _UNIT_WORDS[word.lower()] if word else METRES[unit]
    # A tenth of a millimetre is far below any watch; it keeps 8.2 km at 8200.0 m.
    return round(parse_number(field, number) * metres, 4)


def parse_duration_s(text: str, field: str = "moving_s") -> float:
    """Seconds from "45" (minutes), "45:10", "1:05:00", "45m", "1h5" or "1h05m10s"."""
    compact = "".join(text.split()).lower()
    if not compact:
        raise InvalidValueError(field, Reason.REQUIRED, text)
    clock = _CLOCK.fullmatch(compact)
    if clock:
        hours, minutes = int(clock[1] or 0), int(clock[2])
        seconds = float(clock[3].replace(",", "."))
        if seconds >= SIXTY or (clock[1] and minutes >= SIXTY):
            raise InvalidValueError(field, Reason.NOT_A_TIME, text)
        return hours * 3600 + minutes * 60 + seconds
    words = _WORDS.fullmatch(compact)
    if not words or not any(words.groups()):
        raise InvalidValueError(field, Reason.NOT_A_TIME, text)
    return float(int(words[1] or 0) * 3600 + int(words[2] or 0) * 60 + int(words[3] or 0))


def format_duration(seconds: float) -> str:
    """Text: "45:10" below an hour, "1:05:00" from an hour on."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def pace_s(pace_s_per_km: float, unit: DistanceUnit) -> float:
    """Seconds for one unit of distance from seconds a kilometre."""
    return pace_s_per_km * METRES[unit] / 1000
