"""From what a file says to a run: each value within the bounds of the diary, or dropped and named.

No value is made up. What makes an activity unusable is a missing or impossible date, and numbers
that contradict each other beyond anything a person can do.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from diary.domain import run as bounds
from diary.domain.period import local, offset_name
from diary.domain.reading import Caution, ReadProblem, Refusal
from diary.domain.run import Run, RunSource, SourceFormat, Sport, Surface
from diary.domain.table_match import ONE_LEG_CADENCE_MOST
from diary.formats.refused import RefusedError

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD_MOST = timedelta(days=1)
OFFSET_MOST = timedelta(hours=14)
LONG_ELAPSED_S = 86_400.0
# Five a day for twenty years; what one file gives has to fit into one answer.
RUNS_MOST = 40_000
# Faster than any record on skis or a bicycle: 360 km/h.
SPEED_MOST_M_PER_S = 100.0
RUN_PACE_FASTEST_S, RUN_PACE_SLOWEST_S = 150.0, 1200.0
ON_FOOT = frozenset({Sport.RUN, Sport.WALK, Sport.HIKE})
_QUARTER = timedelta(minutes=15)
_BOUNDS = {
    "distance_m": (0.0, bounds.DISTANCE_MOST_M),
    "moving_s": (0.0, bounds.TIME_MOST_S),
    "elapsed_s": (0.0, bounds.TIME_MOST_S),
    "ascent_m": (0.0, bounds.CLIMB_MOST_M),
    "descent_m": (0.0, bounds.CLIMB_MOST_M),
    "avg_hr": (float(bounds.HEART_RATE_LEAST), float(bounds.HEART_RATE_MOST)),
    "max_hr": (float(bounds.HEART_RATE_LEAST), float(bounds.HEART_RATE_MOST)),
    "cadence_spm": (1.0, bounds.CADENCE_MOST_SPM),
    "rpe": (float(bounds.RPE_LEAST), float(bounds.RPE_MOST)),
}
# Far below what any watch measures: a sum of a thousand points ends in digits without meaning.
_DECIMALS = {"distance_m": 2, "moving_s": 3, "elapsed_s": 3, "cadence_spm": 1}
_DECIMALS_ELSE = 1
# A sensor that was not there leaves a zero.
_ZERO_IS_NONE = frozenset({"avg_hr", "max_hr", "cadence_spm", "rpe"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader is asked: the file's name, and what to take where the file is silent.

    `zone` is the person's; `sport` overrides what the file says; `member` is its name in an
    archive.
    """

    name: str
    zone: str
    new_id: Callable[[], str]
    imported_at: datetime
    sport: Sport | None = None
    member: str | None = None


@dataclass(slots=True)
class Recorded:
    """One activity as a file has it, unchecked.

    `sport` None = not said. `offset` = the file's own difference to UTC. `on` is the local day of
    an activity whose start is not known. `cadence` in a minute, as the file counts it;
    `is_of_both_feet` when it is known to count the steps of both.
    """

    started_at: datetime | None = None
    offset: timedelta | None = None
    on: date | None = None
    sport: Sport | None = None
    surface: Surface | None = None
    distance_m: float | None = None
    moving_s: float | None = None
    elapsed_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr: float | None = None
    max_hr: float | None = None
    cadence: float | None = None
    is_of_both_feet: bool = False
    rpe: float | None = None
    title: str = ""
    note: str = ""
    external_id: str | None = None
    cautions: list[ReadProblem] = field(default_factory=list)

    def warn(self, caution: Caution, detail: str = "") -> None:
        """Name something odd."""
        self.cautions.append(ReadProblem(caution, detail))


def run_of(recorded: Recorded, reading: Reading, kind: SourceFormat, sha256: str) -> Run:
    """The run; cautions are added to `recorded`.

    Raises `RefusedError` (no_date, implausible, not_an_activity).
    """
    started_at, on = _plausible_start(recorded, reading)
    _refuse_impossible_speed(recorded)
    sport = _sport(recorded, reading)
    values = _values_in_bounds(recorded, sport)
    if values["distance_m"] is None and values["moving_s"] is None and values["elapsed_s"] is None:
        raise RefusedError(Refusal.NOT_AN_ACTIVITY, "neither distance nor time")
    if not values["distance_m"]:
        recorded.warn(Caution.NO_DISTANCE)
    if (values["elapsed_s"] or 0.0) > LONG_ELAPSED_S:
        recorded.warn(Caution.ELAPSED_LONG)
    zone = _zone(recorded.offset, reading.zone) if started_at else None
    return Run(
        id=reading.new_id(),
        on=on if started_at is None else local(started_at, zone).date(),
        sport=sport,
        started_at=started_at,
        timezone=zone,
        surface=recorded.surface,
        distance_m=values["distance_m"],
        moving_s=values["moving_s"],
        elapsed_s=values["elapsed_s"],
        ascent_m=values["ascent_m"],
        descent_m=values["descent_m"],
        avg_hr=_whole(values["avg_hr"]),
        max_hr=_whole(values["max_hr"]),
        cadence_spm=values["cadence_spm"],
        rpe=_whole(values["rpe"]),
        title=" ".join(recorded.title.split())[: bounds.TITLE_LONGEST],
        note=recorded.note.strip()[: bounds.NOTE_LONGEST],
        source=RunSource(
            name=reading.name,
            format=kind,
            sha256=sha256,
            member=reading.member,
            external_id=recorded.external_id,
            imported_at=reading.imported_at,
        ),
    )


def plausible_offset(difference: timedelta) -> timedelta | None:
    """The difference to UTC in whole quarters of an hour, at most 14 hours; None when it is not."""
    quarters = round(difference / _QUARTER)
    offset = quarters * _QUARTER
    if abs(offset) > OFFSET_MOST or abs(difference - offset) > timedelta(minutes=1):
        return None
    return offset


def _plausible_start(recorded: Recorded, reading: Reading) -> tuple[datetime | None, date]:
    """The start and its day in UTC, or no start and the local day."""
    latest = reading.imported_at + AHEAD_MOST
    started_at = recorded.started_at
    on = recorded.on if started_at is None else started_at.date()
    if on is None:
        raise RefusedError(Refusal.NO_DATE)
    is_known = EARLIEST.date() <= on <= latest.date()
    if is_known and (started_at is None or started_at <= latest):
        # Some programs write the millisecond in which a button was pressed.
        return started_at and started_at.replace(microsecond=0), on
    recorded.warn(Caution.DATE_IMPLAUSIBLE, on.isoformat())
    raise RefusedError(Refusal.NO_DATE, on.isoformat())


def _refuse_impossible_speed(recorded: Recorded) -> None:
    distance_m, duration_s = recorded.distance_m, recorded.moving_s
    if duration_s is None:
        duration_s = recorded.elapsed_s
    if distance_m is None or duration_s is None:
        return
    if distance_m > SPEED_MOST_M_PER_S * max(duration_s, 1.0):
        raise RefusedError(Refusal.IMPLAUSIBLE, f"{distance_m:.0f} m in {duration_s:.0f} s")


def _sport(recorded: Recorded, reading: Reading) -> Sport:
    said = reading.sport or recorded.sport
    if said is not None:
        return said
    distance_m = recorded.distance_m or 0.0
    duration_s = recorded.moving_s or recorded.elapsed_s or 0.0
    pace_s_per_km = duration_s / (distance_m / 1000) if distance_m > 0 else 0.0
    if RUN_PACE_FASTEST_S <= pace_s_per_km <= RUN_PACE_SLOWEST_S:
        return Sport.RUN
    recorded.warn(Caution.SPORT_GUESSED)
    return Sport.OTHER


def _values_in_bounds(recorded: Recorded, sport: Sport) -> dict[str, float | None]:
    found: dict[str, float | None] = {
        name: getattr(recorded, name) for name in _BOUNDS if name != "cadence_spm"
    }
    found["cadence_spm"] = _steps(recorded, sport)
    kept: dict[str, float | None] = {}
    for name, value in found.items():
        low, high = _BOUNDS[name]
        kept[name] = None
        if value is None or (value == 0 and name in _ZERO_IS_NONE):
            continue
        if math.isfinite(value) and low <= value <= high:
            kept[name] = round(value, _DECIMALS.get(name, _DECIMALS_ELSE))
        else:
            recorded.warn(Caution.FIELD_DROPPED, f"{name} {value:g}")
    return kept


def _steps(recorded: Recorded, sport: Sport) -> float | None:
    """Steps of both feet; wheels and arms have none."""
    cadence = recorded.cadence
    if cadence is None or sport not in ON_FOOT:
        return None
    is_of_one = not recorded.is_of_both_feet and cadence < ONE_LEG_CADENCE_MOST
    return cadence * 2 if is_of_one else cadence


def _zone(offset: timedelta | None, person_zone: str) -> str:
    return person_zone if offset is None else offset_name(offset)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
