"""The rules once more, written out day by day straight from their description and slow.

Nothing here is shared with the product but the domain values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median

from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.run import Run
from diary.domain.settings import Settings
from diary.domain.shoe import Shoe, WearState

EPS = 1e-9


@dataclass
class Open:
    """An open reminder: the day it fired, its frozen usual level, quiet days in a row."""

    fired: int
    usual: float
    quiet: int = 0


def worsening(
    values: Mapping[int, int], until: int, settings: Settings
) -> list[tuple[int, str, str]]:
    """Events of one knee as (day, rule, event); days count from 0."""
    events: list[tuple[int, str, str]] = []
    worse: Open | None = None
    watch: Open | None = None
    last_fire = last_watch = -1000
    since = -1000
    for day in range(until + 1):
        recent = _aged(values, day, 0, 6)
        is_evaluated = len(recent) >= settings.worse_min_recent
        was_open = worse is not None
        if worse is not None:
            if is_evaluated:
                is_quiet = mean(recent) - worse.usual < settings.worse_clear_delta - EPS
                worse.quiet = worse.quiet + 1 if is_quiet else 0
            if worse.quiet >= settings.worse_clear_days:
                events.append((day, "R-WORSE", "clear"))
                worse = None
            elif day - worse.fired >= settings.worse_rebase_days:
                events.append((day, "R-WORSE", "rebase"))
                since, worse = worse.fired, None
        level, usual = _level(values, day, since, settings)
        if (
            not was_open
            and level is not None
            and usual is not None
            and level >= settings.worse_act - EPS
            and mean(recent) >= settings.worse_min_level - EPS
            and day - last_fire >= settings.worse_cooldown_days
        ):
            events.append((day, "R-WORSE", "fire"))
            worse, last_fire = Open(day, usual), day
        if watch is not None:
            if is_evaluated:
                is_quiet = mean(recent) - watch.usual < settings.watch_clear_delta - EPS
                watch.quiet = watch.quiet + 1 if is_quiet else 0
            is_long = day - watch.fired >= settings.worse_rebase_days
            if worse is not None or is_long or watch.quiet >= settings.worse_clear_days:
                events.append((day, "R-WATCH", "clear"))
                watch = None
        elif (
            worse is None
            and settings.worse_watch is not None
            and level is not None
            and usual is not None
            and level >= settings.worse_watch - EPS
            and day - last_watch >= settings.worse_cooldown_days
        ):
            events.append((day, "R-WATCH", "fire"))
            watch, last_watch = Open(day, usual), day
    return sorted(events)


def _aged(values: Mapping[int, int], day: int, youngest: int, oldest: int) -> list[int]:
    """The known values of these ages, the newest first."""
    ages = range(youngest, oldest + 1)
    return [values[day - age] for age in ages if day - age in values]


def _level(
    values: Mapping[int, int], day: int, since: int, settings: Settings
) -> tuple[float | None, float | None]:
    counted = {on: value for on, value in values.items() if on >= since}
    short, long, near = (_aged(counted, day, *ages) for ages in ((22, 49), (22, 77), (8, 77)))
    enough = [window for window in (short, long) if len(window) >= settings.worse_min_base]
    if not enough and len(near) >= settings.worse_min_base:
        enough = [near]
    recent, previous = _aged(values, day, 0, 6), _aged(values, day, 7, 13)
    if (
        not enough
        or len(recent) < settings.worse_min_recent
        or len(previous) < settings.worse_min_prev
    ):
        return None, None
    usual = min(sum(window) / len(window) for window in enough)
    week = mean(recent) - usual
    two = mean([min(value - usual, settings.worse_cap) for value in recent + previous])
    now = median(recent[:3]) - usual
    return min(week, two, now), usual


def shoe_events(
    shoe: Shoe, runs: Sequence[Run], settings: Settings, first: date, until: date
) -> list[tuple[date, str]]:
    """Events of one pair as (day, event), asked on every single day."""
    events: list[tuple[date, str]] = []
    shown: WearState | None = None
    last_fire: date | None = None
    for number in range((until - first).days + 1):
        on = first + timedelta(days=number)
        state = shoe_wear(shoe, runs, settings, on).state
        is_retired = shoe.retired_on is not None and shoe.retired_on <= on
        is_quiet = state is WearState.OK or is_retired
        if shown is None:
            if not is_quiet and (last_fire is None or (on - last_fire).days >= 14):
                events.append((on, "fire"))
                shown, last_fire = state, on
        elif is_quiet:
            events.append((on, "clear"))
            shown = None
        elif state is not shown:
            events.append((on, "level"))
            shown = state
    return events
