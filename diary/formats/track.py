"""Sums over the points of a track, taken one by one: no position is kept.

Distance is flat (haversine, within segments). Moving time is the sum over segments of last minus
first time. Climb follows one rule: a rise or fall counts once it reaches 3 m from the last turning
point, so that the noise of a receiver on flat ground adds up to nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime

from diary.domain.run import HEART_RATE_LEAST, HEART_RATE_MOST

# The equator's, as other programs take it: the same file shows the same distance everywhere.
EARTH_RADIUS_M = 6_378_137.0
CLIMB_STEP_M = 3.0
_ELEVATION_LEAST_M, _ELEVATION_MOST_M = -500.0, 10_000.0
_CADENCE_MOST = 300.0


class Climb:
    """Ascent and descent in metres from a row of elevations."""

    def __init__(self) -> None:
        self.ascent_m = 0.0
        self.descent_m = 0.0
        self._level: float | None = None

    @property
    def is_known(self) -> bool:
        """True once there was an elevation."""
        return self._level is not None

    def add(self, *elevations_m: float) -> None:
        """The next elevations; what cannot be is left out."""
        level = self._level
        for elevation_m in elevations_m:
            if not _ELEVATION_LEAST_M <= elevation_m <= _ELEVATION_MOST_M:
                continue
            if level is None:
                level = elevation_m
                continue
            step = elevation_m - level
            if step >= CLIMB_STEP_M:
                self.ascent_m += step
                level = elevation_m
            elif step <= -CLIMB_STEP_M:
                self.descent_m -= step
                level = elevation_m
        self._level = level


class Mean:
    """Mean and maximum of the numbers within bounds; zeros of a missing sensor are left out."""

    def __init__(self, least: float, most: float) -> None:
        self._least, self._most = least, most
        self._sum, self._count = 0.0, 0
        self.maximum: float | None = None

    def add(self, *values: float | None) -> None:
        """The next numbers."""
        least, most = self._least, self._most
        kept = [value for value in values if value is not None and least <= value <= most]
        if kept:
            self._sum += sum(kept)
            self._count += len(kept)
            self.maximum = max(*kept, self.maximum or least)

    @property
    def mean(self) -> float | None:
        """None without any number."""
        return self._sum / self._count if self._count else None


class TrackSums:
    """What the points of one track add up to."""

    def __init__(self) -> None:
        self.points = 0
        self.places_refused = 0
        self.distance_m = 0.0
        self.has_places = False
        self.climb = Climb()
        self.heart = Mean(HEART_RATE_LEAST, HEART_RATE_MOST)
        self.cadence = Mean(1, _CADENCE_MOST)
        self.first_at: datetime | None = None
        self.last_at: datetime | None = None
        self._timed_s = 0.0
        self._segment_first: datetime | None = None
        self._segment_last: datetime | None = None
        self._place: tuple[float, float, float] | None = None

    def start_segment(self) -> None:
        """A pause: nothing is measured across it."""
        self._timed_s += self._segment_s()
        self._segment_first = self._segment_last = None
        self._place = None

    def add_time(self, *times: datetime) -> None:
        """When the next points were recorded, aware."""
        if not times:
            return
        if self._segment_first is None:
            self._segment_first = times[0]
        self._segment_last = times[-1]
        first_at, last_at = min(times), max(times)
        if self.first_at is None or first_at < self.first_at:
            self.first_at = first_at
        if self.last_at is None or last_at > self.last_at:
            self.last_at = last_at

    def add_place(self, latitude: float, longitude: float) -> None:
        """Where the next point is, in degrees."""
        self.add_places([(latitude, longitude)])

    def add_places(self, places: Iterable[tuple[float, float]]) -> None:
        """Where the next points are, in degrees; places that are none on Earth are only counted."""
        radians, sin, sqrt, asin = math.radians, math.sin, math.sqrt, math.asin
        before, earth_m = self._place, 2 * EARTH_RADIUS_M
        for latitude, longitude in places:
            if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 180.0):
                self.places_refused += 1
                continue
            lat, lon = radians(latitude), radians(longitude)
            cosine = math.cos(lat)
            if before is not None:
                half_lat, half_lon = sin((lat - before[0]) / 2), sin((lon - before[1]) / 2)
                chord = half_lat * half_lat + before[2] * cosine * half_lon * half_lon
                self.distance_m += earth_m * asin(min(1.0, sqrt(chord)))
            before = (lat, lon, cosine)
        self.has_places = self.has_places or before is not None
        self._place = before

    @property
    def moving_s(self) -> float | None:
        """Seconds within segments; None without times."""
        return None if self.first_at is None else self._timed_s + self._segment_s()

    @property
    def elapsed_s(self) -> float | None:
        """Seconds from the earliest to the latest point; None without times."""
        if self.first_at is None or self.last_at is None:
            return None
        return (self.last_at - self.first_at).total_seconds()

    def _segment_s(self) -> float:
        if self._segment_first is None or self._segment_last is None:
            return 0.0
        return (self._segment_last - self._segment_first).total_seconds()
