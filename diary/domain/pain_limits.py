"""The two limits of pain on a run: when they were changed, and whether a PT agreed to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError
from diary.domain.period import local
from diary.domain.settings import DEFAULTS, SetBy, SettingChange

LIMITS = ("green_max", "amber_max")


def limit_changes(diary: Diary) -> tuple[SettingChange, ...]:
    """Every change of a pain limit, the oldest first."""
    found = (each for each in diary.setting_changes if each.name in LIMITS)
    return tuple(sorted(found, key=lambda each: (each.at, each.name)))


def agreement(diary: Diary) -> tuple[SettingChange, ...]:
    """What was noted when the limits in use were agreed with a PT; empty = they were not."""
    changes = limit_changes(diary)
    newest = tuple(each for each in changes if each.at == changes[-1].at)
    return newest if newest and newest[-1].set_by is SetBy.PT else ()


def with_limits_of(diary: Diary, on: date) -> Diary:
    """The diary with the pain limits that were in use at the end of a day, in the person's zone."""
    zone, changes = diary.person.timezone, limit_changes(diary)
    values: dict[str, Any] = {}
    for name in LIMITS:
        of_name = [each for each in changes if each.name == name]
        known = [each.value for each in of_name if local(each.at, zone).date() <= on]
        if len(known) < len(of_name):
            values[name] = known[-1] if known else getattr(DEFAULTS, name)
    numbers: dict[str, Any] = {
        name: int(each)
        for name, each in values.items()
        if isinstance(each, int | float) and not isinstance(each, bool)
    }
    if all(getattr(diary.settings, name) == number for name, number in numbers.items()):
        return diary
    try:
        return replace(diary, settings=replace(diary.settings, **numbers))
    except InvalidValueError:
        # What was noted in a file of somebody else need not fit together.
        return diary
