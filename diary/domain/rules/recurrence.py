"""R-RECUR: pain that comes back soon after running is taken up again.

Rest calms a knee, yet what it can take does not grow with rest (clinic articles). The rule needs
an earlier reminder about this knee, then a week or more without a run, then pain within a week of
the first run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from diary.domain.knee import Knee
from diary.domain.rules.daily import event
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.settings import Settings

OPEN_DAYS = 14
# A reminder longer ago than this before the rest has nothing to do with it (our choice).
EARLIER_DAYS = 28
CAUSES = (Rule.WORSE, Rule.PERSIST, Rule.RESP)


def recurrence_events(
    knee: Knee, facts: Facts, settings: Settings, fires: Iterable[RuleEvent], until: int
) -> list[RuleEvent]:
    """What the rule says up to a day; `fires` are what other rules told about this knee."""
    causes = sorted(
        each.on.toordinal()
        for each in fires
        if each.rule in CAUSES and each.event is EventKind.FIRE
    )
    events: list[RuleEvent] = []
    free_from = 0
    for rest_days, first_run in _rests(facts.run_days.days, causes, settings.recur_rest_days):
        stop = min(first_run + settings.recur_window_days, until + 1)
        found = _first_pain(facts, knee, settings, range(max(first_run, free_from), stop))
        if found is None:
            continue
        last_fire, pain = found
        free_from = last_fire + OPEN_DAYS + 1
        evidence = {"rest_days": rest_days, "pain": pain}
        events.append(event(Rule.RECUR, knee.value, last_fire, EventKind.FIRE, evidence))
        if last_fire + OPEN_DAYS <= until:
            end = last_fire + OPEN_DAYS
            events.append(event(Rule.RECUR, knee.value, end, EventKind.CLEAR, {}))
    return events


def _rests(run_days: list[int], causes: list[int], least: int) -> list[tuple[int, int]]:
    """Days without a run and the run after them, for each rest that follows one of the causes."""
    found = set()
    for cause in causes:
        start = max(0, bisect_right(run_days, cause) - 1)
        stop = bisect_right(run_days, cause + EARLIER_DAYS) + 1
        for before, after in pairwise(run_days[start:stop]):
            if after > cause and after - before > least:
                found.add((after, after - before - 1))
    return [(rest_days, after) for after, rest_days in sorted(found)]


def _first_pain(
    facts: Facts, knee: Knee, settings: Settings, days: range
) -> tuple[int, int] | None:
    """The first of some days with that much pain, and how much it was."""
    for day in days:
        value = facts.knees[knee].series.value(day)
        if value is not None and value >= settings.recur_pain:
            return day, value
    return None
