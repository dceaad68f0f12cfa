"""The activities in the export of a whole Garmin account, with its shoes.

Lengths are in centimetres, times in milliseconds; the difference of the two starts is the zone.
A file of it can have a hundred million bytes: activities are cut out of the stream one by one, so
that only one of them is held.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

import msgspec

from diary.domain.errors import InvalidValueError
from diary.domain.reading import Caution, ReadFile, ReadProblem, ReadRequest, Refusal
from diary.domain.run import Run, SourceFormat, Sport, Surface
from diary.formats.activity_files import refused_file
from diary.formats.archive import Archive, printable
from diary.formats.recorded import RUNS_MOST, Reading, Recorded, plausible_offset, run_of
from diary.formats.refused import RefusedError
from diary.formats.source import Source

_ACTIVITIES = "summarizedactivities.json"
_GEAR = "_gear.json"
_FOLDER = "di-connect-fitness"
_GEAR_LARGEST_BYTES = 16 * 1024 * 1024
_ACTIVITY_LARGEST_BYTES = 4 * 1024 * 1024
_NAMED_MOST = 200
# A text from quote to quote, a brace, or a quote whose end has not come yet.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}]|"', re.DOTALL)
_LIST_DEPTH = 2
_GMT_EARLIEST_MS, _GMT_LATEST_MS = 0.0, 7_258_118_400_000.0
_SURFACES = {
    "treadmill_running": Surface.TREADMILL,
    "indoor_running": Surface.TREADMILL,
    "virtual_run": Surface.TREADMILL,
    "trail_running": Surface.TRAIL,
    "ultra_run": None,
    "track_running": Surface.TRACK,
    "indoor_track": Surface.TRACK,
    "street_running": Surface.ROAD,
    "obstacle_run": None,
    "running": None,
}
_SPORTS = {
    **dict.fromkeys(_SURFACES, Sport.RUN),
    **dict.fromkeys(("walking", "casual_walking", "speed_walking", "indoor_walking"), Sport.WALK),
    **dict.fromkeys(("hiking", "mountaineering", "rucking"), Sport.HIKE),
    **dict.fromkeys(("cycling", "road_biking", "mountain_biking", "gravel_cycling"), Sport.RIDE),
    **dict.fromkeys(("indoor_cycling", "virtual_ride", "e_bike_fitness", "bmx"), Sport.RIDE),
    **dict.fromkeys(("e_bike_mountain", "cyclocross", "downhill_biking"), Sport.RIDE),
    **dict.fromkeys(("recumbent_cycling", "track_cycling"), Sport.RIDE),
    **dict.fromkeys(("lap_swimming", "open_water_swimming", "swimming"), Sport.SWIM),
}
_CENTIMETRES = {
    "distance": "distance_m",
    "elevation_gain": "ascent_m",
    "elevation_loss": "descent_m",
}
_MILLISECONDS = {"duration": "moving_s", "elapsed_duration": "elapsed_s"}
_PLAIN = ("avg_hr", "max_hr")
# Steps of both feet, where the file has them, and else of one.
_CADENCES = (("avg_double_cadence", True), ("avg_run_cadence", False))


class _Activity(msgspec.Struct, rename="camel"):
    """The keys that are read; each is typed by itself, so that one odd value spoils no other."""

    activity_id: msgspec.Raw = msgspec.Raw()
    name: msgspec.Raw = msgspec.Raw()
    description: msgspec.Raw = msgspec.Raw()
    activity_type: msgspec.Raw = msgspec.Raw()
    start_time_gmt: msgspec.Raw = msgspec.Raw()
    begin_timestamp: msgspec.Raw = msgspec.Raw()
    start_time_local: msgspec.Raw = msgspec.Raw()
    distance: msgspec.Raw = msgspec.Raw()
    duration: msgspec.Raw = msgspec.Raw()
    elapsed_duration: msgspec.Raw = msgspec.Raw()
    elevation_gain: msgspec.Raw = msgspec.Raw()
    elevation_loss: msgspec.Raw = msgspec.Raw()
    avg_hr: msgspec.Raw = msgspec.Raw()
    max_hr: msgspec.Raw = msgspec.Raw()
    avg_double_cadence: msgspec.Raw = msgspec.Raw()
    avg_run_cadence: msgspec.Raw = msgspec.Raw()


class _Pair(msgspec.Struct, rename="camel"):
    gear_pk: int
    display_name: str | None = None
    custom_make_model: str | None = None


class _Worn(msgspec.Struct, rename="camel"):
    activity_id: int


class _Gear(msgspec.Struct):
    pairs: list[_Pair] = msgspec.field(name="gearDTOS", default_factory=list)
    worn: dict[str, list[_Worn]] = msgspec.field(name="gearActivityDTOs", default_factory=dict)


_DECODED = msgspec.json.Decoder(_Activity)
_UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_NUMBER = msgspec.json.Decoder(float)
_TEXT = msgspec.json.Decoder(str)
_GEARS = msgspec.json.Decoder(list[_Gear])


def garmin_names(archive: Archive) -> frozenset[str]:
    """The members that `read_garmin_account` reads; none when it holds no activities of one."""
    found = frozenset(each for each in archive.names if _is_of(each, _ACTIVITIES, _GEAR))
    has_activities = any(_is_of(each, _ACTIVITIES) for each in found)
    return found if has_activities else frozenset()


def read_garmin_account(
    archive: Archive, request: ReadRequest, new_id: Callable[[], str]
) -> Iterator[ReadFile]:
    """A `ReadFile` for each file of activities; never raises for bad content."""
    shoes = _shoes(archive)
    for name in archive.names:
        if not _is_of(name, _ACTIVITIES):
            continue
        reading = Reading(
            printable(archive.path.name),
            request.zone,
            new_id,
            request.imported_at,
            request.sport,
            name,
        )
        try:
            with archive.opened(name) as source:
                yield _read(archive, name, source, reading, shoes)
        except RefusedError as error:
            yield refused_file(archive.path, name, error.problem)


def _is_of(name: str, *endings: str) -> bool:
    path = PurePosixPath(name.casefold())
    if path.name.endswith(_ACTIVITIES) and _ACTIVITIES in endings:
        return True
    return path.parent.name == _FOLDER and path.name.endswith(endings)


def _read(
    archive: Archive, name: str, source: Source, reading: Reading, shoes: dict[int, str]
) -> ReadFile:
    cut = _Cut()
    found = _Found(reading)
    read: list[tuple[int, Recorded | None]] = []
    for number, piece in enumerate(cut.pieces(source.chunks()), 1):
        if number > RUNS_MOST:
            raise RefusedError(Refusal.TOO_LARGE, f"more than {RUNS_MOST} activities")
        read.append((number, _recorded(piece)))
    sha256 = source.sha256()
    for number, recorded in read:
        found.take(number, recorded, sha256, shoes)
    warnings = list(found.warnings)
    if source.is_cut or not cut.is_whole:
        warnings.insert(0, ReadProblem(Caution.CUT_SHORT))
    if found.more:
        warnings.append(ReadProblem(Caution.FIELD_DROPPED, f"{found.more} more"))
    error = None
    if not found.runs:
        code = Refusal.NOT_AN_ACTIVITY if cut.is_whole else Refusal.TRUNCATED
        error = found.lost[0] if found.lost else ReadProblem(code)
    return ReadFile(
        printable(str(archive.path)),
        name,
        sha256,
        tuple(found.runs),
        tuple(warnings),
        error,
        found.gear,
    )


class _Cut:
    """Cuts the activities out of `[{"summarizedActivitiesExport": [{…}, …]}]`.

    `is_whole` tells, at the end, that every brace was closed.
    """

    def __init__(self) -> None:
        self.is_whole = False

    def pieces(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The JSON of one activity after the other; one that is too long is stepped over."""
        kept, depth, at, begin = b"", 0, 0, -1
        for chunk in chunks:
            kept += chunk
            for match in _TOKEN.finditer(kept, at):
                token = match[0]
                if token == b'"':
                    # Its end has not come yet.
                    break
                at = match.end()
                if token == b"{":
                    depth += 1
                    begin = match.start() if depth == _LIST_DEPTH else begin
                elif token == b"}":
                    if depth == _LIST_DEPTH and begin >= 0:
                        yield kept[begin:at]
                        begin = -1
                    depth -= 1
            else:
                at = len(kept)
            kept, at, begin = _trimmed(kept, at, begin)
        self.is_whole = depth == 0


def _trimmed(kept: bytes, at: int, begin: int) -> tuple[bytes, int, int]:
    """What still has to be held: from the open activity, or from the open text, on."""
    if begin >= 0 and len(kept) - begin > _ACTIVITY_LARGEST_BYTES:
        begin = -1
    start = at if begin < 0 else begin
    if begin < 0 and len(kept) - start > _ACTIVITY_LARGEST_BYTES:
        start = at = len(kept)
    return kept[start:], at - start, min(0, begin)


@dataclass(slots=True)
class _Found:
    reading: Reading
    runs: list[Run] = field(default_factory=list)
    gear: dict[str, str] = field(default_factory=dict)
    lost: list[ReadProblem] = field(default_factory=list)
    warnings: list[ReadProblem] = field(default_factory=list)
    more: int = 0

    def take(
        self, number: int, recorded: Recorded | None, sha256: str, shoes: dict[int, str]
    ) -> None:
        """Keep one activity, or name why not."""
        if recorded is None:
            self._lose(number, ReadProblem(Refusal.UNREADABLE))
            return
        run = None
        try:
            run = run_of(recorded, self.reading, SourceFormat.GARMIN_JSON, sha256)
        except RefusedError as error:
            self._lose(number, error.problem)
        except InvalidValueError as error:
            self._lose(number, ReadProblem(Refusal.IMPLAUSIBLE, error.field))
        if run is not None:
            self.runs.append(run)
            shoe = shoes.get(int(recorded.external_id)) if recorded.external_id else None
            if shoe:
                self.gear[run.id] = shoe
        for caution in recorded.cautions:
            detail = f"activity {number}: {caution.detail}".removesuffix(": ")
            self._warn(ReadProblem(caution.code, detail, run.id if run else None))

    def _lose(self, number: int, problem: ReadProblem) -> None:
        self.lost.append(problem)
        self._warn(ReadProblem(Caution.FIELD_DROPPED, f"activity {number}: {problem.code}"))

    def _warn(self, problem: ReadProblem) -> None:
        if len(self.warnings) < _NAMED_MOST:
            self.warnings.append(problem)
        else:
            self.more += 1


def _recorded(piece: bytes) -> Recorded | None:
    """One activity; None when it is no JSON."""
    try:
        activity = _DECODED.decode(piece)
    except _UNDECODABLE:
        return None
    recorded = Recorded()
    for key, name in _CENTIMETRES.items():
        value = _number(activity, key, recorded)
        setattr(recorded, name, None if value is None else value / 100)
    for key, name in _MILLISECONDS.items():
        value = _number(activity, key, recorded)
        setattr(recorded, name, None if value is None else value / 1000)
    for name in _PLAIN:
        setattr(recorded, name, _number(activity, name, recorded))
    for key, is_of_both in _CADENCES:
        if not recorded.cadence:
            recorded.cadence = _number(activity, key, recorded)
            recorded.is_of_both_feet = is_of_both
    kind = _text(activity.activity_type)
    recorded.sport, recorded.surface = _SPORTS.get(kind), _SURFACES.get(kind)
    if kind and recorded.sport is None:
        recorded.sport = Sport.OTHER
    recorded.title, recorded.note = _text(activity.name), _text(activity.description)
    number = _number(activity, "activity_id", recorded)
    recorded.external_id = None if number is None else str(int(number))
    _take_start(recorded, activity)
    return recorded


def _take_start(recorded: Recorded, activity: _Activity) -> None:
    gmt = _instant(_number(activity, "start_time_gmt", recorded))
    gmt = gmt or _instant(_number(activity, "begin_timestamp", recorded))
    clock = _instant(_number(activity, "start_time_local", recorded))
    recorded.started_at = gmt
    if gmt is not None and clock is not None:
        recorded.offset = plausible_offset(clock - gmt)
    if gmt is not None and recorded.offset is None:
        recorded.warn(Caution.ZONE_GUESSED)
    if gmt is None and clock is not None:
        recorded.on = clock.date()


def _instant(milliseconds: float | None) -> datetime | None:
    if milliseconds is None or not _GMT_EARLIEST_MS < milliseconds < _GMT_LATEST_MS:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def _number(activity: _Activity, key: str, recorded: Recorded) -> float | None:
    raw = bytes(getattr(activity, key))
    if raw in (b"", b"null"):
        return None
    try:
        return _NUMBER.decode(raw)
    except _UNDECODABLE:
        recorded.warn(Caution.FIELD_DROPPED, key)
        return None


def _text(raw: msgspec.Raw) -> str:
    try:
        return _TEXT.decode(raw) if bytes(raw) else ""
    except _UNDECODABLE:
        return ""


def _shoes(archive: Archive) -> dict[int, str]:
    """The name of the pair by activity; nothing when the file of it is of another shape."""
    worn: dict[int, str] = {}
    for name in archive.names:
        if not _is_of(name, _GEAR):
            continue
        try:
            with archive.opened(name) as source:
                gears = _GEARS.decode(source.read_all(_GEAR_LARGEST_BYTES))
        except (RefusedError, *_UNDECODABLE):
            continue
        for gear in gears:
            worn.update(_worn(gear))
    return worn


def _worn(gear: _Gear) -> Iterator[tuple[int, str]]:
    names = {
        str(pair.gear_pk): (pair.display_name or pair.custom_make_model or "").strip()
        for pair in gear.pairs
    }
    for key, activities in gear.worn.items():
        for each in activities:
            if names.get(key):
                yield each.activity_id, names[key]
