"""Settings in a file: by name, and a value out of bounds costs itself and not the file.

The same holds for the dated changes of settings: one that names no setting, or gives it a value
that it cannot have, is left out and named, since charts of the past go by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any

from diary.domain.checks import EARLIEST, LATEST
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.person import Season
from diary.domain.rule import Level, Rule
from diary.domain.sessions_by_week import SEASON
from diary.domain.settings import (
    DEFAULTS,
    THRESHOLDS,
    TURNOVER_LATEST,
    DistanceUnit,
    SettingChange,
    Settings,
    Threshold,
    WeightUnit,
)
from diary.formats.exchange_typing import Problems

_TURNOVER = "day_turnover"
_RULES_OFF = "rules_off"
_TAKEN_UP = "cadence_taken_up_on"
_TURNOVERS = "00:00 - 06:00"
_DAYS = f"{EARLIEST} - {LATEST}"
_UNITS: Mapping[str, type[StrEnum]] = {
    "distance_unit": DistanceUnit,
    "weight_unit": WeightUnit,
}
# Written even when they are as they come; of the others only what was chosen.
ALWAYS = ("distance_unit", "weight_unit", _TURNOVER, "green_max", "amber_max")


def setting_values(settings: Settings) -> dict[str, object]:
    """The settings as they are written; `worse_watch` null = off."""
    chosen = {name: getattr(settings, name) for name in ALWAYS} | settings.chosen()
    if settings.rules_off:
        chosen[_RULES_OFF] = sorted(settings.rules_off)
    if settings.cadence_taken_up_on is not None:
        chosen[_TAKEN_UP] = settings.cadence_taken_up_on.isoformat()
    return chosen | {_TURNOVER: settings.day_turnover.isoformat("minutes")}


def settings_of(raw: object, problems: Problems) -> Settings:
    """Settings from the file; what is refused is named and keeps its default."""
    if raw is None:
        return DEFAULTS
    if not isinstance(raw, dict):
        problems.add("$.settings", ExchangeCode.WRONG_TYPE, found=raw, expected="object")
        return DEFAULTS
    chosen: dict[str, Any] = {}
    for name, value in raw.items():
        path = f"$.settings.{name}"
        if name in THRESHOLDS:
            if _fits(THRESHOLDS[name], value, path, problems):
                is_whole = THRESHOLDS[name].is_whole or value is None
                chosen[name] = value if is_whole else float(value)
        elif name == _RULES_OFF:
            chosen[name] = _rules_off(value, path, problems)
        elif name not in (*_UNITS, _TURNOVER, _TAKEN_UP):
            problems.add(path, ExchangeCode.UNKNOWN_KEY)
        elif value is not None:
            _take_choice(name, value, path, problems, chosen)
    _settle_limits(chosen, problems)
    return Settings(**chosen)


def _fits(threshold: Threshold, value: object, path: str, problems: Problems) -> bool:
    """True when the value may be taken; null = not answered, or off where that is a choice."""
    if value is None:
        return threshold.can_be_off
    kinds = (int,) if threshold.is_whole else (int, float)
    if not isinstance(value, kinds) or isinstance(value, bool):
        expected = "whole number" if threshold.is_whole else "number"
        problems.add(path, ExchangeCode.WRONG_TYPE, found=value, expected=expected)
        return False
    if not threshold.low <= value <= threshold.high:
        _refuse(threshold.name, value, _bounds(threshold), problems)
        return False
    return True


def _take_choice(
    name: str, value: object, path: str, problems: Problems, chosen: dict[str, Any]
) -> None:
    if not isinstance(value, str):
        problems.add(path, ExchangeCode.WRONG_TYPE, found=value, expected="text")
    elif name == _TURNOVER:
        turnover = _turnover(value)
        if turnover is None:
            _refuse(name, value, _TURNOVERS, problems)
        else:
            chosen[name] = turnover
    elif name == _TAKEN_UP:
        taken_up_on = _day(value)
        if taken_up_on is None:
            _refuse(name, value, _DAYS, problems)
        else:
            chosen[name] = taken_up_on
    else:
        try:
            chosen[name] = _UNITS[name](value)
        except ValueError:
            problems.add(path, ExchangeCode.UNKNOWN_VALUE, found=value)


def _rules_off(value: object, path: str, problems: Problems) -> frozenset[Rule]:
    """The rules that are switched off; one that is not known or about safety stays on."""
    if value is None:
        return frozenset()
    if not isinstance(value, list):
        problems.add(path, ExchangeCode.WRONG_TYPE, found=value, expected="list")
        return frozenset()
    may_be_off = {rule.value: rule for rule in Rule if rule.level is not Level.SAFETY}
    for number, name in enumerate(value):
        if not isinstance(name, str) or name not in may_be_off:
            problems.add(f"{path}[{number}]", ExchangeCode.UNKNOWN_VALUE, found=name)
    return frozenset(
        may_be_off[name] for name in value if isinstance(name, str) and name in may_be_off
    )


def _turnover(text: str) -> time | None:
    try:
        at = time.fromisoformat(text)
    except ValueError:
        return None
    fits = at.tzinfo is None and at <= TURNOVER_LATEST and not at.second
    return at.replace(microsecond=0) if fits else None


def _day(text: str) -> date | None:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return None
    return on if EARLIEST <= on <= LATEST else None


def _settle_limits(chosen: dict[str, Any], problems: Problems) -> None:
    """The upper pain limit lies above the lower one, else both are as they come."""
    green = chosen.get("green_max", DEFAULTS.green_max)
    amber = chosen.get("amber_max", DEFAULTS.amber_max)
    if amber > green:
        return
    if "amber_max" in chosen:
        _refuse("amber_max", chosen.pop("amber_max"), f"{green + 1} - 9", problems)
    if green >= DEFAULTS.amber_max:
        _refuse("green_max", chosen.pop("green_max"), f"0 - {DEFAULTS.amber_max - 1}", problems)


def _refuse(name: str, value: object, bounds: str, problems: Problems) -> None:
    path = f"$.settings.{name}"
    problems.add(path, ExchangeCode.SETTING_REFUSED, found=value, expected=bounds, name=name)


def change_fits(change: SettingChange, path: str, problems: Problems) -> bool:
    """True for a change of a known setting to a value that it can have; else it is named."""
    expected = _expected(change.name)
    if expected is None:
        problems.add(f"{path}.name", ExchangeCode.UNKNOWN_SETTING, found=change.name)
        return False
    if _is_possible(change.name, change.value):
        return True
    facts = {"found": change.value, "expected": expected, "name": change.name}
    problems.add(f"{path}.value", ExchangeCode.CHANGE_REFUSED, **facts)
    return False


def _expected(name: str) -> str | None:
    """What a setting may be, in short; None = there is no such setting."""
    if name in THRESHOLDS:
        return _bounds(THRESHOLDS[name])
    if name in _UNITS:
        return ", ".join(_UNITS[name])
    if name == SEASON:
        return ", ".join(Season)
    return _TURNOVERS if name == _TURNOVER else None


def _is_possible(name: str, value: object) -> bool:
    if name in _UNITS:
        return value in list(_UNITS[name])
    if name == SEASON:
        # The season stands with the person; taken back is a change too.
        return value is None or value in list(Season)
    if name == _TURNOVER:
        return isinstance(value, str) and _turnover(value) is not None
    threshold = THRESHOLDS[name]
    if value is None or isinstance(value, bool):
        return value is None and threshold.can_be_off
    is_number = isinstance(value, int if threshold.is_whole else int | float)
    return is_number and threshold.low <= value <= threshold.high  # type: ignore[operator] # a number


def _bounds(threshold: Threshold) -> str:
    return f"{threshold.low:g} - {threshold.high:g}"
