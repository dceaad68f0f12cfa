"""The days behind a reminder: those its text speaks of, to be shaded on a chart.

A reminder that speaks in the numbers of the day it is read ends on that day, every other one on
the day it fired.
"""

from __future__ import annotations

from datetime import date, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.rules.cadence import RECENT_DAYS
from diary.domain.rules.findings import OpenReminder, Rule
from diary.domain.rules.pain_level import TWO_WEEKS
from diary.domain.rules.plateau import plan_parts
from diary.domain.rules.single_run import REFERENCE_DAYS
from diary.domain.rules.strength import BOTH_WEEKS
from diary.domain.settings import Settings

_ONE_DAY = timedelta(days=1)
# These rest on no day of a diary that a chart could show.
_WITHOUT_DAYS = (Rule.SHOE, Rule.BACKUP)
# The evidence of these counts the days up to the last one.
_COUNTING = {Rule.PERSIST: "days", Rule.REST: "days", Rule.VISIT: "days"}
# What lies before the run that these are about.
_BEFORE_RUN = {Rule.SPIKE: REFERENCE_DAYS}


def evidence_span(reminder: OpenReminder, diary: Diary) -> Span | None:
    """The days a reminder rests on; None for one that rests on no days."""
    rule = reminder.rule
    if rule in _WITHOUT_DAYS:
        return None
    is_aged = reminder.latest is not None
    last = reminder.asked_on if is_aged else reminder.fired_on
    evidence = reminder.evidence if reminder.latest is None else reminder.latest
    if dates := _dates(evidence.get("dates")):
        return Span(min(dates), max(dates) + _ONE_DAY)
    first = last
    if rule in _COUNTING:
        first = _back(last, _number(evidence.get(_COUNTING[rule])) - 1)
    elif rule in _BEFORE_RUN:
        first = _back(last, _BEFORE_RUN[rule])
    elif rule is Rule.LAYOFF:
        first = _back(last, _number(evidence.get("gap_days")))
    elif rule is Rule.RESP:
        # A morning in the evidence says that it took the night to tell.
        first = _back(last, 1 if evidence.get("morning") is not None else 0)
    elif rule is Rule.NEXTDAY:
        first = _first_of_runs(reminder, diary, last, _number(evidence.get("runs")))
    elif rule is Rule.RECUR:
        first = _start_of_rest(diary, last, _number(evidence.get("rest_days")))
    elif rule is Rule.PLATEAU:
        parts = plan_parts(diary, last)
        first = parts[0].plan.from_on if parts else last
    elif rule is Rule.GAP:
        last_on = evidence.get("last_on")
        first = last_on if isinstance(last_on, date) else last
        last = reminder.asked_on
    else:
        first = _back(last, _window(rule, diary.settings) - 1)
    return Span(first, last + _ONE_DAY)


def joint_span(spans: list[Span]) -> Span | None:
    """The days from the first to the last of several spans; None without any."""
    if not spans:
        return None
    return Span(min(each.start for each in spans), max(each.end for each in spans))


def _window(rule: Rule, settings: Settings) -> int:
    """How many days a rule looks at that counts in the last days; 1 for those of one day."""
    return {
        Rule.WORSE: TWO_WEEKS,
        Rule.WATCH: TWO_WEEKS,
        Rule.SWELL: settings.sign_window_days,
        Rule.LOCK: settings.sign_window_days,
        Rule.SHARP: settings.sharp_window_days,
        Rule.NIGHT: settings.night_window_days,
        Rule.GIVEWAY: settings.giveway_window_days,
        Rule.STRENGTH: BOTH_WEEKS,
        Rule.CADENCE: RECENT_DAYS,
    }.get(rule, 1)


def _first_of_runs(reminder: OpenReminder, diary: Diary, last: date, runs: int) -> date:
    """The day of the earliest of the last runs that have a score on the next morning."""
    knee = Knee(reminder.subject)
    days = {
        run.on
        for run in diary.runs.values()
        if run.is_run
        and run.on < last
        and diary.day(run.on + _ONE_DAY).knee(knee).morning is not None
    }
    counted = sorted(days)[-max(runs, 1) :]
    return counted[0] if counted else last


def _start_of_rest(diary: Diary, last: date, rest_days: int) -> date:
    """The first day without a run before the run that brought the pain back."""
    days = sorted({run.on for run in diary.runs.values() if run.is_run and run.on <= last})
    for before, after in zip(reversed(days[:-1]), reversed(days), strict=False):
        if (after - before).days == rest_days + 1:
            return before + _ONE_DAY
    return _back(last, rest_days)


def _back(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - max(days, 0)))


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _dates(value: object) -> list[date]:
    found = value if isinstance(value, list | tuple) else []
    return [each for each in found if isinstance(each, date)]
