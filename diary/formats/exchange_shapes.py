"""The shapes of `diary.json`, version 1: field names are the keys, their order that of the file.

The same types write, read and make the JSON Schema. An absent key and null are the same; only what
is without a default here must be there.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct, field

from diary.domain import day, event, person, reminder_state, run, shoe
from diary.domain.day import PlanAnswer
from diary.domain.event import EventKind
from diary.domain.knee import (
    SCORE_HIGHEST,
    SCORE_LOWEST,
    Area,
    Knee,
    Quality,
    ScoreSource,
    SwellingSize,
    WorseWith,
)
from diary.domain.person import Season
from diary.domain.reminder_state import DismissReason, StateName
from diary.domain.rule import Level
from diary.domain.run import (
    Aid,
    Finish,
    Hills,
    RunKind,
    SourceFormat,
    Sport,
    Surface,
    WarmUp,
)
from diary.domain.settings import LimitPreset, SetBy
from diary.domain.shoe import ShoeKind, SoleFinding

FORMAT = "kneelog"
VERSION = 1

Instant: TypeAlias = Annotated[datetime, Meta(tz=True)]
ZoneName: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64)]
Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
ClockTime: TypeAlias = Annotated[
    str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$")
]
ScoreNumber: TypeAlias = Annotated[int, Meta(ge=SCORE_LOWEST, le=SCORE_HIGHEST)]
YesNo: TypeAlias = bool | None

Metres: TypeAlias = Annotated[float, Meta(ge=0, le=run.DISTANCE_MOST_M)]
Seconds: TypeAlias = Annotated[float, Meta(ge=0, le=run.TIME_MOST_S)]
Climb: TypeAlias = Annotated[float, Meta(ge=0, le=run.CLIMB_MOST_M)]
HeartRate: TypeAlias = Annotated[int, Meta(ge=run.HEART_RATE_LEAST, le=run.HEART_RATE_MOST)]
Cadence: TypeAlias = Annotated[float, Meta(ge=1, le=run.CADENCE_MOST_SPM)]
Effort: TypeAlias = Annotated[int, Meta(ge=run.RPE_LEAST, le=run.RPE_MOST)]
Stage: TypeAlias = Annotated[int, Meta(ge=1, le=run.STAGE_MOST)]
LimitMetres: TypeAlias = Annotated[float, Meta(ge=shoe.LIMIT_LEAST_M, le=shoe.LIMIT_MOST_M)]
Minutes: TypeAlias = Annotated[int, Meta(ge=0, le=day.MINUTES_OF_A_DAY)] | None

PersonName: TypeAlias = Annotated[str, Meta(max_length=person.NAME_LONGEST)]
Question: TypeAlias = Annotated[str, Meta(max_length=person.QUESTION_LONGEST)]
DayNote: TypeAlias = Annotated[str, Meta(max_length=day.NOTE_LONGEST)]
OwnCare: TypeAlias = Annotated[str, Meta(max_length=day.CARE_OWN_LONGEST)]
RunNote: TypeAlias = Annotated[str, Meta(max_length=run.NOTE_LONGEST)]
Brand: TypeAlias = Annotated[str, Meta(max_length=shoe.BRAND_LONGEST)]
EventFinding: TypeAlias = Annotated[str, Meta(max_length=event.FINDING_LONGEST)]


class Span(Struct):
    """The days a file is about, both included; the whole diary without one."""

    from_: date = field(name="from")
    to: date


class Person(Struct, kw_only=True):
    """Who keeps the diary."""

    name: PersonName | None = None
    initials: PersonName | None = None
    code: PersonName | None = None
    tracked_knees: tuple[Knee, ...] | None = None
    timezone: ZoneName | None = None
    season: Season | None = None
    running_since_year: Annotated[int, Meta(ge=1900, le=2199)] | None = None
    trouble_since_on: date | None = None
    earlier_knee_problem: YesNo = None
    longest_recent_run_m: Metres | None = None
    next_visit_on: date | None = None
    questions: Annotated[tuple[Question, ...], Meta(max_length=person.QUESTIONS_MOST)] | None = None
    goal: Annotated[str, Meta(max_length=person.GOAL_LONGEST)] | None = None


class SettingChange(Struct, kw_only=True):
    """When a setting was changed, to what, and by whom."""

    at: Instant
    name: Annotated[str, Meta(max_length=64)]
    value: str | int | float | bool | None = None
    preset: LimitPreset | None = None
    set_by: SetBy | None = None
    initials: Annotated[str, Meta(max_length=20)] | None = None


class Score(Struct):
    """One pain score from 0 to 10, when and where it was recorded, and how."""

    score: ScoreNumber | None = None
    recorded_at: Instant | None = None
    timezone: ZoneName | None = None
    source: ScoreSource | None = None


AnyScore: TypeAlias = Score | ScoreNumber | None


class Signs(Struct, omit_defaults=True):
    """What was noticed: yes, no, or (absent) not answered."""

    swelling: YesNo = None
    locking: YesNo = None
    giving_way: YesNo = None
    clicking: YesNo = None
    stiff_after_sitting: YesNo = None
    stairs_hurt: YesNo = None
    tender: YesNo = None
    night_pain: YesNo = None
    began_with_fall: YesNo = None
    popped: YesNo = None
    no_weight: YesNo = None
    hot_or_feverish: YesNo = None
    stuck: YesNo = None
    out_of_shape: YesNo = None
    numb_or_cold: YesNo = None
    calf_swollen: YesNo = None


class KneeDay(Struct, omit_defaults=True):
    """One knee on one day; an empty list = asked, none."""

    morning: AnyScore = None
    worst: AnyScore = None
    areas: tuple[Area, ...] | None = None
    qualities: tuple[Quality, ...] | None = None
    worse_with: tuple[WorseWith, ...] | None = None
    signs: Signs | None = None
    swelling_size: SwellingSize | None = None


class KneeDays(Struct, omit_defaults=True):
    """Both knees of a day."""

    left: KneeDay | None = None
    right: KneeDay | None = None


class Limits(Struct, omit_defaults=True):
    """What the knees limited: yes, no, or (absent) not answered."""

    stairs: YesNo = None
    squatting_kneeling: YesNo = None
    sitting_long: YesNo = None
    walking: YesNo = None
    sleep: YesNo = None
    work_home: YesNo = None


class Care(Struct, omit_defaults=True):
    """What was done for the knees: yes, no, or (absent) not answered."""

    strength: YesNo = None
    mobility: YesNo = None
    ice: YesNo = None
    heat: YesNo = None
    tape: YesNo = None
    brace: YesNo = None
    massage_roller: YesNo = None
    painkiller: YesNo = None
    rest: YesNo = None
    pt_visit: YesNo = None


class CareMinutes(Struct, omit_defaults=True):
    """How many minutes of it."""

    strength: Minutes = None
    mobility: Minutes = None
    ice: Minutes = None
    heat: Minutes = None
    tape: Minutes = None
    brace: Minutes = None
    massage_roller: Minutes = None
    painkiller: Minutes = None
    rest: Minutes = None
    pt_visit: Minutes = None


class Painkiller(Struct):
    """Name and local time of a painkiller."""

    name: Annotated[str, Meta(max_length=day.PAINKILLER_LONGEST)] | None = None
    at: ClockTime | None = None


class Day(Struct, kw_only=True):
    """One local day; `recorded_at` is the last change of anything here but the scores."""

    on: date
    recorded_at: Instant | None = None
    knees: KneeDays | None = None
    plan: PlanAnswer | None = None
    held_back: YesNo = None
    away: YesNo = None
    limits: Limits | None = None
    care: Care | None = None
    care_own: Annotated[tuple[OwnCare, ...], Meta(max_length=day.CARE_OWN_MOST)] | None = None
    care_minutes: CareMinutes | None = None
    painkiller: Painkiller | None = None
    note: DayNote | None = None


class RunKnee(Struct, omit_defaults=True):
    """One knee on one run."""

    during: AnyScore = None
    after: AnyScore = None
    limped: YesNo = None
    turned_sharp: YesNo = None


class RunKnees(Struct, omit_defaults=True):
    """Both knees on one run."""

    left: RunKnee | None = None
    right: RunKnee | None = None


class Source(Struct, kw_only=True):
    """The file a run was read from."""

    name: Annotated[str, Meta(max_length=1000)] | None = None
    member: str | None = None
    sha256: str | None = None
    format: SourceFormat | None = None
    external_id: str | None = None
    imported_at: Instant | None = None


class Run(Struct, kw_only=True):
    """One activity; at least one of `distance_m`, `moving_s`, `elapsed_s` is there."""

    id: Id
    on: date
    started_at: Instant | None = None
    timezone: ZoneName | None = None
    sport: Sport
    kind: RunKind | None = None
    surface: Surface | None = None
    hills: Hills | None = None
    distance_m: Metres | None = None
    planned_distance_m: Metres | None = None
    moving_s: Seconds | None = None
    elapsed_s: Seconds | None = None
    ascent_m: Climb | None = None
    descent_m: Climb | None = None
    avg_hr: HeartRate | None = None
    max_hr: HeartRate | None = None
    cadence_spm: Cadence | None = None
    rpe: Effort | None = None
    warmup: WarmUp | None = None
    aids: tuple[Aid, ...] | None = None
    shoe_id: str | None = None
    finish: Finish | None = None
    pain_onset_m: Metres | None = None
    pain_onset_s: Seconds | None = None
    form_faded: YesNo = None
    run_walk_stage: Stage | None = None
    knees: RunKnees | None = None
    title: Annotated[str, Meta(max_length=run.TITLE_LONGEST)] | None = None
    note: RunNote | None = None
    source: Source | None = None


class UsualFor(Struct):
    """The kinds of run and surfaces a pair is offered for."""

    kinds: tuple[RunKind, ...] | None = None
    surfaces: tuple[Surface, ...] | None = None


class Inspection(Struct):
    """One look at the sole; an empty list = looks fine."""

    on: date
    findings: tuple[SoleFinding, ...] | None = None


class LimitChange(Struct):
    """The limit of a pair from a day on."""

    on: date
    limit_m: LimitMetres


class Shoe(Struct, kw_only=True):
    """A pair of shoes."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=shoe.NAME_LONGEST)]
    brand: Brand | None = None
    model: Brand | None = None
    kind: ShoeKind | None = None
    first_used_on: date | None = None
    initial_distance_m: Annotated[float, Meta(ge=0, le=shoe.INITIAL_MOST_M)] | None = None
    limit_m: LimitMetres | None = None
    retired_on: date | None = None
    usual_for: UsualFor | None = None
    orthotics: YesNo = None
    comfort: Annotated[int, Meta(ge=0, le=shoe.COMFORT_MOST)] | None = None
    drop_mm: Annotated[float, Meta(ge=0, le=shoe.DROP_MOST_MM)] | None = None
    stack_mm: Annotated[float, Meta(ge=0, le=shoe.STACK_MOST_MM)] | None = None
    note: Annotated[str, Meta(max_length=shoe.NOTE_LONGEST)] | None = None
    inspections: tuple[Inspection, ...] | None = None
    limit_changes: tuple[LimitChange, ...] | None = None
    distance_before_span_m: Annotated[float, Meta(ge=0, le=1e8)] | None = None


class Event(Struct, kw_only=True):
    """Something that happened, from `on` to `until`, both included."""

    id: Id
    on: date
    until: date | None = None
    kind: EventKind | None = None
    knee: Knee | None = None
    text: Annotated[str, Meta(max_length=event.TEXT_LONGEST)] | None = None
    findings: Annotated[tuple[EventFinding, ...], Meta(max_length=event.FINDINGS_MOST)] | None = (
        None
    )


class Reminder(Struct, kw_only=True, omit_defaults=True):
    """What was done with a reminder and, as a record, what it said.

    A run's reminder has its knee in `evidence`. `since` is the day from which `title` holds, where
    it came up at another level before. `snoozed_value` is the number of its rule when it was put to
    sleep: points of pain, or metres of a pair.
    """

    rule: str
    subject: Annotated[str, Meta(min_length=1, max_length=reminder_state.SUBJECT_LONGEST)]
    fired_on: date
    since: date | None = None
    level: Level | None = None
    state: StateName | None = None
    changed_at: Instant | None = None
    cleared_on: date | None = None
    snoozed_until: date | None = None
    snoozed_value: Annotated[float, Meta(ge=0, le=reminder_state.VALUE_MOST)] | None = None
    recheck_on: date | None = None
    dismiss_reason: DismissReason | None = None
    title: str | None = None
    why: str | None = None
    evidence: dict[str, Any] | None = None


FormatName: TypeAlias = Literal["kneelog"]
