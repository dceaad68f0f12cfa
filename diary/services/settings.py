"""Turns a choice in Preferences into a change set; what alters the meaning of the past is dated.

A choice that changes nothing gives an empty change set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.person import Person
from diary.domain.settings import DEFAULTS, LimitPreset, SetBy, SettingChange

# Charts and reports of the past use the value of that time.
DATED = frozenset({"green_max", "amber_max", "day_turnover"})
PRESETS: Mapping[LimitPreset, tuple[int, int]] = {
    LimitPreset.CAUTIOUS: (2, 3),
    LimitPreset.USUAL: (2, 5),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Who chose a limit: the person, or a PT with initials; `preset` where one was picked."""

    preset: LimitPreset | None = None
    set_by: SetBy | None = None
    initials: str = ""


def set_settings(
    diary: Diary, values: Mapping[str, object], at: datetime, source: Source | None = None
) -> ChangeSet:
    """Give settings of these names new values, all or none.

    Raises `InvalidValueError` when a value is out of its bounds or does not go with the others.
    """
    before = diary.settings
    after = replace(before, **values)  # type: ignore[arg-type] # Settings checks every value
    changed = [name for name in values if getattr(after, name) != getattr(before, name)]
    if not changed:
        return ChangeSet(())
    given = source or Source()
    dated = [
        Change(
            None,
            SettingChange(
                at,
                name,
                _as_kept(getattr(after, name)),
                given.preset,
                given.set_by,
                given.initials,
            ),
        )
        for name in changed
        if name in DATED
    ]
    return ChangeSet((Change(before, after), *dated))


def reset_settings(diary: Diary, names: frozenset[str], at: datetime) -> ChangeSet:
    """Give these settings their defaults again."""
    return set_settings(diary, {name: getattr(DEFAULTS, name) for name in sorted(names)}, at)


def preset_of(diary: Diary) -> LimitPreset | None:
    """The named pair of pain limits in use; None = a pair of the person's own."""
    limits = [each for each in diary.setting_changes if each.name in {"green_max", "amber_max"}]
    if limits and limits[-1].set_by is SetBy.PT:
        return LimitPreset.AGREED
    pair = (diary.settings.green_max, diary.settings.amber_max)
    return next((name for name, each in PRESETS.items() if each == pair), None)


def set_person(diary: Diary, person: Person) -> ChangeSet:
    """Keep what was said about the person."""
    if person == diary.person:
        return ChangeSet(())
    return ChangeSet((Change(diary.person, person),))


def _as_kept(value: object) -> str | float | bool | None:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    assert value is None or isinstance(value, str | float | int)  # noqa: S101 - what DATED names
    return value
