"""The two limits of pain on a run: when they were changed, and whether a PT agreed to them."""

from __future__ import annotations

from diary.domain.diary import Diary
from diary.domain.settings import SetBy, SettingChange

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
