"""One activity; `sport` tells which activities are runs. Scores of a run live here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from diary.domain.checks import aware, in_order, in_range, real_day, short_text, utc, zone_name
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee, Moment, Score

NOTE_LONGEST = 500
TITLE_LONGEST = 200
DISTANCE_MOST_M = 2_000_000.0
TIME_MOST_S = 40 * 86_400.0
# What a person types is a run they made; only files may hold a watch that was left running.
TYPED_TIME_MOST_S = 48 * 3_600.0
CLIMB_MOST_M = 30_000.0
HEART_RATE_LEAST, HEART_RATE_MOST = 20, 260
CADENCE_MOST_SPM = 400.0
RPE_LEAST, RPE_MOST = 1, 10
STAGE_MOST = 50


class Sport(StrEnum):
    """What kind of activity; only RUN enters running load, spikes and pain moments."""

    RUN = "run"
    WALK = "walk"
    HIKE = "hike"
    RIDE = "ride"
    SWIM = "swim"
    OTHER = "other"


class RunKind(StrEnum):
    """What the person calls the run."""

    EASY = "easy"
    LONG = "long"
    TEMPO = "tempo"
    INTERVALS = "intervals"
    HILLS = "hills"
    RACE = "race"
    RUN_WALK = "run_walk"
    OTHER = "other"


class Surface(StrEnum):
    """What was run on."""

    ROAD = "road"
    CONCRETE = "concrete"
    TRAIL = "trail"
    TRACK = "track"
    TREADMILL = "treadmill"
    GRASS = "grass"
    SAND = "sand"
    MIXED = "mixed"


class Hills(StrEnum):
    """How hilly."""

    FLAT = "flat"
    ROLLING = "rolling"
    HILLY = "hilly"
    DOWNHILL = "downhill"


class WarmUp(StrEnum):
    """How long the warm-up was."""

    NONE = "none"
    UNDER_5 = "under_5"
    FROM_5_TO_10 = "5_10"
    OVER_10 = "over_10"


class Finish(StrEnum):
    """How the run ended."""

    AS_PLANNED = "as_planned"
    CUT_SHORT_KNEE = "cut_short_knee"
    CUT_SHORT_OTHER = "cut_short_other"


class Aid(StrEnum):
    """What was worn for the knee."""

    INSOLE = "insole"
    BRACE = "brace"
    TAPE = "tape"
    SLEEVE = "sleeve"


class SourceFormat(StrEnum):
    """Where an imported run was read from."""

    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"
    STRAVA_CSV = "strava_csv"
    GARMIN_CSV = "garmin_csv"
    GARMIN_JSON = "garmin_json"
    APPLE_HEALTH = "apple_health"
    RUNKEEPER = "runkeeper"
    TABLE = "table"
    KNEELOG = "kneelog"


@dataclass(frozen=True, slots=True)
class RunKnee:
    """One knee on one run."""

    during: Score | None = None
    after: Score | None = None
    limped: bool | None = None
    turned_sharp: bool | None = None

    def score(self, moment: Moment) -> Score | None:
        """The score of a moment of the run; None for the moments of a day."""
        return {Moment.DURING: self.during, Moment.AFTER: self.after}.get(moment)

    def with_score(self, moment: Moment, score: Score | None) -> RunKnee:
        """The same answers with another score during or after the run."""
        if moment is Moment.DURING:
            return replace(self, during=score)
        return replace(self, after=score)

    @property
    def is_empty(self) -> bool:
        """True when nothing was answered."""
        return self == EMPTY_RUN_KNEE


EMPTY_RUN_KNEE = RunKnee()


@dataclass(frozen=True, slots=True)
class RunSource:
    """The file a run was read from; `sha256` in hex of the file's (unpacked) bytes."""

    name: str
    format: SourceFormat
    sha256: str | None = None
    member: str | None = None
    external_id: str | None = None
    imported_at: datetime | None = None

    def __post_init__(self) -> None:
        short_text("source", self.name, 1000)
        if self.imported_at is not None and self.imported_at.tzinfo is not UTC:
            aware("imported_at", self.imported_at)
            object.__setattr__(self, "imported_at", utc(self.imported_at))


@dataclass(frozen=True, slots=True)
class Run:
    """One activity on the local day `on`.

    Metres, seconds, steps a minute of both feet. At least one of `distance_m`, `moving_s`,
    `elapsed_s` is known. `started_at` is UTC, `timezone` an IANA name or an offset like "+01:00".
    """

    id: str
    on: date
    sport: Sport = Sport.RUN
    started_at: datetime | None = None
    timezone: str | None = None
    kind: RunKind | None = None
    surface: Surface | None = None
    hills: Hills | None = None
    distance_m: float | None = None
    planned_distance_m: float | None = None
    moving_s: float | None = None
    elapsed_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr: int | None = None
    max_hr: int | None = None
    cadence_spm: float | None = None
    rpe: int | None = None
    warmup: WarmUp | None = None
    aids: tuple[Aid, ...] | None = None
    shoe_id: str | None = None
    finish: Finish | None = None
    pain_onset_m: float | None = None
    pain_onset_s: float | None = None
    form_faded: bool | None = None
    run_walk_stage: int | None = None
    knees: Mapping[Knee, RunKnee] = field(default_factory=dict)
    title: str = ""
    note: str = ""
    source: RunSource | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        real_day("on", self.on)
        if self.started_at is not None and self.started_at.tzinfo is not UTC:
            aware("started_at", self.started_at)
            object.__setattr__(self, "started_at", utc(self.started_at))
        zone_name("timezone", self.timezone)
        if self.distance_m is None and self.moving_s is None and self.elapsed_s is None:
            raise InvalidValueError("distance_m", Reason.REQUIRED, other="moving_s")
        self._check_ranges()
        if self.note or self.title:
            short_text("note", self.note, NOTE_LONGEST)
            short_text("title", self.title, TITLE_LONGEST)
        if self.aids is not None:
            object.__setattr__(self, "aids", in_order(self.aids, Aid))
        if EMPTY_RUN_KNEE in self.knees.values():
            kept = {knee: value for knee, value in self.knees.items() if not value.is_empty}
            object.__setattr__(self, "knees", kept)

    def _check_ranges(self) -> None:
        for name, most in _METRES_AND_SECONDS:
            value = getattr(self, name)
            # Asked here first: a diary of twenty years is read through this line.
            if value is not None and not 0 <= value <= most:
                in_range(name, value, 0, most)
        in_range("avg_hr", self.avg_hr, HEART_RATE_LEAST, HEART_RATE_MOST)
        in_range("max_hr", self.max_hr, HEART_RATE_LEAST, HEART_RATE_MOST)
        in_range("cadence_spm", self.cadence_spm, 1, CADENCE_MOST_SPM)
        in_range("rpe", self.rpe, RPE_LEAST, RPE_MOST)
        in_range("run_walk_stage", self.run_walk_stage, 1, STAGE_MOST)

    def knee(self, knee: Knee) -> RunKnee:
        """What was said about this knee on the run; an empty value when nothing was."""
        return self.knees.get(knee, EMPTY_RUN_KNEE)

    def with_knee(self, knee: Knee, value: RunKnee) -> Run:
        """The same run with another value for one knee."""
        return replace(self, knees={**self.knees, knee: value})

    @property
    def is_run(self) -> bool:
        """True when the activity enters running load."""
        return self.sport is Sport.RUN

    @property
    def duration_s(self) -> float | None:
        """Moving time, else elapsed time, in seconds."""
        return self.moving_s if self.moving_s is not None else self.elapsed_s

    @property
    def pace_s_per_km(self) -> float | None:
        """Seconds for a kilometre; None without a time or with less than a metre."""
        duration_s = self.duration_s
        if self.distance_m is None or self.distance_m < 1 or not duration_s:
            return None
        return duration_s / (self.distance_m / 1000)


_METRES_AND_SECONDS = (
    ("distance_m", DISTANCE_MOST_M),
    ("planned_distance_m", DISTANCE_MOST_M),
    ("moving_s", TIME_MOST_S),
    ("elapsed_s", TIME_MOST_S),
    ("ascent_m", CLIMB_MOST_M),
    ("descent_m", CLIMB_MOST_M),
    ("pain_onset_m", DISTANCE_MOST_M),
    ("pain_onset_s", TIME_MOST_S),
)


def start_order(run: Run) -> tuple[date, bool, float, str]:
    """Sort key: day, then start (runs without one last), then id."""
    started = run.started_at
    return (run.on, started is None, started.timestamp() if started else 0.0, run.id)
