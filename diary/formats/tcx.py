"""TCX: each activity is one run; its times and distance are the sums of its laps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from diary.domain.reading import Caution
from diary.domain.run import Sport
from diary.formats.recorded import Recorded
from diary.formats.track import TrackSums
from diary.formats.xml_points import PointElements
from diary.formats.xml_reading import local_name, read_xml
from diary.formats.xml_values import Instants, number, numbers

_SPORTS = {
    "running": Sport.RUN,
    "biking": Sport.RIDE,
    "walking": Sport.WALK,
    "hiking": Sport.HIKE,
    "swimming": Sport.SWIM,
    "other": Sport.OTHER,
}
_HEARTS = frozenset({"AverageHeartRateBpm", "MaximumHeartRateBpm", "HeartRateBpm"})
_TEXTS = frozenset(
    {"Id", "Value", "Time", "TotalTimeSeconds", "DistanceMeters", "LatitudeDegrees"}
    | {"LongitudeDegrees", "AltitudeMeters", "Cadence", "RunCadence", "AvgRunCadence"}
)
_PLACE_TEXTS = frozenset({"LatitudeDegrees", "LongitudeDegrees"})
_POINT_TEXTS = _PLACE_TEXTS | {
    "Time",
    "AltitudeMeters",
    "DistanceMeters",
    "Value",
    "Cadence",
    "RunCadence",
}
# Laps and points of one activity that lie further apart come from different clocks.
CLOCKS_APART = timedelta(days=1)


def read_tcx(chunks: Iterable[bytes]) -> tuple[list[Recorded], bool]:
    """The activities, and whether the document was whole; courses and workouts are none.

    Raises `RefusedError` when entities are declared.
    """
    elements = _Activities()
    is_whole = read_xml(chunks, elements)
    elements.finish_activity()
    return elements.found, is_whole


class _Activity:
    def __init__(self, sport: str | None, depth: int) -> None:
        self.sport = sport
        self.depth = depth
        self.id_at: datetime | None = None
        self.lap_starts: list[datetime] = []
        self.laps: list[dict[str, str]] = []
        self.sums = TrackSums()
        self.instants = Instants()
        self.first_metres: float | None = None
        self.last_metres: float | None = None

    def add(self, points: int, columns: dict[str, list[str]]) -> None:
        """Sum up points with the texts of their values; latitudes and longitudes are pairs."""
        sums, read = self.sums, self.instants.read
        sums.points += points
        times = [read(text.strip()) for text in columns["Time"]]
        sums.add_time(*(at for at in times if at is not None))
        self._add_places(columns["LatitudeDegrees"], columns["LongitudeDegrees"])
        sums.climb.add(*numbers(columns["AltitudeMeters"]))
        sums.heart.add(*numbers(columns["Value"]))
        sums.cadence.add(*numbers(columns["RunCadence"] or columns["Cadence"]))
        self.note_metres(numbers(columns["DistanceMeters"]))

    def _add_places(self, latitudes: list[str], longitudes: list[str]) -> None:
        pairs = [(number(one), number(two)) for one, two in zip(latitudes, longitudes, strict=True)]
        self.sums.add_places(
            (lat, lon) for lat, lon in pairs if lat is not None and lon is not None
        )

    def has_metres(self) -> bool:
        """True when the lap at hand says how far it was; places then need not be measured."""
        return bool(self.laps) and number(self.laps[-1].get("DistanceMeters")) is not None

    def note_metres(self, metres: Sequence[float]) -> None:
        """Keep the first and the last reading of the distance so far."""
        if metres:
            self.last_metres = metres[-1]
            if self.first_metres is None:
                self.first_metres = metres[0]


class _Activities(PointElements):
    """Listens to the elements of a TCX document."""

    def __init__(self) -> None:
        super().__init__("Trackpoint", _POINT_TEXTS, "Track")
        self.found: list[Recorded] = []
        self._activity: _Activity | None = None
        self._lap: dict[str, str] | None = None
        self._point: dict[str, str] | None = None
        self._heart = ""

    @property
    def is_among_points(self) -> bool:
        """See `PointElements`."""
        return self._activity is not None and self._point is None

    def take_points(self, found: Iterable[tuple[str, str, str]]) -> None:
        """See `PointElements`."""
        activity = self._activity
        assert activity is not None  # noqa: S101 - points are cut out among points only
        columns: dict[str, list[str]] = {name: [] for name in _POINT_TEXTS}
        points = 0
        for name, tag, text in found:
            if name == "Trackpoint":
                points += 1
                # A half place is none.
                _even_out(columns["LatitudeDegrees"], columns["LongitudeDegrees"])
                continue
            if not text or tag.endswith("/"):
                continue
            key = name if name in columns else local_name(name)
            if key in columns:
                columns[key].append(text)
        _even_out(columns["LatitudeDegrees"], columns["LongitudeDegrees"])
        activity.add(points, columns)

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an activity, a lap, a track or a point, or begin to take a value."""
        self.depth += 1
        if ":" in name:
            name = local_name(name)
        activity = self._activity
        if activity is None:
            if name == "Activity":
                self._activity = _Activity(attributes.get("Sport"), self.depth)
        elif name in _TEXTS:
            self.collect()
        elif name == "Trackpoint":
            self._point = {}
        elif name in _HEARTS:
            self._heart = name
        elif name == "Lap":
            self._lap = {}
            activity.laps.append(self._lap)
            start = activity.instants.read(attributes.get("StartTime", "").strip())
            if start is not None:
                activity.lap_starts.append(start)
        elif name == "Track":
            activity.sums.start_segment()
            self.want(_POINT_TEXTS - _PLACE_TEXTS if activity.has_metres() else _POINT_TEXTS)

    def on_end(self, name: str) -> None:
        """Take a value, or close a point, a lap or an activity."""
        self.depth -= 1
        activity = self._activity
        if activity is None:
            return
        if ":" in name:
            name = local_name(name)
        if name in _TEXTS:
            self._take(activity, name, self.collected())
        elif name == "Trackpoint":
            if self._point is not None:
                _take_point(activity, self._point)
            self._point = None
        elif name == "Lap":
            self._lap = None
        elif name == "Activity":
            self.finish_activity()

    def _take(self, activity: _Activity, name: str, text: str) -> None:
        key = self._heart if name == "Value" else name
        if not text:
            return
        if self._point is not None:
            self._point[key] = text
        elif self._lap is not None:
            self._lap.setdefault(key, text)
        elif name == "Id" and self.depth == activity.depth:
            activity.id_at = activity.instants.read(text)

    def finish_activity(self) -> None:
        """Close the open activity, at its end or where the document breaks off."""
        activity = self._activity
        self._activity = self._lap = self._point = None
        if activity is not None and (activity.laps or activity.sums.points):
            self.found.append(_recorded(activity))


def _even_out(one: list[str], other: list[str]) -> None:
    if len(one) != len(other):
        least = min(len(one), len(other))
        del one[least:], other[least:]


def _take_point(activity: _Activity, texts: dict[str, str]) -> None:
    sums = activity.sums
    sums.points += 1
    at = activity.instants.read(texts.get("Time", ""))
    if at is not None:
        sums.add_time(at)
    latitude = number(texts.get("LatitudeDegrees"))
    longitude = number(texts.get("LongitudeDegrees"))
    if latitude is not None and longitude is not None:
        sums.add_place(latitude, longitude)
    elevation = number(texts.get("AltitudeMeters"))
    if elevation is not None:
        sums.climb.add(elevation)
    sums.heart.add(number(texts.get("HeartRateBpm")))
    sums.cadence.add(number(texts.get("RunCadence") or texts.get("Cadence")))
    metres = number(texts.get("DistanceMeters"))
    activity.note_metres([] if metres is None else [metres])


def _recorded(activity: _Activity) -> Recorded:
    sums, laps = activity.sums, activity.laps
    heart_rates = [number(lap.get("MaximumHeartRateBpm")) or 0.0 for lap in laps]
    moving_s = _sum_of(laps, "TotalTimeSeconds")
    recorded = Recorded(
        started_at=_start(activity),
        sport=_SPORTS.get((activity.sport or "").strip().lower()),
        distance_m=_distance_m(activity),
        moving_s=sums.moving_s if moving_s is None else moving_s,
        elapsed_s=_elapsed_s(activity),
        ascent_m=sums.climb.ascent_m if sums.climb.is_known else None,
        descent_m=sums.climb.descent_m if sums.climb.is_known else None,
        avg_hr=_mean_of(laps, "AverageHeartRateBpm") or sums.heart.mean,
        max_hr=max(heart_rates, default=0.0) or sums.heart.maximum,
        cadence=_mean_of(laps, "AvgRunCadence") or sums.cadence.mean or _mean_of(laps, "Cadence"),
    )
    activity.instants.tell(recorded)
    start, first_at = recorded.started_at, sums.first_at
    if start is not None and first_at is not None and abs(first_at - start) > CLOCKS_APART:
        recorded.warn(Caution.DATE_IMPLAUSIBLE, f"{first_at:%Y-%m-%d}")
    if sums.places_refused:
        recorded.warn(Caution.FIELD_DROPPED, f"position {sums.places_refused}")
    return recorded


def _start(activity: _Activity) -> datetime | None:
    if activity.lap_starts:
        return activity.lap_starts[0]
    return activity.id_at or activity.sums.first_at


def _distance_m(activity: _Activity) -> float | None:
    by_laps = _sum_of(activity.laps, "DistanceMeters")
    if by_laps is not None:
        return by_laps
    if activity.first_metres is not None and activity.last_metres is not None:
        return activity.last_metres - activity.first_metres
    return activity.sums.distance_m if activity.sums.has_places else None


def _elapsed_s(activity: _Activity) -> float | None:
    if activity.sums.elapsed_s is not None:
        return activity.sums.elapsed_s
    starts = activity.lap_starts
    last_s = number(activity.laps[-1].get("TotalTimeSeconds")) if activity.laps else None
    if last_s is None or len(starts) != len(activity.laps):
        return None
    return (starts[-1] - starts[0]).total_seconds() + last_s


def _sum_of(laps: list[dict[str, str]], name: str) -> float | None:
    numbers = [value for lap in laps if (value := number(lap.get(name))) is not None]
    return sum(numbers) if numbers else None


def _mean_of(laps: list[dict[str, str]], name: str) -> float | None:
    """The mean of laps, each weighted with its time; zeros of a missing sensor are left out."""
    weighted, weights = 0.0, 0.0
    for lap in laps:
        value, time_s = number(lap.get(name)), number(lap.get("TotalTimeSeconds"))
        if value and value > 0 and time_s and time_s > 0:
            weighted += value * time_s
            weights += time_s
    return weighted / weights if weights else None
