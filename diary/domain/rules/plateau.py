"""R-PLATEAU: three weeks of a plan, at least half of it done, and the scores of a knee the same.

The middle of the first seven recorded day values of the plan is compared with that of the last
seven. It is asked from day 21 of a plan to day 84 (our choice): later it is no news.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from statistics import median

from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.knee import Knee
from diary.domain.plan import Plan
from diary.domain.rules.daily import Evidence, WhileTrue
from diary.domain.rules.facts import DayCounts, Facts
from diary.domain.rules.findings import Rule
from diary.domain.rules.pain_level import TOLERANCE
from diary.domain.sessions_by_week import (
    WEEK_DAYS,
    asked_kinds,
    done_of_plan,
    plan_on,
    turns_of,
)

FROM_DAYS, TO_DAYS = 21, 84
RECORDED_DAYS = 7
# Less than this is no change; from a middle score below it there is none to be had.
CHANGE = 1.0


def plateau_rules(facts: Facts, diary: Diary) -> list[WhileTrue]:
    """The rule for each knee; none without a plan."""
    starts = {plan.from_on.toordinal() + FROM_DAYS: 1 for plan in diary.plans.values()}
    if not starts:
        return []
    turns = turns_of(diary)
    days, plans = [on.toordinal() for on in turns], [plan_on(diary, on) for on in turns]

    def plan_of(day: int) -> Plan | None:
        return plans[bisect_right(days, day) - 1]

    return [_rule_of(knee, facts, plan_of, DayCounts(starts)) for knee in Knee]


def _rule_of(
    knee: Knee, facts: Facts, plan_of: Callable[[int], Plan | None], starts: DayCounts
) -> WhileTrue:
    def condition(day: int) -> Evidence | None:
        plan = plan_of(day)
        if plan is None:
            return None
        age = day - plan.from_on.toordinal()
        if not FROM_DAYS <= age <= TO_DAYS:
            return None
        planned, done = planned_until(plan, day), done_until(plan, facts, day)
        if not planned or 2 * done < planned:
            return None
        medians = _medians(facts, knee, plan, day)
        if medians is None or not is_same(*medians):
            return None
        then, now = medians
        return {"then": then, "now": now, "done": done, "planned": planned}

    reach = TO_DAYS - FROM_DAYS + 1
    return WhileTrue(Rule.PLATEAU, knee.value, starts, reach, condition)


def is_same(then: float, now: float) -> bool:
    """True when a knee that hurt hurts as much as it did."""
    return then >= CHANGE - TOLERANCE and abs(now - then) < CHANGE - TOLERANCE


def planned_until(plan: Plan, day: int) -> int:
    """How many sessions a plan has up to a day, by whole sessions and not more than in all."""
    a_week = sum(plan.per_week.of(kind) or 0 for kind in asked_kinds(plan))
    planned = a_week * (day - plan.from_on.toordinal()) // WEEK_DAYS
    return planned if plan.total_sessions is None else min(planned, plan.total_sessions)


def done_until(plan: Plan, facts: Facts, day: int) -> int:
    """How often what the plan asks for was done in it up to a day."""

    def count(kind: SessionKind, from_on: date, to_on: date) -> int:
        return facts.done[kind].count(from_on.toordinal(), to_on.toordinal() + 1)

    return done_of_plan(plan, date.fromordinal(day), count)


def _medians(facts: Facts, knee: Knee, plan: Plan, day: int) -> tuple[float, float] | None:
    """The middle of the first and of the last recorded days of a plan; None with too few."""
    series = facts.knees[knee].series
    start, stop = max(plan.from_on.toordinal(), series.first), min(day, series.last) + 1
    if stop - start < 2 * RECORDED_DAYS:
        return None
    known = series.known(start, stop)
    if len(known) < 2 * RECORDED_DAYS:
        return None
    return float(median(known[:RECORDED_DAYS])), float(median(known[-RECORDED_DAYS:]))
