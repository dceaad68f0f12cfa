"""Turns a choice in Preferences into a change set; what alters the meaning of the past is dated.

A choice that changes nothing gives an empty change set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.pain_limits import LIMITS, agreement, limit_changes
from diary.domain.period import local, zone_of
from diary.domain.person import Person, Season
from diary.domain.sessions_by_week import SEASON
from diary.domain.settings import (
    DEFAULTS,
    THRESHOLDS,
    LimitPreset,
    SetBy,
    SettingChange,
    Settings,
)

# Charts and reports of the past use the value of that time, and so does R-STRENGTH.
DATED = frozenset(
    {*("green_max", "amber_max", "day_turnover"), *("strength_target_off", "strength_target_in")}
)
_NOON, _A_MOMENT = time(12), timedelta(seconds=1)
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
    # The newest of two changes has to be the later one, whatever the clock says.
    earlier = [each.at + _A_MOMENT for each in diary.setting_changes if each.name in changed]
    dated = [
        Change(None, _dated(max([at, *earlier]), name, getattr(after, name), given))
        for name in changed
        if name in DATED
    ]
    return ChangeSet((Change(before, after), *dated))


def reset_settings(diary: Diary, names: frozenset[str], at: datetime) -> ChangeSet:
    """Give these settings their defaults again."""
    return set_settings(diary, {name: getattr(DEFAULTS, name) for name in sorted(names)}, at)


def usual_value(settings: Settings, name: str) -> float:
    """The default of a threshold; limits of shoes are round numbers of the unit in use."""
    value = Settings(distance_unit=settings.distance_unit).in_use(name)
    return THRESHOLDS[name].default if value is None else value


def bounds_in_use(settings: Settings, name: str) -> tuple[float, float]:
    """The least and the most a threshold can be; the two pain limits never cross."""
    low, high = THRESHOLDS[name].low, THRESHOLDS[name].high
    if name == "amber_max":
        low = settings.green_max + 1
    elif name == "green_max":
        high = min(high, settings.amber_max - 1)
    return low, high


# ---- the two pain limits ------------------------------------------------------------------------


def preset_of(diary: Diary) -> LimitPreset | None:
    """The named pair of pain limits in use; None = a pair of the person's own."""
    if agreement(diary):
        return LimitPreset.AGREED
    pair = (diary.settings.green_max, diary.settings.amber_max)
    return next((name for name, each in PRESETS.items() if each == pair), None)


def note_who_set_limits(
    diary: Diary, source: Source, on: date, now: datetime, zone: str | None
) -> ChangeSet:
    """Note from which day on the limits in use hold, and who set them; the limits stay.

    A second note about an agreement with a PT takes the place of the first. `zone` is the one
    `on` is meant in. Raises `InvalidValueError` for `on` when the limits were changed after it.
    """
    present = agreement(diary) if source.set_by is SetBy.PT else ()
    others = [each for each in limit_changes(diary) if each not in present]
    is_today = on == local(now, zone).date()
    at = (now if is_today else datetime.combine(on, _NOON, zone_of(zone))).astimezone(UTC)
    if others and at <= others[-1].at:
        if on < local(others[-1].at, zone).date():
            raise InvalidValueError("on", Reason.OUT_OF_RANGE, on)
        at = others[-1].at + _A_MOMENT
    noted = tuple(_dated(at, name, getattr(diary.settings, name), source) for name in LIMITS)
    kept = {each.name: each for each in present if each.at == at}
    gone = [Change(each, None) for each in present if each.at != at]
    new = [Change(kept.get(each.name), each) for each in noted if each not in present]
    return ChangeSet((*gone, *new))


def set_person(diary: Diary, person: Person) -> ChangeSet:
    """Keep what was said about the person; for the season see `set_season`."""
    if person == diary.person:
        return ChangeSet(())
    return ChangeSet((Change(diary.person, person),))


def set_season(diary: Diary, season: Season | None, at: datetime) -> ChangeSet:
    """Keep the season, and note when it was set: its target holds from that day on."""
    changed = set_person(diary, replace(diary.person, season=season))
    if not changed:
        return changed
    at = max([at, *(each.at + _A_MOMENT for each in diary.setting_changes if each.name == SEASON)])
    value = None if season is None else season.value
    return ChangeSet((*changed.changes, Change(None, SettingChange(at, SEASON, value))))


def _dated(at: datetime, name: str, value: object, source: Source) -> SettingChange:
    kept = _as_kept(value)
    return SettingChange(at, name, kept, source.preset, source.set_by, source.initials)


def _as_kept(value: object) -> str | float | bool | None:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    assert value is None or isinstance(value, str | float | int)  # noqa: S101 - what DATED names
    return value
