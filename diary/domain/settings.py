"""Every threshold with its default, bounds and source, and the few choices a diary keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from diary.domain.checks import aware, in_range, real_day, short_text, utc
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.rule import Level, Rule
from diary.domain.shoe import ShoeKind

METRES_PER_MILE = 1609.344
TURNOVER_LATEST = time(6, 0)

# Where a default comes from; the help pages name the publications in full.
PAIN = "pain-monitoring model: Thomee 1997, Silbernagel 2007; see Vincent 2017, Esculier 2018"
SIM = "chosen on simulated diaries; error rates are printed in the help"
CLINIC = "clinic articles on knee soreness after running"
FRANDSEN = "Frandsen 2025, doi 10.1136/bjsports-2024-109380"
COACH = "coaching practice, expert opinion"
SHOE = "convention of 300 to 500 miles, resting on Cook 1985"
CADENCE = "clinic article; Heiderscheit 2011, doi 10.1249/MSS.0b013e3181ebedf4"
DESIGN = "our choice; no published figure"


class DistanceUnit(StrEnum):
    """How distances are shown and typed."""

    KM = "km"
    MI = "mi"


class WeightUnit(StrEnum):
    """How weights are shown and typed."""

    KG = "kg"
    LB = "lb"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of a rule: default, bounds (both allowed), source; `can_be_off` allows None."""

    name: str
    default: float
    low: float
    high: float
    source: str
    is_whole: bool
    can_be_off: bool


def _number(default: float, low: float, high: float, source: str, *, off: bool = False) -> Any:  # noqa: ANN401 - a dataclass field descriptor has no public type
    return field(default=default, metadata={"low": low, "high": high, "source": source, "off": off})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one diary; each number is checked against the bounds of its threshold.

    `rules_off` are the rules whose reminders the person does not want; never those about safety.
    `cadence_taken_up_on` is the day from which hints about steps a minute are wanted, which also
    fixes what they are compared with; None = they are not.
    """

    distance_unit: DistanceUnit = DistanceUnit.KM
    weight_unit: WeightUnit = WeightUnit.KG
    day_turnover: time = time(3, 0)
    green_max: int = _number(2, 0, 5, PAIN)
    amber_max: int = _number(5, 1, 9, PAIN)
    worse_act: float = _number(1.5, 0.75, 2, SIM)
    worse_watch: float | None = _number(1.25, 0.5, 2, SIM, off=True)
    worse_min_level: float = _number(2.0, 0, 5, SIM)
    worse_cap: float = _number(2.0, 1.5, 4, SIM)
    worse_clear_delta: float = _number(1.0, 0, 3, SIM)
    watch_clear_delta: float = _number(0.75, 0, 3, SIM)
    worse_clear_days: int = _number(7, 3, 21, SIM)
    worse_min_recent: int = _number(4, 3, 7, SIM)
    worse_min_prev: int = _number(2, 1, 7, SIM)
    worse_min_base: int = _number(8, 4, 28, SIM)
    worse_cooldown_days: int = _number(14, 7, 60, DESIGN)
    worse_rebase_days: int = _number(42, 21, 120, DESIGN)
    snooze_days: int = _number(7, 1, 14, DESIGN)
    persist_pain_day: int = _number(2, 1, 5, DESIGN)
    persist_days_1: int = _number(14, 7, 28, CLINIC)
    persist_days_2: int = _number(21, 14, 60, CLINIC)
    persist_clear_days: int = _number(3, 2, 7, DESIGN)
    persist_gap_days: int = _number(7, 3, 14, DESIGN)
    sign_days: int = _number(3, 2, 7, CLINIC)
    sign_window_days: int = _number(4, 3, 10, DESIGN)
    skip_count: int = _number(2, 1, 6, DESIGN)
    skip_window_days: int = _number(14, 7, 28, DESIGN)
    nextday_count: int = _number(2, 1, 4, DESIGN)
    nextday_runs: int = _number(4, 2, 8, DESIGN)
    fear_count: int = _number(3, 1, 7, DESIGN)
    fear_window_days: int = _number(14, 7, 28, DESIGN)
    sharp_days: int = _number(2, 1, 4, DESIGN)
    sharp_window_days: int = _number(7, 4, 14, DESIGN)
    night_days: int = _number(3, 2, 6, DESIGN)
    night_window_days: int = _number(7, 4, 14, DESIGN)
    giveway_days: int = _number(2, 1, 4, DESIGN)
    giveway_window_days: int = _number(7, 4, 14, DESIGN)
    recur_rest_days: int = _number(7, 4, 14, DESIGN)
    recur_pain: int = _number(3, 2, 6, DESIGN)
    recur_window_days: int = _number(7, 4, 14, DESIGN)
    rest_run_days: int = _number(7, 4, 14, CLINIC)
    spike_small: float = _number(1.10, 0.55, 2.20, FRANDSEN)
    spike_moderate: float = _number(1.30, 0.65, 2.60, FRANDSEN)
    spike_large: float = _number(2.00, 1.00, 4.00, FRANDSEN)
    spike_notify: float = _number(1.30, 1.1, 3, FRANDSEN)
    spike_min_extra_m: float = _number(1000.0, 500.0, 2000.0, DESIGN)
    spike_open_days: int = _number(14, 7, 28, DESIGN)
    layoff_days: int = _number(14, 7, 28, COACH)
    layoff_stages_days: int = _number(35, 18, 70, COACH)
    shoe_limit_daily_m: float = _number(650000.0, 100000.0, 3200000.0, SHOE)
    shoe_limit_stability_m: float = _number(650000.0, 100000.0, 3200000.0, SHOE)
    shoe_limit_max_cushion_m: float = _number(650000.0, 100000.0, 3200000.0, SHOE)
    shoe_limit_trail_m: float = _number(600000.0, 100000.0, 3200000.0, DESIGN)
    shoe_limit_lightweight_m: float = _number(450000.0, 100000.0, 3200000.0, SHOE)
    shoe_limit_racing_carbon_m: float = _number(400000.0, 100000.0, 3200000.0, SHOE)
    shoe_limit_minimal_m: float = _number(500000.0, 100000.0, 3200000.0, DESIGN)
    shoe_limit_spikes_m: float = _number(300000.0, 100000.0, 3200000.0, DESIGN)
    shoe_limit_other_m: float = _number(650000.0, 100000.0, 3200000.0, SHOE)
    shoe_warn_share: float = _number(0.80, 0.5, 0.95, DESIGN)
    shoe_warn_days: int = _number(21, 0, 60, DESIGN)
    shoe_snooze_m: float = _number(50000.0, 25000.0, 100000.0, DESIGN)
    cadence_stop_spm: float = _number(160.0, 80.0, 320.0, CADENCE)
    cadence_step: float = _number(0.05, 0.025, 0.10, CADENCE)
    cadence_cap: float = _number(0.10, 0.05, 0.20, CADENCE)
    lag_min_days: int = _number(84, 42, 168, SIM)
    lag_max_days: int = _number(182, 91, 364, SIM)
    lag_min_pain_days: int = _number(50, 25, 100, SIM)
    lag_min_run_days: int = _number(20, 10, 40, SIM)
    strength_target_off: int = _number(3, 0, 7, CLINIC)
    strength_target_in: int = _number(1, 0, 7, CLINIC)
    plan_sessions: int = _number(18, 9, 36, CLINIC)
    rules_off: frozenset[Rule] = frozenset()
    cadence_taken_up_on: date | None = None

    def __post_init__(self) -> None:
        if self.day_turnover > TURNOVER_LATEST or self.day_turnover.second:
            raise InvalidValueError("day_turnover", Reason.OUT_OF_RANGE, self.day_turnover)
        if any(rule.level is Level.SAFETY for rule in self.rules_off):
            raise InvalidValueError("rules_off", Reason.OUT_OF_RANGE)
        real_day("cadence_taken_up_on", self.cadence_taken_up_on)
        for name, threshold in THRESHOLDS.items():
            value = getattr(self, name)
            if value is None and not threshold.can_be_off:
                raise InvalidValueError(name, Reason.REQUIRED)
            if threshold.is_whole and type(value) is not int:
                raise InvalidValueError(name, Reason.WRONG_TYPE, value)
            low, high = threshold.low, threshold.high
            if name == "amber_max":
                low = self.green_max + 1
            in_range(name, value, low, high)

    def shoe_limit_m(self, kind: ShoeKind | None) -> float:
        """Default limit in metres for a kind of shoe (None = daily trainer).

        With miles chosen the untouched default is the round number of miles of the table.
        """
        kind = kind or ShoeKind.DAILY
        name = f"shoe_limit_{kind}_m"
        limit_m = float(getattr(self, name))
        if self.distance_unit is DistanceUnit.MI and limit_m == THRESHOLDS[name].default:
            return SHOE_LIMIT_MILES[kind] * METRES_PER_MILE
        return limit_m

    def is_on(self, rule: Rule) -> bool:
        """True when reminders of a rule are wanted.

        A note has a threshold that can be off too; steps a minute have to be taken up.
        """
        is_left_out = rule is Rule.WATCH and self.worse_watch is None
        is_left_out |= rule is Rule.CADENCE and self.cadence_taken_up_on is None
        return rule not in self.rules_off and not is_left_out

    def in_use(self, name: str) -> float | None:
        """The number a threshold stands at, as the rules use it; None = off."""
        kind = _KINDS.get(name)
        value: float | None = getattr(self, name)
        return value if kind is None else self.shoe_limit_m(kind)

    def chosen(self) -> dict[str, object]:
        """The settings that differ from their defaults, by name."""
        return {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) != each.default
        }


def _thresholds() -> Mapping[str, Threshold]:
    found = {}
    for each in fields(Settings):
        if each.metadata:
            default: Any = each.default
            found[each.name] = Threshold(
                name=each.name,
                default=float(default),
                low=each.metadata["low"],
                high=each.metadata["high"],
                source=each.metadata["source"],
                is_whole=type(default) is int,
                can_be_off=each.metadata["off"],
            )
    return MappingProxyType(found)


THRESHOLDS: Mapping[str, Threshold] = _thresholds()

_KINDS: Mapping[str, ShoeKind] = MappingProxyType(
    {f"shoe_limit_{kind}_m": kind for kind in ShoeKind}
)

SHOE_LIMIT_MILES: Mapping[ShoeKind, int] = MappingProxyType(
    {
        ShoeKind.DAILY: 400,
        ShoeKind.STABILITY: 400,
        ShoeKind.MAX_CUSHION: 400,
        ShoeKind.TRAIL: 375,
        ShoeKind.LIGHTWEIGHT: 280,
        ShoeKind.RACING_CARBON: 250,
        ShoeKind.MINIMAL: 310,
        ShoeKind.SPIKES: 185,
        ShoeKind.OTHER: 400,
    }
)

DEFAULTS = Settings()


class LimitPreset(StrEnum):
    """Named pairs of pain limits."""

    CAUTIOUS = "cautious"
    USUAL = "usual"
    AGREED = "agreed"


class SetBy(StrEnum):
    """Who chose a limit or a plan."""

    ME = "me"
    PT = "pt"


@dataclass(frozen=True, slots=True)
class SettingChange:
    """When a setting that alters meaning was changed, to what, and by whom."""

    at: datetime
    name: str
    # Whole numbers stay whole wherever a type is asked how to read them.
    value: str | int | float | bool | None = None
    preset: LimitPreset | None = None
    set_by: SetBy | None = None
    initials: str = ""

    def __post_init__(self) -> None:
        aware("at", self.at)
        object.__setattr__(self, "at", utc(self.at))
        if isinstance(self.value, float):
            in_range("value", self.value, -1e15, 1e15)
        short_text("name", self.name, 64)
        short_text("initials", self.initials, 20)
