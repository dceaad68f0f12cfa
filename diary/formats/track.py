"""Sums over the points of a track, taken one by one: no position is kept.

Distance is flat (haversine, within segments). Moving time is the sum over segments of last minus
first time. Climb follows one rule: a rise or fall counts once it reaches 3 m from the last turning
point, so that the noise of a receiver on flat ground adds up to nothing.
"""

from __future__ import annotations

import math
from datetime import datetime

from diary.domain.run import HEART_RATE_LEAST, HEART_RATE_MOST

# The equator's, as other programs take it: the same file shows the same distance everywhere.
EARTH_RADIUS_M = 6_378_137.0
CLIMB_STEP_M = 3.0
_LATITUDE_MOST, _LONGITUDE_MOST = 90.0, 180.0
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

    def add(self, elevation_m: float) -> None:
        """The next elevation."""
        if self._level is None:
            self._level = elevation_m
            return
        step = elevation_m - self._level
        if abs(step) < CLIMB_STEP_M:
            return
        if step > 0:
            self.ascent_m += step
        else:
            self.descent_m -= step
        self._level = elevation_m


class Mean:
    """Mean and maximum of the numbers within bounds; zeros of a missing sensor are left out."""

    def __init__(self, least: float, most: float) -> None:
        self._least, self._most = least, most
        self._sum, self._count = 0.0, 0
        self.maximum: float | None = None

    def add(self, value: float | None) -> None:
        """The next number."""
        if value is None or not self._least <= value <= self._most:
            return
        self._sum += value
        self._count += 1
        if self.maximum is None or value > self.maximum:
            self.maximum = value

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

    def add_time(self, at: datetime) -> None:
        """When the point was recorded, aware."""
        if self._segment_first is None:
            self._segment_first = at
        self._segment_last = at
        if self.first_at is None or at < self.first_at:
            self.first_at = at
        if self.last_at is None or at > self.last_at:
            self.last_at = at

    def add_place(self, latitude: float, longitude: float) -> None:
        """Where the point is, in degrees; places that are none on Earth are only counted."""
        if not (-_LATITUDE_MOST <= latitude <= _LATITUDE_MOST) or not (
            -_LONGITUDE_MOST <= longitude <= _LONGITUDE_MOST
        ):
            self.places_refused += 1
            return
        self.has_places = True
        lat, lon = math.radians(latitude), math.radians(longitude)
        cosine = math.cos(lat)
        before = self._place
        if before is not None:
            half_lat = math.sin((lat - before[0]) / 2)
            half_lon = math.sin((lon - before[1]) / 2)
            chord = half_lat * half_lat + before[2] * cosine * half_lon * half_lon
            self.distance_m += 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))
        self._place = (lat, lon, cosine)

    def add_elevation(self, elevation_m: float) -> None:
        """How high the point is; what cannot be is left out."""
        if _ELEVATION_LEAST_M <= elevation_m <= _ELEVATION_MOST_M:
            self.climb.add(elevation_m)

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
