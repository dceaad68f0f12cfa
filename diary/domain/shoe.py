"""A pair of shoes: its limit, what it was used for before, and what its sole looked like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from diary.domain.checks import in_order, in_range, real_day, short_text
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.run import RunKind, Surface

NAME_LONGEST = 40
BRAND_LONGEST = 60
NOTE_LONGEST = 300
INITIAL_MOST_M = 3_000_000.0
LIMIT_LEAST_M, LIMIT_MOST_M = 100_000.0, 3_200_000.0
COMFORT_MOST = 10
DROP_MOST_MM = 15.0
STACK_MOST_MM = 60.0


class ShoeKind(StrEnum):
    """What the pair is made for; the default limit follows it."""

    DAILY = "daily"
    STABILITY = "stability"
    MAX_CUSHION = "max_cushion"
    TRAIL = "trail"
    LIGHTWEIGHT = "lightweight"
    RACING_CARBON = "racing_carbon"
    MINIMAL = "minimal"
    SPIKES = "spikes"
    OTHER = "other"


class SoleFinding(StrEnum):
    """What a look at the sole showed."""

    HEEL_ONE_SIDE = "heel_one_side"
    TREAD_GONE = "tread_gone"
    MIDSOLE_CREASED = "midsole_creased"
    HEEL_COUNTER_SOFT = "heel_counter_soft"
    FEELS_FLAT = "feels_flat"


class WearState(StrEnum):
    """How worn a pair is."""

    OK = "ok"
    SOON = "soon"
    OVER = "over"
    INSPECT = "inspect"


@dataclass(frozen=True, slots=True)
class Inspection:
    """One look at the sole; an empty tuple of findings = looks fine."""

    on: date
    findings: tuple[SoleFinding, ...] = ()

    def __post_init__(self) -> None:
        real_day("on", self.on)
        object.__setattr__(self, "findings", in_order(self.findings, SoleFinding))


@dataclass(frozen=True, slots=True)
class LimitChange:
    """The limit in metres from a day on."""

    on: date
    limit_m: float

    def __post_init__(self) -> None:
        real_day("on", self.on)
        in_range("limit_m", self.limit_m, LIMIT_LEAST_M, LIMIT_MOST_M)


@dataclass(frozen=True, slots=True)
class UsualFor:
    """The kinds of run and surfaces a pair is offered for."""

    kinds: tuple[RunKind, ...] = ()
    surfaces: tuple[Surface, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", in_order(self.kinds, RunKind))
        object.__setattr__(self, "surfaces", in_order(self.surfaces, Surface))


@dataclass(frozen=True, slots=True)
class Shoe:
    """A pair of shoes; distances in metres, `initial_distance_m` was run before the diary."""

    id: str
    name: str
    brand: str = ""
    model: str = ""
    kind: ShoeKind | None = None
    first_used_on: date | None = None
    initial_distance_m: float = 0.0
    limit_m: float | None = None
    retired_on: date | None = None
    usual_for: UsualFor = field(default_factory=UsualFor)
    orthotics: bool | None = None
    comfort: int | None = None
    drop_mm: float | None = None
    stack_mm: float | None = None
    note: str = ""
    inspections: tuple[Inspection, ...] = ()
    limit_changes: tuple[LimitChange, ...] = ()
    distance_before_span_m: float | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        if not self.name.strip():
            raise InvalidValueError("name", Reason.REQUIRED)
        short_text("name", self.name, NAME_LONGEST)
        short_text("brand", self.brand, BRAND_LONGEST)
        short_text("model", self.model, BRAND_LONGEST)
        short_text("note", self.note, NOTE_LONGEST)
        real_day("first_used_on", self.first_used_on)
        real_day("retired_on", self.retired_on)
        in_range("initial_distance_m", self.initial_distance_m, 0, INITIAL_MOST_M)
        in_range("limit_m", self.limit_m, LIMIT_LEAST_M, LIMIT_MOST_M)
        in_range("comfort", self.comfort, 0, COMFORT_MOST)
        in_range("drop_mm", self.drop_mm, 0, DROP_MOST_MM)
        in_range("stack_mm", self.stack_mm, 0, STACK_MOST_MM)
        in_range("distance_before_span_m", self.distance_before_span_m, 0, 1e8)

    @property
    def is_retired(self) -> bool:
        """True when the pair is not offered any more."""
        return self.retired_on is not None

    def first_day(self, first_run_on: date | None) -> date | None:
        """Since when it is used: the day that was typed, or its first run where that is earlier."""
        known = (on for on in (self.first_used_on, first_run_on) if on is not None)
        return min(known, default=None)
