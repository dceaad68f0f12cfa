"""Writers of small Apple Health exports, in both ways in which workouts have been written."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

PROLOGUE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST Workout
  workoutActivityType CDATA #REQUIRED
  duration            CDATA #IMPLIED
>
]>
"""
RECORD = (
    '<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Apple&#160;Watch"'
    ' device="&lt;&lt;HKDevice: 0x30&gt;, name:Apple Watch&gt;" unit="count/min"'
    ' startDate="2024-01-01 01:01:36 +0200" endDate="2024-01-01 01:01:36 +0200" value="74">\n'
    '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="0"/>\n </Record>\n'
)


def tag(name: str, *inside: str, **attributes: str) -> str:
    """One element; `from_` and the like lose their underscore."""
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{said}>\n{''.join(inside)}</{name}>\n" if inside else f"<{name}{said}/>\n"


def metadata(key: str, value: str) -> str:
    return tag("MetadataEntry", key=key, value=value)


def statistics(kind: str, unit: str, **values: str) -> str:
    return tag("WorkoutStatistics", type=f"HKQuantityTypeIdentifier{kind}", unit=unit, **values)


def route(path: str) -> str:
    inside = (
        metadata("HKMetadataKeySyncIdentifier", "7F3A"),
        tag("FileReference", path=path),
    )
    return tag("WorkoutRoute", *inside, sourceName="Apple Watch")


@dataclass
class AppleWorkout:
    """One workout; an attribute that is None is left out."""

    start: str | None = "2023-05-23 07:01:02 +0200"
    end: str | None = "2023-05-23 07:41:02 +0200"
    activity: str = "Running"
    duration: str | None = "34.5"
    time_unit: str | None = "min"
    source: str = "Alex's Apple\xa0Watch"
    more: dict[str, str] = field(default_factory=dict)
    inside: tuple[str, ...] = ()

    def text(self) -> str:
        said = {
            "workoutActivityType": f"HKWorkoutActivityType{self.activity}",
            "duration": self.duration,
            "durationUnit": self.time_unit,
            "sourceName": self.source,
            "startDate": self.start,
            "endDate": self.end,
        }
        given = {key: value for key, value in said.items() if value is not None}
        return tag("Workout", *self.inside, **given, **self.more)


def _changed(workout: AppleWorkout, changes: dict[str, str]) -> AppleWorkout:
    for name, value in changes.items():
        setattr(workout, name, value)
    return workout


def old_workout(distance: str = "5.1", unit: str = "km", **changes: str) -> AppleWorkout:
    """As it was written until iOS 15."""
    more = {
        "totalDistance": distance,
        "totalDistanceUnit": unit,
        "totalEnergyBurned": "400",
        "totalEnergyBurnedUnit": "kcal",
    }
    return _changed(AppleWorkout(more=more), changes)


def new_workout(*inside: str, **changes: str) -> AppleWorkout:
    """As it has been written since iOS 16."""
    return _changed(AppleWorkout(inside=(KILOMETRES, *inside)), changes)


KILOMETRES = statistics("DistanceWalkingRunning", "km", sum="8.2")
HEART_RATE = statistics("HeartRate", "count/min", average="147.6", minimum="92", maximum="171")


def apple_file(
    *workouts: AppleWorkout, prologue: str = PROLOGUE, records: int = 2, is_whole: bool = True
) -> str:
    end = "</HealthData>\n" if is_whole else ""
    me = tag("ExportDate", value="2024-06-01 08:10:05 +0200")
    inside = (me, RECORD * records, *(each.text() for each in workouts))
    return f'{prologue}<HealthData locale="en_NL">\n{"".join(inside)}{end}'
