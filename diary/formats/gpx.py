"""GPX 1.0 and 1.1: each track is one activity; routes and waypoints are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diary.domain.reading import Caution
from diary.domain.run import Sport
from diary.formats.recorded import Recorded
from diary.formats.track import TrackSums
from diary.formats.xml_points import PointElements
from diary.formats.xml_reading import local_name, read_xml
from diary.formats.xml_values import Instants, number, numbers

_HEART, _CADENCE = frozenset({"hr", "heartrate"}), frozenset({"cad", "cadence"})
_OWN_TEXTS = frozenset({"time", "ele"})
_POINT_TEXTS = _OWN_TEXTS | _HEART | _CADENCE
_PLACE = re.compile(r"\s(lat|lon)\s*=\s*[\"']([^\"']*)[\"']")
# Of ` lat="1.0" lon="2.0"`, cut at its quotes.
_PLACE_PARTS = 5
_TRACK_TEXTS = frozenset({"name", "type"})
# What programs write into <type>; numbers are those of old Strava exports.
_SPORTS = {
    **dict.fromkeys(("run", "running", "9", "trail running", "trail_running"), Sport.RUN),
    **dict.fromkeys(("treadmill_running", "treadmill running", "jogging"), Sport.RUN),
    **dict.fromkeys(("track_running", "street_running", "virtualrun", "trailrun"), Sport.RUN),
    **dict.fromkeys(("walk", "walking", "10", "nordic walking", "dog walking"), Sport.WALK),
    **dict.fromkeys(("hike", "hiking", "4", "mountaineering"), Sport.HIKE),
    **dict.fromkeys(("ride", "cycling", "biking", "bike", "1", "road biking"), Sport.RIDE),
    **dict.fromkeys(("mountain biking", "mountain_biking", "road_biking"), Sport.RIDE),
    **dict.fromkeys(("ebikeride", "virtualride", "gravel_cycling", "e_biking"), Sport.RIDE),
    **dict.fromkeys(("swim", "swimming", "16", "open_water_swimming"), Sport.SWIM),
    "other": Sport.OTHER,
}


def read_gpx(chunks: Iterable[bytes]) -> tuple[list[Recorded], bool]:
    """The tracks that have points, and whether the document was whole.

    Raises `RefusedError` when entities are declared.
    """
    elements = _Tracks()
    is_whole = read_xml(chunks, elements)
    elements.finish_track()
    return elements.found, is_whole


class _Track:
    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.sums = TrackSums()
        self.instants = Instants()
        self.texts: dict[str, str] = {}

    def add(self, tags: list[str], columns: dict[str, list[str]]) -> None:
        """Sum up points with their opening tags and the texts of their values."""
        sums, read = self.sums, self.instants.read
        sums.points += len(tags)
        sums.add_places(_places(tags))
        times = [read(text.strip()) for text in columns["time"]]
        sums.add_time(*(at for at in times if at is not None))
        sums.climb.add(*numbers(columns["ele"]))
        for name in _HEART:
            sums.heart.add(*numbers(columns[name]))
        for name in _CADENCE:
            sums.cadence.add(*numbers(columns[name]))


class _Tracks(PointElements):
    """Listens to the elements of a GPX document."""

    def __init__(self) -> None:
        super().__init__("trkpt", _POINT_TEXTS, "trkseg")
        self.found: list[Recorded] = []
        self._track: _Track | None = None
        self._point_depth = 0

    @property
    def is_among_points(self) -> bool:
        """See `PointElements`."""
        return self._track is not None and not self._point_depth

    def take_points(self, found: Iterable[tuple[str, str, str]]) -> None:
        """See `PointElements`; of a point's own time and height the first counts."""
        track = self._track
        assert track is not None  # noqa: S101 - points are cut out among points only
        columns: dict[str, list[str]] = {name: [] for name in _POINT_TEXTS}
        tags: list[str] = []
        own: set[str] = set()
        for name, tag, text in found:
            if name == "trkpt":
                tags.append(tag)
                own.clear()
                continue
            if not text or tag.endswith("/"):
                continue
            key = name if name in columns else local_name(name)
            if key in columns and key not in own:
                columns[key].append(text)
                if key in _OWN_TEXTS:
                    own.add(key)
        track.add(tags, columns)

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """Open a track, a segment or a point, or begin to take a value."""
        self.depth += 1
        if ":" in name:
            name = local_name(name)
        track = self._track
        if track is None:
            if name == "trk":
                self._track = _Track(self.depth)
        elif name == "trkpt":
            self._point_depth = self.depth
            track.sums.points += 1
            _take_place(track, attributes)
        elif name in _POINT_TEXTS if self._point_depth else name in _TRACK_TEXTS:
            self.collect()
        elif name == "trkseg":
            track.sums.start_segment()

    def on_end(self, name: str) -> None:
        """Take a value, or close a point or a track."""
        depth = self.depth
        self.depth = depth - 1
        track = self._track
        if track is None:
            return
        if ":" in name:
            name = local_name(name)
        if self._point_depth:
            if name == "trkpt":
                self._point_depth = 0
            elif name in _POINT_TEXTS:
                text = self.collected()
                if name not in _OWN_TEXTS or depth == self._point_depth + 1:
                    _take(track, name, text)
        elif name in _TRACK_TEXTS:
            text = self.collected()
            if depth == track.depth + 1:
                track.texts[name] = text
        elif name == "trk":
            self.finish_track()

    def finish_track(self) -> None:
        """Close the open track, at its end or where the document breaks off."""
        track, self._track, self._point_depth = self._track, None, 0
        if track is not None and track.sums.points:
            self.found.append(_recorded(track))


def _places(tags: list[str]) -> Iterator[tuple[float, float]]:
    for tag in tags:
        parts = tag.split('"')
        try:
            if len(parts) == _PLACE_PARTS and parts[0].strip() == "lat=" and parts[2] == " lon=":
                yield float(parts[1]), float(parts[3])
            else:
                place = dict(_PLACE.findall(tag))
                yield float(place["lat"]), float(place["lon"])
        except (KeyError, ValueError):
            # A point without a place may still have a time.
            continue


def _take_place(track: _Track, attributes: dict[str, str]) -> None:
    latitude, longitude = number(attributes.get("lat")), number(attributes.get("lon"))
    if latitude is not None and longitude is not None:
        track.sums.add_place(latitude, longitude)


def _take(track: _Track, name: str, text: str) -> None:
    if name == "time":
        at = track.instants.read(text)
        if at is not None:
            track.sums.add_time(at)
        return
    value = number(text)
    if value is None:
        return
    if name == "ele":
        track.sums.climb.add(value)
    elif name in _HEART:
        track.sums.heart.add(value)
    else:
        track.sums.cadence.add(value)


def _recorded(track: _Track) -> Recorded:
    sums = track.sums
    recorded = Recorded(
        started_at=sums.first_at,
        sport=_SPORTS.get(track.texts.get("type", "").lower()),
        distance_m=sums.distance_m,
        moving_s=sums.moving_s,
        elapsed_s=sums.elapsed_s,
        ascent_m=sums.climb.ascent_m if sums.climb.is_known else None,
        descent_m=sums.climb.descent_m if sums.climb.is_known else None,
        avg_hr=sums.heart.mean,
        max_hr=sums.heart.maximum,
        cadence=sums.cadence.mean,
        title=track.texts.get("name", ""),
    )
    track.instants.tell(recorded)
    if sums.places_refused:
        recorded.warn(Caution.FIELD_DROPPED, f"position {sums.places_refused}")
    return recorded
