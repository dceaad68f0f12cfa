"""One workout of Apple Health as an activity, in both ways in which Apple has written them.

Until 2022 distance stands in the attributes of the workout, since then in its statistics, together
with heart rate and steps. Only what belongs to the workout itself counts, not to a part of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from diary.domain.reading import Caution
from diary.domain.run import Sport, Surface
from diary.formats.recorded import Recorded
from diary.formats.xml_reading import Elements, read_xml
from diary.formats.xml_values import Instants, number

Attributes: TypeAlias = dict[str, str]

_ACTIVITY = "HKWorkoutActivityType"
_QUANTITY = "HKQuantityTypeIdentifier"
_SPORTS = {
    "Running": Sport.RUN,
    "Walking": Sport.WALK,
    "Hiking": Sport.HIKE,
    "Cycling": Sport.RIDE,
    "HandCycling": Sport.RIDE,
    "Swimming": Sport.SWIM,
}
# Which distance is that of the sport; any other only where this one is missing.
_DISTANCES = {
    Sport.RIDE: "DistanceCycling",
    Sport.SWIM: "DistanceSwimming",
}
ON_FOOT = frozenset({Sport.RUN, Sport.WALK, Sport.HIKE})
_METRES = {"km": 1000.0, "m": 1.0, "cm": 0.01, "mi": 1609.344, "ft": 0.3048, "yd": 0.9144}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0, "ms": 0.001}
_YES = frozenset({"1", "true", "yes"})
_WORKOUT_DEPTH, _CHILD_DEPTH = 1, 2
# More than any workout has; what comes after is passed over.
_CHILDREN_MOST = 1000


class Workout(Elements):
    """What one workout element says, as it stands there.

    `statistics` by quantity without Apple's prefix, `notes` are its metadata, `routes` the files
    that hold where it went.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: Attributes = {}
        self.statistics: dict[str, Attributes] = {}
        self.notes: dict[str, str] = {}
        self.routes: list[str] = []

    def on_start(self, name: str, attributes: Attributes) -> None:
        """Keep what is said about the workout as a whole."""
        self.depth += 1
        if self.depth == _WORKOUT_DEPTH:
            self.said = attributes
        elif self.depth == _CHILD_DEPTH and name == "WorkoutStatistics":
            if len(self.statistics) < _CHILDREN_MOST:
                kind = attributes.get("type", "").removeprefix(_QUANTITY)
                self.statistics.setdefault(kind, attributes)
        elif self.depth == _CHILD_DEPTH and name == "MetadataEntry":
            if len(self.notes) < _CHILDREN_MOST:
                self.notes.setdefault(attributes.get("key", ""), attributes.get("value", ""))
        elif name == "FileReference" and len(self.routes) < _CHILDREN_MOST:
            self.routes.append(attributes.get("path", ""))

    def on_end(self, _name: str) -> None:
        """Step out of an element."""
        self.depth -= 1


def workout_of(content: bytes) -> Workout | None:
    """The workout in these bytes; None when they are damaged."""
    workout = Workout()
    return workout if read_xml([content], workout) and workout.said else None


def recorded_of(workout: Workout) -> Recorded:
    """The activity, unchecked."""
    said = workout.said
    instants = Instants()
    started_at = _instant(instants, said.get("startDate"))
    elapsed_s = _elapsed_s(started_at, _instant(instants, said.get("endDate")))
    sport = _SPORTS.get(said.get("workoutActivityType", "").removeprefix(_ACTIVITY), Sport.OTHER)
    moving_s = measured(said.get("duration"), said.get("durationUnit", "min"), _SECONDS)
    heart = workout.statistics.get("HeartRate", {})
    recorded = Recorded(
        started_at=started_at,
        sport=sport,
        surface=_surface(workout, sport),
        distance_m=_distance_m(workout, sport),
        moving_s=elapsed_s if moving_s is None else moving_s,
        elapsed_s=elapsed_s,
        ascent_m=_metadata_m(workout, "HKElevationAscended"),
        descent_m=_metadata_m(workout, "HKElevationDescended"),
        avg_hr=number(heart.get("average")),
        max_hr=number(heart.get("maximum")),
        is_of_both_feet=True,
        title=workout.notes.get("HKWorkoutBrandName", ""),
        external_id=workout.notes.get("HKExternalUUID"),
    )
    recorded.cadence = _steps_a_minute(workout, recorded.moving_s)
    instants.tell(recorded)
    if moving_s is None and said.get("duration"):
        recorded.warn(Caution.FIELD_DROPPED, "duration")
    return recorded


def source_name(workout: Workout) -> str:
    """The program or kind of device that recorded it; devices carry the names of their owners."""
    name, device = workout.said.get("sourceName", ""), workout.said.get("device", "")
    for kind in ("Apple Watch", "iPhone", "iPad"):
        if kind.lower() in name.replace("\xa0", " ").lower() or f"name:{kind}" in device:
            return kind
    return name


def measured(text: str | None, unit: str, units: dict[str, float]) -> float | None:
    """A number in the unit of the diary; None when it is none or the unit is not known."""
    value, factor = number(text), units.get(unit.strip())
    return None if value is None or factor is None else value * factor


def _instant(instants: Instants, text: str | None) -> datetime | None:
    # Apple sets a blank before the difference to UTC: 2023-05-23 07:01:02 +0200.
    parts = (text or "").split()
    return instants.read("T".join(parts[:2]) + "".join(parts[2:])) if len(parts) > 1 else None


def _elapsed_s(started_at: datetime | None, ended_at: datetime | None) -> float | None:
    if started_at is None or ended_at is None or ended_at < started_at:
        return None
    return (ended_at - started_at).total_seconds()


def _surface(workout: Workout, sport: Sport) -> Surface | None:
    is_indoors = workout.notes.get("HKIndoorWorkout", "").strip().lower() in _YES
    return Surface.TREADMILL if is_indoors and sport is Sport.RUN else None


def _distance_m(workout: Workout, sport: Sport) -> float | None:
    said = workout.said
    wanted = _DISTANCES.get(sport, "DistanceWalkingRunning")
    others = (kind for kind in workout.statistics if kind.startswith("Distance"))
    for kind in (wanted, *others):
        found = workout.statistics.get(kind, {})
        metres = measured(found.get("sum"), found.get("unit", ""), _METRES)
        if metres is not None:
            return metres
    return measured(said.get("totalDistance"), said.get("totalDistanceUnit", ""), _METRES)


def _steps_a_minute(workout: Workout, moving_s: float | None) -> float | None:
    steps = number(workout.statistics.get("StepCount", {}).get("sum"))
    return steps / (moving_s / 60.0) if steps and moving_s else None


def _metadata_m(workout: Workout, key: str) -> float | None:
    """Metres of a metadata entry such as "3245 cm"."""
    value, _blank, unit = workout.notes.get(key, "").strip().partition(" ")
    return measured(value, unit, _METRES)
