"""Where the pain that a reminder tells of began: a day, and whether it was there on waking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign
from diary.domain.rules.facts import DayCounts, Facts, KneeFacts
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.rules.pain_series import PainSeries
from diary.domain.rules.responses import MORNING_DAYS, Light, morning_light, pain_before
from diary.domain.settings import Settings

# A stretch of bad days ends where three recorded days in a row were near the usual level.
_QUIET_DAYS = 3
_BAD_ABOVE_USUAL = 1.0
_FARTHEST_BACK = 56

# With R-RESP, the rules about pain; those about other signs, runs and the diary are not.
_OF_A_KNEE = (
    *(Rule.WORSE, Rule.WATCH, Rule.PERSIST, Rule.RECUR),
    *(Rule.SHARP, Rule.NIGHT, Rule.NEXTDAY),
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first bad day; `is_on_waking` = nothing that was done on it came before the pain."""

    on: date
    is_on_waking: bool = False


def beginning_of(reminder: OpenReminder, diary: Diary, facts: Facts) -> Beginning | None:
    """Where the pain of a reminder began; None for rules that are not about pain.

    R-WORSE, R-WATCH: the first day at least one point above the usual level after the last three
    recorded days in a row below that. R-PERSIST: the first day of the episode. R-SHARP, R-NIGHT:
    the first of the days with that pain, of which each is within the window of the next.
    R-NEXTDAY: the first of the mornings it counts. R-RESP: the run, or the morning after it when
    only that was too much. R-RECUR: the day pain was back.
    """
    rule, settings, fired = reminder.rule, diary.settings, reminder.fired_on.toordinal()
    if rule is Rule.RESP:
        run = diary.runs.get(reminder.subject)
        is_after = run is not None and run.on < reminder.fired_on
        return Beginning(reminder.fired_on, is_on_waking=is_after)
    if rule not in _OF_A_KNEE:
        return None
    knee = Knee(reminder.subject)
    said = facts.knees[knee]
    if rule is Rule.SHARP:
        return _on(_first_near(said.sharp, fired, settings.sharp_window_days))
    if rule is Rule.NIGHT:
        nights = said.yes[Sign.NIGHT_PAIN]
        return _on(_first_near(nights, fired, settings.night_window_days), is_on_waking=True)
    if rule is Rule.NEXTDAY:
        return _on(_first_red_morning(knee, facts, settings, fired), is_on_waking=True)
    if rule is Rule.RECUR:
        return _from(said, fired, settings.recur_pain)
    if rule is Rule.PERSIST:
        days = reminder.evidence["days"]
        assert isinstance(days, int)  # noqa: S101 - the rule counts them
        return _from(said, fired - days + 1, settings.persist_pain_day)
    usual = reminder.evidence["base"]
    assert isinstance(usual, int | float)  # noqa: S101 - it fires with one only
    least = usual + _BAD_ABOVE_USUAL
    return _from(said, _first_at(said.series, fired, least), least)


def _on(day: int, *, is_on_waking: bool = False) -> Beginning:
    return Beginning(date.fromordinal(day), is_on_waking)


def _from(said: KneeFacts, day: int, least: float) -> Beginning:
    """A day that is bad from a score on; the morning comes before whatever else was done."""
    morning = said.morning(day)
    return _on(day, is_on_waking=morning is not None and morning >= least)


def _first_at(series: PainSeries, fired: int, least: float) -> int:
    first, quiet = fired, 0
    for day in range(fired, fired - _FARTHEST_BACK, -1):
        value = series.value(day)
        if value is None:
            continue
        if value >= least:
            first, quiet = day, 0
        else:
            quiet += 1
        if quiet == _QUIET_DAYS:
            break
    return first


def _first_near(days: DayCounts, fired: int, window: int) -> int:
    first = fired
    while True:
        earlier = days.last_until(first - 1)
        if earlier is None or first - earlier >= window or fired - earlier >= _FARTHEST_BACK:
            return first
        first = earlier


def _first_red_morning(knee: Knee, facts: Facts, settings: Settings, fired: int) -> int:
    """The first bad one of the mornings that R-NEXTDAY counted on the day it fired."""
    first, counted = fired, 0
    for run_day in reversed(facts.run_days.between(fired - MORNING_DAYS, fired)):
        morning = facts.knees[knee].morning(run_day + 1)
        if morning is None:
            continue
        light = morning_light(morning, pain_before(facts, knee, run_day), settings)
        if light is None:
            continue
        first = run_day + 1 if light is Light.RED else first
        counted += 1
        if counted == settings.nextday_runs:
            break
    return first
