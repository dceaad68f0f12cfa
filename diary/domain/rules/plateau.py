"""R-PLATEAU: three weeks of a plan, at least half of it done, and the scores of a knee the same.

The middle of the first seven recorded day values of the plan is compared with that of the last
seven. It is asked from day 21 of a plan to day 84 (our choice): later it is no news. A plan
whose numbers were changed goes on as one of the same name from the next day (`services.plans`):
its days count from the first of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
    session_plans_on,
    turns_of,
)

FROM_DAYS, TO_DAYS = 21, 84
RECORDED_DAYS = 7
# Less than this is no change; from a middle score below it there is none to be had.
CHANGE = 1.0


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A plan with numbers that stayed the same up to `last`; None = it holds still."""

    plan: Plan
    last: int | None = None

    @property
    def first(self) -> int:
        """Its first day."""
        return self.plan.from_on.toordinal()

    @property
    def kinds(self) -> tuple[SessionKind, ...]:
        """What it asks for."""
        return asked_kinds(self.plan)

    def days(self, day: int) -> int:
        """How many of its days are over on a day."""
        return (day if self.last is None else min(day, self.last + 1)) - self.first


def plan_parts(diary: Diary, on: date) -> tuple[PlanPart, ...]:
    """The plan that asks for sessions on a day, with what it was before its numbers changed.

    The oldest part is the first; empty when no plan asks for any.
    """
    plan = session_plans_on(diary, on).first
    if plan is None:
        return ()
    parts = [PlanPart(plan)]
    while (first := parts[0].plan.from_on) > date.min:
        yesterday = first - timedelta(days=1)
        before = session_plans_on(diary, yesterday).first
        if before is None or before.name != plan.name:
            break
        parts.insert(0, PlanPart(before, yesterday.toordinal()))
    return tuple(parts)


def plateau_rules(facts: Facts, diary: Diary) -> list[WhileTrue]:
    """The rule for each knee; none without a plan."""
    starts = {plan.from_on.toordinal() + FROM_DAYS: 1 for plan in diary.plans.values()}
    if not starts:
        return []
    turns = turns_of(diary)
    days, parts = [on.toordinal() for on in turns], [plan_parts(diary, on) for on in turns]

    def parts_of(day: int) -> tuple[PlanPart, ...]:
        return parts[bisect_right(days, day) - 1]

    return [_rule_of(knee, facts, parts_of, DayCounts(starts)) for knee in Knee]


def _rule_of(
    knee: Knee,
    facts: Facts,
    parts_of: Callable[[int], tuple[PlanPart, ...]],
    starts: DayCounts,
) -> WhileTrue:
    def condition(day: int) -> Evidence | None:
        parts = parts_of(day)
        if not parts or not FROM_DAYS <= day - parts[0].first <= TO_DAYS:
            return None
        planned, done = planned_until(parts, day), done_until(parts, facts, day)
        if not planned or 2 * done < planned:
            return None
        medians = _medians(facts, knee, parts[0].first, day)
        if medians is None or not is_same(*medians):
            return None
        then, now = medians
        return {"then": then, "now": now, "done": done, "planned": planned}

    reach = TO_DAYS - FROM_DAYS + 1
    return WhileTrue(Rule.PLATEAU, knee.value, starts, reach, condition)


def is_same(then: float, now: float) -> bool:
    """True when a knee that hurt hurts as much as it did."""
    return then >= CHANGE - TOLERANCE and abs(now - then) < CHANGE - TOLERANCE


def planned_until(parts: Sequence[PlanPart], day: int) -> int:
    """How many sessions a plan has up to a day, by whole sessions and not more than in all."""
    # In sevenths of a session, so that a change of the numbers rounds nothing away.
    return sum(_sevenths(part, day) for part in parts) // WEEK_DAYS


def _sevenths(part: PlanPart, day: int) -> int:
    planned = sum(part.plan.per_week.of(kind) or 0 for kind in part.kinds) * part.days(day)
    total = part.plan.total_sessions
    return planned if total is None else min(planned, total * WEEK_DAYS)


def done_until(parts: Sequence[PlanPart], facts: Facts, day: int) -> int:
    """How often what the plan asks for was done in it up to a day; each kind once a day."""
    return sum(
        facts.done[kind].count(part.first, (day if part.last is None else part.last) + 1)
        for part in parts
        for kind in part.kinds
    )


def _medians(facts: Facts, knee: Knee, first: int, day: int) -> tuple[float, float] | None:
    """The middle of the first and of the last recorded days of a plan; None with too few."""
    series = facts.knees[knee].series
    start, stop = max(first, series.first), min(day, series.last) + 1
    if stop - start < 2 * RECORDED_DAYS:
        return None
    known = series.known(start, stop)
    if len(known) < 2 * RECORDED_DAYS:
        return None
    return float(median(known[:RECORDED_DAYS])), float(median(known[-RECORDED_DAYS:]))
