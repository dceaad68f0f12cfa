"""Every number of the rules in plain words: name, unit, default, bounds and source."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.rules.findings import Rule
from diary.domain.settings import (
    CADENCE,
    CLINIC,
    COACH,
    DESIGN,
    FRANDSEN,
    PAIN,
    SHOE,
    SIM,
    THRESHOLDS,
    Threshold,
)
from diary.domain.units import parse_distance_m, parse_number
from diary.texts.numbers import Formats
from diary.words import _, mark, plural


class Unit(Enum):
    """What a number counts; decides how it is shown and typed."""

    SCORE = auto()
    POINTS = auto()
    DAYS = auto()
    COUNT = auto()
    SHARE = auto()
    TIMES = auto()
    METRES = auto()
    STEPS = auto()


class SettingGroup(NamedTuple):
    """Numbers that belong together under a plain name; `rule` is the id of the rule they are of."""

    key: str
    heading: str
    names: tuple[str, ...]
    rule: str = ""

    @property
    def is_in_use(self) -> bool:
        """False when no rule asks for the numbers, only a test on request."""
        return self.key in _ASKED_BY_PAGES or self.rule in set(Rule)


# What pages ask for, without a rule: pain limits, the limit of a new pair, how long a snooze is.
_ASKED_BY_PAGES = frozenset({"limits", "shoe_limits", "snooze"})


_UNITS_BY_ENDING = (
    ("_days", Unit.DAYS),
    ("_days_1", Unit.DAYS),
    ("_days_2", Unit.DAYS),
    ("_m", Unit.METRES),
    ("_spm", Unit.STEPS),
)
_UNITS = {
    "green_max": Unit.SCORE,
    "amber_max": Unit.SCORE,
    "worse_act": Unit.POINTS,
    "worse_watch": Unit.POINTS,
    "worse_min_level": Unit.SCORE,
    "worse_cap": Unit.POINTS,
    "worse_clear_delta": Unit.POINTS,
    "watch_clear_delta": Unit.POINTS,
    "persist_pain_day": Unit.SCORE,
    "recur_pain": Unit.SCORE,
    "sharp_days": Unit.DAYS,
    "spike_small": Unit.TIMES,
    "spike_moderate": Unit.TIMES,
    "spike_large": Unit.TIMES,
    "spike_notify": Unit.TIMES,
    "shoe_warn_share": Unit.SHARE,
    "cadence_step": Unit.SHARE,
    "cadence_cap": Unit.SHARE,
}

_LABELS = {
    "green_max": mark("Fine up to"),
    "amber_max": mark("Stop above"),
    "worse_act": mark("Tell me when pain is above the usual by"),
    "worse_watch": mark("A quieter note from"),
    "worse_min_level": mark("Only when the last 7 days averaged at least"),
    "worse_cap": mark("One day counts at most this much above the usual"),
    "worse_clear_delta": mark("It is over when pain is above the usual by less than"),
    "watch_clear_delta": mark("The quieter note is over below"),
    "worse_clear_days": mark("Over after so many days below that"),
    "worse_min_recent": mark("Days with a score needed in the last week"),
    "worse_min_prev": mark("Days with a score needed in the week before"),
    "worse_min_base": mark("Days with a score needed to know the usual"),
    "worse_cooldown_days": mark("The next one waits at least"),
    "worse_rebase_days": mark("A lasting new level becomes the usual after"),
    "snooze_days": mark("Put a reminder away for"),
    "persist_pain_day": mark("A day counts as painful from"),
    "persist_days_1": mark("First reminder when it has gone on for more than"),
    "persist_days_2": mark("Second reminder when for more than"),
    "persist_clear_days": mark("Over after so many lower days in a row"),
    "persist_gap_days": mark("Over after so many days without a score"),
    "sign_days": mark("Swelling or locking on so many days"),
    "sign_window_days": mark("Days looked at for swelling and locking"),
    "skip_count": mark("Runs skipped or cut short because of the knee"),
    "skip_window_days": mark("Days looked at for skipped and shortened runs"),
    "nextday_count": mark("Runs with a worse next morning"),
    "nextday_runs": mark("Runs looked at, with a score the next morning"),
    "fear_count": mark("Days held back for worry"),
    "fear_window_days": mark("Days looked at for worry"),
    "sharp_days": mark("Sharp pain at the inner side or deep inside on so many days"),
    "sharp_window_days": mark("Days looked at for sharp pain"),
    "night_days": mark("Nights woken by pain"),
    "night_window_days": mark("Days looked at for pain at night"),
    "giveway_days": mark("Giving way on so many days"),
    "giveway_window_days": mark("Days looked at for giving way"),
    "recur_rest_days": mark("Days without a run before"),
    "recur_pain": mark("Pain that came back at"),
    "recur_window_days": mark("In the first days of running again"),
    "rest_run_days": mark("Days of running in a row"),
    "spike_small": mark("A badge above so many times the longest run"),
    "spike_moderate": mark("Moderate above"),
    "spike_large": mark("Large above"),
    "spike_notify": mark("Tell me above"),
    "spike_min_extra_m": mark("Only when it is longer by more than"),
    "spike_open_days": mark("Shown for"),
    "layoff_days": mark("A break counts from"),
    "layoff_stages_days": mark("Stages of running and walking from"),
    "shoe_limit_daily_m": mark("Daily trainer"),
    "shoe_limit_stability_m": mark("Stability"),
    "shoe_limit_max_cushion_m": mark("Max cushion"),
    "shoe_limit_trail_m": mark("Trail"),
    "shoe_limit_lightweight_m": mark("Lightweight"),
    "shoe_limit_racing_carbon_m": mark("Racing or carbon"),
    "shoe_limit_minimal_m": mark("Minimal"),
    "shoe_limit_spikes_m": mark("Spikes"),
    "shoe_limit_other_m": mark("Other shoes"),
    "shoe_warn_share": mark("Tell me at this share of the limit"),
    "shoe_warn_days": mark("Or so many days before the limit"),
    "shoe_snooze_m": mark("Put a shoe reminder away for"),
    "cadence_stop_spm": mark("No hint from"),
    "cadence_step": mark("Raise a week by at most"),
    "cadence_cap": mark("Raise in all by at most"),
    "lag_min_days": mark("Days needed"),
    "lag_max_days": mark("Days looked at"),
    "lag_min_pain_days": mark("Days with a score needed"),
    "lag_min_run_days": mark("Days with a run needed"),
    "strength_target_off": mark("Strength sessions a week out of season"),
    "strength_target_in": mark("Strength sessions a week in season"),
    "plan_sessions": mark("Sessions of a plan"),
}

# Where a default comes from, as it is said to a person.
_SOURCES = {
    PAIN: mark("pain-monitoring model: Thomeé 1997, Silbernagel 2007, Vincent 2017, Esculier 2018"),
    SIM: mark("chosen on simulated diaries; see “How the numbers are made”"),
    CLINIC: mark("clinic articles on knee soreness after running"),
    FRANDSEN: mark("Frandsen 2025, British Journal of Sports Medicine"),
    COACH: mark("coaching practice, opinion of experts"),
    SHOE: mark("convention of 300 to 500 miles, resting on Cook 1985"),
    CADENCE: mark("clinic article; Heiderscheit 2011"),
    DESIGN: mark("our choice; no published figure"),
}


def _named(*starts: str) -> tuple[str, ...]:
    return tuple(name for name in THRESHOLDS if name.startswith(starts))


_GROUPS = (
    SettingGroup("limits", mark("Pain limits"), ("green_max", "amber_max")),
    SettingGroup(
        "worse",
        mark("Knee pain is rising"),
        _named("worse_", "watch_"),
        "R-WORSE",
    ),
    SettingGroup("shoes", mark("Near the limit"), ("shoe_warn_share", "shoe_warn_days"), "R-SHOE"),
    SettingGroup("shoe_limits", mark("Limit by kind of shoe"), _named("shoe_limit_")),
    SettingGroup("persist", mark("Pain that stays"), _named("persist_"), "R-PERSIST"),
    SettingGroup("sign", mark("Swelling and locking"), _named("sign_"), "R-SWELL"),
    SettingGroup("sharp", mark("Sharp pain inside"), _named("sharp_"), "R-SHARP"),
    SettingGroup("night", mark("Pain at night"), _named("night_"), "R-NIGHT"),
    SettingGroup("giveway", mark("Giving way"), _named("giveway_"), "R-GIVEWAY"),
    SettingGroup("skip", mark("Skipped and shortened runs"), _named("skip_"), "R-SKIP"),
    SettingGroup("nextday", mark("Not settled by morning"), _named("nextday_"), "R-NEXTDAY"),
    SettingGroup("fear", mark("Held back for worry"), _named("fear_"), "R-FEAR"),
    SettingGroup("recur", mark("Pain back after rest"), _named("recur_"), "R-RECUR"),
    SettingGroup("rest", mark("Rest days"), _named("rest_"), "R-REST"),
    SettingGroup("spike", mark("A much longer run"), _named("spike_"), "R-SPIKE"),
    SettingGroup("layoff", mark("Back after a break"), _named("layoff_"), "R-LAYOFF"),
    SettingGroup("snooze", mark("Putting away"), ("snooze_days", "shoe_snooze_m")),
    SettingGroup("strength", mark("Strength"), _named("strength_"), "R-STRENGTH"),
    SettingGroup("plan", mark("Plan"), ("plan_sessions",), "R-PLATEAU"),
    SettingGroup("cadence", mark("Steps a minute"), _named("cadence_"), "R-CADENCE"),
    SettingGroup("lag", mark("Pain against load, tested"), _named("lag_")),
)


def setting_groups() -> tuple[SettingGroup, ...]:
    """Every threshold, each in exactly one group, with the headings in the present language."""
    return tuple(group._replace(heading=_(group.heading)) for group in _GROUPS)


def setting_label(name: str) -> str:
    """What a person calls a number of the rules."""
    return _(_LABELS[name])


def setting_unit(name: str) -> Unit:
    """What a number counts."""
    if name in _UNITS:
        return _UNITS[name]
    return next((unit for ending, unit in _UNITS_BY_ENDING if name.endswith(ending)), Unit.COUNT)


def setting_value(name: str, value: float | None, formats: Formats) -> str:
    """A value of a setting with its unit: "7 days", "80 %", "650 km", "off"."""
    if value is None:
        return _("off")
    unit = setting_unit(name)
    if unit is Unit.DAYS:
        return plural("{n} day", "{n} days", int(value)).format(n=int(value))
    if unit is Unit.METRES:
        return formats.distance(value, 0 if value >= 10_000 else 1)
    if unit is Unit.SHARE:
        return f"{formats.number(value * 100, _digits(value * 100))} %"
    number = setting_number(value, formats)
    if unit is Unit.TIMES:
        return _("{number} times").format(number=number)
    if unit is Unit.POINTS:
        # 1 alone is one point; 0.75 and 1.5 are points.
        return plural("{number} point", "{number} points", 1 if value == 1 else 2).format(
            number=number
        )
    if unit is Unit.STEPS:
        return _("{number} steps a minute").format(number=number)
    return number


def setting_number(value: float | None, formats: Formats) -> str:
    """A value without its unit, for a sentence that has the unit already: "7", "1.5", "off"."""
    return _("off") if value is None else formats.number(value, _digits(value))


def _digits(value: float) -> int:
    """Decimals that say something: 7, 1.5, 1.25."""
    return next((digits for digits in (0, 1) if round(value, digits) == round(value, 6)), 2)


def setting_source(name: str) -> str:
    """Where the default of a number comes from."""
    return _(_SOURCES[THRESHOLDS[name].source])


def setting_hint(
    name: str,
    formats: Formats,
    default: float | None = None,
    bounds: tuple[float, float] | None = None,
) -> str:
    """Default, bounds and where the default comes from, in one line.

    `default` and `bounds` are those of this diary, see `services/settings.py`; without them those
    of the table.
    """
    threshold: Threshold = THRESHOLDS[name]
    low, high = bounds or (threshold.low, threshold.high)
    text = _("Default {default}; {low} to {high}. Source: {source}.")
    if threshold.can_be_off:
        text = _("Default {default}; {low} to {high}, or empty for off. Source: {source}.")
    return text.format(
        default=setting_value(name, threshold.default if default is None else default, formats),
        low=_low_end(name, low, formats),
        high=setting_value(name, high, formats),
        source=setting_source(name),
    )


def _low_end(name: str, value: float, formats: Formats) -> str:
    """The lower end of a range, whose unit stands behind the upper one: "1" of "1 to 4 times"."""
    return setting_field(name, value, formats)[0]


def typed_setting(name: str, text: str, formats: Formats) -> float | None:
    """The value meant by a typed text in the unit of `setting_value`; empty or "off" = None.

    Raises `InvalidValueError` for what is no number; bounds are for `Settings` to check.
    """
    threshold, unit = THRESHOLDS[name], setting_unit(name)
    if threshold.can_be_off and text.strip().casefold() in {"", _("off").casefold()}:
        return None
    if unit is Unit.METRES:
        return parse_distance_m(text, formats.unit, name)
    number = parse_number(name, text.strip().removesuffix("%"))
    if unit is Unit.SHARE:
        return round(number / 100, 6)
    if threshold.is_whole:
        if not number.is_integer():
            raise InvalidValueError(name, Reason.WRONG_TYPE, text)
        return int(number)
    return number


def setting_field(name: str, value: float | None, formats: Formats) -> tuple[str, str]:
    """What stands in the field of a setting, and the unit beside it."""
    unit = setting_unit(name)
    beside = {
        Unit.DAYS: _("days"),
        Unit.METRES: formats.unit_label(),
        Unit.SHARE: "%",
        Unit.TIMES: _("times"),
        Unit.POINTS: _("points"),
        Unit.STEPS: _("a minute"),
    }.get(unit, "")
    if value is None:
        return "", beside
    if unit is Unit.METRES:
        whole = round(value / 1000, 3).is_integer() or value >= 10_000
        return formats.distance_value(value, 0 if whole else 1), beside
    shown = value * 100 if unit is Unit.SHARE else value
    return formats.number(shown, _digits(shown)), beside


def setting_problem(error: InvalidValueError, name: str, formats: Formats) -> str:
    """What to do about a refused value, for the line below its field."""
    threshold = THRESHOLDS[name]
    if error.reason is Reason.OUT_OF_RANGE and error.low is not None and error.high is not None:
        return _("Give {low} to {high}.").format(
            low=_low_end(error.field, error.low, formats),
            high=setting_value(error.field, error.high, formats),
        )
    if error.reason is Reason.AMBIGUOUS_NUMBER:
        return _("Type it without the thousands mark.")
    if threshold.is_whole and error.reason is Reason.WRONG_TYPE:
        return _("Type a whole number.")
    return _("Type a number.")
