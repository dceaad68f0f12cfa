"""What changed in the two weeks before a knee began to hurt more: facts with dates, no causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.knee import Knee
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.rules.pain_series import PainSeries
from diary.domain.rules.single_run import SpikeClass, layoff, run_spike
from diary.domain.run import Hills, Run, Surface

DAYS_BEFORE = 14
# A stretch of bad days ends where three recorded days in a row were near the usual level.
_QUIET_DAYS = 3
_BAD_ABOVE_USUAL = 1.0
_FARTHEST_BACK = 56
# How long something must not have been there to be called new.
_NEW_AFTER_DAYS = 90
_HILLY = (Hills.HILLY, Hills.DOWNHILL)
PAIN_RULES = (Rule.WORSE, Rule.WATCH, Rule.PERSIST)


class ChangeKind(StrEnum):
    """What can have changed."""

    LONG_RUN = "long_run"
    NEW_SHOE = "new_shoe"
    NEW_SURFACE = "new_surface"
    HILLS = "hills"
    NEW_EXERCISE = "new_exercise"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class ChangeBefore:
    """One thing that was new on a day.

    `run` is the run it is about, `text` what a person wrote about an exercise; `amount` is the
    longest of the 30 days before in metres for a long run, and the days of a break.
    """

    on: date
    kind: ChangeKind
    run: Run | None = None
    text: str = ""
    amount: float | None = None


def first_bad_day(reminder: OpenReminder, series: PainSeries) -> date | None:
    """The day on which what a reminder about pain tells of began; None for other rules.

    For R-PERSIST the first day of the episode; else the first day at least one point above the
    usual level, after the last three recorded days in a row below that.
    """
    if reminder.rule not in PAIN_RULES:
        return None
    if reminder.rule is Rule.PERSIST:
        days = reminder.evidence["days"]
        assert isinstance(days, int)  # noqa: S101 - the rule counts them
        return reminder.fired_on - timedelta(days=days - 1)
    usual = reminder.evidence["base"]
    assert isinstance(usual, int | float)  # noqa: S101 - it fires with one only
    fired, quiet = reminder.fired_on.toordinal(), 0
    first = fired
    for day in range(fired, fired - _FARTHEST_BACK, -1):
        value = series.value(day)
        if value is None:
            continue
        if value >= usual + _BAD_ABOVE_USUAL:
            first, quiet = day, 0
        else:
            quiet += 1
        if quiet == _QUIET_DAYS:
            break
    return date.fromordinal(first)


def changes_before(diary: Diary, facts: Facts, on: date) -> list[ChangeBefore]:
    """What changed in the 14 days before a day and on it, by date."""
    start = on - timedelta(days=DAYS_BEFORE)
    runs = [
        run
        for day in facts.run_days.between(start.toordinal(), on.toordinal() + 1)
        for run in facts.runs[day]
    ]
    found = [change for run in runs for change in _of_run(diary, facts, run)]
    found += [
        ChangeBefore(event.on, ChangeKind.NEW_EXERCISE, text=event.text)
        for event in diary.events.values()
        if event.kind is EventKind.NEW_EXERCISE and start <= event.on <= on
    ]
    return sorted(found, key=lambda change: (change.on, tuple(ChangeKind).index(change.kind)))


def bad_day_of(reminder: OpenReminder, facts: Facts) -> date | None:
    """The same as `first_bad_day`, with the series of the knee the reminder is about."""
    if reminder.rule not in PAIN_RULES:
        return None
    return first_bad_day(reminder, facts.knees[Knee(reminder.subject)].series)


def _of_run(diary: Diary, facts: Facts, run: Run) -> Iterator[ChangeBefore]:
    spike = run_spike(facts, run, diary.settings, diary.person.longest_recent_run_m)
    if spike is not None and spike.spike_class in (SpikeClass.MODERATE, SpikeClass.LARGE):
        yield ChangeBefore(run.on, ChangeKind.LONG_RUN, run, amount=spike.longest_m)
    earlier = _runs_before(facts, run)
    # Without runs long enough ago nothing can be told to be new.
    if earlier and facts.run_days.days[0] < run.on.toordinal() - DAYS_BEFORE:
        if run.shoe_id is not None and all(each.shoe_id != run.shoe_id for each in earlier):
            yield ChangeBefore(run.on, ChangeKind.NEW_SHOE, run)
        if _is_new_surface(run.surface, earlier):
            yield ChangeBefore(run.on, ChangeKind.NEW_SURFACE, run)
        if run.hills in _HILLY and all(each.hills not in _HILLY for each in earlier):
            yield ChangeBefore(run.on, ChangeKind.HILLS, run)
    gap = _gap_before(facts, run)
    if gap is not None and layoff(gap, diary.settings) is not None:
        yield ChangeBefore(run.on, ChangeKind.BREAK, run, amount=gap)


def _is_new_surface(surface: Surface | None, earlier: list[Run]) -> bool:
    return surface is not None and all(each.surface is not surface for each in earlier)


def _runs_before(facts: Facts, run: Run) -> list[Run]:
    """The runs of the last 90 days before this one."""
    day = run.on.toordinal()
    found: list[Run] = []
    for each_day in facts.run_days.between(day - _NEW_AFTER_DAYS, day + 1):
        for each in facts.runs[each_day]:
            if each.id == run.id:
                return found
            found.append(each)
    return found


def _gap_before(facts: Facts, run: Run) -> int | None:
    day = run.on.toordinal()
    last = facts.run_days.last_until(day - 1)
    return None if last is None or facts.runs[day][0].id != run.id else day - last
